package component_test

import (
	"context"
	"testing"

	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

func must[T any](t *testing.T) func(v T, err error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func wantText(t *testing.T, err error, want string) {
	t.Helper()
	got := "no error"
	if err != nil {
		got = err.Error()
	}
	if got != want {
		t.Errorf("the error is\n  %s\nwanted\n  %s", got, want)
	}
}

func newNetwork(t *testing.T) *sim.Network {
	t.Helper()
	network := must[*sim.Network](t)(sim.NewNetwork(sim.Options{Seed: 1}))
	t.Cleanup(func() {
		if err := network.Close(); err != nil {
			t.Error(err)
		}
	})
	return network
}

// newGroup returns three neurons of which neuron i spikes every 10/(i+1) steps or so.
func newGroup(t *testing.T, name string) *sim.NeuronGroup {
	t.Helper()
	return must[*sim.NeuronGroup](t)(sim.NewNeuronGroup(sim.Neurons{
		Name: name, Size: 3, Equations: "dv/dt = (i + 1)/ms : 1\nu : volt", Threshold: "v > " +
			"1", Reset: "v = 0",
		Initial: []sim.Set{{Variable: "u", Value: units.Millivolt.Of(5)}},
	}))
}

func newRun(t *testing.T) *trajectory.Run {
	t.Helper()
	traj := must[*trajectory.Trajectory](t)(trajectory.New("test"))
	return must[*trajectory.Run](t)(traj.Run(0))
}

func runFor(t *testing.T, network *sim.Network, ms float64) {
	t.Helper()
	if err := network.Run(context.Background(), units.Millisecond.Of(ms)); err != nil {
		t.Fatal(err)
	}
}
