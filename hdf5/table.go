package hdf5

import (
	"maps"
	"slices"

	"golgi/trajectory"
)

// A table is the run table of a trajectory in memory, with the runs that are being written. The file has
// all of it but the dirty rows.
type table struct {
	pre     trajectory.Record
	records []trajectory.Record
	open    map[int]*writer
	dirty   map[int]bool
}

func newTable(pre trajectory.Record, records []trajectory.Record) *table {
	return &table{pre, records, map[int]*writer{}, map[int]bool{}}
}

// record returns the row of run i, which may be the pre-run, and whether there is one.
func (t *table) record(i int) (trajectory.Record, bool) {
	switch {
	case i == trajectory.PreRun:
		return t.pre, true
	case 0 <= i && i < len(t.records):
		return t.records[i], true
	}
	return trajectory.Record{}, false
}

func (t *table) setRecord(i int, r trajectory.Record) {
	t.dirty[i] = true
	if i == trajectory.PreRun {
		t.pre = r
		return
	}
	t.records[i] = r
}

// grown returns the records, with rows of pending runs behind them, so that there are n.
func (t *table) grown(n int) []trajectory.Record {
	records := slices.Clone(t.records)
	for len(records) < n {
		records = append(records, trajectory.Record{Status: trajectory.Pending})
	}
	return records
}

type span struct{ from, to int }

// ranges returns the runs of set, without the pre-run, as few ranges without gaps.
func ranges(set map[int]bool) []span {
	var all []span
	for _, i := range slices.Sorted(maps.Keys(set)) {
		switch last := len(all) - 1; {
		case i == trajectory.PreRun:
		case last >= 0 && all[last].to == i:
			all[last].to++
		default:
			all = append(all, span{i, i + 1})
		}
	}
	return all
}
