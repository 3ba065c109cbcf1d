package hdf5

import (
	"errors"
	"fmt"
	"os"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// Close implements [trajectory.Store]: it drops the runs that are still open, commits the others and, if by
// now all runs of all trajectories have finished or failed and nobody else is at work, finishes the file.
// Otherwise the folder stays, to be continued; see [Store.Path]. A folder without any trajectory goes.
func (s *Store) Close() error { return s.end(false) }

// Finish is Close, but finishes the file even if runs are missing: they can be added to it later.
func (s *Store) Finish() error { return s.end(true) }

func (s *Store) end(incomplete bool) error {
	writers, again := s.close()
	if again {
		return nil
	}
	var err error
	for _, w := range writers {
		w.mu.Lock()
		if !w.done {
			err = errors.Join(err, w.drop())
		}
		w.mu.Unlock()
	}
	if s.lock != nil {
		<-s.served
		err = errors.Join(err, s.conclude(incomplete), s.lock.Release())
		defer s.release()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return errors.Join(err, s.view.pool.close())
}

// close makes all other methods refuse, and returns the writers of runs that are still open.
func (s *Store) close() (writers []*writer, again bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, true
	}
	s.closed = true
	s.queue.changed.Broadcast()
	for _, x := range s.view.indices {
		for _, w := range x.open {
			writers = append(writers, w)
		}
	}
	return writers, false
}

// conclude finishes the file if it is time, when the writing has ended.
func (s *Store) conclude(incomplete bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.queue.fault != nil {
		return s.queue.fault
	}
	err := s.finish(incomplete)
	if err == nil {
		return nil
	}
	where := s.folder.Path()
	if s.finished {
		return fmt.Errorf("hdf5: %s is finished, but %s cannot be removed: %w", s.path, where, err)
	}
	return fmt.Errorf("hdf5: cannot finish %s: %w; all that was committed is in %s", s.path, err, where)
}

// finish needs the lock, as all below.
func (s *Store) finish(incomplete bool) error {
	alone, err := s.lock.Alone()
	if err != nil {
		return err
	}
	if !alone {
		if incomplete {
			return errors.New("others have shares of it and are at work")
		}
		return nil
	}
	if err := s.view.refresh(); err != nil {
		return err
	}
	if s.view.void() {
		s.finished = true // or there is nothing that could be
		return s.folder.Remove()
	}
	all, err := s.view.all()
	if err != nil || !incomplete && s.view.missing(all) > 0 {
		return err
	}
	if err := s.replace(all); err != nil {
		return err
	}
	s.finished = true
	if s.options.keepSegments {
		return nil
	}
	return s.folder.Remove()
}

// replace writes the finished file and puts it into its place.
func (s *Store) replace(all []*trajectory.Trajectory) error {
	if err := s.space(); err != nil {
		return err
	}
	draft := s.folder.Whole(s.token)
	err := s.writeFile(draft.Temporary, func(file *h5.File) error { return s.assemble(file, all) })
	if err != nil {
		return errors.Join(err, draft.Discard())
	}
	return draft.Replace()
}

// space returns an error unless there is room for the finished file.
func (s *Store) space() error {
	var need uint64
	for k, path := range s.view.sources {
		if path == "" || s.options.keepSegments && k != base {
			continue
		}
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		need += uint64(info.Size())
	}
	return s.folder.Space(need)
}
