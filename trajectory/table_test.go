package trajectory_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"golgi/trajectory"
	"golgi/units"
)

// tabled returns a store of runs over x = 1, 2 with three trials, of which the last one has failed. They give 10x + trial, 0, 1, 2.
func tabled(t *testing.T) (*trajectory.Trajectory, trajectory.Store) {
	t.Helper()
	traj := declared(t, "a", struct {
		X     float64 `name:"x"`
		Trial int
	}{})
	err := traj.Explore(trajectory.Cartesian{{Path: "x", Values: []float64{1, 2}}, {Path: "trial", Values: []int{0, 1, 2}}})
	store := trajectory.NewMemoryStore()
	err = errors.Join(err, store.SaveTrajectory(traj))
	for i := range 6 {
		run, err2 := traj.Run(i)
		if err != nil || err2 != nil {
			t.Fatal(err, err2)
		}
		run.Begin(time.Now())
		err = run.Add("s", "rate", float64(10*(1+i/3)+i%3), "Hz")
		if i == 0 {
			err = errors.Join(err, run.Add("s", "only", 7, ""), run.Add("s", "list", []float64{1, 2}, ""), run.Add("s", "word", "w", ""))
		}
		var reason error
		if i == 5 {
			reason = errors.New("oh")
		}
		run.End(time.Now(), reason)
		writer, err3 := store.Begin(run)
		if err := errors.Join(err, err3); err != nil {
			t.Fatal(err)
		}
		for _, res := range run.Results() {
			err = errors.Join(err, writer.Append(res.Path, res))
		}
		if reason != nil {
			err = errors.Join(err, writer.Abort(reason))
		} else {
			err = errors.Join(err, writer.Commit())
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	return traj, store
}

// A table has a row for each finished run, and its means one for each group, with the standard error of n values: for 10, 11, 12 that
// is sqrt(1/3).
func TestRowsAndMeans(t *testing.T) {
	traj, store := tabled(t)
	table, err := trajectory.Rows(store, traj)
	if err != nil {
		t.Fatal(err)
	}
	const want = `[a.x a.trial s.only s.rate] {0 [1 0 7 10]} {1 [1 1 NaN 11]} {2 [1 2 NaN 12]} {3 [2 0 NaN 20]} {4 [2 1 NaN 21]}`
	var paths []string
	for _, c := range table.Columns {
		paths = append(paths, c.Path)
	}
	got := fmt.Sprint(paths)
	for _, row := range table.Rows {
		got += fmt.Sprintf(" %v", row)
	}
	if got != want {
		t.Error(got)
	}
	table, err = trajectory.Rows(store, traj, "x", "rate")
	if err != nil {
		t.Fatal(err)
	}
	means, err := table.Means("x")
	if err != nil {
		t.Fatal(err)
	}
	if len(means.Groups) != 2 || fmt.Sprint(means.Of[0]) != "rate/Hz" {
		t.Fatalf("%+v", means)
	}
	for i, c := range []struct {
		n         int
		mean, sem float64
	}{{3, 11, math.Sqrt(1. / 3)}, {2, 20.5, 0.5}} {
		g := means.Groups[i]
		if g.N != c.n || g.Mean[0] != c.mean || math.Abs(g.SEM[0]-c.sem) > 1e-15 || g.Values[0] != float64(i+1) {
			t.Errorf("group %d: %+v", i, g)
		}
	}
	if run, err := store.LoadRun(traj, 0); err != nil || fmt.Sprint(run.Results()[0].Items[0].Value) != "[1 2]" { // a table changes none
		t.Error(err, run.Results())
	}
	for _, c := range []struct {
		err  error
		want string
	}{
		{second(trajectory.Rows(store, traj, "y")), `trajectory: run_00000000: there is no item "y"; there are: s.list, s.only, s.rate, s.word`},
		{second(trajectory.Rows(store, traj, "word")), "trajectory: run_00000000: s.word is a string, and no number"},
		{second(trajectory.Rows(store, traj, "list")), "trajectory: run_00000000: s.list is a []float64, and no number"},
		{second(trajectory.Rows(nil, traj)), "trajectory: Rows: the store is nil"},
		{second(table.Means("trial")), `trajectory: the table has no column "trial" of a parameter; there are: a.x, s.rate`},
	} {
		if fmt.Sprint(c.err) != c.want {
			t.Errorf("got  %v\nwant %s", c.err, c.want)
		}
	}
}

func second[T any](_ T, err error) error { return err }

// Runs may give a number in different units of a dimension: a column has one of them.
func TestRowsInOneUnit(t *testing.T) {
	for _, c := range []struct {
		gives [2]any
		unit  string
		want  string
	}{
		{[2]any{units.Millivolt.Of(2), units.Microvolt.Of(500)}, "", "peak/mV 2 0.5"},
		{[2]any{units.Microvolt.Of(100), units.Volt.Of(2)}, "", "peak/uV 100 2e+06"},
		{[2]any{units.Millivolt.Of(2), 1}, "", "trajectory: run_00000001: s.peak is in 1, and the first run that gave it has it in mV; " +
			"give it in one dimension in all runs"},
		{[2]any{2, 1}, "ms", "peak/ms 2 1"},
		{[2]any{units.Millivolt.Of(2), units.Second.Of(1)}, "", "trajectory: run_00000001: s.peak is in s, and the first run that gave it has it in mV; " +
			"give it in one dimension in all runs"},
	} {
		traj := declared(t, "a", struct{ X float64 }{})
		store := trajectory.NewMemoryStore()
		err := errors.Join(traj.Explore(trajectory.Cartesian{{Path: "X", Values: []float64{1, 2}}}), store.SaveTrajectory(traj))
		for i, x := range c.gives {
			run, err2 := traj.Run(i)
			err = errors.Join(err, err2)
			run.Begin(time.Now())
			err = errors.Join(err, run.Add("s", "peak", x, c.unit))
			run.End(time.Now(), nil)
			err = errors.Join(err, trajectory.SaveRun(store, run))
		}
		table, err2 := trajectory.Rows(store, traj, "peak")
		got := fmt.Sprint(errors.Join(err, err2))
		if table != nil {
			got = fmt.Sprint(table.Columns[0], " ", table.Rows[0].Values[0], " ", table.Rows[1].Values[0])
		}
		if got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
		numbers, err := trajectory.NumbersOf(store, traj)
		if unsure := slices.Contains(numbers.Unsure, "s.peak"); err != nil || unsure != strings.HasPrefix(c.want, "trajectory: ") {
			t.Errorf("%v: it is %v that numbers are unsure, %v", c.gives, unsure, err)
		}
	}
}

// The columns of means are found by the names that find the parameters of a trajectory.
func TestColumnsOfMeans(t *testing.T) {
	columns := []trajectory.Column{{Path: "s.tau"}}
	row := trajectory.Row{Values: []any{0.5}}
	for _, path := range []string{"a.tau", "b.tau", "b.c.tau", "b.tau"} {
		columns, row.Values = append(columns, trajectory.Column{Path: path, Parameter: true}), append(row.Values, path)
	}
	table := &trajectory.Table{Columns: columns, Rows: []trajectory.Row{row}}
	for name, want := range map[string]string{"a.tau": "a.tau", "b.tau": "b.tau", "c.tau": "b.c.tau", "b.c.tau": "b.c.tau",
		"tau": `trajectory: the parameter "tau" is ambiguous; write more of its path: a.tau, b.tau`} {
		means, err := table.Means(name)
		if err != nil {
			wantFault(t, err, want, nil)
		} else if got := means.Groups[0].Values[0]; got != want {
			t.Errorf("%s finds %v, wanted %s", name, got, want)
		}
	}
}

// The mean of equal numbers is that number, and its error 0: 200 times 0.1 add up to something else.
func TestMeansOfEqualNumbers(t *testing.T) {
	table := &trajectory.Table{Columns: []trajectory.Column{{Path: "s.x"}}}
	for i := range 200 {
		table.Rows = append(table.Rows, trajectory.Row{Run: i, Values: []any{0.1}})
	}
	means, err := table.Means()
	if err != nil || len(means.Groups) != 1 || means.Groups[0].Mean[0] != 0.1 || means.Groups[0].SEM[0] != 0 {
		t.Errorf("%+v, %v", means, err)
	}
}
