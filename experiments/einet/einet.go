// Package einet is the network of BrainState's tutorial: excitatory and inhibitory neurons with a soft reset, as projections onto stock
// parts, or as equations.
//
//	golgi einet run
//	golgi einet run --as equations
//
// Source: BrainState's tutorial of spiking neural networks, its E/I network, with brainpy.state's LIF, AlignPostProj, Expon and CUBA.
package einet

import (
	"flag"
	"fmt"

	"golgi/analyser"
	"golgi/cli"
	"golgi/component"
	"golgi/components"
	"golgi/runner"
	"golgi/trajectory"
	"golgi/units"
)

// equations are the neurons with their synapses and their input, in one text.
var equations = components.Model{
	Equations: `dv/dt = (E_L - v + R*(g + bias_A))/tau_m : volt
		dg/dt = -g/g_tau : amp`,
	Threshold: "v >= V_th", Reset: "v -= V_th - V_r", Method: "exponential_euler",
	Parameters: components.SoftLIF.Parameters + `
		g_tau  = 2 ms  > 0  # decay time constant of synaptic currents
		bias_A = 3 mA       # input`,
}

// parts returns the network in one of its forms. A neuron has n synapses of each kind, from a tenth of the 400 excitatory and of the 100 inhibitory neurons, of the weight
// ±1 mA/sqrt(n): so the variance of its input does not hang on the number of neurons. 1/sqrt(40) is 0.158…, and 1/sqrt(10) is 0.316….
func parts(form string) ([]component.Component, error) {
	neurons := components.Neurons{Name: "neurons", Size: 500, Initial: components.Values{"v": "V_0 + sd_0*randn()"}}
	switch form {
	case "projections":
		neurons.Model, neurons.Currents = components.SoftLIF, components.Currents{"g": components.ExponentialCurrent, "bias": components.Constant}
		neurons.Set = components.Values{"g_tau": "2 ms", "bias_A": "3 mA"}
	case "equations":
		neurons.Model = equations
	default:
		return nil, fmt.Errorf("einet: there is no form %q; there are projections and equations", form)
	}
	neurons.Model.Parameters += `
		V_0  = -60 mV        # mean of v at the beginning
		sd_0 = 10 mV   >= 0  # standard deviation of v at the beginning`
	return []component.Component{
		neurons, components.Split{Of: "neurons", First: "exc", Rest: "inh", Fraction: 0.8},
		components.Connection{From: "exc", To: "neurons", Onto: "g", Rule: components.FixedFraction(0.1), Weight: components.Exactly("0.15811388300841897 mA >= 0")},
		components.Connection{From: "inh", To: "neurons", Onto: "g", Rule: components.FixedFraction(0.1), Weight: components.Exactly("-0.31622776601683794 mA <= 0")},
		runner.Subruns{{Name: "begin", Duration: units.Millisecond.Of(0.1), Comment: "a step, in which those spike that begin above the threshold: BrainState has it before its first"},
			{Name: "measure", Duration: units.Millisecond.Of(200)}},
		components.Record{Spikes: []string{"neurons"}, States: map[string][]string{"neurons": {"v"}}, Elements: []int{0}, During: []string{"measure"}},
		analyser.Measure{Of: "neurons", Statistics: []analyser.Statistic{analyser.Spikes, analyser.Rate}, During: []string{"measure"}},
	}, nil
}

// Experiment returns the experiment, with its option.
func Experiment() cli.Experiment {
	form := "projections"
	return cli.Experiment{
		Name: "einet",
		Doc: "The network of BrainState's tutorial, as projections or as equations.\n\n" +
			"500 neurons with a soft reset get a constant input, and spikes from 400 excitatory and 100 inhibitory ones among them. " +
			"Each form has the same random numbers, and so the same spikes: projections are stock parts, as in BrainState, and equations are one text, as in Brian 2.",
		Source: "BrainState, tutorial of spiking neural networks: E/I network",
		Flags: func(flags *flag.FlagSet) {
			flags.StringVar(&form, "as", form, "`FORM` of the network: projections or equations")
		},
		Choose:  func() ([]component.Component, error) { return parts(form) },
		Explore: trajectory.Cartesian{{Path: "neurons.bias_A", Values: units.Milliamp.OfAll(2.5, 3, 3.5, 4)}},
		Campaigns: []cli.Campaign{
			{Name: "projections", Run: "--trials 20 bias_A=3mA", Expect: spikes},
			{Name: "equations", Run: "--as equations --trials 20 bias_A=3mA", Expect: spikes},
		},
	}
}

// spikes are what both forms must give.
var spikes = []cli.Expectation{
	{What: "spikes in 200 ms", Of: "spikes", Band: cli.Between(4347, 4407), Source: "independent simulations, 200 seeds: 4377 ± 39; the tutorial's run: 4356"},
	{What: "fewest in a run", Number: cli.Least("spikes"), Band: cli.AtLeast(4230), Source: "independent simulations, 200 seeds: 4240"},
	{What: "most in a run", Number: cli.Most("spikes"), Band: cli.AtMost(4460), Source: "independent simulations, 200 seeds: 4444"},
}
