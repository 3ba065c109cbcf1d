package hdf5

import (
	"path/filepath"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// assemble makes one file of all that the store has: plans and tables first, where readers look first, and
// then the runs in their order.
func (s *Store) assemble(file *h5.File, all []*trajectory.Trajectory) error {
	for _, t := range all {
		rows, err := s.view.rows(t)
		if err != nil {
			return err
		}
		err = file.Do(func(root h5.Group) error {
			if err := writePlan(root, t, s.options.pypet); err != nil {
				return err
			}
			return within(root, t.Name(), func(group h5.Group) error { return writeRows(group, t, rows) })
		})
		if err != nil {
			return err
		}
		if err := s.gather(file, t.Name()); err != nil {
			return err
		}
	}
	return nil
}

// rows returns the row of the pre-run, if there is one, and one of each run, pending if it has not ended.
func (v *view) rows(t *trajectory.Trajectory) ([]row, error) {
	x := v.indices[t.Name()]
	all := make([]row, t.Len()+1)
	for place := range all {
		all[place] = row{index: place + trajectory.PreRun, record: trajectory.Record{Status: trajectory.Pending}}
	}
	for source, needed := range x.sources(len(v.sources)) {
		if !needed {
			continue
		}
		rows, err := v.rowsOf(source, t.Name(), readRows)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			if place := r.index - trajectory.PreRun; x.at(r.index).source == source && place < len(all) {
				all[place] = r
			}
		}
	}
	if x.at(trajectory.PreRun).status == "" {
		return all[1:], nil
	}
	return all, nil
}

// gather copies finished runs of a trajectory into the new file, or links them.
func (s *Store) gather(file *h5.File, name string) error {
	runs := s.view.indices[name].finished()
	for len(runs) > 0 {
		path, n, err := s.view.stretch(name, runs)
		if err != nil {
			return err
		}
		if s.options.keepSegments && filepath.Dir(path) == s.folder.Path() {
			err = s.link(file, path, name, runs[:n])
		} else {
			err = s.copy(file, path, name, runs[:n])
		}
		if err != nil {
			return err
		}
		runs = runs[n:]
	}
	return nil
}

// stretch returns the file that has the first of runs, and how many from there on it has.
func (v *view) stretch(name string, runs []int) (path string, n int, err error) {
	for ; n < len(runs); n++ {
		next, err := v.fileOf(name, runs[n])
		if err != nil {
			return "", 0, err
		}
		if n > 0 && next != path {
			break
		}
		path = next
	}
	return path, n, nil
}

// fileOf returns the file that has run i, which has finished. Only a finished file can have a link instead.
func (v *view) fileOf(name string, i int) (path string, err error) {
	e, err := v.entry(name, i)
	if err != nil || e.source != base {
		return v.sources[e.source], err
	}
	err = v.inRun(name, i, func(f *opened, _ h5.Group) error {
		path = f.path
		return nil
	})
	return path, err
}

func (s *Store) copy(file *h5.File, path, name string, runs []int) error {
	return s.transfer(file, path, name, runs, copyRun)
}

func (s *Store) link(file *h5.File, path, name string, runs []int) error {
	segment := filepath.Base(s.folder.Path()) + "/" + filepath.Base(path)
	return s.transfer(file, path, name, runs, linkTo(segment))
}

// transfer transfers runs of a trajectory from the file at path to the new one.
func (s *Store) transfer(file *h5.File, path, name string, runs []int, do transfer) error {
	f, err := s.view.pool.get(path)
	if err != nil {
		return err
	}
	return h5.Both(f.file, file, func(from, to h5.Group) error {
		return within(from, name, func(from h5.Group) error {
			return within(to, name, func(to h5.Group) error { return transferRuns(from, to, runs, do) })
		})
	})
}
