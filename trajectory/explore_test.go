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

func TestCartesian(t *testing.T) {
	traj := clustered(t)
	must(t, traj.Explore(trajectory.Cartesian{
		{Path: "R_ee", Values: []float64{1, 2.5}},
		{Path: "simulation.trial", Values: []int{0, 1, 2}},
	}))
	if traj.Len() != 6 {
		t.Fatalf("there are %d runs, wanted 2 x 3", traj.Len())
	}
	want := []trajectory.Axis{ // the last axis varies fastest
		{Path: "connections.R_ee", Values: []float64{1, 1, 1, 2.5, 2.5, 2.5}},
		{Path: "simulation.trial", Values: []int64{0, 1, 2, 0, 1, 2}},
	}
	wantAxes(t, traj, want)
	wantValue(t, run(t, traj, 3), "R_ee", 2.5)
	wantValue(t, run(t, traj, 4), "trial", 1)
	wantValue(t, traj, "R_ee", 1.0) // a trajectory reads defaults
}

func TestZipOfAllKinds(t *testing.T) {
	traj := clustered(t)
	must(t, traj.Explore(trajectory.Zip{
		{Path: "size", Values: []float64{1, 2}},
		{Path: "R_ee", Values: []int{3, 4}},
		{Path: "e.tau", Values: []units.Quantity{units.Millisecond.Of(5), units.Second.Of(1)}},
		{Path: "i.tau", Values: units.Millisecond.OfAll(6, 7)},
		{Path: "record", Values: []bool{true, false}},
		{Path: "engine", Values: []string{"a", "b"}},
		{Path: "trial", Values: []any{1, 2.0}},
		{Path: "lists.ints", Values: []any{[]int{}, []float64{1, 2}}},
	}))
	r := run(t, traj, 1)
	wantValue(t, r, "size", 2)
	wantValue(t, r, "R_ee", 4.0)
	wantValue(t, r, "e.tau", units.Second.Of(1))
	wantValue(t, r, "i.tau", units.Millisecond.Of(7))
	wantValue(t, r, "record", false)
	wantValue(t, r, "engine", "b")
	wantValue(t, r, "trial", 2)
	wantValue(t, r, "lists.ints", []int{1, 2})
	wantValue(t, r, "p_ee", 0.2) // what is not explored has its default
	wantPaths := []string{"neurons.e.size", "connections.R_ee", "neurons.e.tau", "neurons.i.tau",
		"simulation.record", "simulation.engine", "simulation.trial", "lists.ints"}
	if got := traj.ExploredPaths(); !slices.Equal(got, wantPaths) {
		t.Errorf("explored are %v, wanted %v", got, wantPaths)
	}
}

