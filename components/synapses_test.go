package components

import (
	"math"
	"testing"

	"golgi/sim"
	"golgi/units"
)

// Spikes of the two neurons of a synapse, ms. One pair is in the same step.
var (
	preSpikes  = []float64{1, 12, 13.5, 30, 41, 60, 61, 62}
	postSpikes = []float64{5, 14, 20, 29, 30, 31, 55, 61.5}
)

// relay spikes one step after a spike onto x.
var relay = Model{Equations: "x : 1\ng : amp", Threshold: "x > 0.5", Reset: "x = 0"}

// learned runs one synapse with the spikes, onto g, and returns its variables at the end.
func learned(t *testing.T, synapse Synapse, set Values, variables ...string) (values []float64) {
	t.Helper()
	const step = 0.1
	early := make([]float64, len(postSpikes)) // a step is lost on the way
	for k, at := range postSpikes {
		early[k] = at - step
	}
	given := func(times []float64) SourceKind {
		return Given(make([]int, len(times)), units.Millisecond.OfAll(times...))
	}
	s := staged(t, sim.Options{}, Source{Name: "pre", Size: 1, Kind: given(preSpikes)}, Source{Name: "post", Size: 1, Kind: given(early)},
		Neurons{Name: "n", Size: 1, Model: relay}, Connection{From: "post", To: "n", Onto: "x", Weight: Exactly("1.0")},
		Connection{Name: "syn", From: "pre", To: "n", Onto: "g", Weight: Exactly("5 nA"), Synapse: synapse, Set: set})
	m := s.watch("n")
	s.run(70)
	for k, at := range s.spikes(m).T {
		if math.Abs(1e3*at-postSpikes[k]) > 1e-9 {
			t.Fatalf("the target spikes at %v", s.spikes(m).T)
		}
	}
	for _, variable := range variables {
		of := "syn"
		if variable == "g" {
			of = "n"
		}
		values = append(values, s.get(of, variable)[0])
	}
	return values
}

func near(got, want float64) bool { return math.Abs(got-want) <= 1e-11*math.Abs(want) }

// pairSum is the sum of a function of t_post - t_pre over pairs of spikes, in ms.
func pairSum(of func(dt float64) float64) (sum float64) {
	for _, pre := range preSpikes {
		for _, post := range postSpikes {
			sum += of(post - pre)
		}
	}
	return sum
}

// Pair rules are sums over pairs of spikes, as long as no bound is reached. In one step the presynaptic spike comes first.
func TestPairRulesAreSums(t *testing.T) {
	up := func(tau float64) float64 {
		return pairSum(func(dt float64) float64 {
			if dt >= 0 {
				return math.Exp(-dt / tau)
			}
			return 0
		})
	}
	down := func(tau float64) float64 {
		return pairSum(func(dt float64) float64 {
			if dt < 0 {
				return math.Exp(dt / tau)
			}
			return 0
		})
	}
	nearest := func(of, others []float64, tau float64) (sum float64) { // at each spike, by the last one of the other before it
		for _, at := range of {
			last := math.Inf(-1)
			for _, other := range others {
				if other < at-1e-9 {
					last = other
				}
			}
			sum += math.Exp(-(at - last) / tau)
		}
		return sum
	}
	const w, largest = 5e-9, 10e-9
	for _, c := range []struct {
		synapse Synapse
		set     Values
		want    float64
	}{
		{STDP("10 nA"), Values{"tau_minus": "30 ms"}, w + largest*(0.01*up(20)-0.0105*down(30))},
		{SoftSTDP("10 nA"), Values{"mu": "0.0"}, w + largest*(0.01*up(20)-0.0105*down(20))},
		// What a spike in the same step does to the other is not seen by GeNN's rule, in either order: t > t_post, t > t_pre.
		{NearestSTDP("10 nA"), Values{"tau_minus": "30 ms"}, w + largest*(0.01*nearest(postSpikes, preSpikes, 20)*1-0.0105*nearest(preSpikes, postSpikes, 30)) -
			largest*0.01*math.Exp(-float64(30-13.5)/20)}, // at 30, t_pre is 30 already
		{Vogels("10 nA"), Values{"rate": "10 Hz"}, w + largest*0.001*(up(20)+down(20)-float64(len(preSpikes))*2*10*0.02)},
	} {
		if got := learned(t, c.synapse, c.set, "w")[0]; !near(got, c.want) {
			t.Errorf("%s: w = %.15g, wanted %.15g", c.synapse.Name, got, c.want)
		}
	}
}

