package sim_test

import (
	"fmt"
	"slices"
	"testing"

	"golgi/sim"
)

// A subexpression flagged (constant over dt) has one value in a step, also where it draws random numbers, and is computed behind
// those that it uses.
func TestSubexpressionsConstantOverDT(t *testing.T) {
	for _, engine := range sim.Engines() {
		g := neurons(t, sim.Neurons{Name: "g", Size: 2, Threshold: "twice > -1", Reset: "n += 1; seen = drawn", Order: 2,
			Equations: "twice = 2*half + 1 : 1 (constant over dt)\nhalf = between/2 : 1\nbetween = 1.0*n : 1 (constant over dt)\nn : integer\n" +
				"drawn = rand() : 1 (constant over dt)\nseen : 1\nall = t/ms : 1 (shared, constant over dt)"})
		trace := stateMonitor(t, sim.Recording{Name: "trace", Of: g, When: "end", Variables: []string{"twice", "between", "n", "drawn", "seen", "all"}, Record: []int{1}})
		net := network(t, sim.Options{Engine: engine, Seed: 3}, trace)
		run(t, net, "0.3 ms")
		got := must[sim.Traces](t)(net.Traces(trace)).Variables
		if text := fmt.Sprintf("%v %v %v %.1f", got[0].Values, got[1].Values, got[2].Values, got[5].Values); text != "[1 2 3] [0 1 2] [1 2 3] [0.0 0.1 0.2]" {
			t.Errorf("%s: %s", engine, text)
		}
		drawn, seen := got[3].Values, got[4].Values
		if fmt.Sprint(drawn) != fmt.Sprint(seen) || drawn[0] == drawn[1] {
			t.Errorf("%s: drawn %v, seen %v", engine, drawn, seen)
		}
		expectError(t, "set", net.Set(g, sim.Set{Variable: "twice", Value: 1.0}), `sim: neuron group "g": "twice" cannot be set: it is a subexpression`)
		expectError(t, "reset", errorOf(sim.NewNeuronGroup(sim.Neurons{Name: "g", Size: 1, Equations: "a = 1 : 1 (constant over dt)", Threshold: "True",
			Reset: "a = 2"})), `
sim: neuron group "g": reset: "a" cannot be assigned to
  | a = 2
  | ^ it is a subexpression`)
	}
}

// In synapses such a subexpression draws one number for each synapse and step, the same ones on all engines.
func TestHeldRandomNumbersOfSynapses(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "g", Size: 3, Equations: "x : 1", Threshold: "True"})
	syn := synapses(t, sim.Synapse{Name: "s", Source: g, Target: g, Model: "r = rand() : 1 (constant over dt)\nlast : 1\ndiffers : 1",
		OnPre: "last = r", OnPost: "differs += int(last != r)", Connect: []sim.Connect{{}}})
	var want []float64
	for _, engine := range sim.Engines() {
		net := network(t, sim.Options{Engine: engine, Seed: 5}, syn)
		run(t, net, "1 ms")
		got := get(t, net, syn, "last")
		if want == nil {
			want = got
		}
		if differs := get(t, net, syn, "differs"); !slices.Equal(got, want) || slices.Max(differs) > 0 || got[0] == got[1] {
			t.Errorf("engine %s: %v (%v), want %v", engine, got, differs, want)
		}
	}
}

// What is shared draws one number for all elements: a subexpression at each step, an assignment once.
//
// Source: Brian 2 2.5.1, where the rows of x are the same.
func TestSharedRandomNumbers(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "g", Size: 3, Equations: "drawn = randn() : 1 (shared, constant over dt)\ns : 1 (shared)\ndx/dt = drawn/ms : 1",
		Method: "euler", Initial: []sim.Set{{Variable: "s", Value: "1 + rand()"}}})
	net := network(t, sim.Options{Engine: sim.Reference, Seed: 5}, g)
	run(t, net, "0.1 ms")
	first := get(t, net, g, "x")
	run(t, net, "0.1 ms")
	second, s := get(t, net, g, "x"), get(t, net, g, "s")
	if first[0] != first[2] || second[0] != second[2] || second[0] == 2*first[0] || len(s) != 1 || s[0] <= 1 {
		t.Errorf("x is %v and then %v, s is %v", first, second, s)
	}
}
