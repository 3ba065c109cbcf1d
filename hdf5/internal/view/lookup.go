package view

import (
	"cmp"
	"slices"
	"strings"

	"golgi/hdf5/internal/h5"
	"golgi/hdf5/internal/layout"
	"golgi/trajectory"
)

// Names returns the names of the trajectories, sorted.
func (v *View) Names() ([]string, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.usable(); err != nil {
		return nil, err
	}
	return v.names()
}

func (v *View) names() (names []string, err error) {
	if v.sources[base] != "" {
		err = v.pool.use(v.sources[base], func(_ *opened, root h5.Group) error {
			names, err = layout.Trajectories(root)
			return err
		})
	}
	for _, plan := range v.has.Plans {
		names = append(names, plan.Trajectory)
	}
	slices.Sort(names)
	return slices.Compact(names), err
}

// Load returns a trajectory with all its points.
func (v *View) Load(name string) (*trajectory.Trajectory, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.usable(); err != nil {
		return nil, err
	}
	return v.load(name, nil)
}

// load leaves points as [layout.ReadPlan] does.
func (v *View) load(name string, leave layout.Leaving) (t *trajectory.Trajectory, err error) {
	c, err := v.chainOf(v.planPath(name), name)
	if err == nil && c != nil {
		t, err = v.loadGrown(c, name, leave != nil)
	} else if err == nil {
		err = v.inTrajectory(name, func(group h5.Group) error {
			t, err = layout.ReadPlan(group, name, leave)
			return err
		})
	}
	if err != nil {
		return nil, err
	}
	doubts, err := v.doubts()
	t.Notes = append(t.Notes, doubts...)
	return t, err
}

// inTrajectory runs job with the group that has all of a trajectory but its runs, or returns ErrNotFound.
func (v *View) inTrajectory(name string, job func(h5.Group) error) error {
	path := v.sources[base]
	if plan := v.has.Plan(name); plan.Number > 0 {
		path = v.folder.In(plan.Name)
	}
	there := false
	if path != "" {
		err := v.pool.use(path, func(_ *opened, root h5.Group) (err error) {
			if there, err = layout.Holds(root, name); err != nil || !there {
				return err
			}
			return layout.Within(root, name, job)
		})
		if err != nil {
			return err
		}
	}
	if !there {
		return v.notThere(name)
	}
	return nil
}

func (v *View) notThere(name string) error {
	names, err := v.names()
	if err != nil {
		return err
	}
	list := "it has none"
	if len(names) > 0 {
		list = "there are: " + strings.Join(names, ", ")
	}
	return Faultf(trajectory.ErrNotFound, "hdf5: there is no trajectory %q in %s; %s", name, v.path, list)
}

// Status returns how run i has ended, Pending if it has not, and whether it is underway: on its way into a
// segment, and not yet to be read.
func (v *View) Status(name string, i int) (status trajectory.Status, isUnderway bool, err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.usable(); err != nil {
		return "", false, err
	}
	e, err := v.entry(name, i)
	return cmp.Or(e.status, trajectory.Pending), e.source == underway, err
}

// entry returns what is known of run i. Of a finished file no more is read for it than the rows around its
// own.
func (v *View) entry(name string, i int) (entry, error) {
	if v.folder.Path() != "" || v.indices[name] != nil {
		x, err := v.index(name)
		if err != nil {
			return entry{}, err
		}
		return x.at(i), nil
	}
	f, err := v.pool.get(v.sources[base])
	if err != nil {
		return entry{}, err
	}
	record, known := f.records[name][i]
	if !known {
		if record, err = f.recordIn(name, i); err != nil {
			return entry{}, err
		}
	}
	return entryOf(record, base), nil
}
