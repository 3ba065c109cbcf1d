package manager

import (
	"context"
	"errors"
	"fmt"

	"golgi/internal/caught"
	"golgi/internal/given"
	"golgi/internal/memory"
	"golgi/trajectory"
)

// Search explores what s finds: when all runs of a generation have ended, s sees their results, and says which points are next, until it
// has none. If traj was explored before, these points are the first generation. Which points there are depends neither on the number of
// workers nor on the order in which runs end.
//
//	err = m.Search(ctx, traj, store, 0, search.Bisection{Of: "rate.mean", Target: 10, Steps: 10,
//		Over: trajectory.Interval{Path: "I", From: 1, To: 2}})
//
// Everything else is as in [NetworkManager.Explore]. A search that was interrupted, or whose program has died, goes on where it was if it is
// called again with the same store: s is asked again for all generations that are stored, and it is an error if it gives other points. Runs that
// fail do not end a search; s sees that they have failed, and may refuse to go on. But one that is lost, out of time ([WithTimeLimit]) or
// out of memory says nothing of its point: the search ends there with an error, until it is executed again. [WithFailedRuns] executes those of the last generation
// again, on which no point depends yet. While it is searched, nobody else may add points to traj. A search needs all results, and cannot be shared between programs.
func (m *NetworkManager) Search(ctx context.Context, traj *trajectory.Trajectory, store trajectory.Store, workers int, s trajectory.Search) error {
	if err := given.All("manager: Search", given.Arg{Name: "context", Value: ctx}, given.Arg{Name: "trajectory", Value: traj},
		given.Arg{Name: "store", Value: store}, given.Arg{Name: "search", Value: s}); err != nil {
		return err
	}
	e := &exploration{m: m, traj: traj, store: store}
	e.searching = searching{search: s, seen: trajectory.ResultsOf(store, traj)}
	return m.explore(ctx, e, workers)
}

// searching is what an exploration has of its search.
type searching struct {
	search trajectory.Search // nil if there is none
	seen   *trajectory.Results
	closed int // before this run, points depend on all that have ended, and on how
}

// generation returns the number of the last generation of a search, else 0.
func (s searching) generation() int {
	if s.search == nil {
		return 0
	}
	return s.seen.Generation() - 1
}

// reruns reports whether a run that has failed, or is lost, is executed again.
func (e *exploration) reruns(i int) bool { return e.m.rerun && i >= e.closed }

// retrace makes the trajectory of a search what it was, or what it is to begin with.
func (e *exploration) retrace(ctx context.Context) error {
	if e.search == nil {
		return nil
	}
	stored, err := e.store.LoadTrajectory(e.traj.Name())
	switch {
	case errors.Is(err, trajectory.ErrNotFound):
	case err != nil:
		return storeFailed(err)
	default:
		until := trajectory.SearchFunc(func(so *trajectory.Results) (trajectory.Exploration, error) {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			return e.search.Next(so)
		})
		if err := e.asked(func() error { return e.seen.Retrace(until, stored) }); err != nil {
			return err
		}
		if starts := stored.Generations(); len(starts) > 0 {
			e.closed = starts[len(starts)-1]
		}
	}
	if e.seen.Len() > 0 {
		return nil
	}
	added := 0
	err = e.asked(func() (err error) {
		added, err = e.seen.Extend(e.search)
		return err
	})
	if err == nil && added == 0 {
		err = errors.New("manager: the search has no point to begin with; explore before, or have Next return some where there are no results")
	}
	return err
}

// asked calls what calls a search, which is code of users.
func (e *exploration) asked(call func() error) error {
	err := caught.Try(call)
	if errors.Is(err, trajectory.ErrExists) { // nobody was asked: another trajectory is stored
		return err
	}
	if err != nil {
		n, plural := e.seen.Generation(), "s"
		if n == 1 {
			plural = ""
		}
		return fmt.Errorf("manager: the search after %d generation%s: %w", n, plural, err)
	}
	return nil
}

