package trajectory

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// mostDifferences is how many differences are named; what is beyond is counted.
const mostDifferences = 10

// Continues returns nil if t is stored with points appended, or the same: then the runs of one are runs of
// the other, and a store may put t in the place of stored. Otherwise it returns the differences in names,
// parameters, defaults and points, the first ten of them, wrapped in [ErrExists]. Comments, annotations and
// provenance do not bear on runs, and may differ.
func (t *Trajectory) Continues(stored *Trajectory) error {
	if t == nil || stored == nil {
		return errNoTrajectory
	}
	found, err := t.differences(stored)
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return nil
	}
	if more := len(found) - mostDifferences; more > 0 {
		found = append(found[:mostDifferences], fmt.Sprintf("and there are %d more differences", more))
	}
	return faultf(ErrExists, "trajectory: another trajectory is stored as %s: %s; choose another name",
		t.name, strings.Join(found, "; "))
}

// differences names what is different; for a trajectory of another name, only that.
func (t *Trajectory) differences(stored *Trajectory) ([]string, error) {
	if t.name != stored.name {
		return []string{fmt.Sprintf("that one is called %s", stored.name)}, nil
	}
	found, err := t.otherParameters(stored)
	if err != nil {
		return nil, err
	}
	points, err := t.otherPoints(stored)
	return append(found, points...), err
}

// otherParameters names the parameters that differ from those stored.
func (t *Trajectory) otherParameters(stored *Trajectory) (found []string, err error) {
	ours, err := t.Parameters("")
	if err != nil {
		return nil, err
	}
	theirs, err := stored.Parameters("")
	if err != nil {
		return nil, err
	}
	for len(ours)+len(theirs) > 0 {
		switch {
		case len(theirs) == 0 || len(ours) > 0 && ours[0].Path < theirs[0].Path:
			found = append(found, fmt.Sprintf("parameter %s is new", ours[0].Path))
			ours = ours[1:]
		case len(ours) == 0 || ours[0].Path > theirs[0].Path:
			found = append(found, fmt.Sprintf("parameter %s is stored and missing now", theirs[0].Path))
			theirs = theirs[1:]
		default:
			if !Identical(ours[0].Value, theirs[0].Value) {
				found = append(found, fmt.Sprintf("parameter %s was %s and is %s now",
					ours[0].Path, show(theirs[0].Value), show(ours[0].Value)))
			}
			ours, theirs = ours[1:], theirs[1:]
		}
	}
	return found, nil
}

// otherPoints names the stored points that are not there, or are others.
func (t *Trajectory) otherPoints(stored *Trajectory) (found []string, err error) {
	ours, err := t.table()
	if err != nil {
		return nil, err
	}
	theirs, err := stored.table()
	if err != nil {
		return nil, err
	}
	if !slices.EqualFunc(ours, theirs, func(a, b axis) bool { return a.path == b.path }) {
		return []string{fmt.Sprintf("its explored parameters were %s and are %s now",
			listed(pathsOf(theirs)), listed(pathsOf(ours)))}, nil
	}
	if len(theirs) > 0 && len(ours[0].values) < len(theirs[0].values) {
		found = append(found, fmt.Sprintf("it had %d points and has %d now",
			len(theirs[0].values), len(ours[0].values)))
	}
	for a := range theirs {
		for i, v := range theirs[a].values[:min(len(theirs[a].values), len(ours[a].values))] {
			if !Identical(v, ours[a].values[i]) {
				found = append(found, fmt.Sprintf("at point %d, %s was %s and is %s now",
					i, ours[a].path, show(v), show(ours[a].values[i])))
			}
		}
	}
	return found, nil
}

// Identical reports whether two stored values are of one kind and equal to the last bit.
func Identical(a, b any) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	return alike(a, b) && bytes.Equal(appendKey(nil, a), appendKey(nil, b))
}
