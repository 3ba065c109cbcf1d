package manager

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"golgi/trajectory"
)

// A run may take the program with it: out of memory, or by a C library that aborts. A store that is a
// [trajectory.Witness] knows which runs were under way then. Each of them is executed when all others have ended, and with
// nothing else at work. Who dies then has done it, and is lost: there is an end to resuming.
//
// Half of them at a time would be over sooner where all are innocent. But then runs would be lost that have only died in company, as
// when two together need more memory than there is; and a death says of one run something only if it was alone.

// suspects are the runs of an exploration that were under way when a program died. They do not change.
type suspects struct {
	witness trajectory.Witness // nil if the store is none
	deaths  map[int][]trajectory.Death
	before  map[int]int // of those that are lost: with how many deaths that has been stored
}

// suspectsOf asks the store, if it knows.
func suspectsOf(traj *trajectory.Trajectory, store trajectory.Store) (*suspects, error) {
	s := &suspects{deaths: map[int][]trajectory.Death{}, before: map[int]int{}}
	witness, is := store.(trajectory.Witness)
	if !is {
		return s, nil
	}
	s.witness = witness
	all, err := witness.Deaths(traj)
	if err != nil {
		return nil, err
	}
	for _, d := range all {
		if trajectory.PreRun <= d.Run && d.Run < traj.Len() { // a store may say anything
			s.deaths[d.Run] = append(s.deaths[d.Run], d)
		}
	}
	s.pardon(traj, store)
	for i := range s.deaths {
		run, err := store.LoadRun(traj, i)
		switch {
		case errors.Is(err, trajectory.ErrNotFound):
		case err != nil:
			return nil, err
		case run.Record().Status == trajectory.Lost:
			s.before[i] = deathsIn(run.Record().Error)
		}
	}
	return s, nil
}

// pardon forgets the deaths of programs in which a run has still come to a checkpoint: the next one begins behind that. Where it dies of the run, it does so before there is
// another.
func (s *suspects) pardon(traj *trajectory.Trajectory, store trajectory.Store) {
	keeper, keeps := store.(trajectory.Checkpointer)
	if !keeps {
		return
	}
	for i, deaths := range s.deaths {
		from, made, err := keeper.LastCheckpoint(traj, i)
		if err != nil {
			continue // there is none, or begin says what is wrong with it
		}
		_ = from.Close() // nothing was read
		if deaths = slices.DeleteFunc(deaths, func(d trajectory.Death) bool { return d.Begun.Before(made) }); len(deaths) == 0 {
			delete(s.deaths, i)
		} else {
			s.deaths[i] = deaths
		}
	}
}

// postponed are the runs that are executed later, and alone.
type postponed struct {
	mu    sync.Mutex // guards below
	later map[int]bool
}

// postpone has a run executed later, and alone.
func (p *postponed) postpone(i int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.later == nil {
		p.later = map[int]bool{}
	}
	p.later[i] = true
}

// watch notes that a run is under way which has no storage yet.
func (s *suspects) watch(traj *trajectory.Trajectory, i int) (done func(ended bool) error, err error) {
	if s.witness == nil {
		return func(bool) error { return nil }, nil
	}
	return s.witness.Watch(traj, i)
}

// noteStopping notes when the program is asked to stop, as far as ctx says so, until the end is called.
func (e *exploration) noteStopping(ctx context.Context) (end func(), err error) {
	if e.witness == nil {
		return func() {}, nil
	}
	if err := e.witness.Stopping(false); err != nil {
		return nil, err
	}
	noted := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(noted)
		if err := e.witness.Stopping(true); err != nil {
			e.m.log.Warn().Err(err).Msg("it cannot be noted that the program was asked to stop")
		}
	})
	return func() {
		if !stop() {
			<-noted
		}
	}, nil
}

// lost returns why a run is lost, or nil. The first death with it only makes it suspect, also if no other run was under way
// then, as with one worker. From then on it is executed alone; if the program dies again while it is, that has lost it.
func (s *suspects) lost(i int) error {
	deaths := s.deaths[i]
	n := len(deaths)
	if n == 0 || s.before[i]+n < 2 || !deaths[n-1].Alone {
		return nil
	}
	var by []string
	for _, d := range deaths {
		by = append(by, d.By)
	}
	by = slices.Compact(by)
	by = by[max(0, len(by)-2):]
	return fmt.Errorf(lostText+", at last with no other run under way (%s)", trajectory.ErrLost, s.before[i]+n, strings.Join(by, ", "))
}

// lostText is how the reason of a run that is lost begins.
const lostText = "%w %d times"

// deathsIn returns how many deaths the reason names for which a run was lost: one at least.
func deathsIn(reason string) (n int) {
	format := strings.Replace(lostText, "%w", trajectory.ErrLost.Error(), 1)
	if _, err := fmt.Sscanf(reason, format, &n); err != nil || n < 1 || n > trajectory.MaxRuns {
		return 1
	}
	return n
}

