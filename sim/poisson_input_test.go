package sim_test

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"testing"

	"golgi/sim"
	"golgi/units"
)

func drive(t testing.TB, spec sim.Drive) *sim.PoissonInput {
	t.Helper()
	return must[*sim.PoissonInput](t)(sim.NewPoissonInput(spec))
}

// With a rate of 1/dt each step has N events. Source of all numbers: Brian 2 2.5.1, testdata/poisson_input.py.
func TestCertainEventsOfPoissonInputs(t *testing.T) {
	var want map[string][][]float64
	check(t, json.Unmarshal(must[[]byte](t)(os.ReadFile("testdata/poisson_input.json")), &want))
	group := neurons(t, sim.Neurons{Name: "G", Size: 4, Method: "euler",
		Equations: "dv/dt = -v/(2*ms) : volt (unless refractory)\ng : 1\nw : 1\nn : integer\ns : volt",
		Threshold: "v > 20*mV", Reset: "v = 0*mV", Refractory: "0.35 ms", Initial: []sim.Set{{Variable: "w", Value: "1 + 0.5*i"}}})
	part := must[*sim.Subgroup](t)(group.Subgroup("part", 1, 3))
	certain := units.Kilohertz.Of(10)
	names := []string{"v", "g", "w", "n", "s"}
	for _, engine := range sim.Engines() {
		monitor := stateMonitor(t, sim.Recording{Name: "M", Of: group, Variables: names})
		net := network(t, sim.Options{Engine: engine}, monitor)
		for k, spec := range []sim.Drive{
			{Of: group, Variable: "v", N: 3, Rate: certain, Weight: units.Millivolt.Of(0.7)},
			{Of: group, Variable: "g", N: 5, Rate: certain, Weight: "w*(1 + t/each)", Namespace: sim.Namespace{"each": millisecondsOf(1)}},
			{Of: part, Variable: "g", N: 2, Rate: certain, Weight: "-0.5 + 0.1*i"},
			{Of: group, Variable: "n", N: 4, Rate: certain, Weight: "2 + i"},
			{Of: group, Variable: "w", N: 1, Rate: units.Hertz.Of(0), Weight: 100.0},
			{Of: group, Variable: "s", N: 1, Rate: certain, Weight: "0.1*v", When: "end", Order: 1},
		} {
			spec.Name = fmt.Sprintf("input_%d", k)
			check(t, net.Add(drive(t, spec)))
		}
		run(t, net, "3 ms")
		for _, trace := range must[sim.Traces](t)(net.Traces(monitor)).Variables {
			for i, row := range want[trace.Name] {
				for k, x := range row {
					if got := trace.Values[4*k+i]; math.Abs(got-x) > 1e-12*math.Abs(x) {
						t.Fatalf("%s: %s of neuron %d in step %d is %v, want %v", engine, trace.Name, i, k, got, x)
					}
				}
			}
		}
	}
}

// Counts have the mean and the variance of the binomial distribution, also where the normal one stands for it, and are the same on all
// engines. Bands: 5 standard errors.
func TestCountsOfPoissonInputs(t *testing.T) {
	const size, steps = 1000, 100
	for _, c := range []struct {
		n    int
		rate float64 // Hz
	}{{1, 5}, {100, 20}, {1000, 2}, {1000, 500}, {50, 9500}, {1 << 40, 1e-3}, {1 << 40, 4000}} {
		group := neurons(t, sim.Neurons{Name: "G", Size: size, Equations: "x : 1"})
		input := drive(t, sim.Drive{Name: "P", Of: group, Variable: "x", N: c.n, Rate: units.Hertz.Of(c.rate), Weight: 1.0})
		var counts []float64
		for _, engine := range sim.Engines() {
			net := network(t, sim.Options{Seed: 3, Engine: engine}, input)
			check(t, net.Run(t.Context(), millisecondsOf(0.1*steps)))
			got := get(t, net, group, "x")
			if counts != nil && !slices.Equal(got, counts) {
				t.Errorf("N = %d, %v Hz: other counts on engine %s", c.n, c.rate, engine)
			}
			counts = got
		}
		p := c.rate * 1e-4
		mean, variance := meanAndVariance(counts)
		wantMean, wantVariance := steps*float64(c.n)*p, steps*float64(c.n)*p*(1-p)
		kurtosis := 1 / wantVariance // of a binomial count, at most
		if math.Abs(mean-wantMean) > 5*math.Sqrt(wantVariance/size) {
			t.Errorf("N = %d, %v Hz: %v events a neuron, want %v", c.n, c.rate, mean, wantMean)
		}
		if math.Abs(variance/wantVariance-1) > 5*math.Sqrt((2+kurtosis)/size) {
			t.Errorf("N = %d, %v Hz: variance %v, want %v", c.n, c.rate, variance, wantVariance)
		}
	}
}

