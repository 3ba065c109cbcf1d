// Package coba is the network of Vogels & Abbott (2005) with synapses that are conductances: benchmark 1 of Brette et al. (2007).
//
//	golgi coba run --figure coba.png
package coba

import (
	"golgi/analyser"
	"golgi/analyser/spiketrain"
	"golgi/cli"
	"golgi/component"
	"golgi/components"
	"golgi/manager"
	"golgi/runner"
	"golgi/trajectory"
	"golgi/units"
)

// neuron is a leaky integrate-and-fire neuron. Its conductances begin at what they have in the active network, since at rest it would stay silent.
var neuron = components.Model{
	Equations: "dv/dt = (g_L*(E_L - v) + I)/C : volt (unless refractory)", Method: "exponential_euler",
	Threshold: "v > V_t", Reset: "v = V_r", Refractory: "t_ref",
	Initial: components.Values{"v": "E_L + (randn()*5 - 5)*mV", "ge": "(randn()*1.5 + 4)*10*nS", "gi": "(randn()*12 + 20)*10*nS"},
	Parameters: `
		C     = 200 pF  > 0     # membrane capacitance: 20000 um2 of 1 uF/cm2
		g_L   = 10 nS   >= 0    # leak conductance
		E_L   = -60 mV          # leak reversal potential
		V_t   = -50 mV          # threshold
		V_r   = -60 mV  <= V_t  # reset
		t_ref = 5 ms    >= 0    # refractory period, in which v stands still`,
}

// alive is 1 where neurons still spike in the last 50 ms.
var alive = analyser.Statistic{Name: "alive", Unit: "1", About: "1 if neurons spike in the last 50 ms, else 0", Of: func(trains spiketrain.Set) (float64, error) {
	for _, times := range trains.Times {
		if n := len(times); n > 0 && times[n-1] >= trains.Stop-0.05 {
			return 1, nil
		}
	}
	return 0, nil
}}

// Experiment is the whole of it.
var Experiment = cli.Experiment{
	Name: "coba",
	Doc: "The network of Vogels & Abbott with conductance-based synapses.\n\n" +
		"3,200 excitatory and 800 inhibitory neurons keep each other active, irregularly and in bursts, with no input at all. The column alive is 1 where they still " +
		"are at the end: with weak excitatory synapses activity dies out.",
	Source: "Brette et al. (2007), J. Comput. Neurosci. 23:349, benchmark 1; Vogels & Abbott (2005), J. Neurosci. 25:10786",
	Parts: []component.Component{
		components.Neurons{Name: "neurons", Size: 4000, Model: neuron, Currents: components.Currents{"ge": components.ExponentialConductance, "gi": components.ExponentialConductance},
			Set: components.Values{"ge_tau": "5 ms", "ge_E": "0 mV", "gi_tau": "10 ms", "gi_E": "-80 mV"}},
		components.Split{Of: "neurons", First: "exc", Rest: "inh", Fraction: 0.8},
		components.Connection{From: "exc", To: "neurons", Onto: "ge", Rule: components.Probability(0.02), Weight: components.Exactly("6 nS >= 0")},
		components.Connection{From: "inh", To: "neurons", Onto: "gi", Rule: components.Probability(0.02), Weight: components.Exactly("67 nS >= 0")},
		runner.Subruns{{Name: "measure", Duration: units.Second.Of(1)}},
		components.Record{Spikes: []string{"neurons"}},
		analyser.Measure{Of: "neurons", Statistics: []analyser.Statistic{analyser.Rate, analyser.CV, alive}, During: []string{"measure"}},
	},
	Explore: trajectory.Cartesian{{Path: "exc_neurons.weight", Values: units.Nanosiemens.OfAll(2, 3, 4, 5, 6, 7, 8)}, {Path: manager.Trial, Values: []int{0, 1, 2}}},
	Campaigns: []cli.Campaign{{Run: "--trials 10 exc_neurons.weight=6nS", Expect: []cli.Expectation{
		{What: "mean rate", Of: "rate", Band: cli.Between(18, 21), Source: "independent simulations, 10 seeds: 19.5 ± 1.5"},
		{What: "CV of the intervals", Of: "cv", Band: cli.Between(1.576, 1.658), Source: "Brian 2.5.1, 10 seeds: 1.617 ± 0.046"},
		{What: "fraction of networks that are active for 1 s", Of: "alive", Band: cli.AtLeast(1), Source: "independent simulations: 10 of 10"},
	}}},
}
