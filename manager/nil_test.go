package manager_test

import (
	"context"
	"testing"

	"golgi/component"
	"golgi/manager"
	"golgi/runner"
	"golgi/trajectory"
)

// What is nil is named.
func TestNilArguments(t *testing.T) {
	ctx, store := context.Background(), trajectory.NewMemoryStore()
	traj, err := trajectory.New("test")
	if err != nil {
		t.Fatal(err)
	}
	m := manager.New(nil, nil)
	defer m.Close()
	var none *trajectory.Trajectory
	second := func(_ any, err error) error { return err }
	for _, c := range []struct {
		err  error
		want string
	}{
		{m.Explore(nil, traj, store, 1), "manager: Explore: the context is nil"},
		{m.Explore(ctx, none, store, 1), "manager: Explore: the trajectory is nil"},
		{m.Explore(ctx, traj, nil, 1), "manager: Explore: the store is nil"},
		{m.RunNetwork(ctx, nil), "manager: RunNetwork: the run is nil"},
		{m.AddParameters(nil), "manager: AddParameters: the trajectory is nil"},
		{m.PreBuild(ctx, nil), "manager: PreBuild: the trajectory is nil"},
		{m.PreRun(ctx, nil), "manager: PreRun: the trajectory is nil"},
		{m.Try(ctx, nil), "manager: Try: the trajectory is nil"},
		{m.Describe(nil), "manager: Describe: the trajectory is nil"},
		{trajectory.SaveRun(store, nil), "trajectory: SaveRun: the run is nil"},
		{trajectory.SaveRun(nil, nil), "trajectory: SaveRun: the store is nil"},
		{store.SaveTrajectory(nil), "trajectory: SaveTrajectory: the trajectory is nil"},
		{second(store.Begin(nil)), "trajectory: Begin: the run is nil"},
		{second(store.LoadRun(nil, 0)), "trajectory: LoadRun: the trajectory is nil"},
		{second(store.Status(nil, 0)), "trajectory: Status: the trajectory is nil"},
		{second(trajectory.Value[int](nil, "x")), "trajectory: Value: the reader is nil"},
		{second(trajectory.Annotation[int](nil, "x")), "trajectory: Annotation: the parameter is nil"},
		{second(component.Get[int](nil, "x")), "component: Get: the blackboard is nil"},
		{second(runner.Spans(nil, "x")), "runner: Spans: the reader is nil"},
	} {
		wantError(t, c.err, c.want)
	}
}
