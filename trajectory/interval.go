package trajectory

import (
	"errors"
	"fmt"
	"math"
	"math/bits"
	"reflect"

	"golgi/units"
)

// An Interval is where a design may choose the values of a number. From and To are of the kind of the default; integers are chosen
// from From to To, both included, and floats and quantities between them. With Log, values are even in their logarithms, and
// both ends are above 0. Few integers repeat in a sample; see [Distinct].
type Interval struct {
	Path     string
	From, To any
	Log      bool
}

// Scale returns the function from places in the interval to values of the parameter, which is at From in place 0, and at To in place
// 1. Its kind is read in defaults.
func (v Interval) Scale(defaults Reader) (func(place float64) any, error) {
	like, err := defaultOf(defaults, v.Path)
	if err != nil {
		return nil, err
	}
	if _, real := realOf(reflect.ValueOf(like)); !real && !isQuantity(like) {
		return nil, fmt.Errorf("%s: %s has no values between two; list those that are wanted in an Axis", v.Path, kindOf(like))
	}
	from, err := conform(v.From, like)
	to, err2 := conform(v.To, like)
	if err := errors.Join(err, err2); err != nil {
		return nil, prefixed(v.Path, err)
	}
	if q, is := from.(units.Quantity); is {
		unit := q.Unit()
		a, _ := q.In(unit)
		b, _ := to.(units.Quantity).In(unit) // of the same dimension
		return v.ofFloats(from, to, a, b, func(x float64) any { return unit.Of(x) })
	}
	low, high := reflect.ValueOf(from), reflect.ValueOf(to)
	if isWhole(low) {
		return v.ofIntegers(low, high)
	}
	return v.ofFloats(from, to, low.Float(), high.Float(), func(x float64) any {
		out := reflect.New(low.Type()).Elem()
		out.SetFloat(x) // rounded to its kind
		return out.Interface()
	})
}

// ofFloats is Scale between the numbers a and b, of which value makes values.
func (v Interval) ofFloats(from, to any, a, b float64, value func(x float64) any) (func(float64) any, error) {
	switch {
	case !(a < b) || math.IsInf(a, 0) || math.IsInf(b, 0):
		return nil, v.wrong("two finite numbers, the lower one first", from, to)
	case v.Log && a <= 0:
		return nil, v.wrong("two numbers above 0 where it is logarithmic", from, to)
	case v.Log:
		ratio := ratioOf(a, b)
		return func(u float64) any { return value(ratio.between(u, b)) }, nil
	}
	return func(u float64) any { return value(max(a, min(float64(a*(1-u))+float64(b*u), b))) }, nil
}

// ofIntegers is Scale between integers of one kind.
func (v Interval) ofIntegers(from, to reflect.Value) (func(float64) any, error) {
	first, last, signed := offset(from), offset(to), from.CanInt()
	switch {
	case signed && from.Int() >= to.Int() || !signed && first >= last:
		return nil, v.wrong("two numbers, the lower one first", from.Interface(), to.Interface())
	case v.Log:
		return nil, fmt.Errorf("%s: there are no logarithmic intervals of integers; give its default as a float64", v.Path)
	case last-first == math.MaxUint64:
		return nil, v.wrong("fewer than 2^64 integers", from.Interface(), to.Interface())
	}
	return func(u float64) any {
		k := last - first
		if u < 1 {
			k, _ = bits.Mul64(uint64(math.Ldexp(u, 53))<<11, k+1)
		}
		out := reflect.New(from.Type()).Elem()
		if signed {
			out.SetInt(int64(first + k))
		} else {
			out.SetUint(first + k)
		}
		return out.Interface()
	}, nil
}

// offset returns an integer modulo 2^64, from which others are counted.
func offset(v reflect.Value) uint64 {
	if v.CanInt() {
		return uint64(v.Int())
	}
	return v.Uint()
}

func isQuantity(v any) bool { _, is := v.(units.Quantity); return is }

func (v Interval) wrong(wanted string, from, to any) error {
	return fmt.Errorf("%s: an interval has %s, and not %s and %s", v.Path, wanted, show(from), show(to))
}

// sampled returns the columns of n points, at places that are given for each interval in turn.
func sampled(defaults Reader, over []Interval, n int, places func(dim int) func(i int) float64) ([]Axis, error) {
	if len(over) == 0 {
		return nil, errors.New("no interval is given; give Over")
	}
	if n < 1 {
		return nil, fmt.Errorf("a sample of %d points has none; give N", n)
	}
	if n > MaxRuns {
		return nil, tooMany(fmt.Sprint(n))
	}
	if err := checkSize(n, len(over)); err != nil {
		return nil, err
	}
	table := make([]Axis, len(over))
	var faults []error
	for dim, interval := range over {
		value, err := interval.Scale(defaults)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		place, column := places(dim), make([]any, n)
		for i := range column {
			column[i] = value(place(i))
		}
		table[dim] = Axis{interval.Path, column}
	}
	return table, errors.Join(faults...)
}
