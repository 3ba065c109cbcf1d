package trajectory

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// PreRun is the index of the pre-run, whose results belong to the trajectory as a whole.
const PreRun = -1

// A Run is one point of an exploration: its parameters are fixed, its results are open. It is a [Reader]
// of the parameters at its point. One goroutine at a time may use it.
//
// The pre-run has no point: reading an explored parameter through it is an error. So what is built before
// the runs cannot depend on what differs between them.
type Run struct {
	trajectory *Trajectory
	index      int
	point      []any           // the explored values, along the axes of the trajectory
	read       map[string]bool // paths of the parameters read so far
	wanted     map[string]bool // those that have no value here
	derived    *tree[Parameter]
	results    *tree[Result]
	writer     RunWriter       // where results stream to; nil: they stay here
	intake     *Intake         // of what streams
	streams    map[string]bool // results that were begun by Append
	record     Record
	began      time.Time // with its monotonic clock, for the duration
	reopened   *reopened // nil: it was not
}

// A Record is what the run table of a store says of a run. Times are kept to the microsecond, so that a
// store may write them as float64 seconds. Error is the message of what ended the run early, Stack the
// stack of the goroutine if that was a panic, Warnings what hooks have warned of, a line each.
type Record struct {
	Status   Status
	Start    time.Time // in UTC
	Duration time.Duration
	Error    string
	Stack    string
	Warnings string
	Log      string // what hooks have logged, a line each, of a run that has not finished, or of any; too long ones say what was cut
	Posts    int    // number of the last post-processing that has added to it, from 1, as in Provenance.Posts; 0: none
}

// Status says how far a run has come.
type Status string

// A run is Pending until Begin, Running until End, and then one of the others for good, unless what it gave is deleted.
const (
	Pending  Status = "pending"
	Running  Status = "running"
	Finished Status = "finished"
	Failed   Status = "failed"  // by an error or a panic of its own
	Stopped  Status = "stopped" // from outside: its context was cancelled, or had a deadline
	Lost     Status = "lost"    // with the program, which has died of it more than once; see [Witness]
	Deleted  Status = "deleted" // it had ended, and somebody has deleted what it gave; it is not executed again
)

func newRun(t *Trajectory, index int, point []any) *Run {
	return &Run{
		trajectory: t,
		index:      index,
		point:      point,
		read:       map[string]bool{},
		wanted:     map[string]bool{},
		derived:    newTree[Parameter]("derived parameter"),
		results:    newTree[Result]("result"),
		record:     Record{Status: Pending},
	}
}

// RunName returns the name of run i, as in "run_00000003"; that of the pre-run is "pre_run".
func RunName(i int) string {
	if i == PreRun {
		return "pre_run"
	}
	return fmt.Sprintf("run_%08d", i)
}

// Index returns the number of the run, from 0, or PreRun.
func (r *Run) Index() int { return r.index }

// Name returns RunName of its index.
func (r *Run) Name() string { return RunName(r.index) }

// Trajectory returns the trajectory to which the run belongs.
func (r *Run) Trajectory() *Trajectory { return r.trajectory }

// Parameter returns a copy of the parameter that path means, with its value at this run's point. It is an
// error that wraps [ErrExplored] to read an explored parameter in the pre-run.
func (r *Run) Parameter(path string) (*Parameter, error) {
	if r == nil {
		return nil, errNoRun
	}
	path, err := r.expand(path)
	if err != nil {
		return nil, err
	}
	full, err := r.trajectory.find(path)
	if err != nil {
		return nil, err
	}
	return r.at(full)
}

