package sim_test

import (
	"testing"

	"golgi/sim"
	"golgi/units"
)

// However long the refractory period, a neuron that has not spiked is not refractory: it spikes once. (In Brian 2.5.1, whose
// lastspike starts at -1e4 s, it never does for 20,000 s, and always for inf.)
func TestEndlessRefractoriness(t *testing.T) {
	for _, engine := range sim.Engines() {
		for _, refractory := range []sim.Refractory{"9000 s", "10000 s", "20000 s", "1e9 s", "1e300 s", "inf*second", "inf s", "ref",
			"ref*(1 + i)", sim.RefractoryOf(units.Second.Of(2e4)), "1e5*(second + t)", "v == 0"} {
			g := neurons(t, sim.Neurons{Name: "g", Size: 2, Equations: "ref : second\nv : 1", Threshold: "v == 0", Refractory: refractory,
				Initial: []sim.Set{{Variable: "ref", Value: units.Second.Of(1e5)}}})
			m := spikeMonitor(t, "m", g)
			net := network(t, sim.Options{Engine: engine}, m)
			run(t, net, "0.5 ms")
			run(t, net, "0.5 ms")
			if got := spikes(t, net, m); len(got.T) != 2 || got.T[1] != 0 {
				t.Errorf("%s, refractory %s: spikes at %v, want one of each neuron at 0", engine, refractory, got.T)
			}
			if got := get(t, net, g, "lastspike"); got[0] != 0 {
				t.Errorf("%s, refractory %s: lastspike is %v", engine, refractory, got)
			}
		}
	}
}
