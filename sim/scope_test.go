package sim_test

import (
	"slices"
	"testing"

	"golgi/sim"
)

// A subexpression of a group means the whole group by i and N, also where a synapse that ends at a part of the group
// uses it; the synapse's own i, j, N_pre and N_post count in that part.
func TestSubexpressionsSeenFromSubgroups(t *testing.T) {
	group := neurons(t, sim.Neurons{Name: "G", Size: 10, Equations: "x : 1\ny = x + 100*i + N : 1\nz = 2*y : 1",
		Initial: []sim.Set{{Variable: "x", Value: "0.25*i"}}})
	part := must[*sim.Subgroup](t)(group.Subgroup("part", 4, 8))
	syn := synapses(t, sim.Synapse{Name: "S", Source: group, Target: part, Model: "a : 1\nb : 1\nc : integer",
		Connect: []sim.Connect{{I: []int{9, 0}, J: []int{1, 3}}},
		Initial: []sim.Set{{Variable: "a", Value: "y_post"}, {Variable: "b", Value: "z_pre"},
			{Variable: "c", Value: "1000*i + 100*j + 10*i_post + N_post"}}})
	net := network(t, sim.Options{}, syn)
	for name, want := range map[string][]float64{
		"a": {1.25 + 500 + 10, 1.75 + 700 + 10},    // of neurons 5 and 7
		"b": {2 * (2.25 + 900 + 10), 2 * (0 + 10)}, // of neurons 9 and 0
		"c": {9000 + 100 + 10 + 4, 300 + 30 + 4},
	} {
		if got := get(t, net, syn, name); !slices.Equal(got, want) {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}
}