// Parameters returns copies of all parameters below group, sorted by path; all of them count as read.
func (r *Run) Parameters(group string) ([]*Parameter, error) {
	if r == nil {
		return nil, errNoRun
	}
	group, err := r.expand(group)
	if err != nil {
		return nil, err
	}
	paths, err := r.trajectory.below(group)
	if err != nil {
		return nil, err
	}
	ps := make([]*Parameter, len(paths))
	var faults []error
	for i, path := range paths {
		ps[i], err = r.at(path)
		faults = append(faults, err)
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	return ps, nil
}

// at returns the parameter of that full path with its value here, and notes that it was read.
func (r *Run) at(path string) (*Parameter, error) {
	p, axis := r.trajectory.parameter(path)
	if axis >= 0 {
		if r.index == PreRun {
			r.wanted[path] = true
			return nil, faultf(ErrExplored, "trajectory: %s is explored: it has no value before the runs; "+
				"build what depends on it in Build", path)
		}
		p.Value = r.point[axis]
	}
	r.read[path] = true
	return p.clone(), nil
}

// ReadPaths returns the full paths of the parameters that were read through the run, sorted.
func (r *Run) ReadPaths() []string { return slices.Sorted(maps.Keys(r.read)) }

// WantedPaths returns the full paths of the explored parameters that the pre-run was asked for, and has no value of, sorted.
func (r *Run) WantedPaths() []string { return slices.Sorted(maps.Keys(r.wanted)) }

// Renew takes back all that a run that has not ended has given and read, so that it can be executed again.
func (r *Run) Renew() {
	if r == nil || r.record.Status != Pending && r.record.Status != Running {
		return
	}
	fresh := newRun(r.trajectory, r.index, r.point)
	r.read, r.wanted, r.derived, r.results, r.record.Warnings = fresh.read, fresh.wanted, fresh.derived, fresh.results, ""
	if r.writer == nil { // what went to a writer cannot be taken back, and not be given again
		r.intake, r.streams = nil, nil
	}
}

// AddDerived adds a parameter that the run has computed from its own, for the record. Derived parameters
// have a tree of their own; readers do not find them.
func (r *Run) AddDerived(p Parameter) error {
	if r == nil {
		return errNoRun
	}
	path, err := r.expand(p.Path)
	if err != nil {
		return err
	}
	p.Path = path
	p, err = p.canonical(r.trajectory.laws)
	if err == nil {
		err = r.derived.admit(p.Path)
	}
	if err == nil && r.reopened != nil {
		err = errors.New("post-processing adds results, and what parameters the run has derived is settled")
	}
	if err != nil {
		return prefixed(fmt.Sprintf("trajectory: %s: cannot add derived parameter %q", r.Name(), p.Path), err)
	}
	r.derived.put(p.Path, p)
	return nil
}

// Derived returns copies of the derived parameters, sorted by path.
func (r *Run) Derived() []Parameter {
	ps := make([]Parameter, 0, len(r.derived.paths))
	for _, p := range r.derived.all {
		ps = append(ps, *p.clone())
	}
	return ps
}

// AddResult adds a result. Its path must be new, and no other result may be above or below it.
func (r *Run) AddResult(res Result) error {
	if r == nil {
		return errNoRun
	}
	path, err := r.expand(res.Path)
	if err != nil {
		return err
	}
	res.Path = path
	res, err = res.canonical(r.trajectory.laws)
	if err == nil && r.reopened != nil {
		res, err = r.reopened.result(res, r.results)
	} else if err == nil {
		err = r.results.admit(res.Path)
	}
	if err != nil {
		return prefixed(fmt.Sprintf("trajectory: %s: cannot add result %q", r.Name(), res.Path), err)
	}
	r.results.put(res.Path, res.Clone())
	return nil
}

// Result returns a copy of the result that path means: its full path, or the unambiguous end of it.
func (r *Run) Result(path string) (Result, error) {
	if r == nil {
		return Result{}, errNoRun
	}
	path, err := r.expand(path)
	if err != nil {
		return Result{}, err
	}
	full, err := r.results.find(path)
	if err != nil {
		return Result{}, fmt.Errorf("trajectory: %s: %w", r.Name(), err)
	}
	if r.results.leaves[full].away {
		return Result{}, fmt.Errorf("trajectory: %s: result %q: %w", r.Name(), full, errAway)
	}
	return r.results.leaves[full].Clone(), nil
}

// Results returns copies of all results but those that were streamed to the store, sorted by path.
func (r *Run) Results() []Result {
	results := make([]Result, 0, len(r.results.paths))
	for _, res := range r.results.all {
		if !res.away {
			results = append(results, res.Clone())
		}
	}
	return results
}

// Heads returns copies of the results, sorted by path, without the values of their items: of large ones that is little.
func (r *Run) Heads() []Result {
	var heads []Result
	for _, res := range r.results.all {
		if res.away {
			continue
		}
		res.Items = slices.Clone(res.Items)
		for k := range res.Items {
			res.Items[k].Value = nil
		}
		heads = append(heads, res.Clone())
	}
	return heads
}

// Contents returns the full paths of the results, and of their items, path.item, in order. It copies no value.
func (r *Run) Contents() []string {
	var paths []string
	for path, res := range r.results.all {
		if res.away {
			continue
		}
		paths = append(paths, path)
		for _, item := range res.Items {
			paths = append(paths, path+"."+item.Name)
		}
	}
	return paths
}

// Empty reports whether the run has given nothing: no result, and no derived parameter.
func (r *Run) Empty() bool { return len(r.results.paths)+len(r.derived.paths) == 0 }

// Record returns what the run table says of the run.
func (r *Run) Record() Record { return r.record }

// Restore gives a run the record under which a store has kept it.
func (r *Run) Restore(record Record) error {
	if r == nil {
		return errNoRun
	}
	switch record.Status {
	case Pending, Running, Finished, Failed, Stopped, Lost, Deleted:
		record.Start = stamp(record.Start)
		record.Duration = record.Duration.Round(time.Microsecond)
		r.record = record
		return nil
	}
	return fmt.Errorf("trajectory: %s: unknown status %q; there are %s, %s, %s, %s, %s, %s and %s",
		r.Name(), record.Status, Pending, Running, Finished, Failed, Stopped, Lost, Deleted)
}

// Begin says that the run was started at time now. It does nothing if it has begun already.
func (r *Run) Begin(now time.Time) {
	if r == nil {
		return
	}
	if r.record.Status == Pending {
		r.record.Status = Running
		r.record.Start = stamp(now)
		r.began = now
	}
}

// End says that the run has ended at time now, and why: it has finished if reason is nil, was stopped if
// reason is that a context was cancelled or has expired, is lost if reason is ErrLost, and has failed otherwise. A reason (or an error
// that it wraps) with a method Stack() string gives the record its stack. Only the first End counts, except
// that a finished run can still fail, as when its results cannot be stored.
func (r *Run) End(now time.Time, reason error) {
	if r == nil {
		return
	}
	r.Begin(now)
	if r.record.Status == Finished {
		r.fail(reason)
	}
	if r.record.Status != Running {
		return
	}
	r.record.Duration = max(0, now.Sub(r.began)).Round(time.Microsecond)
	r.record.Status = Finished
	r.fail(reason)
}

// fail takes down the reason for which the run did not finish, if there is one.
func (r *Run) fail(reason error) {
	if reason == nil {
		return
	}
	r.record.Status = statusFrom(reason)
	r.record.Error = storable(reason.Error())
	var panicked interface{ Stack() string }
	if errors.As(reason, &panicked) {
		r.record.Stack = storable(panicked.Stack())
	}
}

// Warn notes in the record what somebody should know of a run, though it goes on. The same text is noted once.
func (r *Run) Warn(text string) {
	if r == nil {
		return
	}
	line := storable(strings.ReplaceAll(text, "\n", " "))
	if !slices.Contains(strings.Split(r.record.Warnings, "\n"), line) {
		r.record.Warnings = strings.TrimPrefix(r.record.Warnings+"\n"+line, "\n")
	}
}

// KeepLog gives the record a log, for who looks for what went wrong.
func (r *Run) KeepLog(text string) {
	if r != nil {
		r.record.Log = storable(text)
	}
}

// Err returns what ended the run early, and nil if it has finished or not ended.
func (r *Run) Err() error {
	if r == nil {
		return errNoRun
	}
	switch r.record.Status {
	case Failed, Stopped, Deleted:
		return fmt.Errorf("trajectory: %s %s: %s", r.Name(), r.record.Status, r.record.Error)
	case Lost:
		return lostError{fmt.Sprintf("trajectory: %s %s: %s", r.Name(), r.record.Status, r.record.Error)}
	}
	return nil
}

// A lostError is an ErrLost in the words of a record.
type lostError struct{ text string }

func (e lostError) Error() string { return e.text }
func (e lostError) Unwrap() error { return ErrLost }

func statusFrom(reason error) Status {
	switch {
	case errors.Is(reason, ErrLost):
		return Lost
	case errors.Is(reason, context.Canceled) || errors.Is(reason, context.DeadlineExceeded):
		return Stopped
	}
	return Failed
}

// stamp strips what a store does not keep of a time: the monotonic clock, the zone, the nanoseconds.
func stamp(t time.Time) time.Time { return t.UTC().Round(time.Microsecond) }

// storable makes text that checkText accepts of any text: an error message must not be lost to its bytes.
func storable(text string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\x00", "\uFFFD")
}
