// Package cobahh is the network of Vogels & Abbott (2005) with neurons of Hodgkin and Huxley's kind: benchmark 3 of Brette et al. (2007), Brian 2's example COBAHH.
//
//	golgi cobahh run --figure cobahh.png
package cobahh

import (
	"golgi/analyser"
	"golgi/cli"
	"golgi/component"
	"golgi/components"
	"golgi/runner"
	"golgi/trajectory"
	"golgi/units"
)

// Experiment is the whole of it. As in Brian's example, channels begin closed (m, n and h are 0), and conductances with what they have in the active network.
var Experiment = cli.Experiment{
	Name: "cobahh",
	Doc: "The network of Vogels & Abbott with channels as in Hodgkin & Huxley.\n\n" +
		"3,200 excitatory and 800 inhibitory neurons with sodium and potassium channels after Traub & Miles keep each other active without any input. " +
		"The strength of inhibition is explored.",
	Source: "Brette et al. (2007), J. Comput. Neurosci. 23:349, benchmark 3; Traub & Miles (1991), Neuronal Networks of the Hippocampus",
	Parts: []component.Component{
		components.Neurons{Name: "neurons", Size: 4000, Model: components.TraubMiles, Currents: components.Currents{"ge": components.ExponentialConductance, "gi": components.ExponentialConductance},
			Set: components.Values{"ge_tau": "5 ms", "ge_E": "0 mV", "gi_tau": "10 ms", "gi_E": "-80 mV"},
			Initial: components.Values{"v": "E_L + (randn()*5 - 5)*mV", "ge": "(randn()*1.5 + 4)*10*nS", "gi": "(randn()*12 + 20)*10*nS",
				"m": "0", "n": "0", "h": "0"}},
		components.Split{Of: "neurons", First: "exc", Rest: "inh", Fraction: 0.8},
		components.Connection{From: "exc", To: "neurons", Onto: "ge", Rule: components.Probability(0.02), Weight: components.Exactly("6 nS >= 0")},
		components.Connection{From: "inh", To: "neurons", Onto: "gi", Rule: components.Probability(0.02), Weight: components.Exactly("67 nS >= 0")},
		runner.Subruns{{Name: "measure", Duration: units.Second.Of(1)}},
		components.Record{Spikes: []string{"neurons"}, States: map[string][]string{"neurons": {"v"}}, Elements: []int{0, 1, 2}},
		analyser.Measure{Of: "neurons", Statistics: []analyser.Statistic{analyser.Rate, analyser.CV}, During: []string{"measure"}},
	},
	Explore: trajectory.Cartesian{{Path: "inh_neurons.weight", Values: units.Nanosiemens.OfAll(40, 67, 100)}},
	Campaigns: []cli.Campaign{{Run: "--trials 5 inh_neurons.weight=67nS", Expect: []cli.Expectation{
		{What: "mean rate", Of: "rate", Band: cli.Between(32, 37), Source: "independent simulations, 3 seeds: 34.3 ± 2.0"},
		{What: "CV of the intervals", Of: "cv", Band: cli.Reported(), Source: "no number is known"},
	}}},
}
