// Package prerun is the eighth tutorial: what all runs begin with is simulated once.
package prerun

import (
	"golgi/cli"
	"golgi/component"
	"golgi/components"
	"golgi/runner"
	"golgi/trajectory"
	"golgi/tutorials/response"
	"golgi/tutorials/stimulus"
	"golgi/tutorials/synapses"
	"golgi/units"
)

// settled is the network of the third tutorial, built once, before the pre-run, with the same synapses in all trials.
func settled() component.Component {
	network := synapses.Network
	network.Fixed, network.Place = true, component.Once
	return network
}

// Experiment is that of the sixth tutorial, but the time before the stimulus is a pre-run.
var Experiment = cli.Experiment{
	Name: "prerun", Doc: "A pre-run: the network settles once, for all runs.",
	Parts: []component.Component{
		settled(), stimulus.Stimulus{},
		runner.PreSubruns{{Name: "settle", Duration: units.Millisecond.Of(200)}},
		runner.Subruns{{Name: "stimulus", Duration: units.Millisecond.Of(200)}, {Name: "after", Duration: units.Millisecond.Of(200)}},
		components.Record{Spikes: []string{"excitatory"}},
		response.Statistics,
	},
	Explore: trajectory.Line("drive=0Hz,100Hz,200Hz; trial=0,1"),
}
