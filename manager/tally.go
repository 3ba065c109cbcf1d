package manager

import (
	"fmt"
	"slices"
	"sync"
	"time"

	"golgi/internal/caught"
	"golgi/trajectory"
	"golgi/units"
)

// Progress says how far Explore has come.
type Progress struct {
	Total        int // number of runs; it grows with a search
	Finished     int // runs that have finished, and are stored when Explore returns
	Present      int // runs that were in the store before
	FailedBefore int // runs that were in the store before as failed, and are left so
	LostBefore   int // likewise, as lost
	Deleted      int // runs that were in the store before, of which somebody has deleted what they gave
	Elsewhere    int // runs that are another program's to execute
	Unstored     int // runs that have ended, in whatever way, and that the store could not keep
	Failed       int // runs that have failed, and are stored so when Explore returns
	Stopped      int // runs that were stopped, likewise
	Lost         int // runs with which the program has died again and again, likewise

	Running int // runs that are under way here

	Generation int // of a search: the number of the one under way, from 0

	Run    int               // the run that has just ended; -1 if none has
	Status trajectory.Status // how it has ended
	Took   time.Duration     // for how long it ran; 0 if it was in the store

	// Simulated is how much of Planned, the simulated time of all runs, needs no more work: that of Done runs, and what those under
	// way have simulated. Both are zero where the runner does not tell ([runner.Lasting]), and where durations differ between more
	// than 10,000 runs.
	Simulated, Planned units.Quantity

	Elapsed time.Duration // since the beginning
	Left    time.Duration // what the rest will take if it goes on like this; 0 if that cannot be told
}

// Done returns the number of runs that need no more work now.
func (p Progress) Done() int {
	return p.Finished + p.Present + p.FailedBefore + p.LostBefore + p.Deleted + p.Elsewhere + p.Unstored + p.Failed + p.Stopped + p.Lost
}

// Share returns how much of the work is done, from 0 to 1: of the simulated time where that is known, else of the runs.
func (p Progress) Share() float64 {
	switch {
	case p.Planned.SI() > 0:
		return p.Simulated.SI() / p.Planned.SI()
	case p.Total > 0:
		return float64(p.Done()) / float64(p.Total)
	}
	return 0
}

// A tally keeps count of runs, and reports it.
type tally struct {
	mu     sync.Mutex // guards all below
	report func(Progress)
	start  time.Time
	now    Progress
	handed map[int]trajectory.Status // how the runs have ended that the store has taken
	kept   map[int]bool              // which of them have not finished, and had given something
	failed []*RunError
	read   map[string]bool // parameters that any run has read
	fault  error           // what has halted the exploration
	simulated
}

// begin begins to count. lasting returns how much time a run simulates; nil: that is not known.
func (t *tally) begin(total, generation int, lasting func(i int) float64, report func(Progress)) {
	t.simulated.begin(total, lasting)
	t.start, t.read = time.Now(), map[string]bool{}
	t.report = func(p Progress) {
		err := caught.Try(func() error { report(p); return nil })
		if err != nil && t.fault == nil {
			t.fault = fmt.Errorf("manager: the function of WithProgress %w", err)
		}
	}
	t.handed, t.kept = map[int]trajectory.Status{}, map[int]bool{}
	t.now = Progress{Total: total, Generation: generation, Run: -1, Status: trajectory.Pending, Planned: units.Second.Of(t.planned)}
	t.report(t.now)
}

// grow takes in the runs of another generation.
func (t *tally) grow(total int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.simulated.plan(t.now.Total, total)
	t.now.Total, t.now.Run, t.now.Status, t.now.Took = total, -1, trajectory.Pending, 0
	t.now.Generation++
	t.now.Planned = units.Second.Of(t.planned)
	t.say()
}

// present counts a run that was in the store before.
func (t *tally) present(run *trajectory.Run) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.now.Present++
	t.tell(run.Index(), trajectory.Finished, 0)
}

// leftBefore counts a run that was in the store before as failed, lost or deleted.
func (t *tally) leftBefore(run *trajectory.Run, status trajectory.Status) {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch status {
	case trajectory.Lost:
		t.now.LostBefore++
	case trajectory.Deleted:
		t.now.Deleted++
	default:
		t.now.FailedBefore++
	}
	t.tell(run.Index(), status, 0)
}

// elsewhere counts a run that another program executes.
func (t *tally) elsewhere(run *trajectory.Run) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.now.Elsewhere++
	t.tell(run.Index(), trajectory.Pending, 0)
}

// running notes that a run begins, or ends.
func (t *tally) running(change int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.now.Running += change
}

// refused counts a run that has ended, and that the store has not taken.
func (t *tally) refused(run *trajectory.Run) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.now.Unstored++
	t.tell(run.Index(), run.Record().Status, run.Record().Duration)
}

// unstored counts anew the runs of which is says so: the store has taken them, and could not keep them.
func (t *tally) unstored(is func(i int, was trajectory.Status) bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for i, status := range t.handed {
		if is(i, status) {
			*t.countOf(status)--
			t.now.Unstored++
			delete(t.handed, i)
			delete(t.kept, i)
		}
	}
	t.failed = slices.DeleteFunc(t.failed, func(r *RunError) bool { return t.handed[r.Run] == "" })
	t.report(t.now)
}

// countOf returns what counts the runs that have ended here in some way. It needs the lock.
func (t *tally) countOf(status trajectory.Status) *int {
	switch status {
	case trajectory.Finished:
		return &t.now.Finished
	case trajectory.Stopped:
		return &t.now.Stopped
	case trajectory.Lost:
		return &t.now.Lost
	default:
		return &t.now.Failed
	}
}

// ended counts a run that was executed and stored.
func (t *tally) ended(run *trajectory.Run, reason error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, path := range run.ReadPaths() {
		t.read[path] = true
	}
	record := run.Record()
	*t.countOf(record.Status)++
	t.handed[run.Index()] = record.Status
	if reason != nil {
		t.failed = append(t.failed, &RunError{run.Index(), describe(run), record.Status, reason})
		if !run.Empty() {
			t.kept[run.Index()] = true
		}
	}
	t.tell(run.Index(), record.Status, record.Duration)
}

// tell reports that a run needs no more work. It needs the lock.
func (t *tally) tell(run int, status trajectory.Status, took time.Duration) {
	t.now.Run, t.now.Status, t.now.Took = run, status, took
	t.simulated.ended(run, took > 0)
	t.say()
}

// advance takes in how much time a run under way has simulated, and reports it now and then.
func (t *tally) advance(run int, time float64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.simulated.advance(run, time) {
		t.now.Run, t.now.Status, t.now.Took = -1, trajectory.Pending, 0
		t.say()
	}
}

// say reports the present state. It needs the lock.
func (t *tally) say() {
	t.now.Elapsed, t.now.Left = time.Since(t.start), 0
	executed, rest := float64(t.now.Finished+t.now.Failed), float64(t.now.Total-t.now.Done())
	if t.lasting != nil {
		t.now.Simulated = units.Second.Of(t.done())
		executed, rest = t.here(), t.planned-t.done()
	}
	if executed > 0 && t.now.Stopped == 0 {
		t.now.Left = time.Duration(float64(t.now.Elapsed) / executed * max(rest, 0))
	}
	t.report(t.now)
}

// stored returns how many runs have finished and are in the store. It needs the lock.
func (t *tally) stored() int { return t.now.Finished + t.now.Present }

// halted notes the first fault that stops the exploration.
func (t *tally) halted(err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.fault == nil {
		t.fault = err
	}
}
