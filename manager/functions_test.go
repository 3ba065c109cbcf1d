package manager_test

import (
	"testing"

	"golgi/component"
	"golgi/components"
	"golgi/sim"
	"golgi/trajectory"
)

// counting adds neurons that are given the number of the step, as a function in Go has counted it, that of an operation, a threshold or
// a reset.
func counting(name, by string) func(b *component.Build, p cells) error {
	return func(b *component.Build, p cells) error {
		steps := 0
		count := func(n interface{ Set(sim.Set) error }) error {
			steps++
			return n.Set(sim.Set{Variable: "v", Value: float64(steps)})
		}
		spec := sim.Neurons{Name: name, Size: p.N, Equations: "v : 1"}
		switch by {
		case "threshold":
			spec.ThresholdFunc = func(now sim.NeuronState) ([]int, error) { return nil, count(now) }
		case "reset":
			spec.Threshold = "v >= 0"
			spec.ResetFunc = func(now sim.NeuronState, _ []int) error { return count(now) }
		}
		of, err := component.Add(b, spec)
		if err == nil && by == "operation" {
			_, err = component.Add(b, sim.Operation{Name: "count_" + name, Do: func(n *sim.Network) error { return count(setter{n, of}) }})
		}
		return err
	}
}

// A setter sets a group.
type setter struct {
	network *sim.Network
	of      sim.Object
}

func (s setter) Set(set sim.Set) error { return s.network.Set(s.of, set) }

// What a function in Go keeps is each run's own: what has one is built in each, unless it says otherwise.
func TestFunctionsInGoAreEachRunsOwn(t *testing.T) {
	for _, by := range []string{"operation", "threshold", "reset"} {
		explored := func(place component.Placement) map[string]string {
			return placedExperiment(t, []component.Component{bound("counting", place, counting("C", by)), bound("read", component.Anywhere, group("R", "V0")),
				components.Record{States: map[string][]string{"C": {"v"}}}}, trajectory.Axis{Path: "read.V0", Values: []float64{1, 2, 3}}).mustExplore(2)
		}
		wantSame(t, explored(component.Anywhere), explored(component.PerRun))
	}
}
