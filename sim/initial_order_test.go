package sim_test

import (
	"fmt"
	"testing"

	"golgi/sim"
)

// A text that reads a variable is evaluated after the variable has the value that the description gives it.
func TestInitialValuesWaitForWhatTheyRead(t *testing.T) {
	for _, c := range []struct {
		about   string
		initial []sim.Set
		want    string // x, y, z
	}{
		{"as written", []sim.Set{{Variable: "x", Value: "i + 1"}, {Variable: "y", Value: "2*x"}}, "[1 2] [2 4] [0 0]"},
		{"read before it is set", []sim.Set{{Variable: "y", Value: "2*x"}, {Variable: "x", Value: "i + 1"}}, "[1 2] [2 4] [0 0]"},
		{"through a subexpression", []sim.Set{{Variable: "y", Value: "sum"}, {Variable: "x", Value: "i + 1"}, {Variable: "z", Value: 2.0}},
			"[1 2] [3 4] [2 2]"},
		{"in a condition", []sim.Set{{Variable: "y", Value: 5.0, Where: "x > 1"}, {Variable: "x", Value: "i + 1"}}, "[1 2] [0 5] [0 0]"},
		{"of an array", []sim.Set{{Variable: "y", Value: []float64{5, 6}, Where: "x > 1"}, {Variable: "x", Value: "i + 1"}}, "[1 2] [0 6] [0 0]"},
		{"in a chain", []sim.Set{{Variable: "z", Value: "y + 1"}, {Variable: "y", Value: "x + 1"}, {Variable: "x", Value: 1.0}}, "[1 1] [2 2] [3 3]"},
		{"set twice, as written", []sim.Set{{Variable: "x", Value: 1.0}, {Variable: "y", Value: "x"}, {Variable: "x", Value: 7.0}}, "[7 7] [1 1] [0 0]"},
		{"set twice behind", []sim.Set{{Variable: "y", Value: "x"}, {Variable: "x", Value: 1.0}, {Variable: "x", Value: 7.0, Index: []int{1}}},
			"[1 7] [1 7] [0 0]"},
		{"of itself", []sim.Set{{Variable: "x", Value: "x + 1"}, {Variable: "x", Value: "2*x"}}, "[2 2] [0 0] [0 0]"},
		{"each of the other, with a number first", []sim.Set{{Variable: "x", Value: 3.0}, {Variable: "y", Value: "x"}, {Variable: "x", Value: "y + 1"}},
			"[4 4] [3 3] [0 0]"},
	} {
		g := neurons(t, sim.Neurons{Name: "g", Size: 2, Equations: "x : 1\ny : 1\nz : 1\nsum = x + z : 1", Initial: c.initial})
		net := network(t, sim.Options{}, g)
		got := fmt.Sprint(get(t, net, g, "x"), get(t, net, g, "y"), get(t, net, g, "z"))
		if got != c.want {
			t.Errorf("%s: got %s, want %s", c.about, got, c.want)
		}
	}
}

func TestInitialValuesInACircle(t *testing.T) {
	_, err := sim.NewNeuronGroup(sim.Neurons{Name: "g", Size: 2, Equations: "x : 1\ny : 1\nz : 1\nsum = x + z : 1",
		Initial: []sim.Set{{Variable: "z", Value: "2*y"}, {Variable: "y", Value: "sum"}}})
	expectError(t, "circle", err,
		`sim: neuron group "g": Initial: the values of "z", "y", "z" wait for each other; give one of them a number first`)
}

// Delays read variables of synapses that Initial sets. Brian 2.5.1, S.d = '(j+1)*ms'; S.delay = 'd': 1, 2 and 3 ms.
func TestDelaysReadInitialValues(t *testing.T) {
	src := neurons(t, sim.Neurons{Name: "src", Size: 1, Equations: "v : 1", Threshold: "t < 0.05*ms"})
	dst := neurons(t, sim.Neurons{Name: "dst", Size: 3, Equations: "arrived : second"})
	for _, delay := range []sim.Delay{"d", "twice/2"} {
		s := synapses(t, sim.Synapse{Name: "s", Source: src, Target: dst, Model: "d : second\ntwice = 2*d : second", OnPre: "arrived_post = t",
			Delay: delay, Connect: []sim.Connect{{}}, Initial: []sim.Set{{Variable: "d", Value: "(j+1)*ms"}}})
		net := network(t, sim.Options{}, s)
		run(t, net, "5 ms")
		if got := fmt.Sprintf("%.4f", get(t, net, dst, "arrived")); got != "[0.0010 0.0020 0.0030]" {
			t.Errorf("delay %q: spikes arrive at %s s", delay, got)
		}
	}
}
