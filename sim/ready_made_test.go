package sim_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"golgi/sim"
	"golgi/units"
)

// An alpha synapse is at its largest, 1, at the time tau behind the spike.
func TestReadyMadeSynapses(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "g", Size: 1, Equations: sim.AlphaSynapse + "\ntau : second (constant)", Method: "exact",
		Initial: []sim.Set{{Variable: "tau", Value: "5*ms"}, {Variable: "y", Value: "e"}}})
	net := network(t, sim.Options{}, g)
	run(t, net, "5 ms")
	if x := get(t, net, g, "x")[0]; math.Abs(x-1) > 1e-12 {
		t.Errorf("x is %v after tau, want 1", x)
	}
}

// The neuron of Brette et al. (2007), benchmark 3, made of ready-made currents, spikes when current is injected, and rests else.
func TestReadyMadeCurrents(t *testing.T) {
	var parts []string
	for name, block := range map[string]string{"Il": sim.LeakCurrent, "INa": sim.SodiumCurrent, "IK": sim.PotassiumCurrent} {
		parts = append(parts, must[string](t)(sim.Substitute(block, map[string]any{"I": name})))
	}
	parts = append(parts, "dv/dt = (Il + INa + IK + i*0.5*nA)/C : volt")
	g := neurons(t, sim.Neurons{Name: "g", Size: 2, Equations: strings.Join(parts, "\n"), Method: "exponential_euler", Threshold: "v > -20*mV",
		Refractory: "3 ms", Initial: []sim.Set{{Variable: "v", Value: "-65*mV"}},
		Namespace: sim.Namespace{"C": units.MustParse("200 pF"), "gl": units.MustParse("10 nS"), "El": units.MustParse("-65 mV"), "gna": units.MustParse("20 uS"), "ENa": units.MustParse("50 mV"),
			"gk": units.MustParse("6 uS"), "EK": units.MustParse("-90 mV"), "VT": units.MustParse("-63 mV")}})
	m := spikeMonitor(t, "m", g)
	net := network(t, sim.Options{}, m)
	run(t, net, "100 ms")
	counts := [2]int{}
	for _, i := range spikes(t, net, m).I {
		counts[i]++
	}
	if counts[0] != 0 || counts[1] < 3 {
		t.Errorf("spikes: %s", fmt.Sprint(counts))
	}
}
