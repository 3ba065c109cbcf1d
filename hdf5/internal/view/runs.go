package view

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"golgi/hdf5/internal/h5"
	"golgi/hdf5/internal/layout"
	"golgi/trajectory"
)

// ErrUnderway says that a run has ended, and cannot be read before it is committed.
var ErrUnderway = errors.New("hdf5: the run is not committed yet")

// LoadRun gives run its record, and what it gave. It must have ended, and is left alone where the error is
// [ErrUnderway].
func (v *View) LoadRun(run *trajectory.Run, values layout.Values) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.usable(); err != nil {
		return err
	}
	return v.loadRun(run, values)
}

func (v *View) loadRun(run *trajectory.Run, values layout.Values) error {
	return v.inRun(run.Trajectory().Name(), run.Index(), func(f *opened, group h5.Group) error {
		return f.load(group, run, values)
	})
}

// LoadTogether is LoadRun for the first of runs, all of which must have ended, and for those after it that can
// be read in the same job: they are in the same file. It returns how many that are.
func (v *View) LoadTogether(runs []*trajectory.Run, values layout.Values) (n int, err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.usable(); err != nil {
		return 0, err
	}
	source, together, err := v.together(runs)
	if err != nil {
		return 0, err
	}
	err = v.inFile(v.sources[source], runs[0].Trajectory().Name(), func(f *opened, group h5.Group) error {
		for ; n < together; n++ {
			e, err := v.entry(runs[n].Trajectory().Name(), runs[n].Index())
			if err != nil {
				return err
			}
			if linked, err := linkedFrom(f.path, group, runs[n].Index(), e.status); err != nil || linked != "" {
				return err
			}
			if err := f.load(group, runs[n], values); err != nil {
				return err
			}
		}
		return nil
	})
	if n == 0 && (err == nil || errors.Is(err, fs.ErrNotExist)) { // linked, or in another segment by now
		return 1, v.loadRun(runs[0], values)
	}
	return n, err
}

// together returns the source of the first of runs, and how many from there on are in it.
func (v *View) together(runs []*trajectory.Run) (source, n int, err error) {
	for ; n < len(runs); n++ {
		e, err := v.entry(runs[n].Trajectory().Name(), runs[n].Index())
		if err != nil {
			return 0, 0, err
		}
		switch {
		case n > 0 && e.source != source:
			return source, n, nil
		case e.source == underway:
			return 0, 0, ErrUnderway
		}
		source = e.source
	}
	return source, n, nil
}

// Ended returns the runs of a trajectory that have finished and can be read, in their order; or those that are partial:
// they have ended otherwise.
func (v *View) Ended(name string, partial bool) ([]int, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	x, err := v.index(name)
	if err != nil {
		return nil, err
	}
	return x.ended(partial), nil
}

// VisitRun hands what a run gave that has finished to a receiver; what is large comes as a layout.Large.
func (v *View) VisitRun(name string, i int, to layout.Receiver) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.inRun(name, i, func(f *opened, group h5.Group) error {
		return layout.ReadRun(group, i, false, f.homes, layout.InParts, to)
	})
}

// VisitOutline hands a receiver what run i gave, which must have ended, with a [trajectory.Extent] in the place of what is not single.
func (v *View) VisitOutline(name string, i int, to layout.Receiver) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.usable(); err != nil {
		return err
	}
	e, err := v.entry(name, i)
	if err != nil {
		return err
	}
	return v.inRun(name, i, func(f *opened, group h5.Group) error {
		return layout.ReadRun(group, i, isPartial(e.status), f.homes, layout.Outlined, to)
	})
}

// inRun runs job with the group of a trajectory in the file that has its run i, which must have ended. Where
// the finished file only links to a segment, it is that.
func (v *View) inRun(name string, i int, job func(f *opened, group h5.Group) error) error {
	return v.settled(func() error { return v.tryRun(name, i, job) })
}

// often is how often something is tried again while segments are merged.
const often = 100

// settled does a job again where a segment has gone that it reads: what was there is in another by now.
func (v *View) settled(job func() error) error {
	err := job()
	for range often {
		if !errors.Is(err, fs.ErrNotExist) || !v.folder.Exists() {
			break
		}
		if err := v.refresh(); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		err = job()
	}
	return v.goneFrom(err)
}

// goneFrom adds to the error of a file that is not there any more what to do then.
func (v *View) goneFrom(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%w; if %s was finished meanwhile, open it again", err, v.path)
	}
	return err
}

func (v *View) tryRun(name string, i int, job func(f *opened, group h5.Group) error) error {
	e, err := v.entry(name, i)
	switch {
	case err != nil:
		return err
	case e.source == underway:
		return ErrUnderway
	}
	linked := ""
	err = v.inFile(v.sources[e.source], name, func(f *opened, group h5.Group) (err error) {
		if e.source == base {
			if linked, err = linkedFrom(f.path, group, i, e.status); err != nil || linked != "" {
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
func (v *View) inFile(path, name string, job func(f *opened, group h5.Group) error) error {
	return v.pool.use(path, func(f *opened, root h5.Group) error {
		return layout.Within(root, name, func(group h5.Group) error { return job(f, group) })
	})
}

// linkedFrom returns the path of the file to which run i is linked, which has ended so, "" if it is in the file at path
// itself.
func linkedFrom(path string, group h5.Group, i int, status trajectory.Status) (string, error) {
	link, err := layout.LinkOf(group, i, isPartial(status))
	if err != nil || link == "" {
		return "", err
	}
	if !filepath.IsLocal(link) {
		return "", fmt.Errorf("hdf5: %s: %s of %s is said to be in %s, which is not beside the file",
			path, trajectory.RunName(i), group.Path(), link)
	}
	return filepath.Join(filepath.Dir(path), link), nil
}
