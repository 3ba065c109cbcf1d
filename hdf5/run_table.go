package hdf5

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"time"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// A row is what the table of runs says of one of them.
type row struct {
	index   int
	record  trajectory.Record
	scalars []scalar // sorted by name
}

// The columns that every table has. Those of explored parameters and of results have the full path of what
// they hold for a name, which begins with one of the prefixes, so that no name is taken twice.
const (
	columnRun      = "run"
	columnName     = "name"
	columnStatus   = "status"
	columnStart    = "start"
	columnDuration = "duration"
	columnError    = "error"
	columnStack    = "stack"

	prefixParameters = groupParameters + "."
	prefixResults    = groupResults + "."
)

// A column is one of a table of runs, on its way to the file.
type column struct {
	name  string
	a     h5.Array
	unit  string
	attrs []attr
}

// writeRows stores the rows of runs, which come by their indices, in the group of the trajectory: in a table
// with only these rows, and one for that of the pre-run. If the trajectory itself is in the group, the table
// has the explored parameters as well, and pypet's table of runs stands beside it.
func writeRows(group h5.Group, t *trajectory.Trajectory, rows []row) error {
	if len(rows) > 0 && rows[0].index == trajectory.PreRun {
		if err := writeRunTable(group, groupPre, rows[:1], nil); err != nil {
			return err
		}
		rows = rows[1:]
	}
	if len(rows) == 0 {
		return nil
	}
	whole, err := group.Has(groupParameters)
	if err != nil {
		return err
	}
	if !whole {
		return writeRunTable(group, groupTable, rows, nil)
	}
	axes := t.Axes()
	points, err := pointColumns(axes, rows)
	if err != nil {
		return fmt.Errorf("hdf5: %s: %w", group.Path(), err)
	}
	err = within(group, groupOverview, func(overview h5.Group) error {
		return writeRunsOfPypet(overview, t, axes, rows)
	})
	return errors.Join(err, writeRunTable(group, groupTable, rows, points))
}

func writeRunTable(group h5.Group, path string, rows []row, points []column) error {
	return withinNew(group, path, func(table h5.Group) error {
		results, left := resultColumns(rows)
		if left > 0 {
			if err := table.SetAttribute(attrLeftOut, int64(left)); err != nil {
				return err
			}
		}
		all := append(append(recordColumns(rows), points...), results...)
		run, err := table.Write(columnRun, h5.Vector(indicesOf(rows)), h5.Layout{})
		if err != nil {
			return err
		}
		defer run.Close()
		if err := run.MakeScale(columnRun); err != nil {
			return err
		}
		for _, c := range all {
			if err := writeColumn(table, run, c); err != nil {
				return err
			}
		}
		return nil
	})
}

func writeColumn(table h5.Group, run h5.Dataset, c column) error {
	d, err := table.Write(c.name, c.a, h5.Layout{})
	if err != nil {
		return err
	}
	defer d.Close()
	if err := errors.Join(describe(d, c.unit, ""), setAttributes(d.Object, c.attrs...)); err != nil {
		return err
	}
	return d.AttachScales([]h5.Dataset{run})
}

func indicesOf(rows []row) []int64 {
	indices := make([]int64, len(rows))
	for i, r := range rows {
		indices[i] = int64(r.index)
	}
	return indices
}

// recordColumns returns the columns of the records.
func recordColumns(rows []row) []column {
	n := len(rows)
	names, statuses := make([]string, n), make([]string, n)
	faults, stacks := make([]string, n), make([]string, n)
	starts, durations := make([]float64, n), make([]float64, n)
	for i, r := range rows {
		names[i], statuses[i] = trajectory.RunName(r.index), string(r.record.Status)
		faults[i], stacks[i] = r.record.Error, r.record.Stack
		starts[i], durations[i] = seconds(r.record.Start), duration(r.record)
	}
	comment := func(text string) []attr { return []attr{{attrComment, text}} }
	return []column{
		{columnName, h5.Vector(names), "", nil},
		{columnStatus, h5.Vector(statuses), "", comment("pending, finished, failed or stopped")},
		{columnStart, h5.Vector(starts), "s", comment("since 1970-01-01 UTC")},
		{columnDuration, h5.Vector(durations), "s", nil},
		{columnError, h5.Vector(faults), "", comment("what ended the run early")},
		{columnStack, h5.Vector(stacks), "", comment("where it panicked")},
	}
}

// pointColumns returns the columns of the explored parameters. Lists are no column.
func pointColumns(axes []trajectory.Axis, rows []row) ([]column, error) {
	var columns []column
	for _, axis := range axes {
		if _, lists := axis.Values.([]any); lists {
			continue
		}
		a, unit, err := stored(axis.Values)
		if err != nil {
			return nil, err
		}
		columns = append(columns, column{prefixParameters + axis.Path, picked(a, rows), unit, nil})
	}
	return columns, nil
}

