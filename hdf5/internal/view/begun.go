package view

import (
	"cmp"
	"slices"

	"golgi/hdf5/internal/layout"
	"golgi/hdf5/internal/parts"
	"golgi/trajectory"
)

// Begun returns what programs have noted in the folder of runs that they have begun and not ended: those at work, and
// those that have died. What has come of a run since is in the segments: then a death is of no account. They come by
// when the runs were begun.
func (v *View) Begun() ([]parts.Note, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.usable(); err != nil {
		return nil, err
	}
	return v.begun()
}

// Died reports whether Begun tells of a program that has died.
func (v *View) Died() (bool, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.usable(); err != nil {
		return false, err
	}
	all, err := v.begun()
	return slices.ContainsFunc(all, func(n parts.Note) bool { return !n.Alive }), err
}

func (v *View) begun() ([]parts.Note, error) {
	folder := v.folder
	if folder.Path() == "" { // a finished file, which somebody may continue who has not saved anything yet
		folder = parts.Reading(v.path)
		if has, err := folder.Contents(); err != nil || !has.Base {
			return nil, err
		}
	}
	all, err := folder.Notes()
	if err != nil {
		return nil, err
	}
	known, err := v.names()
	if err != nil {
		return nil, err
	}
	kept := all[:0]
	for _, n := range all {
		if !slices.Contains(known, n.Trajectory) {
			continue
		}
		points, err := v.points(n.Trajectory)
		if err != nil {
			return nil, err
		}
		if n.Run < trajectory.PreRun || n.Run >= points || layout.CheckStart(n.Begun) != nil {
			continue // somebody has written nonsense
		}
		e, err := v.entry(n.Trajectory, n.Run)
		if err != nil {
			return nil, err
		}
		if n.Alive || !n.Asked && !e.settles(n) {
			kept = append(kept, n)
		}
	}
	slices.SortStableFunc(kept, func(a, b parts.Note) int {
		return cmp.Or(a.Begun.Compare(b.Begun), cmp.Compare(a.Run, b.Run))
	})
	return kept, nil
}

// settles reports whether a run has come to an end after an attempt at it with which a program has died. One that has
// finished is not executed again, unless it is the pre-run, and one that was stopped tells nothing.
func (e entry) settles(n parts.Note) bool {
	switch e.status {
	case "", trajectory.Stopped:
		return false
	case trajectory.Finished:
		if n.Run != trajectory.PreRun {
			return true
		}
	}
	return !e.start.Before(n.Begun)
}
