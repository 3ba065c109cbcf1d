// Package drawing is the ninth tutorial: figures of runs.
package drawing

import (
	"golgi/analyser"
	"golgi/cli"
	"golgi/component"
	"golgi/components"
	"golgi/figure"
	"golgi/runner"
	"golgi/trajectory"
	"golgi/tutorials/response"
	"golgi/tutorials/stimulus"
	"golgi/tutorials/synapses"
	"golgi/units"
)

// network is an analyser that stores a figure with each run: the spikes, and the rate.
var network = analyser.Drawn{Figure: "network", During: []string{"stimulus"}, Draw: draw}

func draw(s *component.Subrun) (*figure.Figure, error) {
	trains, err := s.Trains("excitatory")
	if err != nil {
		return nil, err
	}
	groups := []figure.Group{{Name: "stimulated", N: 20}, {Name: "others", N: 300}}
	return figure.New("The first 20 neurons get the stimulus",
		figure.Raster{Trains: trains.Times, Groups: groups, Start: trains.Start, Stop: trains.Stop},
		figure.Rate{Trains: trains.Times, Groups: groups, Bin: units.Millisecond.Of(10), Start: trains.Start, Stop: trains.Stop}), nil
}

// Experiment is that of the sixth tutorial, and draws.
var Experiment = cli.Experiment{
	Name: "drawing", Doc: "Figures of runs, and of results against a parameter.",
	Parts: []component.Component{
		synapses.Network, stimulus.Stimulus{},
		runner.Subruns{{Name: "before", Duration: units.Millisecond.Of(200)}, {Name: "stimulus", Duration: units.Millisecond.Of(200)}},
		components.Record{Spikes: []string{"excitatory"}},
		response.Statistics, network,
	},
	Explore: trajectory.Line("drive=0Hz,100Hz,200Hz; trial=0,1"),
}
