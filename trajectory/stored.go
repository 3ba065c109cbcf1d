package trajectory

import (
	"fmt"
	"slices"
	"sync"
)

// Points are the points of a trajectory in a store, which reads them when they are needed. Several goroutines
// may call the methods at once.
type Points interface {
	// Len returns how many there are.
	Len() int

	// Read returns n points, from number first on: for each explored parameter its values there.
	Read(first, n int) ([]Axis, error)
}

// ExploreStored is Explore for the points of a trajectory that is loaded: parameters freeze, those at paths
// are explored, and the points stay where they are. [Trajectory.Run] reads some hundreds around its own and
// keeps them; whatever needs all of them reads them once, see [Trajectory.Fetch]. They were checked when they
// were explored: that none occurs twice is checked again only when all are read.
func (t *Trajectory) ExploreStored(paths []string, points Points) error {
	if t == nil {
		return errNoTrajectory
	}
	return prefixed("trajectory: cannot explore", t.exploreStored(paths, points))
}

func (t *Trajectory) exploreStored(paths []string, points Points) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.frozen {
		return faultf(ErrFrozen, "there are points already, or a run was taken")
	}
	columns := make([]Axis, len(paths))
	for i, path := range paths {
		columns[i] = Axis{path, []any(nil)}
	}
	axes, err := t.resolve(columns)
	if err != nil {
		return err
	}
	n := points.Len()
	switch {
	case n <= 0:
		return errNoPoints
	case n > MaxRuns:
		return tooMany(fmt.Sprint(n))
	}
	t.axes, t.stored, t.frozen = axes, &stored{points: points, n: n, read: map[int][]axis{}}, true
	t.generations = []int{0}
	return nil
}

// Fetch reads the points that are still in the store from which t was loaded: after it, t needs no store any
// more. It does nothing if there are none.
func (t *Trajectory) Fetch() error {
	if t == nil {
		return errNoTrajectory
	}
	t.mu.RLock()
	s := t.stored
	t.mu.RUnlock()
	if s == nil {
		return nil
	}
	axes, err := t.whole(s)
	if err == nil {
		err = t.install(s, axes)
	}
	return prefixed("trajectory: cannot read the points of "+t.name, err)
}

// everywhere returns the axes as [Trajectory.table] does, without a look at whether points of a store occur twice.
func (t *Trajectory) everywhere() ([]axis, error) {
	t.mu.RLock()
	s, axes := t.stored, slices.Clone(t.axes)
	t.mu.RUnlock()
	if s == nil {
		return axes, nil
	}
	axes, err := t.whole(s)
	return axes, prefixed("trajectory: cannot read the points of "+t.name, err)
}

// whole reads all points, once.
func (t *Trajectory) whole(s *stored) ([]axis, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.all != nil {
		return s.all, nil
	}
	all, err := t.readPoints(s, 0, s.n)
	if err == nil {
		s.all, s.read = all, nil
	}
	return all, err
}

// install puts the points that were read into the place of s.
func (t *Trajectory) install(s *stored, axes []axis) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.stored != s {
		return nil // somebody else was faster
	}
	paths := t.axes
	t.axes, t.stored = nil, nil
	if err := t.appendPoints(axes); err != nil {
		t.axes, t.stored = paths, s
		return err
	}
	return nil
}

// readPoints reads without the lock: a disk may be slow, and a store has locks of its own.
func (t *Trajectory) readPoints(s *stored, first, n int) ([]axis, error) {
	columns, err := s.points.Read(first, n)
	if err != nil {
		return nil, err
	}
	t.mu.RLock()
	defer t.mu.RUnlock()
	axes, err := t.resolve(columns)
	if err == nil && len(axes[0].values) != n {
		err = fmt.Errorf("the store gave %d points from number %d on, wanted %d",
			len(axes[0].values), first, n)
	}
	return axes, err
}

// stored is points that are in a store, and those of them that were read.
type stored struct {
	points Points
	n      int
	mu     sync.Mutex
	read   map[int][]axis // by the number of the block
	all    []axis         // once all points were read
}

// pointsPerBlock is how many points are read at once.
const pointsPerBlock = 512

// pointOf returns the explored values of run i.
func (t *Trajectory) pointOf(s *stored, i int) ([]any, error) {
	block, first, err := t.blockOf(s, i/pointsPerBlock)
	if err != nil {
		return nil, prefixed("trajectory: cannot read the point of "+RunName(i), err)
	}
	return pointIn(block, i-first), nil
}

// blockOf returns the points of a block, or all, and the number of the first. One goroutine reads them while others that want some wait.
func (t *Trajectory) blockOf(s *stored, k int) (block []axis, first int, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.all != nil {
		return s.all, 0, nil
	}
	first = k * pointsPerBlock
	if block, there := s.read[k]; there {
		return block, first, nil
	}
	block, err = t.readPoints(s, first, min(pointsPerBlock, s.n-first))
	if err == nil {
		s.read[k] = block
	}
	return block, first, err
}
