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

// suspects are the runs of an exploration that were under way when a program died, or have been lost before.
type suspects struct {
	witness trajectory.Witness // nil if the store is none
	deaths  map[int][]trajectory.Death

	mu    sync.Mutex   // guards below
	later map[int]bool // runs to be executed alone
}

// suspectsOf asks the store, if it knows.
func suspectsOf(traj *trajectory.Trajectory, store trajectory.Store) (*suspects, error) {
	s := &suspects{deaths: map[int][]trajectory.Death{}, later: map[int]bool{}}
	witness, is := store.(trajectory.Witness)
	if !is {
		return s, nil
	}
	s.witness = witness
	all, err := witness.Deaths(traj)
	for _, d := range all {
		if trajectory.PreRun <= d.Run && d.Run < traj.Len() { // another store may say anything
			s.deaths[d.Run] = append(s.deaths[d.Run], d)
		}
	}
	return s, err
}

// postpone has a run executed later, and alone.
func (s *suspects) postpone(i int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.later[i] = true
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

// lost returns why a run is lost, or nil: the program has died again, with nothing else under way.
func (s *suspects) lost(i int) error {
	deaths := s.deaths[i]
	n := len(deaths)
	if n < 2 || !deaths[n-1].Alone {
		return nil
	}
	var by []string
	for _, d := range deaths {
		by = append(by, d.By)
	}
	return fmt.Errorf("%w %d times, at last with no other run under way (%s)", trajectory.ErrLost, n,
		strings.Join(slices.Compact(by), ", "))
}

// announce says which runs are under suspicion, by the program that died last with them.
func (e *exploration) announce() error {
	with := map[string][]string{}
	for _, i := range slices.Sorted(maps.Keys(e.deaths)) {
		status, err := e.store.Status(e.traj, i)
		if err != nil {
			return err
		}
		if i == trajectory.PreRun || e.left(status) || e.lost(i) != nil && !e.m.rerun {
			continue
		}
		run, err := e.traj.Run(i)
		if err != nil {
			return err
		}
		by := e.deaths[i][len(e.deaths[i])-1].By
		with[by] = append(with[by], describe(run))
	}
	for _, by := range slices.Sorted(maps.Keys(with)) {
		runs, text := with[by], "%s was under way when %s died; it is tried again, last and alone"
		if len(runs) > 1 {
			text = "%s were under way when %s died; they are tried again, last and each alone"
		}
		if more := len(runs) - mostAnnounced; more > 0 {
			runs = append(runs[:mostAnnounced:mostAnnounced], fmt.Sprintf("%d more", more))
		}
		e.m.log.Warn().Msgf(text, strings.Join(runs, ", "), by)
	}
	return nil
}

// mostAnnounced is how many runs a message names.
const mostAnnounced = 8

// prepare makes the base of the runs, and stores the pre-run. Where the program has died of that again, it does not.
func (e *exploration) prepare(ctx context.Context) error {
	status, err := e.store.Status(e.traj, trajectory.PreRun)
	if err != nil {
		return storeFailed(err)
	}
	if why := e.lost(trajectory.PreRun); why != nil && !e.m.rerun {
		return errors.Join(e.preRunLost(why), e.lose(trajectory.PreRun, why))
	}
	if status == trajectory.Lost && !e.m.rerun {
		run, err := e.store.LoadRun(e.traj, trajectory.PreRun)
		if err != nil {
			return storeFailed(err)
		}
		_, rest, _ := strings.Cut(run.Record().Error, trajectory.ErrLost.Error())
		return e.preRunLost(fmt.Errorf("%w%s", trajectory.ErrLost, rest))
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
	return errors.Join(err, savePreRun(e.store, b, status == trajectory.Lost))
}

func (e *exploration) preRunLost(why error) error {
	return fmt.Errorf("manager: without PreBuild and the pre-run no run can begin, and they are lost: %w; mend what they do, and have "+
		"them executed again as what has failed is (WithFailedRuns, --rerun-failed)", why)
}

// alone executes the runs under suspicion, one after another, when all others are stored.
func (e *exploration) alone(ctx context.Context) {
	for i := range e.deaths {
		e.postpone(i)
	}
	for _, i := range slices.Sorted(maps.Keys(e.later)) {
		if i == trajectory.PreRun || ctx.Err() != nil {
			continue
		}
		if e.store.Sync() != nil { // which Explore asks for once more
			return
		}
		why := e.lost(i)
		if why == nil || e.m.rerun {
			e.execute(ctx, i)
		} else if err := e.lose(i, why); err != nil {
			e.halt(err)
			return
		}
	}
}

// lose stores that a run is lost. What it had given when it was stopped before is kept.
func (e *exploration) lose(i int, why error) error {
	run, err := e.traj.Run(i)
	if err != nil {
		return err
	}
	if was, err := e.store.LoadRun(e.traj, i); err == nil && was.Err() != nil {
		for _, p := range was.Derived() {
			err = errors.Join(err, run.AddDerived(p))
		}
		for _, res := range was.Results() {
			err = errors.Join(err, run.AddResult(res))
		}
		if err != nil {
			return err
		}
	} else if err != nil && !errors.Is(err, trajectory.ErrNotFound) {
		return storeFailed(err)
	}
	deaths := e.deaths[i]
	begun := deaths[len(deaths)-1].Begun
	run.Begin(begun)
	run.End(begun, why) // nobody knows when
	writer, err := e.store.Begin(run)
	switch {
	case i == trajectory.PreRun && (errors.Is(err, trajectory.ErrExists) || errors.Is(err, trajectory.ErrElsewhere)):
		return nil // that it has finished before, or elsewhere, stays true
	case err != nil:
		return storeFailed(err)
	case i == trajectory.PreRun:
		return put(run, writer, why)
	}
	e.end(run, writer, why)
	return nil
}
