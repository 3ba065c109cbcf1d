package trajectory

import (
	"cmp"
	"fmt"
	"math"
	"reflect"
	"time"

	"golgi/internal/fields"
	"golgi/units"
)

// plainOf returns the value of a field as an int64, float64, bool, string, a list of one of them, a Quantity, an Array or a list
// of quantities; an error if it is too large, and nil if it is none of these.
func plainOf(v reflect.Value) any {
	switch x := v.Interface().(type) {
	case units.Quantity, units.Array, []units.Quantity:
		return x
	case time.Duration: // no number: its unit would be lost
		return nil
	}
	switch {
	case v.CanInt():
		return v.Int()
	case v.CanUint():
		if v.Uint() > math.MaxInt64 {
			return fmt.Errorf("%v is more than an int64 holds", v.Uint())
		}
		return int64(v.Uint())
	case v.CanFloat():
		return v.Float()
	case v.Kind() == reflect.Bool:
		return v.Bool()
	case v.Kind() == reflect.String:
		return v.String()
	case v.Kind() != reflect.Slice:
		return nil
	}
	switch plainOf(reflect.Zero(v.Type().Elem())).(type) {
	case int64:
		return listOf[int64](v)
	case float64:
		return listOf[float64](v)
	case bool:
		return listOf[bool](v)
	case string:
		return listOf[string](v)
	}
	return nil
}

func listOf[T any](v reflect.Value) any {
	list := make([]T, v.Len())
	for i := range list {
		x, fits := plainOf(v.Index(i)).(T)
		if !fits {
			return fmt.Errorf("%v is more than an int64 holds", v.Index(i))
		}
		list[i] = x
	}
	return list
}

// boundsOf returns the bounds of a field: those of its tags, or else those of its type.
func boundsOf(f fields.Field) Bounds {
	b := Bounds{f.Min, f.Max}
	of := f.Type
	if of.Kind() == reflect.Slice {
		of = of.Elem()
	}
	v := reflect.Zero(of)
	if !v.CanInt() && !v.CanUint() || f.Unit != "" {
		return b
	}
	bits := of.Bits()
	if v.CanUint() {
		b.Min, bits = cmp.Or(b.Min, "0"), bits+1
	}
	if bits >= 64 { // what an int64 holds, fits
		return b
	}
	largest := int64(1)<<(bits-1) - 1
	if v.CanInt() {
		b.Min = cmp.Or(b.Min, fmt.Sprint(-largest-1))
	}
	b.Max = cmp.Or(b.Max, fmt.Sprint(largest))
	return b
}

// set gives a field the value of a parameter.
func set(f fields.Field, v reflect.Value, value any) error {
	unit, has, err := inUnit(f)
	if err != nil {
		return err
	}
	if has {
		if value, err = numberIn(unit, value, v.Type()); err != nil {
			return err
		}
	}
	switch v.Interface().(type) {
	case units.Quantity, units.Array, []units.Quantity:
		return setUnits(v, value)
	}
	if v.Kind() != reflect.Slice {
		return setPlain(v, value)
	}
	if !isList(value) {
		return mismatch(v, value)
	}
	list := reflect.ValueOf(value)
	out := reflect.MakeSlice(v.Type(), list.Len(), list.Len())
	for i := range list.Len() {
		if err := setPlain(out.Index(i), list.Index(i).Interface()); err != nil {
			return err
		}
	}
	v.Set(out)
	return nil
}

// numberIn returns the numbers of a unit where a field wants numbers.
func numberIn(unit units.Unit, value any, wanted reflect.Type) (any, error) {
	switch x := value.(type) {
	case units.Quantity:
		if wanted.Kind() == reflect.Float64 || wanted.Kind() == reflect.Float32 {
			return x.In(unit)
		}
	case units.Array:
		if wanted.Kind() == reflect.Slice && wanted.Elem() != reflect.TypeFor[units.Quantity]() {
			return x.In(unit)
		}
	}
	return value, nil
}

func setUnits(v reflect.Value, value any) error {
	switch to := v.Addr().Interface().(type) {
	case *units.Quantity:
		x, err := as[units.Quantity](value)
		*to = x
		return err
	case *units.Array:
		x, err := as[units.Array](value)
		*to = x
		return err
	case *[]units.Quantity:
		x, err := as[units.Array](value)
		*to = make([]units.Quantity, x.Len())
		for i := range *to {
			(*to)[i] = x.At(i)
		}
		return err
	}
	return mismatch(v, value)
}

func setPlain(v reflect.Value, value any) error {
	if n, is := value.(int64); is && (v.CanFloat() || v.CanUint()) {
		switch {
		case v.CanFloat() && math.Abs(float64(n)) <= maxExact:
			value = float64(n)
		case v.CanUint() && n >= 0 && !v.OverflowUint(uint64(n)):
			v.SetUint(uint64(n))
			return nil
		}
	}
	x := reflect.ValueOf(value)
	switch {
	case x.CanInt() && (v.CanInt() && v.OverflowInt(x.Int()) || v.CanUint()), x.CanFloat() && v.CanFloat() && v.OverflowFloat(x.Float()):
		return fmt.Errorf("%s does not fit the field, a %v", show(value), v.Type())
	case x.Kind() != v.Kind() && !(x.CanInt() && v.CanInt()) && !(x.CanFloat() && v.CanFloat()):
		return mismatch(v, value)
	}
	v.Set(x.Convert(v.Type()))
	return nil
}

func mismatch(v reflect.Value, value any) error {
	return fmt.Errorf("%s is %s, and the field a %v", show(value), kindOf(value), v.Type())
}
