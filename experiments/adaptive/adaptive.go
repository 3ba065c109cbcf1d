// Package adaptive is Brian's neuron with an adaptive threshold: each spike raises the threshold, which decays again.
//
//	golgi adaptive run --figure adaptive.png
package adaptive

import (
	"slices"

	"gonum.org/v1/gonum/stat"

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

var model = components.Model{
	Equations: `dv/dt = -v/tau_v : volt
		dvt/dt = (vt0 - vt)/tau_vt : volt`,
	Threshold: "v > vt", Reset: "v = 0*mV\nvt += step", Method: "exact", Initial: components.Values{"vt": "vt0"},
	Parameters: `
		tau_v  = 10 ms  > 0   # membrane time constant
		tau_vt = 15 ms  > 0   # time constant of the threshold
		vt0    = 10 mV  > 0   # threshold at rest; the reset is 0 mV
		step   = 3 mV   >= 0  # by which a spike raises the threshold`,
}

// crossings stores the mean of v where it crosses the threshold, in this subrun.
func crossings(s *component.Subrun) error {
	monitor, err := component.Get[*sim.SpikeMonitor](s.Objects, component.SpikesOf("neuron"))
	if err != nil {
		return err
	}
	spikes, err := s.Network.Spikes(monitor)
	if err != nil {
		return err
	}
	start, _ := s.Window()
	first, _ := slices.BinarySearch(spikes.T, start)
	return s.Run.Add("crossings", "v", 1000*stat.Mean(spikes.Variables[0].Values[first:], nil), "mV")
}

// Experiment is the whole of it.
var Experiment = cli.Experiment{Name: "adaptive", Source: "Brian 1 and 2, example adaptive_threshold",
	Doc: `A neuron whose threshold rises with each spike, and so is the higher, the more it spikes.

Spikes of a Poisson source raise the potential v. Where v crosses the threshold vt, it is reset, and vt rises by a step, from which it
decays. The slower it decays, the lower is the rate, and the higher is v where it crosses.`,
	Parts: []component.Component{
		components.Source{Name: "input", Size: 1, Kind: components.Poisson, Set: components.Values{"rate": "500 Hz"}},
		components.Neurons{Name: "neuron", Size: 1, Model: model},
		components.Connection{From: "input", To: "neuron", Onto: "v", Weight: components.Exactly("3 mV >= 0")},
		runner.Subruns{{Name: "traces", Duration: units.Millisecond.Of(100)}, {Name: "measure", Duration: units.Second.Of(20)}},
		components.Record{States: map[string][]string{"neuron": {"v", "vt"}}, During: []string{"traces"}},
		components.Record{Spikes: []string{"neuron"}, Variables: map[string][]string{"neuron": {"v"}}},
		analyser.Measure{Of: "neuron", During: []string{"measure"}}, analyser.After("measure", crossings),
	},
	Explore: trajectory.Cartesian{{Path: "tau_vt", Values: units.Millisecond.OfAll(10, 15)}, {Path: manager.Trial, Values: []int{0, 1, 2}}},
	Campaigns: []cli.Campaign{{Run: "--explore tau_vt=10ms,15ms --trials 20", Expect: []cli.Expectation{
		{What: "rate, tau_vt = 15 ms", Of: "statistics.neuron.rate", Where: "tau_vt == 15*ms", Band: cli.Between(69.1, 70.7), Source: "independent simulations, 20 of 20 s: 69.9 ± 0.8 Hz; Brian 2.5.1: 69.95"},
		{What: "mean v at the crossings, tau_vt = 15 ms", Of: "crossings.v", Where: "tau_vt == 15*ms", Band: cli.Between(13.17, 13.25), Source: "the same: 13.21 ± 0.04 mV; Brian 2.5.1: 13.211"},
		{What: "rate, tau_vt = 10 ms", Of: "statistics.neuron.rate", Where: "tau_vt == 10*ms", Band: cli.Between(76.6, 78.2), Source: "the same: 77.4 ± 0.8 Hz; Brian 2.5.1: 77.13"},
		{What: "mean v at the crossings, tau_vt = 10 ms", Of: "crossings.v", Where: "tau_vt == 10*ms", Band: cli.Between(12.46, 12.52), Source: "the same: 12.49 ± 0.03 mV; Brian 2.5.1: 12.472"},
	}}},
}
