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

// Models step as GeNN's code does, written out here line by line, in its units: mV, ms, nA or what the model takes.
//
// Source: GeNN 5.1, include/genn/genn/neuronModels.h.
func TestNeuronsOfGeNN(t *testing.T) {
	type state = struct{ v, u, m, h, n, wait float64 }
	for _, c := range []struct {
		name    string
		neurons Neurons
		dt      float64
		start   state
		step    func(s *state) (spiked bool)
	}{
		{"LIF", Neurons{Model: LIF, Set: Values{"t_ref": "2.1 ms", "bias_A": "0.3 nA"}}, 0.1, state{v: -70}, func(s *state) bool { // t_ref counts from the spike, GeNN's from the step behind it
			if s.wait > 0 {
				s.wait--
				return false
			}
			alpha := 0.3*100 - 70.0
			s.v = alpha - math.Exp(-0.1/20)*(alpha-s.v)
			if s.v >= -50 {
				s.v, s.wait = -60, 20
				return true
			}
			return false
		}},
		{"Izhikevich", Neurons{Model: IzhikevichSteps, Set: Values{"bias_A": "10 pA"}}, 1, state{v: -65, u: -13}, func(s *state) bool {
			if s.v >= 30 {
				s.v = -65
				s.u += 8
			}
			s.v += 0.5 * (0.04*s.v*s.v + 5*s.v + 140 - s.u + 10) * 1
			s.v += 0.5 * (0.04*s.v*s.v + 5*s.v + 140 - s.u + 10) * 1
			s.u += 0.02 * (0.2*s.v - s.u) * 1
			s.v = min(s.v, 30)
			return s.v >= 29.99
		}},
		{"IzhikevichVariable", Neurons{Model: IzhikevichSteps, Set: Values{"bias_A": "10 pA"}, Initial: Values{"c": "-50*mV + 0*i*mV", "d": "2*mV/ms"}}, 1, state{v: -65, u: -13}, func(s *state) bool {
			if s.v >= 30 {
				s.v = -50
				s.u += 2
			}
			s.v += 0.5 * (0.04*s.v*s.v + 5*s.v + 140 - s.u + 10) * 1
			s.v += 0.5 * (0.04*s.v*s.v + 5*s.v + 140 - s.u + 10) * 1
			s.u += 0.02 * (0.2*s.v - s.u) * 1
			s.v = min(s.v, 30)
			return s.v >= 29.99
		}},
		{"RulkovMap", Neurons{Model: RulkovMap, Set: Values{"bias_A": "1 nA"}}, 0.5, state{v: -60, u: -60}, func(s *state) bool {
			ip0, ip1, ip2 := 60*60*3.0, 60*-2.468, 60*3+60*-2.468
			switch {
			case s.v <= 0:
				s.u = s.v
				s.v = ip0/(60-s.v-2.64*1) + ip1
			case s.v < ip2 && s.u <= 0:
				s.u = s.v
				s.v = ip2
			default:
				s.u = s.v
				s.v = -60
			}
			return s.v >= ip2-1e-9
		}},
		{"TraubMiles", Neurons{Model: InParts(TraubMiles, 25), Initial: Values{"m": "0.05", "h": "0.6", "n": "0.32"}, Set: Values{"bias_A": "0.3 nA", "C": "143 pF", "g_L": "26.72 nS", "E_L": "-63.563 mV",
			"g_Na": "7.15 uS", "g_K": "1.43 uS", "E_K": "-95 mV", "V_T": "-65 mV", "V_th": "0 mV"}}, 0.1, state{v: -63.563, m: 0.05, h: 0.6, n: 0.32}, traubMiles()},
	} {
		neurons := c.neurons
		neurons.Name, neurons.Size, neurons.Currents = "n", 1, Currents{"bias": Constant}
		s := staged(t, sim.Options{DT: units.Millisecond.Of(c.dt)}, neurons)
		m := s.watch("n")
		const steps = 380
		var want []float64
		now := c.start
		for k := range steps {
			if c.step(&now) {
				want = append(want, float64(k)*c.dt)
			}
		}
		s.run(steps * c.dt)
		got := s.spikes(m).T
		same := slices.EqualFunc(got, want, func(a, b float64) bool { return math.Abs(1e3*a-b) < 1e-6 })
		if !same || len(want) < 2 {
			t.Errorf("%s: spikes at %v s, wanted %v ms", c.name, got, want)
		}
		if v := 1e3 * s.get("n", "v")[0]; math.Abs(v-now.v) > 1e-4 && now.v < 29 {
			t.Errorf("%s: v = %.12g mV, wanted %.12g", c.name, v, now.v)
		}
	}
}

