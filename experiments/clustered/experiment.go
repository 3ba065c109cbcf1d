package main

import (
	"golgi/component"
	"golgi/components"
)

// parts returns the parts of the experiment with a set of default parameters.
func parts(s set) []component.Component {
	spikes := components.Record{Spikes: []string{"neurons_e", "neurons_i"}, During: []string{measurementRun}}
	return []component.Component{Neurons{set: s}, Connections{set: s}, Durations{set: s}, spikes, Statistics{}}
}
