package manager

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"time"

	"github.com/sourcegraph/conc/pool"

	"golgi/internal/given"
	"golgi/trajectory"
)

// A Post says how runs that have finished are analysed again.
type Post struct {
	Analysers []string            // whose Analyse is called, by their names; none: all
	Existing  trajectory.Existing // what becomes of results that are there already
	Workers   int                 // runs at a time; 0: one per core
	Command   []string            // words of the command, for the record; nil: those of the fields above
}

// A Posted says what has come of it.
type Posted struct {
	Number    int   // of the post-processing, which results bear that it has given; 0: it has given none
	Analysed  int   // runs that have been given something
	Unchanged int   // runs that were analysed, and given nothing
	Before    int   // runs that this post-processing had analysed before it was interrupted
	Skipped   []int // runs that have not finished
}

// Post analyses the finished runs of a trajectory again, from what is stored, and adds what analysers give to the runs. The store has the trajectory;
// traj is that of the program, with its parameters: those that the runs had keep their values, and those that are new have the values that they have
// there, which are noted in the config of the trajectory, below post.
//
// Analysers see what they saw in the run: its subruns, its parameters, its results, and its monitors, which have what was stored of them (see
// [component.Subrun.AddMonitor]); that all are called at the same times as in the run is checked. To that end all parts are built, on a draft that connects
// and simulates nothing, and all hooks but Analyse are called with a run of no account. So analysers of spikes, rates and states need not know of it. What was not
// stored is an error for who asks for it: what a monitor recorded that nothing has stored, and variables of the network at the end of a subrun. Recordings are
// not stored again.
//
// A run is loaded as a whole: as many as there are workers must fit into memory.
//
// What is given bears the number of the post-processing, and Provenance.Posts of the trajectory says what it was. To give a result that is there is an
// error, with which all stops, unless p says otherwise. Runs change as a whole or not at all. After an interruption, the same program and command go on where they were. Order and number of workers
// do not bear on results.
//
// Errors and panics of hooks leave their run as it was; the error then is a [*PostError]. The store must be a [trajectory.Amender].
func (m *NetworkManager) Post(ctx context.Context, traj *trajectory.Trajectory, store trajectory.Store, p Post) (Posted, error) {
	if err := given.All("manager: Post", given.Arg{Name: "context", Value: ctx}, given.Arg{Name: "trajectory", Value: traj}, given.Arg{Name: "store", Value: store}); err != nil {
		return Posted{}, err
	}
	if err := m.checkPost(p); err != nil {
		return Posted{}, err
	}
	amender, is := store.(trajectory.Amender)
	if !is {
		return Posted{}, fmt.Errorf("manager: Post: a %T takes nothing for runs that have finished", store)
	}
	stored, err := store.LoadTrajectory(traj.Name())
	if err == nil {
		err = stored.Fetch()
	}
	if err != nil {
		return Posted{}, err
	}
	if p.Command == nil {
		p.Command = append([]string{"post", "--existing=" + p.Existing.String()}, p.Analysers...)
	}
	x := &posting{Post: p, m: m, store: store, amender: amender, stored: stored}
	return x.all(ctx, traj)
}

func (m *NetworkManager) checkPost(p Post) error {
	names := m.cycle.Analysers()
	for _, name := range p.Analysers {
		if !slices.Contains(names, name) {
			return &AnalyserError{name, names}
		}
	}
	switch {
	case len(names) == 0:
		return errors.New("manager: there is no analyser, and nothing to post-process with")
	case p.Workers < 0:
		return fmt.Errorf("manager: cannot post-process with %d workers; give 1 or more, or 0 for one per core", p.Workers)
	}
	return nil
}

// A posting is one call of Post.
type posting struct {
	Post
	m          *NetworkManager
	store      trajectory.Store
	amender    trajectory.Amender
	stored     *trajectory.Trajectory
	experiment *trajectory.Trajectory // the stored one, with the parameters that it has not
	news       []*trajectory.Parameter
	base       *base
	saving     sync.Once
	unsaved    error

	mu     sync.Mutex // guards all below
	posted Posted
	said   Progress
	failed []*RunError
	fault  error // of the store
}

func (x *posting) all(ctx context.Context, traj *trajectory.Trajectory) (Posted, error) {
	runs, err := x.finished()
	if err != nil {
		return x.posted, err
	}
	if x.experiment, x.news, err = extended(x.stored, traj); err != nil {
		return x.posted, err
	}
	number, err := x.number(runs)
	if err != nil {
		return x.posted, err
	}
	if x.base, err = x.m.replayedBase(ctx, x.experiment); err != nil {
		return x.posted, err
	}
	x.said = Progress{Total: len(runs), Run: -1, Status: trajectory.Pending}
	x.m.progress(x.said)
	within, stop := context.WithCancel(ctx)
	defer stop()
	began := time.Now()
	workers := pool.New().WithMaxGoroutines(cmp.Or(x.Workers, runtime.GOMAXPROCS(0)))
	for _, i := range runs {
		workers.Go(func() {
			if within.Err() == nil && !x.one(within, i, number, began) {
				stop()
			}
		})
	}
	workers.Wait()
	x.m.warnings.tell(x.m.log)
	if x.posted.Analysed > 0 {
		x.posted.Number = number
	}
	return x.posted, errors.Join(x.verdict(ctx), x.base.close())
}