// traubMiles is GeNN's code. It counts a spike where v comes to 0, and no other one for 3 ms.
func traubMiles() func(s *struct{ v, u, m, h, n, wait float64 }) bool {
	return func(s *struct{ v, u, m, h, n, wait float64 }) bool {
		const mdt = 0.1 / 25
		for range 25 {
			current := -(s.m*s.m*s.m*s.h*7.15*(s.v-50) + s.n*s.n*s.n*s.n*1.43*(s.v+95) + 0.02672*(s.v+63.563) - 0.3)
			a := 0.32 * (-52 - s.v) / (math.Exp((-52-s.v)/4) - 1)
			b := 0.28 * (s.v + 25) / (math.Exp((s.v+25)/5) - 1)
			s.m += (a*(1-s.m) - b*s.m) * mdt
			a = 0.128 * math.Exp((-48-s.v)/18)
			b = 4 / (math.Exp((-25-s.v)/5) + 1)
			s.h += (a*(1-s.h) - b*s.h) * mdt
			a = 0.032 * (-50 - s.v) / (math.Exp((-50-s.v)/5) - 1)
			b = 0.5 * math.Exp((-55-s.v)/40)
			s.n += (a*(1-s.n) - b*s.n) * mdt
			s.v += current / 0.143 * mdt
		}
		if s.wait--; s.v > 0 && s.wait <= 0 {
			s.wait = 30
			return true
		}
		return false
	}
}

// A delta current lasts one step: the charge is weight times dt. An exponential one carries weight times tau.
//
// Source: GeNN 5.1, postsynapticModels.h, DeltaCurr, ExpCurr.
func TestChargesOfGeNN(t *testing.T) {
	model := Model{Equations: "dq/dt = I : coulomb", Method: "euler"}
	for current, want := range map[*Current]float64{&DeltaCurrent: 2e-9 * 0.1e-3, &ExponentialCharge: 2e-9 * 5e-3} {
		s := staged(t, sim.Options{}, Source{Name: "s", Size: 1, Kind: Given([]int{0}, units.Second.OfAll(0))}, Neurons{Name: "n", Size: 1, Model: model, Currents: Currents{"c": *current}},
			Connection{From: "s", To: "n", Onto: "c", Weight: Exactly("2 nA")})
		s.run(200)
		q := s.get("n", "q")[0]
		if current == &ExponentialCharge { // Euler's decay, by 1 - dt/tau, is not exp(-dt/tau)
			want *= 5 * (1 - math.Exp(-0.1/5)) / 0.1
		}
		if math.Abs(q/want-1) > 1e-9 {
			t.Errorf("%s: %v C, wanted %v", current.Name, q, want)
		}
	}
}

