package trajectory

import (
	"errors"
	"fmt"
)

// OneAtATime explores a base and, of each axis, its values with everything else as in the base, which has the defaults. A value that
// is the default gives no point of its own.
type OneAtATime []Axis

// Columns returns the table of the points: the base first, and then those of each axis in turn.
func (o OneAtATime) Columns(defaults Reader) ([]Axis, error) {
	base := make([]any, len(o))
	others := make([][]any, len(o))
	n := 1
	var faults []error
	for a, axis := range o {
		var err error
		base[a], others[a], err = othersOf(axis, defaults)
		n += len(others[a])
		faults = append(faults, err)
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	if n > MaxRuns {
		return nil, tooMany(fmt.Sprint(n))
	}
	if err := checkSize(n, len(o)); err != nil {
		return nil, err
	}
	table := make([]Axis, len(o))
	at := 1
	for a, axis := range o {
		column := make([]any, n)
		for i := range column {
			column[i] = base[a]
		}
		copy(column[at:], others[a])
		at += len(others[a])
		table[a] = Axis{axis.Path, column}
	}
	return table, nil
}

// othersOf returns the default of an axis, and those of its values that are others.
func othersOf(axis Axis, defaults Reader) (base any, others []any, err error) {
	columns, err := elementsOf([]Axis{axis})
	if err != nil {
		return nil, nil, err
	}
	if base, err = defaultOf(defaults, axis.Path); err != nil {
		return nil, nil, err
	}
	for _, given := range columns[0] {
		v, err := conform(given, base)
		if err != nil {
			return nil, nil, prefixed(axis.Path, err)
		}
		if string(appendKey(nil, v)) != string(appendKey(nil, base)) {
			others = append(others, v)
		}
	}
	return base, others, nil
}

// defaultOf returns the default of the parameter that path means.
func defaultOf(defaults Reader, path string) (any, error) {
	t, is := defaults.(*Trajectory)
	switch {
	case defaults == nil || is && t == nil:
		return nil, errNoReader
	case is: // without the prefix of errors
		t.mu.RLock()
		defer t.mu.RUnlock()
		full, err := t.parameters.find(path)
		return t.parameters.leaves[full].Value, err
	}
	p, err := defaults.Parameter(path)
	if err != nil {
		return nil, err
	}
	return p.Value, nil
}
