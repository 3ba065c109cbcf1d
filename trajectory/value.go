package trajectory

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"time"

	"golgi/units"
)

// canonical returns v as one of the stored types, copied so that no slice is shared with the caller.
func canonical(v any) (any, error) {
	stored, err := storedAs(v)
	if stored == nil {
		return nil, err
	}
	return cloneValue(stored), err
}

// storedAs returns v as one of the stored types, and nil if it is none. It may share lists with v.
func storedAs(v any) (any, error) {
	switch v := v.(type) {
	case int:
		return int64(v), nil
	case uint:
		return uint64(v), nil
	case []int:
		return integers[int64](v), nil
	case []uint:
		return integers[uint64](v), nil
	case string:
		return v, checkText(v)
	case []string:
		return v, checkTexts(v)
	case units.Quantity:
		return orNumber(v), checkWritten(v.Written())
	case units.Array:
		return plainArray(v), checkWritten(v.Written())
	case []units.Quantity:
		a, err := arrayOf(v)
		if err != nil {
			return nil, err
		}
		return storedAs(a)
	case checked:
		return v.checked()
	case nil:
		return nil, refusal(v)
	}
	t := reflect.TypeOf(v)
	if _, is := kinds[t]; is {
		return v, nil
	}
	if t.Kind() == reflect.Slice {
		if _, is := kinds[t.Elem()]; is {
			return v, nil
		}
		if t.Elem().Kind() == reflect.Slice {
			return nested(reflect.ValueOf(v))
		}
	}
	return nil, refusal(v)
}

// A checked value knows by itself how it is stored.
type checked interface{ checked() (any, error) }

// refusal says that there are no values of the type of v, and what to do.
func refusal(v any) error {
	return fmt.Errorf("cannot store a value of type %T; %s%s", v, allKinds, refusalCure(v))
}

func refusalCure(v any) string {
	if _, is := v.(time.Duration); is {
		return "; give a quantity, as units.Second.Of(d.Seconds())"
	}
	if v == nil {
		return ""
	}
	t := reflect.TypeOf(v)
	for known := range kinds {
		if t.Kind() == known.Kind() && t.ConvertibleTo(known) {
			return fmt.Sprintf("; convert it to %v", known)
		}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return "; give what it points to"
	case reflect.Map, reflect.Struct:
		return "; give each of its values a name of its own"
	case reflect.Slice, reflect.Array:
		return "; the values of a list are of one kind: give a Frame, with a column for each, or several values"
	}
	return ""
}

// nested makes an array of a list of lists.
func nested(rows reflect.Value) (any, error) {
	var shape []int
	of := rows
	for of.Kind() == reflect.Slice && len(shape) < maxRank {
		shape = append(shape, of.Len())
		if of.Len() == 0 {
			break
		}
		of = of.Index(0)
	}
	elem := rows.Type()
	for range shape {
		elem = elem.Elem()
	}
	if elem.Kind() == reflect.Slice {
		return nil, fmt.Errorf("its rows have no elements; give an NDArray, which has a shape")
	}
	data := reflect.MakeSlice(reflect.SliceOf(elem), 0, 0)
	var gather func(v reflect.Value, shape []int) error
	gather = func(v reflect.Value, shape []int) error {
		if v.Len() != shape[0] {
			return fmt.Errorf("its rows have %d and %d elements; an array has rows of one length: fill them up, or "+
				"give several lists", shape[0], v.Len())
		}
		if len(shape) == 1 {
			data = reflect.AppendSlice(data, v)
			return nil
		}
		for i := range v.Len() {
			if err := gather(v.Index(i), shape[1:]); err != nil {
				return err
			}
		}
		return nil
	}
	if err := gather(rows, shape); err != nil {
		return nil, err
	}
	return NDArray{shape, data.Interface()}.checked()
}

// orNumber makes a float64 of a quantity without dimension.
func orNumber(q units.Quantity) any {
	if q.Dimension().IsDimensionless() {
		return q.SI()
	}
	return q
}

func plainArray(a units.Array) any {
	if a.Dimension().IsDimensionless() {
		return numbersOf(a)
	}
	return a
}

