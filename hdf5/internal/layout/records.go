package layout

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// recordColumns returns the columns of the records.
func recordColumns(rows []Row) []tableColumn {
	n := len(rows)
	names, statuses := make([]string, n), make([]string, n)
	faults, stacks := make([]string, n), make([]string, n)
	starts, durations := make([]float64, n), make([]float64, n)
	for i, r := range rows {
		names[i], statuses[i] = trajectory.RunName(r.Index), string(r.Record.Status)
		faults[i], stacks[i] = r.Record.Error, r.Record.Stack
		starts[i], durations[i] = seconds(r.Record.Start), duration(r.Record)
	}
	comment := func(text string) []attr { return []attr{{attrComment, text}} }
	states := "pending, finished, failed or stopped"
	switch {
	case slices.ContainsFunc(rows, Row.isDeleted):
		states = "pending, finished, failed, stopped, lost or deleted"
	case slices.ContainsFunc(rows, Row.isLost):
		states = "pending, finished, failed, stopped or lost"
	}
	columns := []tableColumn{
		{columnName, h5.Vector(names), "", nil},
		{columnStatus, h5.Vector(statuses), "", comment(states)},
		{columnStart, h5.Vector(starts), "s", comment("since 1970-01-01 UTC")},
		{columnDuration, h5.Vector(durations), "s", nil},
		{columnError, h5.Vector(faults), "", comment("what ended the run early")},
		{columnStack, h5.Vector(stacks), "", comment("where it panicked")},
	}
	columns = append(columns, postColumn(rows)...)
	if !slices.ContainsFunc(rows, func(r Row) bool { return r.Record.Warnings != "" }) {
		return columns
	}
	warnings := make([]string, n)
	for i, r := range rows {
		warnings[i] = r.Record.Warnings
	}
	return append(columns, tableColumn{columnWarnings, h5.Vector(warnings), "", comment("what hooks have warned of, a line each")})
}

// duration returns how long a run took in seconds, NaN if it has not ended.
func duration(r trajectory.Record) float64 {
	if r.Status == trajectory.Pending {
		return math.NaN()
	}
	return r.Duration.Seconds()
}

// CheckRecord returns an error unless a file that has the record of a run that has ended can be read again.
func CheckRecord(r trajectory.Record) error {
	if s := duration(r); !isTime(s) {
		return fmt.Errorf("%v is not how long a run can have taken", r.Duration)
	}
	return CheckStart(r.Start)
}

// recordsRead are the columns of the records as they were read.
type recordsRead struct {
	run, posts            []int64
	start, duration       []float64
	status, fault, stacks []string
	warnings              []string
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
		none := make([]string, len(c.status))
		c.fault, c.stacks = none, none
	}
	var warned, posted error
	c.warnings, warned = readWarnings(table, len(c.status), part)
	c.posts, posted = readPostColumn(table, len(c.status), part)
	if err := errors.Join(append(faults[:], warned, posted)...); err != nil {
		return c, err
	}
	for _, n := range []int{len(c.status), len(c.posts), len(c.start), len(c.duration), len(c.fault), len(c.stacks), len(c.warnings)} {
		if n != len(c.run) {
			return c, fmt.Errorf("hdf5: %s: its columns differ in length", table.Path())
		}
	}
	return c, nil
}

// readWarnings returns the warnings of n runs; where nobody has warned, there is no column of them.
func readWarnings(table h5.Group, n int, part *span) ([]string, error) {
	there, err := table.Has(columnWarnings)
	if err != nil || !there {
		return make([]string, n), err
	}
	return readPart[string](table, columnWarnings, part)
}

// endedEarly reports whether runs of a status have an error.
func endedEarly(status string) bool {
	switch trajectory.Status(status) {
	case trajectory.Failed, trajectory.Stopped, trajectory.Lost, trajectory.Deleted:
		return true
	}
	return false
}

// rowOf returns row i.
func (c recordsRead) rowOf(i int) (r Row, err error) {
	if c.run[i] < trajectory.PreRun || c.run[i] >= trajectory.MaxRuns {
		return r, fmt.Errorf("there is no run %d", c.run[i])
	}
	r.Index = int(c.run[i])
	r.Record, err = c.record(i)
	return r, err
}

func (c recordsRead) record(i int) (r trajectory.Record, err error) {
	r = trajectory.Record{Status: trajectory.Status(c.status[i]), Error: c.fault[i], Stack: c.stacks[i], Warnings: c.warnings[i], Posts: int(c.posts[i])}
	switch r.Status {
	case trajectory.Pending:
		return r, nil
	case trajectory.Finished, trajectory.Failed, trajectory.Stopped, trajectory.Lost, trajectory.Deleted:
	default:
		return r, fmt.Errorf("there is no status %q", r.Status)
	}
	if err := checkPosts(c.posts[i]); err != nil {
		return r, err
	}
	if !isTime(c.duration[i]) {
		return r, fmt.Errorf("%v s is not how long a run can have taken", c.duration[i])
	}
	r.Duration = time.Duration(math.Round(c.duration[i]*1e6)) * time.Microsecond
	r.Start, err = timeFromSeconds(c.start[i])
	return r, err
}

// readTable reads the records of a table, or of a part of it.
func readTable(table h5.Group, part *span) ([]Row, error) {
	c, err := readRecordColumns(table, part)
	if err != nil {
		return nil, err
	}
	rows := make([]Row, len(c.run))
	for i := range rows {
		if rows[i], err = c.rowOf(i); err != nil {
			return nil, fmt.Errorf("hdf5: %s: row %d: %w", table.Path(), i, err)
		}
	}
	return rows, nil
}
