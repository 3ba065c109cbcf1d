// Package cuba is the network of Vogels & Abbott (2005) with synapses that are currents: benchmark 2 of Brette et al. (2007), Brian 2's example CUBA.
//
//	golgi cuba run --figure cuba.png
package cuba

import (
	"golgi/analyser"
	"golgi/cli"
	"golgi/component"
	"golgi/components"
	"golgi/manager"
	"golgi/runner"
	"golgi/trajectory"
	"golgi/units"
)

// neuron is a leaky integrate-and-fire neuron whose currents are in mV.
var neuron = components.Model{
	Equations: "dv/dt = (I - (v - E_L))/tau_m : volt (unless refractory)", Unit: "volt", Method: "exact",
	Threshold: "v > V_t", Reset: "v = V_r", Refractory: "t_ref", Initial: components.Values{"v": "V_r + rand()*(V_t - V_r)"},
	Parameters: `
		tau_m = 20 ms   > 0     # membrane time constant
		E_L   = -49 mV          # resting potential, above threshold: so the network needs no input
		V_t   = -50 mV          # threshold
		V_r   = -60 mV  <= V_t  # reset
		t_ref = 5 ms    >= 0    # refractory period, in which v stands still`,
}

// Experiment is the whole of it.
var Experiment = cli.Experiment{
	Name: "cuba",
	Doc: "The network of Vogels & Abbott with current-based synapses.\n\n" +
		"3,200 excitatory and 800 inhibitory neurons, connected at random, spike irregularly at a few Hz without any input. Simulators are often " +
		"compared by it. The refractory period, which some versions of the benchmark leave out, is explored.",
	Source: "Brette et al. (2007), J. Comput. Neurosci. 23:349, benchmark 2; Vogels & Abbott (2005), J. Neurosci. 25:10786",
	Parts: []component.Component{
		components.Neurons{Name: "neurons", Size: 4000, Model: neuron, Currents: components.Currents{"ge": components.ExponentialCurrent, "gi": components.ExponentialCurrent},
			Set: components.Values{"ge_tau": "5 ms", "gi_tau": "10 ms"}},
		components.Split{Of: "neurons", First: "exc", Rest: "inh", Fraction: 0.8},
		components.Connection{From: "exc", To: "neurons", Onto: "ge", Rule: components.Probability(0.02), Weight: components.Exactly("1.62 mV >= 0")},
		components.Connection{From: "inh", To: "neurons", Onto: "gi", Rule: components.Probability(0.02), Weight: components.Exactly("-9 mV <= 0")},
		runner.Subruns{{Name: "measure", Duration: units.Second.Of(1)}},
		components.Record{Spikes: []string{"neurons"}},
		analyser.Measure{Of: "neurons", Statistics: []analyser.Statistic{analyser.Rate, analyser.CV}, During: []string{"measure"}},
	},
	Explore: trajectory.Cartesian{{Path: "neurons.t_ref", Values: units.Millisecond.OfAll(0, 1, 2, 5, 10)}, {Path: manager.Trial, Values: []int{0, 1, 2}}},
	Campaigns: []cli.Campaign{{Run: "--trials 10 --explore t_ref=5ms,0ms", Expect: []cli.Expectation{
		{What: "mean rate", Of: "rate", Where: "t_ref == 5*ms", Band: cli.Between(5.4, 5.9), Source: "independent simulations, 10 seeds: 5.65 ± 0.20"},
		{What: "CV of the intervals", Of: "cv", Where: "t_ref == 5*ms", Band: cli.Between(0.583, 0.605), Source: "Brian 2.5.1, 10 seeds: 0.594 ± 0.012"},
		{What: "mean rate without refractory period", Of: "rate", Where: "t_ref == 0*ms", Band: cli.Between(5.76, 6.30), Source: "independent simulations, 10 seeds: 6.03 ± 0.27"},
	}}},
}
