// Package lif is the first slides of Brian: one leaky integrate-and-fire neuron, driven by a few spikes or by a current.
//
//	golgi lif run --figure lif.png
package lif

import (
	"math"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/stat"

	"golgi/analyser"
	"golgi/analyser/spiketrain"
	"golgi/cli"
	"golgi/component"
	"golgi/components"
	"golgi/runner"
	"golgi/trajectory"
	"golgi/units"
)

var statistics = []analyser.Statistic{analyser.Rate,
	{Name: "spikes", Unit: "1", About: "number of spikes", Of: func(s spiketrain.Set) (float64, error) { return float64(len(s.Times[0])), nil }},
	{Name: "interval", Unit: "ms", About: "mean interval between spikes", Of: func(s spiketrain.Set) (float64, error) {
		return 1000 * stat.Mean(spiketrain.Intervals(s.Times[0]), nil), nil
	}},
}

// Experiment is the whole of it.
var Experiment = cli.Experiment{Name: "lif", Source: "Brian 1, slides and examples: Goodman & Brette (2008), Front. Neuroinform. 2:5; Brian 2, example IF_curve_LIF",
	Doc: `One leaky integrate-and-fire neuron, driven by a few spikes or by a current.

Between 10 and 100 ms come 25 spikes, each of which raises the potential v by weight. What is left of one when the next comes adds to
it: several together make a spike. In the place of spikes, there can be a current (bias_A), or a resting potential above the threshold.`,
	Parts: []component.Component{
		components.Source{Name: "input", Size: 1, Kind: components.Given(make([]int, 25), units.Millisecond.OfAll(floats.Span(make([]float64, 25), 10, 100)...))},
		components.Neurons{Name: "neuron", Size: 1, Model: components.LIF, Currents: components.Currents{"bias": components.Constant},
			Set: components.Values{"tau_m": "10 ms", "V_th": "-55 mV", "V_r": "-70 mV", "t_ref": "0 ms", "bias_A": "0 nA"}, Initial: components.Values{"v": "V_r"}},
		components.Connection{From: "input", To: "neuron", Onto: "v", Weight: components.Exactly("5 mV")},
		runner.Subruns{{Name: "measure", Duration: units.Millisecond.Of(120)}},
		components.Record{Spikes: []string{"neuron"}, States: map[string][]string{"neuron": {"v"}}},
		analyser.Measure{Of: "neuron", Statistics: statistics, During: []string{"measure"}},
	},
	Explore: trajectory.Cartesian{{Path: "weight", Values: units.Millivolt.OfAll(4, 5, 6, 7, 8, 9, 10)}},
	Campaigns: []cli.Campaign{
		{Name: "input", Run: "--explore weight=5mV", Expect: []cli.Expectation{
			{What: "25 spikes of 5 mV: spikes of the neuron", Of: "neuron.spikes", Band: cli.Exactly(3), Source: "Brian 2.5.1: 36.3, 66.3 and 96.3 ms"},
			{What: "25 spikes of 5 mV: interval", Of: "interval", Band: cli.Exactly(30), Source: "the same"},
		}},
		{Name: "rest", Run: "E_L=-54mV weight=0mV measure=1s", Expect: []cli.Expectation{
			{What: "E_L = -54 mV: interval", Of: "interval", Band: cli.Exactly(27.8), Source: "exact: 10 ms ln 16 = 27.726 ms, 278 steps"},
		}},
		{Name: "current", Run: "weight=0mV V_th=-60mV t_ref=5ms measure=1s --explore bias_A=0.11nA,0.12nA,0.15nA,0.2nA,0.25nA,0.3nA,0.4nA", Expect: []cli.Expectation{
			{What: "20 mV, threshold at 10 mV: interval", Of: "interval", Where: "bias_A == 0.2*nA", Band: cli.Exactly(11.9), Source: "exact: 49 + 70 steps"},
			{What: "20 mV, threshold at 10 mV: spikes in 1 s", Of: "neuron.spikes", Where: "bias_A == 0.2*nA", Band: cli.Exactly(84), Source: "exact"},
			{What: "largest difference from t_ref + tau_m ln(v0/(v0 - 10 mV))", Number: offLaw, Unit: "ms", Band: cli.AtMost(0.1), Source: "exact: less than a step"},
		}},
		{Name: "tutorial", Run: "weight=0mV V_th=-50mV t_ref=1ms tau_m=20ms --explore bias_A=2nA,6nA", Expect: []cli.Expectation{
			{What: "0.2 V, threshold at 20 mV: interval", Of: "interval", Where: "bias_A == 2*nA", Band: cli.Exactly(3.1), Source: "Brian2GeNN's tutorial: 31 steps"},
			{What: "0.6 V, threshold at 20 mV: interval", Of: "interval", Where: "bias_A == 6*nA", Band: cli.Exactly(1.6), Source: "the same: 16 steps"},
		}},
	},
}

// offLaw returns the largest difference, in ms, of the interval from that of the exact solution in continuous time, where V_r is E_L.
func offLaw(r cli.Report) (most float64, err error) {
	table, err := trajectory.Rows(r, r.Trajectory, "bias_A", "interval")
	if err != nil {
		return 0, err
	}
	p := trajectory.ValuesOf(r.Trajectory)
	of := func(name string) float64 { return p.Quantity("neuron." + name).SI() }
	for _, row := range table.Rows {
		v0 := of("R") * row.Values[0].(units.Quantity).SI()
		law := of("t_ref") + of("tau_m")*math.Log(v0/(v0-(of("V_th")-of("V_r"))))
		most = max(most, math.Abs(row.Values[1].(float64)-1000*law))
	}
	return most, p.Err()
}
