package main

import (
	"math"
	"math/cmplx"
	"reflect"
	"slices"

	"golgi/trajectory"
)

// same reports whether two items hold the same to the last bit, with one unit and the same axes.
func same(a, b trajectory.Item) bool {
	return a.Unit == b.Unit && slices.Equal(a.Dims, b.Dims) && trajectory.Identical(a.Value, b.Value)
}

// largest returns the largest difference between the elements of two values: nil where they are no numbers, or not equally many. Where one is
// NaN, and the other is not, it is NaN.
func largest(a, b any) any {
	if a == nil || b == nil {
		return nil
	}
	first, is := a.(trajectory.Compound)
	second, too := b.(trajectory.Compound)
	if is && too {
		return largestOf(first.Parts(), second.Parts())
	}
	x, y := elements(a), elements(b)
	if x.Type() != y.Type() && !(isReal(x) && isReal(y)) || x.Len() != y.Len() {
		return nil
	}
	most := 0.0
	for k := range x.Len() {
		d, is := apartBy(x.Index(k), y.Index(k))
		if !is {
			return nil
		}
		if math.IsNaN(d) {
			return d
		}
		most = max(most, d)
	}
	return most
}

func largestOf(a, b []trajectory.Item) any {
	if len(a) != len(b) {
		return nil
	}
	var most any
	for k := range a {
		d, is := largest(a[k].Value, b[k].Value).(float64)
		if !is {
			continue
		}
		if before, is := most.(float64); !is || d > before || math.IsNaN(d) {
			most = d
		}
	}
	return most
}

// elements returns a value as a list.
func elements(value any) reflect.Value {
	if array, is := value.(trajectory.NDArray); is {
		value = array.Data
	}
	v := reflect.ValueOf(value)
	if v.Kind() == reflect.Slice {
		return v
	}
	return reflect.Append(reflect.MakeSlice(reflect.SliceOf(v.Type()), 0, 1), v)
}

func isReal(list reflect.Value) bool {
	of := reflect.Zero(list.Type().Elem())
	return of.CanInt() || of.CanUint() || of.CanFloat()
}

// apartBy returns how far two numbers are from each other: of integers it is exact before it is rounded.
func apartBy(x, y reflect.Value) (float64, bool) {
	switch {
	case x.CanInt() && y.CanInt():
		low, high := min(x.Int(), y.Int()), max(x.Int(), y.Int())
		return float64(uint64(high) - uint64(low)), true
	case x.CanUint() && y.CanUint():
		return float64(max(x.Uint(), y.Uint()) - min(x.Uint(), y.Uint())), true
	case x.CanComplex() && y.CanComplex():
		return cmplx.Abs(x.Complex() - y.Complex()), true
	}
	a, first := real64(x)
	b, second := real64(y)
	switch {
	case !first || !second:
		return 0, false
	case math.IsNaN(a) && math.IsNaN(b) || a == b: // also of infinities
		return 0, true
	}
	return math.Abs(a - b), true
}

func real64(v reflect.Value) (float64, bool) {
	switch {
	case v.CanInt():
		return float64(v.Int()), true
	case v.CanUint():
		return float64(v.Uint()), true
	case v.CanFloat():
		return v.Float(), true
	}
	return 0, false
}
