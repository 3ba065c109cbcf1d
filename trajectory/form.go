package trajectory

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/cmplx"
	"reflect"
	"strings"

	"golgi/units"
)

// A form is a stored value with what can be done with it. There are single values, lists, quantities, arrays of
// quantities, and what knows by itself: NDArray, Frame and CSR. Nobody else asks a value for its type.
type form interface {
	kind() string                                      // as errors have it, with dimension or columns
	single() bool                                      // it has no elements
	shape() []int                                      // the lengths of its axes
	clone() any                                        // which shares nothing with it
	key(key []byte) []byte                             // with bytes that two values of a kind share only if they are the same
	show() string                                      // for an error
	numbers() ([]float64, units.Dimension)             // real numbers in SI units, nil if it has none
	measured() (units.Array, func(data any) any, bool) // its quantities, and what makes such a value of numbers
	inUnit(unit units.Unit) (any, error)               // the inverse
	joined(more any) any                               // with further rows
	parse(text string) (any, error)                    // another value of this kind
}

// formOf returns a stored value as its form.
func formOf(v any) form {
	switch v := v.(type) {
	case form:
		return v
	case units.Quantity:
		return oneQuantity{v}
	case units.Array:
		return quantities{v}
	}
	r := reflect.ValueOf(v)
	if r.Kind() == reflect.Slice {
		return list{r}
	}
	return single{r}
}

// kindOf names kind and dimension of a stored value, as errors show it.
func kindOf(v any) string { return formOf(v).kind() }

// cloneValue copies a value of a stored type; an empty list is not nil.
func cloneValue(v any) any {
	if f := formOf(v); !f.single() {
		return f.clone()
	}
	return v
}

// show formats a stored value for an error.
func show(v any) string { return formOf(v).show() }

func isList(v any) bool { return !formOf(v).single() }

// lengthOf returns the number of elements of a stored list, and -1 for anything else.
func lengthOf(v any) int {
	if shape := formOf(v).shape(); len(shape) == 1 {
		return shape[0]
	}
	return -1
}

// numbersIn returns the numbers of a stored value, in SI units; none if it has none.
func numbersIn(v any) ([]float64, units.Dimension) { return formOf(v).numbers() }

// alike reports whether two stored values have the same type and dimension.
func alike(a, b any) bool {
	of := reflect.TypeOf(a)
	if of != reflect.TypeOf(b) {
		return false
	}
	if q, is := a.(units.Quantity); is {
		return q.Dimension() == b.(units.Quantity).Dimension()
	}
	_, plain := kinds[of] // which all are alike, as points mostly are
	return plain || kindOf(a) == kindOf(b)
}

func appendKey(key []byte, v any) []byte { return formOf(v).key(key) }

// joined returns the elements of a and then those of b, which has the same type and inner shape.
func joined(a, b any) any { return formOf(a).joined(b) }

// parse reads text as a value of the kind and dimension of the default like. A list is written with commas,
// in brackets or without them.
func parse(text string, like any) (any, error) { return formOf(like).parse(text) }

// A single is a number, a truth value or a text.
type single struct{ reflect.Value }

func (s single) kind() string {
	if !s.IsValid() {
		return "a <nil>"
	}
	if k, is := kinds[s.Type()]; is {
		return k.name
	}
	return "a " + s.Type().String()
}

func (s single) single() bool { return true }

func (s single) shape() []int { return nil }

func (s single) clone() any {
	if !s.IsValid() {
		return nil
	}
	return s.Interface()
}

func (s single) key(key []byte) []byte {
	if s.Value.Kind() == reflect.String {
		return append(binary.AppendUvarint(key, uint64(s.Len())), s.String()...)
	}
	v := s.Value
	switch { // all NaNs are one
	case v.CanFloat() && math.IsNaN(v.Float()):
		v = reflect.ValueOf(math.NaN()).Convert(v.Type())
	case v.CanComplex() && cmplx.IsNaN(v.Complex()):
		v = reflect.ValueOf(cmplx.NaN()).Convert(v.Type())
	}
	key, _ = binary.Append(key, binary.LittleEndian, v.Interface()) // never fails for what has a size
	return key
}

func (s single) show() string {
	if s.Value.Kind() == reflect.String {
		return quoted(s.String())
	}
	return fmt.Sprint(s.clone())
}

func (s single) numbers() ([]float64, units.Dimension) {
	if x, is := realOf(s.Value); is {
		return []float64{x}, units.Dimension{}
	}
	return nil, units.Dimension{}
}

func (s single) measured() (units.Array, func(data any) any, bool) { return units.Array{}, nil, false }

func (s single) inUnit(unit units.Unit) (any, error) {
	if x, is := s.clone().(float64); is {
		return unit.Of(x), nil
	}
	return nil, noUnit(s, unit)
}

func (s single) joined(any) any { panic("trajectory: a single value has no rows") }

func (s single) parse(text string) (any, error) { return kinds[s.Type()].parse(text) }

// A list is one of single values.
type list struct{ reflect.Value }

func (l list) kind() string { return "a " + l.Type().String() }

func (l list) single() bool { return false }

func (l list) shape() []int { return []int{l.Len()} }

func (l list) clone() any {
	return reflect.AppendSlice(reflect.MakeSlice(l.Type(), 0, l.Len()), l.Value).Interface()
}

func (l list) key(key []byte) []byte {
	key = binary.AppendUvarint(key, uint64(l.Len()))
	switch l.Type().Elem().Kind() {
	case reflect.String, reflect.Float64, reflect.Float32, reflect.Complex128, reflect.Complex64:
		for i := range l.Len() {
			key = single{l.Index(i)}.key(key)
		}
		return key
	}
	key, _ = binary.Append(key, binary.LittleEndian, l.Interface())
	return key
}

// maxShown is how many elements of a list an error shows.
const maxShown = 6

func (l list) show() string {
	var texts []string
	for i := range min(l.Len(), maxShown) {
		texts = append(texts, show(l.Index(i).Interface()))
	}
	if more := l.Len() - maxShown; more > 0 {
		texts = append(texts, fmt.Sprintf("… %d more", more))
	}
	return "[" + strings.Join(texts, ", ") + "]"
}

func (l list) numbers() ([]float64, units.Dimension) {
	numbers := make([]float64, l.Len())
	for i := range numbers {
		var is bool
		if numbers[i], is = realOf(l.Index(i)); !is {
			return nil, units.Dimension{}
		}
	}
	return numbers, units.Dimension{}
}

func (l list) measured() (units.Array, func(data any) any, bool) { return units.Array{}, nil, false }

func (l list) inUnit(unit units.Unit) (any, error) {
	if xs, is := l.Interface().([]float64); is {
		return unit.OfAll(xs...), nil
	}
	return nil, noUnit(l, unit)
}

func (l list) joined(more any) any {
	return reflect.AppendSlice(l.Value, reflect.ValueOf(more)).Interface()
}

func (l list) parse(text string) (any, error) {
	out := reflect.MakeSlice(l.Type(), 0, 0)
	for _, part := range splitList(text) {
		v, err := kinds[l.Type().Elem()].parse(part)
		if err != nil {
			return nil, err
		}
		out = reflect.Append(out, reflect.ValueOf(v))
	}
	return out.Interface(), nil
}
