package trajectory

import "maps"

// Shrink returns another trajectory, of the same name, with the same parameters and all that describes it, in which some runs of this one are all there
// are, numbered anew in the order given, and one generation. What is locked or preset stays so. Without runs it is not explored, and its other parameters may change. It has no results: those
// stay in the store of this trajectory, and the other one is to be saved elsewhere.
func (t *Trajectory) Shrink(runs ...int) (*Trajectory, error) {
	if t == nil {
		return nil, errNoTrajectory
	}
	axes, err := t.table()
	if err != nil {
		return nil, err
	}
	small := empty(t.name)
	small.laws = t.laws
	if err := small.takeDescription(t); err != nil {
		return nil, err
	}
	small.takeHabits(t)
	small.Provenance.Command = nil // it makes other points
	if len(runs) == 0 {
		return small, nil
	}
	chosen := make([]axis, len(axes))
	for _, i := range runs {
		if i < 0 || i >= t.Len() {
			return nil, faultf(ErrNotFound, "trajectory: cannot shrink %s to run %d; it has %d, from 0 to %d", t.name, i, t.Len(), t.Len()-1)
		}
		for a := range axes {
			chosen[a].path = axes[a].path
			chosen[a].values = append(chosen[a].values, axes[a].values[i])
		}
	}
	if len(axes) == 0 { // its one run, at the defaults
		return small, nil
	}
	if err := small.appendPoints(chosen); err != nil {
		return nil, prefixed("trajectory: cannot shrink "+t.name, err)
	}
	small.generations = []int{0}
	return small, nil
}

// takeHabits gives small what another trajectory has that is never stored: wildcards, locks and presets.
func (small *Trajectory) takeHabits(t *Trajectory) {
	t.mu.RLock()
	defer t.mu.RUnlock()
	small.wildcards, small.locked, small.presets = maps.Clone(t.wildcards), maps.Clone(t.locked), maps.Clone(t.presets)
}
