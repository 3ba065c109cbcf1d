package sim_test

import (
	"slices"
	"testing"

	"golgi/sim"
	"golgi/units"
)

// A group whose texts all call functions gives the bits of one in which these are written out.
func TestFunctionsAreWrittenOut(t *testing.T) {
	called := sim.Neurons{Name: "g", Size: 5, Threshold: "above(v, vt)", Reset: "v = scaled(vr, 1)\nw = shift(w)", Refractory: "ms*(1 + double(i))",
		Equations: "dv/dt = leak(v, El, tau) + w/ms : volt (unless refractory)\ndw/dt = leak(w, 0*mV, 2*tau) : volt\nr = shift(v) : volt",
		Namespace: sim.Namespace{"El": units.MustParse("-49 mV"), "vt": units.MustParse("-50 mV"), "vr": units.MustParse("-60 mV"), "tau": millisecondsOf(10)},
		Functions: sim.Functions{"leak(x, El, t0)": "(El - x)/t0", "above(x, y)": "x > y", "double(n)": "2*n", "shift(v)": "v + scaled(mV, double(2))",
			"scaled(x, k)": "x*k"},
		Initial: []sim.Set{{Variable: "v", Value: "scaled(El, 1 + 0.01*i)"}, {Variable: "w", Value: "double(v) + 100*mV", Where: "above(v, -49.5*mV)"}}}
	plain := called
	plain.Functions = nil
	plain.Threshold, plain.Reset, plain.Refractory = "v > vt", "v = vr*1\nw = w + mV*(2*2)", "ms*(1 + 2*i)"
	plain.Equations = "dv/dt = (El - v)/tau + w/ms : volt (unless refractory)\ndw/dt = (0*mV - w)/(2*tau) : volt\nr = v + mV*(2*2) : volt"
	plain.Initial = []sim.Set{{Variable: "v", Value: "El*(1 + 0.01*i)"}, {Variable: "w", Value: "2*v + 100*mV", Where: "v > -49.5*mV"}}
	var all [2][]float64
	for k, spec := range []sim.Neurons{called, plain} {
		group := neurons(t, spec)
		if group.Method() != "exact" {
			t.Errorf("the method is %q, want exact: integrators see through functions", group.Method())
		}
		net := network(t, sim.Options{}, group)
		run(t, net, "20 ms")
		all[k] = slices.Concat(get(t, net, group, "v"), get(t, net, group, "w"), get(t, net, group, "r"), get(t, net, group, "lastspike"))
	}
	if !slices.Equal(all[0], all[1]) {
		t.Errorf("with functions\n%v, without\n%v", all[0], all[1])
	}
}

// Synapses, Poisson groups and Set call functions as well.
func TestWhereFunctionsAreCalled(t *testing.T) {
	f := sim.Functions{"half(x)": "x/2"}
	poisson := must[*sim.NeuronGroup](t)(sim.NewPoissonGroup(sim.Poisson{Name: "p", Size: 4, Rates: "half(i*2*Hz)", Functions: f}))
	syn := synapses(t, sim.Synapse{Name: "s", Source: poisson, Target: poisson, Model: "w : 1\nu = half(w) : 1", OnPre: "w += half(rates_post/Hz)",
		Delay: "half(ms)", Connect: []sim.Connect{{Condition: "half(i) == j", Probability: "half(2)"}}, Functions: f,
		Initial: []sim.Set{{Variable: "w", Value: "half(i + 1)"}}})
	net := network(t, sim.Options{}, syn)
	if got := get(t, net, syn, "u"); !slices.Equal(got, []float64{0.25, 0.75}) {
		t.Errorf("u = %v", got)
	}
	check(t, net.Set(syn, sim.Set{Variable: "w", Value: "half(j)"}))
	if got := get(t, net, syn, "w"); !slices.Equal(got, []float64{0, 0.5}) {
		t.Errorf("w = %v", got)
	}
	if got := get(t, net, poisson, "rates"); !slices.Equal(got, []float64{0, 1, 2, 3}) {
		t.Errorf("rates = %v", got)
	}
}

