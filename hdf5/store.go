package hdf5

import (
	"fmt"

	"golgi/hdf5/internal/layout"
	"golgi/hdf5/internal/parts"
	"golgi/hdf5/internal/view"
	"golgi/hdf5/internal/write"
	"golgi/internal/given"
	"golgi/trajectory"
)

// A Store keeps trajectories in an HDF5 file. It is a [trajectory.Store]; any goroutine may call its methods.
type Store struct {
	path   string // of the finished file as it was given, or what was opened
	view   *view.View
	writer *write.Writer // nil if the store only reads
	fresh  bool          // the folder was made for this store
}

// Create makes a store for a new file. All that can be wrong with the place is found now: a file that exists
// already, or an interrupted exploration (see [Overwrite]), a folder in which nothing can be written,
// somebody else who writes it. Folders are made as needed; that of the parts may be a link, to a folder of the same file
// system. With a [Share], others may have begun already; what was left by a mistake, without a run, is removed if nobody is at work.
// Where an interrupted exploration has left runs, and its plan is lost, SaveTrajectory takes them if they are of the same
// trajectory, parameters and points, and else refuses.
func Create(path string, opts ...Option) (*Store, error) {
	o, err := collect(opts)
	if err != nil {
		return nil, err
	}
	folder, lock, err := prepare(path, o)
	if err != nil {
		return nil, err
	}
	o.Adopt = true
	return writing(path, folder, lock, o, true)
}

// Append continues a file: with further trajectories, further points, runs that are missing, have failed or are lost.
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
	folder, lock, fresh, err := resume(path, o)
	if err != nil {
		return nil, err
	}
	return writing(path, folder, lock, o, fresh)
}

// Open opens a file to read what it has. While a file is explored, or after that was interrupted, what has
// been committed until now is read from its folder, under the name of either. Nothing can be saved in the
// store.
func Open(path string) (*Store, error) {
	v, err := view.Open(path)
	if err != nil {
		return nil, err
	}
	return &Store{path: path, view: v}, nil
}

// writing returns a store that writes the file at path in a locked folder.
func writing(path string, folder parts.Folder, lock *parts.Lock, o options, fresh bool) (*Store, error) {
	w, v, err := write.New(folder, lock, o.Settings)
	if err != nil {
		return nil, err
	}
	return &Store{path: path, view: v, writer: w, fresh: fresh}, nil
}

// given returns an error if there is no store, or an argument is nil.
func (s *Store) given(what string, args ...given.Arg) error {
	return given.All("hdf5: "+what, append([]given.Arg{{Name: "store", Value: s}}, args...)...)
}

// readOnly returns why nothing can be saved in a store that only reads.
func (s *Store) readOnly() error {
	if err := s.view.Usable(); err != nil {
		return err
	}
	return fmt.Errorf("hdf5: %s was opened to be read; use Append to add to it", s.path)
}

// SaveTrajectory implements [trajectory.Store]. It returns when the plan is on the disk. One that is stored
// already, and differs in nothing but when it was started, stays as it is.
func (s *Store) SaveTrajectory(t *trajectory.Trajectory) error {
	if err := s.given("SaveTrajectory", given.Arg{Name: "trajectory", Value: t}); err != nil {
		return err
	}
	if err := t.Fetch(); err != nil { // now, since its points may be in this very store
		return err
	}
	if s.writer == nil {
		return s.readOnly()
	}
	if err := t.Lawful(); err != nil {
		return err
	}
	return s.writer.SaveTrajectory(t)
}

// Begin implements [trajectory.Store].
func (s *Store) Begin(r *trajectory.Run) (trajectory.RunWriter, error) {
	if err := s.given("Begin", given.Arg{Name: "run", Value: r}); err != nil {
		return nil, err
	}
	if s.writer == nil {
		return nil, s.readOnly()
	}
	return s.writer.Begin(r)
}

// Amend implements [trajectory.Amender]. The run is copied as it is, with what is new, into a segment, like one that has ended: see Commit.
func (s *Store) Amend(r *trajectory.Run) error {
	if err := s.given("Amend", given.Arg{Name: "run", Value: r}); err != nil {
		return err
	}
	if s.writer == nil {
		return s.readOnly()
	}
	return s.writer.Amend(r)
}