// announce says which runs are under suspicion, by the program that died last with them, and which have failed and are left so,
// though a program has died with them since.
func (e *exploration) announce() error {
	again, left := map[string][]string{}, map[string][]string{}
	for _, i := range slices.Sorted(maps.Keys(e.deaths)) {
		status, err := e.store.Status(e.traj, i)
		if err != nil {
			return err
		}
		if i == trajectory.PreRun || e.lost(i) != nil && !e.reruns(i) {
			continue
		}
		run, err := e.traj.Run(i)
		if err != nil {
			return err
		}
		by := e.deaths[i][len(e.deaths[i])-1].By
		switch {
		case !e.left(i, status):
			again[by] = append(again[by], describe(run))
		case status == trajectory.Failed:
			left[by] = append(left[by], describe(run))
		}
	}
	e.warn(again, "%s was under way when %s died; it is tried again, last and alone",
		"%s were under way when %s died; they are tried again, last and each alone")
	e.warn(left, "%s had failed, was executed again, and was under way when %s died; it is left as failed, and --rerun-failed "+
		"(WithFailedRuns) executes it once more", "%s had failed, were executed again, and were under way when %s died; they are left as "+
		"failed, and --rerun-failed (WithFailedRuns) executes them once more")
	return nil
}

// warn says something of runs, by the program that died with them.
func (e *exploration) warn(runs map[string][]string, ofOne, ofSeveral string) {
	for _, by := range slices.Sorted(maps.Keys(runs)) {
		names, text := runs[by], ofOne
		if len(names) > 1 {
			text = ofSeveral
		}
		if more := len(names) - mostAnnounced; more > 0 {
			names = append(names[:mostAnnounced:mostAnnounced], fmt.Sprintf("and %d more", more))
		}
		e.m.log.Warn().Msgf(text, strings.Join(names, ", "), by)
	}
}

// mostAnnounced is how many runs a message names.
const mostAnnounced = 8

// prepare makes the base of the runs, and stores a pre-run that has failed. Where the program has died of that again, it does not. Each of
// several programs does so for itself: what the others have stored as lost keeps this one from nothing.
func (e *exploration) prepare(ctx context.Context) error {
	status, err := e.store.Status(e.traj, trajectory.PreRun)
	if err != nil {
		return storeFailed(err)
	}
	if why := e.lost(trajectory.PreRun); why != nil && !e.m.rerun {
		return errors.Join(&preRunLostError{why.Error()}, e.lose(trajectory.PreRun, why))
	}
	if status == trajectory.Lost && e.has(trajectory.PreRun) && !e.m.rerun {
		run, err := e.store.LoadRun(e.traj, trajectory.PreRun)
		if err != nil {
			return storeFailed(err)
		}
		return &preRunLostError{run.Record().Error}
	}
	if deaths := e.deaths[trajectory.PreRun]; deaths != nil {
		e.m.log.Warn().Msgf("PreBuild or the pre-run was under way when %s died; they are tried again", deaths[len(deaths)-1].By)
	}
	done, err := e.watch(e.traj, trajectory.PreRun)
	if err != nil {
		return storeFailed(err)
	}
	b, err := e.m.prepare(ctx, e.traj)
	e.base = b
	if noted := done(ctx.Err() == nil); noted != nil {
		err = errors.Join(err, storeFailed(noted))
	}
	if e.preRunSaid = status == trajectory.Lost; err != nil {
		return errors.Join(err, e.savePreRun())
	}
	return nil
}

// A preRunLostError is that no run can begin.
type preRunLostError struct{ why string }

func (e *preRunLostError) Error() string {
	return "manager: without PreBuild and the pre-run no run can begin, and they are lost: " + e.why + "; mend what they do, and have " +
		"them executed again as what has failed is (WithFailedRuns, --rerun-failed)"
}

func (e *preRunLostError) Unwrap() error { return trajectory.ErrLost }

// alone executes the runs under suspicion, one after another, when all others are stored.
func (e *exploration) alone(ctx context.Context) {
	for i := range e.deaths {
		if i >= e.from {
			e.postpone(i)
		}
	}
	later := slices.Sorted(maps.Keys(e.later))
	e.later = nil
	for _, i := range later {
		if i == trajectory.PreRun || ctx.Err() != nil {
			continue
		}
		if e.store.Sync() != nil { // which Explore asks for once more
			return
		}
		why := e.lost(i)
		if why == nil || e.reruns(i) {
			e.execute(ctx, i)
		} else if err := e.lose(i, why); err != nil {
			e.halt(err)
			return
		}
	}
}

// lose stores that a run is lost. What it had given when it was stopped before is kept.
func (e *exploration) lose(i int, why error) error {
	run, err := e.asItEnded(i)
	if err != nil {
		return err
	}
	deaths := e.deaths[i]
	begun := deaths[len(deaths)-1].Begun
	run.Begin(begun)
	run.End(begun, why) // nobody knows when
	writer, refused := e.store.Begin(run)
	switch {
	case i == trajectory.PreRun && (errors.Is(refused, trajectory.ErrExists) || errors.Is(refused, trajectory.ErrElsewhere)):
		return nil // that it has finished before, or elsewhere, stays true
	case refused != nil:
		return storeFailed(refused)
	case i == trajectory.PreRun:
		return put(run, writer, why)
	}
	e.end(run, writer, why)
	return nil
}

// asItEnded returns a run that is open, with what it had given if it has ended before and not finished.
func (e *exploration) asItEnded(i int) (*trajectory.Run, error) {
	run, err := e.traj.Run(i)
	if err != nil {
		return nil, err
	}
	was, err := e.store.LoadRun(e.traj, i)
	switch {
	case errors.Is(err, trajectory.ErrNotFound):
		return run, nil
	case err != nil:
		return nil, storeFailed(err)
	case was.Err() == nil:
		return run, nil
	}
	var faults []error
	for _, p := range was.Derived() {
		faults = append(faults, run.AddDerived(p))
	}
	for _, res := range was.Results() {
		faults = append(faults, run.AddResult(res))
	}
	return run, errors.Join(faults...)
}