// Convolutions are those of GeNN's code, line by line.
//
// Source: GeNN 5.1, initSparseConnectivitySnippet.h, Conv2D; initToeplitzConnectivitySnippet.h, AvgPoolConv2D.
func TestConvolutions(t *testing.T) {
	conv2D := func(c Convolution, rows, columns int, add func(i, j, kr, kc, in, out int)) {
		for i := range c.Height * c.Width * c.Channels {
			inRow, inCol, inChan := (i/c.Channels)/c.Width, (i/c.Channels)%c.Width, i%c.Channels
			first := func(at, kernel, limit int) int {
				return min(limit, max(0, 1+int(math.Floor(float64(at+c.Padding-kernel)/float64(c.Stride)))))
			}
			for outRow := first(inRow, c.KernelHeight, rows); outRow < min(rows, max(0, 1+(inRow+c.Padding)/c.Stride)); outRow++ {
				for outCol := first(inCol, c.KernelWidth, columns); outCol < min(columns, max(0, 1+(inCol+c.Padding)/c.Stride)); outCol++ {
					for out := range c.OutChannels {
						add(i, outRow*columns*c.OutChannels+outCol*c.OutChannels+out, inRow-(outRow*c.Stride-c.Padding), inCol-(outCol*c.Stride-c.Padding), inChan, out)
					}
				}
			}
		}
	}
	pooled := func(c Convolution, rows, columns int, add func(i, j, kr, kc, in, out int)) { // of stride 1, without padding: conv_b is (kernel - 1)/2 - … = kernel - 1
		for i := range c.Height * c.Width * c.Channels {
			row, column, channel := (i/c.Channels)/c.Width/c.Pool, (i/c.Channels)%c.Width/c.Pool, i%c.Channels
			for kr := range c.KernelHeight {
				for kc := range c.KernelWidth {
					bh, bw := (c.Height/c.Pool+c.KernelHeight-1-rows)/2, (c.Width/c.Pool+c.KernelWidth-1-columns)/2
					toRow, toColumn := row+kr-bh, column+kc-bw
					for out := range c.OutChannels {
						if toRow >= 0 && toColumn >= 0 && toRow < rows && toColumn < columns {
							add(i, (toRow*columns+toColumn)*c.OutChannels+out, c.KernelHeight-kr-1, c.KernelWidth-kc-1, channel, out)
						}
					}
				}
			}
		}
	}
	for _, c := range []struct {
		of Convolution
		as func(c Convolution, rows, columns int, add func(i, j, kr, kc, in, out int))
	}{
		{Convolution{Height: 5, Width: 6, Channels: 1, KernelHeight: 3, KernelWidth: 3, OutChannels: 1, Stride: 1, Pool: 1}, conv2D},
		{Convolution{Height: 5, Width: 6, Channels: 2, KernelHeight: 3, KernelWidth: 2, OutChannels: 3, Stride: 2, Padding: 1, Pool: 1}, conv2D},
		{Convolution{Height: 6, Width: 8, Channels: 2, KernelHeight: 3, KernelWidth: 3, OutChannels: 2, Stride: 1, Pool: 2}, pooled},
		{Convolution{Height: 4, Width: 4, Channels: 1, KernelHeight: 3, KernelWidth: 3, OutChannels: 1, Stride: 1, Padding: 1, Pool: 1}, pooled},
	} {
		kernel := make([]float64, c.of.KernelHeight*c.of.KernelWidth*c.of.Channels*c.of.OutChannels)
		for k := range kernel {
			kernel[k] = float64(k + 1)
		}
		c.of.Kernel = units.Nanoamp.OfAll(kernel...)
		size, rows, columns := c.of.Size()
		want := map[[2]int]float64{}
		c.as(c.of, rows, columns, func(i, j, kr, kc, in, out int) {
			want[[2]int{i, j}] = float64(((kr*c.of.KernelWidth+kc)*c.of.Channels+in)*c.of.OutChannels + out + 1)
		})
		s := staged(t, sim.Options{}, Source{Name: "s", Size: c.of.Height * c.of.Width * c.of.Channels, Kind: Poisson},
			Neurons{Name: "n", Size: size, Model: clamped, Currents: Currents{"exc": ExponentialCurrent}}, Connection{From: "s", To: "n", Onto: "exc", Rule: c.of.Rule(), Weight: c.of.Weight()})
		i, j, w := s.get("s_n", "i"), s.get("s_n", "j"), s.get("s_n", "w")
		if len(i) != len(want) || size != rows*columns*c.of.OutChannels {
			t.Errorf("%d by %d: %d synapses, wanted %d", rows, columns, len(i), len(want))
		}
		for k := range i {
			if pair := [2]int{int(i[k]), int(j[k])}; math.Abs(want[pair]-1e9*w[k]) > 1e-9 {
				t.Fatalf("%d by %d: from %v to %v: %v nA, wanted %v", rows, columns, i[k], j[k], 1e9*w[k], want[pair])
			}
		}
	}
	wrong := Convolution{Height: 5, Width: 5, KernelHeight: 3, KernelWidth: 3, Kernel: units.Nanoamp.OfAll(1)}
	err := staged(t, sim.Options{}).build(append(pairOf(25, 9), Connection{From: "s", To: "n", Onto: "exc", Rule: wrong.Rule(), Weight: wrong.Weight()})...)
	if want := `components: connection "s_n": rule Convolution: the kernel has 1 weights, wanted 9: height, width, channels of the source, channels of the target`; fmt.Sprint(err) != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}

// pairOf are a source and its target.
func pairOf(pre, post int) []component.Component {
	return []component.Component{Source{Name: "s", Size: pre, Kind: Poisson}, Neurons{Name: "n", Size: post, Model: clamped, Currents: Currents{"exc": ExponentialCurrent}}}
}
