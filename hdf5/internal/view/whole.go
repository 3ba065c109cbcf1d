package view

import (
	"os"

	"golgi/hdf5/internal/h5"
	"golgi/hdf5/internal/layout"
	"golgi/trajectory"
)

// Here is what a view does for who makes one file of all that it sees.

// Void reports whether a folder has nothing but, perhaps, what says that the file is continued.
func (v *View) Void() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return len(v.has.Plans) == 0 && len(v.sources) == 1 && !v.has.Orphans()
}

// All returns all trajectories, and how many of their runs are still to be done.
func (v *View) All() (all []*trajectory.Trajectory, missing int, err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	names, err := v.names()
	if err != nil {
		return nil, 0, err
	}
	for _, name := range names {
		t, err := v.load(name, nil)
		if err != nil {
			return nil, 0, err
		}
		x, err := v.index(name)
		if err != nil {
			return nil, 0, err
		}
		all = append(all, t)
		missing += x.missing(t.Len())
	}
	return all, missing, nil
}

// Bytes returns how large the finished file is that is continued and, if they are wanted, the segments.
func (v *View) Bytes(segments bool) (n uint64, err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	for source, path := range v.sources {
		if path == "" || source != base && !segments {
			continue
		}
		info, err := os.Stat(path)
		if err != nil {
			return 0, err
		}
		n += uint64(info.Size())
	}
	return n, nil
}

// Rows returns the row of the pre-run, if there is one, and one of each run, pending if it has not ended.
func (v *View) Rows(t *trajectory.Trajectory) ([]layout.Row, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.rows(t, layout.ReadRows)
}

// rows is Rows with the rows of a file as read reads them.
func (v *View) rows(t *trajectory.Trajectory, read func(h5.Group) ([]layout.Row, error)) ([]layout.Row, error) {
	x, err := v.index(t.Name())
	if err != nil {
		return nil, err
	}
	all := make([]layout.Row, t.Len()+1)
	for place := range all {
		all[place] = layout.Row{
			Index: place + trajectory.PreRun, Record: trajectory.Record{Status: trajectory.Pending}}
	}
	for source, needed := range x.sources(len(v.sources)) {
		if !needed {
			continue
		}
		rows, err := v.rowsOf(source, t.Name(), read)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			if place := r.Index - trajectory.PreRun; x.at(r.Index).source == source && place < len(all) {
				all[place] = r
			}
		}
	}
	if x.at(trajectory.PreRun).status == "" {
		return all[1:], nil
	}
	return all, nil
}

// EachStretch visits the files that have runs of a trajectory which have finished, or which are partial, in the order
// of the runs, with as many runs as one file has in a row.
func (v *View) EachStretch(name string, partial bool, visit func(from *h5.File, path string, runs []int) error) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	x, err := v.index(name)
	if err != nil {
		return err
	}
	runs := x.ended(partial)
	linked := v.folder.Path() != "" // or may be
	if !linked && len(runs) > 0 {
		if linked, err = v.leads(func(string) bool { return true }); err != nil {
			return err
		}
	}
	for len(runs) > 0 {
		path, n := v.sources[base], len(runs)
		if linked {
			if path, n, err = v.stretch(name, runs); err != nil {
				return err
			}
		}
		f, err := v.pool.get(path)
		if err != nil {
			return err
		}
		if err := visit(f.file, path, runs[:n]); err != nil {
			return err
		}
		runs = runs[n:]
	}
	return nil
}

// stretch returns the file that has the first of runs, and how many from there on it has.
func (v *View) stretch(name string, runs []int) (path string, n int, err error) {
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

// fileOf returns the file that has run i, which has ended. Only a finished file can have a link instead.
func (v *View) fileOf(name string, i int) (path string, err error) {
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
