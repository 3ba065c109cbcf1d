package query

import (
	"cmp"
	"errors"
	"fmt"
	"math"

	"golgi/trajectory"
	"golgi/units"
)

// A meaning is what a name stands for at each of the runs that are asked, numbers in SI units.
type meaning struct {
	at  func(k int) any
	dim dimension
}

// meaningOf finds what a name means.
func meaningOf(word string, from Store, t *trajectory.Trajectory, runs []int) (meaning, error) {
	table, err := trajectory.Rows(from, t, word)
	switch {
	case err == nil && table.Columns[0].Parameter:
		return parameter(t, table.Columns[0].Path, runs)
	case err == nil:
		return number(table, runs)
	case !errors.Is(err, trajectory.ErrNotFound):
		return meaning{}, err
	case word == "run":
		return meaning{at: func(k int) any { return runs[k] }, dim: plain}, nil
	case word == "status":
		return statuses(from, t, runs)
	}
	if unit, is := units.Lookup(word); is {
		return meaning{at: func(int) any { return unit.Scale }, dim: dimension{known: true, of: unit.Dim}}, nil
	}
	return meaning{}, fmt.Errorf("%s is no parameter, no number that a run gave, and no unit: %w", word, err)
}

// parameter is the meaning of a parameter.
func parameter(t *trajectory.Trajectory, path string, runs []int) (m meaning, err error) {
	values := make([]any, len(runs))
	for k, i := range runs {
		run, err := t.Run(i)
		if err != nil {
			return m, err
		}
		p, err := run.Parameter(path)
		if err != nil {
			return m, err
		}
		if values[k], m.dim, err = si(p.Value); err != nil {
			return m, fmt.Errorf("%s: %w", path, err)
		}
	}
	m.at = func(k int) any { return values[k] }
	return m, nil
}

// si returns a value as conditions have it.
func si(value any) (any, dimension, error) {
	switch v := value.(type) {
	case units.Quantity:
		return v.SI(), dimension{known: true, of: v.Dimension()}, nil
	case units.Array:
		return v.SI(), dimension{known: true, of: v.Dimension()}, nil
	case int64:
		return int(v), plain, nil
	case float64:
		return v, plain, nil
	}
	return value, dimension{}, nil
}

// number is the meaning of the one column of a table, of which there are rows of finished runs alone.
func number(table *trajectory.Table, runs []int) (meaning, error) {
	unit, err := units.ParseUnit(cmp.Or(table.Columns[0].Unit, "1"))
	dim := dimension{known: err == nil, of: unit.Dim} // else it is one of its own
	if err != nil {
		unit.Scale = 1
	}
	values, next := make([]float64, len(runs)), 0
	for k, i := range runs {
		values[k] = math.NaN()
		for next < len(table.Rows) && table.Rows[next].Run < i {
			next++
		}
		if next < len(table.Rows) && table.Rows[next].Run == i {
			values[k] = table.Rows[next].Values[0].(float64) * unit.Scale
		}
	}
	return meaning{at: func(k int) any { return values[k] }, dim: dim}, nil
}

// statuses is the meaning of how a run has ended.
func statuses(from Store, t *trajectory.Trajectory, runs []int) (m meaning, err error) {
	values := make([]string, len(runs))
	for k, i := range runs {
		status, err := from.Status(t, i)
		if err != nil {
			return m, err
		}
		values[k] = string(status)
	}
	return meaning{at: func(k int) any { return values[k] }}, nil
}
