package manager

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"time"

	"github.com/sourcegraph/conc/pool"

	"golgi/internal/given"
	"golgi/trajectory"
)

// Explore executes all runs of traj, so many at a time as workers says (0 is one per core), and puts each
// into store when it has ended. Runs that the store has already are left out, failed and lost ones among them (see
// [WithFailedRuns]), and so are those that it refuses with [trajectory.ErrElsewhere]. Order and number of
// workers do not bear on results.
//
// Before the first run some points are tried: all hooks up to the first step are called there, on a network that is not
// connected and does not simulate. These are the first run that is missing; one for each further value of a text, a truth
// value or a whole number that the hooks read; and one for the second value of any other parameter, and each further
// one, if that changes how many elements an object has. There are 20 of them at most, after the first no more than fit into
// a second, and none where one run is missing; of those alone that are this program's to execute, if the store is a
// [trajectory.Sharer]. Durations are checked at all points. If any of this fails, no run begins, and
// the error is a [*PointsError]. See [WithoutTrials].
//
// Errors and panics of hooks in a run end only their run; the error then is a [*RunsError], which wraps each. When
// ctx is cancelled, the runs under way stop, and the error wraps that of ctx. What such runs had given is stored with
// them. If the store fails, all stops
// with its error. What has finished is stored in any case.
func (m *NetworkManager) Explore(ctx context.Context, traj *trajectory.Trajectory, store trajectory.Store,
	workers int) error {
	if err := given.All("manager: Explore", given.Arg{Name: "context", Value: ctx}, given.Arg{Name: "trajectory", Value: traj}, given.Arg{Name: "store", Value: store}); err != nil {
		return err
	}
	return m.explore(ctx, &exploration{m: m, traj: traj, store: store}, workers)
}

// explore executes all runs of an exploration, and then what its search finds, if it has one.
func (m *NetworkManager) explore(ctx context.Context, e *exploration, workers int) error {
	if workers < 0 {
		return fmt.Errorf("manager: cannot explore with %d workers; give 1 or more, or 0 for one "+
			"per core", workers)
	}
	if workers == 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	if err := errors.Join(m.Describe(e.traj), keepOrigin(e.traj, e.store)); err != nil {
		return err
	}
	if err := e.retrace(ctx); err != nil {
		return err
	}
	e.until = e.traj.Len()
	if err := e.store.SaveTrajectory(e.traj); err != nil {
		return storeFailed(err)
	}
	var err error
	if e.suspects, err = suspectsOf(e.traj, e.store); err != nil {
		return storeFailed(err)
	}
	e.room = room{most: m.memoryCap, tell: func(text string) { m.log.Warn().Msg(text) }}
	end, err := e.noteStopping(ctx)
	if err != nil {
		return storeFailed(err)
	}
	defer end()
	if err := e.prepare(ctx); err != nil {
		return err
	}
	if err := e.try(ctx); err != nil {
		return err
	}
	if err := e.savePreRun(); err != nil { // not before: where no run begins, nothing is stored
		return err
	}
	if err := e.announce(); err != nil {
		return storeFailed(err)
	}
	e.tally.begin(e.until, e.generation(), e.lasting(), m.progress)
	e.run(ctx, workers)
	for e.searchOn(ctx) {
		e.run(ctx, workers)
	}
	m.warnings.tell(m.log)
	e.sync()
	return e.verdict(ctx)
}

// sync waits until the store is safe, and counts what it could not keep.
func (e *exploration) sync() {
	err := e.store.Sync()
	if err == nil {
		return
	}
	e.tally.halted(storeFailed(err))
	e.tally.unstored(func(i int, was trajectory.Status) bool {
		status, err := e.store.Status(e.traj, i)
		return err != nil || status != was
	})
}

func storeFailed(err error) error { return fmt.Errorf("manager: the store has failed: %w", err) }

// savePreRun stores the pre-run, also a failed one, unless it is stored already, or there is nothing to say, and nothing
// else is said in the store.
func (e *exploration) savePreRun() error {
	if e.base == nil || !e.base.worthStoring() && !e.preRunSaid {
		return nil
	}
	err := trajectory.SaveRun(e.store, e.base.run)
	if err != nil && !errors.Is(err, trajectory.ErrExists) && !errors.Is(err, trajectory.ErrElsewhere) {
		return storeFailed(err)
	}
	return nil
}

// An exploration is one call of Explore.
type exploration struct {
	m     *NetworkManager
	base  *base
	traj  *trajectory.Trajectory
	store trajectory.Store
	stop  context.CancelCauseFunc // after which no run begins, and those under way stop
	from  int                     // before it, all runs have ended
	until int                     // so many runs there are, though somebody may expand the trajectory meanwhile
	tally tally
	room  room
	searching

	preRunSaid bool // lost, in the store
	*suspects
	postponed
}

