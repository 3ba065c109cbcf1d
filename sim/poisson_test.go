package sim_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"golgi/sim"
	"golgi/units"
)

func poisson(t testing.TB, spec sim.Poisson) *sim.NeuronGroup {
	t.Helper()
	return must[*sim.NeuronGroup](t)(sim.NewPoissonGroup(spec))
}

// Rates of 0 and 1/dt leave nothing to chance. Source of all numbers: Brian 2 2.5.1, the same objects.
func TestCertainSpikesOfAPoissonGroup(t *testing.T) {
	group := poisson(t, sim.Poisson{Name: "P", Size: 4, Rates: "certain*int((t_in_timesteps + i) % 3 == 0)*(i < N - 1)",
		Namespace: sim.Namespace{"certain": units.Kilohertz.Of(10)}})
	part := must[*sim.Subgroup](t)(group.Subgroup("part", 1, 4))
	target := neurons(t, sim.Neurons{Name: "G", Size: 3, Equations: "x : 1\ny : 1", Threshold: "x > 2", Reset: "x = 0"})
	syn := synapses(t, sim.Synapse{Name: "S", Source: part, Target: target, OnPre: "x_post += 1\ny_post += rates_pre/kHz",
		Connect: []sim.Connect{{Condition: "i == j"}}})
	all, some := spikeMonitor(t, "all", group), spikeMonitor(t, "some", part)
	rate := must[*sim.PopulationRateMonitor](t)(sim.NewPopulationRateMonitor(sim.Recording{Name: "rate", Of: part}))
	trace := stateMonitor(t, sim.Recording{Name: "trace", Of: group, Variables: []string{"rates"}, Record: []int{0, 2},
		Every: millisecondsOf(0.2)})
	net := network(t, sim.Options{}, target, syn, all, some, rate, trace)
	run(t, net, "0.8 ms")
	if i := spikes(t, net, all).I; !slices.Equal(i, []int32{0, 2, 1, 0, 2, 1, 0, 2}) {
		t.Errorf("spikes of %v", i)
	}
	if i := spikes(t, net, some).I; !slices.Equal(i, []int32{1, 0, 1, 0, 1}) {
		t.Errorf("spikes of %v in the part", i)
	}
	const third = 1 / (3 * 1e-4)
	rates := must[sim.Rates](t)(net.Rates(rate)).Rate
	if want := []float64{0, third, third, 0, third, third, 0, third}; !equalWithin(rates, want, 1e-12) {
		t.Errorf("rates %v, want %v", rates, want)
	}
	traced := must[sim.Traces](t)(net.Traces(trace)).Variables[0]
	if want := []float64{1e4, 0, 0, 0, 0, 1e4, 1e4, 0}; traced.Unit != "Hz" || !slices.Equal(traced.Values, want) {
		t.Errorf("rates %v %s, want %v", traced.Values, traced.Unit, want)
	}
	for name, want := range map[string][]float64{"x": {2, 3, 0}, "y": {20, 30, 0}} {
		if got := get(t, net, target, name); !slices.Equal(got, want) {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}
}

func equalWithin(got, want []float64, tolerance float64) bool {
	return slices.EqualFunc(got, want, func(x, y float64) bool { return math.Abs(x-y) <= tolerance*math.Abs(y) })
}

// A PoissonGroup draws the numbers of a NeuronGroup with its threshold, on every engine.
func TestPoissonGroupIsANeuronGroup(t *testing.T) {
	const rates = "(1 + sin(2*pi*t/(50*ms)))*(i + 1)*5*Hz"
	spelled := neurons(t, sim.Neurons{Name: "P", Size: 40, Equations: "rates = " + rates + " : Hz",
		Threshold: "rand() < rates*dt"})
	var want sim.Spikes
	for _, group := range []*sim.NeuronGroup{spelled, poisson(t, sim.Poisson{Name: "P", Size: 40, Rates: rates})} {
		for _, engine := range sim.Engines() {
			monitor := spikeMonitor(t, "M", group)
			net := network(t, sim.Options{Seed: 5, Engine: engine}, group, monitor)
			run(t, net, "100 ms")
			got := spikes(t, net, monitor)
			if want.T == nil {
				want = got
			}
			if len(got.T) < 100 || !slices.Equal(got.I, want.I) || !slices.Equal(got.T, want.T) {
				t.Errorf("%s on engine %s: %d spikes, want the %d of a neuron group",
					group, engine, len(got.T), len(want.T))
			}
		}
	}
}

func TestExplainOfAPoissonGroup(t *testing.T) {
	group := poisson(t, sim.Poisson{Name: "P", Size: 40, Rates: "(i + 1)*5*Hz"})
	text := network(t, sim.Options{}, group).Explain()
	want := "\nPoisson group \"P\": 40 neurons, dt = 0.1 ms\n  rates = (i + 1)*5*Hz : Hz\n"
	if !strings.Contains(text, want) {
		t.Errorf("no %q in\n%s", want, text)
	}
}

// Counts of a neuron in n steps of probability p have mean n·p and variance n·p·(1-p). Bands: 5 standard errors.
func TestCountsOfPoissonGroups(t *testing.T) {
	const size, seconds, dt = 2000, 1, 1e-3
	step := units.Second.Of(dt)
	each := make([]float64, size)
	for i := range each {
		each[i] = 40
	}
	for _, c := range []struct {
		name  string
		rates any
		rate  float64 // Hz, the mean over time
	}{
		{"one rate for all", units.Hertz.Of(40), 40},
		{"a rate for each", each, 40},
		{"a rate for each, with a unit", units.Hertz.OfAll(each...), 40},
		{"on half the time", "80*Hz*int(t < 0.5*second)", 40},
		{"no spikes", units.Hertz.Of(0), 0},
	} {
		group := poisson(t, sim.Poisson{Name: "P", Size: size, Rates: c.rates, DT: step})
		monitor := spikeMonitor(t, "M", group)
		net := network(t, sim.Options{Seed: 2}, group, monitor)
		run(t, net, "1 s")
		counts := make([]float64, size)
		for _, i := range spikes(t, net, monitor).I {
			counts[i]++
		}
		mean, variance := meanAndVariance(counts)
		want := c.rate * seconds
		band := want * (1 - c.rate*dt) // a little more than the variance where the rate changes
		if math.Abs(mean-want) > 5*math.Sqrt(band/size) {
			t.Errorf("%s: %v spikes a neuron, want %v", c.name, mean, want)
		}
		if c.rate > 0 && math.Abs(variance/band-1) > 5*math.Sqrt(2.0/size)+c.rate*dt {
			t.Errorf("%s: variance %v, want %v", c.name, variance, band)
		}
		r := correlation(counts, append(slices.Clone(counts[1:]), counts[0]))
		if c.rate > 0 && math.Abs(r) > 5/math.Sqrt(size) {
			t.Errorf("%s: neighbours have correlation %v", c.name, r)
		}
	}
}

func meanAndVariance(x []float64) (mean, variance float64) {
	for _, v := range x {
		mean += v / float64(len(x))
	}
	for _, v := range x {
		variance += (v - mean) * (v - mean) / float64(len(x)-1)
	}
	return mean, variance
}

// Rates that are values can be set while the network stands.
func TestSettingRates(t *testing.T) {
	group := poisson(t, sim.Poisson{Name: "P", Size: 10, Rates: units.Hertz.Of(0)})
	monitor := spikeMonitor(t, "M", group)
	net := network(t, sim.Options{}, group, monitor)
	run(t, net, "1 ms")
	check(t, net.Set(group, sim.Set{Variable: "rates", Value: units.Kilohertz.Of(10), Index: []int{3}}))
	run(t, net, "1 ms")
	if got := spikes(t, net, monitor); len(got.I) != 10 || slices.Max(got.I) != 3 || slices.Min(got.I) != 3 {
		t.Errorf("spikes of %v, want ten of neuron 3", got.I)
	}
}

func TestMistakesInPoissonGroups(t *testing.T) {
	for _, c := range []struct {
		what     string
		mistaken func(*sim.Poisson)
		want     string
	}{
		{"no name", func(s *sim.Poisson) { s.Name = "" }, `
sim: Poisson group "": a name begins with a letter and has letters, digits and underscores`},
		{"no size", func(s *sim.Poisson) { s.Size = 0 }, `
sim: Poisson group "P": size 0 is not between 1 and 1073741824`},
		{"a step size", func(s *sim.Poisson) { s.DT = mV(1) }, `
sim: Poisson group "P": step size 1 mV is not a positive time`},

		{"no rates", func(s *sim.Poisson) { s.Rates = nil }, `
sim: Poisson group "P": rates of type <nil>; give a units.Quantity, a string or an array`},
		{"a rate without unit", func(s *sim.Poisson) { s.Rates = 5.0 }, `
sim: Poisson group "P": rates of type float64; give a units.Quantity, a string or an array`},
		{"a rate that is none", func(s *sim.Poisson) { s.Rates = mV(5) }, `
sim: Poisson group "P": 5 mV is not a rate of 0 Hz or more`},
		{"a negative rate", func(s *sim.Poisson) { s.Rates = []float64{1, 2, -3} }, `
sim: Poisson group "P": -3 Hz is not a rate of 0 Hz or more`},
		{"an infinite rate", func(s *sim.Poisson) { s.Rates = units.Hertz.Of(math.Inf(1)) }, `
sim: Poisson group "P": inf Hz is not a rate of 0 Hz or more`},
		{"too few rates", func(s *sim.Poisson) { s.Rates = units.Hertz.OfAll(1, 2) }, `
sim: Poisson group "P": 2 rates for 3 neurons`},

		{"a text that does not parse", func(s *sim.Poisson) { s.Rates = "5*Hz*" }, `
sim: Poisson group "P": rates: a value is missing after "*"
  | 5*Hz*
  |      ^`},
		{"more than an expression", func(s *sim.Poisson) { s.Rates = "5*Hz : Hz\nx : 1" }, `
sim: Poisson group "P": rates, line 1: ":" cannot stand here
  | 5*Hz : Hz
  |      ^`},
		{"a text of another unit", func(s *sim.Poisson) { s.Rates = "5*mV" }, `
sim: Poisson group "P": rates: rates has unit Hz, but the expression has V
  | 5*mV
  | ^~~~`},
		{"a text with an unknown name", func(s *sim.Poisson) { s.Rates = "rate*Hz" }, `
sim: Poisson group "P": rates: unknown name "rate"
  | rate*Hz
  | ^~~~ did you mean "rates"?`},
		{"a condition", func(s *sim.Poisson) { s.Rates = "t > 5*ms" }, `
sim: Poisson group "P": rates: rates is a float, but t > 5*ms is a condition
  | t > 5*ms
  | ^~~~~~~~ write rates = int(t > 5*ms)`},
		{"a rate of itself", func(s *sim.Poisson) { s.Rates = "2*rates" }, `
sim: Poisson group "P": rates: "rates" refers to itself: rates -> rates
  | 2*rates
  | ^~~~~~~`},
		{"a random rate", func(s *sim.Poisson) { s.Rates = "rand()*Hz" }, `
sim: Poisson group "P": rates: the subexpression "rates" would draw other random numbers at every use
  | rand()*Hz
  | ^~~~~~~~~ flag it (constant over dt), or draw them where they are used`},
		{"a constant of that name", func(s *sim.Poisson) { s.Namespace = sim.Namespace{"rates": units.Hertz.Of(1)} }, `
sim: Poisson group "P": namespace: a constant cannot be named "rates": it is a variable of the equations`},
	} {
		spec := sim.Poisson{Name: "P", Size: 3, Rates: units.Hertz.Of(5)}
		c.mistaken(&spec)
		_, err := sim.NewPoissonGroup(spec)
		expectError(t, c.what, err, c.want)
	}
}

// A rate that a text makes negative is 0, with one warning; the same numbers on all engines. Brian 2 is silent.
func TestNegativeRates(t *testing.T) {
	for _, c := range []struct {
		what  string
		rates any
		want  string
	}{
		{"of some neurons", "(i - 2)*1e4*Hz", `Poisson group "P": the rate of neuron 0 was -20 kHz; a negative rate counts as 0`},
		{"for a moment", "(1 - 2*int(t_in_timesteps == 1500 and i == 1))*1e4*Hz", `Poisson group "P": the rate of neuron 1 was -10 kHz; a negative rate counts as 0`},
		{"never", "i*1e4*Hz", ""},
		{"values", units.Hertz.Of(20), ""},
	} {
		for _, engine := range sim.Engines() {
			var told []string
			group := poisson(t, sim.Poisson{Name: "P", Size: 4, Rates: c.rates})
			monitor := spikeMonitor(t, "M", group)
			net := network(t, sim.Options{Engine: engine, Warn: func(text string) { told = append(told, text) }}, group, monitor)
			run(t, net, "250 ms")
			run(t, net, "1 ms")
			if !slices.Equal(told, net.Warnings()) || strings.Join(told, "\n") != c.want {
				t.Errorf("%s, engine %s: warnings %q, want %q once", c.what, engine, told, c.want)
			}
			for k, i := range spikes(t, net, monitor).I {
				if c.what == "of some neurons" && i < 3 || c.what == "for a moment" && i == 1 && math.Abs(spikes(t, net, monitor).T[k]-0.15) < 1e-5 {
					t.Fatalf("%s: neuron %d spiked", c.what, i)
				}
			}
		}
	}
}

// A rate that is NaN ends the run, also where it was so for a step only; a constant rate below 0 is refused.
func TestRatesThatAreNone(t *testing.T) {
	for _, rates := range []string{"sqrt(i - 2.0)*Hz", "log(2 - 1.0*(t_in_timesteps == 700)*3*(i == 0))*Hz"} {
		group := poisson(t, sim.Poisson{Name: "P", Size: 4, Rates: rates})
		err := network(t, sim.Options{}, group).Run(t.Context(), millisecondsOf(100))
		expectError(t, rates, err, `sim: Poisson group "P": the rate of neuron 0 was NaN, which is no number`)
		check(t, network(t, sim.Options{AllowNaN: true}, group).Run(t.Context(), millisecondsOf(100)))
	}
	_, err := sim.NewPoissonGroup(sim.Poisson{Name: "P", Size: 4, Rates: "-r*(3 + 2)", Namespace: sim.Namespace{"r": units.Hertz.Of(4)}})
	expectError(t, "a constant", err, `sim: Poisson group "P": -20 Hz is not a rate of 0 Hz or more`)
}

// Synapses may write rates that are values; then they are looked at in each step, and otherwise once before a run.
func TestRatesThatSynapsesWrite(t *testing.T) {
	group := poisson(t, sim.Poisson{Name: "P", Size: 2, Rates: units.Hertz.OfAll(0, 0)})
	net := network(t, sim.Options{Warn: func(string) {}}, group)
	if text := net.Explain(); !strings.Contains(text, "before each run, since nothing changes it within\n  P_chance: 14 instructions\n  P_rates") {
		t.Errorf("rates that nobody writes are looked at in each step:\n%s", text)
	}
	clock := generator(t, sim.SpikeGenerator{Name: "C", Trains: []units.Array{units.Millisecond.OfAll(1, 2)}})
	check(t, net.Add(synapses(t, sim.Synapse{Name: "S", Source: clock, Target: group, OnPre: "rates_post = (3*int(t < 1.5*ms) - 2)*(j + 1)*Hz",
		Connect: []sim.Connect{{}}})))
	run(t, net, "3 ms")
	if got := net.Warnings(); !slices.Equal(got, []string{`Poisson group "P": the rate of neuron 0 was -2 Hz; a negative rate counts as 0`}) {
		t.Errorf("warnings %q", got)
	}
}
