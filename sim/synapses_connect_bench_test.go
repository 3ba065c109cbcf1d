package sim_test

import (
	"syscall"
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
		{"probability by distance in a grid", 4000, sim.Connect{Probability: "0.3*exp(-((u_pre - u_post)**2 + (v_pre - v_post)**2)/0.005)"}},
		{"distance in a grid", 10000, sim.Connect{Condition: "sqrt((u_pre - u_post)**2 + (v_pre - v_post)**2) < 0.05"}},
	} {
		b.Run(c.name, func(b *testing.B) {
			g := neurons(b, sim.Neurons{Name: "g", Size: c.size, Equations: "x : 1\ny : 1\nu : 1\nv : 1",
				Initial: []sim.Set{{Variable: "x", Value: "rand()"}, {Variable: "y", Value: "rand()"},
					{Variable: "u", Value: "(i // 64)/64.0"}, {Variable: "v", Value: "(i % 64)/64.0"}}})
			s := synapses(b, sim.Synapse{Name: "S", Source: g, Target: g, Connect: []sim.Connect{c.Connect}})
			n, began := 0, cpuTime(b)
			for b.Loop() {
				n = len(get(b, network(b, sim.Options{}, s), s, "i"))
			}
			b.ReportMetric((cpuTime(b)-began)/float64(b.N)*1e3, "cpu-ms/op")
			each := float64(b.Elapsed().Nanoseconds()) / float64(b.N)
			b.ReportMetric(each/float64(n), "ns/synapse")
			b.ReportMetric(each/float64(c.size)/float64(c.size), "ns/pair")
		})
	}
}

// cpuTime is what the process has taken so far, in seconds: it does not hang on who else is at work.
func cpuTime(b *testing.B) float64 {
	b.Helper()
	var used syscall.Rusage
	check(b, syscall.Getrusage(syscall.RUSAGE_SELF, &used))
	return float64(used.Utime.Nano()+used.Stime.Nano()) * 1e-9
}
