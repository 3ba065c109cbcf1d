package trajectory

import "errors"

// Since returns a copy of an explored trajectory with its points from run first on alone, numbered anew: what a store has to keep where it has those
// before already.
func (t *Trajectory) Since(first int) (*Trajectory, error) {
	if t == nil {
		return nil, errNoTrajectory
	}
	axes, err := t.table()
	if err != nil {
		return nil, err
	}
	if first < 0 || len(axes) == 0 || first >= len(axes[0].values) {
		return nil, faultf(ErrNotFound, "trajectory: %s has no points from run %d on", t.name, first)
	}
	part := empty(t.name)
	part.laws = t.laws
	if err := errors.Join(part.takeDescription(t), part.TakeOver(t)); err != nil {
		return nil, err
	}
	part.appendSince(axes, first)
	for _, at := range t.Generations() {
		if at >= first {
			part.generations = append(part.generations, at-first)
		}
	}
	if len(part.generations) == 0 || part.generations[0] > 0 { // a generation that begins before
		part.generations = append([]int{0}, part.generations...)
	}
	return part, nil
}

// appendSince appends those of the points of axes that are numbered from first on, which are known to be new and within bounds, and share their values.
func (t *Trajectory) appendSince(axes []axis, first int) {
	n := t.explored()
	t.frozen = true
	if first == len(axes[0].values) {
		return
	}
	for i := first; i < len(axes[0].values); i++ {
		t.points[keyOf(axes, i)] = n + i - first
	}
	if len(t.axes) == 0 {
		t.axes = make([]axis, len(axes))
	}
	for a := range axes {
		t.axes[a].path = axes[a].path
		t.axes[a].values = append(t.axes[a].values, axes[a].values[first:]...)
	}
}
