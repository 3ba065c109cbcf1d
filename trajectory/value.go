package trajectory

import (
	"fmt"
	"math"
	"reflect"
	"strings"

	"golgi/units"
)

// canonical returns v as one of the stored types, copied so that no slice is shared with the caller.
func canonical(v any) (any, error) {
	switch v := v.(type) {
	case int:
		return int64(v), nil
	case int64, float64, bool:
		return v, nil
	case string:
		return v, checkText(v)
	case units.Quantity:
		return plain(v), checkWritten(v.Written())
	case []int:
		return integers(v), nil
	case units.Array:
		return plainArray(v), checkWritten(v.Written())
	case []int64, []float64, []bool:
		return cloneValue(v), nil
	case []string:
		return cloneValue(v), checkTexts(v)
	}
	return nil, fmt.Errorf("cannot store a value of type %T; there are int, float64, bool, string, "+
		"units.Quantity, []int, []float64, []bool, []string and units.Array", v)
}

// cloneValue copies a value of a stored type; an empty list is not nil.
func cloneValue(v any) any {
	switch v := v.(type) {
	case []int32:
		return append([]int32{}, v...)
	case []int64:
		return append([]int64{}, v...)
	case []float64:
		return append([]float64{}, v...)
	case []bool:
		return append([]bool{}, v...)
	case []string:
		return append([]string{}, v...)
	}
	return v // scalars, and units.Array, which never changes
}

// plain makes a float64 of a quantity without dimension.
func plain(q units.Quantity) any {
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

func integers(v []int) []int64 {
	out := make([]int64, len(v))
	for i, n := range v {
		out[i] = int64(n)
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
	if converted, ok := promote(stored, like); ok {
		return converted, nil
	}
	return nil, fmt.Errorf("%s is %s, wanted %s like the default %s%s",
		show(stored), kind(stored), kind(like), show(like), cure(stored, like))
}

// alike reports whether two stored values have the same type and dimension.
func alike(a, b any) bool {
	switch a := a.(type) {
	case units.Quantity:
		b, same := b.(units.Quantity)
		return same && a.Dimension() == b.Dimension()
	case units.Array:
		b, same := b.(units.Array)
		return same && a.Dimension() == b.Dimension()
	}
	return reflect.TypeOf(a) == reflect.TypeOf(b)
}

// promote makes a float of an integer and an integer of a float, or lists of them, where that is exact.
func promote(v, like any) (any, bool) {
	switch v := v.(type) {
	case int64:
		f, exact := floatFrom(v)
		_, wanted := like.(float64)
		return f, exact && wanted
	case float64:
		n, exact := integerFrom(v)
		_, wanted := like.(int64)
		return n, exact && wanted
	case []int64:
		f, exact := convertAll(v, floatFrom)
		_, wanted := like.([]float64)
		return f, exact && wanted
	case []float64:
		n, exact := convertAll(v, integerFrom)
		_, wanted := like.([]int64)
		return n, exact && wanted
	}
	return nil, false
}

// Every integer up to this is a float64, and no float64 above it has a fraction.
const maxExact = 1 << 53

func floatFrom(n int64) (float64, bool) { return float64(n), -maxExact <= n && n <= maxExact }

func integerFrom(f float64) (int64, bool) {
	if math.Abs(f) <= maxExact && f == math.Trunc(f) {
		return int64(f), true
	}
	return 0, false
}

func convertAll[From, To any](from []From, convert func(From) (To, bool)) ([]To, bool) {
	to := make([]To, len(from))
	for i, v := range from {
		converted, ok := convert(v)
		if !ok {
			return nil, false
		}
		to[i] = converted
	}
	return to, true
}

// cure says what to do about a value of the wrong kind, where there is one thing to do.
func cure(v, like any) string {
	_, isFloat := v.(float64)
	_, isInt := v.(int64)
	_, likeInt := like.(int64)
	_, likeQuantity := like.(units.Quantity)
	switch {
	case isFloat && likeInt:
		return fmt.Sprintf("; write the default as %v.0 to vary it as a float64", like)
	case (isFloat || isInt) && likeQuantity:
		return "; give it a unit"
	}
	return ""
}

// kind names the type and dimension of a stored value, as errors show it.
func kind(v any) string {
	switch v := v.(type) {
	case int64:
		return "an int"
	case float64:
		return "a float64"
	case bool:
		return "a bool"
	case string:
		return "a string"
	case units.Quantity:
		return "a quantity in " + v.Dimension().String()
	case units.Array:
		return "an array in " + v.Dimension().String()
	}
	return fmt.Sprintf("a %T", v)
}

func isList(v any) bool { return lengthOf(v) >= 0 }

// lengthOf returns the number of elements of a stored list, and -1 for a scalar.
func lengthOf(v any) int {
	switch v := v.(type) {
	case []int32:
		return len(v)
	case []int64:
		return len(v)
	case []float64:
		return len(v)
	case []bool:
		return len(v)
	case []string:
		return len(v)
	case units.Array:
		return v.Len()
	}
	return -1
}

// maxShown is how many elements of a list an error shows.
const maxShown = 6

// show formats a stored value for an error.
func show(v any) string {
	switch v := v.(type) {
	case string:
		return fmt.Sprintf("%q", v)
	case []string:
		return showAll(v, "%q")
	case []int64:
		return showAll(v, "%v")
	case []float64:
		return showAll(v, "%v")
	case []bool:
		return showAll(v, "%v")
	case units.Array:
		if v.Len() > maxShown {
			return fmt.Sprintf("[%v, … %d more]", v.At(0), v.Len()-1)
		}
	}
	return fmt.Sprint(v)
}

func showAll[T any](values []T, verb string) string {
	var texts []string
	for _, v := range values[:min(len(values), maxShown)] {
		texts = append(texts, fmt.Sprintf(verb, v))
	}
	if more := len(values) - maxShown; more > 0 {
		texts = append(texts, fmt.Sprintf("… %d more", more))
	}
	return "[" + strings.Join(texts, ", ") + "]"
}
