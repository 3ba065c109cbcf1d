package manager_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/rs/zerolog"

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
	synctest.Test(t, func(t *testing.T) { // where time goes on only while all wait
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
	})
}

// keptCheckpoints keeps the last checkpoint, as bytes.
type keptCheckpoints struct {
	*trajectory.MemoryStore
	kept []byte
}

func (s *keptCheckpoints) Checkpoint(_ *trajectory.Trajectory, _ int, write func(io.Writer) error) error {
	var b bytes.Buffer
	err := write(&b)
	s.kept = b.Bytes()
	return err
}

func (s *keptCheckpoints) LastCheckpoint(*trajectory.Trajectory, int) (io.ReadCloser, time.Time, error) {
	if s.kept == nil {
		return nil, time.Time{}, trajectory.ErrNotFound
	}
	return stuck{bytes.NewReader(s.kept)}, time.Time{}, nil
}

// stuck cannot be closed.
type stuck struct{ io.Reader }

func (stuck) Close() error { return errBoom }

// A run goes on from a checkpoint that is whole, and begins anew, on the network that it would have had without one, if it is cut off anywhere.
func TestDamagedCheckpoints(t *testing.T) {
	subruns := runner.Subruns{{Name: "a", Duration: units.Millisecond.Of(2)}, {Name: "b", Duration: units.Millisecond.Of(2)}}
	group := component.Bound[struct{}]{Group: "cells", Make: func(b *component.Build, _ struct{}) error {
		_, err := component.Add(b, sim.Neurons{Name: "cells", Size: 2, Method: "euler", Equations: "dv/dt = xi/ms**0.5 : 1"})
		return err
	}}
	lived := func(store trajectory.Store, ctx context.Context, after func(name string)) (text, log string) {
		var said bytes.Buffer
		gives := hooks{name: "Gives", remove: func(s *component.Subrun) error {
			cells, err := component.Get[*sim.NeuronGroup](s.Objects, "cells")
			if err != nil {
				return err
			}
			v, err := s.Network.Get(cells, "v")
			after(s.Current.Name)
			return errors.Join(err, s.Run.Add("v", s.Current.Name, v, ""))
		}}
		e := newBareExperiment(t, []component.Component{group, subruns, gives}, nil, manager.WithEngine("reference"),
			manager.WithCheckpoints(time.Nanosecond), manager.WithLog(zerolog.New(&said).Level(zerolog.InfoLevel)))
		err := e.NetworkManager.Explore(ctx, e.Trajectory, store, 1)
		run, err2 := store.LoadRun(e.Trajectory, 0)
		if err2 != nil || err != nil && !errors.Is(err, context.Canceled) {
			t.Fatal(err, err2)
		}
		return resultText(run), said.String()
	}
	want, _ := lived(trajectory.NewMemoryStore(), context.Background(), func(string) {})
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	dead := &keptCheckpoints{MemoryStore: trajectory.NewMemoryStore()}
	lived(dead, ctx, func(name string) {
		if name == "b" {
			cancel()
		}
	})
	whole := len(dead.kept)
	for _, n := range []int{0, 5, 8, 20, whole / 2, whole - 20, whole - 1, whole} {
		got, log := lived(&keptCheckpoints{trajectory.NewMemoryStore(), dead.kept[:n]}, context.Background(), func(string) {})
		if anew := strings.Contains(log, "run begins anew"); got != want || anew != (n < whole) || strings.Contains(log, "goes on from") == anew {
			t.Errorf("from %d of %d bytes there is\n%s\nwanted\n%s\n%s", n, whole, got, want, log)
		}
	}
}
