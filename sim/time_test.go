package sim_test

import (
	"math"
	"testing"

	"golgi/sim"
	"golgi/units"
)

// Many short runs, of a length that is no binary fraction, end at the step and the time of one long run.
func TestRunsAddUp(t *testing.T) {
	for _, c := range []struct {
		dt, length units.Quantity
		runs       int
		steps      float64 // of a run
	}{
		{units.Millisecond.Of(0.1), units.Millisecond.Of(0.1), 20_000, 1},
		{units.Microsecond.Of(10), units.Millisecond.Of(0.1), 20_000, 10},
		{units.Millisecond.Of(1), units.Millisecond.Of(0.7), 20_000, 0.7},
		{units.Millisecond.Of(0.3), units.Millisecond.Of(0.1), 30_000, 1 / 3.0},
	} {
		group := neurons(t, sim.Neurons{Name: "g", Size: 1, Equations: "n : 1", Threshold: "True", Reset: "n += 1"})
		net := network(t, sim.Options{DT: c.dt, Engine: sim.Engines()[len(sim.Engines())-1]}, group)
		for range c.runs {
			check(t, net.Run(t.Context(), c.length))
		}
		if got, want := get(t, net, group, "n")[0], math.Round(float64(c.runs)*c.steps); got != want {
			t.Errorf("%d runs of %v at dt %v: %v steps, want %v", c.runs, c.length, c.dt, got, want)
		}
		if got, want := net.Time().SI(), float64(c.runs)*c.length.SI(); got != want {
			t.Errorf("%d runs of %v at dt %v: time is %.17g s, want %.17g s", c.runs, c.length, c.dt, got, want)
		}
	}
}
