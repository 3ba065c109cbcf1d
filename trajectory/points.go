package trajectory

import (
	"fmt"
	"slices"
	"strings"
)

// An axis is one explored parameter with its value at every point.
type axis struct {
	path   string
	values []any
}

// Len returns the number of runs: the number of points, or 1 when nothing is explored; see also [NewForeign].
func (t *Trajectory) Len() int {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.len()
}

func (t *Trajectory) len() int {
	switch {
	case t.stored != nil:
		return t.stored.n
	case len(t.axes) == 0:
		return max(1, t.runs)
	}
	return len(t.axes[0].values)
}

// ExploredPaths returns the full paths of the explored parameters, in the order of the first Explore.
func (t *Trajectory) ExploredPaths() []string {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return pathsOf(t.axes)
}

func pathsOf(axes []axis) []string {
	paths := make([]string, len(axes))
	for i, a := range axes {
		paths[i] = a.path
	}
	return paths
}

// Axes returns the table of points: for each explored parameter its value in every run, as []int64,
// []float64, []bool, []string, units.Array, or []any if the values are lists. Explore(Zip(axes)) on the same
// parameters gives the same points. Quantities come in the unit of the default. It fails only if points are still in a store, and cannot be read.
func (t *Trajectory) Axes() ([]Axis, error) {
	table, err := t.table()
	axes := make([]Axis, len(table))
	for i, a := range table {
		p, _ := t.parameter(a.path)
		axes[i] = Axis{a.path, packed(a.values, unitOf(p.Value))}
	}
	return axes, err
}

// Column returns the value of a parameter in each run, in order; of one that is not explored, that is its default.
func (t *Trajectory) Column(path string) ([]any, error) {
	if t == nil {
		return nil, errNoTrajectory
	}
	full, err := t.find(path)
	if err != nil {
		return nil, err
	}
	axes, err := t.everywhere()
	if err != nil {
		return nil, err
	}
	for _, a := range axes {
		if a.path == full {
			return cloneValues(a.values), nil
		}
	}
	p, _ := t.parameter(full)
	values := make([]any, t.Len())
	for i := range values {
		values[i] = cloneValue(p.Value)
	}
	return values, nil
}

func cloneValues(values []any) []any {
	values = slices.Clone(values)
	for i, v := range values {
		values[i] = cloneValue(v)
	}
	return values
}

// table returns the axes as they are now; what is appended later does not show in it.
func (t *Trajectory) table() ([]axis, error) {
	if err := t.Fetch(); err != nil {
		return nil, err
	}
	t.mu.RLock()
	defer t.mu.RUnlock()
	return slices.Clone(t.axes), nil
}

// Run returns run i, fresh: it has no results yet. The index PreRun gives the pre-run. Parameters freeze.
func (t *Trajectory) Run(i int) (*Run, error) {
	if t == nil {
		return nil, errNoTrajectory
	}
	point, left, err := t.take(i)
	if left != nil {
		point, err = t.pointOf(left, i)
	}
	if err != nil {
		return nil, err
	}
	return newRun(t, i, point), nil
}

// take returns the explored values of run i, or the stored points that have them.
func (t *Trajectory) take(i int) ([]any, *stored, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if i < PreRun || i >= t.len() {
		return nil, nil, faultf(ErrNotFound, "trajectory: there is no run %d in %s; it has %d, from 0 to %d",
			i, t.name, t.len(), t.len()-1)
	}
	if err := t.presetsLeft(); err != nil {
		return nil, nil, prefixed("trajectory", err)
	}
	t.frozen = true
	switch {
	case i == PreRun:
		return nil, nil, nil
	case t.stored != nil:
		return nil, t.stored, nil
	}
	return pointIn(t.axes, i), nil, nil
}

// pointIn returns the i-th values of axes.
func pointIn(axes []axis, i int) []any {
	point := make([]any, len(axes))
	for a := range axes {
		point[a] = axes[a].values[i]
	}
	return point
}

// axisOf returns the number of the axis of that path, -1 if it is not explored.
func (t *Trajectory) axisOf(path string) int {
	for i, a := range t.axes {
		if a.path == path {
			return i
		}
	}
	return -1
}

// newKeys returns the keys of the points of axes, numbered from first, or an error that names the first
// point that is there already.
func (t *Trajectory) newKeys(axes []axis, first int) ([]string, error) {
	keys := make([]string, len(axes[0].values))
	seen := make(map[string]int, len(keys))
	for i := range keys {
		key := keyOf(axes, i)
		at, again := t.points[key]
		if !again {
			at, again = seen[key]
		}
		if again {
			return nil, fmt.Errorf("point %d repeats point %d (%s), and would give the same results; "+
				"to repeat an experiment, explore simulation.trial with it", first+i, at, showPoint(axes, i))
		}
		keys[i], seen[key] = key, first+i
	}
	return keys, nil
}

func showPoint(axes []axis, i int) string {
	var texts []string
	for _, a := range axes {
		texts = append(texts, fmt.Sprintf("%s = %s", a.path, show(a.values[i])))
	}
	return strings.Join(texts, ", ")
}

// keyOf returns bytes that are equal for two points exactly if all their values are the same: plain numbers to the last bit, and
// quantities to 15 digits of their SI values, for 0.1 mV is 100 uV.
func keyOf(axes []axis, i int) string {
	var key []byte
	for _, a := range axes {
		key = appendKey(key, a.values[i])
	}
	return string(key)
}
