package conformance

import (
	"encoding/json"
	"math"
	"testing"

	"golgi/modelfile"
)

func TestArrayEquality(t *testing.T) {
	tol := tolerance{Rel: 1e-3, Abs: 1e-6}
	for _, c := range []struct {
		want string // as it stands in a file
		got  modelfile.Array
		err  string
	}{
		{`[]`, vector(nil), ""},
		{`[]`, modelfile.Array{Shape: []int{2, 0}}, ""},
		{`[1.0, 2.0]`, vector([]float64{1, 2}), ""},
		{`[1.0, 2.0]`, vector([]float64{1.0009, 2}), ""},
		{`[1.0, 2.0]`, vector([]float64{1.0011, 2.0021}),
			"2 of 2 numbers are wrong, first [0] = 1.0011, want 1 (relative to the largest: 0.00055)"},
		{`[1.0, 2.0]`, vector([]float64{1}), "shape [1], want [2]"},
		{`[[1.0, 2.0]]`, vector([]float64{1, 2}), "shape [2], want [1 2]"},
		// The absolute part goes with the largest number of all rows, and with 1 where all are 0.
		{`[[0.0], [1000.0]]`, modelfile.Array{Shape: []int{2, 1}, Values: []float64{0.0009, 1000}}, ""},
		{`[[0.0], [1000.0]]`, modelfile.Array{Shape: []int{2, 1}, Values: []float64{0.0011, 1000}},
			"1 of 2 numbers are wrong, first [0][0] = 0.0011, want 0 (relative to the largest: 1.1e-06)"},
		{`[0.0, 0.0]`, vector([]float64{0, 9e-7}), ""},
		{`[0.0, 0.0]`, vector([]float64{0, 2e-6}),
			"1 of 2 numbers are wrong, first [1] = 2e-06, want 0 (relative to the largest: 2e-06)"},
		// Numbers without a point are integers, and exact.
		{`[1000, 2]`, vector([]float64{1000, 2}), ""},
		{`[1000, 2]`, vector([]float64{1000.001, 2}),
			"1 of 2 numbers are wrong, first [0] = 1000.001, want 1000 (relative to the largest: 1e-06)"},
		{`[1e3, 2]`, vector([]float64{1000.001, 2}), ""},
		// What is no number equals nothing.
		{`[1.0]`, vector([]float64{math.NaN()}),
			"1 of 1 numbers are wrong, first [0] = NaN, want 1 (relative to the largest: NaN)"},
		{`[1.0]`, vector([]float64{math.Inf(1)}),
			"1 of 1 numbers are wrong, first [0] = +Inf, want 1 (relative to the largest: +Inf)"},
	} {
		var want array
		if err := json.Unmarshal([]byte(c.want), &want); err != nil {
			t.Fatal(err)
		}
		err := want.equals(c.got, tol)
		if got := textOf(err); got != c.err {
			t.Errorf("%s and %v:\n got %s\nwant %s", c.want, c.got.Values, got, c.err)
		}
	}
}

func vector(values []float64) modelfile.Array {
	return modelfile.Array{Shape: []int{len(values)}, Values: values}
}

func textOf(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
