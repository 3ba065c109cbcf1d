package trajectory

import (
	"bytes"
	"fmt"
	"slices"
)

// Continues returns nil if t is stored with points appended, or the same: then the runs of one are runs of
// the other, and a store may put t in the place of stored. Otherwise it returns the first difference in
// names, parameters, defaults or points, wrapped in [ErrExists]. Comments, annotations and provenance do
// not bear on runs, and may differ.
func (t *Trajectory) Continues(stored *Trajectory) error {
	err := t.sameParameters(stored)
	if err == nil {
		err = t.samePoints(stored)
	}
	if err != nil {
		return faultf(ErrExists, "trajectory: another trajectory is stored as %s: %v; choose another name",
			t.name, err)
	}
	return nil
}

func (t *Trajectory) sameParameters(stored *Trajectory) error {
	if t.name != stored.name {
		return fmt.Errorf("that one is called %s", stored.name)
	}
	ours, err := t.Parameters("")
	if err != nil {
		return err
	}
	theirs, err := stored.Parameters("")
	if err != nil {
		return err
	}
	for i := range max(len(ours), len(theirs)) {
		switch {
		case i == len(theirs) || i < len(ours) && ours[i].Path < theirs[i].Path:
			return fmt.Errorf("parameter %s is new", ours[i].Path)
		case i == len(ours) || ours[i].Path > theirs[i].Path:
			return fmt.Errorf("parameter %s is stored and missing now", theirs[i].Path)
		case !identical(ours[i].Value, theirs[i].Value):
			return fmt.Errorf("parameter %s was %s and is %s now",
				ours[i].Path, show(theirs[i].Value), show(ours[i].Value))
		}
	}
	return nil
}

func (t *Trajectory) samePoints(stored *Trajectory) error {
	ours, theirs := t.table(), stored.table()
	if !slices.EqualFunc(ours, theirs, func(a, b axis) bool { return a.path == b.path }) {
		return fmt.Errorf("its explored parameters were %s and are %s now",
			listed(pathsOf(theirs)), listed(pathsOf(ours)))
	}
	for a := range theirs {
		if len(ours[a].values) < len(theirs[a].values) {
			return fmt.Errorf("it had %d points and has %d now", len(theirs[a].values), len(ours[a].values))
		}
		for i, v := range theirs[a].values {
			if !identical(v, ours[a].values[i]) {
				return fmt.Errorf("at point %d, %s was %s and is %s now",
					i, ours[a].path, show(v), show(ours[a].values[i]))
			}
		}
	}
	return nil
}

// table returns the axes as they are now; what is appended later does not show in it.
func (t *Trajectory) table() []axis {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return slices.Clone(t.axes)
}

// identical reports whether two stored values are of one kind and equal to the last bit.
func identical(a, b any) bool {
	return alike(a, b) && bytes.Equal(appendKey(nil, a), appendKey(nil, b))
}
