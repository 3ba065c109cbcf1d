package search

import (
	"fmt"

	"golgi/trajectory"
)

// GoldenSection finds where a number that runs give is least, or greatest, between two values of a parameter, if there is one such place. It
// explores two values inside, drops what lies beyond the worse one, and adds one value in each step, after which what was found lies in an
// interval that is shorter by 0.618. Where no run has finished at a point, or the number is NaN, nobody knows which is worse: that ends it with
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
	low, high := 0.0, 1.0
	a, b := golden, 1-golden
	for step := 0; ; step++ {
		values, missing, err := line.at([]float64{a, b})
		if err != nil || missing != nil {
			return missing, err
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