// Two inputs of one group draw numbers of their own, and a part of a group those that the whole would.
func TestPoissonInputsAreIndependent(t *testing.T) {
	group := neurons(t, sim.Neurons{Name: "G", Size: 500, Equations: "x : 1\ny : 1\nz : 1"})
	part := must[*sim.Subgroup](t)(group.Subgroup("part", 100, 400))
	spec := sim.Drive{Name: "P", Of: group, Variable: "x", N: 100, Rate: units.Hertz.Of(100), Weight: 1.0}
	other := spec
	other.Name, other.Variable = "Q", "y"
	net := network(t, sim.Options{}, drive(t, spec), drive(t, other))
	run(t, net, "10 ms")
	x, y := get(t, net, group, "x"), get(t, net, group, "y")
	if r := correlation(x, y); math.Abs(r) > 5/math.Sqrt(500) {
		t.Errorf("two inputs have correlation %v", r)
	}
	spec.Of, spec.Variable = part, "z"
	net = network(t, sim.Options{}, drive(t, spec))
	run(t, net, "10 ms")
	z := get(t, net, group, "z")
	if !slices.Equal(z[100:400], x[100:400]) || z[0] != 0 || z[400] != 0 {
		t.Error("a part of the group has other numbers")
	}
}

func TestMistakesInPoissonInputs(t *testing.T) {
	group := neurons(t, sim.Neurons{Name: "G", Size: 3, Namespace: sim.Namespace{"tau": millisecondsOf(1)},
		Equations: "dv/dt = -v/tau : volt\nk : 1 (constant)\ns : 1 (shared)\nb : boolean\nn : integer\nf = 2*v : volt"})
	for _, c := range []struct {
		what     string
		mistaken func(*sim.Drive)
		want     string
	}{
		{"no name", func(s *sim.Drive) { s.Name = "" }, `
sim: Poisson input "": a name begins with a letter and has letters, digits and underscores`},
		{"no group", func(s *sim.Drive) { s.Of = nil }, `
sim: Poisson input "P": Of must say which neurons receive it`},
		{"no variable", func(s *sim.Drive) { s.Variable = "" }, `
sim: Poisson input "P": Variable: neuron group "G": set: Variable must name what to set`},
		{"an unknown variable", func(s *sim.Drive) { s.Variable = "u" }, `
sim: Poisson input "P": Variable: neuron group "G" has no variable "u"; there are: v, k, s, b, n, f`},
		{"a subexpression", func(s *sim.Drive) { s.Variable = "f" }, `
sim: Poisson input "P": Variable: neuron group "G": "f" cannot be set: it is a subexpression`},
		{"a constant", func(s *sim.Drive) { s.Variable = "k" }, `
sim: Poisson input "P": "k" of neuron group "G" cannot be added to in each step: it is flagged (constant)`},
		{"a shared variable", func(s *sim.Drive) { s.Variable = "s" }, `
sim: Poisson input "P": "s" of neuron group "G" cannot be added to in each step: it is flagged (shared)`},
		{"a boolean", func(s *sim.Drive) { s.Variable = "b" }, `
sim: Poisson input "P": "b" of neuron group "G" cannot be added to in each step: it is a boolean`},
		{"no trains", func(s *sim.Drive) { s.N = 0 }, `
sim: Poisson input "P": N = 0 is not a number of trains from 1 to 2^53`},
		{"a rate without unit", func(s *sim.Drive) { s.Rate = units.Quantity{} }, `
sim: Poisson input "P": 0 is not a rate of 0 Hz or more`},
		{"a negative rate", func(s *sim.Drive) { s.Rate = units.Hertz.Of(-2) }, `
sim: Poisson input "P": -2 Hz is not a rate of 0 Hz or more`},
		{"a rate of more than one event in a step", func(s *sim.Drive) { s.Rate = units.Kilohertz.Of(10.1) }, `
sim: Poisson input "P": a rate of 10.1 kHz is more than one event in each step of 0.1 ms; take a smaller step size, or a larger N`},
		{"no weight", func(s *sim.Drive) { s.Weight = nil }, `
sim: Poisson input "P": set "v": value of type <nil>; give a string (an expression), a units.Quantity, a number, a bool, or an array of them`},
		{"a weight of another unit", func(s *sim.Drive) { s.Weight = 2.0 }, `
sim: Poisson input "P": "v" has unit V, but 2 has none; give a quantity such as units.MustParse("1 V")`},
		{"a text of another unit", func(s *sim.Drive) { s.Weight = "2*nA" }, `
sim: Poisson input "P": value of v: v has unit V, but the expression has A
  | 2*nA
  | ^~~~`},
		{"a float for an integer", func(s *sim.Drive) { s.Variable, s.Weight = "n", "0.5" }, `
sim: Poisson input "P": value of n: n is an integer, but 0.5 is a float
  | 0.5
  | ^~~ write n = int(0.5)`},
		{"a name that the group has", func(s *sim.Drive) { s.Namespace = sim.Namespace{"tau": 1.0} }, `
sim: Poisson input "P": namespace: a constant cannot be named "tau", which neuron group "G" knows already`},
		{"an unknown slot", func(s *sim.Drive) { s.When = "synapse" }, `
sim: Poisson input "P": unknown slot "synapse"; before_ and after_ may stand before a slot; there are start, groups, thresholds, synapses, resets, end; did you mean "synapses"?`},
		{"none", func(*sim.Drive) {}, `no error`},
	} {
		spec := sim.Drive{Name: "P", Of: group, Variable: "v", N: 10, Rate: units.Hertz.Of(5), Weight: mV(1)}
		c.mistaken(&spec)
		in, err := sim.NewPoissonInput(spec)
		if err == nil {
			err = network(t, sim.Options{}).Add(in)
		}
		expectError(t, c.what, err, c.want)
	}
}

// An input to neurons that are picked reaches these, each with the numbers that it has in the whole group.
func TestPoissonInputToPickedNeurons(t *testing.T) {
	group := neurons(t, sim.Neurons{Name: "G", Size: 6, Equations: "x : 1\ny : 1"})
	picked := must[*sim.Subgroup](t)(group.Pick("picked", []int{0, 2, 5}))
	spec := sim.Drive{Name: "P", Of: group, Variable: "x", N: 100, Rate: units.Hertz.Of(100), Weight: 1.0}
	net := network(t, sim.Options{}, drive(t, spec))
	run(t, net, "10 ms")
	all := get(t, net, group, "x")
	spec.Of, spec.Variable, spec.Weight = picked, "y", "1 + 0*i"
	net = network(t, sim.Options{}, drive(t, spec))
	run(t, net, "10 ms")
	if got, want := get(t, net, group, "y"), []float64{all[0], 0, all[2], 0, 0, all[5]}; !slices.Equal(got, want) {
		t.Errorf("events %v, want %v", got, want)
	}
}
