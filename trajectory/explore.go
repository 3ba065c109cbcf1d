package trajectory

import (
	"errors"
	"fmt"
	"strings"

	"golgi/units"
)

// Explore adds the points of e; with it parameters freeze. Their values get the kind and dimension of the
// defaults. It may be called again with the same parameters, to append further points: runs keep their
// index; see also [Trajectory.Generations]. All faults are reported at once, and then no point is added. A point that is there already is a
// fault, since its run would give the same results; [Trajectory.Expand] leaves it out.
func (t *Trajectory) Explore(e Exploration) error {
	if t == nil {
		return errNoTrajectory
	}
	if err := t.Fetch(); err != nil {
		return err
	}
	_, err := t.addPoints(e, false)
	return prefixed("trajectory: cannot explore", err)
}

// resolve finds the parameters of the columns, gives their values the kinds of the defaults, and puts them
// in the order of the axes there are.
func (t *Trajectory) resolve(columns []Axis) ([]axis, error) {
	if len(columns) == 0 {
		return nil, errors.New("no parameter is given; without Explore there is one run, at the defaults")
	}
	axes := make([]axis, len(columns))
	seen := map[string]bool{}
	var faults []error
	for a, column := range columns {
		var err error
		axes[a], err = t.conformed(column)
		if path := axes[a].path; err == nil && seen[path] {
			err = fmt.Errorf("%s is given twice", path)
		}
		seen[axes[a].path] = true
		faults = append(faults, err)
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	return t.inOrder(axes)
}

// conformed returns the column with full path and stored values.
func (t *Trajectory) conformed(column Axis) (axis, error) {
	full, err := t.parameters.find(column.Path)
	if err != nil {
		return axis{}, err
	}
	if err := t.checkLock(full); err != nil {
		return axis{}, prefixed(full, err)
	}
	given, err := elements(column.Values)
	if err != nil {
		return axis{}, prefixed(full, err)
	}
	values := make([]any, len(given))
	like := t.parameters.leaves[full].Value
	unit := unitOf(like)
	bounds, err := t.parameters.leaves[full].Bounds.limits(like)
	if err != nil {
		return axis{}, prefixed(full, err)
	}
	before := map[units.Quantity]any{}
	for i, v := range given {
		q, is := v.(units.Quantity)
		if known, again := before[q]; again && is {
			values[i] = known
			continue
		}
		if values[i], err = conform(v, like); err == nil {
			values[i] = writtenIn(values[i], unit)
			err = bounds.check(values[i])
		}
		if err != nil {
			return axis{}, prefixed(full, err)
		}
		if is && q.SI() != 0 && len(before) < mostRemembered { // 0 and -0 are equal
			before[q] = values[i]
		}
	}
	return axis{full, values}, nil
}

// mostRemembered is how many quantities of a column are remembered: those of grids come again and again, and take long to be looked at.
const mostRemembered = 1000

// inOrder checks that axes are equally long and, if there are points already, that they are the same
// parameters; it returns them in the order in which these were explored first.
func (t *Trajectory) inOrder(axes []axis) ([]axis, error) {
	for _, a := range axes {
		if len(a.values) != len(axes[0].values) {
			return nil, fmt.Errorf("every point needs a value of each, and there are %d of %s and %d of %s",
				len(axes[0].values), axes[0].path, len(a.values), a.path)
		}
	}
	if len(t.axes) == 0 {
		return axes, nil
	}
	ordered := make([]axis, len(t.axes))
	for _, a := range axes {
		if at := t.axisOf(a.path); at >= 0 {
			ordered[at] = a
		}
	}
	for at := range ordered {
		if ordered[at].path == "" || len(axes) != len(t.axes) {
			return nil, fmt.Errorf("further points need the same parameters as the first: %s",
				strings.Join(pathsOf(t.axes), ", "))
		}
	}
	return ordered, nil
}

var errNoPoints = errors.New("there are no points")

func (t *Trajectory) appendPoints(axes []axis) error {
	old, more := t.explored(), len(axes[0].values)
	if more == 0 {
		return errNoPoints
	}
	if old+more > MaxRuns {
		return tooMany(fmt.Sprint(old + more))
	}
	if err := checkSize(old+more, len(axes)); err != nil {
		return err
	}
	keys, err := t.newKeys(axes, old)
	if err != nil {
		return err
	}
	for i, key := range keys {
		t.points[key] = old + i
	}
	if len(t.axes) == 0 {
		t.axes = make([]axis, len(axes))
	}
	for a := range axes {
		t.axes[a].path = axes[a].path
		t.axes[a].values = append(t.axes[a].values, axes[a].values...)
	}
	t.frozen = true
	return nil
}
