package trajectory

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"golgi/internal/given"
)

// A Loader loads runs with their results; every [Store] is one. It may say that a run which has not finished is
// [ErrNotFound].
type Loader interface {
	LoadRun(t *Trajectory, i int) (*Run, error)
}

// A ThinLoader is a [Loader] that can also load runs without the rows of lists, arrays, frames and sparse matrices, which tables do not need, and which may be larger than memory.
type ThinLoader interface {
	LoadThinRun(t *Trajectory, i int) (*Run, error)
}

// A Table has a row for each finished run.
type Table struct {
	Columns []Column
	Rows    []Row
}

// A Column is a parameter, or a number that runs have given.
type Column struct {
	Path      string // full: of a parameter, or result.item
	Unit      string // of the numbers, that of the first run which gave one; a parameter's value has its own
	Parameter bool
}

// A Row is one run, with a value for each column: that of the parameter, or the number, a float64, which is the NaN [Missing] where the
// run has not given it.
type Row struct {
	Run    int
	Values []any
}

// Rows returns the table of all finished runs, with the columns given: parameters and numbers of results, by their paths or the
// unambiguous ends of these; of truth values, true is 1 and false 0. Without columns it has the explored parameters, and all single numbers that some run has given.
//
//	table, err := trajectory.Rows(store, traj, "R_ee", "statistics.fano")
func Rows(from Loader, t *Trajectory, columns ...string) (*Table, error) {
	if err := given.All("trajectory: Rows", given.Arg{Name: "store", Value: from}, given.Arg{Name: "trajectory", Value: t}); err != nil {
		return nil, err
	}
	numbers, err := loadNumbers(from, t, columns)
	if err != nil {
		return nil, err
	}
	width := len(columns)
	if width == 0 {
		width = len(t.ExploredPaths()) + len(numbers.Columns)
	}
	table := &Table{Rows: make([]Row, len(numbers.Runs))}
	cells := make([]any, len(numbers.Runs)*width)
	for k, i := range numbers.Runs {
		table.Rows[k] = Row{i, cells[k*width : k*width : (k+1)*width]}
	}
	if len(columns) == 0 {
		for _, path := range t.ExploredPaths() {
			if err := table.addParameter(t, path); err != nil {
				return nil, err
			}
		}
		for k := range numbers.Columns {
			if err := table.addNumbers(&numbers.Columns[k]); err != nil {
				return nil, err
			}
		}
	}
	for _, name := range columns {
		if err := table.add(from, t, numbers, name); err != nil {
			return nil, err
		}
	}
	return table, nil
}

// add adds the column of a name: a parameter, or else what runs gave.
func (table *Table) add(from Loader, t *Trajectory, numbers *Numbers, name string) error {
	if path, err := t.find(name); err == nil {
		return table.addParameter(t, path)
	}
	switch fits := numbers.fits(name); {
	case len(fits) == 1:
		return table.addNumbers(fits[0])
	case len(fits) > 1:
		var paths []string
		for _, c := range fits {
			paths = append(paths, c.Path)
		}
		return fmt.Errorf("trajectory: %w", ambiguous("item", name, paths))
	case len(numbers.Runs) == 0:
		return faultf(ErrNotFound, "trajectory: there is no parameter %q, and no run has finished that might have given it", name)
	}
	run, err := thinly(from)(t, numbers.Runs[0])
	if err != nil {
		return err
	}
	path, item, err := run.item(name)
	if err != nil {
		return err
	}
	return fmt.Errorf("trajectory: %s: %s is %s, and no number", run.Name(), path, kindOf(item.Value))
}

func (table *Table) addParameter(t *Trajectory, path string) error {
	values, err := t.Column(path)
	if err != nil {
		return err
	}
	table.Columns = append(table.Columns, Column{Path: path, Parameter: true})
	for k := range table.Rows {
		table.Rows[k].Values = append(table.Rows[k].Values, values[table.Rows[k].Run])
	}
	return nil
}

