package manager_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"golgi/component"
	"golgi/manager"
	"golgi/runner"
	"golgi/trajectory"
)

// root gives y = √x by Newton's method, which logs, and fails where x is negative.
type root struct{ component.Base }

func (root) AddParameters(traj *trajectory.Trajectory) error {
	return traj.Add(trajectory.Parameter{Path: "x", Value: 1.0})
}

func (root) Build(b *component.Build) error {
	x, err := trajectory.Value[float64](b.Params, "x")
	if err != nil {
		return err
	}
	b.Log.Debug().Float64("x", x).Msg("looking for a root")
	if x < 0 {
		return errors.New("there is no real one")
	}
	y := x
	for range 60 {
		y = (y + x/y) / 2
	}
	return b.Run.Add("root", "y", y, "")
}

// exploredRoots explores x with some options.
func exploredRoots(ctx context.Context, store trajectory.Store, opts ...manager.Option) (*trajectory.Trajectory, error) {
	m := manager.New([]component.Component{root{}, runner.None{}}, append(opts, manager.WithoutTrials())...)
	defer m.Close()
	traj, err := trajectory.New("roots")
	if err == nil {
		err = m.AddParameters(traj)
	}
	if err == nil {
		err = traj.Explore(trajectory.Axis{Path: "x", Values: []float64{4, -1, 9}})
	}
	if err == nil {
		err = m.Explore(ctx, traj, store, 4) // four at a time
	}
	return traj, err
}

// A run that fails keeps nobody from finishing. What went wrong is stored with it, with what it has logged; and to explore again executes what is missing, and
// if asked to what has failed.
func ExampleNetworkManager_Explore() {
	store := trajectory.NewMemoryStore()
	var last manager.Progress
	traj, err := exploredRoots(context.Background(), store, manager.WithProgress(func(p manager.Progress) { last = p }),
		manager.WithTimeLimit(time.Hour), manager.WithMemoryCap(8<<30))
	fmt.Println(err)
	fmt.Println(last.Finished, "finished,", last.Failed, "failed")
	run, err := store.LoadRun(traj, 1)
	fmt.Println(run.Record().Status, err)
	for line := range strings.Lines(run.Record().Log) {
		_, text, _ := strings.Cut(line, " s ") // without its time
		fmt.Print(text)
	}
	fmt.Println()
	_, err = exploredRoots(context.Background(), store, manager.WithFailedRuns(), manager.WithProgress(func(p manager.Progress) { last = p }))
	fmt.Println(last.Present, "were there,", last.Failed, "failed:", err != nil)
	// Output:
	// manager: 1 of 3 runs failed; 2 finished and are stored:
	//   run_00000001 (x = -1): component "root": Build: there is no real one
	// 2 finished, 1 failed
	// failed <nil>
	// info run begins
	// debug looking for a root component="root" x=-1
	// 2 were there, 1 failed: true
}

// When the context ends, by Ctrl-C say, no run begins, those under way stop, and what has finished is kept.
func ExampleNetworkManager_Explore_stopped() {
	store := trajectory.NewMemoryStore()
	ctx, stop := context.WithCancel(context.Background())
	stop()
	_, err := exploredRoots(ctx, store)
	fmt.Println(errors.Is(err, context.Canceled))
	// Output:
	// true
}

// What ran a trajectory is stored with it.
func ExampleNetworkManager_Describe() {
	store := trajectory.NewMemoryStore()
	if _, err := exploredRoots(context.Background(), store, manager.WithFailedRuns(), manager.WithLogsKept()); err == nil {
		fmt.Println("it has not failed")
	}
	traj, err := store.LoadTrajectory("roots")
	if err != nil {
		fmt.Println(err)
		return
	}
	p := traj.Provenance
	fmt.Println(p.Engine, p.Seed, strings.HasPrefix(p.Go, "go1."), p.Platform != "", !p.Start.IsZero())
	// Output:
	// reference 1 true true true
}
