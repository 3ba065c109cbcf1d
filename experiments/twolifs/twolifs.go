// Package twolifs is Brian 1's example of two connected neurons, which spike together, in turns, or one behind the other.
//
//	golgi twolifs run --figure twolifs.png
package twolifs

import (
	"math"

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

var model = components.Model{Equations: "dv/dt = (v0 - v)/tau : volt", Threshold: "v > V_th", Reset: "v = 0*mV", Method: "exact",
	Initial: components.Values{"v": "i*v0*(1 - (1 - V_th/v0)**phase)"}, Parameters: `
	tau   = 10 ms  > 0       # membrane time constant
	v0    = 11 mV  > V_th    # v without a threshold
	V_th  = 10 mV  > 0       # threshold
	phase = 0.3    >= 0 < 1  # part of its interval that neuron 1 has behind it when neuron 0 begins`}

var statistics = []analyser.Statistic{
	{Name: "interval", Unit: "ms", About: "mean interval between spikes of neuron 0", Of: func(s spiketrain.Set) (float64, error) {
		return 1000 * stat.Mean(spiketrain.Intervals(s.Times[0]), nil), nil
	}},
	{Name: "lag", Unit: "ms", About: "mean time between a spike of neuron 1 and the nearest one of neuron 0", Of: func(s spiketrain.Set) (float64, error) {
		var lags []float64
		other := s.Times[s.N()-1]
		for k := 1; k < len(other)-1; k++ { // of the first and the last, the nearest may lie outside
			nearest := math.Inf(1)
			for _, t := range s.Times[0] {
				nearest = min(nearest, math.Abs(1000*(t-other[k])))
			}
			lags = append(lags, nearest)
		}
		return stat.Mean(lags, nil), nil
	}},
}

// Experiment is the whole of it.
var Experiment = cli.Experiment{Name: "twolifs", Source: "Brian 1, example two_neurons; Ernst, Pawelzik & Geisel (1995), Phys. Rev. Lett. 74:1570",
	Doc: `Two neurons that excite or inhibit each other spike together, in turns, or one behind the other.

Both have a constant drive, and would spike regularly. Each spike moves the other's potential by weight, after a delay. Without a delay,
excitation has them spike together, and inhibition in turns; with one, excitation keeps them apart, and inhibition can unite them.`,
	Parts: []component.Component{
		components.Neurons{Name: "neurons", Size: 2, Model: model},
		components.Connection{From: "neurons", To: "neurons", Name: "synapses", Onto: "v", NoAutapses: true, Weight: components.Exactly("-1 mV"), Delay: components.Exactly("2 ms")},
		runner.Subruns{{Name: "settle", Duration: units.Second.Of(2)}, {Name: "measure", Duration: units.Second.Of(1)}},
		components.Record{Spikes: []string{"neurons"}, States: map[string][]string{"neurons": {"v"}}, During: []string{"measure"}},
		analyser.Measure{Of: "neurons", Statistics: statistics, During: []string{"measure"}},
	},
	Explore: trajectory.Cartesian{{Path: "delay", Values: units.Millisecond.OfAll(0, 2, 5)}, {Path: "weight", Values: units.Millivolt.OfAll(-1, 1)}},
	Campaigns: []cli.Campaign{{Run: "--explore delay=0ms,2ms,5ms --explore weight=-1mV,1mV --explore phase=0.1,0.3", Expect: []cli.Expectation{
		{What: "lag: excitation, no delay", Of: "lag", Where: "weight > 0*mV && delay == 0*ms", Band: cli.Exactly(0.1), Source: "Brian 2.5.1: 0.1 ms; together, but for the step that an effect takes"},
		{What: "lag: excitation, 2 ms", Of: "lag", Where: "weight > 0*mV && delay == 2*ms", Band: cli.Exactly(2.1), Source: "Brian 2.5.1: 2.1 ms; the delay, and this step"},
		{What: "lag: excitation, 5 ms", Of: "lag", Where: "weight > 0*mV && delay == 5*ms", Band: cli.Exactly(5.1), Source: "Brian 2.5.1: 5.1 ms"},
		{What: "lag: inhibition, no delay", Of: "lag", Where: "weight < 0*mV && delay == 0*ms", Band: cli.Exactly(13.5), Source: "Brian 2.5.1: 13.5 ms; half of the interval"},
		{What: "lag: inhibition, 2 ms", Of: "lag", Where: "weight < 0*mV && delay == 2*ms", Band: cli.Exactly(13.7), Source: "Brian 2.5.1: 13.7 ms"},
		{What: "lag: inhibition, 5 ms, beginning together", Of: "lag", Where: "weight < 0*mV && delay == 5*ms && phase == 0.1", Band: cli.Exactly(0.1), Source: "Brian 2.5.1: 0.1 ms"},
		{What: "lag: inhibition, 5 ms, beginning apart", Of: "lag", Where: "weight < 0*mV && delay == 5*ms && phase == 0.3", Band: cli.Exactly(14.5), Source: "Brian 2.5.1: 14.5 ms"},
	}}},
}
