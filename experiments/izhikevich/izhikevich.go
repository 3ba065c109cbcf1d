// Package izhikevich is the network of Izhikevich (2003): 1000 spiking neurons of all kinds, noise, and the rhythms that they make together.
//
//	golgi izhikevich run
//	golgi plot out/izhikevich.hdf5 0 --bin 4ms --out run.png
//
// Source: Izhikevich (2003), IEEE Trans. Neural Netw. 14:1569, fig. 3 and the program; Brian 2, example Izhikevich_2003.
package izhikevich

import (
	"flag"
	"fmt"

	"golgi/analyser"
	"golgi/cli"
	"golgi/component"
	"golgi/components"
	"golgi/runner"
	"golgi/units"
)

// steps are the ways to step the equations.
var steps = map[string]components.Model{"halves": components.IzhikevichSteps, "euler": components.Izhikevich}

// parts returns the network. Each neuron draws a number r between 0 and 1, which says of which kind it is.
func parts(step string) ([]component.Component, error) {
	model, known := steps[step]
	if !known {
		return nil, fmt.Errorf("izhikevich: there is no step %q; there are halves and euler", step)
	}
	model.Parameters += "\nr = 0.0 >= 0 <= 1 # kind of neuron, between 0 and 1"
	neurons := func(name string, size int, noise string, kinds components.Values) component.Component {
		kinds["r"] = "rand()"
		return components.Neurons{Name: name, Size: size, Model: model, Initial: kinds, Set: components.Values{"noise_sd": noise},
			Currents: components.Currents{"syn": components.DeltaCurrent, "noise": components.WhiteNoise}}
	}
	synapses := func(from, to, low, high string) component.Component {
		return components.Connection{From: from, To: to, Onto: "syn", Weight: components.Uniform(low, high)}
	}
	return []component.Component{
		neurons("exc", 800, "5 pA", components.Values{"c": "-65*mV + 15*mV*r**2", "d": "(8 - 6*r**2)*mV/ms"}),
		neurons("inh", 200, "2 pA", components.Values{"a": "(0.02 + 0.08*r)/ms", "b": "(0.25 - 0.05*r)/ms", "d": "2*mV/ms"}),
		synapses("exc", "exc", "0 pA", "0.5 pA"), synapses("exc", "inh", "0 pA", "0.5 pA"),
		synapses("inh", "exc", "-1 pA", "0 pA"), synapses("inh", "inh", "-1 pA", "0 pA"),
		runner.Subruns{{Name: "measure", Duration: units.Second.Of(1)}},
		components.Record{Spikes: []string{"exc", "inh"}},
		analyser.Measure{Of: "exc", During: []string{"measure"}},
		analyser.Measure{Of: "inh", During: []string{"measure"}},
	}, nil
}

// Experiment returns the experiment, with its option.
func Experiment() cli.Experiment {
	step := "halves"
	return cli.Experiment{
		Name: "izhikevich",
		Doc: "A thousand spiking neurons of all kinds, and the rhythms that they make together.\n\n" +
			"800 excitatory and 200 inhibitory neurons are connected all to all, and driven by noise. They were published as a program of some 20 lines, " +
			"which steps v twice by half a millisecond; with a single step of the same equations, neurons spike at another rate.",
		Source: "Izhikevich (2003), IEEE Trans. Neural Netw. 14:1569; Brian 2, example Izhikevich_2003",
		DT:     units.Millisecond.Of(1),
		Flags: func(flags *flag.FlagSet) {
			flags.StringVar(&step, "step", step, "`FORM` of a step: halves (v twice by half a step, as published) or euler")
		},
		Choose: func() ([]component.Component, error) { return parts(step) },
		Campaigns: []cli.Campaign{
			{Name: "halves", Run: "--trials 20", Expect: []cli.Expectation{
				{What: "rate of excitatory neurons", Of: "exc.rate", Band: cli.Between(7.41, 7.75), Source: "independent simulations, 20 seeds: 7.58 ± .18"},
				{What: "rate of inhibitory neurons", Of: "inh.rate", Band: cli.Between(7.12, 7.54), Source: "independent simulations, 20 seeds: 7.33 ± .25"},
			}},
			{Name: "euler", Run: "--step euler --trials 20", Expect: []cli.Expectation{
				{What: "rate of excitatory neurons, Euler steps", Of: "exc.rate", Band: cli.Between(8.93, 9.33), Source: "independent simulations, 20 seeds: 9.13 ± .22"},
				{What: "rate of inhibitory neurons, Euler steps", Of: "inh.rate", Band: cli.Between(9.52, 10.08), Source: "independent simulations, 20 seeds: 9.80 ± .30"},
			}},
		},
	}
}
