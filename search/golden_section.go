package search

import (
	"fmt"
	"reflect"

	"golgi/trajectory"
)

// GoldenSection finds where a number that runs give is least, or greatest, between two values of a parameter, if there is one such place. It
// explores two values inside, drops what lies beyond the worse one, and adds one value in each step, after which what was found lies in an
// interval that is shorter by 0.618. Of integers, it adds two values in each step, and in the end all that are left. Where no run has finished at a point, or the number is NaN, nobody knows which is worse: that ends it with
// an error.
//
// Source: Kiefer (1953), Proc. Amer. Math. Soc. 4:502.
type GoldenSection struct {
	Over     trajectory.Interval
	Of       string // the number: "error.rms"
	Maximise bool   // it is to be greatest, and not least
	Steps    int    // 0: 20
}

// golden is (3 - sqrt 5)/2.
const golden = 0.3819660112501051

// Next returns the two values inside first, and then one in each generation.
func (g GoldenSection) Next(so *trajectory.Results) (trajectory.Exploration, error) {
	steps := or(g.Steps, 20)
	if steps < 0 {
		return nil, fmt.Errorf("search: a GoldenSection has Steps of 1 or more, and not %d", g.Steps)
	}
	line, err := lineOf(so, g.Over, g.Of)
	if err != nil {
		return nil, err
	}
	if n, are := line.integers(); are {
		return g.ofIntegers(line, n, steps)
	}
	low, high := 0.0, 1.0
	a, b := golden, 1-golden
	for step := 0; ; step++ {
		values, missing, err := line.at([]float64{a, b})
		if err != nil || missing != nil {
			return exploring(missing), err
		}
		if step == steps || !line.between(low, high) || !(low < a && a < b && b < high) {
			return nil, nil
		}
		if left := values[0] <= values[1]; left != g.Maximise {
			high, b = b, a
			a = low + float64(golden*(high-low))
		} else {
			low, a = a, b
			b = high - float64(golden*(high-low))
		}
	}
}

// ofIntegers is Next for the integers number 0 to n of an interval.
func (g GoldenSection) ofIntegers(l line, n, steps int) (trajectory.Exploration, error) {
	place := func(k int) float64 { return (float64(k) + 0.5) / (float64(n) + 1) }
	low, high := 0, n
	for step := 0; high-low > 3; step++ {
		inner := max(1, int(golden*float64(high-low)))
		a, b := low+inner, high-inner
		values, missing, err := l.at([]float64{place(a), place(b)})
		switch {
		case err != nil || missing != nil:
			return exploring(missing), err
		case step == steps:
			return nil, nil
		case values[0] == values[1]:
			low, high = a, b
		case (values[0] < values[1]) != g.Maximise:
			high = b - 1
		default:
			low = a + 1
		}
	}
	var places []float64
	for k := low; k <= high; k++ {
		places = append(places, place(k))
	}
	_, missing, err := l.at(places)
	return exploring(missing), err
}

// mostCounted is how many integers an interval has at most of which each has a place.
const mostCounted = 1 << 50

// integers reports whether the values are integers, and how many more than one.
func (l line) integers() (n int, are bool) {
	var count uint64
	switch a, b := reflect.ValueOf(l.value(0)), reflect.ValueOf(l.value(1)); {
	case a.CanInt():
		count = uint64(b.Int()) - uint64(a.Int())
	case a.CanUint():
		count = b.Uint() - a.Uint()
	default:
		return 0, false
	}
	return int(min(count, mostCounted)), count <= mostCounted
}
