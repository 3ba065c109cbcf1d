package hdf5

import (
	"cmp"
	"errors"
	"slices"

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

// LoadRuns is LoadRun for n runs from first on, in less time: what a file has of them is read at once. Those
// that have not ended are left out. With an error, which says all that is wrong, there is what could be read.
func (s *Store) LoadRuns(t *trajectory.Trajectory, first, n int) ([]*trajectory.Run, error) {
	if err := s.given("LoadRuns", given.Arg{Name: "trajectory", Value: t}); err != nil {
		return nil, err
	}
	var numbers []int
	for i := first; i < first+n; i++ {
		numbers = append(numbers, i)
	}
	return s.loadSome(t, numbers, layout.Whole)
}

// LoadParts implements [trajectory.PartLoader]: what is in no part is not read.
func (s *Store) LoadParts(t *trajectory.Trajectory, runs []int, part trajectory.Excerpt) ([]*trajectory.Run, error) {
	if err := s.given("LoadParts", given.Arg{Name: "trajectory", Value: t}); err != nil {
		return nil, err
	}
	return s.loadSome(t, runs, layout.Whole.Of(part))
}

// loadSome loads those of some runs that have ended.
func (s *Store) loadSome(t *trajectory.Trajectory, runs []int, values layout.Values) ([]*trajectory.Run, error) {
	var ended []*trajectory.Run
	for _, i := range runs {
		run, err := t.Run(i)
		if err != nil {
			return nil, err
		}
		status, err := s.Status(t, i)
		if err != nil {
			return nil, err
		}
		if status != trajectory.Pending {
			ended = append(ended, run)
		}
	}
	return ended, s.loadAll(ended, values)
}

// LoadOutline implements [trajectory.PartLoader].
func (s *Store) LoadOutline(t *trajectory.Trajectory, i int) ([]trajectory.Outline, error) {
	if err := s.given("LoadOutline", given.Arg{Name: "trajectory", Value: t}); err != nil {
		return nil, err
	}
	if err := s.ended(t, i); err != nil {
		return nil, err
	}
	var o outline
	err := s.read(func() error {
		o = outline{}
		return s.view.VisitOutline(t.Name(), i, &o)
	})
	slices.SortFunc(o.all, func(a, b trajectory.Outline) int { return cmp.Compare(a.Path, b.Path) })
	return o.all, err
}

// An outline takes what a run gave without values.
type outline struct{ all []trajectory.Outline }

func (o *outline) AddDerived(trajectory.Parameter) error { return nil }

func (o *outline) AddLink(...trajectory.Link) error { return nil }

func (o *outline) Describe(...trajectory.Description) error { return nil }

func (o *outline) AddResult(res trajectory.Result) error {
	for _, item := range res.Items {
		o.all = append(o.all, trajectory.OutlineOf(res.Path, item))
	}
	return nil
}

// loadAll loads runs, also those behind one with which something is wrong. It says each fault once.
func (s *Store) loadAll(runs []*trajectory.Run, values layout.Values) error {
	var faults []error
	said := map[string]bool{}
	for len(runs) > 0 {
		err := s.read(func() error {
			loaded, err := s.view.LoadTogether(runs, values)
			runs = runs[loaded:]
			return err
		})
		if err == nil {
			continue
		}
		if !said[err.Error()] {
			said[err.Error()] = true
			faults = append(faults, err)
		}
		runs = runs[1:]
	}
	return errors.Join(faults...)
}
