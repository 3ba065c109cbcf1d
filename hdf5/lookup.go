package hdf5

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"golgi/hdf5/internal/h5"
	"golgi/hdf5/internal/parts"
	"golgi/trajectory"
)

// Here is how a view finds trajectories and runs in its files.

// names returns the names of the trajectories, sorted.
func (v *view) names() (names []string, err error) {
	if v.sources[base] != "" {
		err = v.pool.use(v.sources[base], func(_ *opened, root h5.Group) error {
			names, err = trajectoriesIn(root)
			return err
		})
	}
	for _, plan := range v.plans {
		names = append(names, plan.Trajectory)
	}
	slices.Sort(names)
	return slices.Compact(names), err
}

func trajectoriesIn(root h5.Group) ([]string, error) {
	members, err := root.Members()
	var names []string
	for _, m := range members {
		if m.Type == h5.GroupType {
			names = append(names, m.Name)
		}
	}
	return names, err
}

// plan returns the latest plan of a trajectory, that of number 0 if there is none in the folder.
func (v *view) plan(name string) parts.Plan {
	i := slices.IndexFunc(v.plans, func(p parts.Plan) bool { return p.Trajectory == name })
	if i < 0 {
		return parts.Plan{Trajectory: name}
	}
	return v.plans[i]
}

// inTrajectory runs job with the group that has all of a trajectory but its runs, or returns ErrNotFound.
func (v *view) inTrajectory(name string, job func(h5.Group) error) error {
	path := v.sources[base]
	if plan := v.plan(name); plan.Number > 0 {
		path = v.folder.In(plan.Name)
	}
	there := false
	if path != "" {
		err := v.pool.use(path, func(_ *opened, root h5.Group) (err error) {
			if there, err = holds(root, name); err != nil || !there {
				return err
			}
			return within(root, name, job)
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

// holds reports whether there is a trajectory of that name, which may be one that none can have.
func holds(root h5.Group, name string) (bool, error) {
	if _, err := trajectory.New(name); err != nil {
		return false, nil
	}
	return root.Has(name)
}

func (v *view) notThere(name string) error {
	names, err := v.names()
	if err != nil {
		return err
	}
	list := "it has none"
	if len(names) > 0 {
		list = "there are: " + strings.Join(names, ", ")
	}
	return faultf(trajectory.ErrNotFound, "hdf5: there is no trajectory %q in %s; %s", name, v.path, list)
}

// load returns a trajectory with all its points, unless they are left; see explore.
func (v *view) load(name string, leave leaving) (t *trajectory.Trajectory, err error) {
	err = v.inTrajectory(name, func(group h5.Group) error {
		t, err = readPlan(group, name, leave)
		return err
	})
	return t, err
}

// points returns how many runs a trajectory has.
func (v *view) points(name string) (int, error) {
	x, err := v.index(name)
	if err != nil {
		return 0, err
	}
	if x.points > 0 {
		return x.points, nil
	}
	t, err := v.load(name, nil)
	if err != nil {
		return 0, err
	}
	x.expect(t.Len())
	return x.points, nil
}

// entry returns what is known of run i. Of a finished file no more is read for it than the rows around its
// own.
func (v *view) entry(name string, i int) (entry, error) {
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

// inRun runs job with the group of a trajectory in the file that has its run i, which must have ended. Where
// the finished file only links to a segment, it is that.
func (v *view) inRun(name string, i int, job func(f *opened, group h5.Group) error) error {
	err := v.tryRun(name, i, job)
	if errors.Is(err, fs.ErrNotExist) && v.folder.Exists() { // then it is in another segment by now
		if err := v.refresh(); err != nil {
			return err
		}
		err = v.tryRun(name, i, job)
	}
	return v.goneFrom(err)
}

// goneFrom adds to the error of a file that is not there any more what to do then.
func (v *view) goneFrom(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%w; if %s was finished meanwhile, open it again", err, v.path)
	}
	return err
}

func (v *view) tryRun(name string, i int, job func(f *opened, group h5.Group) error) error {
	e, err := v.entry(name, i)
	if err != nil {
		return err
	}
	linked := ""
	err = v.inFile(v.sources[e.source], name, func(f *opened, group h5.Group) (err error) {
		if e.source == base && e.status == trajectory.Finished {
			if linked, err = linkedFrom(f.path, group, i); err != nil || linked != "" {
				return err
			}
		}
		return job(f, group)
	})
	if err == nil && linked != "" {
		err = v.inFile(linked, name, job)
	}
	return err
}

// inFile runs job with the group of a trajectory in a file, which must have it.
func (v *view) inFile(path, name string, job func(f *opened, group h5.Group) error) error {
	return v.pool.use(path, func(f *opened, root h5.Group) error {
		return within(root, name, func(group h5.Group) error { return job(f, group) })
	})
}

// linkedFrom returns the path of the file to which run i is linked, "" if it is in the file at path itself.
func linkedFrom(path string, group h5.Group, i int) (string, error) {
	link, err := linkOf(group, i)
	if err != nil || link == "" {
		return "", err
	}
	if !filepath.IsLocal(link) {
		return "", fmt.Errorf("hdf5: %s: %s of %s is said to be in %s, which is not beside the file",
			path, trajectory.RunName(i), group.Path(), link)
	}
	return filepath.Join(filepath.Dir(path), link), nil
}

// loadRun gives run its record and, if it has finished, what it gave.
func (v *view) loadRun(run *trajectory.Run) error {
	return v.inRun(run.Trajectory().Name(), run.Index(), func(f *opened, group h5.Group) error {
		return f.load(group, run)
	})
}

// loadTogether is loadRun for the first of runs, all of which must have ended, and for those after it that can be
// read in the same job: they are in the same file. It returns how many that are.
func (v *view) loadTogether(runs []*trajectory.Run) (n int, err error) {
	name := runs[0].Trajectory().Name()
	source, together := 0, 0
	for ; together < len(runs); together++ {
		e, err := v.entry(name, runs[together].Index())
		if err != nil {
			return 0, err
		}
		if together > 0 && e.source != source {
			break
		}
		source = e.source
	}
	err = v.inFile(v.sources[source], name, func(f *opened, group h5.Group) error {
		for ; n < together; n++ {
			if linked, err := linkedFrom(f.path, group, runs[n].Index()); err != nil || linked != "" {
				return err
			}
			if err := f.load(group, runs[n]); err != nil {
				return err
			}
		}
		return nil
	})
	if n == 0 && (err == nil || errors.Is(err, fs.ErrNotExist)) { // linked, or in another segment by now
		return 1, v.loadRun(runs[0])
	}
	return n, err
}

// load gives run the record that the file has of it and, if it has finished, what it gave.
func (f *opened) load(group h5.Group, run *trajectory.Run) error {
	name := run.Trajectory().Name()
	record, there, err := f.record(group, name, run.Index())
	if err == nil && !there {
		err = fmt.Errorf("hdf5: %s has no row for %s of %s", f.path, run.Name(), name)
	}
	if err == nil {
		err = run.Restore(record)
	}
	if err != nil || record.Status != trajectory.Finished {
		return err
	}
	return f.readRun(group, run)
}
