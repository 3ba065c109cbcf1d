package sim_test

import (
	"fmt"
	"testing"

	"golgi/sim"
	"golgi/units"
)

// constantly is a network in which constants are everywhere; those of drive and its own are of the objects that have a namespace.
func constantly(t *testing.T, engine string, ns sim.Namespace) (net *sim.Network, objects map[string]sim.Object, look func() string) {
	t.Helper()
	g := neurons(t, sim.Neurons{Name: "G", Size: 8, Namespace: ns, Threshold: "v > limit", Reset: "v = low", Refractory: "rest",
		Equations: "dv/dt = (gain*g + 1.2 - v)/tau : 1 (unless refractory)\ndg/dt = (b - g)/tau : 1\ndb/dt = (gain*g - b)/tau_b : 1\ntau_b : second\n" +
			"drive = gain*g : 1\nn : integer\nx : 1",
		Initial: []sim.Set{{Variable: "tau_b", Value: "(2 + i)*ms"}, {Variable: "g", Value: "0.1*i"}}})
	linked := neurons(t, sim.Neurons{Name: "L", Size: 8, Equations: "far : 1 (linked)\ny = 2*far : 1", Linked: map[string]sim.Link{"far": {Of: g, Variable: "drive"}}})
	s := synapses(t, sim.Synapse{Name: "S", Source: g, Target: g, Namespace: ns, Model: "da/dt = -a/tau : 1 (event-driven)",
		OnPre: "a += kick\nx_post += a*drive_pre", Delay: "1.1 ms", Connect: []sim.Connect{{}}})
	r := regularly(t, sim.Regularly{Name: "R", Of: g, Code: "x += add*drive", Every: millisecondsOf(2), Namespace: sim.Namespace{"add": ns["kick"]}})
	in := drive(t, sim.Drive{Name: "in", Of: g, Variable: "x", N: 4, Rate: units.Kilohertz.Of(1), Weight: "amount*rand()", Namespace: sim.Namespace{"amount": ns["kick"]}})
	p := must[*sim.NeuronGroup](t)(sim.NewPoissonGroup(sim.Poisson{Name: "P", Size: 8, Rates: "kick/ms", Namespace: sim.Namespace{"kick": ns["kick"]}}))
	far := stateMonitor(t, sim.Recording{Name: "M", Of: linked, Variables: []string{"y"}})
	random := spikeMonitor(t, "K", p)
	net = network(t, sim.Options{Engine: engine, Seed: 5}, g, linked, s, r, in, p, far, random)
	return net, map[string]sim.Object{"G": g, "S": s, "R": r, "in": in, "P": p, "M": far}, func() string {
		return fmt.Sprint(get(t, net, g, "v"), get(t, net, g, "x"), must[sim.Traces](t)(net.Traces(far)), spikes(t, net, random))
	}
}

// With constants set before its first run, a network does what one does that was made with them.
func TestConstantsOfNetworks(t *testing.T) {
	before := sim.Namespace{"tau": millisecondsOf(5), "gain": 0.5, "limit": 1.0, "low": 0.0, "rest": millisecondsOf(1), "kick": 0.1}
	after := sim.Namespace{"tau": millisecondsOf(3), "gain": 0.7, "limit": 0.8, "low": -0.1, "rest": millisecondsOf(2), "kick": 0.2}
	for _, engine := range sim.Engines() {
		made, _, want := constantly(t, engine, after)
		run(t, made, "20 ms")
		net, objects, got := constantly(t, engine, before)
		for _, name := range []string{"G", "S"} {
			for constant, value := range after {
				check(t, net.SetConstant(objects[name], constant, value))
			}
		}
		check(t, net.SetConstant(objects["P"], "kick", after["kick"]))
		check(t, net.SetConstant(objects["R"], "add", after["kick"]))
		check(t, net.SetConstant(objects["in"], "amount", after["kick"]))
		changed := must[*sim.Snapshot](t)(net.Snapshot())
		run(t, net, "20 ms")
		if want, got := want(), got(); want != got {
			t.Errorf("%s: changed:\n%s\nmade so:\n%s", engine, got, want)
		}
		check(t, net.SetConstant(objects["G"], "gain", 100))
		check(t, net.Restore(changed))
		run(t, net, "20 ms")
		if want, got := want(), got(); want != got {
			t.Errorf("%s: restored:\n%s\nmade so:\n%s", engine, got, want)
		}
		check(t, changed.Close())
	}
}

