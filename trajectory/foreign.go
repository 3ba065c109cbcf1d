package trajectory

import (
	"errors"
	"fmt"
)

// Laws say what a trajectory may hold: ours what a user may make, theirs what another program has made, and a
// store has loaded.
type laws bool

const (
	ours   laws = false
	theirs laws = true
)

// name returns why a name is none.
func (l laws) name(name string) error {
	if l == theirs {
		return anyName(name)
	}
	return checkName(name)
}

// path returns why a path is none.
func (l laws) path(path string) error {
	if l == theirs {
		return anyName(path)
	}
	return checkPath(path)
}

// anyName returns why name can neither be shown nor looked up.
func anyName(name string) error {
	if name == "" {
		return errors.New("a name is empty")
	}
	return checkText(name)
}

// NewForeign returns an empty trajectory for a store to put in what another program wrote, by laws of its own:
// names may be any text, points may repeat, the values of a parameter may be of several kinds, and a result
// may have no items. It is read, fetched and run as any other. A store saves it only if it keeps the laws of
// this package as well, see [Trajectory.Lawful].
func NewForeign(name string) (*Trajectory, error) {
	if err := anyName(name); err != nil {
		return nil, fmt.Errorf("trajectory: cannot name a trajectory %s: %w", quoted(name), err)
	}
	t := empty(name)
	t.laws = theirs
	return t, nil
}

// ExploreForeign gives a trajectory of [NewForeign] all its n runs, and the values of its parameters in them:
// parameters freeze. There may be n runs though nothing is known to be explored. Axes are named by full paths.
func (t *Trajectory) ExploreForeign(axes []Axis, n int) error {
	if t == nil {
		return errNoTrajectory
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return prefixed("trajectory: cannot explore", t.exploreForeign(axes, n))
}

func (t *Trajectory) exploreForeign(columns []Axis, n int) error {
	switch {
	case t.laws != theirs:
		return errors.New("this is for what another program wrote; use Explore")
	case t.frozen:
		return faultf(ErrFrozen, "there are points already, or a run was taken")
	case n <= 0:
		return errNoPoints
	case n > MaxRuns:
		return tooMany(fmt.Sprint(n))
	}
	axes := make([]axis, len(columns))
	for a, column := range columns {
		values, err := t.foreignColumn(column, n)
		if err != nil {
			return prefixed(column.Path, err)
		}
		axes[a] = axis{column.Path, values}
	}
	t.axes, t.runs, t.frozen = axes, n, true
	if len(axes) == 0 {
		return nil
	}
	t.generations = []int{0}
	for i := range n { // so that no point that is added repeats one of these
		key := keyOf(axes, i)
		if _, again := t.points[key]; !again {
			t.points[key] = i
		}
	}
	return nil
}

// foreignColumn returns the n values of a column, of whatever stored types.
func (t *Trajectory) foreignColumn(column Axis, n int) ([]any, error) {
	if _, there := t.parameters.leaves[column.Path]; !there {
		return nil, faultf(ErrNotFound, "there is no such parameter")
	}
	given, err := elements(column.Values)
	if err != nil {
		return nil, err
	}
	if len(given) != n {
		return nil, fmt.Errorf("it has %d values for %d runs", len(given), n)
	}
	values := make([]any, n)
	for i, v := range given {
		if values[i], err = canonical(v); err != nil {
			return nil, err
		}
	}
	return values, nil
}

// Lawful returns why a trajectory that another program wrote cannot be saved: a name that Golgi does not have,
// runs that repeat a point or have none, values of several kinds. One that was made here is always lawful.
func (t *Trajectory) Lawful() error {
	if t == nil {
		return errNoTrajectory
	}
	if t.laws == ours {
		return nil
	}
	c, err := rebuilt(t)
	if err == nil && c.Len() != t.Len() {
		err = fmt.Errorf("it has %d runs, and nothing is explored", t.Len())
	}
	if err != nil {
		return fmt.Errorf("trajectory: %q was written by another program, and cannot be saved as it is: %w",
			t.name, err)
	}
	return nil
}
