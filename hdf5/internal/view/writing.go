package view

import (
	"errors"
	"fmt"

	"golgi/hdf5/internal/h5"
	"golgi/hdf5/internal/layout"
	"golgi/trajectory"
)

// Here is what a view does for who writes in its folder: it says what there is to continue, and takes in what
// becomes of runs and plans.

// A RunID names a run.
type RunID struct {
	Trajectory string
	Index      int
}

// An Entry is what was known of a run.
type Entry struct{ entry }

// Continuable returns an error if the finished file was written by pypet: what pypet knows and Golgi does not
// would be lost in a new one.
func (v *View) Continuable() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.ours || v.sources[base] == "" {
		return nil
	}
	err := v.pool.use(v.sources[base], func(_ *opened, root h5.Group) error {
		foreign, err := layout.HasForeign(root)
		if err == nil && foreign {
			err = fmt.Errorf("hdf5: %s was written by pypet, and Golgi only reads it; choose another name",
				v.path)
		}
		return err
	})
	v.ours = err == nil
	return err
}

// Foreign reports whether the finished file was written by pypet.
func (v *View) Foreign() (foreign bool, err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.sources[base] == "" {
		return false, nil
	}
	err = v.pool.use(v.sources[base], func(_ *opened, root h5.Group) (err error) {
		foreign, err = layout.HasForeign(root)
		return err
	})
	return foreign, err
}

// Unsealed reports whether the finished file has no valid checksums.
func (v *View) Unsealed() (bool, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.sources[base] == "" {
		return false, nil
	}
	f, err := v.pool.get(v.sources[base])
	return err == nil && f.doubt != "", err
}

// PlanNumber returns the number of the latest plan of a trajectory, 0 if there is none in the folder.
func (v *View) PlanNumber(name string) int {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.has.Plan(name).Number
}

// Plan returns a trajectory as it is stored, nil if it is not, and the number of its latest plan.
func (v *View) Plan(name string) (t *trajectory.Trajectory, number int, err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if _, err := v.index(name); err != nil {
		return nil, 0, err
	}
	t, err = v.load(name, nil)
	if errors.Is(err, trajectory.ErrNotFound) {
		t, err = nil, nil
	}
	return t, v.has.Plan(name).Number, err
}

// Points returns how many runs a trajectory has.
func (v *View) Points(name string) (int, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.points(name)
}

func (v *View) points(name string) (int, error) {
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

// Expect notes how many runs a trajectory has.
func (v *View) Expect(t *trajectory.Trajectory) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	x, err := v.index(t.Name())
	if err == nil {
		x.expect(t.Len())
	}
	return err
}

// Announce notes that a run has ended and is underway. It returns what was known of it before.
func (v *View) Announce(run RunID, record trajectory.Record) (Entry, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	x, err := v.index(run.Trajectory)
	if err != nil {
		return Entry{}, err
	}
	before := x.at(run.Index)
	x.set(run.Index, entry{status: record.Status, start: record.Start, source: underway, posts: record.Posts})
	return Entry{before}, nil
}

// Amend is Announce for a run that has finished and gets more: what it was stays until it arrives.
func (v *View) Amend(run RunID, record trajectory.Record) (Entry, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	x, err := v.index(run.Trajectory)
	if err != nil {
		return Entry{}, err
	}
	before := x.at(run.Index)
	if before.status != trajectory.Finished || before.source == underway {
		return Entry{}, fmt.Errorf("hdf5: %s of %s has not finished, or is on its way", trajectory.RunName(run.Index), run.Trajectory)
	}
	x.set(run.Index, entry{status: record.Status, start: record.Start, source: underway, posts: record.Posts, amends: true, was: before.source})
	return Entry{before}, nil
}

// WithKept hands the file that has what an announced run was, which gets more, to a job.
func (v *View) WithKept(run RunID, job func(from *h5.File) error) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	e, err := v.entry(run.Trajectory, run.Index)
	if err == nil && !e.amends {
		err = fmt.Errorf("hdf5: %s of %s has gone from %s while it got more", trajectory.RunName(run.Index), run.Trajectory, v.path)
	}
	if err != nil {
		return err
	}
	path := v.sources[e.was]
	if e.was == base {
		err = v.inFile(path, run.Trajectory, func(f *opened, group h5.Group) error {
			linked, err := linkedFrom(path, group, run.Index, e.status)
			if linked != "" {
				path = linked
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	f, err := v.pool.get(path)
	if err != nil {
		return err
	}
	return v.pool.damaged(path, layout.In(path, job(f.file)))
}

// Withdraw notes that a run which was announced is in no segment, nor will be. Where the segment that had it
// before was merged meanwhile, nothing is known of it any more.
func (v *View) Withdraw(run RunID, before Entry) {
	v.mu.Lock()
	defer v.mu.Unlock()
	e := before.entry
	if now := v.indices[run.Trajectory].at(run.Index); now.amends {
		e.source = now.was // which may have been merged meanwhile
	}
	if e.status != "" && e.source != underway && v.sources[e.source] == "" {
		e = entry{}
	}
	v.indices[run.Trajectory].set(run.Index, e)
}

// Arrive notes that runs which were announced are in a new segment.
func (v *View) Arrive(segment string, runs []RunID) {
	v.mu.Lock()
	defer v.mu.Unlock()
	source := v.addSegment(segment)
	for _, run := range runs {
		x := v.indices[run.Trajectory]
		e := x.at(run.Index)
		e.source, e.amends = source, false
		x.set(run.Index, e)
	}
}
