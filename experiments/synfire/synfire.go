// Package synfire is the synfire chain of Diesmann, Gewaltig & Aertsen (1999): whether a pulse of spikes gets through, against how many
// spikes it begins with.
//
//	golgi synfire run --figure synfire.png
package synfire

import (
	"errors"
	"fmt"
	"slices"
	"sort"

	"golgi/analyser"
	"golgi/cli"
	"golgi/component"
	"golgi/components"
	"golgi/runner"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

var model = components.Model{
	Equations: `dV/dt = (V_r - V + x)/tau_m : volt
		dx/dt = (y - x)/tau_psp : volt
		dy/dt = -y/tau_psp + mu + sigma*xi : volt`,
	Threshold: "V > V_th", Reset: "V = V_r", Refractory: "t_ref", Method: "euler", Initial: components.Values{"V": "V_r + rand()*(V_th - V_r)"},
	Parameters: `
		V_r     = -70 mV            <= V_th  # rest and reset
		V_th    = -55 mV                     # threshold
		tau_m   = 10 ms             > 0      # membrane time constant
		tau_psp = 0.325 ms          > 0      # time constant of the alpha function that a spike causes
		mu      = 25.27 mV/ms                # mean background
		sigma   = 39.24 mV/ms**0.5  >= 0     # its noise
		t_ref   = 1 ms              >= 0     # shortest interval between two spikes; V goes on in it`,
}

// Links are the parameters of the synapses, of the packet of spikes that starts the pulse, and of what counts as one.
type Links struct {
	Size   int     `comment:"neurons of a group of the chain: each excites all of the next group" min:"1"`
	Weight float64 `unit:"mV" comment:"by which a spike raises y" min:"0"`
	A      int     `name:"a" comment:"spikes of the packet into each neuron of the first group" min:"0" max:"10000"`
	Time   float64 `unit:"ms" comment:"of the middle of the packet" min:"0"`
	Spread float64 `unit:"ms" comment:"standard deviation of its spikes" min:"0"`
	Window float64 `unit:"ms" comment:"within which a pulse lies" min:"0"`
	Least  int     `comment:"spikes of the last group that are a pulse" min:"1"`
}

func link(b *component.Build, p Links) error {
	chain, err := component.Get[*sim.NeuronGroup](b.Objects, "chain")
	switch {
	case err != nil:
		return err
	case chain.Size()%p.Size != 0:
		return fmt.Errorf("synfire: chain.N = %d neurons are no whole groups of links.size = %d; make chain.N a multiple of it", chain.Size(), p.Size)
	case p.Least > p.Size:
		return fmt.Errorf("synfire: links.least = %d spikes are wanted of the last group, which has links.size = %d neurons, and in a pulse each spikes once; wanted as many or fewer", p.Least, p.Size)
	}
	packet, err2 := component.Add(b, sim.Packet{Name: "packet", Size: max(p.A, 1), Time: units.Millisecond.Of(p.Time), Sigma: units.Millisecond.Of(p.Spread)})
	if err := errors.Join(err, err2); err != nil {
		return err
	}
	synapse := sim.Synapse{Name: "links", Source: chain, Target: chain, OnPre: "y += weight", Connect: []sim.Connect{{Condition: "j//size == i//size + 1"}},
		Namespace: sim.Namespace{"weight": units.Millivolt.Of(p.Weight), "size": p.Size, "a": p.A}}
	_, err = component.Add(b, synapse)
	synapse.Name, synapse.Source, synapse.Connect = "start", packet, []sim.Connect{{Condition: "i < a and j < size"}}
	_, err2 = component.Add(b, synapse)
	return errors.Join(err, err2)
}

// measure stores how many spikes the last group has in the fullest window, and whether they are a pulse.
func measure(s *component.Subrun) error {
	var p Links
	trains, err := s.Trains("chain")
	if err := errors.Join(err, trajectory.Fill(s.Params, "links", &p)); err != nil {
		return err
	}
	times, spikes := slices.Concat(trains.Times[trains.N()-p.Size:]...), 0
	slices.Sort(times)
	for k, t := range times {
		spikes = max(spikes, sort.SearchFloat64s(times, t+units.Millisecond.Of(p.Window).SI())-k)
	}
	return errors.Join(s.Run.Add("pulse", "arrived", spikes >= p.Least, ""), s.Run.Add("pulse", "spikes", spikes, ""))
}

// Experiment is the whole of it.
var Experiment = cli.Experiment{Name: "synfire", Source: "Diesmann, Gewaltig & Aertsen (1999), Nature 402:529",
	Doc: `A pulse of spikes gets through a chain of groups of neurons, or dies out.

Ten groups of 100 neurons; each neuron excites all of the next group. A packet of a spikes goes into the first one. Where a is
small, the pulse is lost in the noise after some groups; beyond a threshold all neurons of the last group take part in it.`,
	Parts: []component.Component{
		components.Neurons{Name: "chain", Size: 1000, Model: model},
		component.Bound[Links]{Group: "links", Default: Links{Size: 100, Weight: 4.86, A: 85, Time: 50, Spread: 1, Window: 5, Least: 70}, Make: link},
		runner.Subruns{{Name: "measure", Duration: units.Millisecond.Of(100)}},
		components.Record{Spikes: []string{"chain"}}, analyser.After("measure", measure),
	},
	Explore: trajectory.Cartesian{{Path: "a", Values: []int{0, 20, 35, 45, 55, 70, 85, 100}}},
	Campaigns: []cli.Campaign{{Run: "--trials 30", Expect: []cli.Expectation{
		{What: "fraction of pulses that arrive, a <= 35", Of: "arrived", Where: "a <= 35", Band: cli.AtMost(0), Source: "Brian 2.5.1, 300 runs each: 0"},
		{What: "fraction of pulses that arrive, a = 45", Of: "arrived", Where: "a == 45", Band: cli.Between(0, 0.18), Source: "Brian 2.5.1, 300 runs: 0.053; 3 s.d. of 30 runs are 0.12"},
		{What: "fraction of pulses that arrive, a = 55", Of: "arrived", Where: "a == 55", Band: cli.Between(0.72, 1), Source: "Brian 2.5.1, 300 runs: 0.883; 3 s.d. of 30 runs are 0.17"},
		{What: "fraction of pulses that arrive, a >= 70", Of: "arrived", Where: "a >= 70", Band: cli.AtLeast(1), Source: "Brian 2.5.1, 300 runs each: 1"},
	}}},
}
