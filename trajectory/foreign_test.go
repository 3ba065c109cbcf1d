package trajectory_test

import (
	"strings"
	"testing"

	"golgi/trajectory"
)

// foreign returns a trajectory as another program wrote it: with names that Golgi has not, points that repeat, and
// values of several kinds.
func foreign(t *testing.T) *trajectory.Trajectory {
	t.Helper()
	traj, err := trajectory.NewForeign("of another, v2")
	must(t, err)
	must(t, traj.Add(
		trajectory.Parameter{Path: "_a.two words", Value: 1.0},
		trajectory.Parameter{Path: "parameters." + strings.Repeat("n", 2000), Value: "x",
			Annotations: trajectory.Annotations{"_": 1}},
	))
	must(t, traj.ExploreForeign([]trajectory.Axis{
		{Path: "_a.two words", Values: []any{1.0, "opaque", 1.0, []float64{2}}}}, 4))
	return traj
}

func TestForeign(t *testing.T) {
	traj := foreign(t)
	if traj.Len() != 4 || len(traj.ExploredPaths()) != 1 {
		t.Errorf("there are %d runs over %q", traj.Len(), traj.ExploredPaths())
	}
	wantValue(t, run(t, traj, 2), "two words", 1.0)
	wantValue(t, run(t, traj, 1), "two words", "opaque")
	wantValue(t, run(t, traj, 3), "two words", []float64{2})
	wantAxes(t, traj, []trajectory.Axis{{Path: "_a.two words", Values: []any{1.0, "opaque", 1.0, []float64{2}}}})
	must(t, run(t, traj, 0).AddResult(trajectory.Result{Path: "_r.1.b c", Items: []trajectory.Item{
		{Name: "_hidden", Value: 1}, {Name: "a.b", Value: 2}}}))
	must(t, run(t, traj, 0).AddResult(trajectory.Result{Path: "empty"}))
	must(t, run(t, traj, 0).AddDerived(trajectory.Parameter{Path: "__d", Value: 1}))
	if err := traj.Fetch(); err != nil {
		t.Error(err)
	}
}

// What is only told the number of its runs has no points.
func TestForeignWithoutPoints(t *testing.T) {
	traj, err := trajectory.NewForeign("x")
	must(t, err)
	must(t, traj.ExploreForeign(nil, 3))
	if traj.Len() != 3 || len(traj.ExploredPaths()) != 0 {
		t.Errorf("there are %d runs over %q", traj.Len(), traj.ExploredPaths())
	}
	run(t, traj, 2)
	wantFault(t, traj.Lawful(), `trajectory: "x" was written by another program, and cannot be saved as it is: `+
		"it has 3 runs, and nothing is explored", nil)
}

func TestForeignFaults(t *testing.T) {
	const prefix = "trajectory: cannot explore: "
	nothing := []trajectory.Axis{}
	x := func(values ...any) []trajectory.Axis { return []trajectory.Axis{{Path: "x", Values: values}} }
	for _, c := range []struct {
		axes []trajectory.Axis
		n    int
		want string
	}{
		{nothing, 0, "there are no points"},
		{nothing, trajectory.MaxRuns + 1, "1000001 points are more than the 1000000 that a trajectory may have; " +
			"split it into several"},
		{x(1, 2), 3, "x: it has 2 values for 3 runs"},
		{x(1, nil), 2, "x: cannot store a value of type <nil>; " + allTypes},
		{[]trajectory.Axis{{Path: "y", Values: []int{1}}}, 1, "y: there is no such parameter"},
	} {
		traj, err := trajectory.NewForeign("x")
		must(t, err)
		must(t, traj.Add(trajectory.Parameter{Path: "x", Value: 1}))
		wantFault(t, traj.ExploreForeign(c.axes, c.n), prefix+c.want, nil)
	}
	wantFault(t, foreign(t).ExploreForeign(nothing, 1), prefix+"there are points already, or a run was taken",
		trajectory.ErrFrozen)
	wantFault(t, clustered(t).ExploreForeign(nothing, 1), prefix+"this is for what another program wrote; use Explore",
		nil)
	for name, want := range map[string]string{
		"": "a name is empty", "a\x00": `the string "a\x00" contains a NUL character`,
	} {
		_, err := trajectory.NewForeign(name)
		if err == nil || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("NewForeign(%q): %v", name, err)
		}
	}
}

// The laws hold for users all the same: no store saves what breaks them, and no point is added twice.
func TestForeignKeepsLawsForUsers(t *testing.T) {
	const unlawful = `trajectory: "of another, v2" was written by another program, and cannot be saved as it is: ` +
		`trajectory: cannot name a trajectory "of another, v2": the name "of another, v2" contains ' '; ` +
		`letters, digits, '_' and '-' are allowed`
	store := trajectory.NewMemoryStore()
	wantFault(t, store.SaveTrajectory(foreign(t)), unlawful, nil)
	repeats, err := trajectory.NewForeign("x")
	must(t, err)
	must(t, repeats.Add(trajectory.Parameter{Path: "x", Value: 1}))
	must(t, repeats.ExploreForeign([]trajectory.Axis{{Path: "x", Values: []int{1, 1}}}, 2))
	const again = "repeats point 0 (x = 1), and would give the same results; " +
		"to repeat an experiment, explore simulation.trial with it"
	wantFault(t, store.SaveTrajectory(repeats), `trajectory: "x" was written by another program, and cannot be saved `+
		"as it is: trajectory: cannot explore: point 1 "+again, nil)
	wantFault(t, repeats.Explore(trajectory.Zip{axis("x", []int{1})}), "trajectory: cannot explore: point 2 "+again, nil)
	lawful, err := trajectory.NewForeign("x")
	must(t, err)
	must(t, lawful.Add(trajectory.Parameter{Path: "x", Value: 1}))
	must(t, lawful.ExploreForeign([]trajectory.Axis{{Path: "x", Values: []int{1, 2}}}, 2))
	must(t, store.SaveTrajectory(lawful))
}
