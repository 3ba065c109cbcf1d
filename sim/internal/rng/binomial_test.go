package rng

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// What a table draws has the probabilities of the binomial distribution. Source of the numbers: gonum.
func TestBinomial(t *testing.T) {
	for _, c := range []struct{ n, p float64 }{
		{1, 0.5}, {1, 0}, {1, 1}, {3, 1}, {10, 0.1}, {1000, 0.002}, {1000, 0.5}, {50, 0.99}, {1e6, 1e-6}, {1e6, 0.3}, {5, 1e-300}, {7, 1 - 0x1p-53},
	} {
		table, ok := Binomial(c.n, c.p, 1<<16)
		if !ok {
			t.Fatalf("n = %v, p = %v: no table", c.n, c.p)
		}
		cells := float64(len(table.Keep))
		chances := make([]float64, len(table.Keep))
		for k, keep := range table.Keep {
			if keep < 0 || keep > 1 {
				t.Fatalf("n = %v, p = %v: cell %d keeps its number with probability %v", c.n, c.p, k, keep)
			}
			chances[k] += keep / cells
			chances[table.Other[k]] += (1 - keep) / cells
		}
		want := distuv.Binomial{N: c.n, P: c.p}
		for k, chance := range chances {
			p := want.Prob(table.Least + float64(k))
			if c.p == 0 || c.p == 1 {
				p = 1
			}
			if math.Abs(chance-p) > 1e-15+1e-8*p {
				t.Errorf("n = %v, p = %v: %v with probability %v, want %v", c.n, c.p, table.Least+float64(k), chance, p)
			}
		}
	}
	if _, ok := Binomial(1e12, 0.5, 1<<16); ok {
		t.Error("there is a table of 10 million counts")
	}
	if table, ok := Binomial(1<<40, 1e-9, 1<<16); !ok || table.Least < 700 || table.Least+float64(len(table.Keep)) > 1500 {
		t.Errorf("n = 2^40, mean 1100: counts from %v to %v", table.Least, table.Least+float64(len(table.Keep)))
	}
}