// numbersOf returns the SI values of a; none are an empty list.
func numbersOf(a units.Array) []float64 {
	if numbers := a.SI(); numbers != nil {
		return numbers
	}
	return []float64{}
}

// arrayOf makes an array of quantities of one dimension, in the unit of the first.
func arrayOf(qs []units.Quantity) (units.Array, error) {
	if len(qs) == 0 {
		return units.Array{}, errors.New("an empty list of quantities has no unit; give a units.Array, as units.Millivolt.OfAll()")
	}
	return arrayIn(qs[0].Unit(), qs)
}

// arrayIn makes an array of quantities, in a unit.
func arrayIn(unit units.Unit, qs []units.Quantity) (units.Array, error) {
	si := make([]float64, len(qs))
	for i, q := range qs {
		if q.Dimension() != unit.Dim {
			return units.Array{}, fmt.Errorf("%v is no quantity in %v", q, unit)
		}
		si[i] = q.SI()
	}
	return units.ArrayFromSI(si, unit.Dim).As(unit)
}

func integers[To int64 | uint64, From int | uint](v []From) []To {
	out := make([]To, len(v))
	for i, n := range v {
		out[i] = To(n)
	}
	return out
}

func checkTexts(texts []string) error {
	for _, text := range texts {
		if err := checkText(text); err != nil {
			return err
		}
	}
	return nil
}

// conform returns v as a stored value of the kind and dimension of the default like.
func conform(v, like any) (any, error) {
	stored, err := canonical(v)
	if err != nil {
		return nil, err
	}
	if alike(stored, like) {
		return stored, nil
	}
	if converted, ok := exactly(stored, like); ok {
		return converted, nil
	}
	return nil, unlike(show(stored), stored, like)
}

// unlike is the error of a value of another kind than its default has.
func unlike(shown string, v, like any) error {
	kind := kindOf(v)
	if unitless(v, like) {
		kind = "a plain number"
	}
	return fmt.Errorf("%s is %s, wanted %s like the default %s%s", shown, kind, kindOf(like), show(like), cure(v, like))
}

// cure says what to do about a value of the wrong kind, where there is one thing to do.
func cure(v, like any) string {
	from, to := reflect.ValueOf(v), reflect.ValueOf(like)
	x, number := realOf(from)
	switch {
	case from.CanFloat() && isWhole(to):
		if _, exact := complexOf(to); !exact {
			return "; give a whole number, since no float64 is the default"
		}
		return fmt.Sprintf("; write the default as %v.0 to vary it as a float64", like)
	case from.CanFloat() && to.CanFloat():
		return fmt.Sprintf("; round it to %v, or give the default as a float64", to.Type())
	case unitless(v, like):
		return fmt.Sprintf("; give it a unit, as in %v", like.(units.Quantity).Unit().Of(x))
	case number && isWhole(to):
		return fmt.Sprintf("; it does not fit: give the default a larger type than %v", to.Type())
	}
	return ""
}

// unitless reports whether v is a number that should be a quantity, as the default is.
func unitless(v, like any) bool {
	_, number := realOf(reflect.ValueOf(v))
	_, quantity := like.(units.Quantity)
	return number && quantity
}

// elementOf returns the type of the elements of a stored value, nil if it consists of several.
func elementOf(v any) reflect.Type {
	if array, is := v.(NDArray); is {
		v = array.Data
	}
	t := reflect.TypeOf(v)
	if t != nil && t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if _, is := kinds[t]; is {
		return t
	}
	return nil
}

// hasUnit reports whether numbers of a type can have a unit.
func hasUnit(t reflect.Type) bool {
	return t != nil && !slices.Contains([]reflect.Kind{reflect.Bool, reflect.String}, t.Kind())
}

// elementOrInt is elementOf that knows int and uint as well.
func elementOrInt(v any) reflect.Type {
	switch t := reflect.TypeOf(v); t {
	case reflect.TypeFor[int](), reflect.TypeFor[uint]():
		return t
	case reflect.TypeFor[[]int](), reflect.TypeFor[[]uint]():
		return t.Elem()
	}
	return elementOf(v)
}
