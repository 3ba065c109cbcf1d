package sim_test

import (
	"testing"

	"golgi/sim"
)

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
