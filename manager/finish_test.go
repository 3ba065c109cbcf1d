package manager_test

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"golgi/component"
	"golgi/manager"
	"golgi/trajectory"
	"golgi/units"
)

// A finisher writes down how a run ended for it.
type finisher struct {
	hooks
	book  *logbook
	fails error
}

func (f finisher) Finish(s *component.Subrun) error {
	deadline, has := s.Context.Deadline()
	if network, err := s.Objects.Network(); network != s.Network || err != nil {
		f.book.write("the blackboard has network %v, %v", network != nil, err)
	}
	f.book.write("%s of %s: network %v, context %v, within 5 s %v", f.name, s.Run.Name(), s.Network != nil, s.Context.Err(),
		has && time.Until(deadline) > 4*time.Second)
	return f.fails
}

// An analysingFinisher is an analyser, and runningFinisher a runner.
type analysingFinisher struct{ finisher }

func (analysingFinisher) Analyse(*component.Subrun) error { return nil }

type runningFinisher struct {
	finisher
	ordered
}

// Finish is called once for every end of a run: runner, then analysers, then components, and all of them although one
// fails. What ends the run first is what is told.
func TestFinishIsCalledForEveryEnd(t *testing.T) {
	errLate := errors.New("too late")
	for _, c := range []struct {
		name   string
		build  func(context.CancelFunc) error
		fails  error
		status trajectory.Status
		want   string // what ends the run
	}{
		{"finished", func(context.CancelFunc) error { return nil }, nil, trajectory.Finished, ""},
		{"failed", func(context.CancelFunc) error { return errBoom }, nil, trajectory.Failed, errBoom.Error()},
		{"failed twice", func(context.CancelFunc) error { return errBoom }, errLate, trajectory.Failed, errBoom.Error()},
		{"panicked", func(context.CancelFunc) error { panic("oh no") }, nil, trajectory.Failed, "oh no"},
		{"left", func(context.CancelFunc) error { runtime.Goexit(); return nil }, nil, trajectory.Failed, "Goexit"},
		{"stopped", func(cancel context.CancelFunc) error { cancel(); return nil }, nil, trajectory.Stopped, "canceled"},
		{"failed in Finish", func(context.CancelFunc) error { return nil }, errLate, trajectory.Failed, errLate.Error()},
	} {
		t.Run(c.name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			book := &logbook{}
			part := func(name string) finisher { return finisher{hooks{name: name}, book, nil} }
			first, bad := part("first"), part("second")
			bad.build = func(b *component.Build) error {
				if b.Draft { // before the runs
					return nil
				}
				return c.build(cancel)
			}
			bad.fails = c.fails
			m := manager.New([]component.Component{runningFinisher{finisher: part("runner")}, first, bad,
				analysingFinisher{part("analyser")}})
			defer m.Close()
			traj, err := trajectory.New("test")
			if err == nil {
				err = errors.Join(m.AddParameters(traj), traj.Add(trajectory.Parameter{Path: "simulation.durations.x",
					Value: units.Millisecond.Of(1), Annotations: trajectory.Annotations{"order": 1}}))
			}
			if err != nil {
				t.Fatal(err)
			}
			store := trajectory.NewMemoryStore()
			var wait sync.WaitGroup
			wait.Go(func() { err = m.Explore(ctx, traj, store, 1) })
			wait.Wait()
			run, loadErr := store.LoadRun(traj, 0)
			if loadErr != nil {
				t.Fatal(loadErr)
			}
			if r := run.Record(); r.Status != c.status || !strings.Contains(r.Error, c.want) {
				t.Errorf("the run is %s: %s; want %s: %s (%v)", r.Status, r.Error, c.status, c.want, err)
			}
			var want []string
			for _, name := range []string{"runner", "analyser", "first", "second"} {
				want = append(want, name+" of run_00000000: network true, context <nil>, within 5 s true")
			}
			if got := strings.Join(book.lines, "\n"); got != strings.Join(want, "\n") {
				t.Errorf("got\n%s\nwant\n%s", got, strings.Join(want, "\n"))
			}
		})
	}
}
