package sim_test

import (
	"fmt"
	"slices"
	"testing"

	"golgi/sim"
	"golgi/units"
)

// pacing is a network in which everything hangs on the step size: noise, propagators, refractory periods, rates, tables of counts, given
// spikes, spikes under way with delays of their own; and a group on a clock of its own, which is as the network's.
func pacing(t *testing.T, engine string) (net *sim.Network, look func() string) {
	t.Helper()
	g := neurons(t, sim.Neurons{Name: "G", Size: 20, Method: "euler", Threshold: "v > 1", Reset: "v = 0", Refractory: "1.3 ms",
		Equations: "dv/dt = (1.1 - v + x)/(5*ms) + 0.3*xi/(5*ms)**0.5 : 1 (unless refractory)\nx : 1"})
	own := neurons(t, sim.Neurons{Name: "own", Size: 5, DT: millisecondsOf(0.1), Method: "euler", Equations: "dy/dt = xi/ms**0.5 : 1"})
	noise := must[*sim.NeuronGroup](t)(sim.NewPoissonGroup(sim.Poisson{Name: "P", Size: 30, Rates: units.Hertz.Of(200)}))
	given := must[*sim.NeuronGroup](t)(sim.NewPulsePacket(sim.Packet{Name: "packet", Size: 20, Time: millisecondsOf(12), Sigma: millisecondsOf(4)}))
	in := synapses(t, sim.Synapse{Name: "in", Source: noise, Target: g, OnPre: "v_post += 0.1", Delay: "3*ms*rand()", Connect: []sim.Connect{{Probability: "0.3"}}})
	pulse := synapses(t, sim.Synapse{Name: "pulse", Source: given, Target: g, OnPre: "x_post += 0.01", Delay: "1.7 ms", Connect: []sim.Connect{{}}})
	input := drive(t, sim.Drive{Name: "input", Of: g, Variable: "v", N: 50, Rate: units.Hertz.Of(100), Weight: 0.02})
	ys := stateMonitor(t, sim.Recording{Name: "Y", Of: own, Variables: []string{"y"}})
	spiked := spikeMonitor(t, "M", g)
	net = network(t, sim.Options{Engine: engine, Seed: 3}, g, own, noise, given, in, pulse, input, ys, spiked)
	return net, func() string {
		return fmt.Sprint(net.DT(), net.Time(), spikes(t, net, spiked), get(t, net, g, "v"), must[sim.Traces](t)(net.Traces(ys)))
	}
}

// Both engines go on with another step size in the same bits; a snapshot has its own.
func TestStepSizeChanges(t *testing.T) {
	var seen []string
	for _, engine := range sim.Engines() {
		net, look := pacing(t, engine)
		run(t, net, "10 ms")
		before := must[*sim.Snapshot](t)(net.Snapshot())
		t.Cleanup(func() { check(t, before.Close()) })
		check(t, net.SetDT(millisecondsOf(0.05)))
		run(t, net, "10 ms")
		check(t, net.SetDT(millisecondsOf(0.2)))
		run(t, net, "10 ms")
		seen = append(seen, look())
		check(t, net.Restore(before))
		if net.DT().SI() != 1e-4 {
			t.Errorf("%s: restored, the step size is %s", engine, net.DT())
		}
		check(t, net.SetDT(millisecondsOf(0.05)))
		run(t, net, "10 ms")
		check(t, net.SetDT(millisecondsOf(0.2)))
		run(t, net, "10 ms")
		seen = append(seen, look())
	}
	if len(slices.Compact(seen)) != 1 {
		t.Errorf("engines, or a restored network, differ:\n%s", seen)
	}
}

// What has a step size of its own does not notice, down to its random numbers, also where it shared the network's clock.
func TestOwnStepSizesStay(t *testing.T) {
	own := neurons(t, sim.Neurons{Name: "own", Size: 3, DT: millisecondsOf(0.1), Method: "euler", Equations: "dy/dt = xi/ms**0.5 : 1"})
	var seen []string
	for _, dt := range []float64{0.1, 0.5, 0.02} {
		ys := stateMonitor(t, sim.Recording{Name: "Y", Of: own, Variables: []string{"y"}})
		net := network(t, sim.Options{Seed: 3}, own, ys)
		run(t, net, "2 ms")
		check(t, net.SetDT(millisecondsOf(dt)))
		run(t, net, "2 ms")
		seen = append(seen, fmt.Sprint(must[sim.Traces](t)(net.Traces(ys))))
	}
	if len(slices.Compact(seen)) != 1 {
		t.Errorf("the group's own steps hang on the network's:\n%s", seen)
	}
}

func TestMistakesWithStepSizes(t *testing.T) {
	given := must[*sim.NeuronGroup](t)(sim.NewSpikeGeneratorGroup(sim.SpikeGenerator{Name: "P", Size: 1, Indices: []int{0, 0},
		Times: units.Millisecond.OfAll(3, 3.2), Period: millisecondsOf(5)}))
	g := neurons(t, sim.Neurons{Name: "G", Size: 1, Equations: "v : 1"})
	input := drive(t, sim.Drive{Name: "input", Of: g, Variable: "v", N: 5, Rate: units.Kilohertz.Of(4), Weight: 1.0})
	s := synapses(t, sim.Synapse{Name: "S", Source: given, Target: g, OnPre: "v_post += 1", Delay: "20 ms", Connect: []sim.Connect{{}}})
	net := network(t, sim.Options{}, given, input, s)
	run(t, net, "4.5 ms")
	refused := func(ms float64) error { return net.SetDT(millisecondsOf(ms)) }
	expectErrors(t, []mistake{
		{"no time", net.SetDT(units.Millivolt.Of(1)), `sim: network: step size 1 mV is not a positive time`},
		{"nothing", net.SetDT(units.Quantity{}), `sim: network: SetDT needs a step size, a positive time`},
		{"a negative one", refused(-1), `sim: network: step size -1 ms is not a positive time`},
		{"no multiple", refused(0.4), `
sim: network: the step size cannot change from 0.1 ms to 0.4 ms at 4.5 ms, which is no multiple of both; run to a time that is`},
		{"two spikes in a step", refused(0.25), `
sim: spike generator group "P": neuron 0 spikes twice in a step of 250 us, the second time at 3.2 ms; take a smaller DT`},
		{"a period", refused(0.015), `
sim: spike generator group "P": the period of 5 ms is not a multiple of the step size, 0.015 ms`},
		{"a delay of too many steps", refused(1e-5), `
sim: synapses "S": delay 0.02 s is more than 1048576 steps of 1e-08 s`},
	})
	if net.DT().SI() != 1e-4 {
		t.Errorf("refused calls have changed the step size to %s", net.DT())
	}
	run(t, net, "5 ms")
	if v := get(t, net, g, "v"); v[0] < 1 {
		t.Errorf("after refused calls, v = %v", v)
	}
	check(t, net.Remove(s))
	check(t, net.SetSpikes(given, nil, units.Array{}, units.Quantity{}))
	expectErrors(t, []mistake{
		{"more than one event", refused(0.5), `
sim: Poisson input "input": a rate of 4 kHz is more than one event in each step of 500 us; take a smaller step size, or a larger N`}})
}
