package sim_test

import (
	"slices"
	"testing"

	"golgi/sim"
)

// Slots are in the order that a network gives them: with resets before synapses, a reset leaves what arrives in the same step.
// Source: Brian 2.5.1, test_spikegenerator_rounding.
func TestOrderOfSlots(t *testing.T) {
	source := neurons(t, sim.Neurons{Name: "source", Size: 1, Equations: "x : 1", Threshold: "True"})
	target := neurons(t, sim.Neurons{Name: "target", Size: 1, Equations: "n : 1\nseen : 1", Threshold: "True", Reset: "n = 0",
		Events: []sim.Event{{Name: "late", Condition: "True"}}, RunOnEvent: []sim.RunOnEvent{{Event: "late", Code: "seen += n", When: "after_synapses"}}})
	syn := synapses(t, sim.Synapse{Name: "s", Source: source, Target: target, OnPre: "n += 1", Connect: []sim.Connect{{Condition: "i == j"}}})
	for _, c := range []struct {
		slots   []string
		n, seen float64
	}{
		{nil, 0, 3},
		{[]string{"start", "groups", "thresholds", "resets", "synapses", "end"}, 1, 3},
		{[]string{"synapses", "start", "groups", "thresholds", "resets", "end"}, 0, 2}, // spikes and events are seen in the step after
	} {
		for _, engine := range sim.Engines() {
			net := network(t, sim.Options{Engine: engine, Slots: c.slots}, source, target, syn)
			run(t, net, "0.3 ms")
			if n, seen := get(t, net, target, "n"), get(t, net, target, "seen"); !slices.Equal(n, []float64{c.n}) || !slices.Equal(seen, []float64{c.seen}) {
				t.Errorf("engine %s, slots %v: n = %v, seen = %v, want %v, %v", engine, c.slots, n, seen, c.n, c.seen)
			}
		}
	}
}

func TestSlotsRefused(t *testing.T) {
	for _, slots := range [][]string{{"start"}, {"start", "start", "groups", "thresholds", "synapses", "resets"},
		{"start", "groups", "thresholds", "synapses", "reset", "end"}} {
		if _, err := sim.NewNetwork(sim.Options{Slots: slots}); err == nil {
			t.Errorf("slots %v are taken", slots)
		}
	}
	_, err := sim.NewNetwork(sim.Options{Slots: []string{"start", "end"}})
	expectError(t, "two slots", err, "sim: network: Slots are [\"start\" \"end\"]; wanted each of these once, in the order of your choice: "+
		"start, groups, thresholds, synapses, resets, end")
}