func (table *Table) addNumbers(c *NumberColumn) error {
	if c.fault != nil {
		return c.fault
	}
	table.Columns = append(table.Columns, Column{Path: c.Path, Unit: c.Unit})
	for k := range table.Rows {
		table.Rows[k].Values = append(table.Rows[k].Values, c.Values[k])
	}
	return nil
}

// Means are the means of a table over the rows that are alike in some columns.
type Means struct {
	By, Of []Column
	Groups []Group
}

// A Group is of rows that are alike, as it stands first in the table.
type Group struct {
	Values []any // of the columns By
	N      int   // rows
	Mean   []float64
	SEM    []float64 // standard errors of the means, sqrt(Var/N) with the unbiased variance; NaN where N is 1
}

// Means returns the means of all numbers that runs gave, over the rows which have the same values in the columns by: parameters of it,
// by the names that find them in a trajectory.
func (t *Table) Means(by ...string) (*Means, error) {
	if t == nil {
		return nil, errors.New("trajectory: there is no table: it is nil")
	}
	m := &Means{}
	var keys, of []int
	for _, name := range by {
		at, err := t.parameter(name)
		if err != nil {
			return nil, prefixed("trajectory", err)
		}
		keys, m.By = append(keys, at), append(m.By, t.Columns[at])
	}
	for at, c := range t.Columns {
		if !c.Parameter {
			of, m.Of = append(of, at), append(m.Of, c)
		}
	}
	at := map[string]int{}
	var rows [][]Row
	for _, row := range t.Rows {
		var key []byte
		var values []any
		for _, k := range keys {
			key = appendKey(key, row.Values[k])
			values = append(values, row.Values[k])
		}
		if _, there := at[string(key)]; !there {
			at[string(key)] = len(m.Groups)
			m.Groups, rows = append(m.Groups, Group{Values: values}), append(rows, nil)
		}
		g := at[string(key)]
		rows[g] = append(rows[g], row)
	}
	for g := range m.Groups {
		m.Groups[g].summarise(rows[g], of)
	}
	return m, nil
}

// parameter returns the number of the column of the parameter that a name means, which is found as in a trajectory.
func (t *Table) parameter(name string) (int, error) {
	var all, parameters []string
	for _, c := range t.Columns {
		all = append(all, c.Path)
		if c.Parameter && !slices.Contains(parameters, c.Path) {
			parameters = append(parameters, c.Path)
		}
	}
	switch fits := nearest(parameters, name); len(fits) {
	case 0:
		return 0, faultf(ErrNotFound, "the table has no column %q of a parameter; there are: %s", name, listed(all))
	case 1:
		return slices.IndexFunc(t.Columns, func(c Column) bool { return c.Parameter && c.Path == fits[0] }), nil
	default:
		return 0, ambiguous("parameter", name, fits)
	}
}

// summarise computes means over rows.
func (g *Group) summarise(rows []Row, of []int) {
	g.N = len(rows)
	n := float64(g.N)
	for _, k := range of {
		mean, squares, first := 0.0, 0.0, rows[0].Values[k].(float64)
		same := true
		for _, row := range rows {
			x := row.Values[k].(float64)
			mean, same = mean+x, same && x == first
		}
		mean /= n
		if same { // to the last bit, which the sum may not be
			mean = first
		}
		for _, row := range rows {
			d := row.Values[k].(float64) - mean
			squares += float64(d * d)
		}
		sem := math.NaN()
		if g.N > 1 {
			sem = math.Sqrt(squares / (n - 1) / n)
		}
		g.Mean, g.SEM = append(g.Mean, mean), append(g.SEM, sem)
	}
}

// String is the name of a column with its unit: rate/Hz.
func (c Column) String() string {
	name := lastName(c.Path)
	if c.Unit != "" {
		name += "/" + c.Unit
	}
	return name
}
