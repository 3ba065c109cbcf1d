package layout

import (
	"errors"
	"fmt"
	"strings"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// writeExplorations stores the paths of the explored parameters, in the order of exploration.
func writeExplorations(overview h5.Group, t *trajectory.Trajectory) error {
	paths := t.ExploredPaths()
	if len(paths) == 0 {
		return nil
	}
	for i, path := range paths {
		paths[i] = groupParameters + "." + path
	}
	return writeTable(overview, "explorations", cells(columnOfPath, paths))
}

// explorations returns the explored parameters of a trajectory, without their defaults.
func explorations(group h5.Group) (all []Ranged, err error) {
	there, err := group.Has(tableExplorations)
	if err != nil || !there {
		return nil, err
	}
	err = inDataset(group, tableExplorations, func(d h5.Dataset) error {
		paths, err := readColumn[string](d, columnOfPath)
		for _, path := range paths {
			all = append(all, Ranged{path: strings.TrimPrefix(path, groupParameters+".")})
		}
		return err
	})
	return all, err
}

// pointsAtOnce is how many points are read together with their trajectory. More are left in the file.
const pointsAtOnce = 4096

// A Ranged is an explored parameter. Its default says what its range is like.
type Ranged struct {
	path string
	like any
}

// Leaving returns what reads the n points of explored parameters later.
type Leaving func(all []Ranged, n int) trajectory.Points

// explore gives t the points in its group. Many of them are left there, for what leave returns to read them,
// unless leave is nil.
func explore(group h5.Group, t *trajectory.Trajectory, all []Ranged, leave Leaving) error {
	if len(all) == 0 {
		_, err := t.Run(trajectory.PreRun) // which freezes it
		return err
	}
	if leave != nil {
		n, err := pointsIn(group, all)
		if err != nil {
			return err
		}
		if n > pointsAtOnce {
			return t.ExploreStored(pathsOf(all), leave(all, n))
		}
	}
	axes, err := readAxes(group, all, nil)
	if err != nil {
		return err
	}
	return t.Explore(trajectory.Zip(axes))
}

func pathsOf(all []Ranged) []string {
	paths := make([]string, len(all))
	for i, r := range all {
		paths[i] = r.path
	}
	return paths
}

// pointsIn returns how many points there are, 0 where not all ranges are equally long.
func pointsIn(group h5.Group, all []Ranged) (n int, err error) {
	for i, r := range all {
		err := inRange(group, r, func(l leaf) error {
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

// ReadPoints returns the values of explored parameters in n runs from first on. The group is that of their
// trajectory.
func ReadPoints(group h5.Group, all []Ranged, first, n int) ([]trajectory.Axis, error) {
	return readAxes(group, all, &span{first, n})
}

// readAxes returns the values of explored parameters in some runs, nil for all.
func readAxes(group h5.Group, all []Ranged, part *span) ([]trajectory.Axis, error) {
	axes := make([]trajectory.Axis, len(all))
	var faults []error
	for i, r := range all {
		axes[i].Path = r.path
		faults = append(faults, inRange(group, r, func(l leaf) (err error) {
			axes[i].Values, err = readRange(l, r.like, part)
			return err
		}))
	}
	return axes, errors.Join(faults...)
}

// inRange runs job with the group of an explored parameter, in that of its trajectory.
func inRange(group h5.Group, r Ranged, job func(leaf) error) error {
	if r.like == nil {
		return fmt.Errorf("hdf5: %s/%s: %s is explored, and is no parameter", group.Path(), tableExplorations,
			r.path)
	}
	path := groupParameters + "/" + strings.ReplaceAll(r.path, ".", "/")
	return Within(group, path, func(group h5.Group) error {
		members, err := group.Members()
		if err != nil {
			return err
		}
		return job(leaf{group, r.path, members, false})
	})
}
