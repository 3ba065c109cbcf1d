package sim_test

import (
	"testing"

	"golgi/sim"
)

// BenchmarkConnect is what making connections costs; per synapse, it should not depend on how many pairs there are.
func BenchmarkConnect(b *testing.B) {
	for _, c := range []struct {
		name string
		size int
		sim.Connect
	}{
		{"one to one", 20000, sim.Connect{JOf: "i"}},
		{"window", 20000, sim.Connect{JOf: "k for k in range(i - 4, i + 5) if k != i", SkipIfInvalid: true}},
		{"sample by p", 20000, sim.Connect{JOf: "k for k in sample(N_post, p=0.001)"}},
		{"sample of a size", 20000, sim.Connect{JOf: "k for k in sample(N_post, size=20)"}},
		{"probability", 20000, sim.Connect{Probability: "0.001"}},
		{"several per pair", 2000, sim.Connect{Probability: "0.1", N: "1 + (i + j) % 3"}},
	} {
		b.Run(c.name, func(b *testing.B) {
			g := neurons(b, sim.Neurons{Name: "g", Size: c.size, Equations: "v : 1"})
			s := synapses(b, sim.Synapse{Name: "S", Source: g, Target: g, Connect: []sim.Connect{c.Connect}})
			n := 0
			for b.Loop() {
				n = len(get(b, network(b, sim.Options{}, s), s, "i"))
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/synapse")
		})
	}
}
