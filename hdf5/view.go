package hdf5

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"

	"golgi/hdf5/internal/h5"
	"golgi/hdf5/internal/parts"
	"golgi/trajectory"
)

// A view is what there is to read: a finished file; or the plans and segments of a folder, with the finished
// file that they continue, if they do. One goroutine at a time may use it.
type view struct {
	path    string // for messages
	folder  parts.Folder
	plans   []parts.Plan
	sources []string // paths of files with runs; the first is the finished file, "" without one
	known   map[string]bool
	indices map[string]*index
	pool    pool
	ours    bool // the finished file is known not to be pypet's
}

// base is the place of the finished file among the sources.
const base = 0

// viewOfFile returns the view of a finished file.
func viewOfFile(path string) (*view, error) {
	v := &view{path: path, sources: []string{path}, indices: map[string]*index{}}
	_, err := v.pool.get(path)
	return v, err
}

// viewOf returns the view of a folder as it is now.
func viewOf(folder parts.Folder) (*view, error) {
	v := &view{path: folder.Path(), folder: folder, sources: []string{""},
		known: map[string]bool{}, indices: map[string]*index{}, pool: pool{parts: folder.Path()}}
	if err := v.refresh(); err != nil {
		return nil, errors.Join(err, v.pool.close())
	}
	return v, nil
}

// refresh takes in what has come into the folder.
func (v *view) refresh() error {
	has, err := v.folder.Contents()
	if err != nil {
		return fmt.Errorf("hdf5: cannot read %s: %w", v.path, err)
	}
	v.plans = has.Plans
	if has.Base && v.sources[base] == "" {
		if !exists(v.folder.File()) {
			return faultf(fs.ErrNotExist, "hdf5: %s continues %s, which is not there; put it back",
				v.path, v.folder.File())
		}
		v.sources[base] = v.folder.File()
	}
	for _, name := range has.Segments {
		if v.known[name] {
			continue
		}
		if err := v.takeSegment(name); err != nil {
			return err
		}
	}
	v.forgetGone(has.Segments)
	return nil
}

// forgetGone leaves out the segments that have gone, which others have merged; of the runs that are in no
// other, nothing is known any more.
func (v *view) forgetGone(segments []string) {
	there := make(map[string]bool, len(segments))
	for _, name := range segments {
		there[name] = true
	}
	for source, path := range v.sources {
		if source == base || path == "" || there[filepath.Base(path)] {
			continue
		}
		v.sources[source] = ""
		for _, x := range v.indices {
			x.forget(source)
		}
	}
}

// addSegment notes a segment, of which the runs are known, and returns its place among the sources. It may
// have one already, when somebody has looked into the folder since the segment got its name.
func (v *view) addSegment(name string) int {
	path := v.folder.In(name)
	if i := slices.Index(v.sources, path); i >= 0 {
		return i
	}
	v.known[name] = true
	v.sources = append(v.sources, path)
	return len(v.sources) - 1
}

// takeSegment notes a segment and its runs.
func (v *view) takeSegment(name string) error {
	all := map[string][]row{}
	err := v.pool.use(v.folder.In(name), func(_ *opened, root h5.Group) error {
		names, err := trajectoriesIn(root)
		if err != nil {
			return err
		}
		for _, name := range names {
			err := within(root, name, func(group h5.Group) (err error) {
				all[name], err = readRecords(group)
				return err
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	source := v.addSegment(name)
	for name, rows := range all {
		x, err := v.index(name)
		if err != nil {
			return err
		}
		x.merge(rows, source)
	}
	return nil
}

// index returns the index of the runs of a trajectory, which need not be there.
func (v *view) index(name string) (*index, error) {
	if x := v.indices[name]; x != nil {
		return x, nil
	}
	x := newIndex()
	if v.sources[base] != "" {
		rows, err := v.rowsOf(base, name, readRecords)
		if err != nil {
			return nil, err
		}
		x.merge(rows, base)
	}
	v.indices[name] = x
	return x, nil
}

// rowsOf returns the rows of a trajectory in a source, as read reads them, and none if it is not there.
func (v *view) rowsOf(source int, name string, read func(h5.Group) ([]row, error)) (rows []row, err error) {
	err = v.pool.use(v.sources[source], func(_ *opened, root h5.Group) error {
		there, err := holds(root, name)
		if err != nil || !there {
			return err
		}
		return within(root, name, func(group h5.Group) error {
			rows, err = read(group)
			return err
		})
	})
	return rows, err
}

// void reports whether a folder has nothing but, perhaps, what says that the file is continued.
func (v *view) void() bool { return len(v.plans) == 0 && len(v.sources) == 1 }

// all returns all trajectories, when their indices are there.
func (v *view) all() ([]*trajectory.Trajectory, error) {
	names, err := v.names()
	if err != nil {
		return nil, err
	}
	all := make([]*trajectory.Trajectory, len(names))
	for i, name := range names {
		if all[i], err = v.load(name, nil); err != nil {
			return nil, err
		}
		if _, err := v.index(name); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// missing returns how many runs of these trajectories are still to be done.
func (v *view) missing(all []*trajectory.Trajectory) (count int) {
	for _, t := range all {
		count += v.indices[t.Name()].missing(t.Len())
	}
	return count
}

// files returns the paths of all files that are read.
func (v *view) files() []string {
	var all []string
	for _, plan := range v.plans {
		all = append(all, v.folder.In(plan.Name))
	}
	for _, path := range v.sources {
		if path != "" {
			all = append(all, path)
		}
	}
	return all
}
