package sim_test

import (
	"slices"
	"testing"

	"golgi/sim"
)

// All engines give the bits of the reference engine: here for two groups on two clocks, with random connections and weights,
// a delay, refractoriness, and all monitors. Engines are compared thoroughly in their own folders.
func TestEnginesGiveTheSameBits(t *testing.T) {
	p := newPair(t)
	var want everything
	for _, engine := range sim.Engines() {
		net := network(t, sim.Options{Seed: 7, Engine: engine}, p.objects()...)
		run(t, net, "40 ms")
		c := clone(t, net)
		run(t, c, "60 ms")
		got := p.everything(t, c)
		if engine == sim.Reference {
			want = got
		}
		if !got.equal(want) || len(got.Spikes.T) < 10 {
			t.Errorf("engine %s differs from the reference (%d and %d spikes)", engine, len(got.Spikes.T), len(want.Spikes.T))
		}
	}
}

// Random numbers in resets and refractoriness that ends by a condition, on all engines.
func TestEnginesDrawTheSameNumbers(t *testing.T) {
	group := neurons(t, sim.Neurons{Name: "G", Size: 300, Method: "euler", Threshold: "v > 1", Reset: "v = 0.5*rand()\nn += 1\nw += randn()",
		Equations:  "dv/dt = (1.2 - v + 0.1*sin(w))/(5*ms) : 1 (unless refractory)\ndw/dt = -w/(20*ms) : 1\nn : integer",
		Refractory: "v > 0.3", Initial: []sim.Set{{Variable: "v", Value: "rand()"}}})
	values := func(engine string) [][]float64 {
		net := network(t, sim.Options{Seed: 3, Engine: engine}, group)
		run(t, net, "50 ms")
		return [][]float64{get(t, net, group, "v"), get(t, net, group, "w"), get(t, net, group, "n"), get(t, net, group, "lastspike")}
	}
	want := values(sim.Reference)
	if slices.Max(want[2]) < 2 {
		t.Fatalf("no neuron spiked twice: %v", want[2])
	}
	for _, engine := range sim.Engines() {
		for k, got := range values(engine) {
			if !slices.Equal(got, want[k]) {
				t.Errorf("engine %s: values %d differ from the reference", engine, k)
			}
		}
	}
}
