package sim_test

import (
	"slices"
	"testing"

	"golgi/sim"
)

// Source: Brian 2's user guide, "Accessing synaptic variables"; parts of groups count in themselves.
func TestDegrees(t *testing.T) {
	g, h := neurons(t, sim.Neurons{Name: "G", Size: 3}), neurons(t, sim.Neurons{Name: "H", Size: 5})
	late, picked := must[*sim.Subgroup](t)(h.Subgroup("late", 2, 5)), must[*sim.Subgroup](t)(h.Pick("picked", []int{0, 3, 4}))
	for _, target := range []sim.Group{late, picked} {
		s := synapses(t, sim.Synapse{Name: "S", Source: g, Target: target, Connect: []sim.Connect{{I: []int{0, 0, 1, 2}, J: []int{1, 2, 2, 2}}}})
		above := synapses(t, sim.Synapse{Name: "A", Source: s, Target: g, Connect: []sim.Connect{{I: []int{3}, J: []int{0, 1}}}})
		net := network(t, sim.Options{}, s, above)
		for _, c := range []struct {
			of             *sim.Synapses
			sent, received []int
		}{{s, []int{2, 1, 1}, []int{0, 1, 3}}, {above, []int{0, 0, 0, 2}, []int{1, 1, 0}}} {
			sent, received, err := net.Degrees(c.of)
			if check(t, err); !slices.Equal(sent, c.sent) || !slices.Equal(received, c.received) {
				t.Errorf("%s: %v and %v synapses, want %v and %v", c.of, sent, received, c.sent, c.received)
			}
		}
		for variable, want := range map[string][]float64{"N_outgoing": {2, 2, 1, 1}, "N_incoming": {1, 3, 3, 3}} {
			if got := get(t, net, s, variable); !slices.Equal(got, want) {
				t.Errorf("%s = %v, want %v", variable, got, want)
			}
		}
	}
}

// A list with a single entry stands for all entries of the other. Source: Brian 2's user guide, "Creating synapses".
func TestOneNeuronWithMany(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "G", Size: 4})
	for _, c := range []struct {
		connect sim.Connect
		i, j    []float64
	}{
		{sim.Connect{I: []int{3}, J: []int{1}}, []float64{3}, []float64{1}},
		{sim.Connect{I: []int{0, 1, 2}, J: []int{1}}, []float64{0, 1, 2}, []float64{1, 1, 1}},
		{sim.Connect{I: []int{2}, J: []int{3, 0}, N: "2"}, []float64{2, 2, 2, 2}, []float64{3, 3, 0, 0}},
		{sim.Connect{I: []int{2}, J: []int{3, 0}, N: "1 + j"}, []float64{2, 2, 2, 2, 2}, []float64{3, 3, 3, 3, 0}},
	} {
		net := network(t, sim.Options{}, synapses(t, sim.Synapse{Name: "S", Source: g, Target: g, Connect: []sim.Connect{c.connect}}))
		if i, j := get(t, net, net.Objects()[1], "i"), get(t, net, net.Objects()[1], "j"); !slices.Equal(i, c.i) || !slices.Equal(j, c.j) {
			t.Errorf("%+v makes %v and %v, want %v and %v", c.connect, i, j, c.i, c.j)
		}
	}
}