func TestExploreFaults(t *testing.T) {
	type (
		cartesian = trajectory.Cartesian
		zip       = trajectory.Zip
	)
	const lists = "give a list: []int, []float64, []bool, []string, []units.Quantity, units.Array or []any"
	million := make([]int, trajectory.MaxRuns)
	tests := []struct {
		e    trajectory.Exploration
		want []string // one line per fault
	}{
		{cartesian{}, []string{"no parameter is given; without Explore there is one run, at the defaults"}},
		{zip{}, []string{"no parameter is given; without Explore there is one run, at the defaults"}},
		{cartesian{axis("R_ee", []float64{}), axis("trial", 3), axis("size", nil)}, []string{
			"R_ee: it has no values; give at least one",
			"trial: cannot explore values given as int; " + lists,
			"size: cannot explore values given as <nil>; " + lists,
		}},
		{zip{axis("R_e", []int{1}), axis("tau", []int{1}), axis("connections", []int{1}),
			axis("trial", []float64{0.5})}, []string{
			`there is no parameter "R_e"; did you mean connections.R_ee?`,
			`the parameter "tau" is ambiguous; write more of its path: neurons.e.tau, neurons.i.tau`,
			`"connections" is a group, not a parameter; it has connections.R_ee, connections.p_ee`,
			"simulation.trial: 0.5 is a float64, wanted an int like the default 0; " +
				"write the default as 0.0 to vary it as a float64",
		}},
		{zip{axis("R_ee", []float64{1, 2}), axis("trial", []int{1})},
			[]string{"a Zip (with, --zip) needs as many values of each, and there are 2 of R_ee and 1 of trial"}},
		{zip{axis("R_ee", []float64{1}), axis("connections.R_ee", []float64{2})},
			[]string{"connections.R_ee is given twice"}},
		{cartesian{axis("e.tau", []float64{1})}, []string{
			"neurons.e.tau: 1 is a plain number, wanted a quantity in s like the default 15 ms; give it a unit, as in 1 ms"}},
		{cartesian{axis("R_ee", []float64{1, 2, 1}), axis("trial", []int{4})}, []string{
			"point 2 repeats point 0 (connections.R_ee = 1, simulation.trial = 4), and would give the same " +
				"results; to repeat an experiment, explore simulation.trial with it"}},
		{cartesian{axis("R_ee", million), axis("trial", million), axis("size", million)}, []string{
			"1000000 x 1000000 x 1000000 points are more than the 1000000 that a trajectory may have; " +
				"split it into several"}},
		{zip{axis("trial", append(million, 1))}, []string{"trial: 1000001 points are more than the 1000000 " +
			"that a trajectory may have; split it into several"}},
		{table{axis("trial", []int{1}), axis("size", []int{1, 2})}, []string{
			"every point needs a value of each, and there are 1 of simulation.trial and 2 of neurons.e.size"}},
		{table{axis("trial", []int{})}, []string{"there are no points"}},
	}
	for _, c := range tests {
		const prefix = "trajectory: cannot explore: "
		traj := clustered(t)
		wantFault(t, traj.Explore(c.e), prefix+strings.Join(c.want, "\n"+prefix), nil)
		must(t, traj.Set("R_ee", 3.0)) // nothing is explored, so nothing is frozen
	}
	wantFault(t, clustered(t).Explore(nil), "trajectory: cannot explore: the exploration is nil", nil)
}

func axis(path string, values any) trajectory.Axis {
	return trajectory.Axis{Path: path, Values: values}
}

// A table is an exploration as a user may write one.
type table []trajectory.Axis

func (t table) Columns(trajectory.Reader) ([]trajectory.Axis, error) { return t, nil }

func TestExploreAppends(t *testing.T) {
	traj := clustered(t)
	must(t, traj.Explore(trajectory.Zip{axis("R_ee", []float64{1, 2}), axis("trial", []int{0, 0})}))
	first := run(t, traj, 1)
	must(t, traj.Explore(trajectory.Cartesian{axis("trial", []int{1, 2}), axis("R_ee", []float64{3})}))
	want := []trajectory.Axis{
		{Path: "connections.R_ee", Values: []float64{1, 2, 3, 3}},
		{Path: "simulation.trial", Values: []int64{0, 0, 1, 2}},
	}
	wantAxes(t, traj, want)
	wantValue(t, first, "R_ee", 2.0)
	for _, e := range []trajectory.Exploration{
		trajectory.Zip{axis("trial", []int{5})},
		trajectory.Zip{axis("trial", []int{5}), axis("size", []int{5})},
		trajectory.Zip{axis("trial", []int{5}), axis("R_ee", []int{5}), axis("size", []int{5})},
	} {
		wantFault(t, traj.Explore(e), "trajectory: cannot explore: further points need the same parameters as "+
			"the first: connections.R_ee, simulation.trial", nil)
	}
	wantFault(t, traj.Explore(trajectory.Zip{axis("R_ee", []float64{4, 3}), axis("trial", []int{1, 1})}),
		"trajectory: cannot explore: point 5 repeats point 2 (connections.R_ee = 3, simulation.trial = 1), "+
			"and would give the same results; to repeat an experiment, explore simulation.trial with it", nil)
	if traj.Len() != 4 {
		t.Errorf("there are %d runs after faults, wanted the 4 from before", traj.Len())
	}
}

