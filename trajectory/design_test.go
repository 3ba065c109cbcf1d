package trajectory_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"golgi/trajectory"
	"golgi/units"

	"pgregory.net/rapid"
)

// listing returns the points that a design gives, one text each.
func listing(t *testing.T, e trajectory.Exploration) []string {
	t.Helper()
	traj := clustered(t)
	must(t, traj.Explore(e))
	var points []string
	for i := range traj.Len() {
		r := run(t, traj, i)
		var values []string
		for _, path := range traj.ExploredPaths() {
			p, err := r.Parameter(path)
			must(t, err)
			values = append(values, fmt.Sprint(p.Value))
		}
		points = append(points, strings.Join(values, " "))
	}
	return points
}

// TestDesigns: what each design gives, written out.
func TestDesigns(t *testing.T) {
	type (
		cartesian = trajectory.Cartesian
		product   = trajectory.Product
		zip       = trajectory.Zip
	)
	trials := axis("trial", trajectory.Range(0, 1, 1))
	ms := units.Millisecond
	linked := zip{axis("e.tau", ms.OfAll(5, 10)), axis("i.tau", ms.OfAll(1, 2))}
	for _, c := range []struct {
		e    trajectory.Exploration
		want string
	}{
		{axis("R_ee", []float64{1, 2}), "1 | 2"},
		{product{linked, trials}, "5 ms 1 ms 0 | 5 ms 1 ms 1 | 10 ms 2 ms 0 | 10 ms 2 ms 1"},
		{product{trials, linked}, "0 5 ms 1 ms | 0 10 ms 2 ms | 1 5 ms 1 ms | 1 10 ms 2 ms"},
		{product{cartesian{}, trials}, "0 | 1"}, // what has no axes is one point
		{product{product{axis("R_ee", []int{1})}, cartesian{axis("size", []int{7, 8}), trials}}, "1 7 0 | 1 7 1 | 1 8 0 | 1 8 1"},
		{trajectory.OneAtATime{axis("R_ee", []float64{1, 2, 3}), axis("e.tau", ms.OfAll(10, 15))}, "1 15 ms | 2 15 ms | 3 15 ms | 1 10 ms"},
		{product{trajectory.OneAtATime{axis("R_ee", []int{2})}, trials}, "1 0 | 1 1 | 2 0 | 2 1"},
		{trajectory.Distinct{Of: trajectory.Zip{axis("R_ee", []any{1, 2, 1.0, 1}), axis("e.tau", []units.Quantity{ms.Of(1), ms.Of(1),
			units.Microsecond.Of(1000), ms.Of(2)})}}, "1 1 ms | 2 1 ms | 1 2 ms"},
		{trajectory.Distinct{Of: trajectory.Sobol{N: 9, Over: []trajectory.Interval{{Path: "size", From: 1, To: 4}}}}, "1 | 3 | 4 | 2"},
		{trajectory.Explicit{{"tau_": 1}}[:0], ""},
		{trajectory.Explicit{{"size": 7, "R_ee": 1}, {"R_ee": 2.5, "size": 7.0}}, "1 7 | 2.5 7"},
	} {
		if c.want == "" {
			wantFault(t, clustered(t).Explore(c.e), "trajectory: cannot explore: there are no points", nil)
			continue
		}
		if got := strings.Join(listing(t, c.e), " | "); got != c.want {
			t.Errorf("%T %v gives\n%s\nwanted\n%s", c.e, c.e, got, c.want)
		}
	}
}

func TestDesignFaults(t *testing.T) {
	for _, c := range []struct {
		e    trajectory.Exploration
		want string
	}{
		{trajectory.Product{}, "no parameter is given; without Explore there is one run, at the defaults"},
		{trajectory.Product{nil}, "the exploration is nil"},
		{trajectory.Distinct{}, "the exploration is nil"},
		{trajectory.Distinct{Of: axis("R_ee", []string{"x"})}, `R_ee: "x" is a string, wanted a float64 like the default 1`},
		{trajectory.Product{axis("R_ee", []int{1}), axis("R_ee", []int{2})}, "connections.R_ee is given twice"},
		{trajectory.Product{table{axis("trial", []int{1}), axis("size", []int{1, 2})}},
			"every point needs a value of each, and there are 1 of trial and 2 of size"},
		// pypet's cartesian_product truncates linked parameters to the shortest of them.
		{trajectory.Product{trajectory.Zip{axis("R_ee", []int{1, 2}), axis("p_ee", []int{1, 2, 3})}, axis("trial", []int{0, 1})},
			"a Zip (with, --zip) needs as many values of each, and there are 2 of R_ee and 3 of p_ee"},
		{trajectory.Explicit{{"R_ee": 1.0}, {"R_ee": 1.0, "size": 2}}, "every point needs a value of each; the first has R_ee, and point 1 has R_ee, size"},
		{trajectory.OneAtATime{axis("R_ee", []string{"x"})}, `R_ee: "x" is a string, wanted a float64 like the default 1`},
		{trajectory.OneAtATime{axis("nothing", []string{"x"})}, "there is no parameter \"nothing\"; there are: connections.R_ee, connections.p_ee, lists.flags, lists.floats, lists.ints, lists.names, " +
			"lists.weights, neurons.e.size and 7 more"},
	} {
		wantFault(t, clustered(t).Explore(c.e), "trajectory: cannot explore: "+c.want, nil)
	}
	_, err := trajectory.OneAtATime{axis("R_ee", []int{1})}.Columns(nil)
	wantFault(t, err, "trajectory: there is no reader: it is nil", nil)
}