// searchOn asks the search for more, when all runs have ended, and reports whether there is any.
func (e *exploration) searchOn(ctx context.Context) bool {
	if e.search == nil {
		return false
	}
	e.sync()
	if !e.tally.goesOn() || e.makesNoDifference() {
		return false
	}
	if err := ctx.Err(); err != nil {
		e.tally.halted(fmt.Errorf("manager: stopped after %d runs; the search is not over, and goes on with the same store (resume): %w", e.until, err))
		return false
	}
	first, added := e.until, 0
	err := errors.Join(e.whole(), e.addsAlone(first))
	if err == nil {
		err = e.asked(func() (err error) {
			added, err = e.seen.Extend(e.search)
			return err
		})
	}
	if err == nil {
		err = e.addsAlone(first + added)
	}
	if err == nil && added > 0 {
		if err = e.store.SaveTrajectory(e.traj); err != nil {
			err = storeFailed(err)
		}
	}
	if err != nil {
		e.tally.halted(err)
	}
	e.m.log.Info().Err(err).Int("generation", e.seen.Generation()-1).Int("points", added).Msg("search")
	if err != nil || added == 0 {
		return false
	}
	e.from, e.closed, e.until = first, first, first+added
	e.tally.grow(e.until)
	return true
}

// makesNoDifference reports whether what is explored is read by no run, which the verdict says.
func (e *exploration) makesNoDifference() bool {
	t := &e.tally
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.now.Finished > 0 && t.knowsReads() && e.unreadPaths() != nil
}

// whole refuses to go on where others execute a part, and where a run is lost, out of time or out of memory: that is no property of its point, and what
// follows must not depend on it.
func (e *exploration) whole() error {
	for i := e.from; i < e.until; i++ {
		if !e.has(i) {
			return errors.New("manager: a search needs the results of all runs, and this program has only its share of them; begin it without a share")
		}
		if i < e.closed {
			status, err := e.store.Status(e.traj, i)
			if err != nil {
				return storeFailed(err)
			}
			if status != trajectory.Deleted {
				continue
			}
		}
		if err := e.ofItsPoint(i); err != nil {
			return err
		}
	}
	return nil
}

// addsAlone refuses points that are none of the search.
func (e *exploration) addsAlone(points int) error {
	if n := e.seen.Len(); n != points {
		return fmt.Errorf("manager: %s was given points while it is searched: it has %d and not %d; add them before, or have Next return them",
			e.traj.Name(), n, points)
	}
	return nil
}

// ofItsPoint refuses a run that has not finished for a reason that is none of its point.
func (e *exploration) ofItsPoint(i int) error {
	status, err := e.store.Status(e.traj, i)
	if err != nil {
		return storeFailed(err)
	}
	switch status {
	case trajectory.Deleted:
		return fmt.Errorf("manager: the search waits for %s, of which the results were deleted: delete it so that it is pending (golgi delete --again)",
			trajectory.RunName(i))
	case trajectory.Lost:
		return fmt.Errorf("manager: the search waits for %s, which is lost: --rerun-failed (WithFailedRuns) executes it again", trajectory.RunName(i))
	case trajectory.Failed:
		run, err := e.store.LoadRun(e.traj, i)
		if err != nil {
			return storeFailed(err)
		}
		switch reason := run.Record().Error; {
		case tookTooLong(reason):
			return fmt.Errorf("manager: the search waits for %s, which was out of time: --rerun-failed (WithFailedRuns) executes it again, with a longer "+
				"--time-limit (WithTimeLimit) or none", trajectory.RunName(i))
		case memory.Lacked(reason):
			return fmt.Errorf("manager: the search waits for %s, which had no memory: --rerun-failed (WithFailedRuns) executes it again, with fewer "+
				"workers or a --memory-cap (WithMemoryCap)", trajectory.RunName(i))
		}
	}
	return nil
}

// goesOn reports whether nothing has stopped the exploration before all its runs had ended.
func (t *tally) goesOn() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.fault == nil && t.now.Stopped == 0 && t.now.Done() == t.now.Total
}
