package sim_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"golgi/sim"
	"golgi/units"
)

// Spikes that are found by gaps have the distribution of rand() < rates*dt: each neuron spikes in a binomial number of steps, and two
// neurons as often in one step as if they did not know of each other. Rates that are values are lowered, and a text of time is not.
func TestGapsAndDrawsAreAlike(t *testing.T) {
	rates := []float64{0, 10, 2500, 400, 10, 8000, 10000, 5}
	const steps, dt = 20_000, 1e-4
	table := must[*sim.TimedArray](t)(sim.NewTimedArray(sim.Timed{Values: units.Hertz.OfAll(rates...), Columns: len(rates), DT: units.Second.Of(1)}))
	for name, given := range map[string]any{"values": rates, "text": "table(t, i)"} {
		group := poisson(t, sim.Poisson{Name: "P", Size: len(rates), Rates: given, Namespace: sim.Namespace{"table": table}})
		m := spikeMonitor(t, "m", group)
		net := network(t, sim.Options{Seed: 3}, group, m)
		if gaps := strings.Contains(net.Explain(), "by gaps"); gaps != (name == "values") {
			t.Errorf("%s: by gaps: %v", name, gaps)
		}
		run(t, net, "2 s")
		count, last, together := make([]float64, len(rates)), make([]float64, len(rates)), 0.0
		fired := spikes(t, net, m)
		for k, i := range fired.I {
			count[i]++
			last[i] = fired.T[k]
			if i == 5 && last[2] == last[5] {
				together++
			}
		}
		for i, rate := range rates {
			expectBinomial(t, fmt.Sprintf("%s: spikes of neuron %d", name, i), count[i], steps, rate*dt)
		}
		expectBinomial(t, name+": steps in which two spike", together, steps, rates[2]*dt*rates[5]*dt)
	}
}

// expectBinomial fails where a count is outside of all but a millionth of its distribution.
func expectBinomial(t *testing.T, what string, count, n, p float64) {
	t.Helper()
	if p == 0 || p == 1 {
		if count != n*p {
			t.Errorf("%s: %v, want %v", what, count, n*p)
		}
		return
	}
	b := distuv.Binomial{N: n, P: p}
	if math.Min(b.CDF(count), 1-b.CDF(count-1)) < 5e-7 {
		t.Errorf("%s: %v, want about %v", what, count, n*p)
	}
}