// TestSpaced: values at regular distances, of numbers and quantities.
func TestSpaced(t *testing.T) {
	ms, s := units.Millisecond, units.Second
	for _, c := range []struct {
		values trajectory.Spaced
		want   string
	}{
		{trajectory.Range(0, 9, 3), "[0 3 6 9]"},
		{trajectory.Range(0, 8, 3), "[0 3 6]"},
		{trajectory.Range(5, 5, 1), "[5]"},
		{trajectory.Range(3, 1, -1), "[3 2 1]"},
		{trajectory.Range(math.MaxInt-1, math.MaxInt, 1), "[9223372036854775806 9223372036854775807]"},
		{trajectory.Range(0.1, 0.5, 0.1), "[0.1 0.2 0.3 0.4 0.5]"}, // 3*0.1 is not 0.3
		{trajectory.Range(1, 2.5, 0.5), "[1 1.5 2 2.5]"},
		{trajectory.Range(0, 1, 0.3), "[0 0.3 0.6 0.9]"},
		{trajectory.Range(ms.Of(5), s.Of(0.02), ms.Of(7.5)), "[5 ms 12.5 ms 20 ms]"},
		{trajectory.Linear(0, 1, 5), "[0 0.25 0.5 0.75 1]"},
		{trajectory.Linear(1, 0.4, 4), "[1 0.8 0.6 0.4]"},
		{trajectory.Linear(ms.Of(5), s.Of(0.02), 3), "[5 ms 12.5 ms 20 ms]"},
		{trajectory.Logarithmic(1, 1000, 4), "[1 10 100 1000]"},
		{trajectory.Logarithmic(1000, 1, 4), "[1000 100 10 1]"},
		{trajectory.Logarithmic(1, 2.0, 3), "[1 1.4142135623731 2]"},
		{trajectory.Logarithmic(1e-300, 1e300, 3), "[1e-300 1 1e+300]"},
		{trajectory.Logarithmic(ms.Of(1), s.Of(1), 4), "[1 ms 10 ms 100 ms 1000 ms]"},
	} {
		columns, err := axis("x", c.values).Columns(nil)
		if err != nil {
			t.Errorf("wanted %s: %v", c.want, err)
			continue
		}
		if got := fmt.Sprint(columns[0].Values); got != c.want {
			t.Errorf("the values are %s, wanted %s", got, c.want)
		}
	}
}

func TestSpacedFaults(t *testing.T) {
	for _, c := range []struct {
		values trajectory.Spaced
		want   string
	}{
		{trajectory.Range(0, 9, 0), "a range needs a step that is not 0"},
		{trajectory.Range(0, 1.5, 0), "a range needs a step that is not 0"},
		{trajectory.Range(0, 9, -1), "the step -1 leads from 0 away from 9; turn its sign"},
		{trajectory.Range(0, 1.5, -1), "the step -1 leads from 0 away from 1.5; turn its sign"},
		{trajectory.Range(0, math.NaN(), 1), "NaN is no end of a range"},
		{trajectory.Range(0, math.Inf(1), 1), "+Inf is no end of a range"},
		{trajectory.Range(math.MinInt, math.MaxInt, 1), "18446744073709551616 points are more than the 1000000 that a trajectory may have; split it into several"},
		{trajectory.Linear(0, 1<<53+1, 2), "9007199254740993 is an integer that no float64 is for certain; use Range, which counts"},
		{trajectory.Range(0, 1, 1e-300), "1e+300 points are more than the 1000000 that a trajectory may have; split it into several"},
		{trajectory.Range(0, 1, math.SmallestNonzeroFloat64), "+Inf points are more than the 1000000 that a trajectory may have; split it into several"},
		{trajectory.Range(0, 1, 1.0/(1<<21)), "2097153 points are more than the 1000000 that a trajectory may have; split it into several"},
		{trajectory.Range(units.Millisecond.Of(1), units.Volt.Of(1), units.Millisecond.Of(1)), "units: cannot express 1 V in ms: V and s differ"},
		{trajectory.Linear(0, 1, 1), "1 values cannot be 0, 1 and those between; wanted 2 or more"},
		{trajectory.Linear(0, 1, 1e7), "10000000 points are more than the 1000000 that a trajectory may have; split it into several"},
		{trajectory.Logarithmic(0, 1, 3), "logarithmic values lie between two that are above 0, not between 0 and 1"},
		{trajectory.Spaced{}, "it has no values; give at least one"},
	} {
		_, err := axis("x", c.values).Columns(nil)
		wantFault(t, err, "x: "+c.want, nil)
	}
}

// A product has each combination of the points of its factors once, the last varying fastest, however it is nested.
func TestProductLaws(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		draw := func(path string) trajectory.Axis {
			return axis(path, rapid.SliceOfNDistinct(rapid.Int(), 1, 4, rapid.ID).Draw(rt, path))
		}
		a, b, c := draw("a"), draw("b"), draw("c")
		var texts []string
		for _, e := range []trajectory.Exploration{
			trajectory.Cartesian{a, b, c}, trajectory.Product{a, b, c}, trajectory.Product{trajectory.Product{a, b}, c},
			trajectory.Product{a, trajectory.Product{b, c}}, trajectory.Product{trajectory.Zip{a}, trajectory.Cartesian{b, c}},
		} {
			columns, err := e.Columns(nil)
			if err != nil {
				rt.Fatal(err)
			}
			texts = append(texts, fmt.Sprint(columns))
		}
		if len(slices.Compact(texts)) != 1 {
			rt.Fatalf("nested, the products are others: %v", texts)
		}
	})
}
