package manager_test

import (
	"context"
	"errors"
	"runtime"
	"testing"
	"time"

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
	for range 100 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("%d goroutines, and %d before", runtime.NumGoroutine(), before)
}
