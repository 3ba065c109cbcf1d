package query

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"

	"golgi/internal/suggest"
	"golgi/trajectory"
	"golgi/units"
)

// A meaning is what a name stands for at each of the runs that are asked, numbers in SI units.
type meaning struct {
	at    func(k int) any
	dim   dimension
	truth bool // a number that is 1, 0 or NaN, as truth values of results are
}

// A scope is the runs that are looked at.
type scope struct {
	from     Store
	t        *trajectory.Trajectory
	statuses []trajectory.Status // of all runs
	runs     []int               // that are looked at
}

// ask finds the runs that a condition with some names is asked of.
func (s *scope) ask(words []string) (err error) {
	if s.statuses, err = statuses(s.from, s.t); err != nil {
		return &unread{err}
	}
	_, none := s.t.Parameter(wordStatus)
	all := none != nil && slices.Contains(words, wordStatus)
	for i, status := range s.statuses {
		if status == trajectory.Finished || all {
			s.runs = append(s.runs, i)
		}
	}
	return nil
}

// meanings finds what names mean: what is looked up soonest comes first, and what runs gave last, all of it at once.
func (s *scope) meanings(words []string) (map[string]meaning, error) {
	all := map[string]meaning{}
	var rest []string
	for _, word := range words {
		m, found, err := s.nameless(word)
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
	table, err := trajectory.Rows(s.from, s.t, rest...)
	if err != nil {
		return nil, s.unmeant(rest, err)
	}
	for k, word := range rest {
		all[word] = number(table, k, s.runs)
	}
	return all, nil
}

// unmeant says what is wrong with names of numbers, of which err is the table.
func (s *scope) unmeant(words []string, err error) error {
	all, broken := trajectory.Rows(s.from, s.t)
	if broken != nil {
		return &unread{broken}
	}
	for _, word := range words {
		_, wrong := trajectory.Rows(s.from, s.t, word)
		if errors.Is(wrong, trajectory.ErrNotFound) {
			return fmt.Errorf("there is no %q: it is neither a parameter, nor a unit, nor a number that runs gave%s", word, suggest.Meant(word, s.names(all)))
		}
	}
	return err
}

// names returns what there is by its last name.
func (s *scope) names(table *trajectory.Table) (names []string) {
	if all, err := s.t.Parameters(""); err == nil {
		for _, p := range all {
			names = append(names, p.Name())
		}
	}
	for _, c := range table.Columns {
		names = append(names, c.Path[strings.LastIndexByte(c.Path, '.')+1:])
	}
	return append(names, "run", wordStatus)
}

// unread is an error of the store, and none of the condition.
type unread struct{ error }

func (u *unread) Unwrap() error { return u.error }

// nameless finds what a name means that is nothing which runs gave.
func (s *scope) nameless(word string) (m meaning, found bool, err error) {
	p, err := s.t.Parameter(word)
	if err == nil {
		m, err = parameter(s.t, p.Path, s.runs)
		return m, true, err
	}
	if !errors.Is(err, trajectory.ErrNotFound) {
		return m, false, err
	}
	switch word {
	case "run":
		return meaning{at: func(k int) any { return s.runs[k] }, dim: plain}, true, nil
	case wordStatus:
		return meaning{at: func(k int) any { return string(s.statuses[s.runs[k]]) }}, true, nil
	}
	unit, err := units.ParseUnit(word)
	return meaning{at: func(int) any { return unit.Scale }, dim: dimension{known: true, of: unit.Dim}}, err == nil, nil
}

// wordStatus is the name of how a run has ended.
const wordStatus = "status"

// parameter is the meaning of a parameter.
func parameter(t *trajectory.Trajectory, path string, runs []int) (m meaning, err error) {
	column, err := t.Column(path)
	if err != nil {
		return m, &unread{err}
	}
	values := make([]any, len(runs))
	for k, i := range runs {
		values[k], m.dim = si(column[i])
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

// statuses returns how each run has ended.
func statuses(from Store, t *trajectory.Trajectory) ([]trajectory.Status, error) {
	all := make([]trajectory.Status, t.Len())
	if together, can := from.(trajectory.RecordLoader); can {
		records, err := together.LoadRecords(t)
		for i, record := range records {
			all[i] = record.Status
		}
		return all, err
	}
	for i := range all {
		var err error
		if all[i], err = from.Status(t, i); err != nil {
			return nil, err
		}
	}
	return all, nil
}
