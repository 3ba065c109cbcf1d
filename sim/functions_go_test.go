package sim_test

import (
	"context"
	"math"
	"os"
	"slices"
	"testing"

	"golgi/sim"
	"golgi/units"
)

// A function in Go is called in every kind of text, on all engines, with the bits of the same operations written as text.
func TestGoFunctions(t *testing.T) {
	text := sim.Functions{"f(v, u)": "(u - v)/(1 + v*v)", "bump(x)": "abs(x)*Hz", "mix(a, b, c)": "a*b + c"}
	code := sim.Functions{
		"f(v, u)": sim.GoFunction{Units: []string{"1", "1"}, Result: "1", Value: func(x ...float64) float64 { return (x[1] - x[0]) / (1 + float64(x[0]*x[0])) }},
		"bump(x)": sim.GoFunction{Units: []string{"1"}, Result: "hertz", Value: func(x ...float64) float64 { return math.Abs(x[0]) }},
		"mix(a, b, c)": sim.GoFunction{Units: []string{"1", "volt", "volt"}, Result: "volt",
			Value: func(x ...float64) float64 { return float64(x[0]*x[1]) + x[2] }},
	}
	methods := []string{"rk4"}
	if os.Getenv("GOLGI_SLOW") != "" {
		methods = []string{"rk4", "euler", "rkf45", "heun"}
	}
	for _, method := range methods {
		var want [][]float64
		for k, functions := range []sim.Functions{text, code} {
			group := neurons(t, sim.Neurons{Name: "g", Size: 400, Method: method, Functions: functions,
				Equations: "dv/dt = f(v, 1.5)/(5*ms) + exp(-v)*bump(w) : 1 (unless refractory)\ndw/dt = -f(w, 0)/(9*ms) : 1\nm = mix(v, 2*mV, 1*mV) : volt\nn : integer",
				Threshold: "f(v, 1.4) < bump(w)/Hz - 0.5", Reset: "v = f(n % 2, 0.2)\nn += 1", Refractory: "mix(1, 0*mV, mV)*ms/mV",
				Initial: []sim.Set{{Variable: "v", Value: "f(i/N, 1)"}, {Variable: "w", Value: "rand()", Where: "bump(i) > 3*Hz"}}})
			few := must[*sim.Subgroup](t)(group.Subgroup("few", 3, 40))
			syn := synapses(t, sim.Synapse{Name: "s", Source: few, Target: group, Functions: functions, Model: "x : 1", OnPre: "w_post += 0.001*f(x, 1)\nx = f(x, v_post)",
				Connect: []sim.Connect{{Condition: "f(i, j) > -5", Probability: "0.05*bump(1)/Hz"}}, Delay: "mix(i % 3, mV, mV)/volt*second"})
			engines := sim.Engines()
			if k == 0 {
				engines = engines[:1]
			}
			for _, engine := range engines {
				net := network(t, sim.Options{Engine: engine}, syn)
				run(t, net, "15 ms")
				check(t, net.Set(group, sim.Set{Variable: "w", Value: "f(w, v)"}))
				got := [][]float64{get(t, net, group, "v"), get(t, net, group, "w"), get(t, net, group, "n"), get(t, net, group, "m"), get(t, net, syn, "x")}
				if want == nil {
					want = got
				}
				if !slices.EqualFunc(got, want, slices.Equal) || slices.Max(got[2]) < 2 || len(got[4]) < 100 {
					t.Errorf("%s, engine %s, functions %d: differs from text on the reference engine", method, engine, k)
				}
			}
		}
	}
}

