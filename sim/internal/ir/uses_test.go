package ir

import (
	"fmt"
	"strings"
	"testing"
)

// What the steps of the example use follows from its kernels by reading them.
func TestUses(t *testing.T) {
	want := []string{
		"threshold: reads neurons.v, sets spikes of spikes",
		"pre: increments neurons.g, reads synapses.rows, reads synapses.post, reads synapses.delays, reads spikes of spikes, updates queue 0",
		"reset: sets neurons.v, reads spikes of spikes",
		"spikes: reads t, reads spikes of spikes, updates recorder of spikes",
		"trace: reads t, reads neurons.v, reads neurons.g, updates recorder of trace",
		"rate: reads t, reads spikes of spikes, updates recorder of rate",
	}
	plan := examplePlan()
	for n, step := range plan.Steps {
		var list []string
		for _, use := range plan.Uses(n) {
			list = append(list, fmt.Sprintf("%s %s", use.Access, plan.Memory.PlaceName(use.Place)))
		}
		if got := step.Name + ": " + strings.Join(list, ", "); got != want[n] {
			t.Errorf("step %d:\n got %s\nwant %s", n, got, want[n])
		}
	}
}

// An array that is read and written is updated, also if it stands behind two parameters.
func TestAccessWords(t *testing.T) {
	for access, want := range map[Access]string{
		Reads: "reads", Sets: "sets", Increments: "increments", Reads | Sets: "updates", Reads | Increments: "updates",
		Sets | Increments: "updates",
	} {
		if got := access.String(); got != want {
			t.Errorf("%b: %s, want %s", access, got, want)
		}
	}
	b := NewBuilder("shift")
	x, y := b.Array("x", Float64), b.Array("y", Float64)
	b.Store(y, b.Index(), b.Load(x, b.Index()), None)
	plan := examplePlan()
	plan.Kernels = append(plan.Kernels, b.Kernel())
	plan.Steps = []Step{{Map: &Map{N: 2, List: NoList, Out: NoList, Binding: Binding{Kernel: 3, Arrays: []ArrayID{4, 4}}}}}
	if got := fmt.Sprint(plan.Uses(0)); got != "[{{1 4} updates}]" {
		t.Errorf("got %s", got)
	}
}
