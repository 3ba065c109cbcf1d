package hdf5

import (
	"errors"
	"fmt"
	"io/fs"
	"sync"

	"golgi/hdf5/internal/h5"
	"golgi/hdf5/internal/parts"
	"golgi/trajectory"
)

// A Store keeps trajectories in an HDF5 file. It is a [trajectory.Store]; any goroutine may call its methods.
type Store struct {
	path    string // of the finished file, or what was opened
	options options
	folder  parts.Folder
	lock    *parts.Lock // nil if the store only reads
	token   string      // of this writer
	served  chan struct{}
	release func() // of the library
	buffers buffers

	mu       sync.Mutex // guards all below
	view     *view
	queue    queue
	closed   bool
	finished bool // the file is at path
}

// Create makes a store for a new file. All that can be wrong with the place is found now: a file that exists
// already, or an interrupted exploration (see [Overwrite]), a folder in which nothing can be written,
// somebody else who writes it. Folders are made as needed. With a [Share], others may have begun already.
func Create(path string, opts ...Option) (*Store, error) {
	o, err := collect(opts)
	if err != nil {
		return nil, err
	}
	folder, lock, err := prepare(path, o)
	if err != nil {
		return nil, err
	}
	return writing(path, o, folder, lock)
}

// Append continues a file: with further trajectories, further points, runs that are missing or have failed.
// It may be finished, and then stays as it is until the new one is; or it may be what an interrupted
// exploration has left.
func Append(path string, opts ...Option) (*Store, error) {
	o, err := collect(opts)
	if err != nil {
		return nil, err
	}
	if folder, is := parts.At(path); is {
		path = folder.File()
	}
	folder, lock, err := resume(path, o)
	if err != nil {
		return nil, err
	}
	return writing(path, o, folder, lock)
}

// Open opens a file to read what it has. While a file is explored, or after that was interrupted, what has
// been committed until now is read from its folder, under the name of either. Nothing can be saved in the
// store.
func Open(path string) (*Store, error) {
	v, err := find(path)
	for range 3 { // again, since segments that are merged, and a folder that is finished, go while it is read
		if errors.Is(err, fs.ErrNotExist) {
			v, err = find(path)
		}
	}
	if err != nil {
		return nil, err
	}
	return &Store{path: path, folder: v.folder, view: v}, nil
}

// writing returns a store that writes in a locked folder.
func writing(path string, o options, folder parts.Folder, lock *parts.Lock) (*Store, error) {
	v, err := viewOf(folder)
	if err != nil {
		return nil, errors.Join(err, lock.Release())
	}
	v.path = path
	s := &Store{path: path, options: o, folder: folder, lock: lock, token: parts.Token(),
		served: make(chan struct{}), release: h5.Keep(), view: v}
	s.queue.changed.L = &s.mu
	if has, err := folder.Contents(); err == nil { // numbers are for people: the token makes names unique
		s.queue.number = has.Last
	}
	go s.serve()
	return s, nil
}

// usable needs the lock, as all with a small letter here.
func (s *Store) usable() error {
	if s.closed {
		return fmt.Errorf("hdf5: %s is closed", s.path)
	}
	return nil
}

func (s *Store) writable() error {
	if err := s.usable(); err != nil {
		return err
	}
	if s.lock == nil {
		return fmt.Errorf("hdf5: %s was opened to be read; use Append to add to it", s.path)
	}
	if err := s.view.continuable(); err != nil {
		return err
	}
	return s.queue.fault
}

