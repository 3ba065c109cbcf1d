package sim_test

import (
	"context"
	"math"
	"slices"
	"testing"

	"golgi/sim"
	"golgi/units"
)

// What a variable gets is converted to its type. The numbers are those of Brian 2.5.1, numpy target.
func TestConversion(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "g", Size: 4, Equations: "n : integer\nb : boolean\nx : 1"})
	net := network(t, sim.Options{}, g)
	for _, c := range []struct {
		variable string
		value    any
		want     []float64
	}{
		{"n", "1.7*(i - 1.5)", []float64{-2, 0, 0, 2}},
		{"n", "-1.7", []float64{-1, -1, -1, -1}},
		{"n", 2.5, []float64{2, 2, 2, 2}},
		{"n", []float64{1.5, -1.5, -0.5, 2147483647.5}, []float64{1, -1, 0, 2147483647}},
		{"n", "i > 1", []float64{0, 0, 1, 1}},
		{"n", true, []float64{1, 1, 1, 1}},
		{"n", []bool{true, false, true, false}, []float64{1, 0, 1, 0}},
		{"b", "i*0.5", []float64{0, 1, 1, 1}},
		{"b", "i", []float64{0, 1, 1, 1}},
		{"b", 0.5, []float64{1, 1, 1, 1}},
		{"b", []int{0, 1, 2, 0}, []float64{0, 1, 1, 0}},
		{"x", "i > 0", []float64{0, 1, 1, 1}},
		{"x", true, []float64{1, 1, 1, 1}},
	} {
		check(t, net.Set(g, sim.Set{Variable: c.variable, Value: c.value}))
		if got := get(t, net, g, c.variable); !slices.Equal(got, c.want) {
			t.Errorf("%s = %v gives %v, want %v", c.variable, c.value, got, c.want)
		}
	}
	for value, want := range map[any]string{
		"x/x":        `sim: neuron group "g": set "n": of element 0, NaN is no number`,
		"1e9*(i+1)":  `sim: neuron group "g": set "n": of element 2, 3000000000 is beyond 32-bit integers, -2147483648 to 2147483647`,
		math.Inf(-1): `sim: neuron group "g": set "n": -Inf is beyond 32-bit integers, -2147483648 to 2147483647`,
	} {
		check(t, net.Set(g, sim.Set{Variable: "x", Value: "i"}))
		expectError(t, "a value", net.Set(g, sim.Set{Variable: "n", Value: value}), want)
	}
}

// A float that becomes no integer of 32 bits ends the run, where Brian 2.5.1 gives -2147483648; so does int(…) of it. A sum is cut off when it
// is moved to its variable, and what a synapse adds to a neuron's integer at each addition: 3 + 0.5 - 0.5 is 2.
func TestConversionInRuns(t *testing.T) {
	const nan = "NaN does not fit g.n[2], which holds integers of 32 bits, from -2147483648 to 2147483647; a float, with the unit 1, would hold it"
	for _, c := range []struct {
		what     string
		describe func(*sim.Neurons, *sim.Synapse)
		n        []float64
		want     string
	}{
		{"a reset", func(g *sim.Neurons, _ *sim.Synapse) { g.Reset = "n = x" }, []float64{1, -1, 0}, ""},
		{"a condition", func(g *sim.Neurons, _ *sim.Synapse) { g.Reset = "n = x > 0; b = x; n += b" }, []float64{2, 1, 2}, ""},
		{"a pathway", func(_ *sim.Neurons, s *sim.Synapse) { s.OnPre = "n_post += w" }, []float64{2, 2, 4}, ""},
		{"a variable of synapses", func(_ *sim.Neurons, s *sim.Synapse) { s.OnPre = "k = 3*w; n_post = k" }, []float64{-1, -1, 3}, ""},
		{"a sum", func(_ *sim.Neurons, s *sim.Synapse) { s.Model += "\nn_post = w + 1.75 : 1 (summed)" }, []float64{3, 3, 2}, ""},
		{"a sum that says what it is", func(_ *sim.Neurons, s *sim.Synapse) { s.Model += "\nn_post = 3*w + 1 : integer (summed)" }, []float64{2, 2, 4}, ""},
		{"what is held", func(g *sim.Neurons, _ *sim.Synapse) {
			g.Equations, g.Reset = g.Equations+"\nh = 3*x : integer (constant over dt)", "n = h"
		}, []float64{5, -5, 1}, ""},
		{"no number that is cut off", func(g *sim.Neurons, _ *sim.Synapse) { g.Reset = "n = int(sqrt(1.5 - i))" }, nil,
			"sim: network: reference: step g_spike_resetter at t = 0 s: " + nan},
		{"a sum that is none", func(_ *sim.Neurons, s *sim.Synapse) { s.Model += "\nn_post = sqrt(1.5 - j) : 1 (summed)" }, nil,
			"sim: network: reference: step s_summed_variable_n_post at t = 0 s: " + nan},
	} {
		g := sim.Neurons{Name: "g", Size: 3, Equations: "n : integer\nb : boolean\nx : 1", Threshold: "True",
			Initial: []sim.Set{{Variable: "n", Value: 3}, {Variable: "x", Value: []float64{1.7, -1.7, 0.5}}}}
		s := sim.Synapse{Name: "s", Model: "w : 1\nk : integer",
			Connect: []sim.Connect{{I: []int{0, 1, 0, 1, 2}, J: []int{0, 0, 1, 1, 2}}},
			Initial: []sim.Set{{Variable: "w", Value: []float64{0.5, -0.5, 0.5, -0.5, 1}}}}
		c.describe(&g, &s)
		group := neurons(t, g)
		s.Source, s.Target = group, group
		net := network(t, sim.Options{}, synapses(t, s))
		err := net.Run(context.Background(), units.Millisecond.Of(0.1))
		if c.want != "" {
			expectError(t, c.what, err, c.want)
			continue
		}
		check(t, err)
		if got := get(t, net, group, "n"); !slices.Equal(got, c.n) {
			t.Errorf("%s: n is %v, want %v", c.what, got, c.n)
		}
	}
}
