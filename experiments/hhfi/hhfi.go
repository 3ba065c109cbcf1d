// Package hhfi is the f-I curve of a neuron of Hodgkin and Huxley's kind: its rate against a constant current. It is Brian 2's example IF_curve_Hodgkin_Huxley.
//
//	golgi hhfi run --figure hhfi.png
package hhfi

import (
	"fmt"

	"golgi/analyser"
	"golgi/cli"
	"golgi/component"
	"golgi/components"
	"golgi/runner"
	"golgi/trajectory"
	"golgi/units"
)

// Experiment is the whole of it. As in Brian's example, the channels begin closed: m, n and h are 0.
var Experiment = cli.Experiment{
	Name: "hhfi",
	Doc: "The rate of a Hodgkin-Huxley neuron against a constant current.\n\n" +
		"The neuron has sodium and potassium channels after Traub & Miles. It is silent up to a current of 14 pA, begins with a low rate, as type I " +
		"neurons do, and spikes the faster, the larger the current is.",
	Source: "Traub & Miles (1991), Neuronal Networks of the Hippocampus; Brian 2, example IF_curve_Hodgkin_Huxley",
	Parts: []component.Component{
		components.Neurons{Name: "neuron", Size: 1, Model: components.TraubMiles, Currents: components.Currents{"inj": components.Constant}, Set: components.Values{"E_L": "-65 mV", "inj_A": "280 pA"},
			Initial: components.Values{"m": "0", "n": "0", "h": "0"}},
		runner.Subruns{{Name: "measure", Duration: units.Second.Of(2)}},
		components.Record{Spikes: []string{"neuron"}, States: map[string][]string{"neuron": {"v"}}},
		analyser.Measure{Of: "neuron", During: []string{"measure"}},
	},
	Explore: trajectory.Cartesian{{Path: "neuron.inj_A", Values: units.Picoamp.OfAll(currents...)}},
	Campaigns: []cli.Campaign{
		{Name: "coarse", Run: "dt=0.1ms", Expect: curve("independent simulation, and Brian 2.5.1: %g Hz", []float64{0, 4, 17.5, 28.5, 38, 46.5, 54.5, 62.5, 69.5, 76.5, 83.5, 89.5})},
		{Name: "fine", Run: "dt=0.01ms", Expect: curve("Brian 2.5.1: %g Hz", []float64{0, 4, 18, 30, 40, 49.5, 58.5, 67, 75, 83, 90.5, 97.5})},
	},
}

// currents are those that are explored, in pA.
var currents = []float64{14, 21, 70, 140, 210, 280, 350, 420, 490, 560, 630, 693}

// curve expects known rates for them, which are counts in 2 s.
func curve(source string, rates []float64) (expect []cli.Expectation) {
	for k, hz := range rates {
		expect = append(expect, cli.Expectation{What: fmt.Sprintf("rate at %g pA", currents[k]), Of: "rate", Where: fmt.Sprintf("inj_A == %g*pA", currents[k]),
			Band: cli.Between(hz-0.5, hz+0.5), Source: fmt.Sprintf(source, hz)})
	}
	return expect
}
