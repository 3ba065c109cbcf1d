package trajectory

import (
	"encoding/gob"
	"errors"
	"fmt"
	"reflect"
	"slices"

	"golgi/units"
)

// keptResult is a Result without values of type any.
type keptResult struct {
	Result      Result // without Items and Annotations
	Items       []Item // without values
	Values      []keptValue
	Names       []string // of annotations
	Annotations []keptValue
}

func keepResult(res Result) (keptResult, error) {
	kept := keptResult{Result: res, Items: slices.Clone(res.Items), Names: res.Annotations.Names()}
	kept.Result.Items, kept.Result.Annotations = nil, nil
	var faults []error
	for i, item := range res.Items {
		v, err := keep(item.Value)
		kept.Values, faults = append(kept.Values, v), append(faults, err)
		kept.Items[i].Value = nil
	}
	for _, name := range kept.Names {
		v, err := keep(res.Annotations[name])
		kept.Annotations, faults = append(kept.Annotations, v), append(faults, err)
	}
	return kept, errors.Join(faults...)
}

// result is the inverse of keepResult.
func (k keptResult) result() (Result, error) {
	res := k.Result
	if len(k.Values) != len(k.Items) || len(k.Names) != len(k.Annotations) {
		return res, errors.New("values are missing")
	}
	res.Items = k.Items
	var faults []error
	for i, v := range k.Values {
		value, err := v.value()
		res.Items[i].Value, faults = value, append(faults, err)
	}
	for i, name := range k.Names {
		if res.Annotations == nil {
			res.Annotations = Annotations{}
		}
		value, err := k.Annotations[i].value()
		res.Annotations[name], faults = value, append(faults, err)
	}
	return res, errors.Join(faults...)
}

// bytes returns how many bytes it takes at most to encode the values.
func (k keptResult) bytes() (sum int64) {
	for _, v := range slices.Concat(k.Values, k.Annotations) {
		sum += v.bytes()
	}
	const growing = 2 // of what it is encoded into
	return growing * sum
}

// keptValue is a value of a stored type: a list with a shape, or the parts of a compound. A scalar is a list of one, and has no shape. A
// quantity is its SI value.
type keptValue struct {
	Scalar  bool
	Unit    string // of a quantity
	Written bool   // in that unit
	Shape   []int
	List    any
	Form    string // of a compound
	Parts   []keptValue
	Items   []Item // of the parts, without values
}

func init() { // gob wants to know what can be in an any
	for t := range kinds {
		gob.Register(reflect.Zero(reflect.SliceOf(t)).Interface())
	}
}

func keep(value any) (k keptValue, err error) {
	switch v := value.(type) {
	case units.Quantity:
		k, err = keep(v.SI())
		unit, written := v.Written()
		if !written {
			unit = v.Unit()
		}
		k.Unit, k.Written = unit.Name, written
		return k, err
	case NDArray:
		k, err = keep(v.Data)
		k.Shape = v.Shape
		return k, err
	case Compound:
		k.Form, k.Items = v.Form(), slices.Clone(v.Parts())
		for i := range k.Items {
			part, failed := keep(k.Items[i].Value)
			k.Parts, k.Items[i].Value, err = append(k.Parts, part), nil, errors.Join(err, failed)
		}
		return k, err
	}
	if elementOf(value) == nil {
		return k, fmt.Errorf("a value is a %T", value)
	}
	v := reflect.ValueOf(value)
	if v.Kind() != reflect.Slice {
		k.Scalar, v = true, reflect.Append(reflect.Zero(reflect.SliceOf(v.Type())), v)
	}
	k.List = v.Interface()
	return k, nil
}

// bytes returns how many bytes it takes at most to encode the value.
func (k keptValue) bytes() (sum int64) {
	const number = 18 // with both parts, if it is complex
	for _, part := range k.Parts {
		sum += part.bytes()
	}
	if texts, is := k.List.([]string); is {
		for _, text := range texts {
			sum += int64(len(text))
		}
	}
	return sum + number*int64(max(0, lengthOf(k.List)))
}

// value is the inverse of keep.
func (k keptValue) value() (any, error) {
	if k.Form != "" {
		if len(k.Parts) != len(k.Items) {
			return nil, errors.New("values are missing")
		}
		for i, part := range k.Parts {
			v, err := part.value()
			if err != nil {
				return nil, err
			}
			k.Items[i].Value = v
		}
		return Compose(k.Form, k.Items)
	}
	v := reflect.ValueOf(k.List)
	switch {
	case v.Kind() != reflect.Slice || k.Scalar && v.Len() != 1:
		return nil, errors.New("a value is missing")
	case k.Scalar && k.Unit != "":
		return k.quantity(v.Index(0).Interface())
	case k.Scalar:
		return v.Index(0).Interface(), nil
	case k.Shape != nil:
		return NDArray{k.Shape, k.List}, nil
	}
	return k.List, nil
}

// quantity returns the quantity of an SI value.
func (k keptValue) quantity(si any) (any, error) {
	x, is := si.(float64)
	unit, err := units.ParseUnit(k.Unit)
	if err != nil || !is {
		return nil, errors.Join(errors.New("a quantity is missing"), err)
	}
	q := units.FromSI(x, unit.Dim)
	if !k.Written {
		return q, nil
	}
	return q.As(unit)
}
