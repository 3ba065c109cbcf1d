package view

import (
	"golgi/hdf5/internal/h5"
	"golgi/hdf5/internal/layout"
	"golgi/trajectory"
)

// Here is what a view says of all runs of a trajectory together.

// Numbers returns the numbers that runs gave which have finished, those that names mean, or [layout.ErrLeftOut] where tables do not have
// them all.
func (v *View) Numbers(t *trajectory.Trajectory, names []string) (all *trajectory.Numbers, err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	err = v.ofAll(t, func(x *index) error {
		var runs []int
		for _, i := range x.ended(false) {
			if i != trajectory.PreRun && i < t.Len() {
				runs = append(runs, i)
			}
		}
		x.fresh = nil
		gathered := layout.NewNumbers(runs, names)
		err := v.eachSource(t.Name(), x, func(source int, group h5.Group) error {
			return gathered.Read(group, func(run int) bool { return x.at(run).source == source })
		})
		if err == nil {
			all = gathered.All()
		}
		return err
	})
	return all, err
}

// Records returns the record of each run.
func (v *View) Records(t *trajectory.Trajectory) (records []trajectory.Record, err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	err = v.ofAll(t, func(x *index) (err error) {
		rows := x.fresh
		if x.fresh = nil; rows == nil || len(v.sources) > 1 {
			if rows, err = v.rows(t, layout.ReadRecords); err != nil {
				return err
			}
		}
		records = make([]trajectory.Record, t.Len())
		for i := range records {
			records[i].Status = trajectory.Pending
		}
		for _, r := range rows {
			if r.Index >= 0 && r.Index < len(records) {
				records[r.Index] = r.Record
			}
		}
		return nil
	})
	return records, err
}

// ofAll does a job for all runs of a trajectory that have ended, once they all are committed.
func (v *View) ofAll(t *trajectory.Trajectory, job func(x *index) error) error {
	if err := v.usable(); err != nil {
		return err
	}
	return v.settled(func() error {
		x, err := v.index(t.Name())
		if err != nil {
			return err
		}
		if x.underway() {
			return ErrUnderway
		}
		return job(x)
	})
}

// eachSource visits the group of a trajectory in each file that has runs of it which count.
func (v *View) eachSource(name string, x *index, visit func(source int, group h5.Group) error) error {
	for source, needed := range x.sources(len(v.sources)) {
		if !needed {
			continue
		}
		err := v.inFile(v.sources[source], name, func(_ *opened, group h5.Group) error { return visit(source, group) })
		if err != nil {
			return err
		}
	}
	return nil
}
