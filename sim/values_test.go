package sim_test

import (
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
