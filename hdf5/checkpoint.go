package hdf5

import (
	"errors"
	"io"
	"time"

	"golgi/internal/given"
	"golgi/trajectory"
)

// Checkpoint implements [trajectory.Checkpointer]. What is kept is in the folder beside the file, and never in the file.
func (s *Store) Checkpoint(t *trajectory.Trajectory, i int, write func(io.Writer) error) error {
	if err := s.given("Checkpoint", given.Arg{Name: "trajectory", Value: t}); err != nil {
		return err
	}
	if write == nil {
		return errors.New("hdf5: Checkpoint needs a function that writes")
	}
	if s.writer == nil {
		return s.readOnly()
	}
	return s.writer.Checkpoint(t.Name(), i, write)
}

// LastCheckpoint implements [trajectory.Checkpointer].
func (s *Store) LastCheckpoint(t *trajectory.Trajectory, i int) (from io.ReadCloser, made time.Time, err error) {
	if err := s.given("LastCheckpoint", given.Arg{Name: "trajectory", Value: t}); err != nil {
		return nil, made, err
	}
	if s.writer == nil {
		return nil, made, s.readOnly()
	}
	return s.writer.LastCheckpoint(t.Name(), i)
}
