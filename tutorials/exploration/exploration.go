// Package exploration is the sixth tutorial: many runs, over parameters and trials.
package exploration

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

// Experiment is that of the fifth tutorial, and says what to explore.
var Experiment = cli.Experiment{
	Name: "exploration", Doc: "Many runs: the answers to stimuli of several strengths.",
	Parts: []component.Component{
		synapses.Network, stimulus.Stimulus{},
		runner.Subruns{{Name: "before", Duration: units.Millisecond.Of(200)}, {Name: "stimulus", Duration: units.Millisecond.Of(200)}},
		components.Record{Spikes: []string{"excitatory"}},
		response.Statistics,
	},
	Explore: trajectory.Line("drive=0Hz,100Hz,200Hz; trial=0,1"),
}
