// Package alone is the tenth tutorial: the simulator alone, as a library.
package alone

import (
	"context"
	"errors"
	"fmt"
	"io"

	"golgi/sim"
	"golgi/units"
)

// Run simulates a network, and writes what it does.
func Run(out io.Writer) error {
	neurons, err := sim.NewNeuronGroup(sim.Neurons{
		Name: "neurons", Size: 400,
		Equations: `dv/dt = (-49*mV - v + ge - gi)/(20*ms) : volt (unless refractory)
			dge/dt = -ge/(5*ms) : volt
			dgi/dt = -gi/(10*ms) : volt`,
		Threshold: "v > -50*mV", Reset: "v = -60*mV", Refractory: "5 ms",
		Initial: []sim.Set{{Variable: "v", Value: "-70*mV + 20*mV*rand()"}},
	})
	if err != nil {
		return err
	}
	excitation, err := connect(neurons, "excitation", 0, 320, "ge += 1.6*mV")
	inhibition, err2 := connect(neurons, "inhibition", 320, 400, "gi += 9*mV")
	spikes, err3 := sim.NewSpikeMonitor(sim.Recording{Name: "spikes", Of: neurons})
	network, err4 := sim.NewNetwork(sim.Options{Seed: 1})
	if err := errors.Join(err, err2, err3, err4); err != nil {
		return err
	}
	defer network.Close()
	if err := network.Add(neurons, excitation, inhibition, spikes); err != nil {
		return err
	}
	for range 3 {
		if err := network.Run(context.Background(), units.Millisecond.Of(100)); err != nil {
			return err
		}
		recorded, err := network.Spikes(spikes)
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "%3.0f ms: %d spikes\n", 1000*network.Time().SI(), len(recorded.T))
	}
	v, err := network.Get(neurons, "v")
	fmt.Fprintf(out, "neuron 0 is at %.2f mV\n", 1000*v[0])
	return err
}

// connect makes synapses from some of the neurons to all.
func connect(neurons *sim.NeuronGroup, name string, from, to int, onPre string) (*sim.Synapses, error) {
	group, err := neurons.Subgroup(name+"_sources", from, to)
	if err != nil {
		return nil, err
	}
	return sim.NewSynapses(sim.Synapse{Name: name, Source: group, Target: neurons, OnPre: onPre, Delay: "1 ms", Connect: []sim.Connect{{Probability: "0.2"}}})
}
