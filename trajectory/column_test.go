package trajectory_test

import (
	"errors"
	"fmt"
	"math"
	"testing"

	"golgi/trajectory"
	"golgi/units"
)

// A column has the value of each run, which is nobody else's.
func TestColumn(t *testing.T) {
	traj, err := trajectory.New("a")
	must(t, err)
	must(t, traj.Add(trajectory.Parameter{Path: "n.list", Value: []float64{1}}, trajectory.Parameter{Path: "n.tau", Value: units.Millisecond.Of(5)}))
	must(t, traj.Explore(axis("list", []any{[]float64{1}, []float64{2}, []float64{3}})))
	values, err := traj.Column("list")
	must(t, err)
	values[1].([]float64)[0] = 7
	for path, want := range map[string]string{"n.list": "[[1] [2] [3]]", "tau": "[5 ms 5 ms 5 ms]"} {
		if values, err := traj.Column(path); fmt.Sprint(values) != want || err != nil {
			t.Errorf("%s is %v, %v", path, values, err)
		}
	}
	if _, err := traj.Column("m"); !errors.Is(err, trajectory.ErrNotFound) {
		t.Error(err)
	}
}

// The points of a store are read once for all columns, and for the runs after them.
func TestColumnOfStored(t *testing.T) {
	k := &kept{n: 3000}
	traj := loaded(t, k)
	wantValue(t, run(t, traj, 2000), "b", 4000)
	for range 2 {
		values, err := traj.Column("b")
		if err != nil || len(values) != k.n || values[2999] != int64(5998) {
			t.Error(len(values), err)
		}
	}
	wantValue(t, run(t, traj, 10), "b", 20)
	must(t, traj.Fetch())
	wantValue(t, run(t, traj, 2999), "a", 2999)
	if n := k.reads.Load(); n != 2 {
		t.Errorf("it was read %d times", n)
	}
	failing := loaded(t, &kept{n: 3000, err: errors.New("gone")})
	if _, err := failing.Column("b"); err == nil || err.Error() != "trajectory: cannot read the points of abc: gone" {
		t.Error(err)
	}
}

// together is a store that has the numbers of all runs together.
type together struct {
	trajectory.Loader
	numbers *trajectory.Numbers
}

func (s together) LoadNumbers(*trajectory.Trajectory, ...string) (*trajectory.Numbers, error) {
	return s.numbers, nil
}

// The means of many runs are had from the numbers of all, and where these have none, from the runs.
func TestMeansTogether(t *testing.T) {
	const n = 100
	traj := explored(t, n)
	store := trajectory.NewMemoryStore()
	must(t, store.SaveTrajectory(traj))
	numbers := &trajectory.Numbers{Columns: []trajectory.NumberColumn{{Path: "s.x"}}}
	for i := range n {
		r := run(t, traj, i)
		must(t, r.Add("s", "x", float64(i), ""))
		must(t, trajectory.SaveRun(store, r))
		x := float64(i) + 0.5 // which shows who has been asked
		if i == 1 {
			x = trajectory.Missing()
		}
		numbers.Runs, numbers.Columns[0].Values = append(numbers.Runs, i), append(numbers.Columns[0].Values, x)
	}
	so := trajectory.ResultsOf(together{store, numbers}, traj)
	for run, want := range map[int]float64{0: 0.5, 1: 1, 99: 99.5} {
		if mean, n, err := so.Mean("x", run); mean != want || n != 1 || err != nil {
			t.Errorf("that of run %d is %v of %d, %v", run, mean, n, err)
		}
	}
	few := numbers.Of(func(run int) bool { return run == 1 || run == 3 })
	if fmt.Sprint(few.Runs, few.Columns[0].Values) != "[1 3] [NaN 3.5]" || !trajectory.IsMissing(few.Columns[0].Values[0]) {
		t.Error(few)
	}
	if none := numbers.Of(func(run int) bool { return run == 1 }); len(none.Columns) > 0 || trajectory.IsMissing(math.NaN()) {
		t.Error(none)
	}
}