// The triplet rule is eq. 3 and 4 of Pfister & Gerstner (2006), with traces as sums over spikes.
func TestTripletRuleIsASum(t *testing.T) {
	trace := func(spikes []float64, tau, at float64, also bool) (sum float64) { // also: a spike at that time counts
		for _, s := range spikes {
			if s < at-1e-9 || also && s < at+1e-9 {
				sum += math.Exp(-(at - s) / tau)
			}
		}
		return sum
	}
	const w, largest, a2p, a3p, a2m, a3m = 5e-9, 10e-9, 0.002, 0.0065, 0.0071, 0.0003
	want := w
	for _, t := range preSpikes {
		want -= largest * trace(postSpikes, 33.7, t, false) * (a2m + a3m*trace(preSpikes, 101, t, false))
	}
	for _, t := range postSpikes {
		want += largest * trace(preSpikes, 16.8, t, true) * (a2p + a3p*trace(postSpikes, 114, t, false))
	}
	if got := learned(t, TripletSTDP("10 nA"), Values{"A2_plus": "0.002", "A3_minus": "0.0003"}, "w")[0]; !near(got, want) {
		t.Errorf("w = %.15g, wanted %.15g", got, want)
	}
}

// Short-term plasticity is the recursion of Tsodyks, Pawelzik & Markram (1998), eq. 2.1 to 2.3.
func TestTsodyksMarkram(t *testing.T) {
	const use, tauF, tauD, w = 0.3, 50.0, 200.0, 5e-9
	u, x, total, last := 0.0, 1.0, 0.0, math.Inf(-1)
	for _, t := range preSpikes {
		u *= math.Exp(-(t - last) / tauF)
		x = 1 + (x-1)*math.Exp(-(t-last)/tauD)
		u += use * (1 - u)
		total += w * u * x
		x -= u * x
		last = t
	}
	got := learned(t, TsodyksMarkram, Values{"U": "0.3", "tau_d": "200 ms"}, "g", "use", "rest")
	if !near(got[0], total) || !near(got[1], u) || !near(got[2], x) {
		t.Errorf("g, u, x = %v, wanted %v %v %v", got, total, u, x)
	}
}

// Plastic weights stay within their bounds, and depression with mu = 1 is a factor.
func TestBoundsOfWeights(t *testing.T) {
	for _, synapse := range []Synapse{STDP("5.01 nA"), NearestSTDP("5.01 nA"), TripletSTDP("5.01 nA"), Vogels("5.01 nA"), SoftSTDP("5.01 nA")} {
		for _, set := range []Values{{"A_plus": "100.0", "A_minus": "0.0"}, {"A_plus": "0.0", "A_minus": "100.0"}} {
			switch synapse.Name {
			case "TripletSTDP":
				set = Values{"A3_plus": set["A_plus"], "A2_minus": set["A_minus"]}
			case "Vogels":
				set = Values{"eta": "100.0", "rate": map[string]string{"0.0": "0 Hz", "100.0": "1 kHz"}[set["A_minus"]]}
			}
			if w := learned(t, synapse, set, "w")[0]; !(w >= 0 && w <= 5.01e-9) {
				t.Errorf("%s %v: w = %v", synapse.Name, set, w)
			}
		}
	}
	want := 5e-9
	for _, pre := range preSpikes {
		minus := 0.0
		for _, post := range postSpikes {
			if post < pre-1e-9 {
				minus += 0.02 * math.Exp(-(pre-post)/20)
			}
		}
		want *= 1 - minus
	}
	if got := learned(t, SoftSTDP("10 nA"), Values{"mu": "1.0", "A_plus": "0.0", "A_minus": "0.02"}, "w")[0]; !near(got, want) {
		t.Errorf("w = %v, wanted %v", got, want)
	}
}

// oscillating neurons have a potential that is known at each time.
var oscillating = Model{Equations: "v = -60*mV + 25*mV*sin(2*pi*t/(20*ms)) : volt\nx : 1\ng : amp", Threshold: "x > 0.5", Reset: "x = 0"}

