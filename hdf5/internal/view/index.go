package view

import (
	"slices"
	"time"

	"golgi/hdf5/internal/layout"
	"golgi/trajectory"
)

// An index says which runs of a trajectory have ended, and where they are.
type index struct {
	fresh   []layout.Row // of the only file, until somebody has asked for them
	entries []entry      // of the pre-run, run 0, run 1, …
	points  int          // number of runs there may be, 0 while nobody knows
}

// An entry is what an index knows of a run: nothing of one that has not ended.
type entry struct {
	status trajectory.Status
	start  time.Time
	source int  // place of its file among the sources of the view, or underway
	posts  int  // number of the last post-processing
	amends bool // it is underway, and what it was before counts until it is there: in the source was
	was    int
}

// isIn reports whether a source has the run, or has it still.
func (e entry) isIn(source int) bool {
	return e.status != "" && (e.source == source || e.amends && e.was == source)
}

// underway is the source of a run that is on its way into a segment.
const underway = -1

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

// entryOf returns the entry of a run with that record in a source.
func entryOf(r trajectory.Record, source int) entry {
	if r.Status == "" || r.Status == trajectory.Pending {
		return entry{}
	}
	return entry{status: r.Status, start: r.Start, source: source, posts: r.Posts}
}

// take takes in the rows of a file.
func (x *index) take(rows []layout.Row, source int) {
	if n := len(rows); n > 0 { // which come in order
		x.reserve(rows[n-1].Index + 1)
	}
	for _, r := range rows {
		if e := entryOf(r.Record, source); e.status != "" && e.replaces(x.at(r.Index)) {
			x.set(r.Index, e)
		}
	}
}

// replaces says which of two entries of a run counts, e or one from a file before: a finished run is never
// replaced but by itself, when post-processing has added to it, and otherwise the run that was started last counts.
func (e entry) replaces(before entry) bool {
	finished := e.status == trajectory.Finished
	if finished != (before.status == trajectory.Finished) {
		return finished
	}
	if finished && e.posts != before.posts {
		return e.posts > before.posts
	}
	return before.status == "" || !e.start.Before(before.start)
}

// missing returns how many of n runs have neither finished nor failed, nor are lost. One that was stopped is still to be
// done.
func (x *index) missing(n int) (count int) {
	for i := range n {
		if s := x.at(i).status; s == "" || s == trajectory.Stopped {
			count++
		}
	}
	return count
}

// ended returns the runs that have finished, or those that have ended otherwise, in their order.
func (x *index) ended(partial bool) []int {
	var runs []int
	for place, e := range x.entries {
		if e.status != "" && isPartial(e.status) == partial && e.source != underway {
			runs = append(runs, place+trajectory.PreRun)
		}
	}
	return runs
}

// underway reports whether a run is on its way into a segment.
func (x *index) underway() bool {
	return slices.ContainsFunc(x.entries, func(e entry) bool { return e.source == underway })
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
		switch {
		case e.status == "":
		case e.source == source:
			x.entries[place] = entry{}
		case e.amends && e.was == source:
			x.entries[place].amends = false
		}
	}
}
