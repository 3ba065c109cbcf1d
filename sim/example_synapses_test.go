package sim_test

import (
	"context"

	"golgi/sim"
	"golgi/units"
)

// What synapses are, do and connect, beyond the simplest.

// Spike-timing dependent plasticity with traces that are integrated when spikes arrive: the presynaptic neuron spikes 2 ms before
// the postsynaptic one, and then 2 ms after it.
func Example_eventDriven() {
	before := ok(sim.NewSpikeGeneratorGroup(sim.SpikeGenerator{Name: "before", Size: 1, Indices: []int{0, 0}, Times: units.Millisecond.OfAll(1, 105)}))
	after := ok(sim.NewSpikeGeneratorGroup(sim.SpikeGenerator{Name: "after", Size: 1, Indices: []int{0, 0}, Times: units.Millisecond.OfAll(3, 103)}))
	syn := ok(sim.NewSynapses(sim.Synapse{Name: "syn", Source: before, Target: after,
		Model:   "w : 1\ndapre/dt = -apre/taupre : 1 (event-driven)\ndapost/dt = -apost/taupost : 1 (event-driven)",
		OnPre:   "apre += 0.01\nw = clip(w + apost, 0, 1)",
		OnPost:  "apost -= 0.0105\nw = clip(w + apre, 0, 1)",
		Connect: []sim.Connect{{}}, Initial: []sim.Set{{Variable: "w", Value: 0.5}},
		Namespace: sim.Namespace{"taupre": units.Millisecond.Of(20), "taupost": units.Millisecond.Of(20)}}))
	net := ran("50 ms", syn)
	show(net, syn, "w")
	show(ran("120 ms", syn), syn, "w", "lastupdate")
	// Output:
	// w = [0.509]
	// w = [0.4995]
	// lastupdate = [0.105]
}

// Gap junctions: a current that is summed over all synapses of a neuron in each step.
func Example_summed() {
	cells := ok(sim.NewNeuronGroup(sim.Neurons{Name: "cells", Size: 3, Equations: "dv/dt = I/(10*ms) : 1\nI : 1", Method: "euler",
		Initial: []sim.Set{{Variable: "v", Value: "i"}}}))
	gap := ok(sim.NewSynapses(sim.Synapse{Name: "gap", Source: cells, Target: cells, Model: "I_post = 0.5*(v_pre - v_post) : 1 (summed)",
		Connect: []sim.Connect{{Condition: "i != j"}}}))
	show(ran("0.1 ms", gap), cells, "I", "v")
	show(ran("100 ms", gap), cells, "v")
	// Output:
	// I = [1.5 0 -1.5]
	// v = [0.015 1 1.985]
	// v = [1 1 1]
}

// Synapses onto synapses: dopamine makes those stronger that have been active, and an astrocyte hears all of its own.
func Example_synapsesOntoSynapses() {
	before := ok(sim.NewSpikeGeneratorGroup(sim.SpikeGenerator{Name: "before", Size: 3, Indices: []int{0, 2}, Times: units.Millisecond.OfAll(1, 2)}))
	after := ok(sim.NewNeuronGroup(sim.Neurons{Name: "after", Size: 1, Equations: "v : 1"}))
	syn := ok(sim.NewSynapses(sim.Synapse{Name: "syn", Source: before, Target: after, OnPre: "v += w\ntag = 1",
		Model: "w : 1\ntag : 1", Connect: []sim.Connect{{}}, Initial: []sim.Set{{Variable: "w", Value: 0.5}}}))

	dopamine := ok(sim.NewSpikeGeneratorGroup(sim.SpikeGenerator{Name: "dopamine", Size: 1, Indices: []int{0}, Times: units.Millisecond.OfAll(5)}))
	reward := ok(sim.NewSynapses(sim.Synapse{Name: "reward", Source: dopamine, Target: syn, OnPre: "w += 0.1*tag", Connect: []sim.Connect{{}}}))

	astrocytes := ok(sim.NewNeuronGroup(sim.Neurons{Name: "astrocytes", Size: 2, Equations: "heard : 1"}))
	hear := ok(sim.NewSynapses(sim.Synapse{Name: "hear", Source: syn, Target: astrocytes, Model: "heard_post = tag_pre/N_incoming : 1 (summed)",
		Connect: []sim.Connect{{JOf: "i_pre // 2"}}}))

	net := ran("10 ms", reward, hear)
	show(net, syn, "w")
	show(net, astrocytes, "heard")
	// Output:
	// w = [0.6 0.5 0.6]
	// heard = [0.5 1]
}

