// Package response is the fifth tutorial: an analyser with a parameter.
package response

import (
	"errors"

	"golgi/analyser"
	"golgi/cli"
	"golgi/component"
	"golgi/components"
	"golgi/runner"
	"golgi/tutorials/stimulus"
	"golgi/tutorials/synapses"
	"golgi/units"
)

// P are the parameters of the analyser.
type P struct {
	Window units.Quantity `unit:"ms" comment:"length of the windows in which spikes are counted"`
}

// Statistics is an analyser: after each subrun it stores rate and Fano factor of the excitatory neurons, under the name of the subrun.
var Statistics = analyser.Bound[P]{Group: "statistics", Default: P{Window: units.Millisecond.Of(50)}, Measure: measure}

func measure(s *component.Subrun, p P) error {
	if s.PreRun() {
		return nil // which the eighth tutorial has
	}
	trains, err := s.Trains("excitatory")
	if err != nil {
		return err
	}
	fano, err := trains.Fano(p.Window)
	return errors.Join(err,
		s.Run.Add(s.Current.Name, "rate", trains.Rate(), "Hz"),
		s.Run.Add(s.Current.Name, "fano", fano, ""))
}

// Experiment is that of the fourth tutorial, with another analyser.
var Experiment = cli.Experiment{
	Name: "response", Doc: "An analyser with a parameter: rates and Fano factors.",
	Parts: []component.Component{
		synapses.Network, stimulus.Stimulus{},
		runner.Subruns{{Name: "before", Duration: units.Millisecond.Of(200)}, {Name: "stimulus", Duration: units.Millisecond.Of(200)}},
		components.Record{Spikes: []string{"excitatory"}},
		Statistics,
	},
}
