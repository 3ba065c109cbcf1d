package search

import (
	"math"
	"testing"
)

// TestElementary compares with package math, which differs in the last bits between machines.
func TestElementary(t *testing.T) {
	const digits = 1e-14
	for x := -690.0; x < 690; x += 0.7071 {
		if want := math.Exp(x); math.Abs(exp(x)-want) > digits*want {
			t.Errorf("exp(%v) is %v, wanted %v", x, exp(x), want)
		}
		if y := math.Exp(x); math.Abs(log(y)-math.Log(y)) > digits*max(1, math.Abs(x)) {
			t.Errorf("log(%v) is %v, wanted %v", y, log(y), math.Log(y))
		}
	}
	for x := -30.0; x < 30; x += 0.01 {
		if want := math.Erfc(-x/math.Sqrt2) / 2; math.Abs(below(x)-want) > 1e-11*want {
			t.Errorf("below(%v) is %v, wanted %v", x, below(x), want)
		}
	}
	for _, x := range []float64{-1e308, math.Inf(-1), -701} {
		if exp(x) != 0 {
			t.Errorf("exp(%v) is %v", x, exp(x))
		}
	}
}

// TestEvened: whatever costs are, they are numbers on one scale, in the same order, and a process can be fitted to them.
func TestEvened(t *testing.T) {
	inf, nan, least := math.Inf(1), math.NaN(), math.SmallestNonzeroFloat64
	for _, costs := range [][]float64{{0, 1, 0, 1}, {least, 1, 2 * least, 1}, {0, least, 2 * least, 0}, {-1e308, 1e308, 0, 1}, {1, 1, 1, 1}, {nan, inf, -inf, nan}, {nan, 3, inf, 1}, {1, 1e300, 1e-300, 0}} {
		even := evened(costs)
		for i := range even {
			for j := range even {
				if !isFinite(even[i]) || isFinite(costs[i]) && isFinite(costs[j]) && costs[i] < costs[j] && even[i] > even[j] {
					t.Errorf("%v are %v", costs, even)
				}
			}
		}
		p := fitted([][]float64{{0, 0.25}, {1, 0.75}, {1, 0.25}, {0, 0.75}}, even)
		if mean, deviation := p.at([]float64{0.5, 0.5}); !isFinite(mean) || !isFinite(deviation) {
			t.Errorf("of %v there is %v +- %v", costs, mean, deviation)
		}
	}
}

// TestProcess knows what was seen, and less the further away that is.
func TestProcess(t *testing.T) {
	var places [][]float64
	var seen []float64
	for x := 0.05; x < 1; x += 0.1 {
		places, seen = append(places, []float64{x}), append(seen, math.Sin(6*x))
	}
	p := fitted(places, seen)
	for i, place := range places {
		if mean, deviation := p.at(place); math.Abs(mean-seen[i]) > 1e-3 || deviation > 0.01 {
			t.Errorf("at %v there is %v +- %v, wanted %v", place, mean, deviation, seen[i])
		}
	}
	if mean, deviation := p.at([]float64{0.5}); math.Abs(mean-math.Sin(3)) > 0.01 || math.Abs(mean-math.Sin(3)) > 4*deviation {
		t.Errorf("between there is %v +- %v, wanted %v", mean, deviation, math.Sin(3))
	}
	_, near := p.at([]float64{1})
	_, far := p.at([]float64{2})
	if near >= far {
		t.Errorf("near it is known within %v, and far within %v", near, far)
	}
	p.believe([]float64{2})
	if _, deviation := p.at([]float64{2}); deviation > near {
		t.Errorf("where something was believed, it is known within %v", deviation)
	}
}
