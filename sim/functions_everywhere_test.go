package sim_test

import (
	"fmt"
	"slices"
	"testing"

	"golgi/sim"
	"golgi/units"
)

// Functions of an object can be called in every text about it, whatever kind of object has the text; what runs regularly, and an input,
// may have further ones.
func TestFunctionsReachEveryText(t *testing.T) {
	f := sim.Functions{"half(x)": "x/2", "third(x)": sim.GoFunction{Units: []string{"1"}, Result: "1", Value: func(x ...float64) float64 { return x[0] / 3 }}}
	g := neurons(t, sim.Neurons{Name: "g", Size: 6, Equations: "x : 1\ny : 1\nz : 1\nu : 1", Threshold: "half(i) == 1",
		Events:     []sim.Event{{Name: "odd", Condition: "half(i) > half(4)"}},
		RunOnEvent: []sim.RunOnEvent{{Event: "odd", Code: "u = half(third(12))"}}, Functions: f})
	part := must[*sim.Subgroup](t)(g.Subgroup("part", 2, 6))
	s := synapses(t, sim.Synapse{Name: "s", Source: g, Target: part, Model: "w : 1", OnPre: "w += half(3)", Functions: f, Connect: []sim.Connect{
		{JOf: "k for k in range(int(half(i))) if half(k) < 1", SkipIfInvalid: true}, {I: []int{0}, J: []int{3}, N: "half(4)"}}})
	more := sim.Functions{"both(x)": "half(x) + quarter(x)", "quarter(x)": "half(half(x))", "sixth(x)": sim.GoFunction{Units: []string{"1"}, Result: "1",
		Value: func(x ...float64) float64 { return x[0] / 6 }}}
	of := func(name string, o sim.Object, code string) sim.Object {
		return must[*sim.RunRegularly](t)(sim.NewRunRegularly(sim.Regularly{Name: name, Of: o, Code: code, Functions: more}))
	}
	d := drive(t, sim.Drive{Name: "d", Of: part, Variable: "z", N: 1, Rate: units.Kilohertz.Of(10), Weight: "both(half(i) + scale)", Functions: more,
		Namespace: sim.Namespace{"scale": 2}})
	net := network(t, sim.Options{}, s, of("r", g, "x += both(4) + sixth(third(18))"), of("p", part, "y = half(i)"), of("q", s, "w += quarter(j)"), d)
	check(t, net.Set(part, sim.Set{Variable: "y", Value: "half(4)", Where: "half(i) > 1"}))
	check(t, net.Set(s, sim.Set{Variable: "delay", Value: "half(0.2*ms)", Where: "half(j) >= 1"}))
	found := must[[]int](t)(net.Find(g, sim.Selection{Where: "half(y) == 1"}))
	run(t, net, "0.2 ms")
	for name, c := range map[string]struct{ got, want any }{
		"found": {found, []int{5}},
		"i, j":  {[]any{get(t, net, s, "i"), get(t, net, s, "j")}, []any{[]float64{2, 3, 4, 4, 5, 5, 0, 0}, []float64{0, 0, 0, 1, 0, 1, 3, 3}}},
		"x":     {get(t, net, g, "x"), slices.Repeat([]float64{8}, 6)},
		"y":     {get(t, net, g, "y"), []float64{0, 0, 0, 0.5, 1, 1.5}},
		"z":     {get(t, net, g, "z"), []float64{0, 0, 3, 3.75, 4.5, 5.25}},
		"u":     {get(t, net, g, "u"), []float64{0, 0, 0, 0, 0, 2}},
		"w":     {get(t, net, s, "w"), []float64{3, 0, 0, 0.5, 0, 0.5, 1.5, 1.5}},
		"delay": {get(t, net, s, "delay"), []float64{0, 0, 0, 0, 0, 0, 1e-4, 1e-4}},
	} {
		if fmt.Sprint(c.got) != fmt.Sprint(c.want) {
			t.Errorf("%s: %v, want %v", name, c.got, c.want)
		}
	}
}

func TestMistakesInFurtherFunctions(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "g", Size: 1, Equations: "x : 1", Functions: sim.Functions{"half(x)": "x/2"}})
	for _, c := range []struct {
		functions sim.Functions
		code      string
		want      string
	}{
		{sim.Functions{"half(x)": "x"}, "x = half(1)", `
sim: run_regularly "r": namespace: a function cannot be named "half", which neuron group "g" knows already`},
		{sim.Functions{"x(y)": "y"}, "x = 1", `
sim: run_regularly "r": function x(y): a function cannot be named "x": it is a variable of the equations`},
		{sim.Functions{"f(y)": "half(y, z)"}, "x = f(1)", `
sim: run_regularly "r": function f(y): half takes 1 argument, not 2
  | half(y, z)
  | ^~~~~~~~~~ it is half(x) = x/2`},
		{sim.Functions{"f(y)": "y + z"}, "x = half(f(1))", `
sim: run_regularly "r": function f(y): unknown name "z"
  | y + z
  |     ^ it is no variable here, no constant of the namespace and no unit`},
	} {
		_, err := sim.NewRunRegularly(sim.Regularly{Name: "r", Of: g, Code: c.code, Functions: c.functions})
		expectError(t, c.code, err, c.want)
	}
}

// A function in Go depends on its arguments alone: in the middle of a step, it gets no answer of the network.
func TestFunctionThatAsksItsNetwork(t *testing.T) {
	for _, engine := range sim.Engines() {
		var net *sim.Network
		var asked error
		asks := sim.GoFunction{Units: []string{"1"}, Result: "1", Value: func(x ...float64) float64 {
			_, asked = net.Get(net.Objects()[0], "v")
			return x[0]
		}}
		g := neurons(t, sim.Neurons{Name: "g", Size: 1, Method: "euler", Equations: "dv/dt = -asks(v)/(10*ms) : 1", Functions: sim.Functions{"asks(x)": asks}})
		net = network(t, sim.Options{Engine: engine}, g)
		run(t, net, "1 ms")
		expectError(t, engine, asked, "sim: network: it is in the middle of a step: a GoFunction depends on its arguments alone, and cannot use it")
	}
}
