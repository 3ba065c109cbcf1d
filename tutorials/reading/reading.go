// Package reading is the seventh tutorial: what a file of results has, for Python.
package reading

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

// Experiment is that of the sixth tutorial, and records membrane potentials, too.
var Experiment = cli.Experiment{
	Name: "reading", Doc: "Spikes and membrane potentials, to be read in Python.",
	Parts: []component.Component{
		synapses.Network, stimulus.Stimulus{},
		runner.Subruns{{Name: "before", Duration: units.Millisecond.Of(200)}, {Name: "stimulus", Duration: units.Millisecond.Of(200)}},
		components.Record{
			Spikes: []string{"excitatory"},
			States: map[string][]string{"neurons": {"v"}}, Elements: []int{0, 1, 2}, Every: units.Millisecond.Of(1),
		},
		response.Statistics,
	},
	Explore: trajectory.Line("drive=0Hz,100Hz,200Hz; trial=0,1"),
}