// The neighbours of each neuron on a line, a ring, and two others at random.
func ExampleGenerator() {
	g := ok(sim.NewNeuronGroup(sim.Neurons{Name: "g", Size: 4, Equations: "x : 1"}))
	for _, c := range []sim.Connect{
		{JOf: "k for k in range(i - 1, i + 2) if k != i", SkipIfInvalid: true},
		{JOf: "(i + 1) % N_post"},
		{JOf: "k for k in sample(N_post, size=2)"},
	} {
		syn := ok(sim.NewSynapses(sim.Synapse{Name: "syn", Source: g, Target: g, Connect: []sim.Connect{c}}))
		show(ran("0 ms", syn), syn, "i", "j")
	}
	// Output:
	// i = [0 1 1 2 2 3]
	// j = [1 0 2 1 3 2]
	// i = [0 1 2 3]
	// j = [1 2 3 0]
	// i = [0 0 1 1 2 2 3 3]
	// j = [0 1 0 2 0 2 2 3]
}

// A matrix of weights, as it comes from a file: input.NPZ("weights.npz", "W") reads one of numpy's. Where it is 0 or NaN, there is no synapse.
func ExampleWeights() {
	pre, post := ok(sim.NewNeuronGroup(sim.Neurons{Name: "pre", Size: 2})), ok(sim.NewNeuronGroup(sim.Neurons{Name: "post", Size: 3}))
	weights := units.Millivolt.OfAll(
		1, 0, -2,
		0, 3, 0)
	syn := ok(sim.NewSynapses(sim.Synapse{Name: "syn", Source: pre, Target: post, Model: "w : volt\nd = w/mV : 1",
		Connect: []sim.Connect{{W: sim.Weights{Matrix: weights}}}}))
	show(ran("0.1 ms", syn), syn, "i", "j", "d")
	// Output:
	// i = [0 0 1]
	// j = [0 2 1]
	// d = [1 -2 3]
}

// Several synapses for a pair, which differ in their delays.
func ExampleCount() {
	g := regular("g", 2)
	syn := ok(sim.NewSynapses(sim.Synapse{Name: "syn", Source: g, Target: g, Connect: []sim.Connect{{Condition: "i != j", N: "2 + i"}},
		MultisynapticIndex: "k", Model: "w : 1", OnPre: "w += 1", Delay: "k*0.5*ms"}))
	net := ran("1.8 ms", syn)
	show(net, syn, "i", "k", "delay", "w")
	// Output:
	// i = [0 0 1 1 1]
	// k = [0 1 0 1 2]
	// delay = [0 0.0005 0 0.0005 0.001]
	// w = [1 1 1 1 0]
}

// Two pathways of one synapse, of which the second comes first in a step, and delays that are set between runs.
func ExamplePathway() {
	source := regular("source", 1)
	target := ok(sim.NewNeuronGroup(sim.Neurons{Name: "target", Size: 1, Equations: "v : 1", Initial: []sim.Set{{Variable: "v", Value: 1.0}}}))
	syn := ok(sim.NewSynapses(sim.Synapse{Name: "syn", Source: source, Target: target, OnPre: "v += 1", Connect: []sim.Connect{{}},
		Pathways: []sim.Pathway{{Name: "times", OnPre: "v *= 10", Order: -1}}}))
	net := ran("1.5 ms", syn)
	show(net, target, "v")
	ok(0, net.Set(syn, sim.Set{Variable: "times.delay", Value: "0.2*ms"}))
	show(net, syn, "times.delay")
	ok(0, net.Run(context.Background(), units.MustParse("1 ms")))
	show(net, target, "v")
	// Output:
	// v = [11]
	// times.delay = [0.0002]
	// v = [120]
}
