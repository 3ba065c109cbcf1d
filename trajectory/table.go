package trajectory

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"

	"golgi/internal/given"
	"golgi/units"
)

// A Loader loads runs with their results; every [Store] is one. It may say that a run which has not finished is
// [ErrNotFound].
type Loader interface {
	LoadRun(t *Trajectory, i int) (*Run, error)
}

// A ThinLoader is a [Loader] that can also load runs without the rows of lists and arrays, which tables do not need, and which may be larger than memory.
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

// A Row is one run, with a value for each column: that of the parameter, or the number, a float64, which is NaN where the run
// has not given it.
type Row struct {
	Run    int
	Values []any
}

// Rows returns the table of all finished runs, with the columns given: parameters and numbers of results, by their paths or the
// unambiguous ends of these. Without columns it has the explored parameters, and all single numbers that some run has given.
//
//	table, err := trajectory.Rows(store, traj, "R_ee", "statistics.fano")
func Rows(from Loader, t *Trajectory, columns ...string) (*Table, error) {
	if err := given.All("trajectory: Rows", given.Arg{Name: "store", Value: from}, given.Arg{Name: "trajectory", Value: t}); err != nil {
		return nil, err
	}
	var runs []*Run
	if err := finishedRuns(from, t, func(run *Run) error { runs = append(runs, run.thinned()); return nil }); err != nil {
		return nil, err
	}
	table := &Table{}
	if len(columns) == 0 {
		table.Columns = usualColumns(t, runs)
	}
	for _, name := range columns {
		column, err := columnOf(t, runs, name)
		if err != nil {
			return nil, err
		}
		table.Columns = append(table.Columns, column)
	}
	for _, run := range runs {
		row, err := rowOf(run, table.Columns)
		if err != nil {
			return nil, err
		}
		table.Rows = append(table.Rows, row)
	}
	return table, nil
}

// thinned empties all lists and arrays that the run gave, so that the runs of a table fit into memory together.
func (r *Run) thinned() *Run {
	for _, res := range r.results.all {
		for i, item := range res.Items {
			switch item.Value.(type) {
			case NDArray:
				res.Items[i].Value = NDArray{}
			case []int32, []int64, []float64, []bool, []string:
				res.Items[i].Value = reflect.Zero(reflect.TypeOf(item.Value)).Interface()
			}
		}
	}
	return r
}

// usualColumns are the explored parameters, and all numbers.
func usualColumns(t *Trajectory, runs []*Run) (columns []Column) {
	for _, path := range t.ExploredPaths() {
		columns = append(columns, Column{Path: path, Parameter: true})
	}
	found := map[string]bool{}
	var numbers []Column
	for _, run := range runs {
		for path, res := range run.results.all {
			for _, item := range res.Items {
				full := path + "." + item.Name
				if _, is := number(item.Value); is && !found[full] {
					found[full] = true
					numbers = append(numbers, Column{Path: full, Unit: item.Unit})
				}
			}
		}
	}
	slices.SortStableFunc(numbers, func(a, b Column) int { return strings.Compare(a.Path, b.Path) })
	return append(columns, numbers...)
}

// columnOf finds a column: a parameter of that name, or else what the first run gave that has it.
func columnOf(t *Trajectory, runs []*Run, name string) (Column, error) {
	if path, err := t.find(name); err == nil {
		return Column{Path: path, Parameter: true}, nil
	}
	err := faultf(ErrNotFound, "trajectory: there is no parameter %q, and no run has finished that might have given it", name)
	for _, run := range runs {
		var item Item
		var path string
		if path, item, err = run.item(name); err == nil {
			return Column{Path: path, Unit: item.Unit}, nil
		} else if !errors.Is(err, ErrNotFound) {
			return Column{}, err
		}
	}
	return Column{}, err
}

func rowOf(run *Run, columns []Column) (Row, error) {
	row := Row{Run: run.Index()}
	for _, column := range columns {
		if column.Parameter {
			p, err := run.Parameter(column.Path)
			if err != nil {
				return row, err
			}
			row.Values = append(row.Values, p.Value)
			continue
		}
		x, err := run.Float(column.Path)
		if errors.Is(err, ErrNotFound) {
			x, err = math.NaN(), nil
		} else if err == nil {
			x, err = column.convert(run, x)
		}
		if err != nil {
			return row, err
		}
		row.Values = append(row.Values, x)
	}
	return row, nil
}

// convert returns a number that a run gave for the column in the unit of the column: runs may give it in different ones.
func (c Column) convert(run *Run, x float64) (float64, error) {
	_, item, err := run.item(c.Path)
	if err != nil || item.Unit == c.Unit {
		return x, err
	}
	from, err := itemUnit(item.Unit)
	to, err2 := itemUnit(c.Unit)
	if err != nil || err2 != nil || from.Dim != to.Dim {
		return 0, fmt.Errorf("trajectory: %s: %s is in %s, and the first run that gave it has it in %s; give it in one dimension in all runs",
			run.Name(), c.Path, cmp.Or(item.Unit, "1"), cmp.Or(c.Unit, "1"))
	}
	return from.Of(x).In(to)
}

// itemUnit reads the unit of an item.
func itemUnit(text string) (units.Unit, error) { return units.ParseUnit(cmp.Or(text, "1")) }

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

// Means returns the means of all numbers that runs gave, over the rows which have the same values in the columns by: full paths of
// parameters, or the ends of such.
func (t *Table) Means(by ...string) (*Means, error) {
	if t == nil {
		return nil, errors.New("trajectory: there is no table: it is nil")
	}
	m := &Means{}
	var keys, of []int
	for _, name := range by {
		at := slices.IndexFunc(t.Columns, func(c Column) bool { return c.Parameter && endsIn(c.Path, name) })
		if at < 0 {
			var paths []string
			for _, c := range t.Columns {
				paths = append(paths, c.Path)
			}
			return nil, faultf(ErrNotFound, "trajectory: the table has no column %q of a parameter; there are: %s", name, listed(paths))
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
