package components

import (
	"fmt"
	"math"
	"os"
	"slices"
	"testing"

	"golgi/sim"
)

// connected returns the degrees of targets and sources, and how many pairs have several synapses or are of a neuron with itself.
func connected(t *testing.T, rule Rule, pre, post int, noAutapses bool, seed int64) (in, out []int, multiple, self int) {
	t.Helper()
	s := staged(t, sim.Options{Seed: seed}, Source{Name: "s", Size: pre, Kind: Poisson}, Neurons{Name: "n", Size: post, Model: clamped, Currents: Currents{"exc": ExponentialCurrent}},
		Connection{From: "s", To: "n", Onto: "exc", Rule: rule, Weight: Exactly("1 nA"), NoAutapses: noAutapses})
	i, j := s.get("s_n", "i"), s.get("s_n", "j")
	in, out = make([]int, post), make([]int, pre)
	seen := map[[2]float64]bool{}
	for k := range i {
		in[int(j[k])]++
		out[int(i[k])]++
		pair := [2]float64{i[k], j[k]}
		if seen[pair] {
			multiple++
		}
		seen[pair] = true
		if i[k] == j[k] {
			self++
		}
	}
	return in, out, multiple, self
}

func sum(counts []int) (total int) {
	for _, n := range counts {
		total += n
	}
	return total
}

// same reports whether all are n.
func same(counts []int, n int) bool {
	return !slices.ContainsFunc(counts, func(c int) bool { return c != n })
}

// Rules make the numbers of synapses that they say, with and without autapses.
func TestRulesCount(t *testing.T) {
	const pre, post = 30, 30
	for _, c := range []struct {
		rule     Rule
		in, out  int // of each; -1: any
		total    int
		multiple bool
	}{
		{Rule{}, 30, 30, 900, false},
		{AllToAll(), 30, 30, 900, false},
		{FixedInDegree(7), 7, -1, 210, false},
		{FixedInDegree(29), 29, -1, 870, false},
		{FixedInDegree(40).WithReplacement(), 40, -1, 1200, true},
		{FixedOutDegree(7), -1, 7, 210, false},
		{FixedOutDegree(40).WithReplacement(), -1, 40, 1200, true},
		{FixedTotal(500), -1, -1, 500, false},
		{FixedTotal(1500).WithReplacement(), -1, -1, 1500, true},
		{FixedTotal(0), 0, 0, 0, false},
		{Topographic(Ring(), 2.0/30), 5, 5, 150, false},
		{Pairs([]int{1, 2, 2}, []int{3, 3, 4}), -1, -1, 3, false},
	} {
		for _, noAutapses := range []bool{false, true} {
			in, out, multiple, self := connected(t, c.rule, pre, post, noAutapses, 1)
			want := c
			if near := c.in == 30 || c.in == 5; noAutapses && near { // each neuron was its own target, too
				want.in, want.out, want.total = c.in-1, c.out-1, c.total-30
			}
			if sum(in) != want.total || want.in >= 0 && !same(in, want.in) || want.out >= 0 && !same(out, want.out) || (multiple > 0) != c.multiple || noAutapses && self > 0 {
				t.Errorf("%s, no autapses %v: in %v, out %v, %d twice, %d with themselves", c.rule.Name, noAutapses, in, out, multiple, self)
			}
		}
	}
	in, out, _, self := connected(t, OneToOne(), 30, 30, false, 1)
	if !same(in, 1) || !same(out, 1) || self != 30 {
		t.Errorf("one to one: %v %v", in, out)
	}
}

// What is drawn is drawn evenly: each pair as often as any other, within 4.5 standard errors.
func TestRulesDrawEvenly(t *testing.T) {
	const n = 6
	trials := 100
	if os.Getenv("GOLGI_SLOW") != "" {
		trials = 2000
	}
	for _, c := range []struct {
		rule       Rule
		noAutapses bool
		mean       float64 // synapses of a pair
	}{
		{FixedInDegree(2), false, 1.0 / 3}, {FixedInDegree(2), true, 2.0 / 5}, {FixedOutDegree(2), true, 2.0 / 5},
		{FixedInDegree(2).WithReplacement(), true, 2.0 / 5}, {FixedTotal(10), true, 1.0 / 3}, {FixedTotal(12).WithReplacement(), false, 1.0 / 3},
	} {
		counts := map[[2]float64]float64{}
		for seed := range trials / 20 {
			source := Source{Name: "s", Size: n, Kind: Poisson}
			s := staged(t, sim.Options{Seed: int64(seed)}, source)
			for k := range 20 { // connections of other names draw other numbers
				target, name := fmt.Sprintf("n%d", k), fmt.Sprintf("c%d_%d", k, seed)
				check(t, s.build(Neurons{Name: target, Size: n, Model: clamped, Currents: Currents{"exc": ExponentialCurrent}},
					Connection{Name: name, From: "s", To: target, Onto: "exc", Rule: c.rule, Weight: Exactly("1 nA"), NoAutapses: c.noAutapses}))
			}
			for k := range 20 {
				name := fmt.Sprintf("c%d_%d", k, seed)
				i, j := s.get(name, "i"), s.get(name, "j")
				for at := range i {
					counts[[2]float64{i[at], j[at]}]++
				}
			}
		}
		for i := range n {
			for j := range n {
				want := c.mean
				if c.noAutapses && i == j {
					want = 0
				}
				if got := counts[[2]float64{float64(i), float64(j)}] / float64(trials); math.Abs(got-want) > 4.5*math.Sqrt(c.mean/float64(trials)) || want == 0 && got > 0 {
					t.Errorf("%s, no autapses %v: pair %d, %d has %.3f synapses on average, wanted %.3f", c.rule.Name, c.noAutapses, i, j, got, want)
				}
			}
		}
	}
}

