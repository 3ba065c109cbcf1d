package manager_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"golgi/component"
	"golgi/manager"
	"golgi/runner"
	"golgi/trajectory"
	"golgi/units"
)

// A pre-run that has nothing to simulate says so: what is built later does not take part in it.
func TestEmptyPreRun(t *testing.T) {
	for _, c := range []struct {
		place  component.Placement
		warned bool
	}{{component.Anywhere, true}, {component.PerRun, true}, {component.Once, false}} {
		parts := []component.Component{bound("x", c.place, group("X", "1")), runner.PreSubruns{{Name: "settle", Duration: units.Millisecond.Of(1)}},
			runner.Subruns{{Name: "measure", Duration: units.Millisecond.Of(1)}}}
		m := manager.New(parts, manager.WithoutTrials())
		traj, err := trajectory.New("test")
		if err == nil {
			err = m.AddParameters(traj)
		}
		store := trajectory.NewMemoryStore()
		run, err2 := (*trajectory.Run)(nil), error(nil)
		if err == nil {
			err = m.Explore(context.Background(), traj, store, 1)
			run, err2 = store.LoadRun(traj, trajectory.PreRun)
		}
		if err := errors.Join(err, err2, m.Close()); err != nil {
			t.Fatal(err)
		}
		if got := run.Record().Warnings; strings.Contains(got, "the pre-run simulates nothing, for nothing is in its network yet") != c.warned {
			t.Errorf("%v: the pre-run says %q", c.place, got)
		}
	}
}
