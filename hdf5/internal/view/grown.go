package view

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"golgi/hdf5/internal/h5"
	"golgi/hdf5/internal/layout"
	"golgi/trajectory"
)

// A chain is the files of a plan that has grown, the oldest first. A plan in one file is no chain.
type chain []link

// A link of a chain has some of the points of a plan.
type link struct {
	path  string
	first int // the number of its first point
	layout.Part
}

// points returns how many points there are.
func (c chain) points() int {
	last := c[len(c)-1]
	return last.first + last.N
}

// generations returns the first point of each generation.
func (c chain) generations() (all []int) {
	for _, l := range c {
		for _, at := range l.Generations {
			all = append(all, l.first+at)
		}
	}
	return all
}

// chainOf returns the files of the plan in the file at path, which never change; none if it is in that alone.
func (v *View) chainOf(path, name string) (chain, error) {
	if c, known := v.chains[path]; known || path == "" || path == v.sources[base] {
		return c, nil
	}
	var all chain
	for next := path; next != ""; {
		l := link{path: next}
		var growth layout.Growth
		err := v.inFile(next, name, func(_ *opened, group h5.Group) (err error) {
			if growth, err = layout.ReadGrowth(group); err == nil && (growth.After != "" || next != path) {
				l.Part, err = layout.ReadPart(group, name)
			}
			return err
		})
		if next != path && errors.Is(err, fs.ErrNotExist) {
			err = fmt.Errorf("hdf5: %s has the last points of %s, and those before are in %s, which is not there; put it back", path, name, next)
		}
		if err != nil {
			return nil, err
		}
		l.first = growth.First
		if len(all) > 0 && l.first+l.N != all[len(all)-1].first {
			return nil, fmt.Errorf("hdf5: %s has the points from %d on, and %s those up to %d; put the right one back", all[len(all)-1].path,
				all[len(all)-1].first, l.path, l.first+l.N)
		}
		all = append(all, l)
		if next, err = v.before(next, name, growth); err != nil {
			return nil, err
		}
	}
	if len(all) == 1 {
		all = nil
	}
	slices.Reverse(all)
	if v.chains == nil {
		v.chains = map[string]chain{}
	}
	v.chains[path] = all
	return all, nil
}

// before returns the path of the plan that has the points before those of the one at path, "" if there are none.
func (v *View) before(path, name string, growth layout.Growth) (string, error) {
	if growth.After == "" {
		return "", nil
	}
	before, is := v.folder.PlanAt(growth.After)
	after, _ := v.folder.PlanAt(path)
	if !is || before.Name != growth.After || before.Trajectory != name || before.Number >= after.Number {
		return "", fmt.Errorf("hdf5: %s says that the points before its own are in %q, which is no earlier plan of %s", path, growth.After, name)
	}
	return v.folder.In(before.Name), nil
}

// loadGrown returns the trajectory of a plan that has grown, and leaves points if there are many, and it is to.
func (v *View) loadGrown(c chain, name string, leave bool) (t *trajectory.Trajectory, err error) {
	inside := &filed{n: c.points()}
	err = v.inFile(c[len(c)-1].path, name, func(_ *opened, group h5.Group) error {
		t, err = layout.ReadGrown(group, name, c.generations(), func(all []layout.Ranged) trajectory.Points {
			inside.read = func(first, n int) ([]trajectory.Axis, error) { return v.readChain(c, name, all, first, n) }
			if leave && layout.Leaves(inside.n) {
				return leftIn(v, name, all, inside.n)
			}
			return inside
		})
		return err
	})
	if err == nil && !(leave && layout.Leaves(inside.n)) {
		err = t.Fetch()
	}
	return t, err
}

// readChain returns the values of explored parameters in n runs from first on.
func (v *View) readChain(c chain, name string, all []layout.Ranged, first, n int) (axes []trajectory.Axis, err error) {
	for _, l := range c {
		from, until := max(first, l.first), min(first+n, l.first+l.N)
		if from >= until {
			continue
		}
		var some []trajectory.Axis
		err := v.inFile(l.path, name, func(_ *opened, group h5.Group) error {
			some, err = layout.ReadPoints(group, all, from-l.first, until-from)
			return err
		})
		if err != nil {
			return nil, err
		}
		axes = layout.Concat(axes, some)
	}
	return axes, nil
}

// originGrown is origin for a plan that has grown.
func (v *View) originGrown(c chain, name string, points int) (layout.Origin, error) {
	t, err := v.loadGrown(c, name, false)
	if err != nil {
		return layout.Origin{}, err
	}
	return layout.OriginOfPoints(t, points)
}

// Trust takes in a plan that was written here, with the first points of a trajectory that is stored already, and had fewer then.
func (v *View) Trust(plan string, t *trajectory.Trajectory, points int) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	o, err := layout.OriginOfPoints(t, points)
	if err != nil {
		return err
	}
	v.known[plan] = true
	v.noteOrigin(originKey{v.folder.In(plan), t.Name(), 0}, o)
	return nil
}
