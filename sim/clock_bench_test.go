package sim_test

import (
	"fmt"
	"testing"

	"golgi/sim"
	"golgi/units"
)

// BenchmarkIdleClocks is what a step of a clock costs on which nothing happens: on the network's own clock, alone or beside others; 30 ns at most.
func BenchmarkIdleClocks(b *testing.B) {
	for _, engine := range sim.Engines() {
		for _, others := range []int{0, 1, 3} {
			b.Run(fmt.Sprintf("%s/%d", engine, others), func(b *testing.B) {
				const steps = 1_000_000
				net := network(b, sim.Options{Engine: engine})
				for k := range others {
					g := neurons(b, sim.Neurons{Name: fmt.Sprint("G", k), Size: 1, Equations: "x : 1", DT: units.Second.Of(float64(1000 + k))})
					check(b, net.Add(g))
				}
				begun := processorTime(b)
				for b.Loop() {
					check(b, net.Run(b.Context(), units.Second.Of(steps*1e-4)))
				}
				b.ReportMetric(float64(processorTime(b)-begun)/float64(b.N)/steps, "cpu-ns/step") // which other programs do not change
			})
		}
	}
}
