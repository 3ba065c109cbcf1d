package trajectory

import (
	"math"
	"reflect"
)

// Every integer up to this is a float64, and no float64 above it has a fraction.
const maxExact = 1 << 53

// isWhole reports whether v is an integer.
func isWhole(v reflect.Value) bool { return v.CanInt() || v.CanUint() }

// rankOf orders numbers: integers, floats, complex numbers; what is no number has none.
func rankOf(t reflect.Type) (rank int, number bool) {
	switch v := reflect.Zero(t); {
	case isWhole(v):
		return 0, true
	case v.CanFloat():
		return 1, true
	case v.CanComplex():
		return 2, true
	}
	return 0, false
}

// realOf returns a real number as a float64, rounded if need be.
func realOf(v reflect.Value) (float64, bool) {
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

// exactly returns a number, or a list, array or frame of them, with elements of the type that like has, and false where that
// would lose something.
func exactly(v, like any) (any, bool) {
	if array, is := v.(NDArray); is {
		as, is := like.(NDArray)
		data, exact := exactly(array.Data, as.Data)
		return NDArray{array.Shape, data}, is && exact
	}
	if frame, is := v.(Frame); is {
		as, is := like.(Frame)
		if !is {
			return nil, false
		}
		return frame.like(as)
	}
	if v == nil || like == nil {
		return nil, false
	}
	from, to := reflect.ValueOf(v), reflect.TypeOf(like)
	if from.Kind() != reflect.Slice || to.Kind() != reflect.Slice {
		out := reflect.New(to).Elem()
		exact := setExactly(out, from)
		return out.Interface(), exact
	}
	out := reflect.MakeSlice(to, from.Len(), from.Len())
	if _, number := rankOf(to.Elem()); !number {
		return nil, false
	}
	for i := range from.Len() {
		if !setExactly(out.Index(i), from.Index(i)) {
			return nil, false
		}
	}
	return out.Interface(), true
}

// setExactly gives to the number v, and reports whether it is the same.
func setExactly(to, v reflect.Value) bool {
	if isWhole(to) && isWhole(v) {
		return setWhole(to, v)
	}
	c, exact := complexOf(v)
	switch {
	case !exact:
	case to.CanComplex():
		to.SetComplex(c)
		return to.Complex() == c || c != c
	case imag(c) != 0:
	case to.CanFloat():
		to.SetFloat(real(c))
		return to.Float() == real(c) || real(c) != real(c)
	case isWhole(to) && real(c) == math.Trunc(real(c)) && math.Abs(real(c)) <= maxExact:
		return setWhole(to, reflect.ValueOf(int64(real(c))))
	}
	return false
}

func setWhole(to, v reflect.Value) bool {
	switch {
	case v.CanInt() && to.CanInt():
		to.SetInt(v.Int())
		return to.Int() == v.Int()
	case v.CanInt():
		to.SetUint(uint64(v.Int()))
		return v.Int() >= 0 && to.Uint() == uint64(v.Int())
	case to.CanInt():
		to.SetInt(int64(v.Uint()))
		return to.Int() >= 0 && uint64(to.Int()) == v.Uint()
	}
	to.SetUint(v.Uint())
	return to.Uint() == v.Uint()
}

// complexOf returns a number as a complex one, if that is exact.
func complexOf(v reflect.Value) (complex128, bool) {
	switch {
	case v.CanInt():
		return complex(float64(v.Int()), 0), -maxExact <= v.Int() && v.Int() <= maxExact
	case v.CanUint():
		return complex(float64(v.Uint()), 0), v.Uint() <= maxExact
	case v.CanFloat():
		return complex(v.Float(), 0), true
	case v.CanComplex():
		return v.Complex(), true
	}
	return 0, false
}
