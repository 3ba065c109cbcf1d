package sim_test

import (
	"math"
	"testing"

	"golgi/sim"
	"golgi/units"
)

// diffuse runs neurons of one equation for 1 s of 10 ms steps and returns the last values of x.
func diffuse(t *testing.T, size int, equations, method string) []float64 {
	t.Helper()
	group, err := sim.NewNeuronGroup(sim.Neurons{Name: "G", Size: size, Equations: equations, Method: method,
		Initial: []sim.Set{{Variable: "x", Value: 1.0}}})
	if err != nil {
		t.Fatal(err)
	}
	net := network(t, sim.Options{DT: units.Millisecond.Of(10), Seed: 3}, group)
	run(t, net, "1 s")
	x, err := net.Get(group, "x")
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func moments(x []float64) (mean, variance float64) {
	for _, v := range x {
		mean += v / float64(len(x))
	}
	for _, v := range x {
		variance += (v - mean) * (v - mean) / float64(len(x)-1)
	}
	return mean, variance
}

// Poisson numbers in an equation, of a mean for each neuron: after 100 steps their sum has mean and variance of 100 times
// the mean.
func TestPoissonNumbers(t *testing.T) {
	for _, mean := range []string{"0.3", "30"} {
		x := diffuse(t, 1500, "dx/dt = poisson("+mean+" + 0*i)/(10*ms) : 1", "euler")
		m, v := moments(x)
		want := 30.0
		if mean == "30" {
			want = 3000
		}
		if math.Abs(m-1-want) > 4*math.Sqrt(want/1500) || math.Abs(v-want) > 4*want*math.Sqrt(2.0/1500) {
			t.Errorf("mean %s: %.2f and variance %.2f, want %v", mean, m-1, v, want)
		}
	}
}

// Noisy integrate-and-fire neurons, dv/dt = (μ - v)/τ + σ·sqrt(2/τ)·xi with threshold 1 and reset 0, fire at
//
//	r = 1/(τ·sqrt(π)·∫ e^(x²)·(1 + erf x) dx),   x from (0 - μ)/(σ√2) to (θ - μ)/(σ√2).
//
// In steps of dt a threshold of 1 acts as θ = 1 + 0.5826·σ·sqrt(2·dt/τ), since crossings within a step are missed.
//
// Source: Siegert (1951), Phys. Rev. 81:617; Broadie, Glasserman & Kou (1997), Math. Finance 7:325.
func TestRateOfNoisyNeurons(t *testing.T) {
	const size, mu, sigma, tau, dt = 200, 0.8, 0.3, 10e-3, 0.1e-3
	group := neurons(t, sim.Neurons{Name: "G", Size: size, Equations: "dv/dt = (0.8 - v)/tau + 0.3*sqrt(2/tau)*xi : 1",
		Threshold: "v > 1", Reset: "v = 0", Namespace: sim.Namespace{"tau": units.Second.Of(tau)}})
	monitor := spikeMonitor(t, "S", group)
	net := network(t, sim.Options{Seed: 4}, group, monitor)
	run(t, net, "1 s")
	from, to := -mu/(sigma*math.Sqrt2), (1+0.5826*sigma*math.Sqrt(2*dt/tau)-mu)/(sigma*math.Sqrt2)
	integral, pieces := 0.0, 1000.0
	for k := 0.5; k < pieces; k++ {
		x := from + (to-from)*k/pieces
		integral += math.Exp(x*x) * (1 + math.Erf(x)) * (to - from) / pieces
	}
	want := 1 / (tau * math.Sqrt(math.Pi) * integral)
	got := float64(len(spikes(t, net, monitor).T)) / size
	if band := 4 * math.Sqrt(want/size); math.Abs(got-want) > band { // no less regular than a Poisson process
		t.Errorf("the rate is %.1f Hz, want %.1f within %.1f", got, want, band)
	}
}

// The Ornstein-Uhlenbeck process dx/dt = -x/τ + σ·sqrt(2/τ)·xi from x = 1 has, after T, mean e^(-T/τ) and variance
// σ²(1 - e^(-2T/τ)). Geometric Brownian motion dx/dt = μx + σx·xi in the sense of Stratonovich is x(T) = e^(μT + σW(T)).
// Bands are four standard errors.
func TestMomentsOfNoise(t *testing.T) {
	const n = 1500
	for _, method := range []string{"euler", "heun", "milstein", ""} {
		x := diffuse(t, n, "dx/dt = -x/(0.5*second) + 0.8*sqrt(2/(0.5*second))*xi : 1", method)
		mean, variance := moments(x)
		wantMean, wantVariance := math.Exp(-2), 0.64*(1-math.Exp(-4))
		if math.Abs(mean-wantMean) > 4*math.Sqrt(wantVariance/n) || math.Abs(variance-wantVariance) > 4*wantVariance*math.Sqrt(2.0/n) {
			t.Errorf("Ornstein-Uhlenbeck by %q: mean %.4f, want %.4f; variance %.4f, want %.4f", method, mean, wantMean, variance, wantVariance)
		}
	}
	for _, method := range []string{"heun", "milstein", ""} {
		x := diffuse(t, n, "dx/dt = 0.3*x*Hz + 0.5*x*second**-0.5*xi : 1", method)
		for i := range x {
			x[i] = math.Log(x[i])
		}
		mean, variance := moments(x)
		if math.Abs(mean-0.3) > 4*0.5/math.Sqrt(n) || math.Abs(variance-0.25) > 4*0.25*math.Sqrt(2.0/n) {
			t.Errorf("geometric Brownian motion by %q: the logarithm has mean %.4f, want 0.3, and variance %.4f, want 0.25", method, mean, variance)
		}
	}
}
