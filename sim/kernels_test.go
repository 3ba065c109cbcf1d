package sim_test

import (
	"fmt"
	"strings"
	"testing"

	"golgi/sim"
)

// Values of the namespace and names are no part of kernels: objects that look alike share them.
func TestLookAlikesShareKernels(t *testing.T) {
	net := network(t, sim.Options{})
	group := neurons(t, sim.Neurons{Name: "G", Size: 10, Equations: "dv/dt = -v/(10*ms) : 1", Threshold: "v > 1", Reset: "v = 0"})
	for k := range 60 {
		part := must[*sim.Subgroup](t)(group.Subgroup(fmt.Sprintf("part_%d", k), 0, 1+k%9))
		check(t, net.Add(synapses(t, sim.Synapse{Name: fmt.Sprintf("S_%d", k), Source: part, Target: group, OnPre: "v_post += J",
			Namespace: sim.Namespace{"J": 0.1 * float64(k+1)}, Connect: []sim.Connect{{Probability: "0.5"}}})))
	}
	run(t, net, "1 ms")
	if n := strings.Count(net.Explain(), "\n  kernel "); n != 3 {
		t.Errorf("%d kernels, want 3: state update with threshold, reset and one pathway", n)
	}
}