// A zip of the axes is the exploration, and a product is what nested loops give.
func TestExploreLaws(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		draw := func(name string) []int {
			return rapid.SliceOfNDistinct(rapid.Int(), 1, 5, rapid.ID).Draw(rt, name)
		}
		as, bs, cs := draw("a"), draw("b"), draw("c")
		product, again := abc(t), abc(t)
		must(t, product.Explore(trajectory.Cartesian{axis("a", as), axis("b", bs), axis("c", cs)}))
		must(t, again.Explore(trajectory.Zip(axesOf(t, product))))
		wantAxes(rt, again, axesOf(t, product))
		var want, got []string
		for _, a := range as {
			for _, b := range bs {
				for _, c := range cs {
					want = append(want, fmt.Sprint(a, b, c))
				}
			}
		}
		for i := range product.Len() {
			got = append(got, point(t, run(t, product, i)))
		}
		if !slices.Equal(got, want) {
			rt.Fatalf("the points are %v, wanted %v", got, want)
		}
	})
}

func abc(t *testing.T) *trajectory.Trajectory {
	traj, err := trajectory.New("abc")
	must(t, err)
	for _, name := range strings.Split("abc", "") {
		must(t, traj.Add(trajectory.Parameter{Path: name, Value: 0}))
	}
	return traj
}

func point(t *testing.T, r *trajectory.Run) string {
	var values []any
	for _, name := range strings.Split("abc", "") {
		v, err := trajectory.Value[int](r, name)
		must(t, err)
		values = append(values, v)
	}
	return fmt.Sprint(values...)
}

func TestExplored(t *testing.T) {
	traj := clustered(t)
	if traj.Explored("R_ee") || traj.Len() != 1 {
		t.Errorf("R_ee is explored before Explore, or there is not one run")
	}
	must(t, traj.Explore(trajectory.Zip{{Path: "R_ee", Values: []float64{2}}}))
	for path, want := range map[string]bool{
		"R_ee": true, "connections.R_ee": true, "connections": true, "p_ee": false, "neurons": false,
		"simulation.durations": false, "nowhere": false, "tau": false,
	} {
		if got := traj.Explored(path); got != want {
			t.Errorf("Explored(%q) is %v, wanted %v", path, got, want)
		}
	}
}

func TestRunIndex(t *testing.T) {
	traj := clustered(t)
	must(t, traj.Explore(trajectory.Zip{{Path: "R_ee", Values: []float64{2, 3}}}))
	for _, i := range []int{-2, 2} {
		_, err := traj.Run(i)
		wantFault(t, err, fmt.Sprintf("trajectory: there is no run %d in clustered; it has 2, from 0 to 1",
			i),
			trajectory.ErrNotFound)
	}
	for i, name := range map[int]string{-1: "pre_run", 0: "run_00000000", 1: "run_00000001"} {
		if r := run(t, traj, i); r.Name() != name || r.Index() != i || r.Trajectory() != traj {
			t.Errorf("run %d has name %s and index %d, wanted %s", i, r.Name(), r.Index(), name)
		}
	}
}

// All NaNs are one value, whatever their bits.
func TestNaNIsOnePoint(t *testing.T) {
	odd := math.Float64frombits(0x7ff8_0000_0000_0099)
	for _, values := range []any{[]float64{math.NaN(), odd}, []any{[]float64{1, odd}, []float64{1, -math.NaN()}}, []complex128{complex(odd, 0), complex(0, -odd)}} {
		traj, err := trajectory.New("nan")
		must(t, err)
		var like any = 1.0
		switch v := values.(type) {
		case []any:
			like = v[0]
		case []complex128:
			like = 1i
		}
		must(t, traj.Add(trajectory.Parameter{Path: "x", Value: like}))
		err = traj.Explore(trajectory.Axis{Path: "x", Values: values})
		if err == nil || !strings.Contains(err.Error(), "point 1 repeats point 0") {
			t.Errorf("%v: %v", values, err)
		}
	}
}
