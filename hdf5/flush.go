package hdf5

import (
	"errors"
	"fmt"
	"os"
	"time"

	"golgi/hdf5/internal/h5"
)

// flushEvery is the longest that a run which has ended waits for its flush. Runs that take longer than that
// are flushed one by one; many short ones share a flush, which costs more than they do.
const flushEvery = 200 * time.Millisecond

// flushInTime flushes now, if the last flush was long ago, and otherwise sees to it that somebody does
// later. It needs the lock, as all here.
func (s *Store) flushInTime() error {
	wait := flushEvery - time.Since(s.flushed)
	if wait <= 0 {
		return s.flush()
	}
	if s.timer == nil {
		s.timer = time.AfterFunc(wait, s.flushLater)
	}
	return nil
}

// flushLater flushes while nobody waits, and so has nobody to tell of an error but the next who writes.
func (s *Store) flushLater() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.timer == nil || s.closed {
		return
	}
	s.fault = errors.Join(s.fault, s.flush())
}

// flush writes the dirty rows of all run tables, and hands everything to the operating system.
func (s *Store) flush() error {
	if s.timer != nil {
		s.timer.Stop()
		s.timer = nil
	}
	for name, t := range s.tables {
		if len(t.dirty) == 0 {
			continue
		}
		err := s.inTrajectory(name, func(group h5.Group) error { return updateRows(group, t) })
		if err != nil {
			return err
		}
		t.dirty = map[int]bool{}
	}
	s.flushed = time.Now()
	return s.file.Flush()
}

// Close implements [trajectory.Store]: it drops the runs that are still open and finishes the file, under its
// own name. A file in which no trajectory was saved is removed again; one that was to overwrite an older
// file, but in which no run has ended, is removed with an error, and the older file stays.
func (s *Store) Close() error {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return nil
	}
	var err error
	if s.mode != reading {
		err = s.flush() // again, if it was that which has failed before
	}
	s.closed = true
	writers := s.openWriters()
	s.mu.Unlock()
	for _, w := range writers {
		w.mu.Lock()
		if !w.done {
			err = errors.Join(err, w.drop())
		}
		w.mu.Unlock()
	}
	err = errors.Join(err, s.file.Close())
	if err != nil && s.mode != reading {
		return fmt.Errorf("hdf5: could not finish %s; what was stored is in %s: %w",
			s.path, partOf(s.path), err)
	}
	return errors.Join(err, s.place())
}

func (s *Store) openWriters() []*writer {
	var all []*writer
	for _, t := range s.tables {
		for _, w := range t.open {
			all = append(all, w)
		}
	}
	return all
}

// place gives the closed file its name, or removes it if it is not worth one.
func (s *Store) place() error {
	switch {
	case s.mode == reading:
		return nil
	case s.mode == resuming, s.mode == creating && s.changed, s.mode == continuing && s.changed, s.committed:
		return finish(s.path)
	}
	err := os.Remove(partOf(s.path))
	if s.mode == replacing && s.changed {
		err = errors.Join(fmt.Errorf("hdf5: %s was not overwritten, since no run has ended", s.path), err)
	}
	return err
}
