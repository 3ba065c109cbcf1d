package spikes

import (
	"math"
	"testing"
)

func TestFault(t *testing.T) {
	for _, c := range []struct {
		index, time float64
		want        string
	}{
		{0, 0, ""}, {1<<30 - 1, 1e300, ""},
		{-1, 0, "-1 is no number of a neuron; they are whole, from 0 on"},
		{1 << 30, 0, "1.073741824e+09 is no number of a neuron; they are whole, from 0 on"},
		{0.5, 0, "0.5 is no number of a neuron; they are whole, from 0 on"},
		{math.NaN(), 0, "NaN is no number of a neuron; they are whole, from 0 on"},
		{0, -1, "-1 is no time of a spike; they are 0 or more"},
		{0, math.Inf(1), "+Inf is no time of a spike; they are 0 or more"},
		{0, math.NaN(), "NaN is no time of a spike; they are 0 or more"},
	} {
		if got := Fault(c.index, c.time); got != c.want {
			t.Errorf("neuron %v at %v: %q, want %q", c.index, c.time, got, c.want)
		}
	}
}

func TestPairFault(t *testing.T) {
	for _, c := range []struct {
		i, j, weight float64
		want         string
	}{
		{0, 1<<30 - 1, -1e300, ""}, {1, 1, 0, ""},
		{1, -1, 0, "-1 is no number of a neuron; they are whole, from 0 on"},
		{0.5, 1, 0, "0.5 is no number of a neuron; they are whole, from 0 on"},
		{1, 1, math.NaN(), "NaN is no weight"}, {1, 1, math.Inf(-1), "-Inf is no weight"},
	} {
		if got := PairFault(c.i, c.j, c.weight); got != c.want {
			t.Errorf("from %v to %v of weight %v: %q, want %q", c.i, c.j, c.weight, got, c.want)
		}
	}
}
