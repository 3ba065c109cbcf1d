package clustered

import (
	"golgi/analyser"
	"golgi/component"
	"golgi/components"
	"golgi/runner"
	"golgi/units"
)

// The names of the two subruns: one to forget the initial state, and one that is measured.
const (
	initialRun     = "initial_run"
	measurementRun = "measurement_run"
)

// parts returns the parts of the experiment with a set of default parameters.
func parts(s set) []component.Component {
	return []component.Component{
		component.Bound[Model]{Group: "model", Default: s.Model, Make: neurons},
		component.Bound[Connections]{Group: "connections", Default: s.Connections, Make: connect},
		runner.Subruns{{Name: initialRun, Duration: units.Millisecond.Of(500), Comment: "time to forget the initial state"},
			{Name: measurementRun, Duration: units.Second.Of(s.measured), Comment: "time that is measured"}},
		components.Record{Spikes: []string{"neurons_e", "neurons_i"}, During: []string{measurementRun}},
		analyser.Bound[Analysis]{Group: "analysis", Default: Analysis{units.Millisecond.Of(100)}, During: []string{measurementRun}, Measure: measure},
	}
}