// SaveTrajectory implements [trajectory.Store]. It returns when the plan is on the disk. One that is stored
// already, and differs in nothing but when it was started, stays as it is.
func (s *Store) SaveTrajectory(t *trajectory.Trajectory) error {
	if err := t.Fetch(); err != nil { // now, since its points may be in this very store
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.writable(); err != nil {
		return err
	}
	for {
		known := s.view.plan(t.Name()).Number
		err := s.savePlan(t)
		if !errors.Is(err, fs.ErrExist) {
			return err
		}
		// Another share has saved a plan of that number: see what it says.
		if err := s.view.refresh(); err != nil {
			return err
		}
		if s.view.plan(t.Name()).Number == known {
			return err // the file system takes the plan of another trajectory for it
		}
	}
}

// savePlan returns an error that wraps fs.ErrExist if somebody else has saved one meanwhile.
func (s *Store) savePlan(t *trajectory.Trajectory) error {
	x, err := s.view.index(t.Name())
	if err != nil {
		return err
	}
	stored, err := s.view.load(t.Name(), nil)
	if err == nil {
		err = t.Continues(stored)
	}
	switch {
	case err == nil && t.Same(stored):
		x.expect(t.Len())
		return nil
	case err != nil && !errors.Is(err, trajectory.ErrNotFound):
		return err
	}
	number := s.view.plan(t.Name()).Number + 1
	draft := s.folder.Draft(parts.PlanName(t.Name(), number), s.token)
	if err := s.writePlanFile(draft, t); err != nil {
		return err
	}
	x.expect(t.Len())
	return s.view.refresh()
}

func (s *Store) writePlanFile(draft parts.Draft, t *trajectory.Trajectory) error {
	err := s.writeFile(draft.Temporary, func(file *h5.File) error {
		return file.Do(func(root h5.Group) error { return writePlan(root, t, s.options.pypet) })
	})
	if err != nil {
		return errors.Join(err, draft.Discard())
	}
	if err := draft.Place(); err != nil {
		return fmt.Errorf("hdf5: cannot save the plan of %s: %w", t.Name(), err)
	}
	return nil
}

// LoadTrajectory implements [trajectory.Store]. More than 4096 points are left in the file, to be read when
// they are needed; see [trajectory.Trajectory.Fetch].
func (s *Store) LoadTrajectory(name string) (*trajectory.Trajectory, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.usable(); err != nil {
		return nil, err
	}
	return s.view.load(name, func(all []ranged, n int) trajectory.Points { return &filed{s, name, all, n} })
}

// LoadRun implements [trajectory.Store]. It waits for the commit of a run that has just ended.
func (s *Store) LoadRun(t *trajectory.Trajectory, i int) (*trajectory.Run, error) {
	run, err := t.Run(i)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	e, err := s.settled(t.Name(), i)
	if err != nil {
		return nil, err
	}
	if e.status == "" {
		return nil, faultf(trajectory.ErrNotFound, "hdf5: %s of %s is not in %s; it has not ended",
			run.Name(), t.Name(), s.path)
	}
	return run, s.view.loadRun(run)
}

// LoadRuns is LoadRun for n runs from first on, in less time: what a file has of them is read at once. Those
// that have not ended are left out.
func (s *Store) LoadRuns(t *trajectory.Trajectory, first, n int) ([]*trajectory.Run, error) {
	var all []*trajectory.Run
	for i := first; i < first+n; i++ {
		run, err := t.Run(i)
		if err != nil {
			return nil, err
		}
		all = append(all, run)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var ended []*trajectory.Run
	for _, run := range all {
		e, err := s.settled(t.Name(), run.Index())
		if err != nil {
			return nil, err
		}
		if e.status != "" {
			ended = append(ended, run)
		}
	}
	for rest := ended; len(rest) > 0; {
		loaded, err := s.view.loadTogether(rest)
		if err != nil {
			return nil, err
		}
		rest = rest[loaded:]
	}
	return ended, nil
}

// settled returns what is known of run i when it is not on its way any more.
func (s *Store) settled(name string, i int) (entry, error) {
	if err := s.usable(); err != nil {
		return entry{}, err
	}
	e, err := s.view.entry(name, i)
	if err == nil && e.source == waiting {
		if err = s.sync(); err == nil {
			e, err = s.view.entry(name, i)
		}
	}
	return e, err
}

// Status implements [trajectory.Store].
func (s *Store) Status(t *trajectory.Trajectory, i int) (trajectory.Status, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.usable(); err != nil {
		return "", err
	}
	e, err := s.view.entry(t.Name(), i)
	if err != nil {
		return "", err
	}
	return e.ended(), nil
}

// Trajectories returns the names of the trajectories, sorted.
func (s *Store) Trajectories() ([]string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.usable(); err != nil {
		return nil, err
	}
	return s.view.names()
}

// Path returns where the results are: the file, once it is finished, and until then its folder.
func (s *Store) Path() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.lock == nil || s.finished {
		return s.path
	}
	return s.folder.Path()
}
