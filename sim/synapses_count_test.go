package sim_test

import (
	"fmt"
	"testing"

	"golgi/sim"
	"golgi/units"
)

// Pairs have as many synapses as N says, in the order of the pairs, and each has its number among those of its pair.
func TestSeveralSynapsesPerPair(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "G", Size: 3, Equations: "x : 1\nm : integer", Initial: []sim.Set{{Variable: "m", Value: "i"}}})
	s := synapses(t, sim.Synapse{Name: "S", Source: g, Target: g, MultisynapticIndex: "k", Model: "w : 1",
		Connect: []sim.Connect{
			{Condition: "i != j", N: "m_post"}, {I: []int{0, 0}, J: []int{1, 0}, N: "2"}, {Probability: "0", N: "5"},
			{N: "int(i == 2 and j == 2)*3"}, {Condition: "j == 0", Probability: "1", N: "0"},
		},
		Initial: []sim.Set{{Variable: "w", Value: "100*i + 10*j + k"}}})
	net := network(t, sim.Options{}, s)
	want := "[10 20 21 120 121 210 11 12 0 1 220 221 222]"
	if got := fmt.Sprint(get(t, net, s, "w")); got != want {
		t.Errorf("synapses are %s, want %s", got, want)
	}
	expectError(t, "set", net.Set(s, sim.Set{Variable: "k", Value: 1}), `
sim: synapses "S": "k" cannot be set: it is no variable of the equations`)
}

// A number of synapses that is none is an error that names the pair, and more than there is room for is one before they are made.
func TestWrongNumbersOfSynapses(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "G", Size: 300, Equations: "x : 1"})
	part := must[*sim.Subgroup](t)(g.Subgroup("part", 100, 300))
	connecting := func(c ...sim.Connect) error {
		s := synapses(t, sim.Synapse{Name: "S", Source: part, Target: g, Model: "w : 1", Connect: c})
		return network(t, sim.Options{}, s).Run(t.Context(), units.MustParse("1 ms"))
	}
	expectError(t, "negative", connecting(sim.Connect{N: "3 - i"}), `
sim: synapses "S": connect: N is -1 for the pair i=4, j=0, and no number from 0 to 2147483647`)
	expectError(t, "too many", connecting(sim.Connect{N: "1000000"}), `
sim: synapses "S": about 6e+10 synapses are expected, and one object has at most 2147483647; divide it`)
	expectError(t, "too many, as it turns out", connecting(sim.Connect{N: "1 + 2147483646*int(j > 0)"}), `
sim: synapses "S": more than 2147483647 synapses in one object; divide it`)
}
