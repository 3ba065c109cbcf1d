package main

import (
	"golgi/component"
	"golgi/trajectory"
	"golgi/units"
)

// The names of the two subruns.
const (
	initialRun     = "initial_run"
	measurementRun = "measurement_run"
)

// Durations are the two subruns: one to forget the initial state, and one that is measured.
type Durations struct {
	component.Base
	set set
}

// AddParameters adds the durations.
func (c Durations) AddParameters(traj *trajectory.Trajectory) error {
	return traj.Add(
		trajectory.Parameter{Path: "simulation.durations." + initialRun, Value: units.Millisecond.Of(500),
			Comment: "time to forget the initial state", Annotations: trajectory.Annotations{"order": 0}},
		trajectory.Parameter{Path: "simulation.durations." + measurementRun, Value: units.Second.Of(c.set.measured),
			Comment: "time that is measured", Annotations: trajectory.Annotations{"order": 1}},
	)
}
