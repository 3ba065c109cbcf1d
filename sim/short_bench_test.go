package sim_test

import (
	"fmt"
	"testing"

	"golgi/sim"
	"golgi/units"
)

// BenchmarkAlike is what it takes to build and bind a network like the one before it: with the same texts and other values, with the same
// connections (values) or others (seeds). Closing it counts, too. No more than 0.1 ms and 10 ms for the two sizes, with the same connections.
func BenchmarkAlike(b *testing.B) {
	for _, size := range []struct {
		neurons     int
		probability string
	}{{100, "0.2"}, {4000, "0.02"}} {
		for _, other := range []string{"values", "seeds"} {
			b.Run(fmt.Sprintf("%d/%s", size.neurons, other), func(b *testing.B) {
				run := 0
				began := cpuTime(b)
				for b.Loop() {
					run++
					seed, bias := int64(1), 1+float64(run)*1e-3
					if other == "seeds" {
						seed = int64(run)
					}
					net := must[*sim.Network](b)(sim.NewNetwork(sim.Options{Engine: sim.CC, Seed: seed}))
					check(b, net.Add(alike(b, size.neurons, size.probability, bias)...))
					check(b, net.Run(b.Context(), units.Second.Of(0)))
					check(b, net.Close())
				}
				b.ReportMetric((cpuTime(b)-began)/float64(b.N)*1e3, "cpu-ms/op")
			})
		}
	}
}

// alike is a network of excitatory and inhibitory neurons, with a monitor of its spikes.
func alike(t testing.TB, size int, probability string, bias float64) []sim.Object {
	t.Helper()
	constants := sim.Namespace{"taum": units.MustParse("20 ms"), "taue": units.MustParse("5 ms"), "bias": bias, "we": units.MustParse("1.62 mV"), "wi": units.MustParse("-9 mV")}
	g := neurons(t, sim.Neurons{Name: "P", Size: size, Method: "exact", Namespace: constants,
		Equations: "dv/dt = (ge - (v + 49*mV*bias))/taum : volt (unless refractory)\ndge/dt = -ge/taue : volt",
		Threshold: "v > -50*mV", Reset: "v = -60*mV", Refractory: "5 ms",
		Initial: []sim.Set{{Variable: "v", Value: "-60*mV + rand()*10*mV"}},
	})
	objects := []sim.Object{g}
	for _, s := range []struct{ name, statement, from string }{{"Ce", "ge += we", "i < 4*N_pre//5"}, {"Ci", "ge += wi", "i >= 4*N_pre//5"}} {
		objects = append(objects, synapses(t, sim.Synapse{Name: s.name, Source: g, Target: g, OnPre: s.statement, Namespace: constants,
			Connect: []sim.Connect{{Condition: s.from, Probability: sim.Probability(probability)}}}))
	}
	m, err := sim.NewSpikeMonitor(sim.Recording{Name: "M", Of: g})
	check(t, err)
	return append(objects, m)
}
