package query

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"reflect"

	"golgi/trajectory"
	"golgi/units"
)

// A meaning is what a name stands for at each of the runs that are asked, numbers in SI units.
type meaning struct {
	at    func(k int) any
	dim   dimension
	truth bool // a number that is 1, 0 or NaN, as truth values of results are
}

// meanings finds what names mean: what is looked up soonest comes first, and what runs gave last, all of it at once.
func meanings(words []string, from Store, t *trajectory.Trajectory, runs []int) (map[string]meaning, error) {
	all := map[string]meaning{}
	var rest []string
	for _, word := range words {
		m, found, err := nameless(word, from, t, runs)
		if err != nil {
			return nil, err
		}
		if !found {
			rest = append(rest, word)
			continue
		}
		all[word] = m
	}
	if len(rest) == 0 {
		return all, nil
	}
	table, err := trajectory.Rows(from, t, rest...)
	if err != nil {
		return nil, fmt.Errorf("%w; neither is it a parameter or a unit", err)
	}
	for k, word := range rest {
		all[word] = number(table, k, runs)
	}
	return all, nil
}

// nameless finds what a name means that is nothing which runs gave.
func nameless(word string, from Store, t *trajectory.Trajectory, runs []int) (m meaning, found bool, err error) {
	p, err := t.Parameter(word)
	if err == nil {
		m, err = parameter(t, p.Path, runs)
		return m, true, err
	}
	if !errors.Is(err, trajectory.ErrNotFound) {
		return m, false, err
	}
	switch word {
	case "run":
		return meaning{at: func(k int) any { return runs[k] }, dim: plain}, true, nil
	case wordStatus:
		m, err = statuses(from, t, runs)
		return m, true, err
	}
	unit, err := units.ParseUnit(word)
	return meaning{at: func(int) any { return unit.Scale }, dim: dimension{known: true, of: unit.Dim}}, err == nil, nil
}

// wordStatus is the name of how a run has ended.
const wordStatus = "status"

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
		values[k], m.dim = si(p.Value)
	}
	m.at = func(k int) any { return values[k] }
	return m, nil
}

// si returns a value as conditions have it: an int, a float64, a bool, a string, a list of these; and anything else as it is.
func si(value any) (any, dimension) {
	switch v := value.(type) {
	case units.Quantity:
		return v.SI(), dimension{known: true, of: v.Dimension()}
	case units.Array:
		return v.SI(), dimension{known: true, of: v.Dimension()}
	}
	switch v := reflect.ValueOf(value); {
	case v.CanInt():
		return int(v.Int()), plain
	case v.CanUint() && v.Uint() <= math.MaxInt64:
		return int(v.Uint()), plain
	case v.CanUint():
		return float64(v.Uint()), plain
	case v.CanFloat():
		return v.Float(), plain
	}
	return value, dimension{}
}

// number is the meaning of column number k of a table, of which there are rows of finished runs alone.
func number(table *trajectory.Table, k int, runs []int) meaning {
	unit, err := units.ParseUnit(cmp.Or(table.Columns[k].Unit, "1"))
	m := meaning{dim: dimension{known: err == nil, of: unit.Dim}, truth: true} // else it is one of its own
	if err != nil {
		unit.Scale = 1
	}
	values, next := make([]float64, len(runs)), 0
	for at, i := range runs {
		values[at] = math.NaN()
		for next < len(table.Rows) && table.Rows[next].Run < i {
			next++
		}
		if next < len(table.Rows) && table.Rows[next].Run == i {
			x := table.Rows[next].Values[k].(float64)
			values[at] = x * unit.Scale
			m.truth = m.truth && (x == 0 || x == 1 || math.IsNaN(x))
		}
	}
	m.at = func(at int) any { return values[at] }
	return m
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
