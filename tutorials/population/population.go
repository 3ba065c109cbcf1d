// Package population is the second tutorial: many neurons with noise, and their mean rate.
package population

import (
	"golgi/analyser"
	"golgi/cli"
	"golgi/component"
	"golgi/components"
	"golgi/runner"
	"golgi/sim"
	"golgi/units"
)

// P are the parameters of the neurons.
type P struct {
	N       int     `comment:"number of neurons" min:"1"`
	Current float64 `unit:"nA" comment:"current into each neuron"`
	Sigma   float64 `unit:"mV" comment:"standard deviation of the noise" min:"0"`
}

// build makes the neurons.
func build(b *component.Build, p P) error {
	_, err := component.Add(b, sim.Neurons{
		Name: "neurons", Size: p.N, Namespace: sim.NamespaceOf(p), Method: "euler",
		Equations: "dv/dt = (-70*mV - v + 100*Mohm*current)/(20*ms) + sigma*sqrt(2/(20*ms))*xi : volt (unless refractory)",
		Threshold: "v > -50*mV", Reset: "v = -60*mV", Refractory: "5 ms",
		Initial: []sim.Set{{Variable: "v", Value: "-70*mV + 20*mV*rand()"}},
	})
	return err
}

// measure stores the mean rate of what was recorded.
func measure(s *component.Subrun) error {
	trains, err := s.Trains("neurons")
	if err != nil {
		return err
	}
	return s.Run.Add("statistics", "rate", trains.Rate(), "Hz")
}

// Experiment lists the parts: what is built, how long it is simulated, what is recorded and measured.
var Experiment = cli.Experiment{
	Name: "population", Doc: "Many neurons with noise, and their mean rate.",
	Parts: []component.Component{
		component.Bound[P]{Group: "neurons", Default: P{N: 100, Current: 0.2, Sigma: 2}, Make: build},
		runner.Subruns{{Name: "measure", Duration: units.Millisecond.Of(500)}},
		components.Record{Spikes: []string{"neurons"}},
		analyser.After("measure", measure),
	},
}
