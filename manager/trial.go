package manager

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"golgi/internal/given"
	"golgi/sim"
	"golgi/trajectory"
)

// A PointsError says which points cannot be run, as was found before the first run, so that none was begun.
type PointsError struct {
	Tried int         // points
	Runs  []*RunError // of the points that failed, by index
}

func (e *PointsError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "manager: %d of %d points that were tried cannot be run, and so no run was begun; mend them, or "+
		"leave them out:", len(e.Runs), e.Tried)
	if more := list(&b, e.Runs, "points"); more > 0 {
		fmt.Fprintf(&b, "\n  and %d more", more)
	}
	return b.String()
}

// Unwrap returns the errors of all points.
func (e *PointsError) Unwrap() []error { return reasons(e.Runs) }

const (
	maxTried = 20          // points, at most
	tryFor   = time.Second // for which points are tried after the first
	quickly  = 1000        // durations are checked without a look at the clock
)

// A draft is what the trial of a point takes down. Of a run, which is none, it is nil.
type draft struct {
	sizes    string                             // of the objects in its network
	text     string                             // what the network is, as describe has said
	describe func(*sim.Network) (string, error) // of the network, which is no draft then; nil for a trial
}

// judge returns what is wrong with the point, if err has ended its trial.
func (d *draft) judge(network *sim.Network, err error) error {
	if d == nil || network == nil {
		return err
	}
	d.sizes = sizesOf(network)
	if network.Asked() { // as it is in the end, if all was well
		return nil
	}
	return err
}

// sizesOf says which objects are in a network, and how many neurons they have.
func sizesOf(network *sim.Network) string {
	var b strings.Builder
	for _, o := range network.Objects() {
		n := 0
		if group, is := o.(sim.Group); is {
			n = group.Size()
		}
		fmt.Fprintln(&b, o, n)
	}
	return b.String()
}

// trials are the points of an exploration that are tried before its runs.
type trials struct {
	*exploration
	ctx    context.Context
	tried  map[int]bool
	unlike map[int]bool // of those that were built: whether it has other objects than the first point, or has failed
	sizes  string       // of the first point
	failed []*RunError
	until  time.Time     // zero before the first was tried
	most   time.Duration // that one has taken
}

// try tries points. It returns a PointsError, or that of the store.
func (e *exploration) try(ctx context.Context) error {
	if e.m.untried {
		return nil
	}
	first, several, err := e.missing()
	if err != nil || !several {
		return err
	}
	return e.tryFrom(ctx, first)
}

// Try finds what [NetworkManager.Explore] finds before its first run, and says the same: it tries points as that does, also where there is only one. It
// stores and simulates nothing, a pre-run included. Where ctx is done, it tries no more and returns the context's error.
func (m *NetworkManager) Try(ctx context.Context, traj *trajectory.Trajectory) error {
	if err := given.All("manager: Try", given.Arg{Name: "context", Value: ctx}, given.Arg{Name: "trajectory", Value: traj}); err != nil {
		return err
	}
	b, err := m.replayedBase(ctx, traj)
	var lacked *lackedError
	switch {
	case errors.As(err, &lacked):
		return nil // nothing can be found out without a simulation
	case err != nil:
		return err
	}
	e := &exploration{m: m, base: b, traj: traj, store: trajectory.NewMemoryStore(), suspects: &suspects{}}
	if err = e.store.SaveTrajectory(traj); err == nil {
		err = e.tryFrom(ctx, 0)
	}
	if err == nil {
		err = ctx.Err()
	}
	return errors.Join(err, b.close())
}

// tryFrom tries the first point that is missing, and others. It returns a PointsError, or that of the store.
func (e *exploration) tryFrom(ctx context.Context, first int) error {
	t := &trials{exploration: e, ctx: ctx, tried: map[int]bool{}, unlike: map[int]bool{}}
	if err := t.all(first); err != nil {
		return err
	}
	if len(t.failed) == 0 || ctx.Err() != nil { // a trial that is stopped says nothing
		return nil
	}
	slices.SortFunc(t.failed, func(a, b *RunError) int { return cmp.Compare(a.Run, b.Run) })
	return &PointsError{len(t.tried), t.failed}
}

