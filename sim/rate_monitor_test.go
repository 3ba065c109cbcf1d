package sim_test

import (
	"slices"
	"testing"

	"golgi/sim"
)

// Before the test of the threshold, a rate is that of the step before.
func TestSlotsOfRates(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "G", Size: 3, Equations: "dv/dt = 1/ms : 1", Method: "euler", Threshold: "v > 0.5 + 0.1*i", Reset: "v = 0"})
	rates := func(name, when string, order int) *sim.PopulationRateMonitor {
		return must[*sim.PopulationRateMonitor](t)(sim.NewPopulationRateMonitor(sim.Recording{Name: name, Of: g, When: when, Order: order}))
	}
	early, late, end := rates("early", "thresholds", -1), rates("late", "thresholds", 1), rates("end", "", 3)
	net := network(t, sim.Options{}, early, late, end)
	run(t, net, "5 ms")
	rate := func(m *sim.PopulationRateMonitor) []float64 { return must[sim.Rates](t)(net.Rates(m)).Rate }
	if a, b, c := rate(early), rate(late), rate(end); !slices.Equal(b, c) || !slices.Equal(a[1:], b[:len(b)-1]) || slices.Max(b) == 0 {
		t.Errorf("early: %v\nlate: %v\nend: %v", a, b, c)
	}
}
