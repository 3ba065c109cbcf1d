package hdf5

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

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
			some, err := readTable(table, nil)
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

// recordsAtOnce is how many records are read of a table that has a row for each run.
const recordsAtOnce = 256

// readRecordsNear returns some rows without what the runs have found: that of run i, if there is one, and others.
func readRecordsNear(group h5.Group, i int) (rows []row, err error) {
	foreign, err := isForeign(group)
	if err != nil {
		return nil, err
	}
	whole, err := group.Has(groupParameters)
	switch {
	case err != nil:
		return nil, err
	case foreign || !whole:
		return readRecords(group)
	case i == trajectory.PreRun:
		err = ifThere(group, groupPre, func(table h5.Group) (err error) {
			rows, err = readTable(table, nil)
			return err
		})
	default:
		err = ifThere(group, groupTable, func(table h5.Group) (err error) {
			rows, err = readTableNear(table, i)
			return err
		})
	}
	return rows, err
}

// readTableNear returns the records of a table in which row i is that of run i.
func readTableNear(table h5.Group, i int) ([]row, error) {
	n, err := lengthOfTable(table)
	if err != nil || i < 0 || i >= n {
		return nil, err
	}
	first := i / recordsAtOnce * recordsAtOnce
	rows, err := readTable(table, &span{first, min(recordsAtOnce, n-first)})
	for k, r := range rows {
		if r.index != first+k {
			return nil, fmt.Errorf("hdf5: %s: row %d is that of run %d", table.Path(), first+k, r.index)
		}
	}
	return rows, err
}

// lengthOfTable returns how many rows a table has, 0 if it has no list of runs.
func lengthOfTable(table h5.Group) (n int, err error) {
	err = inDataset(table, columnRun, func(d h5.Dataset) error {
		if shape := d.Shape(); len(shape) == 1 {
			n = shape[0]
		}
		return nil
	})
	return n, err
}

// readTable reads the records of a table, or of a part of it.
func readTable(table h5.Group, part *span) ([]row, error) {
	c, err := readRecordColumns(table, part)
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

// readRecordColumns reads columns, which must be equally long. Those of texts are slow to read, and where no
// run has ended early, two of them say nothing.
func readRecordColumns(table h5.Group, part *span) (c recordsRead, err error) {
	var faults [6]error
	c.run, faults[0] = readPart[int64](table, columnRun, part)
	c.status, faults[1] = readPart[string](table, columnStatus, part)
	c.start, faults[2] = readPart[float64](table, columnStart, part)
	c.duration, faults[3] = readPart[float64](table, columnDuration, part)
	if slices.ContainsFunc(c.status, endedEarly) {
		c.fault, faults[4] = readPart[string](table, columnError, part)
		c.stacks, faults[5] = readPart[string](table, columnStack, part)
	} else {
		c.fault, c.stacks = make([]string, len(c.status)), make([]string, len(c.status))
	}
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

// endedEarly reports whether runs of a status have an error.
func endedEarly(status string) bool {
	return status == string(trajectory.Failed) || status == string(trajectory.Stopped)
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
func readList[T h5.Element](group h5.Group, path string) ([]T, error) {
	return readPart[T](group, path, nil)
}

// readPart reads some elements of a dataset of one dimension, nil for all.
func readPart[T h5.Element](group h5.Group, path string, part *span) (values []T, err error) {
	err = inDataset(group, path, func(d h5.Dataset) error {
		var a h5.Array
		if part == nil {
			a, err = d.Read()
		} else {
			a, err = d.ReadRows(part.from, part.count)
		}
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
