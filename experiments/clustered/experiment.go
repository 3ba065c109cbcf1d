package main

import (
	"golgi/analyser"
	"golgi/component"
	"golgi/components"
)

// parts returns the components and analysers of the experiment with a set of default parameters.
func parts(s set) ([]component.Component, []analyser.Analyser) {
	spikes := components.Spikes{Of: []string{"neurons_e", "neurons_i"}, During: []string{measurementRun}}
	return []component.Component{Neurons{set: s}, Connections{set: s}, Durations{set: s}},
		[]analyser.Analyser{spikes, Statistics{}}
}
