package sim_test

import (
	"testing"

	"golgi/sim"
)

// BenchmarkConnect is what making connections costs, one thread; per synapse, it should not depend on how many pairs there are. Compare with
// testdata/connect_brian2.py.
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
		{"probability 0.02", 4000, sim.Connect{Probability: "0.02"}},
		{"ten million by probability", 20000, sim.Connect{Probability: "0.025"}},
		{"probability by distance", 4000, sim.Connect{Probability: "0.1*exp(-abs(i - j)/100.0)"}},
		{"several per pair", 2000, sim.Connect{Probability: "0.1", N: "1 + (i + j) % 3"}},
		{"i == j", 20000, sim.Connect{Condition: "i == j"}},
		{"abs(i - j) < 5", 20000, sim.Connect{Condition: "abs(i - j) < 5"}},
		{"i != j", 4000, sim.Connect{Condition: "i != j"}},
		{"i < j", 4000, sim.Connect{Condition: "i < j"}},
		{"blocks", 20000, sim.Connect{Condition: "i // 100 == j // 100 and i != j", Probability: "0.1"}},
		{"no bounds", 20000, sim.Connect{Condition: "i % 1000 == j % 1000"}},
		{"distance", 10000, sim.Connect{Condition: "sqrt((x_pre - x_post)**2 + (y_pre - y_post)**2) < 0.01"}},
	} {
		b.Run(c.name, func(b *testing.B) {
			g := neurons(b, sim.Neurons{Name: "g", Size: c.size, Equations: "x : 1\ny : 1",
				Initial: []sim.Set{{Variable: "x", Value: "rand()"}, {Variable: "y", Value: "rand()"}}})
			s := synapses(b, sim.Synapse{Name: "S", Source: g, Target: g, Connect: []sim.Connect{c.Connect}})
			n := 0
			for b.Loop() {
				n = len(get(b, network(b, sim.Options{}, s), s, "i"))
			}
			each := float64(b.Elapsed().Nanoseconds()) / float64(b.N)
			b.ReportMetric(each/float64(n), "ns/synapse")
			b.ReportMetric(each/float64(c.size)/float64(c.size), "ns/pair")
		})
	}
}