// missing returns the first run that is to be executed and under no suspicion, and whether there are several.
func (e *exploration) missing() (first int, several bool, err error) {
	first = -1
	for i := range e.traj.Len() {
		is, err := e.isMissing(i)
		if err != nil {
			return 0, false, err
		}
		switch {
		case is && first >= 0:
			return first, true, nil
		case is:
			first = i
		}
	}
	return first, false, nil
}

// isMissing reports whether a run is to be executed here and may be tried: one that is lost, or under suspicion, may end the
// program, and one of another program is that one's affair.
func (e *exploration) isMissing(i int) (bool, error) {
	if !e.has(i) {
		return false, nil
	}
	status, err := e.store.Status(e.traj, i)
	if err != nil {
		return false, storeFailed(err)
	}
	doubted := status == trajectory.Lost || e.deaths[i] != nil
	return !doubted && status != trajectory.Finished && !e.left(i, status), nil
}

// all tries the first point, then the durations of all, and then a point for each value that may make a difference.
func (t *trials) all(first int) error {
	read, err := t.build(first)
	if err != nil {
		return err
	}
	t.until = time.Now().Add(tryFor)
	if err := t.plans(first); err != nil {
		return err
	}
	if t.unlike[first] { // it failed on the way, and may not have read all
		read = t.traj.ExploredPaths()
	}
	axes, err := t.axes(first, read)
	if err != nil {
		return err
	}
	return t.inTurn(axes)
}

// inTurn builds points of all axes in turn.
func (t *trials) inTurn(axes []*axis) error {
	for _, a := range axes {
		a.thin((maxTried - 2 + len(axes)) / len(axes)) // the first point is none of theirs
	}
	for more := true; more; {
		more = false
		for _, a := range axes {
			if len(a.points) == 0 || len(t.unlike) == maxTried || !t.hasTime() {
				continue
			}
			i := a.points[0]
			a.points, more = a.points[1:], true
			if _, err := t.build(i); err != nil {
				return err
			}
			if a.all = a.all || t.unlike[i]; !a.all {
				a.points = nil
			}
		}
	}
	return nil
}

// hasTime reports whether another point can be built.
func (t *trials) hasTime() bool {
	return t.ctx.Err() == nil && time.Now().Add(t.most).Before(t.until)
}

// build builds a point, unless that was done, and returns which parameters its hooks have read. Should the program die
// of it, the run is under suspicion.
func (t *trials) build(i int) (read []string, err error) {
	if _, done := t.unlike[i]; done || t.deaths[i] != nil {
		return nil, nil
	}
	run, err := t.traj.Run(i)
	if err != nil {
		return nil, err
	}
	done, err := t.watch(t.traj, i)
	if err != nil {
		return nil, storeFailed(err)
	}
	defer func() {
		if noted := done(false); noted != nil {
			err = errors.Join(err, storeFailed(noted))
		}
	}()
	d, began := &draft{}, time.Now()
	reason := errLeft
	var wait sync.WaitGroup
	wait.Go(func() { reason = t.m.inNetwork(t.ctx, t.base, run, silent(), d, company{}) })
	wait.Wait()
	t.most = max(t.most, time.Since(began))
	if len(t.unlike) == 0 {
		t.sizes = d.sizes
	}
	t.unlike[i] = reason != nil || d.sizes != t.sizes
	t.note(i, run, reason)
	return run.ReadPaths(), nil
}

// note takes down how a point was tried.
func (t *trials) note(i int, run *trajectory.Run, reason error) {
	t.tried[i] = true
	known := slices.ContainsFunc(t.failed, func(r *RunError) bool { return r.Run == i })
	if reason != nil && !known {
		t.failed = append(t.failed, &RunError{i, describe(run), trajectory.Pending, reason})
	}
}

// plans checks the durations of one point for each value that bears on them.
func (t *trials) plans(first int) error {
	run, err := t.traj.Run(first)
	if err != nil {
		return err
	}
	t.note(first, run, t.m.cycle.CheckPlan(run))
	axes, err := t.axes(first, run.ReadPaths())
	if err != nil {
		return err
	}
	for _, a := range axes {
		for k, i := range a.points {
			if t.ctx.Err() != nil || k >= quickly && time.Now().After(t.until) {
				return nil
			}
			run, err := t.traj.Run(i)
			if err != nil {
				return err
			}
			t.note(i, run, t.m.cycle.CheckPlan(run))
		}
	}
	return nil
}
