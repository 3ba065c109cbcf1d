package hdf5

import (
	"errors"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// writeRun stores what run i gave in the group of its trajectory, all of it or nothing.
func writeRun(group h5.Group, i int, derived []*trajectory.Parameter, results []result, l h5.Layout) error {
	return withinNew(group, groupRuns, func(runs h5.Group) error {
		run, err := runs.Create(groupOf(i))
		if err != nil {
			return err
		}
		defer run.Close()
		if err := fillRun(run, derived, results, l); err != nil {
			return errors.Join(err, runs.Delete(groupOf(i)))
		}
		return nil
	})
}

func fillRun(run h5.Group, derived []*trajectory.Parameter, results []result, l h5.Layout) error {
	if len(derived) > 0 {
		err := withinNew(run, groupDerived, func(top h5.Group) error { return writeParameters(top, derived) })
		if err != nil {
			return err
		}
	}
	if len(results) == 0 {
		return nil
	}
	return withinNew(run, groupResults, func(top h5.Group) error {
		for _, r := range results {
			if err := writeResult(top, r, l); err != nil {
				return err
			}
		}
		return nil
	})
}

// readRun adds to run what the group of its trajectory has of it. It returns all that is wrong.
func readRun(group h5.Group, run *trajectory.Run) error {
	return within(group, groupRuns+"/"+groupOf(run.Index()), func(g h5.Group) error {
		return errors.Join(
			ifThere(g, groupDerived, func(top h5.Group) error { return readParameters(top, run.AddDerived) }),
			ifThere(g, groupResults, func(top h5.Group) error { return readResults(top, run.AddResult) }))
	})
}

func ifThere(parent h5.Group, name string, job func(h5.Group) error) error {
	there, err := parent.Has(name)
	if err != nil || !there {
		return err
	}
	return within(parent, name, job)
}

// LoadRun implements [trajectory.Store].
func (s *Store) LoadRun(t *trajectory.Trajectory, i int) (*trajectory.Run, error) {
	run, err := t.Run(i)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.usable(); err != nil {
		return nil, err
	}
	table, err := s.table(t.Name())
	if err != nil {
		return nil, err
	}
	record, known := table.record(i)
	if !known || record.Status == trajectory.Pending {
		return nil, faultf(trajectory.ErrNotFound, "hdf5: %s of %s is not in %s; it has not ended",
			run.Name(), t.Name(), s.path)
	}
	if err := run.Restore(record); err != nil {
		return nil, err
	}
	if record.Status != trajectory.Finished {
		return run, nil
	}
	err = s.inTrajectory(t.Name(), func(group h5.Group) error { return readRun(group, run) })
	return run, err
}
