package trajectory_test

import (
	"math"
	"slices"
	"testing"

	"golgi/trajectory"
)

func TestDifferences(t *testing.T) {
	given := func(items ...trajectory.Item) *trajectory.Run {
		traj := varied()
		r := run(t, traj, 0)
		must(t, r.AddResult(trajectory.Result{Path: "r", Items: items}))
		return r
	}
	nan := math.Float64frombits(0x7ff8000000000bad)
	for _, c := range []struct {
		a, b []trajectory.Item
		want []string
	}{
		{[]trajectory.Item{{Name: "x", Value: 1.0}}, []trajectory.Item{{Name: "x", Value: 1.0}}, nil},
		{[]trajectory.Item{{Name: "x", Value: math.NaN()}}, []trajectory.Item{{Name: "x", Value: nan}}, nil},
		{[]trajectory.Item{{Name: "x", Value: 1.0}}, []trajectory.Item{{Name: "x", Value: 1}}, []string{"r.x is 1 in the first, and 1 in the second"}},
		{[]trajectory.Item{{Name: "x", Value: 0.0}}, []trajectory.Item{{Name: "x", Value: math.Copysign(0, -1)}}, []string{"r.x is 0 in the first, and -0 in the second"}},
		{[]trajectory.Item{{Name: "x", Value: 1.0, Unit: "mV"}}, []trajectory.Item{{Name: "x", Value: 1.0, Unit: "V"}},
			[]string{`r.x is in "mV" over [] in the first, and in "V" over [] in the second`}},
		{[]trajectory.Item{{Name: "x", Value: []float64{1, 2, 3}}}, []trajectory.Item{{Name: "x", Value: []float64{1, 2.5, 4}}},
			[]string{"r.x differs in 2 of 3 numbers, first at [1]: 2 in the first, and 2.5 in the second"}},
		{[]trajectory.Item{{Name: "x", Value: "a"}, {Name: "y", Value: 1}}, []trajectory.Item{{Name: "x", Value: "a"}, {Name: "z", Value: 1}},
			[]string{"r.y is 1 in the first, and not there in the second", "r.z is 1 in the second, and not there in the first"}},
		{[]trajectory.Item{{Name: "x", Value: 1}, {Name: "later", Value: 2, Post: 1}}, []trajectory.Item{{Name: "x", Value: 1}}, nil},
		{[]trajectory.Item{{Name: "x", Value: 1}}, []trajectory.Item{{Name: "x", Value: 1}, {Name: "later", Value: 2, Post: 1}}, nil},
		{[]trajectory.Item{{Name: "x", Value: 1, Post: 1}}, []trajectory.Item{{Name: "x", Value: 2}}, []string{"r.x is 1 in the first, and 2 in the second"}},
	} {
		if got := given(c.a...).Differences(given(c.b...)); !slices.Equal(got, c.want) {
			t.Errorf("%v and %v:\n%q\nwanted\n%q", c.a, c.b, got, c.want)
		}
	}
	if got := (*trajectory.Run)(nil).Differences(given(trajectory.Item{Name: "x", Value: 1})); got == nil {
		t.Error("nil is a run")
	}
}
