package layout

import (
	"fmt"
	"math"
	"time"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// pypet has a row for each run from the beginning, and flags it as completed when the whole exploration has
// ended; 0.1b did so when the run had. An exploration that was aborted has no flags, but what its runs gave.
// A run that gave something has finished: pypet stores nothing before.
//
// Source: pypet 0.7.0, trajectory.py, _finalize; tried with it.

// A foreignTable is overview/runs.
type foreignTable struct {
	rows      []Row   // of runs 0, 1, 2, …
	unflagged []int   // runs that have finished, and are not said to have
	timeless  []error // why times are not known that the table has
	survey    survey
}

// readForeignTable returns the table of runs, with those as finished that gave something.
func readForeignTable(group h5.Group) (t foreignTable, err error) {
	there, err := group.Has(tableRuns)
	if err != nil || !there {
		info := readInfo(group)
		return t, info.refuse(group, "there is no %s, which says what runs there are", tableRuns)
	}
	var c foreignColumns
	err = inDataset(group, tableRuns, func(d h5.Dataset) (err error) {
		c, err = readForeignColumns(d)
		return err
	})
	if err != nil {
		info := readInfo(group)
		return t, info.refuse(group, "%s: %v", tableRuns, err)
	}
	t.survey, t.timeless = surveyOf(group), c.timeless
	t.rows = make([]Row, len(c.completed))
	for i := range t.rows {
		t.rows[i] = Row{Index: i, Record: trajectory.Record{Status: trajectory.Pending}}
	}
	homes := Homes{}
	for row, done := range c.completed {
		i := c.indices[row]
		switch {
		case done != 0:
			t.rows[i].Record = foreignRecord(c.at(c.starts, row), c.at(c.ends, row))
		case t.survey.runs[GroupOf(i)] && homes.gave(group, i):
			t.rows[i].Record = foreignRecord(c.at(c.starts, row), c.at(c.ends, row))
			t.unflagged = append(t.unflagged, i)
		}
	}
	return t, nil
}

// gave reports whether run i has something.
func (known Homes) gave(group h5.Group, i int) (found bool) {
	for _, kind := range []string{groupDerived, groupResults} {
		err := known.eachLeaf(group, kind, i, func(leaf) error { found = true; return nil })
		found = found || err != nil // who loads it hears what is wrong
	}
	return found
}

// foreignColumns are the columns of overview/runs. Of times there are none in the first releases.
type foreignColumns struct {
	indices      []int
	completed    []int64
	starts, ends []float64
	timeless     []error // why there are none of those that the table has
}

func readForeignColumns(d h5.Dataset) (c foreignColumns, err error) {
	if err := checkTable(d); err != nil {
		return c, err
	}
	a, err := wholeColumn(d.Wide(), "completed")
	if err != nil {
		return c, err
	}
	if c.completed, err = integersOf(a); err != nil {
		return c, fmt.Errorf("its column completed: %w", err)
	}
	indices := make([]int64, len(c.completed))
	for i := range indices {
		indices[i] = int64(i)
	}
	if has(d, "idx") {
		if a, err = wholeColumn(d, "idx"); err == nil {
			indices, err = integersOf(a)
		}
		if err != nil {
			return c, fmt.Errorf("its column idx: %w", err)
		}
	}
	seen := make([]bool, len(indices))
	for row, i := range indices {
		if i < 0 || i >= int64(len(indices)) || seen[i] {
			return c, fmt.Errorf("row %d is that of run %d, and there are %d rows, one for each run", row, i, len(indices))
		}
		seen[i] = true
		c.indices = append(c.indices, int(i))
	}
	c.starts, c.ends = c.times(d, "timestamp"), c.times(d, "finish_timestamp")
	return c, nil
}

// times returns a column of times, none if there is no such column.
func (c *foreignColumns) times(d h5.Dataset, column string) []float64 {
	if !has(d, column) {
		return nil
	}
	times, err := readColumn[float64](d, column)
	if err != nil {
		c.timeless = append(c.timeless, err)
	}
	return times
}

// at returns the time in a row, NaN if there is none.
func (c foreignColumns) at(times []float64, row int) float64 {
	if row < len(times) {
		return times[row]
	}
	return math.NaN()
}

// integersOf returns a list of integers, as booleans or of 32 bits as they may be.
func integersOf(a h5.Array) ([]int64, error) {
	if len(a.Shape) == 1 {
		switch values := a.Data.(type) {
		case []int64:
			return values, nil
		case []int32:
			return widened(values), nil
		case []bool:
			all := make([]int64, len(values))
			for i, v := range values {
				all[i] = int64(byteFrom(v))
			}
			return all, nil
		}
	}
	return nil, fmt.Errorf("it is %v of shape %v, wanted integers", a.Kind(), a.Shape)
}

// foreignRecords returns the rows of pypet's table of runs, and one of the pre-run if it gave something.
func foreignRecords(group h5.Group) ([]Row, error) {
	t, err := readForeignTable(group)
	if err == nil && t.survey.loose {
		before := Row{Index: trajectory.PreRun, Record: trajectory.Record{Status: trajectory.Finished}}
		return append([]Row{before}, t.rows...), nil
	}
	return t.rows, err
}

// foreignRecord returns the record of a run that has finished. A row that pypet has not filled in ends before it
// begins.
func foreignRecord(start, end float64) trajectory.Record {
	r := trajectory.Record{Status: trajectory.Finished}
	if start > 0 && start < latest && !(end < start) {
		r.Start = time.UnixMicro(int64(math.Round(start * 1e6))).UTC()
	}
	if took := end - start; took >= 0 && took < latest {
		r.Duration = time.Duration(math.Round(took*1e6)) * time.Microsecond
	}
	return r
}
