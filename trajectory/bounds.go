package trajectory

import (
	"errors"
	"fmt"
	"math"

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

// limits are bounds of a number, in SI units.
type limits struct{ min, max bound }

// A bound is none where it has no text.
type bound struct {
	si   float64
	text string
}

// limits reads the bounds of a parameter with a default, which must be within them.
func (b Bounds) limits(like any) (l limits, err error) {
	if l.min, err = boundOf(b.Min, like); err != nil {
		return l, fmt.Errorf("min %q: %w", b.Min, err)
	}
	if l.max, err = boundOf(b.Max, like); err != nil {
		return l, fmt.Errorf("max %q: %w", b.Max, err)
	}
	if l.min.text != "" && l.max.text != "" && l.min.si > l.max.si {
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
		return bound{}, fmt.Errorf("it is %s, and the default %s", kindOf(plain(q)), kindOf(like))
	}
	if math.IsNaN(q.SI()) {
		return bound{}, errors.New("it is no bound")
	}
	return bound{q.SI(), text}, nil
}

// check refuses a stored value outside of the bounds, and NaN where there are any. 100 uV is not less than 0.1 mV.
func (l limits) check(v any) error {
	numbers, dim := numbersIn(v)
	for _, x := range numbers {
		low, high := l.min.si, l.max.si
		if !dim.IsDimensionless() {
			x, low, high = units.Rounded(x), units.Rounded(low), units.Rounded(high)
		}
		switch {
		case l.min.text != "" && !(x >= low):
			return fmt.Errorf("%s is not %s or more", show(v), l.min.text)
		case l.max.text != "" && !(x <= high):
			return fmt.Errorf("%s is not %s or less", show(v), l.max.text)
		}
	}
	return nil
}
