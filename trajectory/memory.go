package trajectory

import (
	"errors"
	"maps"
	"slices"
	"sync"

	"golgi/internal/given"
)

// A MemoryStore is a Store without a disk, for tests and for programs that keep nothing. What it holds
// outlives Close.
type MemoryStore struct {
	mu           sync.Mutex
	trajectories map[string]*memorized
}

type memorized struct {
	saved *Trajectory
	of    *Trajectory // whose copy it is: its points are only appended
	runs  map[int]*Run
	open  map[int]bool
}

// NewMemoryStore returns an empty store.
func NewMemoryStore() *MemoryStore { return &MemoryStore{trajectories: map[string]*memorized{}} }

// SaveTrajectory keeps a copy of t.
func (s *MemoryStore) SaveTrajectory(t *Trajectory) error {
	if err := given.All("trajectory: SaveTrajectory", given.Arg{Name: "trajectory", Value: t}); err != nil {
		return err
	}
	if err := t.Lawful(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.trajectories[t.Name()]
	if m != nil && m.of == t && m.saved.explored() > 0 {
		return m.grow()
	}
	saved, err := rebuilt(t)
	if err != nil {
		return err
	}
	if m == nil {
		m = &memorized{runs: map[int]*Run{}, open: map[int]bool{}}
		s.trajectories[t.Name()] = m
	} else if err := errors.Join(saved.Continues(m.saved), t.TakeOver(m.saved), saved.TakeOver(m.saved)); err != nil {
		return err
	}
	m.saved, m.of = saved, t
	return nil
}

// grow copies what its trajectory is now, but for the points that are there.
func (m *memorized) grow() error {
	axes, err := m.of.table()
	if err != nil {
		return err
	}
	saved := empty(m.of.Name())
	if err := errors.Join(saved.takeDescription(m.of), saved.TakeOver(m.of)); err != nil {
		return err
	}
	saved.axes, saved.points = m.saved.axes, m.saved.points
	saved.appendSince(axes, m.saved.explored())
	m.saved = saved
	return saved.RestoreGenerations(m.of.Generations())
}

// LoadTrajectory returns a copy of the trajectory of that name.
func (s *MemoryStore) LoadTrajectory(name string) (*Trajectory, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, err := s.memorized(name)
	if err != nil {
		return nil, err
	}
	loaded, err := rebuilt(m.saved)
	if err != nil {
		return nil, err
	}
	_, err = loaded.Run(PreRun) // which freezes it
	return loaded, err
}

// memorized needs the lock.
func (s *MemoryStore) memorized(name string) (*memorized, error) {
	if m := s.trajectories[name]; m != nil {
		return m, nil
	}
	names := slices.Sorted(maps.Keys(s.trajectories))
	return nil, faultf(ErrNotFound, "trajectory: there is no trajectory %q in the store; %s",
		name, hint(name, names))
}

// rebuilt returns a copy of t, by its exported methods alone.
func rebuilt(t *Trajectory) (*Trajectory, error) {
	c, err := New(t.Name())
	if err != nil {
		return nil, err
	}
	if err := c.takeDescription(t); err != nil {
		return nil, err
	}
	axes, err := t.Axes()
	if err == nil && len(axes) > 0 {
		if err = c.Explore(Zip(axes)); err == nil {
			err = c.RestoreGenerations(t.Generations())
		}
	}
	return c, errors.Join(err, c.TakeOver(t))
}

// takeDescription gives c all that another trajectory has but its points and runs.
func (c *Trajectory) takeDescription(t *Trajectory) error {
	c.Comment, c.Provenance = t.Comment, t.Provenance
	ps, err := t.Parameters("")
	if err != nil {
		return err
	}
	for _, p := range ps {
		if err := c.Add(*p); err != nil {
			return err
		}
	}
	settings, err := t.Config().Parameters("")
	if err != nil {
		return err
	}
	for _, p := range settings {
		if err := c.AddConfig(*p); err != nil {
			return err
		}
	}
	return errors.Join(c.Describe(t.Descriptions()...), c.AddLink(t.Links()...))
}

// Begin opens the storage of run r.
func (s *MemoryStore) Begin(r *Run) (RunWriter, error) {
	if err := given.All("trajectory: Begin", given.Arg{Name: "run", Value: r}); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	m, err := s.memorized(r.Trajectory().Name())
	if err != nil {
		return nil, err
	}
	if done := m.runs[r.Index()]; done != nil && done.Record().Status == Finished {
		return nil, faultf(ErrExists, "trajectory: %s has finished and is stored already", r.Name())
	}
	if m.open[r.Index()] {
		return nil, faultf(ErrExists, "trajectory: %s is being written already", r.Name())
	}
	kept, err := m.saved.Run(r.Index())
	if err != nil {
		return nil, err
	}
	m.open[r.Index()] = true
	return &memoryWriter{store: s, in: m, run: r, kept: kept, intake: NewIntake(r)}, nil
}

// Amend implements [Amender].
func (s *MemoryStore) Amend(r *Run) error {
	if err := given.All("trajectory: Amend", given.Arg{Name: "run", Value: r}); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	m, err := s.memorized(r.Trajectory().Name())
	if err != nil {
		return err
	}
	before := m.runs[r.Index()]
	if before == nil || before.Record().Status != Finished {
		return faultf(ErrNotFound, "trajectory: %s of %s has not finished, and nothing can be added to it", r.Name(), r.Trajectory().Name())
	}
	after, err := m.saved.Run(r.Index())
	if err != nil {
		return err
	}
	after.derived, after.results.links = before.derived, before.results.links
	for _, res := range r.Results() {
		after.results.put(res.Path, res)
	}
	if err := errors.Join(after.Describe(before.Descriptions()...), after.Restore(r.Record())); err != nil {
		return err
	}
	m.runs[r.Index()] = after
	return nil
}

// LoadRun returns a copy of run i.
func (s *MemoryStore) LoadRun(t *Trajectory, i int) (*Run, error) {
	if err := given.All("trajectory: LoadRun", given.Arg{Name: "trajectory", Value: t}); err != nil {
		return nil, err
	}
	run, err := t.Run(i)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	m, err := s.memorized(t.Name())
	if err != nil {
		return nil, err
	}
	kept := m.runs[i]
	if kept == nil {
		return nil, faultf(ErrNotFound, "trajectory: %s of %s is not stored; it has not ended",
			run.Name(), t.Name())
	}
	for _, p := range kept.Derived() {
		run.derived.put(p.Path, p)
	}
	for _, res := range kept.Results() {
		run.results.put(res.Path, res)
	}
	return run, errors.Join(run.Describe(kept.Descriptions()...), run.AddLink(kept.Links()...), run.Restore(kept.Record()))
}

// Status returns how run i has ended.
func (s *MemoryStore) Status(t *Trajectory, i int) (Status, error) {
	if err := given.All("trajectory: Status", given.Arg{Name: "trajectory", Value: t}); err != nil {
		return "", err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if m := s.trajectories[t.Name()]; m != nil && m.runs[i] != nil {
		return m.runs[i].Record().Status, nil
	}
	return Pending, nil
}

// Sync does nothing: what is in memory is as safe as it can be there.
func (s *MemoryStore) Sync() error { return nil }

// Close does nothing: a memory store holds no resources.
func (s *MemoryStore) Close() error { return nil }
