package view

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"sync"

	"golgi/hdf5/internal/h5"
	"golgi/hdf5/internal/layout"
	"golgi/hdf5/internal/parts"
)

// A View is what there is to read: a finished file; or the plans and segments of a folder, with the finished
// file that they continue, if they do. Any goroutine may use it.
type View struct {
	name   string // what it was opened by, for messages
	path   string // what it reads, for messages
	folder parts.Folder

	mu      sync.Mutex // guards all below
	closed  bool
	has     parts.Contents // of the folder, when it was looked at last
	sources []string       // paths of files with runs; the first is the finished file, "" without one or gone
	known   map[string]bool
	indices map[string]*index
	origins map[originKey]layout.Origin
	chains  map[string]chain // by the path of the newest file
	pool    pool
	adopts  bool // segments without a plan are left alone
	ours    bool // the finished file is known not to be pypet's
}

// base is the place of the finished file among the sources.
const base = 0

// Close closes all files. Nothing can be read any more.
func (v *View) Close() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.closed = true
	return v.pool.close()
}

// Usable returns an error if the view is closed.
func (v *View) Usable() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.usable()
}

func (v *View) usable() error {
	if v.closed {
		return Closed(v.name)
	}
	return nil
}

// Closed says that what was opened by a name is closed.
func Closed(name string) error { return fmt.Errorf("hdf5: %s is closed", name) }

// BytesRead returns how much of the files that are open was read from the disk, for tests.
func (v *View) BytesRead() (n int64) {
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, f := range v.pool.open {
		n += f.file.BytesRead()
	}
	return n
}

// Refresh takes in what has come into the folder.
func (v *View) Refresh() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.refresh()
}

func (v *View) refresh() error {
	err := v.look()
	if errors.Is(err, errStranger) { // unless its plan has come while the folder was listed
		err = v.look()
	}
	for tries := 0; tries < often && errors.Is(err, fs.ErrNotExist) && v.changed(); tries++ {
		err = v.look()
	}
	return err
}

// changed reports whether segments were committed or merged since the folder was listed.
func (v *View) changed() bool {
	has, err := v.folder.Contents()
	return err == nil && !slices.Equal(has.Segments, v.has.Segments)
}

func (v *View) look() error {
	has, err := v.folder.Contents()
	if err != nil {
		return fmt.Errorf("hdf5: cannot read %s: %w", v.path, err)
	}
	v.has = has
	if has.Base && v.sources[base] == "" {
		if !v.folder.HasFile() {
			return Faultf(fs.ErrNotExist, "hdf5: %s continues %s, which is not there; put it back",
				v.path, v.folder.File())
		}
		v.sources[base] = v.folder.File()
		if _, err := v.pool.get(v.sources[base]); err != nil {
			return err
		}
	}
	var faults []error
	for _, plan := range has.Plans {
		faults = append(faults, v.takePlan(plan))
	}
	if err := errors.Join(faults...); err != nil {
		return err
	}
	if v.adopts && has.Orphans() {
		return nil
	}
	for _, name := range has.Segments {
		if !v.known[name] {
			faults = append(faults, v.takeSegment(name))
		}
	}
	v.forgetGone(has.Segments)
	return errors.Join(faults...)
}

// forgetGone leaves out the segments that have gone, which others have merged; of the runs that are in no
// other, nothing is known any more.
func (v *View) forgetGone(segments []string) {
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
func (v *View) addSegment(name string) int {
	path := v.folder.In(name)
	if i := slices.Index(v.sources, path); i >= 0 {
		return i
	}
	v.known[name] = true
	v.sources = append(v.sources, path)
	return len(v.sources) - 1
}

// takeSegment notes a segment and its runs.
func (v *View) takeSegment(name string) error {
	all, origins, path := map[string][]layout.Row{}, map[string]layout.Origin{}, v.folder.In(name)
	err := v.pool.use(path, func(_ *opened, root h5.Group) error {
		names, err := layout.Trajectories(root)
		if err == nil {
			err = layout.CheckSegment(root, path)
		}
		if err != nil {
			return err
		}
		for _, name := range names {
			err := layout.Within(root, name, func(group h5.Group) (err error) {
				if origins[name], err = layout.ReadOrigin(group); err == nil {
					all[name], err = layout.ReadRecords(group)
				}
				return err
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	for _, of := range slices.Sorted(maps.Keys(origins)) {
		if err == nil {
			err = v.checkOrigin(path, of, origins[of])
		}
	}
	if err != nil {
		return err
	}
	source := v.addSegment(name)
	for name, rows := range all {
		x, err := v.index(name)
		if err != nil {
			return err
		}
		x.take(rows, source)
	}
	return nil
}

// index returns the index of the runs of a trajectory, which need not be there.
func (v *View) index(name string) (*index, error) {
	if x := v.indices[name]; x != nil {
		return x, nil
	}
	x := &index{}
	if v.sources[base] != "" {
		rows, err := v.rowsOf(base, name, layout.ReadRecords)
		if err != nil {
			return nil, err
		}
		x.take(rows, base)
		if len(v.sources) == 1 {
			x.fresh = rows
		}
	}
	v.indices[name] = x
	return x, nil
}

// rowsOf returns the rows of a trajectory in a source, as read reads them, and none if it is not there.
func (v *View) rowsOf(source int, name string,
	read func(h5.Group) ([]layout.Row, error)) (rows []layout.Row, err error) {
	err = v.pool.use(v.sources[source], func(_ *opened, root h5.Group) error {
		there, err := layout.Holds(root, name)
		if err != nil || !there {
			return err
		}
		return layout.Within(root, name, func(group h5.Group) error {
			rows, err = read(group)
			return err
		})
	})
	return rows, err
}
