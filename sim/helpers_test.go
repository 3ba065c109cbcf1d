package sim_test

import (
	"context"
	"testing"

	"golgi/sim"
	"golgi/units"
)

// must returns a value, and ends the test where there was an error.
func must[T any](t testing.TB) func(T, error) T {
	return func(value T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

func neurons(t testing.TB, spec sim.Neurons) *sim.NeuronGroup {
	t.Helper()
	return must[*sim.NeuronGroup](t)(sim.NewNeuronGroup(spec))
}

func synapses(t testing.TB, spec sim.Synapse) *sim.Synapses {
	t.Helper()
	return must[*sim.Synapses](t)(sim.NewSynapses(spec))
}

func spikeMonitor(t testing.TB, name string, of sim.Object) *sim.SpikeMonitor {
	t.Helper()
	return must[*sim.SpikeMonitor](t)(sim.NewSpikeMonitor(sim.Recording{Name: name, Of: of}))
}

func stateMonitor(t testing.TB, spec sim.Recording) *sim.StateMonitor {
	t.Helper()
	return must[*sim.StateMonitor](t)(sim.NewStateMonitor(spec))
}

func network(t testing.TB, o sim.Options, objects ...sim.Object) *sim.Network {
	t.Helper()
	if o.Warn == nil {
		o.Warn = func(text string) { t.Log(text) }
	}
	net := must[*sim.Network](t)(sim.NewNetwork(o))
	t.Cleanup(func() { check(t, net.Close()) })
	check(t, net.Add(objects...))
	return net
}

func clone(t testing.TB, net *sim.Network) *sim.Network {
	t.Helper()
	c := must[*sim.Network](t)(net.Clone())
	t.Cleanup(func() { check(t, c.Close()) })
	return c
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func run(t testing.TB, net *sim.Network, duration string) {
	t.Helper()
	check(t, net.Run(context.Background(), units.MustParse(duration)))
}

func get(t testing.TB, net *sim.Network, o sim.Object, variable string) []float64 {
	t.Helper()
	return must[[]float64](t)(net.Get(o, variable))
}

func spikes(t testing.TB, net *sim.Network, m *sim.SpikeMonitor) sim.Spikes {
	t.Helper()
	return must[sim.Spikes](t)(net.Spikes(m))
}
