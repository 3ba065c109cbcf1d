// Package tiny is a whole experiment in 28 lines: the rate of 100 noisy leaky neurons against their bias.
//
//	golgi tiny run --figure tiny.png
package tiny

import (
	"golgi/analyser"
	"golgi/cli"
	"golgi/component"
	"golgi/components"
	"golgi/manager"
	"golgi/runner"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

// P are the parameters of the neurons.
type P struct {
	N          int     `comment:"number of neurons" min:"1"`
	Tau        float64 `unit:"ms" comment:"membrane time constant" min:"0"`
	Refractory float64 `unit:"ms" comment:"refractory period" min:"0"`
	Bias       float64 `comment:"mean of v without a threshold, which is 1"`
	Sigma      float64 `comment:"standard deviation of v without a threshold" min:"0"`
}

func build(b *component.Build, p P) error {
	_, err := component.Add(b, sim.Neurons{Name: "neurons", Size: p.N, Namespace: sim.NamespaceOf(p), Method: "euler",
		Equations: "dv/dt = (bias - v)/tau + sigma*sqrt(2/tau)*xi : 1 (unless refractory)",
		Threshold: "v > 1", Reset: "v = 0", Refractory: sim.RefractoryOf(units.Millisecond.Of(p.Refractory))})
	return err
}

func measure(s *component.Subrun) error {
	trains, err := s.Trains("neurons")
	if err != nil {
		return err
	}
	return s.Run.Add("statistics", "rate", trains.Rate(), "Hz")
}

// Experiment is the whole of it.
var Experiment = cli.Experiment{Name: "tiny", Doc: "The rate of leaky neurons against their bias.", Parts: []component.Component{
	component.Bound[P]{Group: "neurons", Default: P{N: 100, Tau: 10, Refractory: 2, Bias: 1, Sigma: 0.1}, Make: build},
	runner.Subruns{{Name: "initial", Duration: units.Second.Of(0.1)}, {Name: "measure", Duration: units.Second.Of(1)}},
	components.Record{Spikes: []string{"neurons"}, During: []string{"measure"}}, analyser.After("measure", measure)},
	Explore: trajectory.Cartesian{{Path: "bias", Values: []float64{0.8, 0.9, 1, 1.1, 1.2}}, {Path: manager.Trial, Values: []int{0, 1, 2}}}}