func TestMistakesInFunctions(t *testing.T) {
	for _, c := range []struct {
		what, equations string
		functions       sim.Functions
		want            string
	}{
		{"a unit at a call", "x = f(v, 2) : volt\nv : volt", sim.Functions{"f(x, y)": "x + y"}, `
sim: neuron group "g": equations, line 1: cannot add V to a number without unit
  | x = f(v, 2) : volt
  |          ^ 2 has no unit; write 2*mV; in f(x, y) = x + y`},
		{"a unit within a body", "x = f(v) : volt\nv : volt", sim.Functions{"f(x)": "exp(x) + x*k", "g(x)": "f(x)/2"}, `
sim: neuron group "g": equations, line 1: exp needs a number without unit
  | x = f(v) : volt
  |       ^ v has unit V; v/x would have no unit; in f(x) = exp(x) + x*k`},
		{"too few arguments", "x = f(1) : 1", sim.Functions{"f(x, y)": "x + y"}, `
sim: neuron group "g": equations: f takes 2 arguments, not 1
  | x = f(1) : 1
  |     ^~~~ it is f(x, y) = x + y`},
		{"no call", "x = 2*f : 1", sim.Functions{"f(x, y)": "x + y"}, `
sim: neuron group "g": equations: "f" is a function
  | x = 2*f : 1
  |       ^ write f(x, y)`},
		{"a misspelt function", "x = halv(2) : 1", sim.Functions{"half(x)": "x/2"}, `
sim: neuron group "g": equations: unknown function "halv"
  | x = halv(2) : 1
  |     ^~~~ did you mean "half"?`},
		{"random numbers that would be drawn twice", "dx/dt = f(rand())*Hz : 1", sim.Functions{"f(x)": "x*x"}, `
sim: neuron group "g": equations: random numbers cannot be given to f, which uses x 2 times
  | dx/dt = f(rand())*Hz : 1
  |           ^~~~~~ give them a name in a subexpression flagged (constant over dt), or in a statement`},
		{"a variable in a body", "v : 1", sim.Functions{"f(x)": "x + v + sin2(x)"}, `
sim: neuron group "g": function f(x): unknown name "v"
  | x + v + sin2(x)
  |     ^ it is no variable here, no constant of the namespace and no unit
sim: neuron group "g": function f(x): unknown function "sin2"
  | x + v + sin2(x)
  |         ^~~~ did you mean "sin" or "sinh"?`},
		{"a circle", "v : 1", sim.Functions{"f(x)": "g2(x)", "g2(x)": "h(x)", "h(x)": "f(x) + 1"}, `
sim: neuron group "g": functions cannot call themselves: f -> g2 -> h -> f`},
		{"a body that does not parse", "v : 1", sim.Functions{"f(x)": "x +"}, `
sim: neuron group "g": function f(x): a value is missing after "+"
  | x +
  |    ^`},
		{"a body of another type", "v : 1", sim.Functions{"f(x)": 2}, `
sim: neuron group "g": function f(x): its body has type int; give a string, which is an expression, or a sim.GoFunction`},
		{"names", "v : 1", sim.Functions{"f": "1", "f(2)": "1", "exp(x)": "1", "f(t)": "t", "k(x)": "x", "_f(x)": "x", "v(x)": "x"}, `
sim: neuron group "g": function _f(x): a function cannot be named "_f": names with a leading underscore are reserved
sim: neuron group "g": function exp(x): a function cannot be named "exp": it is a function
sim: neuron group "g": Functions: "f" is no head of a function; write it as "f(x, y)"
sim: neuron group "g": Functions: "f(2)" is no head of a function; write it as "f(x, y)"
sim: neuron group "g": function f(t): a parameter cannot be named "t": it is the time
sim: neuron group "g": function k(x): a function cannot be named "k": it is a constant of the namespace`},
		{"parameters", "v : 1", sim.Functions{"f(x, x)": "x"}, `
sim: neuron group "g": function f(x, x): it has two parameters "x"`},
		{"two of one name", "v : 1", sim.Functions{"f(x)": "x", "f(x, y)": "x"}, `
sim: neuron group "g": function f(x, y): there is another function "f"`},
		{"a variable of that name", "v : 1", sim.Functions{"v(x)": "x"}, `
sim: neuron group "g": function v(x): a function cannot be named "v": it is a variable of the equations`},
		{"powers of powers", "v : 1", sim.Functions{"f(x)": "g2(g2(g2(g2(x))))", "g2(x)": "h(h(h(h(x))))", "h(x)": "x*x + x*x"}, `
sim: neuron group "g": function f(x): with its functions written out, the expression has more than 10000 operators
  | g2(g2(g2(g2(x))))
  |       ^~~~~~~~~ give a part of it a name`},
	} {
		_, err := sim.NewNeuronGroup(sim.Neurons{Name: "g", Size: 1, Equations: c.equations, Functions: c.functions, Namespace: sim.Namespace{"k": 2}})
		expectError(t, c.what, err, c.want)
	}
}

// A reset, a namespace of synapses and a monitor meet functions as what they are.
func TestFunctionsAreNoVariables(t *testing.T) {
	spec := sim.Neurons{Name: "g", Size: 1, Equations: "v : 1", Threshold: "True", Reset: "f = 2; v = f", Functions: sim.Functions{"f(x)": "x"}}
	_, err := sim.NewNeuronGroup(spec)
	expectError(t, "a reset", err, `
sim: neuron group "g": reset: "f" cannot be assigned to
  | f = 2; v = f
  | ^ it is a function
sim: neuron group "g": reset: "f" is a function
  | f = 2; v = f
  |            ^ write f(x)`)
	spec.Reset = ""
	g := neurons(t, spec)
	_, err = sim.NewStateMonitor(sim.Recording{Name: "m", Of: g, Variables: []string{"f"}})
	expectError(t, "a monitor", err, `
sim: state monitor "m": neuron group "g" has no variable "f"; there are: v`)
	_, err = network(t, sim.Options{}, g).Get(g, "f")
	expectError(t, "get", err, `sim: neuron group "g" has no variable "f"; there are: v`)
	_, err = sim.NewSynapses(sim.Synapse{Name: "s", Source: g, Target: g, OnPre: "v_post += f_pre", Connect: []sim.Connect{{}}})
	expectError(t, "synapses", err, `
sim: synapses "s": on_pre: unknown name "f_pre"
  | v_post += f_pre
  |           ^~~~~ it is no variable here, no constant of the namespace and no unit`)
	_, err = sim.NewSynapses(sim.Synapse{Name: "s", Source: g, Target: g, OnPre: "v_post += f(1)", Connect: []sim.Connect{{}}})
	expectError(t, "synapses that call", err, `
sim: synapses "s": on_pre: unknown function "f"
  | v_post += f(1)
  |           ^ there are: abs, arccos, arcsin, arctan, ceil, clip, cos, cosh, exp, expm1, exprel, floor, int, log, log10, log1p, poisson, rand, randn, sign, sin, sinh, sqrt, tan, tanh, timestep`)
	check(t, errorOf(g.Subgroup("part", 0, 1)))
}
