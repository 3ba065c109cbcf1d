package main

import (
	"reflect"
	"strings"

	"golgi/hdf5"
	"golgi/internal/listing"
	"golgi/trajectory"
	"golgi/units"
)

// A column is one of the table of runs.
type column struct {
	listing.Heading
	path string                     // without the unit
	unit string                     //
	kind string                     // of its cells: "int64", "float64", "bool", "time"; "string" is any text, also of a list
	at   func(run int) (any, error) // nil where there is nothing
	all  func() ([]any, error)      // at of every run, where that takes less than one after another; or nil
}

// called makes the heading of a column.
func (c column) called() column {
	c.Name, c.Short = c.path, c.path[strings.LastIndexByte(c.path, '.')+1:]
	if c.unit != "" {
		c.Name, c.Short = c.Name+"/"+c.unit, c.Short+"/"+c.unit
	}
	return c
}

// A tabled is a trajectory with the table of its runs.
type tabled struct {
	*opened
	records []trajectory.Record
	point   *trajectory.Run // that was read last
	items   []item          // of which cells are fetched
	fetched map[place]any
}

func (o *opened) tabled() (*tabled, error) {
	records, err := o.store.LoadRecords(o.traj)
	return &tabled{opened: o, records: records}, err
}

// A recorded is a store of which the records of the only trajectory that is asked for are known.
type recorded struct {
	*hdf5.Store
	records []trajectory.Record
}

// LoadRecords implements [trajectory.RecordLoader].
func (r recorded) LoadRecords(*trajectory.Trajectory) ([]trajectory.Record, error) {
	return r.records, nil
}

// recordColumns are what is known of every run.
var recordColumns = []struct {
	name, unit, kind string
	of               func(run int, r trajectory.Record) any
}{
	{"run", "", "int64", func(run int, _ trajectory.Record) any { return int64(run) }},
	{"name", "", "string", func(run int, _ trajectory.Record) any { return trajectory.RunName(run) }},
	{"status", "", "string", func(_ int, r trajectory.Record) any { return string(r.Status) }},
	{"start", "", "time", func(_ int, r trajectory.Record) any { return ofEnded(r, r.Start) }},
	{"duration", "s", "float64", func(_ int, r trajectory.Record) any { return ofEnded(r, r.Duration.Seconds()) }},
	{"error", "", "string", func(_ int, r trajectory.Record) any { return listing.OrNothing(r.Error) }},
	{"warnings", "", "string", func(_ int, r trajectory.Record) any { return listing.OrNothing(r.Warnings) }},
	{"stack", "", "string", func(_ int, r trajectory.Record) any { return listing.OrNothing(r.Stack) }},
	{"log", "", "string", func(_ int, r trajectory.Record) any { return listing.OrNothing(r.Log) }},
}

func ofEnded(r trajectory.Record, v any) any {
	if r.Status == trajectory.Pending || r.Start.IsZero() {
		return nil
	}
	return v
}

// recordColumn returns the column of that name, if there is one.
func (t *tabled) recordColumn(name string) (column, bool) {
	for _, c := range recordColumns {
		if c.name == name {
			return column{path: c.name, unit: c.unit, kind: c.kind, at: func(i int) (any, error) { return c.of(i, t.records[i]), nil }}.called(), true
		}
	}
	return column{}, false
}

// parameterColumn returns that of a parameter, at its full path.
func (t *tabled) parameterColumn(p *trajectory.Parameter) column {
	c := column{path: "parameters." + p.Path, kind: kindOf(p.Value)}
	var unit units.Unit
	if q, is := p.Value.(units.Quantity); is {
		unit = q.Unit()
		c.unit = unit.Name
	}
	cell := func(value any) (any, error) {
		if q, is := value.(units.Quantity); is && c.unit != "" {
			return q.In(unit)
		}
		return basic(value), nil
	}
	c.at = func(i int) (any, error) {
		run, err := t.pointOf(i)
		if err != nil {
			return nil, err
		}
		here, err := run.Parameter(p.Path)
		if err != nil {
			return nil, err
		}
		return cell(here.Value)
	}
	c.all = func() ([]any, error) {
		values, err := t.traj.Column(p.Path)
		for i := 0; err == nil && i < len(values); i++ {
			values[i], err = cell(values[i])
		}
		return values, err
	}
	return c.called()
}

// of returns the cells of runs, by their numbers; those of others are nil, or not.
func (c column) of(runs []int, n int) ([]any, error) {
	if c.all != nil {
		return c.all()
	}
	cells := make([]any, n)
	for _, i := range runs {
		var err error
		if cells[i], err = c.at(i); err != nil {
			return nil, err
		}
	}
	return cells, nil
}

// pointOf returns a run with its parameters, which is asked for several of them.
func (t *tabled) pointOf(i int) (*trajectory.Run, error) {
	if t.point != nil && t.point.Index() == i {
		return t.point, nil
	}
	run, err := t.traj.Run(i)
	t.point = run
	return run, err
}

// kindOf returns the kind of a column with a value.
func kindOf(value any) string {
	switch v := reflect.ValueOf(value); {
	case v.CanInt() || v.CanUint() && v.Type().Bits() < 64:
		return "int64"
	case v.CanFloat() || isQuantity(value):
		return "float64"
	case v.Kind() == reflect.Bool:
		return "bool"
	}
	return "string"
}

func isQuantity(value any) bool { _, is := value.(units.Quantity); return is }

// basic is a value of few types.
func basic(value any) any {
	switch v := reflect.ValueOf(value); {
	case v.CanInt():
		return v.Int()
	case v.CanUint() && v.Type().Bits() < 64:
		return int64(v.Uint())
	case v.CanFloat():
		return v.Float()
	}
	return value
}