// finished returns the runs that have finished, and notes the others.
func (x *posting) finished() (runs []int, err error) {
	for i := range x.stored.Len() {
		status, err := x.store.Status(x.stored, i)
		if err != nil {
			return nil, storeFailed(err)
		}
		if status == trajectory.Finished {
			runs = append(runs, i)
		} else {
			x.posted.Skipped = append(x.posted.Skipped, i)
		}
	}
	if len(runs) == 0 {
		return nil, fmt.Errorf("manager: none of the %d runs of %s has finished, and there is nothing to post-process", x.stored.Len(), x.stored.Name())
	}
	return runs, nil
}

// number returns the number of this post-processing: that of the last one if it is the same, and some run is missing in it; else the next one.
func (x *posting) number(runs []int) (int, error) {
	posts := &x.stored.Provenance.Posts
	this, err := x.this()
	if err != nil {
		return 0, err
	}
	records, err := trajectory.Records(x.store, x.stored)
	if err != nil {
		return 0, storeFailed(err)
	}
	for _, r := range records {
		for len(*posts) < r.Posts { // of which nobody knows what they were: an old Golgi has gone on with the file
			*posts = append(slices.Clip(*posts), trajectory.Post{})
		}
	}
	last := len(*posts)
	if last > 0 && (*posts)[last-1].Same(this) && slices.ContainsFunc(runs, func(i int) bool { return records[i].Posts < last }) {
		return last, nil
	}
	*posts = append(slices.Clip(*posts), this)
	number := len(*posts)
	for _, p := range x.news {
		p.Path = fmt.Sprintf("post.post_%05d.%s", number, p.Path)
		if err := x.stored.AddConfig(*p); err != nil {
			return 0, err
		}
	}
	return number, nil
}

// this describes the post-processing.
func (x *posting) this() (trajectory.Post, error) {
	golgi, revision := Versions()
	e, err := x.m.environment("") // nothing is compiled
	return trajectory.Post{Golgi: golgi, Revision: cmp.Or(revision, revisionIn(e)), Go: runtime.Version(), Program: program(), Command: x.Command,
		Start: time.Now().UTC().Round(time.Microsecond), Environment: e}, err
}

// one analyses one run, and stores what it was given. It returns false where nothing can go on.
func (x *posting) one(ctx context.Context, i, number int, began time.Time) bool {
	run, err := x.store.LoadRun(x.experiment, i)
	if err != nil {
		return x.note(nil, "", storeFailed(err), began)
	}
	if run.Record().Posts >= number {
		return x.note(run, presentBefore, nil, began)
	}
	reason := errLeft
	var wait sync.WaitGroup // a hook may end its goroutine
	wait.Go(func() { reason = x.analyse(ctx, run, number) })
	wait.Wait()
	switch {
	case reason != nil && ctx.Err() != nil:
		return false
	case reason != nil:
		refused := (*trajectory.ExistingError)(nil)
		return x.note(run, trajectory.Failed, reason, began) && !errors.As(reason, &refused) // of which the others would fail, too
	case len(run.Amended()) == 0:
		return x.note(run, unchanged, nil, began)
	}
	x.saving.Do(func() { x.unsaved = x.store.SaveTrajectory(x.stored) }) // not before: where nothing is given, nothing was done
	if err := errors.Join(x.unsaved); err != nil {
		return x.note(nil, "", storeFailed(err), began)
	}
	if err := x.amender.Amend(run); err != nil {
		return x.note(nil, "", storeFailed(err), began)
	}
	return x.note(run, trajectory.Finished, nil, began)
}

// What may have become of a run, beside its being Finished or Failed.
const presentBefore, unchanged trajectory.Status = "present", "unchanged"

// note counts a run, and reports it. It returns false where the store has failed.
func (x *posting) note(run *trajectory.Run, what trajectory.Status, reason error, began time.Time) bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	switch what {
	case trajectory.Finished:
		x.posted.Analysed++
		x.said.Finished++
	case unchanged:
		x.posted.Unchanged++
		x.said.Finished++
	case presentBefore:
		x.posted.Before++
		x.said.Present++
	case trajectory.Failed:
		x.failed = append(x.failed, &RunError{run.Index(), describe(run), trajectory.Failed, reason})
		x.said.Failed++
	default:
		x.fault = cmp.Or(x.fault, reason)
		return false
	}
	x.said.Run, x.said.Status, x.said.Elapsed = run.Index(), what, time.Since(began)
	if done := x.said.Done() - x.said.Present; done > 0 {
		x.said.Left = x.said.Elapsed / time.Duration(done) * time.Duration(x.said.Total-x.said.Done())
	}
	x.m.progress(x.said)
	return true
}

// verdict returns what is to be said when nothing goes on any more.
func (x *posting) verdict(ctx context.Context) error {
	fault := x.fault
	if err := x.store.Sync(); err != nil && fault == nil {
		fault = storeFailed(err)
	}
	var failed error
	if len(x.failed) > 0 {
		slices.SortFunc(x.failed, func(a, b *RunError) int { return cmp.Compare(a.Run, b.Run) })
		failed = &PostError{x.said.Total, x.said.Total - x.said.Done(), x.failed}
	}
	if err := ctx.Err(); err != nil && fault == nil && x.said.Done() < x.said.Total {
		fault = fmt.Errorf("manager: stopped; %d of %d runs are post-processed, and the same command goes on with the others: %w", x.said.Finished+x.said.Present, x.said.Total, err)
	}
	return errors.Join(fault, failed)
}
