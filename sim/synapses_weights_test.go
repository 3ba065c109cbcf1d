package sim_test

import (
	"math"
	"slices"
	"testing"

	"golgi/sim"
	"golgi/units"
)

// A matrix of weights says which pairs are connected, row by row, and gives them their weights; other Connects of the synapses have none.
func TestWeightMatrix(t *testing.T) {
	a, b := neurons(t, sim.Neurons{Name: "A", Size: 2, Equations: "v : 1", Threshold: "v > 1"}), neurons(t, sim.Neurons{Name: "B", Size: 3, Equations: "v : 1"})
	matrix := units.Millivolt.OfAll(1, 0, -3, math.NaN(), 5, 6)
	s := synapses(t, sim.Synapse{Name: "S", Source: a, Target: b, Model: "J : volt\nu : volt", OnPre: "v += 1", Delay: "J/mV*ms + 4*ms",
		Connect: []sim.Connect{{Condition: "i == 1"}, {W: sim.Weights{Matrix: matrix, To: "J"}}, {I: []int{0}, J: []int{0}}},
		Initial: []sim.Set{{Variable: "u", Value: "2*J"}}})
	net := network(t, sim.Options{}, s)
	for variable, want := range map[string][]float64{
		"i": {1, 1, 1, 0, 0, 1, 1, 0}, "j": {0, 1, 2, 0, 2, 1, 2, 0},
		"J": {0, 0, 0, 0.001, -0.003, 0.005, 0.006, 0}, "u": {0, 0, 0, 0.002, -0.006, 0.01, 0.012, 0},
	} {
		if got := get(t, net, s, variable); !slices.Equal(got, want) {
			t.Errorf("%s = %v, want %v", variable, got, want)
		}
	}
}

func TestMistakesInWeights(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "G", Size: 2, Equations: "v : 1"})
	plain := units.ArrayFromSI([]float64{1, 2, 3, 4}, units.Dimension{})
	for what, c := range map[string]struct {
		sim.Connect
		model, want string
	}{
		"shape":     {sim.Connect{W: sim.Weights{Matrix: units.ArrayFromSI([]float64{1, 2, 3}, units.Dimension{})}}, "w : 1", `sim: synapses "S": connect: W has 3 weights, but from 2 neurons to 2 there are 4 pairs`},
		"no matrix": {sim.Connect{W: sim.Weights{To: "w"}}, "w : 1", `sim: synapses "S": connect: W has 0 weights, but from 2 neurons to 2 there are 4 pairs`},
		"variable":  {sim.Connect{W: sim.Weights{Matrix: plain}}, "J : 1", `sim: synapses "S": connect: W: the synapses have no variable "w"; To names that which gets the weights`},
		"shared":    {sim.Connect{W: sim.Weights{Matrix: plain}}, "w : 1 (shared)", `sim: synapses "S": connect: W: "w" is shared, and has one value for all synapses`},
		"integer":   {sim.Connect{W: sim.Weights{Matrix: plain}}, "w : integer", `sim: synapses "S": connect: W: "w" is an integer, and weights are numbers`},
		"unit":      {sim.Connect{W: sim.Weights{Matrix: plain}}, "w : volt", `sim: synapses "S": "w" has unit V, but each value of units.Array has none; give a quantity such as units.MustParse("1 V")`},
		"more":      {sim.Connect{W: sim.Weights{Matrix: plain}, N: "2"}, "w : 1", `sim: synapses "S": connect: W says which pairs are connected; leave all else out`},
	} {
		_, err := sim.NewSynapses(sim.Synapse{Name: "S", Source: g, Target: g, Model: c.model, Connect: []sim.Connect{c.Connect}})
		expectError(t, what, err, c.want)
	}
}
