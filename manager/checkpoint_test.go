package manager_test

import (
	"context"
	"io"
	"testing"
	"time"

	"golgi/component"
	"golgi/manager"
	"golgi/runner"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

// slowCheckpoints takes a while for a checkpoint, as a slow disk does, and counts them.
type slowCheckpoints struct {
	*trajectory.MemoryStore
	takes time.Duration
	made  int
}

func (s *slowCheckpoints) Checkpoint(_ *trajectory.Trajectory, _ int, write func(io.Writer) error) error {
	s.made++
	time.Sleep(s.takes)
	return write(io.Discard)
}

func (s *slowCheckpoints) LastCheckpoint(*trajectory.Trajectory, int) (io.ReadCloser, time.Time, error) {
	return nil, time.Time{}, trajectory.ErrNotFound
}

// A checkpoint that takes long is made seldom: a tenth of the time is for all of them at most.
func TestCheckpointsTakeLittleTime(t *testing.T) {
	var subruns runner.Subruns
	for _, name := range []string{"a", "b", "c", "d", "e", "f"} {
		subruns = append(subruns, runner.Subrun{Name: name, Duration: units.Millisecond.Of(1)})
	}
	group := component.Bound[struct{}]{Group: "cells", Make: func(b *component.Build, _ struct{}) error {
		_, err := component.Add(b, sim.Neurons{Name: "cells", Size: 3, Equations: "v : 1"})
		return err
	}}
	pause := hooks{add: func(*component.Subrun) error { time.Sleep(10 * time.Millisecond); return nil }}
	for takes, often := range map[time.Duration]bool{0: true, 100 * time.Millisecond: false} {
		m := manager.New([]component.Component{group, subruns, pause}, manager.WithEngine("reference"), manager.WithCheckpoints(time.Nanosecond))
		traj, err := trajectory.New("test")
		if err == nil {
			err = m.AddParameters(traj)
		}
		store := &slowCheckpoints{MemoryStore: trajectory.NewMemoryStore(), takes: takes}
		if err == nil {
			err = m.Explore(context.Background(), traj, store, 1)
		}
		if err != nil {
			t.Fatal(err)
		}
		if store.made == 0 || store.made > 1 != often {
			t.Errorf("where one takes %v there were %d checkpoints", takes, store.made)
		}
	}
}
