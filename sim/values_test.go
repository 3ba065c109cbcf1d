package sim_test

import (
	"fmt"
	"slices"
	"testing"

	"golgi/sim"
)

// Reading between two runs, which takes scratch memory, changes nothing, on every engine.
func TestGetChangesNothing(t *testing.T) {
	for _, engine := range sim.Engines() {
		p := newPair(t)
		large := neurons(t, sim.Neurons{Name: "large", Size: 5000, Equations: "x : 1\ny = x + 1 : 1"})
		o := sim.Options{Seed: 1, Engine: engine}
		quiet, asked := network(t, o, append(p.objects(), large)...), network(t, o, append(p.objects(), large)...)
		for range 3 {
			run(t, quiet, "20 ms")
			get(t, asked, large, "y")
			run(t, asked, "20 ms")
			get(t, asked, p.syn, "v_post")
		}
		if !p.everything(t, quiet).equal(p.everything(t, asked)) {
			t.Errorf("engine %s: Get changes a run", engine)
		}
	}
}

// BenchmarkGet reads a stored variable, which is there to be copied, and a subexpression, which is computed.
func BenchmarkGet(b *testing.B) {
	g := neurons(b, sim.Neurons{Name: "cells", Size: 100, Equations: `
		dv/dt = (u - v) / (10*ms) : 1
		u = 2*v : 1`})
	net := network(b, sim.Options{Engine: "reference"}, g)
	for _, variable := range []string{"v", "u"} {
		b.Run(variable, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				get(b, net, g, variable)
			}
		})
	}
}

// The number of elements is that of neurons, or of synapses, which are connected for it.
func TestLen(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "G", Size: 5, Equations: "v : 1", Threshold: "v > 1"})
	sub := must[*sim.Subgroup](t)(g.Subgroup("A", 1, 4))
	syn := synapses(t, sim.Synapse{Name: "S", Source: g, Target: sub, Model: "w : 1", Connect: []sim.Connect{{Condition: "i != j"}}})
	m := spikeMonitor(t, "M", sub)
	net := network(t, sim.Options{}, syn, m)
	for o, want := range map[sim.Object]int{g: 5, sub: 3, syn: 12} {
		if got := must[int](t)(net.Len(o)); got != want {
			t.Errorf("%s has %d elements, want %d", o, got, want)
		}
	}
	_, err := net.Len(m)
	expectError(t, "a monitor", err, `sim: spike monitor "M" has no elements to count`)
}

// Variables are those of the equations, with their dimensions.
func TestVariables(t *testing.T) {
	group, err := sim.NewNeuronGroup(sim.Neurons{Name: "exc", Size: 2, Equations: "dv/dt = -v/(10*ms) : volt\ng : siemens\nI = g*v : amp"})
	if err != nil {
		t.Fatal(err)
	}
	part, err := group.Subgroup("part", 0, 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range []sim.Object{group, part} {
		if got, want := fmt.Sprint(sim.Variables(o)), "[{v V false false} {g S true false} {I A false true}]"; got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
	if got := sim.Variables(nil); got != nil {
		t.Errorf("nothing has the variables %v", got)
	}
}

// What equations declare can be read without a group; what is broken is left out.
func TestDeclarations(t *testing.T) {
	got := sim.Declarations("dv/dt = -v/(10*ms) : volt (unless refractory)\nI : amp/(meter**2) (constant)\nk : integer\nb = v > 1*mV : boolean\nx = : 1\ny = myown(v, 2) : 1")
	want := []sim.Declaration{{Name: "v", Unit: "volt"}, {Name: "I", Unit: "amp/(meter**2)"}, {Name: "k", Unit: "integer"}, {Name: "b", Unit: "boolean", Subexpression: true},
		{Name: "y", Unit: "1", Subexpression: true}}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
