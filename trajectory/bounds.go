package trajectory

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"math/big"
	"reflect"
	"slices"
	"strings"

	"golgi/units"
)

// Bounds are those of a number, or of all numbers of a list: texts such as "1" or "0.1 ms", in a unit of the default's dimension; none
// where they are "". A parameter is never set or explored outside of them, also where a store has loaded it.
type Bounds struct{ Min, Max string }

// in returns bounds of which a plain number is one of a unit, as they are stored.
func (b Bounds) in(unit units.Unit) Bounds {
	for _, text := range []*string{&b.Min, &b.Max} {
		if q, err := units.Parse(*text); *text != "" && err == nil && q.Dimension().IsDimensionless() {
			*text = unit.Of(q.SI()).String()
		}
	}
	return b
}

// widened returns bounds within which all is that is within these or others. Both are those of values like one.
func (b Bounds) widened(others Bounds, like any) Bounds {
	wider := func(a, b string, side int) string {
		of, err := boundOf(a, like)
		other, failed := boundOf(b, like)
		switch {
		case a == "" || b == "" || err != nil || failed != nil:
			return ""
		case other.exact.Cmp(of.exact) == side:
			return b
		}
		return a
	}
	return Bounds{wider(b.Min, others.Min, -1), wider(b.Max, others.Max, 1)}
}

// limits are bounds of a number.
type limits struct{ min, max bound }

// A bound is none where it has no text. Integers are compared with what the text says, since a float64 does not have all of them.
type bound struct {
	si    float64
	exact *big.Float // the same, or what an integer is compared with
	text  string
}

// limits reads the bounds of a parameter with a default, which must be within them.
func (b Bounds) limits(like any) (l limits, err error) {
	if l.min, err = boundOf(b.Min, like); err != nil {
		return l, fmt.Errorf("min %q: %w", b.Min, err)
	}
	if l.max, err = boundOf(b.Max, like); err != nil {
		return l, fmt.Errorf("max %q: %w", b.Max, err)
	}
	if l.min.text != "" && l.max.text != "" && l.min.exact.Cmp(l.max.exact) > 0 {
		return l, fmt.Errorf("min %s is above max %s", l.min.text, l.max.text)
	}
	return l, l.check(like)
}

func boundOf(text string, like any) (bound, error) {
	if text == "" {
		return bound{}, nil
	}
	numbers, dim := numbersIn(like)
	if numbers == nil && lengthOf(like) != 0 {
		return bound{}, fmt.Errorf("%s has no bounds", kindOf(like))
	}
	q, err := units.Parse(text)
	if err != nil {
		return bound{}, err
	}
	if q.Dimension() != dim {
		return bound{}, fmt.Errorf("it is %s, and the default %s", kindOf(orNumber(q)), kindOf(like))
	}
	if math.IsNaN(q.SI()) {
		return bound{}, errors.New("it is no bound")
	}
	b := bound{q.SI(), new(big.Float).SetFloat64(q.SI()), text}
	if wholeNumbers(like) != nil {
		if exact, _, err := big.ParseFloat(strings.TrimSpace(text), 10, boundPrecision, big.ToNearestEven); err == nil {
			b.exact = exact
		}
	}
	return b, nil
}

// boundPrecision has a half beside each integer of 64 bits, and more.
const boundPrecision = 128

// check refuses a stored value outside of the bounds, and NaN where there are any. 100 uV is not less than 0.1 mV.
func (l limits) check(v any) error {
	if l == (limits{}) {
		return nil
	}
	below, above := l.min.excludes(v, -1), l.max.excludes(v, 1)
	switch {
	case below:
		return fmt.Errorf("%s is not %s or more", show(v), l.min.text)
	case above:
		return fmt.Errorf("%s is not %s or less", show(v), l.max.text)
	}
	return nil
}

// excludes reports whether one of the numbers of a stored value lies on a side of the bound, -1 below or 1 above, or is NaN.
func (b bound) excludes(v any, side int) bool {
	if b.text == "" {
		return false
	}
	if whole := wholeNumbers(v); whole != nil {
		return slices.ContainsFunc(whole, func(n *big.Float) bool { return n.Cmp(b.exact) == side })
	}
	numbers, dim := numbersIn(v)
	return slices.ContainsFunc(numbers, func(x float64) bool {
		bound := b.si
		if !dim.IsDimensionless() {
			x, bound = units.Rounded(x), units.Rounded(bound)
		}
		return math.IsNaN(x) || cmp.Compare(x, bound) == side
	})
}

// wholeNumbers returns the numbers of a stored value of integers, and nil if it is none.
func wholeNumbers(v any) []*big.Float {
	if array, is := v.(NDArray); is {
		v = array.Data
	}
	r := reflect.ValueOf(v)
	if r.Kind() != reflect.Slice {
		r = reflect.Append(reflect.MakeSlice(reflect.SliceOf(r.Type()), 0, 1), r)
	}
	if of := reflect.Zero(r.Type().Elem()); !isWhole(of) {
		return nil
	}
	whole := make([]*big.Float, r.Len())
	for i := range whole {
		whole[i] = new(big.Float)
		if n := r.Index(i); n.CanInt() {
			whole[i].SetInt64(n.Int())
		} else {
			whole[i].SetUint64(n.Uint())
		}
	}
	return whole
}
