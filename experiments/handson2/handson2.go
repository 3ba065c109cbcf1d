// Package handson2 is the second exercise of the Brian2GeNN tutorial: inhibition learns to balance excitation.
//
//	golgi handson2 run
package handson2

import (
	"errors"
	"flag"
	"fmt"
	"slices"

	"gonum.org/v1/gonum/stat"

	"golgi/analyser"
	"golgi/cli"
	"golgi/component"
	"golgi/components"
	"golgi/runner"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

var neuron = components.Model{
	Equations: "dv/dt = (vr - v + I)/tau : volt (unless refractory)", Unit: "volt",
	Threshold: "v > vth", Reset: "v = vr", Refractory: "t_ref", Method: "euler", Initial: components.Values{"v": "vr"},
	Parameters: `
		tau   = 20 ms   > 0     # time constant of the membrane
		vr    = -70 mV  <= vth  # rest and reset
		vth   = -50 mV          # threshold
		t_ref = 1 ms    >= 0    # refractory period`,
}

// balancing synapses grow with each spike at one end by the trace of the spikes at the other: only the silence of the target ends that.
var balancing = components.Synapse{
	Model: "w : weight\ndx/dt = -x/tau_x : 1 (event-driven)\ndy/dt = -y/tau_x : 1 (event-driven)",
	OnPre: "target_post -= w; x += 1; w += lr*y", OnPost: "y += 1; w += lr*x",
	Parameters: `
		lr    = 0.1 mV  >= 0  # growth by two spikes at once
		tau_x = 20 ms   > 0   # time constant of both traces`,
}

// measure stores the rate and the mean current of a subrun, and the mean weight at its end.
func measure(s *component.Subrun) error {
	monitor, err := component.Get[*sim.StateMonitor](s.Objects, "states_out")
	synapses, err2 := component.Get[*sim.Synapses](s.Objects, "inh_out")
	trains, err3 := s.Trains("out")
	if err := errors.Join(err, err2, err3); err != nil {
		return err
	}
	traces, err := s.Network.Traces(monitor)
	w, err2 := s.Network.Get(synapses, "w")
	if err := errors.Join(err, err2); err != nil {
		return err
	}
	recent, _ := slices.BinarySearch(traces.T, trains.Start)
	return errors.Join(s.Run.Add(s.Current.Name, "rate", trains.Rate(), "Hz"), s.Run.Add(s.Current.Name, "current", 1000*stat.Mean(traces.Variables[0].Values[recent:], nil), "mV"),
		s.Run.Add(s.Current.Name, "w_inh", 1000*stat.Mean(w, nil), "mV"))
}

// parts are those of the experiment with an input.
func parts(input string) ([]component.Component, error) {
	kinds := map[string]components.Source{
		"poisson": {Kind: components.Poisson, Set: components.Values{"rate": "300 Hz"}},
		"uniform": {Kind: components.Regular, Set: components.Values{"interval": "3 ms"}}}
	exc, known := kinds[input]
	if !known {
		return nil, cli.Misuse(fmt.Errorf("handson2: unknown input %q; there are poisson and uniform", input))
	}
	inh := exc
	exc.Name, exc.Size, inh.Name, inh.Size = "exc", 30, "inh", 10
	return []component.Component{exc, inh,
		components.Neurons{Name: "out", Size: 1, Model: neuron, Currents: components.Currents{"syn": components.ExponentialCurrent}, Set: components.Values{"syn_tau": "2 ms"}},
		components.Connection{From: "exc", To: "out", Onto: "syn", Weight: components.Exactly("10 mV >= 0")},
		components.Connection{From: "inh", To: "out", Onto: "syn", Weight: components.Exactly("10 mV >= 0"), Synapse: balancing},
		runner.Subruns{{Name: "early", Duration: units.Millisecond.Of(100)}, {Name: "learning", Duration: units.Millisecond.Of(900)}, {Name: "late", Duration: units.Second.Of(1)}},
		components.Record{Spikes: []string{"out"}, States: map[string][]string{"out": {"syn"}}},
		components.Record{States: map[string][]string{"inh_out": {"w"}}, Every: units.Millisecond.Of(10)},
		analyser.After("early", measure), analyser.After("late", measure),
	}, nil
}

// Experiment is the whole of it.
func Experiment() cli.Experiment {
	input := "poisson"
	return cli.Experiment{
		Name: "handson2", Source: "Stimberg, Goodman & Nowotny (2020), Sci. Rep. 10:410: Brian2GeNN; its tutorial of 2021",
		Doc: `The second exercise of the Brian2GeNN tutorial: inhibition learns to balance excitation.

30 excitatory and 10 inhibitory inputs spike at the same rate. Inhibitory synapses grow whenever the neuron and the input spike at about the
same time, until inhibition is as strong as excitation, and the neuron silent.`,
		Flags: func(f *flag.FlagSet) {
			f.StringVar(&input, "input", input, "`KIND` of the inputs: poisson, or uniform (all at once, every 3 ms)")
		},
		Choose:  func() ([]component.Component, error) { return parts(input) },
		Explore: trajectory.Line("inh_out.weight=0mV,10mV,20mV; trial=0:4:1"),
		Campaigns: []cli.Campaign{
			{Name: "poisson", Run: "--explore inh_out.weight=10mV --trials 100", Expect: []cli.Expectation{
				{What: "rate in the first 100 ms", Of: "early.rate", Band: cli.Between(136, 146.5), Source: "Brian 2.5.1, 100 seeds: 141.2 ± 1.3"},
				{What: "rate in the second second", Of: "late.rate", Band: cli.Between(0.9, 1.75), Source: "Brian 2.5.1, 100 seeds: 1.31 ± 0.10"},
				{What: "net current in the first 100 ms", Of: "early.current", Band: cli.Between(78, 84), Source: "Brian 2.5.1, 100 seeds: 81.0 ± 0.7"},
				{What: "net current in the second second", Of: "late.current", Band: cli.Between(-32.1, -26.2), Source: "Brian 2.5.1, 100 seeds: -29.1 ± 0.7"},
				{What: "inhibitory weight after 100 ms", Of: "early.w_inh", Band: cli.Between(23.28, 24), Source: "Brian 2.5.1, 100 seeds: 23.64 ± 0.09"},
				{What: "inhibitory weight after 2 s", Of: "late.w_inh", Band: cli.Between(35, 35.95), Source: "Brian 2.5.1, 100 seeds: 35.49 ± 0.10"},
			}},
			{Name: "uniform", Run: "--input uniform --explore inh_out.weight=10mV", Expect: []cli.Expectation{
				{What: "all at once: rate in the first 100 ms", Of: "early.rate", Band: cli.Exactly(140), Source: "Brian 2.5.1"},
				{What: "all at once: rate in the second second", Of: "late.rate", Band: cli.Exactly(0), Source: "Brian 2.5.1"},
				{What: "all at once: net current in the first 100 ms", Of: "early.current", Band: cli.Exactly(82.1694170604407), Source: "Brian 2.5.1"},
				{What: "all at once: net current in the second second", Of: "late.current", Band: cli.Exactly(15.843890370385893), Source: "Brian 2.5.1"},
				{What: "all at once: inhibitory weight after 2 s", Of: "late.w_inh", Band: cli.Exactly(27.623335724005347), Source: "Brian 2.5.1"},
			}},
		},
	}
}
