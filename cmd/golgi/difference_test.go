package main

import (
	"math"
	"testing"

	"golgi/trajectory"
)

// The largest difference between values.
func TestLargest(t *testing.T) {
	array := func(data ...float64) trajectory.NDArray {
		return trajectory.NDArray{Shape: []int{1, len(data)}, Data: data}
	}
	frame := func(x float64) trajectory.Frame {
		return trajectory.Frame{{Name: "s", Value: []string{"a"}}, {Name: "x", Value: []float64{x}}}
	}
	for _, c := range []struct{ a, b, want any }{
		{1.0, 1.5, 0.5},
		{int64(math.MinInt64), int64(math.MaxInt64), 1.8446744073709552e19},
		{int64(1<<60 + 1), int64(1 << 60), 1.0},
		{uint8(1), uint8(3), 2.0},
		{[]float64{1, 2, math.NaN()}, []float64{1, 5, math.NaN()}, 3.0},
		{[]float64{1, 2}, []float64{1, math.NaN()}, math.NaN()},
		{[]float64{1, math.Inf(1)}, []float64{2, math.Inf(1)}, 1.0},
		{[]float64{1}, []float64{1, 2}, nil},
		{[]int64{1}, []float64{1.5}, 0.5},
		{"a", "b", nil}, {nil, 1.0, nil}, {true, false, nil},
		{3 + 4i, complex128(0), 5.0},
		{array(1, 2), array(1, 4), 2.0},
		{frame(1), frame(1.25), 0.25},
	} {
		got := largest(c.a, c.b)
		x, is := got.(float64)
		y, wanted := c.want.(float64)
		if got != c.want && !(is && wanted && math.IsNaN(x) && math.IsNaN(y)) {
			t.Errorf("%v and %v: %v, wanted %v", c.a, c.b, got, c.want)
		}
	}
}

// The order of cells: what is not there comes last, and NaN before it, also where values fall.
func TestCompare(t *testing.T) {
	for _, c := range []struct {
		a, b    any
		falling bool
		want    int
	}{
		{1.0, 2.0, false, -1}, {1.0, 2.0, true, 1}, {nil, 1.0, false, 1}, {nil, 1.0, true, 1}, {math.NaN(), 1.0, true, 1}, {math.NaN(), nil, false, -1},
		{int64(3), int64(3), false, 0}, {"a", "b", false, -1}, {false, true, false, -1}, {nil, nil, false, 0}, {"a", 1.0, false, 0},
	} {
		if got := compare(c.a, c.b, c.falling); got != c.want {
			t.Errorf("%v and %v: %d", c.a, c.b, got)
		}
	}
}
