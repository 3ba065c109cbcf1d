package trajectory_test

import (
	"testing"

	"golgi/trajectory"
	"golgi/units"
)

// Bounds go with a parameter, and with the copy that a store makes of it.
func TestBounds(t *testing.T) {
	traj, err := trajectory.New("x")
	must(t, err)
	must(t, traj.Add(trajectory.Parameter{Path: "tau", Value: units.Millisecond.Of(5), Bounds: trajectory.Bounds{Min: "0.1 ms", Max: "1 s"}},
		trajectory.Parameter{Path: "n", Value: 3, Bounds: trajectory.Bounds{Min: "1"}},
		trajectory.Parameter{Path: "list", Value: []float64{0.5}, Bounds: trajectory.Bounds{Max: "1"}}))
	wantFault(t, traj.Set("n", 0), "trajectory: cannot set n: 0 is not 1 or more", nil)
	wantFault(t, traj.Explore(trajectory.Cartesian{{Path: "tau", Values: []units.Quantity{units.Second.Of(2)}}, {Path: "n", Values: []int{0}}}),
		"trajectory: cannot explore: tau: 2000 ms is not 1 s or less\ntrajectory: cannot explore: n: 0 is not 1 or more", nil)
	must(t, traj.Explore(trajectory.Cartesian{{Path: "tau", Values: []units.Quantity{units.Second.Of(1)}}}))
	store := trajectory.NewMemoryStore()
	must(t, store.SaveTrajectory(traj))
	loaded, err := store.LoadTrajectory("x")
	must(t, err)
	wantFault(t, loaded.Explore(trajectory.Zip{{Path: "tau", Values: []units.Quantity{units.Microsecond.Of(1)}}}),
		"trajectory: cannot explore: tau: 0.001 ms is not 0.1 ms or more", nil)
	if !traj.Same(loaded) {
		t.Error("it came back as another one")
	}
	for _, c := range []struct {
		p    trajectory.Parameter
		want string
	}{
		{trajectory.Parameter{Path: "a", Value: 0.5, Bounds: trajectory.Bounds{Min: "1"}}, "0.5 is not 1 or more"},
		{trajectory.Parameter{Path: "a", Value: 0.5, Bounds: trajectory.Bounds{Min: "1 ms"}}, `min "1 ms": it is a quantity in s, and the default a float64`},
		{trajectory.Parameter{Path: "a", Value: 0.5, Bounds: trajectory.Bounds{Max: "nan"}}, `max "nan": it is no bound`},
		{trajectory.Parameter{Path: "a", Value: 0.5, Bounds: trajectory.Bounds{Min: "1", Max: "0"}}, "min 1 is above max 0"},
		{trajectory.Parameter{Path: "a", Value: "x", Bounds: trajectory.Bounds{Max: "1"}}, `max "1": a string has no bounds`},
		{trajectory.Parameter{Path: "a", Value: 0.5, Bounds: trajectory.Bounds{Max: "much"}}, "max \"much\": units: a number is expected, not \"much\"\n  | much\n  | ^"},
	} {
		other, err := trajectory.New("x")
		must(t, err)
		wantFault(t, other.Add(c.p), `trajectory: cannot add parameter "a": `+c.want, nil)
	}
}
