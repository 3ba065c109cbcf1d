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

// A text with an operator is an expression, whatever units are called like the user's variables; without one it is a quantity.
// Source of the numbers: Brian 2 2.5.1 with refractory='2*s', where s is a variable of 1 ms.
func TestTextsMeanTheUsersNames(t *testing.T) {
	spikeTimes := func(refractory sim.Refractory) []float64 {
		g := neurons(t, sim.Neurons{Name: "G", Size: 1, Equations: "s : second\nv : 1", Threshold: "v == 0 and t > 0.95*ms",
			Refractory: refractory, Initial: []sim.Set{{Variable: "s", Value: units.Millisecond.Of(1)}}})
		m := spikeMonitor(t, "M", g)
		net := network(t, sim.Options{}, m)
		run(t, net, "10 ms")
		return spikes(t, net, m).T
	}
	want := spikeTimes("s*2")
	if len(want) != 5 {
		t.Fatalf("spikes at %v", want)
	}
	for text, n := range map[sim.Refractory]int{"2*s": 5, "2 ms": 5, "2ms": 5, "2e-3 s": 5, "2 s": 1} {
		if got := spikeTimes(text); len(got) != n {
			t.Errorf("refractory %q: spikes at %v, want %d", text, got, n)
		}
	}
	g := neurons(t, sim.Neurons{Name: "G", Size: 100, Equations: "v : 1"})
	s := synapses(t, sim.Synapse{Name: "S", Source: g, Target: g, Namespace: sim.Namespace{"rad": 0.1},
		Connect: []sim.Connect{{Probability: "0.5*rad"}}})
	if n := len(get(t, network(t, sim.Options{}, s), s, "i")); n < 400 || n > 600 {
		t.Errorf("a probability of 0.05 makes %d synapses of 10,000 pairs", n)
	}
}

// A unit of the user's own means what it says.
func TestOwnUnitsAsTexts(t *testing.T) {
	own := units.Unit{Name: "s", Scale: 0.001, Dim: units.Second.Dim}
	if got := sim.DelayOf(own.Of(2)); got != "2 ms" {
		t.Errorf("2 units of a millisecond are %q", got)
	}
}

// A number with an exponent, an underscore or a base in an expression is no quantity with a unit of e, _ or x.
func TestExponentsInExpressions(t *testing.T) {
	for _, text := range []sim.Refractory{"1e3*(ms + dt)", "1e-3*ref", "2E+3*ref", "1.5e0*ref + 1e-3*second", "1e3 ms", "1e-3 s", "1 ms", "1_0*ms", "0x1*ms", "0b11*ref", "0XfF*ref"} {
		_, err := sim.NewNeuronGroup(sim.Neurons{Name: "g", Size: 1, Equations: "ref : second", Threshold: "t > ms", Refractory: text})
		if err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// What is above 1 is certain, as in Brian 2: 100 of 100 pairs.
func TestProbabilitiesAbove1(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "g", Size: 10, Equations: "v : 1"})
	for _, p := range []sim.Probability{"2.0", sim.ProbabilityOf(1.5), "inf*1", "2*exp(-abs(i-j)/1000.0)", "1.0 + (i == j)*1e-12", "1/(0.0*i)"} {
		s := synapses(t, sim.Synapse{Name: "s", Source: g, Target: g, Connect: []sim.Connect{{Probability: p}}})
		if got := len(get(t, network(t, sim.Options{}, s), s, "i")); got != 100 {
			t.Errorf("probability %s: %d synapses", p, got)
		}
	}
}
