package hdf5

import (
	"errors"
	"fmt"
	"strings"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// pointsAtOnce is how many points are read together with their trajectory. More are left in the file.
const pointsAtOnce = 4096

// A ranged is an explored parameter. Its default says what its range is like.
type ranged struct {
	path string
	like any
}

// explore gives t the points in its group. Many of them are left there, for what leave returns to read them,
// unless leave is nil.
func explore(group h5.Group, t *trajectory.Trajectory, all []ranged, foreign bool, leave leaving) error {
	if len(all) == 0 {
		_, err := t.Run(trajectory.PreRun) // which freezes it
		return err
	}
	if leave != nil && !foreign {
		n, err := pointsIn(group, all)
		if err != nil {
			return err
		}
		if n > pointsAtOnce {
			return t.ExploreStored(pathsOf(all), leave(all, n))
		}
	}
	axes, err := readPoints(group, all, foreign, nil)
	if err != nil {
		return err
	}
	return t.Explore(trajectory.Zip(axes))
}

// leaving returns what reads the n points of explored parameters later.
type leaving func(all []ranged, n int) trajectory.Points

func pathsOf(all []ranged) []string {
	paths := make([]string, len(all))
	for i, r := range all {
		paths[i] = r.path
	}
	return paths
}

// pointsIn returns how many points there are, 0 where not all ranges are equally long.
func pointsIn(group h5.Group, all []ranged) (n int, err error) {
	for i, r := range all {
		err := inRange(group, r, false, func(l leaf) error {
			length, err := lengthOf(l, r.like)
			if i == 0 {
				n = length
			} else if length != n {
				n = 0
			}
			return err
		})
		if err != nil {
			return 0, err
		}
	}
	return n, nil
}

// readPoints returns the values of the explored parameters of a trajectory in some runs, nil for all.
func readPoints(group h5.Group, all []ranged, foreign bool, part *span) ([]trajectory.Axis, error) {
	axes := make([]trajectory.Axis, len(all))
	var faults []error
	for i, r := range all {
		axes[i].Path = r.path
		faults = append(faults, inRange(group, r, foreign, func(l leaf) (err error) {
			axes[i].Values, err = readRange(l, r.like, part)
			return err
		}))
	}
	return axes, errors.Join(faults...)
}

// inRange runs job with the group of an explored parameter, in that of its trajectory.
func inRange(group h5.Group, r ranged, foreign bool, job func(leaf) error) error {
	if r.like == nil {
		return fmt.Errorf("hdf5: %s/%s: %s is explored, and is no parameter", group.Path(), tableExplorations,
			r.path)
	}
	path := groupParameters + "/" + strings.ReplaceAll(r.path, ".", "/")
	return within(group, path, func(group h5.Group) error {
		members, err := group.Members()
		if err != nil {
			return err
		}
		return job(leaf{group, r.path, members, foreign})
	})
}

// filed are the points of a trajectory that are left in a file. It is a [trajectory.Points].
type filed struct {
	store *Store
	name  string
	all   []ranged
	n     int
}

func (f *filed) Len() int { return f.n }

func (f *filed) Read(first, n int) (axes []trajectory.Axis, err error) {
	f.store.mu.Lock()
	defer f.store.mu.Unlock()
	if err := f.store.usable(); err != nil {
		return nil, fmt.Errorf("%w, and has the points; call Fetch of the trajectory before Close", err)
	}
	v := f.store.view
	err = v.inTrajectory(f.name, func(group h5.Group) error {
		axes, err = readPoints(group, f.all, false, &span{first, n})
		return err
	})
	return axes, v.goneFrom(err)
}
