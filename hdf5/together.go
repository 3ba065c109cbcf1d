package hdf5

import (
	"errors"

	"golgi/hdf5/internal/layout"
	"golgi/internal/given"
	"golgi/trajectory"
)

// LoadNumbers implements [trajectory.NumberLoader]: it reads columns of the table of runs. There are none, and no error, where that does not
// have all numbers: in files of pypet's, and where runs gave more than 1000 different ones.
func (s *Store) LoadNumbers(t *trajectory.Trajectory, names ...string) (n *trajectory.Numbers, err error) {
	if err := s.given("LoadNumbers", given.Arg{Name: "trajectory", Value: t}); err != nil {
		return nil, err
	}
	err = s.read(func() (err error) {
		n, err = s.view.Numbers(t, names)
		return err
	})
	if errors.Is(err, layout.ErrLeftOut) {
		return nil, nil
	}
	return n, err
}

// LoadRecords implements [trajectory.RecordLoader].
func (s *Store) LoadRecords(t *trajectory.Trajectory) (records []trajectory.Record, err error) {
	if err := s.given("LoadRecords", given.Arg{Name: "trajectory", Value: t}); err != nil {
		return nil, err
	}
	err = s.read(func() (err error) {
		records, err = s.view.Records(t)
		return err
	})
	return records, err
}
