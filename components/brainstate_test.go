package components

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"golgi/component"
	"golgi/sim"
	"golgi/units"
)

// A lif steps as BrainState's LIF and LIFRef do: units are mV, ms, mA and ohm.
type lif struct {
	v, last                           float64
	tau, rest, threshold, reset, wait float64
	soft                              bool
}

func (n *lif) spikes() bool { return n.v >= n.threshold }

// update integrates with a current A + B·v, and then adds delta; t is the time of the step.
func (n *lif) update(t, a, b, delta float64) (spiked bool) {
	v := n.v
	if n.spikes() {
		if n.soft {
			v -= n.threshold - n.reset
		} else {
			v = n.reset
		}
	}
	rate := (b - 1) / n.tau
	next := v + (math.Exp(0.1*rate)-1)/rate*((n.rest-v+a+b*v)/n.tau) + delta
	if t-n.last < n.wait-1e-9 {
		next = v
	}
	if n.v = next; n.spikes() {
		n.last = t
		return true
	}
	return false
}

// decay is that of 0.1 ms.
func decay(tau float64) float64 { return math.Exp(-0.1 / tau) }

// agree compares potentials within 1e-9, and spikes.
func agree(t *testing.T, what string, s stage, group string, m *sim.SpikeMonitor, neurons []lif, spikes []int) {
	t.Helper()
	v := s.get(group, "v")
	for i, n := range neurons {
		want := n.v
		if n.spikes() { // which BrainState shows for a step, and Brian resets at once
			want = map[bool]float64{true: n.v - n.threshold + n.reset, false: n.reset}[n.soft]
		}
		if math.Abs(1e3*v[i]-want) > 1e-9 {
			t.Errorf("%s: v[%d] = %.12g mV, wanted %.12g", what, i, 1e3*v[i], want)
			return
		}
	}
	recorded := s.spikes(m)
	counts := make([]int, len(neurons))
	for _, i := range recorded.I {
		counts[i]++
	}
	if !slices.Equal(counts, spikes) || sum(counts) == 0 {
		t.Errorf("%s: spikes %v, wanted %v", what, counts, spikes)
	}
}

// The E/I network of BrainState's tutorial, small: soft resets, one g for both projections, which decays before spikes are added, and acts at once.
//
// Source: BrainState, AlignPostProj with Expon.desc and CUBA.desc.
func TestAlignPost(t *testing.T) {
	const n, excitatory, steps = 40, 32, 1000
	neurons := Neurons{Name: "N", Size: n, Model: SoftLIF, Currents: Currents{"g": ExponentialCurrent, "bias": Constant}, Set: Values{"bias_A": "3 mA", "g_tau": "2 ms"},
		Initial: Values{"v": "-60*mV + 10*mV*sin(i)"}}
	s := staged(t, sim.Options{}, neurons)
	of, err := component.Get[*sim.NeuronGroup](s.objects, "N")
	check(t, err)
	e, err := of.Subgroup("E", 0, excitatory)
	check(t, err)
	i, err := of.Subgroup("I", excitatory, n)
	check(t, err)
	check(t, s.objects.Share("E", e))
	check(t, s.objects.Share("I", i))
	check(t, s.build(Connection{From: "E", To: "N", Onto: "g", Rule: FixedFraction(0.1), Weight: Exactly("0.559 mA")}, // sqrt(1/(0.1·32)), of the size
		Connection{From: "I", To: "N", Onto: "g", Rule: FixedFraction(0.1), Weight: Exactly("-1.118 mA")}))
	m := s.watch("N")
	type synapse struct {
		i, j int
		w    float64
	}
	var synapses []synapse
	for _, c := range []struct {
		name  string
		first int
		w     float64
	}{{"E_N", 0, 0.559}, {"I_N", excitatory, -1.118}} {
		from, to := s.get(c.name, "i"), s.get(c.name, "j")
		for k := range from {
			synapses = append(synapses, synapse{c.first + int(from[k]), int(to[k]), c.w})
		}
	}
	if want := n * int(0.1*n); len(synapses) != want {
		t.Errorf("%d synapses, wanted %d", len(synapses), want)
	}
	neuron, g, counts, spiked := make([]lif, n), make([]float64, n), make([]int, n), make([]bool, n)
	for k := range neuron {
		neuron[k] = lif{v: -60 + 10*math.Sin(float64(k)), last: -1e7, tau: 10, rest: -52, threshold: -50, reset: -60, soft: true}
	}
	for step := range steps {
		for k := range g {
			g[k] *= decay(2)
		}
		for _, c := range synapses {
			if spiked[c.i] {
				g[c.j] += c.w
			}
		}
		for k := range neuron {
			spiked[k] = neuron[k].update(float64(step)*0.1, 3+g[k], 0, 0)
			if spiked[k] {
				counts[k]++
			}
		}
	}
	s.run(steps * 0.1)
	agree(t, "E/I network", s, "N", m, neuron, counts)
}

