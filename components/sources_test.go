package components

import (
	"math"
	"slices"
	"testing"

	"golgi/sim"
	"golgi/units"
)

// spiked returns the spikes of a source of a kind in a second: neurons, and times in units of 0.1 ms.
func spiked(t *testing.T, kind SourceKind, size int, set Values) (neurons []int, steps []int) {
	t.Helper()
	s := staged(t, sim.Options{}, Source{Name: "s", Size: size, Kind: kind, Set: set})
	m := s.watch("s")
	s.run(1000)
	recorded := s.spikes(m)
	for k, i := range recorded.I {
		neurons, steps = append(neurons, int(i)), append(steps, int(math.Round(recorded.T[k]*1e4)))
	}
	return neurons, steps
}

// Spikes that are given, or follow a rule, come when they must.
func TestSourcesOfGivenSpikes(t *testing.T) {
	for _, c := range []struct {
		name    string
		kind    SourceKind
		size    int
		set     Values
		neurons []int
		steps   []int
	}{
		{"given", Given([]int{1, 0, 1}, units.Millisecond.OfAll(2, 0, 500)), 2, nil, []int{0, 1, 1}, []int{0, 20, 5000}},
		{"given again and again", Given([]int{0}, units.Millisecond.OfAll(100)), 1, Values{"period": "300 ms"}, []int{0, 0, 0}, []int{1000, 4000, 7000}},
		{"regular, one after another", Regular, 2, Values{"interval": "400 ms", "first": "10 ms", "spread": "1"},
			[]int{0, 1, 0, 1, 0}, []int{100, 2100, 4100, 6100, 8100}},
	} {
		if neurons, steps := spiked(t, c.kind, c.size, c.set); !slices.Equal(neurons, c.neurons) || !slices.Equal(steps, c.steps) {
			t.Errorf("%s: neurons %v at steps %v, wanted %v at %v", c.name, neurons, steps, c.neurons, c.steps)
		}
	}
}

// Poisson spikes have the mean and the variance of a binomial distribution with rate·dt; a modulated rate has as many, but most where it is high.
func TestSourcesOfPoissonSpikes(t *testing.T) {
	const size, p = 500, 20 * 1e-4 // 20 Hz for 1 s
	within := func(what string, got, want, deviation float64) {
		if t.Helper(); math.Abs(got-want) > 4*deviation {
			t.Errorf("%s: %g, wanted %g ± %g", what, got, want, deviation)
		}
	}
	neurons, _ := spiked(t, Poisson, size, Values{"rate": "20 Hz"})
	counts, squares := make([]float64, size), 0.0
	for _, i := range neurons {
		counts[i]++
	}
	for _, n := range counts {
		squares += (n - 20) * (n - 20)
	}
	within("spikes", float64(len(neurons)), size*20, math.Sqrt(size*20*(1-p)))
	within("variance", squares/size, 20*(1-p), 20*math.Sqrt(2.0/size)*1.05) // of variances: σ²·√(2/n), and a little for the fourth moment

	neurons, steps := spiked(t, ModulatedPoisson, size, Values{"rate": "20 Hz", "depth": "1", "f": "1 Hz"})
	early := 0
	for _, k := range steps {
		if k < 5000 {
			early++
		}
	}
	within("modulated spikes", float64(len(neurons)), size*20, math.Sqrt(size*20))
	within("spikes while the rate is high", float64(early), size*20*(0.5+1/math.Pi), math.Sqrt(size*20)) // ∫ 1 + sin over half a period

	if neurons, steps := spiked(t, Packet, 100, Values{"time": "50 ms", "sigma": "1 ms"}); len(neurons) != 100 || steps[0] < 450 || steps[99] > 550 {
		t.Errorf("%d spikes of a packet, from step %d to %d", len(neurons), steps[0], steps[99])
	}
}
