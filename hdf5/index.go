package hdf5

import (
	"time"

	"golgi/trajectory"
)

// An index says which runs of a trajectory have ended, and where they are.
type index struct {
	entries []entry // of the pre-run, run 0, run 1, …
	points  int     // number of runs there may be, 0 while nobody knows
	open    map[int]*writer
}

// An entry is what an index knows of a run: nothing of one that has not ended.
type entry struct {
	status trajectory.Status
	start  time.Time
	source int // place of its file among the sources of the view, or waiting
}

// waiting is the source of a run that is on its way into a segment.
const waiting = -1

func newIndex() *index { return &index{open: map[int]*writer{}} }

// at returns the entry of run i, which may be the pre-run.
func (x *index) at(i int) entry {
	if place := i - trajectory.PreRun; 0 <= place && place < len(x.entries) {
		return x.entries[place]
	}
	return entry{}
}

func (x *index) set(i int, e entry) {
	x.reserve(i + 1)
	x.entries[i-trajectory.PreRun] = e
}

// expect says that there are n runs, and makes room for them, so that nothing grows while they end.
func (x *index) expect(n int) {
	x.points = n
	x.reserve(n)
}

func (x *index) reserve(n int) {
	if more := n - trajectory.PreRun - len(x.entries); more > 0 {
		x.entries = append(x.entries, make([]entry, more)...)
	}
}

// status returns that of run i, Pending if it has not ended.
func (x *index) status(i int) trajectory.Status {
	if e := x.at(i); e.status != "" {
		return e.status
	}
	return trajectory.Pending
}

// merge takes in the rows of a file.
func (x *index) merge(rows []row, source int) {
	for _, r := range rows {
		e := entry{r.record.Status, r.record.Start, source}
		if r.record.Status != trajectory.Pending && e.replaces(x.at(r.index)) {
			x.set(r.index, e)
		}
	}
}

// replaces says which of two entries of a run counts, e or one from a file before: a finished run is never
// replaced, and otherwise the run that was started last counts.
func (e entry) replaces(before entry) bool {
	finished := e.status == trajectory.Finished
	if finished != (before.status == trajectory.Finished) {
		return finished
	}
	return before.status == "" || !e.start.Before(before.start)
}

// missing returns how many of n runs have neither finished nor failed. One that was stopped is still to be
// done.
func (x *index) missing(n int) (count int) {
	for i := range n {
		if s := x.at(i).status; s == "" || s == trajectory.Stopped {
			count++
		}
	}
	return count
}

// finished returns the runs that have finished, in their order.
func (x *index) finished() []int {
	var runs []int
	for place, e := range x.entries {
		if e.status == trajectory.Finished && e.source != waiting {
			runs = append(runs, place+trajectory.PreRun)
		}
	}
	return runs
}

// sources returns which of n sources have a run that counts.
func (x *index) sources(n int) []bool {
	needed := make([]bool, n)
	for _, e := range x.entries {
		if e.status != "" {
			needed[e.source] = true
		}
	}
	return needed
}

// forget says that nothing is known of the runs in a source.
func (x *index) forget(source int) {
	for place, e := range x.entries {
		if e.status != "" && e.source == source {
			x.entries[place] = entry{}
		}
	}
}
