package trajectory

import (
	"errors"
	"fmt"
	"math"

	"golgi/units"
)

// Spaced are values at regular distances, for an [Axis].
type Spaced struct {
	values []any
	err    error
}

// A Number is what values at regular distances are of.
type Number interface {
	int | float64 | units.Quantity
}

// Range returns first, first + step, first + 2 step and so on, up to last, which is one of them if a step hits it but for rounding.
// The step may be negative, if last is below first. Values have 15 digits, so that Range(0.1, 0.5, 0.1) has 0.3, and quantities are in
// the unit of the first.
func Range[T Number](first, last, step T) Spaced {
	if of, is := any(first).(int); is {
		return spacedIntegers(of, any(last).(int), any(step).(int))
	}
	v, err := numbersLike(first, last, step)
	if err != nil {
		return Spaced{err: err}
	}
	from, to, by := v.numbers[0], v.numbers[1], v.numbers[2]
	steps := (to - from) / by
	switch {
	case by == 0:
		return Spaced{err: errors.New("a range needs a step that is not 0")}
	case steps < 0:
		return Spaced{err: fmt.Errorf("the step %v leads from %v away from %v; turn its sign", step, first, last)}
	case steps+1 > MaxRuns:
		return Spaced{err: tooMany(countOf(math.Floor(steps+1e-9) + 1))}
	}
	n := int(math.Floor(steps+1e-9)) + 1
	return v.spaced(n, func(i int) float64 {
		x := units.Rounded(from + float64(float64(i)*by))
		if i == n-1 && math.Abs(x-to) <= math.Abs(by)*1e-9 {
			return to
		}
		return x
	})
}

// countOf writes how many there are: with an exponent where that has more digits than anybody reads.
func countOf(n float64) string {
	if n < 1e15 {
		return fmt.Sprintf("%.0f", n)
	}
	return fmt.Sprintf("%.3g", n)
}

// Linear returns n values at equal distances, first and last among them. They have 15 digits; quantities are in the unit of the
// first.
func Linear[T Number](first, last T, n int) Spaced {
	v, err := endsOf(first, last, n)
	if err != nil {
		return Spaced{err: err}
	}
	from, to := v.numbers[0], v.numbers[1]
	return v.spaced(n, func(i int) float64 {
		if i == n-1 {
			return to
		}
		q := float64(i) / float64(n-1)
		return units.Rounded(float64(from*(1-q)) + float64(to*q))
	})
}

// Logarithmic returns n values of which each has the same ratio to the one before, first and last among them, both above 0. They
// have 15 digits; quantities are in the unit of the first.
func Logarithmic[T Number](first, last T, n int) Spaced {
	v, err := endsOf(first, last, n)
	if err != nil {
		return Spaced{err: err}
	}
	from, to := v.numbers[0], v.numbers[1]
	if !(from > 0 && to > 0) {
		return Spaced{err: fmt.Errorf("logarithmic values lie between two that are above 0, not between %v and %v", first, last)}
	}
	ratio := ratioOf(from, to)
	return v.spaced(n, func(i int) float64 {
		if i == n-1 {
			return to
		}
		return units.Rounded(ratio.at(uint64(i), uint64(n-1)))
	})
}

// spacedIntegers is Range of integers, which are exact.
func spacedIntegers(first, last, step int) Spaced {
	if step == 0 {
		return Spaced{err: errors.New("a range needs a step that is not 0")}
	}
	if first != last && (last > first) != (step > 0) {
		return Spaced{err: fmt.Errorf("the step %d leads from %d away from %d; turn its sign", step, first, last)}
	}
	distance, by := uint64(last)-uint64(first), uint64(step)
	if step < 0 {
		distance, by = -distance, -by
	}
	if distance/by >= MaxRuns {
		return Spaced{err: tooMany(fmt.Sprintf("%.0f", float64(distance/by)+1))}
	}
	s := Spaced{}
	for i := range int(distance/by) + 1 {
		s.values = append(s.values, first+i*step)
	}
	return s
}

// likened are numbers of one unit, and what makes values of such.
type likened struct {
	numbers []float64
	value   func(x float64) any
}

// numbersLike returns values as numbers, quantities in the unit of the first.
func numbersLike[T Number](values ...T) (likened, error) {
	v := likened{value: func(x float64) any { return x }}
	var unit units.Unit
	if first, is := any(values[0]).(units.Quantity); is {
		unit = first.Unit()
		v.value = func(x float64) any { return unit.Of(x) }
	}
	for _, value := range values {
		x, err := 0.0, error(nil)
		switch value := any(value).(type) {
		case int:
			if x = float64(value); value < -maxExact || value > maxExact {
				err = fmt.Errorf("%d is an integer that no float64 is for certain; use Range, which counts", value)
			}
		case float64:
			x = value
		case units.Quantity:
			x, err = value.In(unit)
		}
		if err == nil && (math.IsNaN(x) || math.IsInf(x, 0)) {
			err = fmt.Errorf("%v is no end of a range", value)
		}
		if err != nil {
			return v, err
		}
		v.numbers = append(v.numbers, x)
	}
	return v, nil
}

// endsOf checks the ends and the number of values.
func endsOf[T Number](first, last T, n int) (likened, error) {
	switch {
	case n < 2:
		return likened{}, fmt.Errorf("%d values cannot be %v, %v and those between; wanted 2 or more", n, first, last)
	case n > MaxRuns:
		return likened{}, tooMany(fmt.Sprint(n))
	}
	return numbersLike(first, last)
}

func (v likened) spaced(n int, at func(i int) float64) Spaced {
	s := Spaced{values: make([]any, n)}
	for i := range s.values {
		x := v.numbers[0]
		if i > 0 {
			x = at(i)
		}
		s.values[i] = v.value(x)
	}
	return s
}