func TestMistakesWithConstants(t *testing.T) {
	array := must[*sim.TimedArray](t)(sim.NewTimedArray(sim.Timed{Values: []float64{1, 2}, DT: millisecondsOf(1)}))
	g := neurons(t, sim.Neurons{Name: "G", Size: 2, Equations: "dv/dt = (f(t) + x**power/volt**2 - v)/tau : 1\nx : volt\nq = big : 1\ndu/dt = big*u/(tau + tau) : 1", Method: "euler", Threshold: "v > 100",
		Namespace: sim.Namespace{"tau": millisecondsOf(5), "power": 2, "big": 1.0, "f": array}})
	exact := neurons(t, sim.Neurons{Name: "E", Size: 2, Equations: "du/dt = big*u/tau : 1", Method: "exact", Namespace: sim.Namespace{"tau": millisecondsOf(5), "big": 1.0}})
	p := must[*sim.NeuronGroup](t)(sim.NewPoissonGroup(sim.Poisson{Name: "P", Size: 1, Rates: "x*Hz", Namespace: sim.Namespace{"x": 3.0}}))
	net := network(t, sim.Options{}, g, exact, p)
	stranger := neurons(t, sim.Neurons{Name: "H", Size: 2, Equations: "v : 1"})
	expectErrors(t, []mistake{
		{"a stranger", net.SetConstant(stranger, "tau", 1.0), `sim: neuron group "H" was never added to this network`},
		{"nothing", net.SetConstant(nil, "tau", 1.0), `sim: network: there is no object: it is nil, or no constructor has made it`},
		{"another name", net.SetConstant(g, "taus", 1.0), `sim: neuron group "G": its namespace has no constant "taus"; did you mean "tau"?`},
		{"a variable", net.SetConstant(g, "v", 1.0), `sim: neuron group "G": "v" is a variable, which Set gives values`},
		{"a timed array", net.SetConstant(g, "f", 1.0), `sim: neuron group "G": "f" of the namespace is no number, and cannot change`},
		{"another unit", net.SetConstant(g, "tau", mV(3)), `sim: neuron group "G": constant "tau" has unit s, but 3 mV has unit V`},
		{"no unit", net.SetConstant(g, "tau", 3), `sim: neuron group "G": constant "tau" has unit s, but 3 has no unit`},
		{"another type", net.SetConstant(g, "power", 2.5), `sim: neuron group "G": constant "power" is an integer, but 2.5 is a float`},
		{"a text", net.SetConstant(g, "tau", "3 ms"), `
sim: neuron group "G": constant "tau" has a value of type string; give a units.Quantity, float64, int or bool`},
		{"an exponent", net.SetConstant(g, "power", 3), `
sim: neuron group "G": "power" is an exponent of a quantity, whose unit hangs on it; it cannot change`},
		{"a divisor", net.SetConstant(exact, "tau", millisecondsOf(0)), `
sim: neuron group "E": "tau" is divided by, and cannot become 0`},
		{"what overflows", net.SetConstant(exact, "big", 1e308), `
sim: neuron group "E": "big" cannot become 1e+308: sim: neuron group "E": equations: method "exact" cannot solve du/dt
  | du/dt = big*u/tau : 1
  |         ^~~~~~~~~ the constants overflow; use euler, rk2, rk4 or exponential_euler`},
		{"a rate", net.SetConstant(p, "x", -3.0), `
sim: Poisson group "P": "x" cannot become -3: sim: Poisson group "P": -3 Hz is not a rate of 0 Hz or more`},
	})
	check(t, net.SetConstant(g, "power", 2))
	check(t, net.SetConstant(g, "big", 2)) // an int for a float
	check(t, net.SetConstant(g, "tau", millisecondsOf(7)))
	run(t, net, "1 ms")
	late := synapses(t, sim.Synapse{Name: "S", Source: g, Target: g, OnPre: "x_post += x_pre**q_pre", Connect: []sim.Connect{{}}})
	check(t, net.Add(late)) // it was checked with big = 1
	expectErrors(t, []mistake{{"an exponent of later", net.Run(t.Context(), millisecondsOf(1)), `
sim: neuron group "G": "big" is an exponent of a quantity, whose unit hangs on it; it cannot change`}})
	check(t, net.SetConstant(g, "big", 1))
	run(t, net, "1 ms")
}