// Sync returns when all runs that have ended are committed: on the disk, whatever happens to the program. If it
// returns an error, some are lost, and [Store.Status] says of each run what has become of it.
func (s *Store) Sync() error {
	if err := s.given("Sync"); err != nil {
		return err
	}
	if s.writer == nil {
		return s.view.Usable()
	}
	return s.writer.Sync()
}

// Close implements [trajectory.Store]: it drops the runs that are still open, commits the others and, if by
// now all runs of all trajectories have finished or failed, or are lost, and nobody else is at work, finishes the file.
// Otherwise the folder stays, to be continued; see [Store.Path]. A folder without any trajectory goes, and so
// does one without any run that was to replace a file.
func (s *Store) Close() error { return s.end(func() error { return s.writer.Close(false) }) }

// Finish is Close, but finishes the file even if runs are missing: they can be added to it later.
func (s *Store) Finish() error { return s.end(func() error { return s.writer.Close(true) }) }

// Abandon is Close for an exploration that was refused before it began: a folder that was made for it goes, if it has no run and none that somebody has died
// of. What a finished file has stays, and so does what an interrupted exploration has left.
func (s *Store) Abandon() error {
	return s.end(func() error {
		if !s.fresh {
			return s.writer.Close(false)
		}
		return s.writer.Abandon()
	})
}

func (s *Store) end(close func() error) error {
	if s == nil { // what a function has returned beside an error
		return nil
	}
	if s.writer == nil {
		return s.view.Close()
	}
	return close()
}

// LoadTrajectory implements [trajectory.Store]. More than 4096 points are left in the file, to be read when
// they are needed; see [trajectory.Trajectory.Fetch]. What is odd about one that pypet wrote is in its Notes, and
// so it is if the file has lost its checksums, or has runs from one that had: another program has changed that. Values that Golgi cannot hold are texts that begin with "opaque: "; see FORMAT.md.
func (s *Store) LoadTrajectory(name string) (*trajectory.Trajectory, error) {
	if err := s.given("LoadTrajectory"); err != nil {
		return nil, err
	}
	return s.view.LoadLeaving(name)
}

// LoadRun implements [trajectory.Store]. It waits for the commit of a run that has just ended.
func (s *Store) LoadRun(t *trajectory.Trajectory, i int) (*trajectory.Run, error) {
	return s.loadRun("LoadRun", t, i, layout.Whole)
}

// LoadThinRun implements [trajectory.ThinLoader].
func (s *Store) LoadThinRun(t *trajectory.Trajectory, i int) (*trajectory.Run, error) {
	return s.loadRun("LoadThinRun", t, i, layout.Thin)
}

func (s *Store) loadRun(call string, t *trajectory.Trajectory, i int, values layout.Values) (*trajectory.Run, error) {
	if err := s.given(call, given.Arg{Name: "trajectory", Value: t}); err != nil {
		return nil, err
	}
	run, err := t.Run(i)
	if err != nil {
		return nil, err
	}
	if err := s.ended(t, i); err != nil {
		return nil, err
	}
	return run, s.read(func() error { return s.view.LoadRun(run, values) })
}

// ended returns why a run cannot be loaded: it has not ended.
func (s *Store) ended(t *trajectory.Trajectory, i int) error {
	status, err := s.Status(t, i)
	if err == nil && status == trajectory.Pending {
		err = view.Faultf(trajectory.ErrNotFound, "hdf5: %s of %s is not in %s; it has not ended", trajectory.RunName(i), t.Name(), s.path)
	}
	return err
}

// read reads runs. Those that have just ended are committed before.
func (s *Store) read(job func() error) error {
	if s.writer == nil {
		return job()
	}
	return s.writer.Wait(job)
}

// Status implements [trajectory.Store].
func (s *Store) Status(t *trajectory.Trajectory, i int) (trajectory.Status, error) {
	if err := s.given("Status", given.Arg{Name: "trajectory", Value: t}); err != nil {
		return "", err
	}
	status, _, err := s.view.Status(t.Name(), i)
	if err != nil {
		return "", err
	}
	return status, nil
}

// Trajectories returns the names of the trajectories, sorted.
func (s *Store) Trajectories() ([]string, error) {
	if err := s.given("Trajectories"); err != nil {
		return nil, err
	}
	return s.view.Names()
}

// Path returns where the results are: the file, once it is finished, and until then its folder.
func (s *Store) Path() string {
	if s == nil {
		return ""
	}
	if s.writer == nil || s.writer.Finished() {
		return s.path
	}
	return s.writer.Path()
}
