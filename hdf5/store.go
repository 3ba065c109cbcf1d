package hdf5

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// A Store keeps trajectories in an HDF5 file. It is a [trajectory.Store]; any goroutine may call its methods.
type Store struct {
	path   string
	mode   mode
	layout h5.Layout // of results
	file   *h5.File

	mu        sync.Mutex // guards all below
	tables    map[string]*table
	changed   bool
	committed bool // a run has ended
	closed    bool
	flushed   time.Time
	timer     *time.Timer // of a flush that is due, else nil
	fault     error       // of a flush that nobody waited for; from then on nothing is written
}

// A mode is how the file is used, which decides what Close makes of it.
type mode int

const (
	reading    mode = iota
	creating        // a new file
	replacing       // a new file, in the place of an older one
	continuing      // a copy of a file
	resuming        // what an interrupted program has left
)

// An Option changes how a file is written.
type Option func(*options)

type options struct {
	overwrite bool
	deflate   int
}

// Overwrite allows Create to replace a file, once the new one is finished, and to remove what an interrupted
// program has left.
func Overwrite() Option { return func(o *options) { o.overwrite = true } }

// Compress makes results of more than a kilobyte be compressed: level 1 is fast, level 9 small. Bits are
// not lost. Recorded numbers are rarely worth it; spike times are.
func Compress(level int) Option { return func(o *options) { o.deflate = level } }

func collect(opts []Option) (o options, err error) {
	for _, opt := range opts {
		opt(&o)
	}
	if o.deflate < 0 || o.deflate > 9 {
		err = fmt.Errorf("hdf5: cannot compress at level %d; "+
			"levels go from 1 (fast) to 9 (small), and 0 is off", o.deflate)
	}
	return o, err
}

// Create makes a store in a new file. All that can be wrong with the place is found now: a file that exists
// already (see [Overwrite]), a folder in which nothing can be written. Folders are made as needed. Until
// Close, the file is called path with ".part" behind it.
func Create(path string, opts ...Option) (*Store, error) {
	o, err := collect(opts)
	if err != nil {
		return nil, err
	}
	if err := prepare(path, o.overwrite); err != nil {
		return nil, err
	}
	as := creating
	if exists(path) {
		as = replacing
	}
	file, err := h5.Create(partOf(path))
	if err != nil {
		return nil, err
	}
	s := newStore(path, as, o, file)
	if err := errors.Join(file.Do(writeHeader), file.Flush()); err != nil {
		return nil, errors.Join(err, file.Close(), os.Remove(partOf(path)))
	}
	return s, nil
}

// Open opens a file to read what it has. It may be one that an interrupted program has left, called
// something.part. Nothing can be saved in the store.
func Open(path string) (*Store, error) {
	if !exists(path) {
		return nil, missing(path)
	}
	return opened(path, path, reading, options{}, h5.Open)
}

// Append opens a file to add to it: further trajectories, further points, runs that are missing or have
// failed. It works on a copy, which replaces the file on Close. If there is no file called path, but what an
// interrupted program has left of it, that is continued.
func Append(path string, opts ...Option) (*Store, error) {
	o, err := collect(opts)
	if err != nil {
		return nil, err
	}
	switch file, part := exists(path), exists(partOf(path)); {
	case !file && !part:
		return nil, missing(path)
	case !file:
		return opened(path, partOf(path), resuming, o, h5.Edit)
	case part:
		return nil, twice(path)
	}
	if err := copyFile(path, partOf(path)); err != nil {
		return nil, err
	}
	s, err := opened(path, partOf(path), continuing, o, h5.Edit)
	if err != nil {
		return nil, errors.Join(err, os.Remove(partOf(path)))
	}
	return s, nil
}

func opened(path, part string, as mode, o options, open func(string) (*h5.File, error)) (*Store, error) {
	if err := checkSignature(part); err != nil {
		return nil, err
	}
	file, err := open(part)
	if err != nil {
		return nil, err
	}
	if err := file.Do(func(root h5.Group) error { return checkHeader(root, part) }); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return newStore(path, as, o, file), nil
}

