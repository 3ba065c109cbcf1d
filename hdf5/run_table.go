package hdf5

import (
	"errors"
	"fmt"
	"math"
	"time"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// rows are the columns that change while runs end.
type rows struct {
	status, faults, stack []string
	start, duration       []float64
}

func columnsOf(records []trajectory.Record) rows {
	var c rows
	for _, r := range records {
		c.status = append(c.status, string(r.Status))
		c.start = append(c.start, seconds(r.Start))
		c.duration = append(c.duration, duration(r))
		c.faults = append(c.faults, r.Error)
		c.stack = append(c.stack, r.Stack)
	}
	return c
}

// each calls do for the columns by name, in their order.
func (c rows) each(do func(name string, a h5.Array) error) error {
	for _, column := range []struct {
		name string
		a    h5.Array
	}{
		{columnStatus, h5.Vector(c.status)},
		{columnStart, h5.Vector(c.start)},
		{columnDuration, h5.Vector(c.duration)},
		{columnError, h5.Vector(c.faults)},
		{columnStack, h5.Vector(c.stack)},
	} {
		if err := do(column.name, column.a); err != nil {
			return err
		}
	}
	return nil
}

// seconds returns t in seconds since 1970, NaN for a run that was not started.
func seconds(t time.Time) float64 {
	if t.IsZero() {
		return math.NaN()
	}
	return float64(t.UnixMicro()) / 1e6
}

// duration returns how long a run took in seconds, NaN if it has not ended.
func duration(r trajectory.Record) float64 {
	if r.Status == trajectory.Pending {
		return math.NaN()
	}
	return r.Duration.Seconds()
}

// latest is the latest time in seconds that float64 holds to the microsecond.
const latest = 1 << 32

func timeFromSeconds(s float64) (time.Time, error) {
	if math.IsNaN(s) {
		return time.Time{}, nil
	}
	if math.Abs(s) > latest {
		return time.Time{}, fmt.Errorf("%v s since 1970 is not when a run can have been started", s)
	}
	return time.UnixMicro(int64(math.Round(s * 1e6))).UTC(), nil
}

// writeRunTable creates a table of runs from first, called name, with the columns of axes.
func writeRunTable(parent h5.Group, name string, first int, records []trajectory.Record,
	axes []column) error {
	table, err := parent.Create(name)
	if err != nil {
		return err
	}
	defer table.Close()
	indices, names := make([]int64, len(records)), make([]string, len(records))
	for i := range records {
		indices[i], names[i] = int64(first+i), trajectory.RunName(first+i)
	}
	run, err := table.Write(columnRun, h5.Vector(indices), h5.Layout{})
	if err != nil {
		return err
	}
	if err := run.MakeScale(columnRun); err != nil {
		return err
	}
	write := func(name string, a h5.Array) error {
		return writeColumn(table, run, column{name: name, value: a.Data})
	}
	if err := write(columnName, h5.Vector(names)); err != nil {
		return err
	}
	if err := columnsOf(records).each(write); err != nil {
		return err
	}
	for _, c := range axes {
		if err := writeColumn(table, run, c); err != nil {
			return err
		}
	}
	return nil
}

// A column is one of the run table. Those of axes have a place, from 1.
type column struct {
	name  string
	value any
	axis  int
}

func writeColumn(table h5.Group, run h5.Dataset, c column) error {
	d, err := writeValue(table, c.name, c.value, columnComments[c.name])
	if err != nil {
		return err
	}
	defer d.Close()
	if c.name == columnStart || c.name == columnDuration {
		if err := d.SetAttribute(attrUnits, "s"); err != nil {
			return err
		}
	}
	if c.axis > 0 {
		if err := d.SetAttribute(attrAxis, int64(c.axis)); err != nil {
			return err
		}
	}
	return d.AttachScales([]h5.Dataset{run})
}

var columnComments = map[string]string{
	columnStatus: "pending, finished, failed or stopped",
	columnStart:  "since 1970-01-01 UTC",
	columnError:  "what ended the run early",
	columnStack:  "where it panicked",
}

// updateRows writes the dirty rows of t into its tables.
func updateRows(group h5.Group, t *table) error {
	if t.dirty[trajectory.PreRun] {
		if err := overwrite(group, groupPreTable, 0, []trajectory.Record{t.pre}); err != nil {
			return err
		}
	}
	for _, r := range ranges(t.dirty) {
		if err := overwrite(group, groupRunTable, r.from, t.records[r.from:r.to]); err != nil {
			return err
		}
	}
	return nil
}

func overwrite(group h5.Group, name string, from int, records []trajectory.Record) error {
	return within(group, name, func(table h5.Group) error {
		return columnsOf(records).each(func(name string, a h5.Array) error {
			d, err := table.Dataset(name)
			if err != nil {
				return err
			}
			defer d.Close()
			return d.WriteRows(from, a)
		})
	})
}

// readTable reads both tables of a trajectory.
func readTable(group h5.Group) (*table, error) {
	records, err := readRecords(group, groupRunTable)
	if err != nil {
		return nil, err
	}
	pre, err := readRecords(group, groupPreTable)
	if err != nil {
		return nil, err
	}
	if len(pre) != 1 {
		return nil, fmt.Errorf("hdf5: %s/%s: it has %d rows, wanted 1", group.Path(), groupPreTable, len(pre))
	}
	return newTable(pre[0], records), nil
}

func readRecords(parent h5.Group, name string) (records []trajectory.Record, err error) {
	err = within(parent, name, func(table h5.Group) error {
		c, err := readRows(table)
		if err != nil {
			return err
		}
		records = make([]trajectory.Record, len(c.status))
		for i := range records {
			if records[i], err = c.record(i); err != nil {
				return fmt.Errorf("hdf5: %s: row %d: %w", table.Path(), i, err)
			}
		}
		return nil
	})
	return records, err
}

// record returns row i.
func (c rows) record(i int) (r trajectory.Record, err error) {
	r = trajectory.Record{Status: trajectory.Status(c.status[i]), Error: c.faults[i], Stack: c.stack[i]}
	switch r.Status {
	case trajectory.Pending:
		return r, nil
	case trajectory.Finished, trajectory.Failed, trajectory.Stopped:
	default:
		return r, fmt.Errorf("there is no status %q", r.Status)
	}
	if !(math.Abs(c.duration[i]) <= latest) {
		return r, fmt.Errorf("%v s is not how long a run can have taken", c.duration[i])
	}
	r.Duration = time.Duration(math.Round(c.duration[i]*1e6)) * time.Microsecond
	r.Start, err = timeFromSeconds(c.start[i])
	return r, err
}

// readRows reads the columns of a table, which must be equally long.
func readRows(table h5.Group) (c rows, err error) {
	var faults [5]error
	c.status, faults[0] = readList[string](table, columnStatus)
	c.start, faults[1] = readList[float64](table, columnStart)
	c.duration, faults[2] = readList[float64](table, columnDuration)
	c.faults, faults[3] = readList[string](table, columnError)
	c.stack, faults[4] = readList[string](table, columnStack)
	if err := errors.Join(faults[:]...); err != nil {
		return c, err
	}
	n := len(c.status)
	if len(c.start) != n || len(c.duration) != n || len(c.faults) != n || len(c.stack) != n {
		err = fmt.Errorf("hdf5: %s: its columns differ in length", table.Path())
	}
	return c, err
}

// readList reads a dataset of one dimension.
func readList[T h5.Element](group h5.Group, name string) ([]T, error) {
	d, err := group.Dataset(name)
	if err != nil {
		return nil, err
	}
	defer d.Close()
	a, err := d.Read()
	if err != nil {
		return nil, err
	}
	values, ok := a.Data.([]T)
	if !ok || len(a.Shape) != 1 {
		return nil, fmt.Errorf("hdf5: %s: it is %v of shape %v, wanted a list of %T",
			d.Path(), d.Kind(), a.Shape, *new(T))
	}
	return values, nil
}
