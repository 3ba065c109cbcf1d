package sim_test

import (
	"fmt"
	"testing"

	"golgi/sim"
)

// Every door through which a subgroup is read, set, recorded or connected numbers its neurons from 0. Values: Brian 2.5.1, but
// for "i" in a StateMonitor, where that has -5 to -1.
func TestSubgroupsCountFromZero(t *testing.T) {
	for _, engine := range sim.Engines() {
		g := neurons(t, sim.Neurons{Name: "g", Size: 10, Equations: "v : 1\nw : integer\nu = 1.0*i : 1\ns : 1 (shared)", Threshold: "i == 6"})
		sub := must[*sim.Subgroup](t)(g.Subgroup("sub", 5, 10))
		inner := must[*sim.Subgroup](t)(sub.Subgroup("inner", 1, 3))
		trace := stateMonitor(t, sim.Recording{Name: "trace", Of: sub, Variables: []string{"i", "u"}, Record: []int{1, 4}})
		m := must[*sim.SpikeMonitor](t)(sim.NewSpikeMonitor(sim.Recording{Name: "m", Of: inner, Variables: []string{"u"}}))
		net := network(t, sim.Options{Engine: engine}, sub, inner, trace, m)
		expect := func(what string, o sim.Object, variable, want string) {
			t.Helper()
			if got := fmt.Sprint(get(t, net, o, variable)); got != want {
				t.Errorf("%s, %s: %s, want %s", engine, what, got, want)
			}
		}
		set := func(o sim.Object, s sim.Set) {
			t.Helper()
			check(t, net.Set(o, s))
		}
		expect("i", sub, "i", "[0 1 2 3 4]")
		expect("i of the inner", inner, "i", "[0 1]")
		expect("a subexpression of the group", sub, "u", "[5 6 7 8 9]")
		set(sub, sim.Set{Variable: "v", Value: "i"})
		expect("v = i", g, "v", "[0 0 0 0 0 0 1 2 3 4]")
		set(sub, sim.Set{Variable: "v", Value: "N"})
		expect("v = N", g, "v", "[0 0 0 0 0 5 5 5 5 5]")
		set(sub, sim.Set{Variable: "v", Value: "u"})
		expect("v = u", g, "v", "[0 0 0 0 0 5 6 7 8 9]")
		set(inner, sim.Set{Variable: "v", Value: "i"})
		expect("v = i of the inner", g, "v", "[0 0 0 0 0 5 0 1 8 9]")
		set(sub, sim.Set{Variable: "w", Value: 7, Where: "i < 2"})
		expect("w where i < 2", g, "w", "[0 0 0 0 0 7 7 0 0 0]")
		set(sub, sim.Set{Variable: "v", Value: []float64{1, 2, 3, 4, 5}, Where: "i % 2 == 1"})
		expect("array where i is odd", g, "v", "[0 0 0 0 0 5 2 1 4 9]")
		set(inner, sim.Set{Variable: "v", Value: "10 + i", Index: []int{1, 0}})
		expect("by Index", g, "v", "[0 0 0 0 0 5 10 11 4 9]")
		set(sub, sim.Set{Variable: "s", Value: 3.0})
		expect("shared", g, "s", "[3]")
		expectError(t, "beyond", net.Set(inner, sim.Set{Variable: "v", Value: 1.0, Index: []int{2}}),
			`sim: subgroup "inner": set "v": Index has 2, but there are only 2 elements`)
		expectError(t, "too many", net.Set(inner, sim.Set{Variable: "v", Value: []float64{1, 2, 3}}),
			`sim: neuron group "g": set "v": 3 values for 2 elements`)
		expectError(t, "to i", net.Set(sub, sim.Set{Variable: "i", Value: 1}), `sim: neuron group "g": "i" cannot be set: it is no variable of the equations`)
		run(t, net, "0.1 ms")
		if got := must[sim.Traces](t)(net.Traces(trace)); fmt.Sprint(got.Record, got.Variables[0].Values, got.Variables[1].Values) != "[1 4] [1 4] [6 9]" {
			t.Errorf("%s: traces %+v", engine, got)
		}
		if got := spikes(t, net, m); fmt.Sprint(got.I, got.Variables[0].Values) != "[0] [6]" {
			t.Errorf("%s: spikes %+v", engine, got)
		}
	}
}
