package manager_test

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"testing"
	"time"

	"golgi/analyser"
	"golgi/component"
	"golgi/manager"
	"golgi/trajectory"
	"golgi/units"
)

// long is a subrun that takes minutes to simulate.
var long = trajectory.Parameter{Path: "simulation.durations.third", Value: units.Second.Of(1e5),
	Annotations: trajectory.Annotations{"order": 3}}

func TestCancelStopsCleanly(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	begun := make(chan int, 10)
	e := newExperiment(t, []component.Component{hooks{name: "Watch", add: func(s *component.Subrun) error {
		if s.Run.Index() == 0 {
			s.Remaining.Clear() // run 0 finishes
		}
		if s.Current.Name == "third" {
			begun <- s.Run.Index()
		}
		return nil
	}}}, nil)
	if err := e.Add(long); err != nil {
		t.Fatal(err)
	}
	e.over(trajectory.Axis{Path: manager.Trial, Values: []int{0, 1, 2, 3, 4, 5}})
	go func() {
		<-begun
		<-begun
		cancel()
	}()
	before := runtime.NumGoroutine()
	store := trajectory.NewMemoryStore()
	err := e.NetworkManager.Explore(ctx, e.Trajectory, store, 2)
	wantError(t, err, "manager: stopped; 1 of 6 runs finished and are stored: context canceled")
	if !errors.Is(err, context.Canceled) {
		t.Error("the error does not wrap that of the context")
	}
	for i, want := range []trajectory.Status{trajectory.Finished, trajectory.Stopped, trajectory.Stopped} {
		if run, err := store.LoadRun(e.Trajectory, i); err != nil || run.Record().Status != want {
			t.Errorf("run %d: %v, %v; wanted %s", i, run, err, want)
		}
	}
	if _, err := store.LoadRun(e.Trajectory, 3); !errors.Is(err, trajectory.ErrNotFound) {
		t.Errorf("run 3 should not have begun: %v", err)
	}
	wantGoroutines(t, before)
}

// wantGoroutines fails if there are more goroutines than before. The canceller may take a moment to leave.
func wantGoroutines(t *testing.T, before int) {
	t.Helper()
	for range 1000 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("%d goroutines, and %d before", runtime.NumGoroutine(), before)
}

// TestWhatWasGivenIsKept stops one run, and lets another fail, after an analyser has given a result for the first subrun: it
// is stored with the run, and goes when the run is executed again.
func TestWhatWasGivenIsKept(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	again := false
	given := analysing{hooks{name: "Rates"}, func(s *component.Subrun) error {
		if s.Run.Index() == 1 && s.Current.Name == "second" && !again {
			return errBoom
		}
		return s.Run.AddResult(trajectory.Result{Path: "rates." + s.Current.Name, Items: []trajectory.Item{{Name: "mean", Value: 1.5}}})
	}}
	e := newExperiment(t, []component.Component{hooks{name: "Watch", add: func(s *component.Subrun) error {
		if s.Current.Name == "third" {
			if s.Run.Index() != 2 || again {
				s.Remaining.Clear()
			} else {
				cancel() // as Ctrl-C in hour 10
			}
		}
		return nil
	}}}, []analyser.Analyser{given})
	third := long
	third.Value = units.Millisecond.Of(1)
	if err := e.Add(third); err != nil {
		t.Fatal(err)
	}
	e.over(overTrial)
	store := trajectory.NewMemoryStore()
	err := e.NetworkManager.Explore(ctx, e.Trajectory, store, 1)
	wantError(t, err, "manager: stopped; 1 of 3 runs finished and are stored, and what 2 others had given is kept with them: "+
		"context canceled\nmanager: 1 of 3 runs failed; 1 finished and are stored:\n  run_00000001 (simulation.trial = 1): "+
		`analyser "Rates": Analyse in subrun "second": the membrane has burst`)
	wantPaths := func(want ...string) {
		t.Helper()
		for i, want := range want {
			run, err := store.LoadRun(e.Trajectory, i)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, res := range run.Results() {
				got = append(got, res.Path)
			}
			if text := string(run.Record().Status) + " " + strings.Join(got, " "); !strings.HasPrefix(text, want) {
				t.Errorf("run %d is %s, wanted %s", i, text, want)
			}
		}
	}
	wantPaths("finished", "failed rates.first", "stopped rates.first rates.second")
	again = true
	manager.WithFailedRuns()(e.NetworkManager)
	if err := e.NetworkManager.Explore(context.Background(), e.Trajectory, store, 1); err != nil {
		t.Fatal(err)
	}
	wantPaths("finished", "finished", "finished")
}
