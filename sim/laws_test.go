package sim_test

import (
	"math"
	"strings"
	"testing"

	"golgi/sim"
	"golgi/units"
)

// A value that a variable cannot have is refused wherever it comes from. (Brian 2.5.1 wraps integers: not followed.)
func TestValuesThatVariablesCannotHave(t *testing.T) {
	group := func(initial ...sim.Set) *sim.NeuronGroup {
		return neurons(t, sim.Neurons{Name: "g", Size: 3, Equations: "k : integer\nx : 1\nv : volt\ntwice = 2*k : integer", Initial: initial})
	}
	poisson := must[*sim.NeuronGroup](t)(sim.NewPoissonGroup(sim.Poisson{Name: "p", Size: 3, Rates: units.Hertz.Of(1)}))
	g := group(sim.Set{Variable: "k", Value: 2147483647})
	for _, c := range []struct {
		of   *sim.NeuronGroup
		set  sim.Set
		want string
	}{
		{g, sim.Set{Variable: "k", Value: 3000000000}, "3000000000 is beyond 32-bit integers, -2147483648 to 2147483647"},
		{g, sim.Set{Variable: "k", Value: []int{1, 2, -3000000000}}, "-3000000000 is beyond 32-bit integers"},
		{g, sim.Set{Variable: "k", Value: "3000000000"}, "k is an integer of 32 bits"},
		{g, sim.Set{Variable: "k", Value: "2147483647 + 1"}, "it is 2147483648"},
		{g, sim.Set{Variable: "k", Value: "100000*100000"}, "it is 10000000000"},
		{g, sim.Set{Variable: "k", Value: "int(1e10)"}, "it is 10000000000"},
		{g, sim.Set{Variable: "k", Value: "2147483647*(i + 1)"}, "of element 1, 4294967294 is beyond 32-bit integers"},
		{g, sim.Set{Variable: "k", Value: "-4611686018427387*1000*2000*i"}, "of element 1, -9223372036854773710848 is beyond"},
		{g, sim.Set{Variable: "k", Value: "twice"}, "of element 0, 4294967294 is beyond"},
		{g, sim.Set{Variable: "k", Value: "int(1e10*i)", Where: "i == 2"}, "of element 2, 20000000000 is beyond"},
		{g, sim.Set{Variable: "k", Value: "int(1e10*i)", Index: []int{0, 2}}, "of element 2, 20000000000 is beyond"},
		{g, sim.Set{Variable: "k", Value: "i // 0"}, "division by zero"},
		{g, sim.Set{Variable: "x", Value: math.NaN()}, "is NaN, which is no number"},
		{g, sim.Set{Variable: "v", Value: units.Volt.Of(math.NaN())}, "is NaN, which is no number"},
		{g, sim.Set{Variable: "x", Value: []float64{1, math.NaN(), 2}}, "NaN is no number"},
		{g, sim.Set{Variable: "v", Value: units.Volt.OfAll(1, math.NaN(), 2)}, "NaN is no number"},
		{poisson, sim.Set{Variable: "rates", Value: units.Hertz.Of(-1)}, "-1 Hz is not a rate of 0 Hz or more"},
		{poisson, sim.Set{Variable: "rates", Value: []float64{1, 2, -3}}, "-3 Hz is not a rate of 0 Hz or more"},
		{poisson, sim.Set{Variable: "rates", Value: "(1 - i)*Hz"}, "of element 2, -1 Hz is not a rate of 0 Hz or more"},
		{poisson, sim.Set{Variable: "rates", Value: "inf*Hz"}, "+Inf Hz is not a rate of 0 Hz or more"},
	} {
		net := network(t, sim.Options{}, c.of)
		if err := net.Set(c.of, c.set); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: got %v, want … %s …", c.set, err, c.want)
		}
		if c.of != g || c.set.Value == "twice" {
			continue
		}
		made, err := sim.NewNeuronGroup(sim.Neurons{Name: "g", Size: 3, Equations: "k : integer\nx : 1\nv : volt\ntwice = 2*k : integer",
			Initial: []sim.Set{c.set}})
		if err == nil {
			err = must[*sim.Network](t)(sim.NewNetwork(sim.Options{})).Add(made)
		}
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("initial %v: got %v, want … %s …", c.set, err, c.want)
		}
	}
	net := network(t, sim.Options{}, g)
	check(t, net.Set(g, sim.Set{Variable: "k", Value: "2000000000*i", Where: "i < 2"}))
	check(t, net.Set(g, sim.Set{Variable: "x", Value: math.Inf(1)}))
	if got := get(t, net, g, "k"); got[1] != 2e9 || got[2] != math.MaxInt32 {
		t.Errorf("k is %v", got)
	}
}

func TestConstantsThatCannotBeMeant(t *testing.T) {
	for name, c := range map[string]struct {
		value any
		want  string
	}{
		"tau": {units.Millisecond.Of(math.NaN()), `namespace: "tau" is NaN, which is no number`},
		"x":   {math.NaN(), `namespace: "x" is NaN, which is no number`},
		"k":   {1<<53 + 1, `namespace: "k" = 9007199254740993 is beyond the integers that are exact, ±2^53`},
		"l":   {int64(-1<<53 - 1), `namespace: "l" = -9007199254740993 is beyond`},
	} {
		_, err := sim.NewNeuronGroup(sim.Neurons{Name: "g", Size: 1, Equations: "v : 1", Namespace: sim.Namespace{name: c.value}})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s = %v: got %v, want … %s", name, c.value, err, c.want)
		}
	}
	for _, reset := range []string{"k = 3000000000", "k = -2147483649"} {
		_, err := sim.NewNeuronGroup(sim.Neurons{Name: "g", Size: 1, Equations: "k : integer", Threshold: "True", Reset: reset})
		if err == nil || !strings.Contains(err.Error(), "k is an integer of 32 bits, from -2147483648 to 2147483647") {
			t.Errorf("%s: %v", reset, err)
		}
	}
}
