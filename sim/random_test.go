package sim_test

import (
	"math"
	"slices"
	"testing"

	"golgi/sim"
)

// noisy is a group with two random initialisers and synapses from two random connects.
func noisy(t testing.TB) (*sim.NeuronGroup, *sim.Synapses) {
	group := neurons(t, sim.Neurons{Name: "G", Size: 400, Equations: "x : 1\ny : 1\nz : 1",
		Initial: []sim.Set{{Variable: "x", Value: "rand()"}, {Variable: "y", Value: "rand()"}, {Variable: "z", Value: "randn() + rand()"}}})
	half := must[*sim.Subgroup](t)(group.Subgroup("half", 0, 200))
	return group, synapses(t, sim.Synapse{Name: "S", Source: half, Target: half, Model: "w : 1\nv : 1",
		Connect: []sim.Connect{{Probability: "0.3"}, {Probability: "0.3"}},
		Initial: []sim.Set{{Variable: "w", Value: "rand()"}, {Variable: "v", Value: "rand()"}}})
}

// Draws that must be independent have a correlation near 0. Band: 4.5 standard errors, 1/sqrt(n).
func TestDrawsOfDifferentSitesAreIndependent(t *testing.T) {
	group, syn := noisy(t)
	a := network(t, sim.Options{Seed: 1}, group, syn)
	seed := network(t, sim.Options{Seed: 2}, group, syn)
	trial := network(t, sim.Options{Seed: 1, Trial: 1}, group, syn)
	other := neurons(t, sim.Neurons{Name: "H", Size: 400, Equations: "x : 1", Initial: []sim.Set{{Variable: "x", Value: "rand()"}}})
	check(t, a.Add(other))
	x := get(t, a, group, "x")
	for name, y := range map[string][]float64{
		"another initialiser": get(t, a, group, "y"),
		"another object":      get(t, a, other, "x"),
		"another seed":        get(t, seed, group, "x"),
		"another trial":       get(t, trial, group, "x"),
		"the neighbour":       append(slices.Clone(x[1:]), x[0]),
	} {
		if r := correlation(x, y); math.Abs(r) > 4.5/math.Sqrt(float64(len(x))) {
			t.Errorf("x and %s have correlation %v", name, r)
		}
	}
	if r := correlation(get(t, a, syn, "w"), get(t, a, syn, "v")); math.Abs(r) > 4.5/math.Sqrt(24000) {
		t.Errorf("two initialisers of synapses have correlation %v", r)
	}
}

// The pairs that two Connects draw with probability p overlap in a fraction p² of all pairs. Band: 5 standard errors.
func TestConnectsAreIndependent(t *testing.T) {
	group, syn := noisy(t)
	net := network(t, sim.Options{Seed: 1}, group, syn)
	pairs := make(map[[2]float64]int)
	i, j := get(t, net, syn, "i"), get(t, net, syn, "j")
	for k := range i {
		pairs[[2]float64{i[k], j[k]}]++
	}
	twice := 0
	for _, n := range pairs {
		if n == 2 {
			twice++
		}
	}
	const all, p = 200 * 200, 0.3
	if sd := math.Sqrt(all * p * (1 - p) * 2); math.Abs(float64(len(i))-2*all*p) > 5*sd {
		t.Errorf("%d synapses, want %v ± %v", len(i), 2*all*p, 5*sd)
	}
	if sd := math.Sqrt(all * p * p); math.Abs(float64(twice)-all*p*p) > 5*sd {
		t.Errorf("%d pairs drawn twice, want %v ± %v", twice, all*p*p, 5*sd)
	}
}

func correlation(x, y []float64) float64 {
	var mx, my float64
	for k := range x {
		mx += x[k] / float64(len(x))
		my += y[k] / float64(len(x))
	}
	var xy, xx, yy float64
	for k := range x {
		xy += (x[k] - mx) * (y[k] - my)
		xx += (x[k] - mx) * (x[k] - mx)
		yy += (y[k] - my) * (y[k] - my)
	}
	return xy / math.Sqrt(xx*yy)
}

// A random walk draws new numbers in every step, and the same ones again for the same seed and trial.
func TestNoiseInAReset(t *testing.T) {
	group := neurons(t, sim.Neurons{Name: "G", Size: 200, Equations: "x : 1\nn : integer", Threshold: "True", Reset: "x += randn()\nn += 1"})
	value := func(o sim.Options, pieces int) []float64 {
		net := network(t, o, group)
		for range pieces {
			check(t, net.Run(t.Context(), millisecondsOf(20/float64(pieces))))
		}
		return get(t, net, group, "x")
	}
	x := value(sim.Options{Seed: 3}, 1)
	if !slices.Equal(x, value(sim.Options{Seed: 3}, 4)) {
		t.Error("four runs of 5 ms differ from one of 20 ms")
	}
	if slices.Equal(x, value(sim.Options{Seed: 3, Trial: 1}, 1)) {
		t.Error("another trial gave the same walk")
	}
	variance := 0.0
	for _, v := range x {
		variance += v * v / float64(len(x))
	}
	if math.Abs(variance/200-1) > 5*math.Sqrt(2.0/200) { // 200 steps of variance 1; band: 5 standard errors
		t.Errorf("variance %v after 200 steps", variance)
	}
}
