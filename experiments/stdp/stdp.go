// Package stdp is competition by spike-timing-dependent plasticity: the weights of a neuron's inputs part into strong and weak ones.
//
//	golgi stdp run
//	golgi plot out/stdp.hdf5 1 --stored weights --out weights.png
//
// Source: Song, Miller & Abbott (2000), Nat. Neurosci. 3:919, with the parameters of Brian 2's example STDP.
package stdp

import (
	"fmt"

	"golgi/analyser"
	"golgi/cli"
	"golgi/component"
	"golgi/components"
	"golgi/figure"
	"golgi/runner"
	"golgi/trajectory"
	"golgi/units"
)

// Experiment is the whole of it.
var Experiment = cli.Experiment{
	Name: "stdp",
	Doc: "The weights of a neuron's inputs part into strong and weak ones.\n\n" +
		"1000 Poisson inputs drive one neuron, and each changes its weight by the times between its own spikes and those of the neuron. " +
		"Inputs compete: after 100 s, weights gather at 0 and at the largest one. The faster the inputs spike, the fewer of them stay strong, so that the rate of the neuron grows less than theirs.",
	Source: "Song, Miller & Abbott (2000), Nat. Neurosci. 3:919; Brian 2, example STDP",
	Parts: []component.Component{
		components.Source{Name: "input", Size: 1000, Kind: components.Poisson, Set: components.Values{"rate": "15 Hz"}},
		components.Neurons{Name: "neuron", Size: 1, Model: components.LIF, Currents: components.Currents{"exc": components.ExponentialConductance},
			Set: components.Values{"tau_m": "10 ms", "E_L": "-74 mV", "V_th": "-54 mV", "V_r": "-60 mV", "t_ref": "0 ms", "exc_tau": "5 ms", "exc_E": "0 mV"}},
		components.Connection{From: "input", To: "neuron", Onto: "exc", Weight: components.Uniform("0 pS", "100 pS"), Synapse: components.STDP("100 pS")},
		runner.Subruns{{Name: "learn", Duration: units.Second.Of(90)}, {Name: "measure", Duration: units.Second.Of(10)}},
		components.Record{Spikes: []string{"neuron"}, During: []string{"measure"}},
		analyser.Measure{Of: "neuron", During: []string{"measure"}},
		analyser.Weights{Of: "input_neuron", Low: units.Picosiemens.Of(0), High: units.Picosiemens.Of(100), All: true, During: []string{"measure"}},
		analyser.Drawn{Figure: "weights", Draw: histogram, During: []string{"measure"}},
	},
	Explore: trajectory.Cartesian{{Path: "input.rate", Values: units.Hertz.OfAll(12, 15, 20, 30, 40)}},
	Campaigns: []cli.Campaign{
		{Name: "stdp", Run: "--trials 8 input.rate=15Hz", Expect: []cli.Expectation{
			{What: "part of the weights below a tenth of the largest", Of: "low", Band: cli.Between(0.222, 0.258), Source: "independent simulations, 8 seeds: .240 ± .006"},
			{What: "part of the weights above nine tenths of it", Of: "high", Band: cli.Between(0.159, 0.225), Source: "independent simulations, 8 seeds: .192 ± .011"},
			{What: "mean weight, of at most 100 pS", Of: "mean", Band: cli.Between(46.9, 48.1), Source: "independent simulations, 8 seeds: 47.5 ± .2"},
			{What: "rate of the neuron, last 10 s", Of: "neuron.rate", Band: cli.Between(18.3, 29.1), Source: "independent simulations, 8 seeds: 23.7 ± 1.8"},
			{What: "smaller end over the middle tenth", Number: bimodality, Band: cli.AtLeast(3), Source: "two peaks, as in the paper"},
		}},
		{Name: "long", Run: "--trials 3 input.rate=15Hz learn=990s", Expect: []cli.Expectation{
			{What: "part below a tenth after 1000 s", Of: "low", Band: cli.Reported(), Source: "independent simulations, 3 seeds: .285"},
			{What: "part above nine tenths after 1000 s", Of: "high", Band: cli.Reported(), Source: "independent simulations, 3 seeds: .234"},
			{What: "mean weight after 1000 s", Of: "mean", Band: cli.Reported(), Source: "independent simulations, 3 seeds: 47.1"},
			{What: "rate of the neuron after 1000 s", Of: "neuron.rate", Band: cli.Between(15.5, 23.9), Source: "independent simulations, 3 seeds: 19.7 ± 1.4"},
		}},
	},
}

// histogram draws the weights that Weights has stored.
func histogram(s *component.Subrun) (*figure.Figure, error) {
	stored, err := s.Run.Result("weights.input_neuron")
	if err != nil {
		return nil, err
	}
	w, err := stored.Item("w")
	if err != nil {
		return nil, err
	}
	return figure.New("", figure.Histogram{X: "weight", Y: "synapses", Bins: 20, Samples: []figure.Sample{{Values: units.Picosiemens.OfAll(w.Value.([]float64)...)}}}), nil
}

// bimodality is how much more weights there are at the less frequent end than in the middle.
func bimodality(r cli.Report) (float64, error) {
	table, err := trajectory.Rows(r, r.Trajectory, "low", "middle", "high")
	if err != nil {
		return 0, err
	}
	means, err := table.Means()
	if err != nil {
		return 0, err
	}
	if len(means.Groups) != 1 { // none has finished
		return 0, fmt.Errorf("stdp: there are no weights of the one point that was run, but those of %d", len(means.Groups))
	}
	of := means.Groups[0].Mean
	return min(of[0], of[2]) / of[1], nil
}
