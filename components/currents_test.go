package components

import (
	"math"
	"testing"

	"golgi/component"
	"golgi/sim"
	"golgi/units"
)

// clamped neurons keep v at -60 mV.
var clamped = Model{Equations: "v : volt\ntotal = I : amp", Initial: Values{"v": "-60*mV"}}

// at returns the total current into one neuron after so many ms of steps of 0.1 ms, where a spike arrives in step 0, with a weight of 2 nA or 2 nS.
func at(t *testing.T, c Current, ms float64, set Values) float64 {
	t.Helper()
	weight := "2 nA"
	if mentions(c.Equations, "volt") {
		weight = "2 nS"
	}
	parts := []component.Component{Neurons{Name: "n", Size: 1, Model: clamped, Currents: Currents{"c": c}, Set: set}}
	if mentions(c.Equations, "x") && c.Name != "PoissonExponential" {
		parts = append(parts, Source{Name: "s", Size: 1, Kind: Given([]int{0}, units.Second.OfAll(0))},
			Connection{From: "s", To: "n", Onto: "c", Weight: Exactly(weight)})
	}
	s := staged(t, sim.Options{}, parts...)
	s.run(ms + 0.1) // the spike arrives behind the integration of its step
	return s.get("n", "total")[0]
}

// Currents are what their docs say, 3 ms after a spike: in nA, with a weight of 2, and at -60 mV, 60 mV below the reversal potential.
func TestCurrentsByHand(t *testing.T) {
	const w, ms, tau, driving = 2e-9, 3.0, 5.0, 60e-3
	decay := math.Exp(-ms / tau)
	dual := func(rise, decay float64) float64 { // normalised to a peak of 1
		peak := math.Log(decay/rise) * decay * rise / (decay - rise)
		f := func(t float64) float64 { return math.Exp(-t/decay) - math.Exp(-t/rise) }
		return f(ms) / f(peak)
	}
	alpha := ms / tau * math.Exp(1-ms/tau)
	for _, c := range []struct {
		current Current
		set     Values
		want    float64
	}{
		{ExponentialCurrent, nil, w * decay},
		{ExponentialCharge, nil, w * decay * tau * (1 - math.Exp(-0.1/tau)) / 0.1}, // GeNN: init = tau·(1 - exp(-dt/tau))/dt
		{AlphaCurrent, nil, w * alpha},
		{DualExponentialCurrent, nil, w * dual(1, 5)},
		{ExponentialConductance, nil, w * decay * driving},
		{ExponentialConductance, Values{"c_E": "-80 mV", "c_tau": "10 ms"}, -w * math.Exp(-ms/10) * 20e-3},
		{AlphaConductance, nil, w * alpha * driving},
		{DualExponentialConductance, nil, w * dual(1, 5) * driving},
		{NMDA, nil, w * dual(2, 100) * driving / (1 + math.Exp(0.062*60)/3.57)},
		{Constant, Values{"c_A": "0.3 nA"}, 0.3e-9},
		{Step, Values{"c_A": "0.3 nA", "c_start": "1 ms", "c_stop": "4 ms"}, 0.3e-9},
		{Step, Values{"c_A": "0.3 nA", "c_start": "1 ms", "c_stop": "2 ms"}, 0},
		{Ramp, Values{"c_A": "0.3 nA", "c_start": "1 ms", "c_rise": "8.4 ms"}, 0.3e-9 * 2.1 / 8.4}, // at 3.1 ms
		{Sine, Values{"c_mean": "0.1 nA", "c_A": "0.3 nA", "c_f": "100 Hz", "c_phase": "0.5"}, 0.1e-9 + 0.3e-9*math.Sin(2*math.Pi*0.31+0.5)},
	} {
		if got := at(t, c.current, ms, c.set); math.Abs(got-c.want) > 1e-9*math.Abs(c.want)+1e-22 {
			t.Errorf("%s %v: %.12g A, wanted %.12g", c.current.Name, c.set, got, c.want)
		}
	}
}

