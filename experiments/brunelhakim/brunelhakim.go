// Package brunelhakim is the inhibitory network of Brunel & Hakim (1999), Brian 2's example: a fast oscillation of the population, in which neurons spike rarely.
//
//	golgi brunelhakim run --figure brunelhakim.png
package brunelhakim

import (
	"golgi/analyser"
	"golgi/cli"
	"golgi/component"
	"golgi/components"
	"golgi/runner"
	"golgi/trajectory"
	"golgi/units"
)

// neuron is an integrate-and-fire neuron with noise from outside. In the refractory period it does not spike, but integrates.
var neuron = components.Model{
	Equations: "dV/dt = (-V + mu_ext + sigma_ext*sqrt(tau)*xi)/tau : volt", Method: "euler",
	Threshold: "V > theta", Reset: "V = V_r", Refractory: "tau_rp", Initial: components.Values{"V": "V_r"},
	Parameters: `
		tau       = 20 ms  > 0       # membrane time constant
		theta     = 20 mV            # threshold
		V_r       = 10 mV  <= theta  # reset
		tau_rp    = 2 ms   >= 0      # refractory period
		mu_ext    = 25 mV            # mean of the input from outside
		sigma_ext = 1 mV   >= 0      # its standard deviation`,
}

// Experiment is the whole of it.
var Experiment = cli.Experiment{
	Name: "brunelhakim",
	Doc: "A fast oscillation of inhibitory neurons that spike rarely.\n\n" +
		"5,000 neurons inhibit each other with a delay of 2 ms. Each spikes a few times in a second, and irregularly, and yet the rate of all of them oscillates more than a " +
		"hundred times in a second. Noise from outside, sigma_ext, is explored: the more there is, the weaker is the oscillation (population_cv).",
	Source: "Brunel & Hakim (1999), Neural Comput. 11:1621",
	Parts: []component.Component{
		components.Neurons{Name: "neurons", Size: 5000, Model: neuron},
		components.Connection{From: "neurons", To: "neurons", Onto: "V", Rule: components.Probability(0.2), Weight: components.Exactly("-0.1 mV <= 0"), Delay: components.Exactly("2 ms")},
		runner.Subruns{{Name: "initial", Duration: units.Second.Of(0.2)}, {Name: "measure", Duration: units.Second.Of(1)}},
		components.Record{Spikes: []string{"neurons"}, During: []string{"measure"}},
		analyser.Measure{Of: "neurons", During: []string{"measure"}, Statistics: []analyser.Statistic{analyser.Rate, analyser.CV, analyser.PopulationCV(units.Millisecond.Of(1)),
			analyser.Peak(units.Millisecond.Of(0.5), units.Second.Of(0.1), units.Hertz.Of(20), units.Hertz.Of(1000))}},
	},
	Explore: trajectory.Cartesian{{Path: "neurons.sigma_ext", Values: units.Millivolt.OfAll(1, 2, 3, 4, 5)}},
	Campaigns: []cli.Campaign{{Run: "--trials 5 --explore sigma_ext=1mV,5mV", Expect: []cli.Expectation{
		{What: "rate of a neuron", Of: "rate", Where: "sigma_ext == 1*mV", Band: cli.Between(3.573, 3.585), Source: "Brian 2.5.1, 5 seeds: 3.579 ± 0.005"},
		{What: "CV of its intervals", Of: "cv", Where: "sigma_ext == 1*mV", Band: cli.Between(0.530, 0.541), Source: "Brian 2.5.1, 5 seeds: 0.536 ± 0.004"},
		{What: "peak of the population's spectrum", Of: "peak", Where: "sigma_ext == 1*mV", Band: cli.Between(132, 144), Source: "Brian 2.5.1, 5 seeds, to 10 Hz: 138 ± 4"},
		{What: "CV of the population's rate", Of: "population_cv", Where: "sigma_ext == 1*mV", Band: cli.Between(1.182, 1.209), Source: "Brian 2.5.1, 5 seeds: 1.195 ± 0.011"},
		{What: "CV of the population's rate with much noise", Of: "population_cv", Where: "sigma_ext == 5*mV", Band: cli.AtMost(0.4), Source: "the paper: noise ends the oscillation"},
	}}},
}