func TestMistakesInGoFunctions(t *testing.T) {
	one := func(x ...float64) float64 { return x[0] }
	for _, c := range []struct {
		what, equations string
		function        sim.GoFunction
		want            string
	}{
		{"a unit of an argument", "x = f(v, 2) : volt\nv : volt", sim.GoFunction{Units: []string{"volt", "volt"}, Result: "volt", Value: one}, `
sim: neuron group "g": equations, line 1: f takes y, V
  | x = f(v, 2) : volt
  |          ^ 2 has no unit; write 2*mV`},
		{"the unit of the result", "x = f(v, v) : volt\nv : volt", sim.GoFunction{Units: []string{"volt", "volt"}, Result: "amp", Value: one}, `
sim: neuron group "g": equations, line 1: x has unit V, but the expression has A
  | x = f(v, v) : volt
  |     ^~~~~~~`},
		{"a condition", "x = f(v > 1, v) : 1\nv : 1", sim.GoFunction{Units: []string{"1", "1"}, Result: "1", Value: one}, `
sim: neuron group "g": equations, line 1: f needs a number
  | x = f(v > 1, v) : 1
  |       ^~~~~ v > 1 is a boolean`},
		{"too many arguments", "x = f(1, 2, 3) : 1", sim.GoFunction{Units: []string{"1", "1"}, Result: "1", Value: one}, `
sim: neuron group "g": equations: f takes 2 arguments, not 3
  | x = f(1, 2, 3) : 1
  |     ^~~~~~~~~~ write f(x, y)`},
		{"no function", "v : 1", sim.GoFunction{Units: []string{"1", "1"}, Result: "1"}, `
sim: neuron group "g": function f(x, y): Value is nil; give a func(x ...float64) float64`},
		{"too few units", "v : 1", sim.GoFunction{Units: []string{"1"}, Result: "1", Value: one}, `
sim: neuron group "g": function f(x, y): Units has 1 units for 2 arguments`},
		{"no such unit", "v : 1", sim.GoFunction{Units: []string{"1", "volts"}, Result: "1", Value: one}, `
sim: neuron group "g": function f(x, y): unknown unit "volts"; did you mean "volt" or "V"?`},
		{"a unit with a prefix", "v : 1", sim.GoFunction{Units: []string{"1", "1"}, Result: "mV", Value: one}, `
sim: neuron group "g": function f(x, y): mV is no SI unit; write V, and compute in it`},
	} {
		_, err := sim.NewNeuronGroup(sim.Neurons{Name: "g", Size: 1, Equations: c.equations, Functions: sim.Functions{"f(x, y)": c.function}})
		expectError(t, c.what, err, c.want)
	}
	_, err := sim.NewNeuronGroup(sim.Neurons{Name: "g", Size: 1, Functions: sim.Functions{"f(a, b, c, d)": sim.GoFunction{Value: one}}})
	expectError(t, "four arguments", err, `
sim: neuron group "g": function f(a, b, c, d): a function in Go takes 1 to 3 arguments, not 4`)
}

// A panic of a user's function ends the run with an error, and a copy made before goes on.
func TestGoFunctionThatPanics(t *testing.T) {
	list := []float64{1, 2, 3}
	group := neurons(t, sim.Neurons{Name: "g", Size: 2, Equations: "x = look(k) : 1\nk : 1\ny : 1", Threshold: "x > 10",
		Functions: sim.Functions{"look(k)": sim.GoFunction{Units: []string{"1"}, Result: "1", Value: func(x ...float64) float64 { return list[int(x[0])] }}}})
	for _, engine := range sim.Engines() {
		net := network(t, sim.Options{Engine: engine}, group)
		before := clone(t, net)
		check(t, net.Set(group, sim.Set{Variable: "k", Value: "3*i"}))
		expectError(t, engine, net.Run(context.Background(), units.Millisecond.Of(1)), "sim: network: "+engine+": step g_spike_thresholder at t = 0 s: "+
			"kernel threshold: function look panics at [3]: runtime error: index out of range [3] with length 3")
		run(t, before, "1 ms")
		_, err := net.Get(group, "x")
		expectError(t, engine+", get", err, "sim: neuron group \"g\": "+engine+": kernel probe: function look panics at [3]: runtime error: index out of range [3] with length 3")
	}
}

// A function in Go may be anything, so that Brian 2.5.1 does not take the exact method by itself; asked for, it takes a value of
// the function for constant over a step, as the same number from the namespace is.
func TestGoFunctionInLinearEquation(t *testing.T) {
	functions := sim.Functions{"rate(k)": sim.GoFunction{Units: []string{"1"}, Result: "hertz", Value: func(x ...float64) float64 { return 50 * x[0] }}}
	for equations, want := range map[string]string{
		"dv/dt = rate(k)*(1 - v) : 1\nk : 1":                "euler",
		"dv/dt = rate(1.0) - v/ms : 1":                      "euler",
		"dv/dt = a - v/ms : 1\na = rate(1.0) : Hz":          "euler",
		"dv/dt = -v/ms + rate(k)*xi/Hz*ms**-0.5 : 1\nk : 1": "euler",
		"dv/dt = -v/ms + rate(v)*xi/Hz*ms**-0.5 : 1":        "heun",
		"dv/dt = -v/ms : 1\nx = rate(k) : Hz\nk : 1":        "exact",
	} {
		if g := neurons(t, sim.Neurons{Name: "g", Size: 1, Equations: equations, Functions: functions}); g.Method() != want {
			t.Errorf("%s: the method is %q, want %q", equations, g.Method(), want)
		}
	}
	group := neurons(t, sim.Neurons{Name: "g", Size: 3, Equations: "dv/dt = rate(k)*(1 - v) : 1\nk : 1 (constant)", Functions: functions, Method: "exact",
		Initial: []sim.Set{{Variable: "k", Value: "i"}}})
	for _, engine := range sim.Engines() {
		net := network(t, sim.Options{Engine: engine}, group)
		run(t, net, "10 ms")
		for i, v := range get(t, net, group, "v") {
			if want := 1 - math.Exp(-0.5*float64(i)); math.Abs(v-want) > 1e-12 {
				t.Errorf("engine %s: v[%d] = %v, want %v", engine, i, v, want)
			}
		}
	}
}
