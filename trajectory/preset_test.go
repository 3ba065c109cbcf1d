package trajectory_test

import (
	"errors"
	"testing"

	"golgi/trajectory"
	"golgi/units"
)

// TestPreset sets what is declared later.
func TestPreset(t *testing.T) {
	traj, err := trajectory.New("preset")
	must(t, err)
	must(t, traj.Preset("neurons.N", 500))
	must(t, traj.PresetText("neurons.tau", "7 ms"))
	must(t, traj.Preset("neurons.bad", "text"))
	must(t, traj.Preset("neurons.far", 11))
	must(t, traj.Add(trajectory.Parameter{Path: "neurons.N", Value: 1}, trajectory.Parameter{Path: "neurons.tau", Value: units.Millisecond.Of(1)}))
	wantValue(t, traj, "N", 500)
	wantValue(t, traj, "tau", units.Millisecond.Of(7))
	wantFault(t, traj.Preset("neurons.N", 2), `trajectory: cannot preset "neurons.N": it is declared already; use Set`, nil)
	wantFault(t, traj.Preset("neurons", 2), `trajectory: cannot preset "neurons": it is a group; give the full path of a parameter`, nil)
	wantFault(t, traj.Preset("a b", 2), `trajectory: cannot preset "a b": the name "a b" contains ' '; `+allLetters, nil)
	wantFault(t, traj.Add(trajectory.Parameter{Path: "neurons.bad", Value: 1}), `trajectory: cannot add parameter "neurons.bad": it was preset: `+
		`"text" is a string, wanted an int like the default 1`, nil)
	wantFault(t, traj.Add(trajectory.Parameter{Path: "neurons.far", Value: 1, Bounds: trajectory.Bounds{Max: "10"}}),
		`trajectory: cannot add parameter "neurons.far": it was preset: 11 is not 10 or less`, nil)
	_, err = traj.Run(0)
	wantFault(t, err, `trajectory: neurons.bad was preset, and is declared by nobody; did you mean neurons.tau?
trajectory: neurons.far was preset, and is declared by nobody; did you mean neurons.tau?`, trajectory.ErrNotFound)
	wantFault(t, traj.Explore(trajectory.Cartesian{{Path: "N", Values: []int{1, 2}}}), `trajectory: cannot explore: neurons.bad was preset, and is declared by nobody; did you mean neurons.tau?
trajectory: cannot explore: neurons.far was preset, and is declared by nobody; did you mean neurons.tau?`, trajectory.ErrNotFound)
	must(t, traj.Preset("neurons.bad", 3)) // in the place of the first
	must(t, traj.Add(trajectory.Parameter{Path: "neurons.bad", Value: 1}, trajectory.Parameter{Path: "neurons.far", Value: 1}))
	run(t, traj, 0)
	wantFault(t, traj.Preset("x", 2), `trajectory: cannot preset "x": parameters are frozen since Explore or the first run; preset it before`,
		trajectory.ErrFrozen)
}

// TestLock locks parameters one by one, and groups of them.
func TestLock(t *testing.T) {
	traj := clustered(t)
	must(t, traj.Lock("R_ee", "neurons.e"))
	wantFault(t, traj.Set("R_ee", 2.0), "trajectory: cannot set connections.R_ee: it is locked at 1; Unlock it first", trajectory.ErrFrozen)
	wantFault(t, traj.SetText("e.tau", "1 ms"), "trajectory: cannot set neurons.e.tau: it is locked at 15 ms; Unlock it first", trajectory.ErrFrozen)
	wantFault(t, traj.Explore(trajectory.Cartesian{{Path: "size", Values: []int{1, 2}}}),
		"trajectory: cannot explore: neurons.e.size: it is locked at 4000; Unlock it first", trajectory.ErrFrozen)
	wantFault(t, traj.Lock("R_e"), `trajectory: cannot lock: there is no parameter "R_e"; did you mean connections.R_ee?`, trajectory.ErrNotFound)
	wantFault(t, traj.Remove("neurons"), `trajectory: cannot remove "neurons": neurons.e.size: it is locked at 4000; Unlock it first
trajectory: cannot remove "neurons": neurons.e.tau: it is locked at 15 ms; Unlock it first`, trajectory.ErrFrozen)
	must(t, traj.Unlock("neurons", "R_ee"))
	must(t, errors.Join(traj.Remove("size"), traj.Add(trajectory.Parameter{Path: "neurons.e.size", Value: 5}), traj.Set("size", 6)))
	must(t, traj.Set("R_ee", 2.0))
	must(t, traj.Explore(trajectory.Cartesian{{Path: "size", Values: []int{1, 2}}}))

	small, err := clustered(t).Shrink() // what is shrunk keeps locks and presets
	must(t, err)
	must(t, errors.Join(small.Lock("R_ee"), small.Preset("later", 2)))
	smaller, err := small.Shrink()
	must(t, err)
	wantFault(t, smaller.Set("R_ee", 2.0), "trajectory: cannot set connections.R_ee: it is locked at 1; Unlock it first", trajectory.ErrFrozen)
	must(t, smaller.Add(trajectory.Parameter{Path: "later", Value: 1}))
	wantValue(t, smaller, "later", 2)
}