// run returns when all runs from number from on have ended, or those under way have after ctx was cancelled.
func (e *exploration) run(ctx context.Context, workers int) {
	ctx, e.stop = context.WithCancelCause(ctx)
	defer e.stop(nil)
	p := pool.New().WithMaxGoroutines(workers)
	for i := e.from; i < e.until; i++ {
		if e.deaths[i] == nil {
			p.Go(func() { e.one(ctx, i) })
		}
	}
	p.Wait()
	e.alone(ctx)
}

// errLeft stands until a run has returned. It stays if a hook ends its goroutine, as t.FailNow does.
var errLeft = errors.New("manager: a hook has ended the goroutine of the run (runtime.Goexit)")

// one executes run i and stores it, unless that was done before. A run that was lost is put off.
func (e *exploration) one(ctx context.Context, i int) {
	if ctx.Err() != nil {
		return
	}
	if e.reruns(i) {
		switch status, err := e.store.Status(e.traj, i); {
		case err != nil:
			e.halt(storeFailed(err))
			return
		case status == trajectory.Lost:
			e.postpone(i)
			return
		}
	}
	e.execute(ctx, i)
}

// execute is one for a run that is not put off.
func (e *exploration) execute(ctx context.Context, i int) {
	run, err := e.traj.Run(i)
	if err != nil {
		e.halt(err)
		return
	}
	writer, err := e.begin(ctx, run)
	switch {
	case err != nil:
		e.halt(storeFailed(err))
		return
	case writer == nil:
		return
	}
	defer e.room.leave()
	run.StreamTo(writer)
	reason := errLeft
	e.tally.running(1)
	defer func() {
		e.tally.running(-1)
		e.end(run, writer, reason)
	}()
	reason = e.m.execute(ctx, e.base, run, company{func(time float64) { e.tally.advance(i, time) }, e.checkpointsOf(run)})
}

// begin opens the storage of a run when there is room for it. It returns nil, and counts the run, if it is not to be executed here.
func (e *exploration) begin(ctx context.Context, run *trajectory.Run) (trajectory.RunWriter, error) {
	status, err := e.store.Status(e.traj, run.Index())
	if err != nil {
		return nil, err
	}
	if e.left(run.Index(), status) {
		e.leave(run, status)
		return nil, nil
	}
	if e.room.enter(ctx) != nil { // all stops
		return nil, nil
	}
	writer, err := e.store.Begin(run)
	if err != nil {
		e.room.leave()
	}
	switch {
	case errors.Is(err, trajectory.ErrExists):
		e.tally.present(run)
		return nil, nil
	case errors.Is(err, trajectory.ErrElsewhere):
		e.tally.elsewhere(run)
		return nil, nil
	}
	return writer, err
}

// has reports whether a run is for this program to execute, as far as the store says so.
func (e *exploration) has(i int) bool {
	sharer, is := e.store.(trajectory.Sharer)
	return !is || sharer.Has(i)
}

// left reports whether a run of a status is left as it is.
func (e *exploration) left(i int, status trajectory.Status) bool {
	return status == trajectory.Deleted || !e.reruns(i) && (status == trajectory.Failed || status == trajectory.Lost)
}

// leave counts a run that is left as it is. One that was lost is named, since others may be waiting for it.
func (e *exploration) leave(run *trajectory.Run, status trajectory.Status) {
	if status == trajectory.Lost {
		if was, err := e.store.LoadRun(e.traj, run.Index()); err == nil {
			e.m.log.Warn().Msgf("%s is lost: %s; --rerun-failed (WithFailedRuns) executes it again", describe(run), was.Record().Error)
		}
	}
	e.tally.leftBefore(run, status)
}

// end stores a run that has ended for that reason, or finished if there is none.
func (e *exploration) end(run *trajectory.Run, writer trajectory.RunWriter, reason error) {
	if err := put(run, writer, reason); err != nil {
		e.halt(fmt.Errorf("%w (at %s)", storeFailed(err), run.Name()))
		e.tally.refused(run)
		return
	}
	e.logEnd(run, reason)
	e.tally.ended(run, reason)
}

// halt stops the exploration because of err.
func (e *exploration) halt(err error) {
	e.m.log.Info().Err(err).Msg("exploration halts")
	e.stop(err)
	e.tally.halted(err)
}

// put hands a run to the store, with all that it gave. If the store fails, the run is as if it had never begun.
func put(run *trajectory.Run, writer trajectory.RunWriter, reason error) error {
	run.End(time.Now(), reason) // which has happened, unless the goroutine has gone
	for _, p := range run.Derived() {
		if err := writer.Append(p.Path, p); err != nil {
			return errors.Join(err, writer.Abort(nil))
		}
	}
	for _, res := range run.Results() {
		if err := writer.Append(res.Path, res); err != nil {
			return errors.Join(err, writer.Abort(nil))
		}
	}
	if reason != nil {
		return writer.Abort(reason)
	}
	return writer.Commit()
}

func (e *exploration) logEnd(run *trajectory.Run, reason error) {
	log, record := e.m.logOf(run), run.Record()
	log.Info().Err(reason).Str("status", string(record.Status)).Dur("took", record.Duration).Msg("run ends")
}