func newStore(path string, as mode, o options, file *h5.File) *Store {
	layout := h5.Layout{Deflate: o.deflate}
	return &Store{path: path, mode: as, layout: layout, file: file, tables: map[string]*table{}}
}

// folder returns where the file is.
func (s *Store) folder() string { return filepath.Dir(s.path) }

// usable needs the lock.
func (s *Store) usable() error {
	if s.closed {
		return fmt.Errorf("hdf5: %s is closed", s.path)
	}
	return nil
}

// writable needs the lock.
func (s *Store) writable() error {
	if err := s.usable(); err != nil {
		return err
	}
	if s.mode == reading {
		return fmt.Errorf("hdf5: %s was opened to be read; use Append to add to it", s.path)
	}
	return s.fault
}

// SaveTrajectory implements [trajectory.Store].
func (s *Store) SaveTrajectory(t *trajectory.Trajectory) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.writable(); err != nil {
		return err
	}
	records, err := s.continued(t)
	if err != nil {
		return err
	}
	grown := newTable(records.pre, records.grown(t.Len()))
	err = s.file.Do(func(root h5.Group) error { return writeTrajectory(root, t, grown) })
	if err != nil {
		return err
	}
	records.records = grown.records
	s.tables[t.Name()] = records
	s.changed = true
	return s.flush()
}

// continued returns the run table of the trajectory that is stored under the name of t, if t continues it,
// and an empty one if there is none. It needs the lock.
func (s *Store) continued(t *trajectory.Trajectory) (*table, error) {
	stored, err := s.load(t.Name())
	if errors.Is(err, trajectory.ErrNotFound) {
		return newTable(trajectory.Record{Status: trajectory.Pending}, nil), nil
	}
	if err != nil {
		return nil, err
	}
	if err := t.Continues(stored); err != nil {
		return nil, err
	}
	return s.table(t.Name())
}

// LoadTrajectory implements [trajectory.Store].
func (s *Store) LoadTrajectory(name string) (*trajectory.Trajectory, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.usable(); err != nil {
		return nil, err
	}
	return s.load(name)
}

// load needs the lock.
func (s *Store) load(name string) (t *trajectory.Trajectory, err error) {
	err = s.inTrajectory(name, func(group h5.Group) error {
		t, err = readTrajectory(group, name)
		return err
	})
	return t, err
}

// Trajectories returns the names of the trajectories in the file, sorted.
func (s *Store) Trajectories() (names []string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.usable(); err != nil {
		return nil, err
	}
	err = s.file.Do(func(root h5.Group) error {
		names, err = trajectoriesIn(root)
		return err
	})
	return names, err
}

func trajectoriesIn(root h5.Group) ([]string, error) {
	members, err := root.Members()
	var names []string
	for _, m := range members {
		if m.Type == h5.GroupType {
			names = append(names, m.Name)
		}
	}
	return names, err
}

// inTrajectory runs job with the group of the trajectory of that name, or returns ErrNotFound.
func (s *Store) inTrajectory(name string, job func(h5.Group) error) error {
	return s.file.Do(func(root h5.Group) error {
		there, err := holds(root, name)
		switch {
		case err != nil:
			return err
		case there:
			return within(root, name, job)
		}
		return s.notThere(root, name)
	})
}

// holds reports whether there is a trajectory of that name, which may be one that none can have.
func holds(root h5.Group, name string) (bool, error) {
	if _, err := trajectory.New(name); err != nil {
		return false, nil
	}
	return root.Has(name)
}

func (s *Store) notThere(root h5.Group, name string) error {
	names, err := trajectoriesIn(root)
	if err != nil {
		return err
	}
	list := "it has none"
	if len(names) > 0 {
		list = "there are: " + strings.Join(names, ", ")
	}
	return faultf(trajectory.ErrNotFound, "hdf5: there is no trajectory %q in %s; %s", name, s.path, list)
}

// table returns the run table of a trajectory. It needs the lock.
func (s *Store) table(name string) (t *table, err error) {
	if t := s.tables[name]; t != nil {
		return t, nil
	}
	err = s.inTrajectory(name, func(group h5.Group) error {
		t, err = readTable(group)
		return err
	})
	if err == nil {
		s.tables[name] = t
	}
	return t, err
}