// Probabilities are kept, also those that hang on clusters and distance.
func TestRulesKeepProbabilities(t *testing.T) {
	near := func(what string, got, p, pairs float64) {
		t.Helper()
		if math.Abs(got-p*pairs) > 4.5*math.Sqrt(p*pairs) {
			t.Errorf("%s: %v synapses, wanted %v", what, got, p*pairs)
		}
	}
	in, _, _, _ := connected(t, Probability(0.1), 300, 200, false, 1)
	near("probability", float64(sum(in)), 0.1, 300*200)

	in, _, _, _ = connected(t, Clustered(5, 0.1, 3), 300, 200, false, 1)
	near("clustered", float64(sum(in)), 0.1, 300*200)

	// The mean of a Gaussian over a ring, far narrower than that, is p·sigma·sqrt(2π).
	in, _, _, _ = connected(t, GaussianDistance(Ring(), 0.5, 0.05), 300, 200, false, 1)
	near("Gaussian on a ring", float64(sum(in)), 0.5*0.05*math.Sqrt(2*math.Pi), 300*200)

	// On a torus it is p·sigma²·2π, on a grid less, since it has edges.
	torus, _, _, _ := connected(t, GaussianDistance(Torus(20, 10), 0.5, 0.1), 400, 100, false, 1)
	near("Gaussian on a torus", float64(sum(torus)), 0.5*0.01*2*math.Pi, 400*100)
	grid, _, _, _ := connected(t, GaussianDistance(Grid(20, 10), 0.5, 0.1), 400, 100, false, 1)
	if sum(grid) >= sum(torus) {
		t.Errorf("a grid has %d synapses, a torus %d", sum(grid), sum(torus))
	}
}

// Weights and delays have the moments of their distributions.
func TestDraws(t *testing.T) {
	const n = 20000.0
	normal := func(low, high float64) (mean, sd float64) { // of a standard normal between two values: Johnson et al. (1994), 13.10
		phi := func(x float64) float64 { return math.Exp(-x*x/2) / math.Sqrt(2*math.Pi) }
		z := (math.Erf(high/math.Sqrt2) - math.Erf(low/math.Sqrt2)) / 2
		mean = (phi(low) - phi(high)) / z
		return mean, math.Sqrt(1 + (low*phi(low)-high*phi(high))/z - mean*mean)
	}
	m, sd := normal(-1, 3)
	for _, c := range []struct {
		draw     Draw
		mean, sd float64 // nA
	}{
		{Uniform("1 nA", "3 nA"), 2, 2 / math.Sqrt(12)},
		{Normal("2 nA", "0.5 nA"), 2, 0.5},
		{NormalBetween("2 nA", "1 nA", "1 nA", "5 nA"), 2 + m, sd},
		{LogNormal("1 nA", 0.5), math.Exp(0.125), math.Exp(0.125) * math.Sqrt(math.Exp(0.25)-1)},
		{Exponential("2 nA"), 2, 2},
		{Gamma(4, "0.5 nA"), 2, 1},
		{Binomial(10, 0.2, "0.5 nA"), 1, 0.5 * math.Sqrt(1.6)},
		{Expression("high*rand()", "amp", "high = 2 nA # largest"), 1, 2 / math.Sqrt(12)},
	} {
		s := staged(t, sim.Options{}, Source{Name: "s", Size: 200, Kind: Poisson}, Neurons{Name: "n", Size: 100, Model: clamped, Currents: Currents{"exc": ExponentialCurrent}},
			Connection{From: "s", To: "n", Onto: "exc", Weight: c.draw, Delay: Uniform("1 ms", "3 ms")})
		mean, sd := moments(s.get("s_n", "w"))
		if math.Abs(mean*1e9-c.mean) > 4.5*c.sd/math.Sqrt(n) || math.Abs(sd*1e9/c.sd-1) > 0.06 {
			t.Errorf("%s: %.4f ± %.4f nA, wanted %.4f ± %.4f", c.draw.Name, mean*1e9, sd*1e9, c.mean, c.sd)
		}
		if mean, _ := moments(s.get("s_n", "delay")); math.Abs(mean*1e3-2) > 0.05 {
			t.Errorf("delays of %.4f ms on average, wanted 2", mean*1e3)
		}
	}
}

// A Mexican hat excites nearby and inhibits around it, the same at each place of a ring.
func TestMexicanHat(t *testing.T) {
	s := staged(t, sim.Options{}, Neurons{Name: "n", Size: 20, Model: LIF, Currents: Currents{"lateral": ExponentialCurrent}},
		Connection{From: "n", To: "n", Onto: "lateral", Weight: MexicanHat(Ring(), "3 nA", 0.05, "1 nA", 0.2)})
	w := s.get("n_n", "w")
	for i := range 20 {
		for j := range 20 {
			d := math.Abs(float64(i-j)) / 20
			d = min(d, 1-d)
			want := 3e-9*math.Exp(-d*d/0.005) - 1e-9*math.Exp(-d*d/0.08)
			if got := w[i*20+j]; math.Abs(got-want) > 1e-20 {
				t.Fatalf("from %d to %d: %v, wanted %v", i, j, got, want)
			}
		}
	}
}
