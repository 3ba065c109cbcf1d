package manager_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"sync/atomic"
	"testing"

	"golgi/component"
	"golgi/hdf5"
	"golgi/manager"
	"golgi/runner"
	"golgi/trajectory"
)

// What is wrong with explorations in pypet 0.7.0, as trying it has shown, is not so here.

// wide has an integer parameter, and ends its runs as a function says.
type wide struct {
	component.Base
	do func(i int) error
}

func (wide) AddParameters(traj *trajectory.Trajectory) error {
	return traj.Add(trajectory.Parameter{Path: "n", Value: 1})
}

func (w wide) Build(b *component.Build) error {
	n, err := trajectory.Value[int](b.Params, "n")
	if err != nil || b.Draft {
		return err
	}
	if err := b.Run.AddResult(trajectory.Result{Path: "n", Items: []trajectory.Item{{Name: "n", Value: n}}}); err != nil {
		return err
	}
	return w.do(b.Run.Index())
}

// exploredWide explores some integers into a file, which it opens while they may still be explored.
func exploredWide(t *testing.T, ctx context.Context, do func(i int) error, values ...int) (*hdf5.Store, *trajectory.Trajectory, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "wide.hdf5")
	e := newBareExperiment(t, []component.Component{wide{do: do}, runner.None{}}, nil).over(trajectory.Axis{Path: "n", Values: values})
	store, err := hdf5.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	explored := e.NetworkManager.Explore(ctx, e.Trajectory, store, 1)
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	if store, err = hdf5.Open(path); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	traj, err := store.LoadTrajectory("test")
	if err != nil {
		t.Fatal(err)
	}
	return store, traj, explored
}

// Integers are stored as int32 there: 2^31 comes back negative, and 2^40 as 0.
func TestWideIntegersAreExplored(t *testing.T) {
	values := []int{1 << 31, 1 << 40, math.MaxInt, math.MinInt, -1}
	store, traj, err := exploredWide(t, context.Background(), func(int) error { return nil }, values...)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range values {
		run, err := store.LoadRun(traj, i)
		if err != nil {
			t.Fatal(err)
		}
		n, err := trajectory.Value[int](run, "n")
		if err != nil || n != want {
			t.Errorf("explored was %d, and read is %d, %v", want, n, err)
		}
		if res, err := run.Result("n"); err != nil || res.Items[0].Value != int64(want) {
			t.Errorf("given was %d, and read is %v, %v", want, res, err)
		}
	}
}

// Runs are said to be complete there when all have ended, so that after a crash none is; and one exception ends them all.
func TestRunsAreCompleteAtOnce(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	store, traj, err := exploredWide(t, ctx, func(i int) error {
		switch i {
		case 1:
			return errBoom
		case 3:
			cancel()
			return ctx.Err()
		}
		return nil
	}, 5, 6, 7, 8, 9)
	var failed *manager.RunsError
	if !errors.Is(err, context.Canceled) || !errors.As(err, &failed) || len(failed.Runs) != 1 {
		t.Fatal(err)
	}
	for i, want := range []trajectory.Status{trajectory.Finished, trajectory.Failed, trajectory.Finished, trajectory.Stopped, trajectory.Pending} {
		if status, err := store.Status(traj, i); err != nil || status != want {
			t.Errorf("run %d is %s, wanted %s: %v", i, status, want, err)
		}
	}
}

// A run takes longer there the more runs there are, since each lists those before it. Here the store is asked a fixed number of times for each.
func TestRunsCostTheSame(t *testing.T) {
	perRun := func(n int) string {
		e := newBareExperiment(t, []component.Component{wide{do: func(int) error { return nil }}, runner.None{}}, nil, manager.WithoutTrials()).
			over(trajectory.Axis{Path: "n", Values: trajectory.Range(1, n, 1)})
		store := &countingCalls{Store: trajectory.NewMemoryStore()}
		if err := e.NetworkManager.Explore(context.Background(), e.Trajectory, store, 2); err != nil {
			t.Fatal(err)
		}
		return fmt.Sprintf("%.2f", float64(store.calls.Load())/float64(n))
	}
	if few, many := perRun(100), perRun(1000); few != many {
		t.Errorf("of 100 runs each makes %s calls to the store, and of 1000 %s", few, many)
	}
}

// countingCalls counts calls.
type countingCalls struct {
	trajectory.Store
	calls atomic.Int64
}

func (c *countingCalls) Begin(r *trajectory.Run) (trajectory.RunWriter, error) {
	c.calls.Add(1)
	return c.Store.Begin(r)
}

func (c *countingCalls) LoadRun(t *trajectory.Trajectory, i int) (*trajectory.Run, error) {
	c.calls.Add(1)
	return c.Store.LoadRun(t, i)
}

func (c *countingCalls) Status(t *trajectory.Trajectory, i int) (trajectory.Status, error) {
	if i != trajectory.PreRun {
		c.calls.Add(1)
	}
	return c.Store.Status(t, i)
}
