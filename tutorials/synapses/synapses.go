// Package synapses is the third tutorial: a network of excitatory and inhibitory neurons.
package synapses

import (
	"errors"

	"golgi/analyser"
	"golgi/cli"
	"golgi/component"
	"golgi/components"
	"golgi/runner"
	"golgi/sim"
	"golgi/units"
)

// P are the parameters of the network.
type P struct {
	N       int     `comment:"number of neurons, of which four fifths are excitatory" min:"5"`
	Current float64 `unit:"nA" comment:"current into each neuron"`
	We      float64 `unit:"mV" comment:"weight of excitatory synapses"`
	Wi      float64 `unit:"mV" comment:"weight of inhibitory synapses"`
}

// Network is a component: neurons and their synapses.
var Network = component.Bound[P]{Group: "network", Default: P{N: 400, Current: 0.21, We: 1.6, Wi: 9}, Make: build}

func build(b *component.Build, p P) error {
	neurons, err := component.Add(b, sim.Neurons{
		Name: "neurons", Size: p.N, Namespace: sim.NamespaceOf(p),
		Equations: `dv/dt = (-70*mV - v + 100*Mohm*current + ge - gi)/(20*ms) : volt (unless refractory)
			dge/dt = -ge/(5*ms) : volt
			dgi/dt = -gi/(10*ms) : volt`,
		Threshold: "v > -50*mV", Reset: "v = -60*mV", Refractory: "5 ms",
		Initial: []sim.Set{{Variable: "v", Value: "-70*mV + 20*mV*rand()"}},
	})
	if err != nil {
		return err
	}
	return errors.Join(
		connect(b, neurons, "excitatory", 0, p.N*4/5, "ge += we", p),
		connect(b, neurons, "inhibitory", p.N*4/5, p.N, "gi += wi", p))
}

// connect makes a group of some of the neurons, and connects it to all.
func connect(b *component.Build, neurons *sim.NeuronGroup, name string, from, to int, onPre string, p P) error {
	group, err := neurons.Subgroup(name, from, to)
	if err != nil {
		return err
	}
	_, err = component.Add(b, sim.Synapse{
		Name: name + "_synapses", Source: group, Target: neurons, OnPre: onPre, Namespace: sim.NamespaceOf(p), Delay: "1 ms",
		Connect: []sim.Connect{{Probability: "0.2"}},
	})
	return errors.Join(err, b.Objects.Add(name, group))
}

// Measure stores the mean rates of both groups.
func Measure(s *component.Subrun) error {
	excitatory, err := s.Trains("excitatory")
	inhibitory, err2 := s.Trains("inhibitory")
	if err := errors.Join(err, err2); err != nil {
		return err
	}
	return errors.Join(
		s.Run.Add("statistics", "rate_e", excitatory.Rate(), "Hz"),
		s.Run.Add("statistics", "rate_i", inhibitory.Rate(), "Hz"))
}

// Experiment lists the parts.
var Experiment = cli.Experiment{
	Name: "synapses", Doc: "A network of excitatory and inhibitory neurons.",
	Parts: []component.Component{
		Network,
		runner.Subruns{{Name: "initial", Duration: units.Millisecond.Of(100)}, {Name: "measure", Duration: units.Millisecond.Of(400)}},
		components.Record{Spikes: []string{"excitatory", "inhibitory"}, During: []string{"measure"}},
		analyser.After("measure", Measure),
	},
}
