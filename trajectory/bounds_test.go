package trajectory_test

import (
	"math"
	"strings"
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

// Bounds of integers are exact, also where there are more integers than float64s.
func TestBoundsOfLargeIntegers(t *testing.T) {
	const large = 1 << 53
	for _, c := range []struct {
		value  any
		bounds trajectory.Bounds
		want   string
	}{
		{large + 1, trajectory.Bounds{Max: "9007199254740993"}, ""},
		{large + 1, trajectory.Bounds{Max: "9007199254740992"}, "9007199254740993 is not 9007199254740992 or less"},
		{large, trajectory.Bounds{Min: "9007199254740993"}, "9007199254740992 is not 9007199254740993 or more"},
		{large, trajectory.Bounds{Min: "9007199254740992.5"}, "9007199254740992 is not 9007199254740992.5 or more"},
		{large + 2, trajectory.Bounds{Min: "9007199254740993", Max: "9007199254740995"}, ""},
		{large, trajectory.Bounds{Min: "9007199254740993", Max: "9007199254740992"}, "min 9007199254740993 is above max 9007199254740992"},
		{uint64(math.MaxUint64), trajectory.Bounds{Max: "18446744073709551615"}, ""},
		{uint64(math.MaxUint64), trajectory.Bounds{Max: "18446744073709551614"}, "18446744073709551615 is not 18446744073709551614 or less"},
		{math.MinInt64, trajectory.Bounds{Min: "-9223372036854775808"}, ""},
		{math.MinInt64, trajectory.Bounds{Min: "-9223372036854775807"}, "-9223372036854775808 is not -9223372036854775807 or more"},
		{[]int{1, large + 1}, trajectory.Bounds{Max: "9007199254740992"}, "[1, 9007199254740993] is not 9007199254740992 or less"},
		{[][]int{{1}, {large + 1}}, trajectory.Bounds{Max: "9007199254740992"}, "[1, 9007199254740993] of shape [2 1] is not 9007199254740992 or less"},
		{3, trajectory.Bounds{Min: "-1e400"}, `min "-1e400": units: HINT`},
		{3, trajectory.Bounds{Min: "-inf", Max: "1e300"}, ""},
		{[]int8{}, trajectory.Bounds{Min: "1"}, ""},
		{int8(1), trajectory.Bounds{Min: "1e-300", Max: " 1e0 "}, ""},
		{units.Millivolt.OfAll(1, math.NaN()), trajectory.Bounds{Min: "0 V"}, "[1, nan] mV is not 0 V or more"},
	} {
		traj, err := trajectory.New("x")
		must(t, err)
		err = traj.Add(trajectory.Parameter{Path: "a", Value: c.value, Bounds: c.bounds})
		head, any := strings.CutSuffix(c.want, "HINT")
		switch {
		case c.want == "":
			must(t, err)
		case any && err != nil && strings.Contains(err.Error(), head):
		default:
			wantFault(t, err, `trajectory: cannot add parameter "a": `+c.want, nil)
		}
	}
}
