package trajectory

import (
	"errors"
	"fmt"
	"slices"
)

// Points come in generations: those of the first call of Explore or Expand are generation 0, those of the next one generation 1.
// Nothing else is known of them, and they do not bear on runs.

// Generations returns the number of the first point of each generation: [0 10] are two, the second from run 10 on. It has none
// where nothing is explored.
func (t *Trajectory) Generations() []int {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return slices.Clone(t.generations)
}

// generation returns the first point of generation g and the one behind its last; where there is no such generation, it is empty.
func (t *Trajectory) generation(g int) (first, until int) {
	t.mu.RLock()
	defer t.mu.RUnlock()
	first, until = t.explored(), t.explored()
	if g < len(t.generations) {
		first = t.generations[g]
	}
	if g+1 < len(t.generations) {
		until = t.generations[g+1]
	}
	return first, until
}

// RestoreGenerations divides the points of a trajectory that a store has loaded as [Trajectory.Generations] says.
func (t *Trajectory) RestoreGenerations(first []int) error {
	if t == nil {
		return errNoTrajectory
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	n := t.explored()
	for g, at := range first {
		if g == 0 && at != 0 || g > 0 && at <= first[g-1] || at >= n {
			return fmt.Errorf("trajectory: %d points cannot be generations that begin at the points %v", n, first)
		}
	}
	if len(first) == 0 && n > 0 {
		return fmt.Errorf("trajectory: %d points cannot be without a generation", n)
	}
	t.generations = slices.Clone(first)
	return nil
}

// Expand appends the points of e that are not there yet, as a generation of their own, and returns how many these are. It is
// [Trajectory.Explore], but that a point which is there already, or occurs twice in e, is left out: it has its run.
func (t *Trajectory) Expand(e Exploration) (added int, err error) {
	if t == nil {
		return 0, errNoTrajectory
	}
	if err := t.Fetch(); err != nil {
		return 0, err
	}
	added, err = t.addPoints(e, true)
	return added, prefixed("trajectory: cannot expand", err)
}

// addPoints appends the points of e, and returns how many are new. Where points repeat, that is an error, or they are left out.
func (t *Trajectory) addPoints(e Exploration, leaveOut bool) (int, error) {
	if e == nil {
		return 0, errors.New("the exploration is nil")
	}
	columns, err := e.Columns(t)
	if err != nil {
		return 0, err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.frozen && len(t.axes) == 0 {
		return 0, faultf(ErrFrozen, "the first run was taken; explore before")
	}
	if err := t.presetsLeft(); err != nil {
		return 0, err
	}
	axes, err := t.resolve(columns)
	if err != nil {
		return 0, err
	}
	first := t.explored()
	if leaveOut && len(axes[0].values) > 0 {
		if axes = t.newOnes(axes); len(axes[0].values) == 0 {
			return 0, nil
		}
	}
	if err := t.appendPoints(axes); err != nil {
		return 0, err
	}
	t.generations = append(t.generations, first)
	return len(axes[0].values), nil
}

// newOnes returns those of the points of axes that are not there yet, each once.
func (t *Trajectory) newOnes(axes []axis) []axis {
	left := make([]axis, len(axes))
	for a := range axes {
		left[a].path = axes[a].path
	}
	seen := map[string]bool{}
	for i := range axes[0].values {
		key := keyOf(axes, i)
		if _, again := t.points[key]; again || seen[key] {
			continue
		}
		seen[key] = true
		for a := range axes {
			left[a].values = append(left[a].values, axes[a].values[i])
		}
	}
	return left
}

// explored returns how many points there are, 0 where nothing is explored.
func (t *Trajectory) explored() int {
	if len(t.axes) == 0 {
		return 0
	}
	return t.len()
}