// The voltage-based rule is eq. 1 to 3 of Clopath et al. (2010), integrated with Euler's method.
func TestClopath(t *testing.T) {
	s := staged(t, sim.Options{}, Source{Name: "pre", Size: 1, Kind: Given(make([]int, len(preSpikes)), units.Millisecond.OfAll(preSpikes...))},
		Neurons{Name: "n", Size: 1, Model: oscillating}, Connection{From: "pre", To: "n", Onto: "g", Weight: Exactly("5 nA"), Synapse: Clopath("10 nA")})
	s.run(70)
	const dt, largest = 0.1, 10.0 // ms, nA
	w, x, minus, plus, spike := 5.0, 0.0, -60.0, -60.0, 0
	for k := range 700 {
		v := -60 + 25*math.Sin(2*math.Pi*float64(k)*dt/20)
		w, x, minus, plus = w+dt*largest*8e-5*x*max(v+45.3, 0)*max(plus+70.6, 0), x-dt*x/15, minus+dt*(v-minus)/10, plus+dt*(v-plus)/7
		if spike < len(preSpikes) && math.Abs(float64(k)*dt-preSpikes[spike]) < 1e-9 {
			w = min(max(w-largest*1.4e-4*max(minus+70.6, 0), 0), largest)
			x++
			spike++
		}
	}
	if got := s.get("pre_n", "w")[0] * 1e9; math.Abs(got/w-1) > 1e-9 || got == 5 {
		t.Errorf("w = %.12g nA, wanted %.12g", got, w)
	}
}

// Scaling goes on until the rate is that wanted.
func TestHomeostaticScaling(t *testing.T) {
	up := learned(t, HomeostaticScaling("10 nA"), Values{"rate": "300 Hz"}, "w")[0]
	down := learned(t, HomeostaticScaling("10 nA"), Values{"rate": "1 Hz", "tau_a": "50 ms", "beta": "0.1"}, "w")[0]
	full := learned(t, HomeostaticScaling("5 nA"), Values{"rate": "300 Hz"}, "w")[0]
	if !(up > 5.01e-9 && down < 4.9e-9 && full <= 5e-9*1.0001) {
		t.Errorf("w = %v, %v, %v", up, down, full)
	}
}

// Currents without spikes are those of their formulas.
func TestSynapsesWithoutSpikes(t *testing.T) {
	still := Model{Equations: "v : volt\ntotal = I : amp"}
	sources := Neurons{Name: "a", Size: 2, Model: Model{Equations: "v : volt"}, Initial: Values{"v": "-60*mV + 25*mV*i"}} // -60, -35 mV
	targets := Neurons{Name: "b", Size: 1, Model: still, Currents: Currents{"gap": Summed}, Initial: Values{"v": "-70*mV"}}
	for _, c := range []struct {
		synapse Synapse
		weight  string
		want    float64
	}{
		{GapJunction, "2 nS", 2e-9 * (10e-3 + 35e-3)},
		{Graded, "2 nA", 2e-9 * math.Tanh(0.5)},
	} {
		s := staged(t, sim.Options{}, sources, targets, Connection{From: "a", To: "b", Onto: "gap", Weight: Exactly(c.weight), Synapse: c.synapse})
		s.run(0.2)
		if got := s.get("b", "total")[0]; !near(got, c.want) {
			t.Errorf("%s: %v, wanted %v", c.synapse.Name, got, c.want)
		}
	}
}

// Variables of neurons that are called as parameters of synapses are not taken for these.
func TestNamesOfNeuronsAreTheirOwn(t *testing.T) {
	source := Source{Name: "s", Size: 4, Kind: Given([]int{0, 1, 2, 3}, units.Millisecond.OfAll(0, 0, 0, 0))}
	model := Model{Equations: "g : amp\nn : integer\np : 1\nsigma : 1\nk : integer\nw : amp\nweight : amp\nU : 1\nradius : 1"}
	for _, c := range []struct {
		rule    Rule
		synapse Synapse
		want    float64 // nA
	}{
		{FixedOutDegree(3), Synapse{}, 3}, {FixedInDegree(3), Synapse{}, 3}, {GaussianDistance(Ring(), 1, 1e9), Synapse{}, 4}, {Topographic(Ring(), 1), Synapse{}, 4},
		{AllToAll(), TsodyksMarkram, 2}, // U = 0.5
	} {
		s := staged(t, sim.Options{}, source, Neurons{Name: "n", Size: 4, Model: model}, Connection{From: "s", To: "n", Onto: "g", Rule: c.rule, Synapse: c.synapse, Weight: Exactly("1 nA")})
		s.run(0.2)
		if mean, _ := moments(s.get("n", "g")); !near(1e9*mean, c.want) {
			t.Errorf("%s: %v nA, wanted %v", c.rule.Name, 1e9*mean, c.want)
		}
	}
}