// noise has moments: those of many neurons after some time.
func TestNoiseCurrents(t *testing.T) {
	for _, c := range []struct {
		current  Current
		set      Values
		mean, sd float64 // pA
	}{
		{WhiteNoise, Values{"c_mean": "20 pA", "c_sd": "10 pA"}, 20, 10},
		{OrnsteinUhlenbeck, Values{"c_mean": "20 pA", "c_sd": "10 pA", "c_tau": "2 ms"}, 20, 10},
		// shot noise: mean w·rate·tau, variance w²·rate·tau/2
		{PoissonExponential, Values{"c_rate": "1 kHz", "c_w": "10 pA", "c_tau": "2 ms"}, 20, 10},
	} {
		s := staged(t, sim.Options{}, Neurons{Name: "n", Size: 4000, Model: clamped, Currents: Currents{"c": c.current}, Set: c.set})
		s.run(15)
		mean, sd := moments(s.get("n", "total"))
		const n = 4000.0
		if se := c.sd / math.Sqrt(n); math.Abs(mean*1e12-c.mean) > 4*se || math.Abs(sd*1e12/c.sd-1) > 0.06 {
			t.Errorf("%s: %.4g ± %.4g pA, wanted %v ± %v", c.current.Name, mean*1e12, sd*1e12, c.mean, c.sd)
		}
	}
}

func moments(x []float64) (mean, sd float64) {
	for _, v := range x {
		mean += v / float64(len(x))
	}
	for _, v := range x {
		sd += (v - mean) * (v - mean) / float64(len(x)-1)
	}
	return mean, math.Sqrt(sd)
}

// The neurons of pypet's example 24 integrate what a spike carries: its weight, without unit, over the time of the current, of unit Hz.
func TestClusteredNeuronsOfPypet(t *testing.T) {
	model := Model{Unit: "hertz", Equations: "dv/dt = (mu - v)/tau_m + I : 1", Threshold: "v > 1", Reset: "v = 0", Method: "exact",
		Parameters: "mu = 0.0 # bias\ntau_m = 1e9 s # membrane time constant: none, here"}
	s := staged(t, sim.Options{}, Source{Name: "s", Size: 1, Kind: Given([]int{0}, units.Second.OfAll(0))}, Neurons{Name: "n", Size: 1, Model: model, Currents: Currents{"exc": DualExponentialCharge}},
		Connection{From: "s", To: "n", Onto: "exc", Weight: Exactly("0.024")})
	s.run(4.1)
	// After 4 ms the integral of (exp(-t/3) - exp(-t/1))/(3 - 1) ms is (3·(1 - exp(-4/3)) - (1 - exp(-4)))/2.
	if got, want := s.get("n", "v")[0], 0.024*(3*(1-math.Exp(-4.0/3))-(1-math.Exp(-4)))/2; math.Abs(got/want-1) > 1e-9 {
		t.Errorf("v = %.12g, wanted %.12g", got, want)
	}
	s.run(100)
	if got := s.get("n", "v")[0]; math.Abs(got/0.024-1) > 1e-9 {
		t.Errorf("v = %.12g, wanted the weight", got)
	}
}

// A model in volts, or without units, has currents in these.
func TestCurrentsInOtherUnits(t *testing.T) {
	for _, c := range []struct{ unit, weight string }{{"volt", "2 mV"}, {"1", "0.5"}} {
		model := Model{Unit: c.unit, Equations: "dv/dt = (I - v)/tau_m : " + c.unit, Parameters: "tau_m = 20 ms # membrane time constant"}
		s := staged(t, sim.Options{}, Source{Name: "s", Size: 1, Kind: Given([]int{0}, units.Second.OfAll(0))},
			Neurons{Name: "n", Size: 1, Model: model, Currents: Currents{"exc": AlphaCurrent, "bias": Constant}},
			Connection{From: "s", To: "n", Onto: "exc", Weight: Exactly(c.weight)})
		s.run(5)
		if v := s.get("n", "v")[0]; !(v > 0) {
			t.Errorf("in %s: v = %v", c.unit, v)
		}
	}
}
