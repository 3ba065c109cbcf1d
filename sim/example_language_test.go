package sim_test

import (
	"context"
	"fmt"
	"math"

	"golgi/sim"
	"golgi/units"
)

// Each form of the language in a few steps. Examples panic where a program would look at the error.

// ok returns a value, and panics where there was an error.
func ok[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// ran returns a network of objects that has run for a time.
func ran(duration string, objects ...sim.Object) *sim.Network {
	net := ok(sim.NewNetwork(sim.Options{Seed: 1}))
	if err := net.Add(objects...); err != nil {
		panic(err)
	}
	if err := net.Run(context.Background(), units.MustParse(duration)); err != nil {
		panic(err)
	}
	return net
}

// show prints the values of variables to four digits.
func show(net *sim.Network, o sim.Object, variables ...string) {
	for _, name := range variables {
		fmt.Printf("%s = %.4g\n", name, ok(net.Get(o, name)))
	}
}

// A differential equation, which is solved exactly here: v = 1 - exp(-t/tau).
func Example_differentialEquation() {
	g := ok(sim.NewNeuronGroup(sim.Neurons{Name: "g", Size: 1, Equations: "dv/dt = (1 - v)/(10*ms) : 1"}))
	show(ran("10 ms", g), g, "v")
	// Output: v = [0.6321]
}

// A subexpression is computed where it is used, from what is there at that moment.
func Example_subexpression() {
	g := ok(sim.NewNeuronGroup(sim.Neurons{Name: "g", Size: 2, Equations: "I = g0*(E - v) : amp\ng0 : siemens\nE : volt\nv : volt",
		Initial: []sim.Set{{Variable: "g0", Value: "(1 + i)*nS"}, {Variable: "v", Value: units.Millivolt.Of(-70)}}}))
	show(ran("0 ms", g), g, "I")
	// Output: I = [7e-11 1.4e-10]
}

// Comments, an expression in parentheses over two lines, and a line that a backslash continues.
func Example_lines() {
	g := ok(sim.NewNeuronGroup(sim.Neurons{Name: "g", Size: 1, Equations: `
a = (1 +   # the first summand
     2) : 1
b = a * \
    2 : 1`}))
	show(ran("0 ms", g), g, "a", "b")
	// Output:
	// a = [3]
	// b = [6]
}

// Integers and booleans. Operators and the functions that there are have Python's meaning.
func Example_integersAndBooleans() {
	g := ok(sim.NewNeuronGroup(sim.Neurons{Name: "g", Size: 4, Equations: `n : integer
half = n // 2 : integer
rest = n % 3 : integer
even = n % 2 == 0 and not n > 1 : boolean
third = n/3 : 1`, Initial: []sim.Set{{Variable: "n", Value: "i - 2"}}}))
	show(ran("0 ms", g), g, "half", "rest", "even", "third")
	// Output:
	// half = [-1 -1 0 0]
	// rest = [1 2 0 1]
	// even = [1 0 1 0]
	// third = [-0.6667 -0.3333 0 0.3333]
}

// Threshold, reset and a refractory period. (unless refractory) keeps v from moving within it.
func Example_refractory() {
	spec := sim.Neurons{Name: "g", Size: 1, Threshold: "v > 0.9", Reset: "v = 0", Refractory: "3 ms", Method: "euler"}
	for _, flag := range []string{"", " (unless refractory)"} {
		spec.Equations = "dv/dt = 1/ms : 1" + flag
		g := ok(sim.NewNeuronGroup(spec))
		m := ok(sim.NewSpikeMonitor(sim.Recording{Name: "m", Of: g}))
		net := ran("8 ms", g, m)
		fmt.Printf("%.1f ms\n", inMilliseconds(ok(net.Spikes(m)).T))
	}
	// Output:
	// [0.9 3.9 6.9] ms
	// [0.9 4.8] ms
}

func inMilliseconds(times []float64) []float64 {
	out := make([]float64, len(times))
	for k, t := range times {
		out[k] = t * 1e3
	}
	return out
}

// A constant parameter, which no text writes, and a shared one, of which there is one value for all.
func Example_constantAndShared() {
	g := ok(sim.NewNeuronGroup(sim.Neurons{Name: "g", Size: 2, Equations: "tau : second (constant)\nlevel : 1 (shared)\ndv/dt = (level - v)/tau : 1",
		Initial: []sim.Set{{Variable: "tau", Value: "(1 + i)*10*ms"}, {Variable: "level", Value: 2.0}}}))
	show(ran("10 ms", g), g, "level", "v")
	// Output:
	// level = [2]
	// v = [1.264 0.7869]
}

// A subexpression that keeps its value during a step may draw random numbers: all who read it see the same.
func Example_constantOverDt() {
	g := ok(sim.NewNeuronGroup(sim.Neurons{Name: "g", Size: 1, Equations: "r = rand() : 1 (constant over dt)\nsame : boolean",
		Threshold: "r >= 0", Reset: "same = r == r"}))
	show(ran("1 ms", g), g, "same")
	// Output: same = [1]
}

// A linked variable is that of another group: each neuron reads the element that Index says.
func ExampleLink() {
	leaders := ok(sim.NewNeuronGroup(sim.Neurons{Name: "leaders", Size: 3, Equations: "v : 1", Initial: []sim.Set{{Variable: "v", Value: "10*i"}}}))
	followers := ok(sim.NewNeuronGroup(sim.Neurons{Name: "followers", Size: 2, Equations: "x : 1 (linked)\ny = x + 1 : 1",
		Linked: map[string]sim.Link{"x": {Of: leaders, Variable: "v", Index: []int{2, 0}}}}))
	show(ran("0 ms", followers), followers, "x", "y")
	// Output:
	// x = [20 0]
	// y = [21 1]
}

// Values of names that the texts use and do not define.
func ExampleNamespace() {
	g := ok(sim.NewNeuronGroup(sim.Neurons{Name: "g", Size: 1, Equations: "dv/dt = (El - v)/tau : volt",
		Namespace: sim.Namespace{"El": units.Millivolt.Of(-70), "tau": units.Millisecond.Of(10)}}))
	show(ran("10 ms", g), g, "v")
	// Output: v = [-0.04425]
}

// Ready-made equations with other names, and with a value.
func ExampleSubstitute() {
	fmt.Println(ok(sim.Substitute(sim.AlphaSynapse, map[string]any{"x": "ge", "y": "se", "tau": units.Millisecond.Of(5)})))
	// Output:
	// dge/dt = (se - ge)/(0.005*second) : 1
	// dse/dt = -se/(0.005*second) : 1
}

// A function of one's own, written out where it is called: of volts here, and of seconds.
func ExampleFunctions() {
	g := ok(sim.NewNeuronGroup(sim.Neurons{Name: "g", Size: 1, Equations: "x = between(2*mV, 4*mV, w) : volt\nt0 = between(1*ms, 2*ms, w) : second\nw : 1",
		Functions: sim.Functions{"between(a, b, w)": "a + w*(b - a)"}, Initial: []sim.Set{{Variable: "w", Value: 0.25}}}))
	show(ran("0 ms", g), g, "x", "t0")
	// Output:
	// x = [0.0025]
	// t0 = [0.00125]
}

// A function in Go says the units of its arguments and of its value, and computes in SI units.
func ExampleGoFunction() {
	g := ok(sim.NewNeuronGroup(sim.Neurons{Name: "g", Size: 3, Equations: "f = rate(I) : Hz\nI = i*nA : amp",
		Functions: sim.Functions{"rate(I)": sim.GoFunction{Units: []string{"amp"}, Result: "Hz",
			Value: func(x ...float64) float64 { return 100 * math.Sqrt(x[0]*1e9) }}}}))
	show(ran("0 ms", g), g, "f")
	// Output: f = [0 100 141.4]
}

// The method of integration by name, and as a text: here the midpoint method, which is rk2. At 0.5 ms the solution is 2.
func Example_methods() {
	for _, method := range []string{"euler", "rk2", "k = dt*f(x, t)\nx_new = x + dt*f(x + k/2, t + dt/2)"} {
		g := ok(sim.NewNeuronGroup(sim.Neurons{Name: "g", Size: 1, Equations: "dv/dt = v**2/ms : 1", Method: method,
			Initial: []sim.Set{{Variable: "v", Value: 1.0}}}))
		show(ran("0.5 ms", g), g, "v")
	}
	// Output:
	// v = [1.8]
	// v = [1.977]
	// v = [1.977]
}

// White noise. The variance of v becomes sigma**2: here of 2000 neurons, about 0.25.
func Example_noise() {
	g := ok(sim.NewNeuronGroup(sim.Neurons{Name: "g", Size: 2000, Equations: "dv/dt = -v/tau + sigma*sqrt(2/tau)*xi : 1",
		Namespace: sim.Namespace{"tau": units.Millisecond.Of(1), "sigma": 0.5}}))
	sum := 0.0
	for _, v := range ok(ran("10 ms", g).Get(g, "v")) {
		sum += v * v
	}
	fmt.Println(g.Method(), math.Abs(sum/2000-0.25) < 0.03)
	// Output: euler true
}

// A method with a tolerance of its own takes as many steps as that needs.
func ExampleMethodOptions() {
	g := ok(sim.NewNeuronGroup(sim.Neurons{Name: "g", Size: 1, Equations: "dv/dt = v**2/ms : 1", Method: "rkf45",
		Options: sim.MethodOptions{AbsoluteError: 1e-9}, Initial: []sim.Set{{Variable: "v", Value: 1.0}}}))
	show(ran("0.5 ms", g), g, "v")
	// Output: v = [2]
}