// picked returns the elements of a list that belong to rows.
func picked(a h5.Array, rows []row) h5.Array {
	switch values := a.Data.(type) {
	case []int64:
		return h5.Vector(pick(values, rows))
	case []float64:
		return h5.Vector(pick(values, rows))
	case []bool:
		return h5.Vector(pick(values, rows))
	case []string:
		return h5.Vector(pick(values, rows))
	}
	panic(fmt.Sprintf("hdf5: an axis of %T", a.Data))
}

func pick[T any](values []T, rows []row) []T {
	some := make([]T, len(rows))
	for i, r := range rows {
		some[i] = values[r.index]
	}
	return some
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

// readRows returns the rows that are in the group of a trajectory, none if there is no table. They come by
// their indices, that of the pre-run first.
func readRows(group h5.Group) ([]row, error) { return readTables(group, readScalars) }

// readRecords is readRows without what the runs have found.
func readRecords(group h5.Group) ([]row, error) {
	return readTables(group, func(h5.Group, []row) error { return nil })
}

func readTables(group h5.Group, more func(h5.Group, []row) error) ([]row, error) {
	foreign, err := isForeign(group)
	switch {
	case err != nil:
		return nil, err
	case foreign:
		return foreignRows(group)
	}
	var rows []row
	for _, path := range []string{groupPre, groupTable} {
		err := ifThere(group, path, func(table h5.Group) error {
			some, err := readTable(table)
			if err == nil {
				err = more(table, some)
			}
			rows = append(rows, some...)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	for i := 1; i < len(rows); i++ {
		if rows[i].index <= rows[i-1].index {
			return nil, fmt.Errorf("hdf5: %s/%s: run %d comes after run %d", group.Path(), groupOverview,
				rows[i].index, rows[i-1].index)
		}
	}
	return rows, nil
}

// readTable reads the records of a table.
func readTable(table h5.Group) ([]row, error) {
	c, err := readRecordColumns(table)
	if err != nil {
		return nil, err
	}
	rows := make([]row, len(c.run))
	for i := range rows {
		if rows[i], err = c.row(i); err != nil {
			return nil, fmt.Errorf("hdf5: %s: row %d: %w", table.Path(), i, err)
		}
	}
	return rows, nil
}

// recordsRead are the columns of the records as they were read.
type recordsRead struct {
	run                   []int64
	start, duration       []float64
	status, fault, stacks []string
}

// readRecordColumns reads columns, which must be equally long.
func readRecordColumns(table h5.Group) (c recordsRead, err error) {
	var faults [6]error
	c.run, faults[0] = readList[int64](table, columnRun)
	c.status, faults[1] = readList[string](table, columnStatus)
	c.start, faults[2] = readList[float64](table, columnStart)
	c.duration, faults[3] = readList[float64](table, columnDuration)
	c.fault, faults[4] = readList[string](table, columnError)
	c.stacks, faults[5] = readList[string](table, columnStack)
	if err := errors.Join(faults[:]...); err != nil {
		return c, err
	}
	for _, n := range []int{len(c.status), len(c.start), len(c.duration), len(c.fault), len(c.stacks)} {
		if n != len(c.run) {
			return c, fmt.Errorf("hdf5: %s: its columns differ in length", table.Path())
		}
	}
	return c, nil
}

// row returns row i.
func (c recordsRead) row(i int) (r row, err error) {
	if c.run[i] < trajectory.PreRun || c.run[i] >= trajectory.MaxRuns {
		return r, fmt.Errorf("there is no run %d", c.run[i])
	}
	r.index = int(c.run[i])
	r.record, err = c.record(i)
	return r, err
}

func (c recordsRead) record(i int) (r trajectory.Record, err error) {
	r = trajectory.Record{Status: trajectory.Status(c.status[i]), Error: c.fault[i], Stack: c.stacks[i]}
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

// readList reads a dataset of one dimension.
func readList[T h5.Element](group h5.Group, path string) (values []T, err error) {
	err = inDataset(group, path, func(d h5.Dataset) error {
		a, err := d.Read()
		if err != nil {
			return err
		}
		var ok bool
		if values, ok = a.Data.([]T); !ok || len(a.Shape) != 1 {
			return fmt.Errorf("hdf5: %s: it is %v of shape %v, wanted a list of %T",
				d.Path(), d.Kind(), a.Shape, *new(T))
		}
		return nil
	})
	return values, err
}

// readScalars adds what the runs of a table have found to its rows.
func readScalars(table h5.Group, rows []row) error {
	members, err := table.Members()
	if err != nil {
		return err
	}
	for _, m := range members {
		name, found := strings.CutPrefix(m.Name, prefixResults)
		if !found {
			continue
		}
		err := inDataset(table, m.Name, func(d h5.Dataset) error { return readScalar(d, name, rows) })
		if err != nil {
			return err
		}
	}
	return nil
}
