package sim_test

import (
	"math"
	"testing"

	"golgi/sim"
	"golgi/units"

	"pgregory.net/rapid"
)

// What the constructors write, Parse reads to the same bits.
func TestNumbersAsTexts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.Float64().Draw(t, "x")
		for text, want := range map[string]units.Quantity{
			string(sim.RefractoryOf(units.Second.Of(x))): units.Second.Of(x),
			string(sim.DelayOf(units.Millisecond.Of(x))): units.Millisecond.Of(x),
			string(sim.ProbabilityOf(x)):                 units.FromSI(x, units.Dimension{}),
		} {
			got, err := units.Parse(text)
			if err != nil || got.Dimension() != want.Dimension() || math.Float64bits(got.SI()) != math.Float64bits(want.SI()) {
				t.Errorf("%q is read as %v (%v), want %v", text, got, err, want)
			}
		}
	})
}

// A number is the same for all pairs, however it is written; an expression is computed for each.
func TestProbabilitiesAsTexts(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "G", Size: 200, Equations: "v : 1"})
	count := func(p sim.Probability) int {
		s := synapses(t, sim.Synapse{Name: "S", Source: g, Target: g, Connect: []sim.Connect{{Probability: p}}})
		return len(get(t, network(t, sim.Options{Seed: 1}, s), s, "i"))
	}
	tenth := count(sim.ProbabilityOf(0.1))
	if got := count("1e-1"); got != tenth {
		t.Errorf("0.1 makes %d synapses, and 1e-1 %d", tenth, got)
	}
	// 4,000 of 40,000 pairs are expected, with a standard deviation of 60.
	for _, p := range []sim.Probability{"0.1", "0.05 + 0.05", "0.2*(i < 100)"} {
		if got := count(p); math.Abs(float64(got)-4000) > 5*60 {
			t.Errorf("%s makes %d synapses", p, got)
		}
	}
	if got := count(""); got != 40000 {
		t.Errorf("without a probability there are %d synapses", got)
	}
}