// A neuron at -60 mV, after one step with 8 mA. Source: BrainState's tutorial, which prints -59.84079742 mV, in 32 bits.
func TestTutorialLine(t *testing.T) {
	s := staged(t, sim.Options{}, Neurons{Name: "n", Size: 1, Model: SoftLIF, Currents: Currents{"bias": Constant}, Set: Values{"bias_A": "8 mA"}, Initial: Values{"v": "-60*mV"}})
	s.run(0.1)
	if v := fmt.Sprintf("%.8f", float32(s.get("n", "v")[0]*1e3)); v != "-59.84079742" {
		t.Error(v)
	}
}

// One neuron with a given input steps as BrainState's does, whatever the projection.
func TestProjections(t *testing.T) {
	arrivals := []float64{2, 2.3, 9, 9.1, 15, 22, 30, 30.5, 41}
	driven := func(bias string, currents Currents) Neurons {
		currents["bias"] = Constant
		model := LIF
		model.Method = "exponential_euler"
		return Neurons{Name: "n", Size: 1, Model: model, Currents: currents, Set: Values{"R": "1 ohm", "tau_m": "10 ms", "t_ref": "3 ms", "bias_A": bias}}
	}
	spike := func(step int) float64 { // that of the step before is seen
		for _, at := range arrivals {
			if math.Abs(at-float64(step-1)*0.1) < 1e-6 {
				return 1
			}
		}
		return 0
	}
	hard := lif{v: -70, last: -1e7, tau: 10, rest: -70, threshold: -50, reset: -60, wait: 3}
	norm := 10.0 / 9 * math.Pow(0.1, 1.0/(1-10))
	var rise, fall, g, h, arrival float64
	arrival = -1e9
	transmits := func(step int, transmitter, duration float64) float64 {
		if spike(step) > 0 {
			arrival = float64(step) * 0.1
		}
		if float64(step)*0.1-arrival < duration-0.05 {
			return transmitter
		}
		return 0
	}
	opens := func(part *float64, by, beta float64) { // a step of exponential Euler
		rate := -by - beta
		*part += (math.Exp(0.1*rate) - 1) / rate * (by*(1-*part) - beta**part)
	}
	for _, c := range []struct {
		name  string
		parts []component.Component
		at    func(step int, v float64) (a, b, delta float64) // the current A + B·v
	}{
		{"AlignPost, Expon, COBA", []component.Component{driven("15 mA", Currents{"g": ExponentialConductance}), Connection{From: "s", To: "n", Onto: "g", Weight: Exactly("0.6 siemens")}},
			func(step int, _ float64) (a, b, delta float64) { g = g*decay(5) + 0.6*spike(step); return 15, -g, 0 }}, // E = 0
		{"AlignPost, DualExpon, CUBA", []component.Component{driven("18 mA", Currents{"g": DualExpon}), Connection{From: "s", To: "n", Onto: "g", Weight: Exactly("9 mA")}},
			func(step int, _ float64) (a, b, delta float64) {
				rise, fall = rise*decay(1)+9*spike(step), fall*decay(10)+9*spike(step)
				return 18 + norm*(fall-rise), 0, 0
			}},
		{"DeltaProj", []component.Component{driven("18 mA", Currents{"jump": DeltaPotential}), Connection{From: "s", To: "n", Onto: "jump", Weight: Exactly("3 mV")}},
			func(step int, _ float64) (a, b, delta float64) { return 18, 0, 3 * spike(step) }},
		{"AlignPre, Expon, CUBA", []component.Component{driven("18 mA", Currents{"g": Summed}), AlignPre{From: "s", To: "n", Onto: "g", Trace: ExponTrace, Weight: Exactly("4 mA")}},
			func(step int, _ float64) (a, b, delta float64) { g = g*decay(8) + spike(step); return 18 + 4*g, 0, 0 }},
		{"AlignPre, Alpha, COBA", []component.Component{driven("18 mA", Currents{"g": SummedConductance}), AlignPre{From: "s", To: "n", Onto: "g", Trace: AlphaTrace, Weight: Exactly("0.2 siemens")}},
			func(step int, _ float64) (a, b, delta float64) {
				g = g + (1-decay(8))*(h-g)
				h = h*decay(8) + spike(step)
				return 18, -0.2 * g, 0
			}},
		{"AlignPre, AMPA, COBA", []component.Component{driven("15 mA", Currents{"g": SummedConductance}), AlignPre{From: "s", To: "n", Onto: "g", Trace: AMPATrace, Weight: Exactly("0.6 siemens")}},
			func(step int, _ float64) (a, b, delta float64) {
				opens(&g, 0.98*transmits(step, 0.5, 0.5), 0.18)
				return 15, -0.6 * g, 0
			}},
		{"AlignPre, GABAa, CUBA", []component.Component{driven("30 mA", Currents{"g": Summed}), AlignPre{From: "s", To: "n", Onto: "g", Trace: GABAaTrace, Weight: Exactly("-10 mA")}},
			func(step int, _ float64) (a, b, delta float64) {
				opens(&g, 0.53*transmits(step, 1, 1), 0.18)
				return 30 - 10*g, 0, 0
			}},
		{"AlignPre, BioNMDA, COBA", []component.Component{driven("15 mA", Currents{"g": SummedConductance}), AlignPre{From: "s", To: "n", Onto: "g", Trace: BioNMDATrace, Weight: Exactly("0.3 siemens")}},
			func(step int, _ float64) (a, b, delta float64) { // both from old values
				opens(&g, 2*h, 0.01)
				opens(&h, transmits(step, 1, 0.5), 0.5)
				return 15, -0.3 * g, 0
			}},
		{"STP", []component.Component{driven("21 mA", Currents{"g": ExponentialCurrent}), Connection{From: "s", To: "n", Onto: "g", Weight: Exactly("40 mA"), Synapse: STP, Set: Values{"U": "0.3"}}},
			func(step int, _ float64) (a, b, delta float64) {
				use, rest := h*decay(1500), 1+(fall-1)*decay(200)
				use += spike(step) * 0.3 * (1 - h)
				rest -= spike(step) * use * fall
				h, fall = use, rest
				g = g*decay(5) + 40*use*rest*spike(step)
				return 21 + g, 0, 0
			}},
		{"STD", []component.Component{driven("21 mA", Currents{"g": ExponentialCurrent}), Connection{From: "s", To: "n", Onto: "g", Weight: Exactly("12 mA"), Synapse: STD, Set: Values{"U": "0.4"}}},
			func(step int, _ float64) (a, b, delta float64) {
				fall = 1 + (fall-1)*decay(200) - spike(step)*0.4*fall
				g = g*decay(5) + 12*fall*spike(step)
				return 21 + g, 0, 0
			}},
	} {
		rise, fall, g, h, arrival = 0, 0, 0, 0, -1e9
		if c.name == "STP" || c.name == "STD" {
			h, fall = 0.3/decay(1500)/decay(1500), 1 // BrainState's begins to decay in step 0, which is two steps more before the first spike
		}
		s := staged(t, sim.Options{}, append([]component.Component{Source{Name: "s", Size: 1, Kind: Given(make([]int, len(arrivals)), units.Millisecond.OfAll(arrivals...))}}, c.parts...)...)
		m := s.watch("n")
		neuron, count := hard, 0
		for step := range 500 {
			a, b, delta := c.at(step, neuron.v)
			if neuron.update(float64(step)*0.1, a, b, delta) {
				count++
			}
		}
		s.run(50)
		agree(t, c.name, s, "n", m, []lif{neuron}, []int{count})
	}
}

// Magnesium blocks as BrainState's MgBlock: I = g·(E - v)/(1 + Mg/3.57·exp(0.062·(V_off - v))).
func TestMagnesiumBlock(t *testing.T) {
	s := staged(t, sim.Options{}, Source{Name: "s", Size: 1, Kind: Given([]int{0}, units.Millisecond.OfAll(0))}, Neurons{Name: "n", Size: 1, Model: clamped, Currents: Currents{"nmda": SummedNMDA}},
		AlignPre{From: "s", To: "n", Onto: "nmda", Trace: ExponTrace, Weight: Exactly("2 nS"), Delay: Exactly("1 ms")})
	s.run(3.1) // the spike arrives at 1 ms, and its trace has decayed for 19 steps when it is summed for the last time
	if got, want := s.get("n", "total")[0], 2e-9*math.Exp(-1.9/8)*60e-3/(1+1.2/3.57*math.Exp(0.062*60)); math.Abs(got/want-1) > 1e-9 {
		t.Errorf("%v A, wanted %v", got, want)
	}
}
