// Package stock is an experiment of stock parts alone: neurons, their input, the synapses between, and a rate, against the strength of the
// synapses.
//
//	golgi stock run --figure stock.png
package stock

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

// Experiment is the whole of it.
var Experiment = cli.Experiment{Name: "stock", Doc: "The rate of neurons against the strength of their synapses, from stock parts.", Parts: []component.Component{
	components.Source{Name: "input", Size: 200, Kind: components.Poisson},
	components.Neurons{Name: "neurons", Size: 100, Model: components.LIF, Currents: components.Currents{"exc": components.ExponentialCurrent}},
	components.Connection{From: "input", To: "neurons", Onto: "exc", Rule: components.Probability(0.2), Weight: components.Exactly("50 pA")},
	runner.Subruns{{Name: "measure", Duration: units.Second.Of(1)}},
	components.Record{Spikes: []string{"neurons"}},
	analyser.Measure{Of: "neurons", Statistics: []analyser.Statistic{analyser.Rate, analyser.CV}, During: []string{"measure"}},
}, Explore: trajectory.Cartesian{
	{Path: "input_neurons.weight", Values: units.Picoamp.OfAll(50, 100, 150, 200)}, {Path: manager.Trial, Values: []int{0, 1, 2}},
}}
