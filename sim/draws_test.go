package sim_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"

	"golgi/sim"
	"golgi/units"
)

// drawing is a network with a group and synapses of which initial values, connections, weights, delays and steps are drawn.
func drawing(t *testing.T, o sim.Options, before func(*sim.Network)) (*sim.Network, []float64) {
	t.Helper()
	net := network(t, o)
	group := neurons(t, sim.Neurons{Name: "G", Size: 40, Equations: "dv/dt = -v/(5*ms) + xi/sqrt(10*ms) : 1\nx : 1", Threshold: "v > 0.5",
		Reset: "v = 0", Method: "euler", Initial: []sim.Set{{Variable: "v", Value: "rand()"}}})
	syn := synapses(t, sim.Synapse{Name: "S", Source: group, Target: group, Model: "w : 1", OnPre: "x_post += w", Delay: "rand()*ms",
		Connect: []sim.Connect{{Condition: "x_pre <= 0", Probability: "0.2"}}, Initial: []sim.Set{{Variable: "w", Value: "rand()"}}})
	before(net)
	check(t, net.Add(group, syn))
	net.Unfix()
	v := must[[]float64](t)(net.Get(group, "v"))
	w := must[[]float64](t)(net.Get(syn, "w"))
	check(t, net.Run(context.Background(), units.Millisecond.Of(3)))
	end := must[[]float64](t)(net.Get(group, "v"))
	return net, append([]float64{v[0], w[0], float64(len(w))}, end...)
}

// What is built depends on seeds of its own, and what is fixed on one alone, also when it is connected later.
func TestSeedsOfBuilding(t *testing.T) {
	nothing := func(*sim.Network) {}
	_, plain := drawing(t, sim.Options{Seed: 3, Trial: 4}, nothing)
	for _, c := range []struct {
		name  string
		o     sim.Options
		do    func(*sim.Network)
		same  int // how many of the numbers are those of the plain network
		drawn string
	}{
		{"the same", sim.Options{Seed: 3, Trial: 4}, nothing, len(plain), "{true true false}"},
		{"built with others", sim.Options{Seed: 3, Trial: 4}, func(n *sim.Network) { n.BuildWith(5, 6) }, 0, "{true true false}"},
		{"built with these", sim.Options{Seed: 5, Trial: 6}, func(n *sim.Network) { n.BuildWith(3, 4) }, 3, "{true true false}"},
		{"fixed", sim.Options{Seed: 3, Trial: 4}, func(n *sim.Network) { n.Fix(3) }, 0, "{true false true}"},
	} {
		net, got := drawing(t, c.o, c.do)
		same := 0
		for k := range got {
			if got[k] != plain[k] {
				break
			}
			same++
		}
		if drawn := fmt.Sprint(net.Drawn()); same != c.same || drawn != c.drawn {
			t.Errorf("%s: %d of %d numbers are the same, drawn for %s; wanted %d, %s", c.name, same, len(got), drawn, c.same, c.drawn)
		}
	}
	_, fixed := drawing(t, sim.Options{Seed: 1}, func(n *sim.Network) { n.Fix(3) })
	_, again := drawing(t, sim.Options{Seed: 2, Trial: 9}, func(n *sim.Network) { n.Fix(3) })
	if !slices.Equal(fixed[:3], again[:3]) || slices.Equal(fixed, again) {
		t.Error("what is fixed depends on the seed of the network, or time steps do not")
	}
}

// What building reads and writes is known by variable, and in a draft, too.
func TestTouched(t *testing.T) {
	for _, draft := range []bool{false, true} {
		net := network(t, sim.Options{})
		if draft {
			net.MakeDraft()
		}
		group := neurons(t, sim.Neurons{Name: "G", Size: 4, Equations: "v : 1\nx : 1\ny : 1", Initial: []sim.Set{{Variable: "v", Value: "x + rand()"}}})
		syn := synapses(t, sim.Synapse{Name: "S", Source: group, Target: group, Model: "w : 1", OnPre: "",
			Connect: []sim.Connect{{Condition: "y_pre < 1", Probability: "0.5"}}, Initial: []sim.Set{{Variable: "w", Value: "x_post"}}})
		for _, c := range []struct {
			name string
			do   func() error
			want string
		}{
			{"add", func() error { return net.Add(group, syn) }, "reads [G.x], writes [G.v], draws [G]"},
			{"set", func() error { return net.Set(group, sim.Set{Variable: "x", Value: []float64{1, 2, 3, 4}}) }, "reads [], writes [G.x], draws []"},
			{"set where", func() error { return net.Set(group, sim.Set{Variable: "x", Value: "1", Where: "y > 0"}) }, "reads [G.y], writes [G.x], draws []"},
			{"get", func() error { _, err := net.Get(group, "v"); return err }, "reads [G.v], writes [], draws []"},
			{"connect", net.Connect, "reads [G.x G.y], writes [S.w], draws [S]"},
			{"connect again", net.Connect, "reads [], writes [], draws []"},
			{"reseed", func() error { net.Reseed(1, 2); return nil }, "reads [], writes [*], draws []"},
		} {
			check(t, c.do())
			touched := net.Touched()
			sorted := func(set map[string]bool) []string { return slices.Sorted(maps.Keys(set)) }
			if got := fmt.Sprintf("reads %v, writes %v, draws %v", sorted(touched.Reads), sorted(touched.Writes), sorted(touched.Draws)); got != c.want {
				t.Errorf("%s, a draft %v: %s, wanted %s", c.name, draft, got, c.want)
			}
		}
	}
}
