package sim_test

import (
	"slices"
	"testing"

	"golgi/sim"
	"golgi/units"
)

// summing are neurons with something to sum onto.
func summing(t *testing.T) *sim.NeuronGroup {
	t.Helper()
	return neurons(t, sim.Neurons{Name: "G", Size: 4, Method: "euler", Equations: `
dv/dt = (s - v)/(10*ms) : volt
s : volt
n : integer
q = 2*s : volt
c : volt (constant)
b : boolean`, Initial: []sim.Set{{Variable: "v", Value: "i*mV"}, {Variable: "s", Value: "100*mV"}}})
}

func TestMistakesInSums(t *testing.T) {
	g := summing(t)
	for _, c := range []struct{ what, model, want string }{
		{"no ending", "s = v_pre : volt (summed)", `
sim: synapses "S": model: "s" cannot be flagged (summed)
  | s = v_pre : volt (summed)
  | ^ it must say onto which variable of the neurons: s_post, or s_pre`},
		{"no such variable", "S_post = v_pre : volt (summed)", `
sim: synapses "S": model: "S_post" cannot be summed onto neuron group "G"
  | S_post = v_pre : volt (summed)
  | ^~~~~~ it has no variable "S"; did you mean "s"?`},
		{"a differential equation", "v_post = s_pre : volt (summed)", `
sim: synapses "S": model: "v_post" cannot be summed onto neuron group "G"
  | v_post = s_pre : volt (summed)
  | ^~~~~~ "v" is no parameter there; declare it as v : volt`},
		{"a subexpression", "q_pre = v_pre : volt (summed)", `
sim: synapses "S": model: "q_pre" cannot be summed onto neuron group "G"
  | q_pre = v_pre : volt (summed)
  | ^~~~~ "q" is no parameter there; declare it as q : volt`},
		{"a constant", "c_post = v_pre : volt (summed)", `
sim: synapses "S": model: "c_post" cannot be summed onto neuron group "G"
  | c_post = v_pre : volt (summed)
  | ^~~~~~ "c" is flagged (constant) there`},
		{"another unit", "s_post = v_pre/mV : 1 (summed)", `
sim: synapses "S": model: "s_post" cannot be summed onto neuron group "G"
  | s_post = v_pre/mV : 1 (summed)
  | ^~~~~~ "s" has unit V there, and the sum has no unit`},
		{"onto booleans", "b_post = i : 1 (summed)", `
sim: synapses "S": model: "b_post" cannot be summed onto neuron group "G"
  | b_post = i : 1 (summed)
  | ^~~~~~ "b" is a boolean there, and the sum is a float`},
		{"booleans", "b_post = v_pre > 0*mV : boolean (summed)", `
sim: synapses "S": model: "b_post" cannot be flagged (summed)
  | b_post = v_pre > 0*mV : boolean (summed)
  | ^~~~~~ a sum is a number`},
		{"flags", "s_post = v_pre : volt (shared, summed)", `
sim: synapses "S": model: "s_post" cannot be flagged (summed)
  | s_post = v_pre : volt (shared, summed)
  | ^~~~~~ no other flag goes with it`},
		{"a parameter", "s_post : volt (summed)", `
sim: synapses "S": model: "s_post" cannot be flagged (summed)
  | s_post : volt (summed)
  |                ^~~~~~ the flag is not for parameters`},
		{"itself", "s_post = s_post + v_pre : volt (summed)", `
sim: synapses "S": model: "s_post" refers to itself: s_post -> s_post
  | s_post = s_post + v_pre : volt (summed)
  | ^~~~~~`},
		{"its unit", "s_post = v_pre/ms : volt (summed)", `
sim: synapses "S": model: s_post has unit V, but the expression has V/s
  | s_post = v_pre/ms : volt (summed)
  |          ^~~~~~~~`},
		{"what is event-driven", "dg/dt = -g/ms : 1 (event-driven)\ns_post = g*mV : volt (summed)", `
sim: synapses "S": model, line 2: the summed "s_post" cannot depend on the event-driven "g"
  | s_post = g*mV : volt (summed)
  |          ^~~~ flag g (clock-driven)`},
	} {
		_, err := sim.NewSynapses(sim.Synapse{Name: "S", Source: g, Target: g, Model: c.model, Connect: []sim.Connect{{}}})
		expectError(t, c.what, err, c.want)
	}
}

// Of one variable of one neuron there is one sum, in one object or in several.
func TestTwoSumsOntoOneVariable(t *testing.T) {
	g := summing(t)
	low, high := must[*sim.Subgroup](t)(g.Subgroup("low", 0, 2)), must[*sim.Subgroup](t)(g.Subgroup("high", 2, 4))
	sum := func(name string, onto sim.Group, model string) *sim.Synapses {
		return synapses(t, sim.Synapse{Name: name, Source: g, Target: onto, Model: model, Connect: []sim.Connect{{}}})
	}
	const model = "s_post = v_pre : volt (summed)"
	run(t, network(t, sim.Options{}, sum("S1", low, model), sum("S2", high, model)), "1 ms")
	for _, c := range []struct {
		what, want string
		objects    []sim.Object
	}{
		{"overlapping", `
sim: synapses "S2": "s_post" is summed onto neurons of neuron group "G" onto which synapses "S1" sums already; give each a variable of its own, and add them in the equations`,
			[]sim.Object{sum("S1", low, model), sum("S2", g, model)}},
		{"both ends", `
sim: synapses "S": "s_pre" is summed onto neurons of neuron group "G" onto which synapses "S" sums already; give each a variable of its own, and add them in the equations`,
			[]sim.Object{sum("S", g, model+"\ns_pre = v_post : volt (summed)")}},
	} {
		expectError(t, c.what, network(t, sim.Options{}, c.objects...).Run(t.Context(), units.MustParse("1 ms")), c.want)
	}
}

// A sum is there from the first step on, also where a neuron has no synapse; the name means the variable of the neurons.
func TestSums(t *testing.T) {
	g := summing(t)
	s := synapses(t, sim.Synapse{Name: "S", Source: g, Target: g, Connect: []sim.Connect{{I: []int{1, 2, 3, 3}, J: []int{0, 0, 0, 2}}},
		Model: "s_post = v_pre : volt (summed)\ndoubled = 2*s_post : volt"})
	m := stateMonitor(t, sim.Recording{Name: "M", Of: s, Variables: []string{"s_post", "doubled"}, When: "end"})
	net := network(t, sim.Options{}, s, m)
	if got := get(t, net, s, "s_post"); !slices.Equal(got, []float64{0.1, 0.1, 0.1, 0.1}) {
		t.Errorf("before the first step the sums are %v", got)
	}
	run(t, net, "0.1 ms")
	if got, want := get(t, net, g, "s"), []float64{0.006, 0, 0.003, 0}; !slices.Equal(got, want) {
		t.Errorf("the sums are %v, want %v", got, want)
	}
	if got := get(t, net, s, "doubled"); !slices.Equal(got, []float64{0.012, 0.012, 0.012, 0.006}) {
		t.Errorf("seen from the synapses, twice the sums are %v", got)
	}
	if got := must[sim.Traces](t)(net.Traces(m)).Variables[0].Values; !slices.Equal(got, []float64{0.006, 0.006, 0.006, 0.003}) {
		t.Errorf("seen from the synapses, the sums are recorded as %v", got)
	}
	expectError(t, "set", net.Set(s, sim.Set{Variable: "s_post", Value: "1*mV"}), `
sim: synapses "S": "s_post" cannot be set: it is a subexpression`)
}
