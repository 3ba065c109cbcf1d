package hdf5

import (
	"fmt"

	"golgi/hdf5/internal/parts"
	"golgi/internal/given"
	"golgi/trajectory"
)

// Watch implements [trajectory.Witness]. What is noted is in the folder beside the file, and never in the file.
func (s *Store) Watch(t *trajectory.Trajectory, i int) (done func(ended bool) error, err error) {
	if err := s.given("Watch", given.Arg{Name: "trajectory", Value: t}); err != nil {
		return nil, err
	}
	if s.writer == nil {
		return nil, s.readOnly()
	}
	return s.writer.Watch(t.Name(), i)
}

// Stopping implements [trajectory.Witness].
func (s *Store) Stopping(asked bool) error {
	if err := s.given("Stopping"); err != nil {
		return err
	}
	if s.writer == nil {
		return s.readOnly()
	}
	return s.writer.Stopping(asked)
}

// Has implements [trajectory.Sharer].
func (s *Store) Has(i int) bool {
	return s != nil && s.writer != nil && s.writer.Share.Has(i)
}

// Deaths implements [trajectory.Witness].
func (s *Store) Deaths(t *trajectory.Trajectory) (all []trajectory.Death, err error) {
	if err := s.given("Deaths", given.Arg{Name: "trajectory", Value: t}); err != nil {
		return nil, err
	}
	if s.writer == nil {
		return nil, s.readOnly()
	}
	notes, err := s.writer.Deaths(t.Name())
	for _, n := range notes {
		all = append(all, trajectory.Death{Run: n.Run, Begun: n.Begun, By: n.By, Alone: n.Alone})
	}
	return all, err
}

// A Begun is a run that a program has begun and not ended.
type Begun struct {
	Trajectory string
	Run        int
	By         string // the program, such as "process 4711 on host since 2026-11-21T09:30:59Z"
	Died       bool   // the program, with the run under way; or else it is at work
}

// Begun returns the runs that are under way in an exploration in progress, and those that were when a program died, and
// have not ended since. Of a finished file there are none.
func (s *Store) Begun() (all []Begun, err error) {
	if err := s.given("Begun"); err != nil {
		return nil, err
	}
	notes, err := s.view.Begun()
	return begunFrom(notes), err
}

func begunFrom(notes []parts.Note) (all []Begun) {
	for _, n := range notes {
		all = append(all, Begun{n.Trajectory, n.Run, n.By, !n.Alive})
	}
	return all
}

// String says it in a line.
func (b Begun) String() string {
	if b.Died {
		return fmt.Sprintf("%s was under way when %s died", trajectory.RunName(b.Run), b.By)
	}
	return fmt.Sprintf("%s is under way in %s", trajectory.RunName(b.Run), b.By)
}
