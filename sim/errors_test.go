package sim_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"golgi/sim"
	"golgi/units"
)

// expectError compares the whole text of an error.
func expectError(t *testing.T, what string, err error, want string) {
	t.Helper()
	got := "no error"
	if err != nil {
		got = err.Error()
	}
	if want = strings.TrimSpace(want); got != want {
		t.Errorf("%s:\n got\n%s\nwant\n%s", what, got, want)
	}
}

func mV(x float64) units.Quantity { return units.Millivolt.Of(x) }

// membrane is a group without fault; mistaken changes it.
func membrane(mistaken func(*sim.Neurons)) sim.Neurons {
	spec := sim.Neurons{
		Name: "exc", Size: 10,
		Equations: "dv/dt = (El - v + R*I)/tau : volt (unless refractory)\nI : amp\nn : integer\nb : boolean\ntwice = 2*v : volt\nc : 1 (constant)\ns : 1 (shared)",
		Threshold: "v > -50*mV", Reset: "v = El", Refractory: "2 ms",
		Namespace: sim.Namespace{"El": mV(-70), "R": units.MustParse("100 Mohm"), "tau": millisecondsOf(10)},
		Initial:   []sim.Set{{Variable: "v", Value: "El"}},
	}
	if mistaken != nil {
		mistaken(&spec)
	}
	return spec
}

func TestMistakesInNeurons(t *testing.T) {
	for _, c := range []struct {
		what     string
		mistaken func(*sim.Neurons)
		want     string
	}{
		{"no name", func(s *sim.Neurons) { s.Name = "" }, `
sim: neuron group "": a name begins with a letter and has letters, digits and underscores`},
		{"a bad name", func(s *sim.Neurons) { s.Name = "2nd layer" }, `
sim: neuron group "2nd layer": a name begins with a letter and has letters, digits and underscores`},
		{"no size", func(s *sim.Neurons) { s.Size = 0 }, `
sim: neuron group "exc": size 0 is not between 1 and 1073741824`},
		{"a huge size", func(s *sim.Neurons) { s.Size = 1 << 40 }, `
sim: neuron group "exc": size 1099511627776 is not between 1 and 1073741824`},
		{"a reset without threshold", func(s *sim.Neurons) { s.Threshold = "" }, `
sim: neuron group "exc": it has a reset but no threshold; set Threshold to the condition for a spike`},
		{"a step size", func(s *sim.Neurons) { s.DT = mV(1) }, `
sim: neuron group "exc": step size 1 mV is not a positive time`},
		{"a negative step size", func(s *sim.Neurons) { s.DT = millisecondsOf(-1) }, `
sim: neuron group "exc": step size -1 ms is not a positive time`},

		{"a bad equation", func(s *sim.Neurons) { s.Equations = "dv/dt = (El - v/tau : volt" }, `
sim: neuron group "exc": equations: "(" is never closed
  | dv/dt = (El - v/tau : volt
  |         ^`},
		{"several bad equations", func(s *sim.Neurons) {
			s.Equations = "dv/dt = (El - v + I)/tau : volt\nI : amps\nu = 2*x : 1\nt : 1"
		}, `
sim: neuron group "exc": equations, line 2: the unit of "I" is no unit of a variable
  | I : amps
  |     ^~~~ unknown unit "amps"; did you mean "amp" or "A"?
sim: neuron group "exc": equations, line 3: unknown name "x"
  | u = 2*x : 1
  |       ^ it is no variable here, no constant of the namespace and no unit
sim: neuron group "exc": equations, line 4: a variable cannot be named "t"
  | t : 1
  | ^ it is the time`},
		{"an unknown name", func(s *sim.Neurons) {
			s.Namespace = sim.Namespace{"El": mV(-70), "R": mV(1), "taum": millisecondsOf(1)}
		}, `
sim: neuron group "exc": equations, line 1: cannot add V to W
  | dv/dt = (El - v + R*I)/tau : volt (unless refractory)
  |                   ^~~ R*I has unit W
sim: neuron group "exc": equations, line 1: unknown name "tau"
  | dv/dt = (El - v + R*I)/tau : volt (unless refractory)
  |                        ^~~ did you mean "taum"?`},
		{"a constant of the wrong unit", func(s *sim.Neurons) { s.Namespace["tau"] = 10.0 }, `
sim: neuron group "exc": equations, line 1: dv/dt has unit V/s, but the expression has V
  | dv/dt = (El - v + R*I)/tau : volt (unless refractory)
  |         ^~~~~~~~~~~~~~~~~~ divide it by a time constant`},
		{"a constant of zero", func(s *sim.Neurons) { s.Namespace["tau"] = millisecondsOf(0) }, `
sim: neuron group "exc": equations, line 1: division by zero
  | dv/dt = (El - v + R*I)/tau : volt (unless refractory)
  |                        ^~~ tau is 0`},
		{"a circle", func(s *sim.Neurons) { s.Equations += "\np = q : 1\nq = p : 1" }, `
sim: neuron group "exc": equations, line 8: "p" refers to itself: p -> q -> p
  | p = q : 1
  | ^`},

		{"a namespace of the wrong type", func(s *sim.Neurons) { s.Namespace["tau"] = "10 ms" }, `
sim: neuron group "exc": namespace: "tau" has a value of type string; give a units.Quantity, float64, int or bool`},
		{"namespace names", func(s *sim.Neurons) {
			s.Namespace["t"], s.Namespace["v"], s.Namespace["mV"], s.Namespace["a b"], s.Namespace["_x"], s.Namespace["exp"] = 1, 1, 1, 1, 1, 1
		}, `
sim: neuron group "exc": namespace: a constant cannot be named "_x": names with a leading underscore are reserved
sim: neuron group "exc": namespace: a constant cannot be named "a b": a name begins with a letter and has letters, digits and underscores
sim: neuron group "exc": namespace: a constant cannot be named "exp": it is a function
sim: neuron group "exc": namespace: a constant cannot be named "mV": it is a unit
sim: neuron group "exc": namespace: a constant cannot be named "t": it is the time
sim: neuron group "exc": namespace: a constant cannot be named "v": it is a variable of the equations`},
		{"a huge integer", func(s *sim.Neurons) { s.Namespace["k"] = int64(1) << 60 }, `
sim: neuron group "exc": namespace: "k" = 1152921504606846976 is beyond the integers that are exact, ±2^53`},

		{"an unknown method", func(s *sim.Neurons) { s.Method = "eluer" }, `
sim: neuron group "exc": unknown method "eluer"; there are euler, exact, exponential_euler; did you mean "euler"?`},
		{"a method that cannot", func(s *sim.Neurons) { s.Equations, s.Method = s.Equations+"\ndx/dt = x*x/tau : 1", "exact" }, `
sim: neuron group "exc": equations, line 8: method "exact" cannot solve dx/dt
  | dx/dt = x*x/tau : 1
  |         ^~~ it is not linear in the variables; use euler`},

		{"a threshold that is no condition", func(s *sim.Neurons) { s.Threshold = "v" }, `
sim: neuron group "exc": threshold: a condition is needed, but this is a float
  | v
  | ^ compare it with something`},
		{"a threshold of the wrong unit", func(s *sim.Neurons) { s.Threshold = "v > -50" }, `
sim: neuron group "exc": threshold: cannot compare V with a number without unit
  | v > -50
  |     ^~~ -50 has no unit; write -50*mV`},
		{"a threshold that does not parse", func(s *sim.Neurons) { s.Threshold = "v > " }, `
sim: neuron group "exc": threshold: a value is missing after ">"
  | v >
  |    ^`},
		{"a blank threshold", func(s *sim.Neurons) { s.Threshold = " " }, `
sim: neuron group "exc": threshold: an expression is missing`},
		{"an assignment as threshold", func(s *sim.Neurons) { s.Threshold = "v = 3*mV" }, `
sim: neuron group "exc": threshold: "=" is not an operator here
  | v = 3*mV
  |   ^ write "==" to compare`},
		{"a reset of the wrong unit", func(s *sim.Neurons) { s.Reset = "v = 5; n += 0.5; b = 1" }, `
sim: neuron group "exc": reset: v has unit V, but the expression has none
  | v = 5; n += 0.5; b = 1
  |     ^ write 5*mV
sim: neuron group "exc": reset: n is an integer, but n + 0.5 is a float
  | v = 5; n += 0.5; b = 1
  |             ^~~ write n = int(n + 0.5)
sim: neuron group "exc": reset: b is a boolean, but 1 is an integer
  | v = 5; n += 0.5; b = 1
  |                      ^ write a condition`},
		{"a reset of nobody", func(s *sim.Neurons) { s.Reset = "V = El\nu += 1" }, `
sim: neuron group "exc": reset, line 1: "V" is no variable, and a temporary one is never used
  | V = El
  | ^ did you mean "v"?
sim: neuron group "exc": reset, line 2: unknown variable "u"
  | u += 1
  | ^ it is no variable here`},
		{"a reset of what cannot be written", func(s *sim.Neurons) {
			s.Reset = "twice = El; c = 1; s = 1; El = v; i = 3; lastspike = t; not_refractory = True"
		}, `
sim: neuron group "exc": reset: "twice" cannot be assigned to
  | twice = El; c = 1; s = 1; El = v; i = 3; lastspike = t; not_refractory = True
  | ^~~~~ it is a subexpression
sim: neuron group "exc": reset: "c" cannot be assigned to
  | twice = El; c = 1; s = 1; El = v; i = 3; lastspike = t; not_refractory = True
  |             ^ it is flagged (constant)
sim: neuron group "exc": reset: "s" is shared and cannot be assigned to here
  | twice = El; c = 1; s = 1; El = v; i = 3; lastspike = t; not_refractory = True
  |                    ^ it is one value for all, and these statements run for some elements only
sim: neuron group "exc": reset: "El" cannot be assigned to
  | twice = El; c = 1; s = 1; El = v; i = 3; lastspike = t; not_refractory = True
  |                           ^~ it is a constant of the namespace
sim: neuron group "exc": reset: "i" cannot be assigned to
  | twice = El; c = 1; s = 1; El = v; i = 3; lastspike = t; not_refractory = True
  |                                   ^ it is an index
sim: neuron group "exc": reset: "lastspike" cannot be assigned to
  | twice = El; c = 1; s = 1; El = v; i = 3; lastspike = t; not_refractory = True
  |                                          ^~~~~~~~~ it is set by spikes
sim: neuron group "exc": reset: "not_refractory" cannot be assigned to
  | twice = El; c = 1; s = 1; El = v; i = 3; lastspike = t; not_refractory = True
  |                                                         ^~~~~~~~~~~~~~ it is set by spikes`},
		{"a reset that is none", func(s *sim.Neurons) { s.Reset = "v" }, `
sim: neuron group "exc": reset: the statement assigns nothing
  | v
  |  ^ write v = ...`},
		{"threshold and reset", func(s *sim.Neurons) { s.Threshold, s.Reset = "v > x", "v = y" }, `
sim: neuron group "exc": threshold: unknown name "x"
  | v > x
  |     ^ it is no variable here, no constant of the namespace and no unit
sim: neuron group "exc": reset: unknown name "y"
  | v = y
  |     ^ it is no variable here, no constant of the namespace and no unit`},

		{"a refractory period of the wrong unit", func(s *sim.Neurons) { s.Refractory = sim.RefractoryOf(mV(2)) }, `
sim: neuron group "exc": refractory period 2 mV is not a time of 0 or more`},
		{"a refractory period without unit", func(s *sim.Neurons) { s.Refractory = "2" }, `
sim: neuron group "exc": refractory period 2 is not a time of 0 or more`},
		{"a negative refractory period", func(s *sim.Neurons) { s.Refractory = "-1 ms" }, `
sim: neuron group "exc": refractory period -1 ms is not a time of 0 or more`},
		{"a refractory text of the wrong unit", func(s *sim.Neurons) { s.Refractory = "i*mV" }, `
sim: neuron group "exc": refractory: a refractory period is a time or a condition, not a quantity in V
  | i*mV
  | ^~~~`},
		{"a refractory text with an unknown name", func(s *sim.Neurons) { s.Refractory = "tau_ref" }, `
sim: neuron group "exc": refractory: unknown name "tau_ref"
  | tau_ref
  | ^~~~~~~ it is no variable here, no constant of the namespace and no unit`},

		{"initial values of nobody", func(s *sim.Neurons) {
			s.Initial = []sim.Set{{Variable: "u", Value: 1}, {Variable: "twice", Value: 1}, {Variable: "i", Value: 1}}
		}, `
sim: neuron group "exc" has no variable "u"; there are: v, I, n, b, twice, c, s
sim: neuron group "exc": "twice" cannot be set: it is a subexpression
sim: neuron group "exc": "i" cannot be set: it is no variable of the equations`},
	} {
		_, err := sim.NewNeuronGroup(membrane(c.mistaken))
		expectError(t, c.what, err, c.want)
	}
	if _, err := sim.NewNeuronGroup(membrane(nil)); err != nil {
		t.Error(err)
	}
}

// TestMistakesInSets: values of the wrong kind.
func TestMistakesInSets(t *testing.T) {
	group := neurons(t, membrane(nil))
	net := network(t, sim.Options{}, group)
	for _, c := range []struct {
		what string
		set  sim.Set
		want string
	}{
		{"no variable", sim.Set{Value: 1}, `
sim: neuron group "exc": set: Variable must name what to set`},
		{"no value", sim.Set{Variable: "v"}, `
sim: neuron group "exc": set "v": value of type <nil>; give a string (an expression), a units.Quantity, a number, a bool, or an array of them`},
		{"a misspelt variable", sim.Set{Variable: "V", Value: mV(1)}, `
sim: neuron group "exc" has no variable "V"; did you mean "v"?`},
		{"a subexpression", sim.Set{Variable: "twice", Value: mV(1)}, `
sim: neuron group "exc": "twice" cannot be set: it is a subexpression`},
		{"a constant", sim.Set{Variable: "El", Value: mV(1)}, `
sim: neuron group "exc": "El" cannot be set: it is no variable of the equations`},
		{"the time", sim.Set{Variable: "t", Value: 1}, `
sim: neuron group "exc": "t" cannot be set: it is no variable of the equations`},
		{"a number for a voltage", sim.Set{Variable: "v", Value: -70}, `
sim: neuron group "exc": "v" has unit V, but -70 has none; give a quantity such as units.MustParse("1 V")`},
		{"a float for a voltage", sim.Set{Variable: "v", Value: -70.5}, `
sim: neuron group "exc": "v" has unit V, but -70.5 has none; give a quantity such as units.MustParse("1 V")`},
		{"a current for a voltage", sim.Set{Variable: "v", Value: units.Nanoamp.Of(2)}, `
sim: neuron group "exc": "v" has unit V, but 2 nA has unit A`},
		{"a voltage for a number", sim.Set{Variable: "c", Value: mV(3)}, `
sim: neuron group "exc": "c" has no unit, but 3 mV has unit V`},
		{"a float for an integer", sim.Set{Variable: "n", Value: 2.5}, `
sim: neuron group "exc": "n" is an integer, but 2.5 is a float`},
		{"a number for a boolean", sim.Set{Variable: "b", Value: 1}, `
sim: neuron group "exc": "b" is a boolean, but 1 is an integer`},
		{"a boolean for a number", sim.Set{Variable: "c", Value: true}, `
sim: neuron group "exc": "c" is a float, but true is a boolean`},
		{"a type", sim.Set{Variable: "c", Value: []string{"a"}}, `
sim: neuron group "exc": set "c": value of type []string; give a string (an expression), a units.Quantity, a number, a bool, or an array of them`},
		{"a text of another unit", sim.Set{Variable: "v", Value: "i + 1"}, `
sim: neuron group "exc": value of v: v has unit V, but the expression has none
  | i + 1
  | ^~~~~`},
		{"a text that does not parse", sim.Set{Variable: "v", Value: "El +"}, `
sim: neuron group "exc": value of v: a value is missing after "+"
  | El +
  |     ^`},
		{"a text with an unknown name", sim.Set{Variable: "v", Value: "E1"}, `
sim: neuron group "exc": value of v: unknown name "E1"
  | E1
  | ^~ did you mean "El"?`},
		{"a shared variable that differs", sim.Set{Variable: "s", Value: "i"}, `
sim: neuron group "exc": value of s: "s" is shared, but the expression is not the same for all elements
  | i
  | ^`},
		{"too many values", sim.Set{Variable: "c", Value: make([]float64, 11)}, `
sim: neuron group "exc": set "c": 11 values for 10 elements`},
		{"values for a subset", sim.Set{Variable: "c", Value: []float64{1, 2, 3}, Index: []int{1, 2}}, `
sim: neuron group "exc": set "c": 3 values for 2 elements`},
		{"values of another unit", sim.Set{Variable: "v", Value: units.Nanoamp.OfAll(1, 2)}, `
sim: neuron group "exc": "v" has unit V, but each value of units.Array has unit A`},
		{"floats for integers", sim.Set{Variable: "n", Value: make([]float64, 10)}, `
sim: neuron group "exc": "n" is an integer, but each value of []float64 is a float`},
		{"huge integers", sim.Set{Variable: "n", Value: []int{0, 0, 0, 0, 0, 0, 0, 0, 0, 1 << 40}}, `
sim: neuron group "exc": set "n": 1099511627776 is beyond 32-bit integers`},
		{"a huge integer", sim.Set{Variable: "n", Value: 1 << 40}, `
sim: neuron group "exc": set "n": 1099511627776 is beyond 32-bit integers`},
		{"an index out of range", sim.Set{Variable: "c", Value: 1, Index: []int{3, 10}}, `
sim: neuron group "exc": set "c": Index has 10, but there are only 10 elements`},
		{"a negative index", sim.Set{Variable: "c", Value: 1, Index: []int{-1}}, `
sim: neuron group "exc": set "c": Index has -1, but elements are numbered from 0`},
		{"a condition that is none", sim.Set{Variable: "c", Value: 1, Where: "i"}, `
sim: neuron group "exc": where: a condition is needed, but this is an integer
  | i
  | ^ compare it with something`},
		{"a condition and an index", sim.Set{Variable: "c", Value: 1, Where: "i > 3", Index: []int{1}}, `
sim: neuron group "exc": set "c": give Where or Index, not both`},
	} {
		expectError(t, c.what, net.Set(group, c.set), c.want)
	}
}

func TestMistakesInSynapses(t *testing.T) {
	exc := neurons(t, membrane(nil))
	silent := neurons(t, sim.Neurons{Name: "silent", Size: 3, Equations: "x : 1"})
	for _, c := range []struct {
		what     string
		mistaken func(*sim.Synapse)
		want     string
	}{
		{"no name", func(s *sim.Synapse) { s.Name = "" }, `
sim: synapses "": a name begins with a letter and has letters, digits and underscores`},
		{"no source", func(s *sim.Synapse) { s.Source = nil }, `
sim: synapses "S": Source and Target must be given`},
		{"no target", func(s *sim.Synapse) { s.Target = (*sim.NeuronGroup)(nil) }, `
sim: synapses "S": Source and Target must be given`},
		{"no connection", func(s *sim.Synapse) { s.Connect = nil }, `
sim: synapses "S": no synapse was ever made; give Connect, such as []sim.Connect{{}} for all pairs`},
		{"a silent source", func(s *sim.Synapse) { s.Source = silent }, `
sim: synapses "S": OnPre waits for spikes of neuron group "silent", which has no threshold`},
		{"a silent target", func(s *sim.Synapse) { s.Target, s.OnPre, s.OnPost = silent, "x_post += 1", "w = 0*mV" }, `
sim: synapses "S": OnPost waits for spikes of neuron group "silent", which has no threshold`},
		{"a bad model", func(s *sim.Synapse) { s.Model = "w : mV\nj : 1\ndx/dt = -x/tau : 1" }, `
sim: synapses "S": model, line 1: the unit of "w" is no unit of a variable
  | w : mV
  |     ^~ it is no base unit; write V, and give values in mV
sim: synapses "S": model, line 2: a variable cannot be named "j"
  | j : 1
  | ^ it is the number of the postsynaptic neuron
sim: synapses "S": model, line 3: differential equations of synapses are not supported yet
  | dx/dt = -x/tau : 1
  |  ^
sim: synapses "S": model, line 3: unknown name "tau"
  | dx/dt = -x/tau : 1
  |            ^~~ it is no variable here, no constant of the namespace and no unit`},
		{"a differential equation", func(s *sim.Synapse) { s.Model += "\ndx/dt = -x/ms : 1" }, `
sim: synapses "S": model, line 2: differential equations of synapses are not supported yet
  | dx/dt = -x/ms : 1
  |  ^`},
		{"on_pre of the wrong unit", func(s *sim.Synapse) { s.OnPre = "v_post += 1; v += w*w" }, `
sim: synapses "S": on_pre: cannot add V to a number without unit
  | v_post += 1; v += w*w
  |           ^ 1 has no unit; write 1*mV
sim: synapses "S": on_pre: cannot add V to V^2
  | v_post += 1; v += w*w
  |                   ^~~ w*w has unit V^2`},
		{"on_pre with unknown names", func(s *sim.Synapse) { s.OnPre = "u_post += w\nv_pre += x_post\ntau = 3*ms\nv_post += Wmax" }, `
sim: synapses "S": on_pre, line 1: unknown variable "u_post"
  | u_post += w
  | ^~~~~~ it is no variable here
sim: synapses "S": on_pre, line 2: unknown name "x_post"
  | v_pre += x_post
  |          ^~~~~~ it is no variable here, no constant of the namespace and no unit
sim: synapses "S": on_pre, line 3: "tau" is no variable, and a temporary one is never used
  | tau = 3*ms
  | ^~~ it is no variable here
sim: synapses "S": on_pre, line 4: unknown name "Wmax"
  | v_post += Wmax
  |           ^~~~ it is no variable here, no constant of the namespace and no unit`},
		{"on_pre and on_post", func(s *sim.Synapse) { s.OnPre, s.OnPost = "v_post += 1", "w +=" }, `
sim: synapses "S": on_pre: cannot add V to a number without unit
  | v_post += 1
  |           ^ 1 has no unit; write 1*mV
sim: synapses "S": on_post: a value is missing after "+="
  | w +=
  |     ^`},
		{"on_pre that writes constants", func(s *sim.Synapse) { s.OnPre = "c_post = 1; i = 1; N_pre = 3; twice_post = 2*mV; s_post = 1" }, `
sim: synapses "S": on_pre: "c_post" cannot be assigned to
  | c_post = 1; i = 1; N_pre = 3; twice_post = 2*mV; s_post = 1
  | ^~~~~~ it is flagged (constant)
sim: synapses "S": on_pre: "i" cannot be assigned to
  | c_post = 1; i = 1; N_pre = 3; twice_post = 2*mV; s_post = 1
  |             ^ it is an index
sim: synapses "S": on_pre: "N_pre" cannot be assigned to
  | c_post = 1; i = 1; N_pre = 3; twice_post = 2*mV; s_post = 1
  |                    ^~~~~ it is a number of neurons
sim: synapses "S": on_pre: "twice_post" cannot be assigned to
  | c_post = 1; i = 1; N_pre = 3; twice_post = 2*mV; s_post = 1
  |                               ^~~~~~~~~~ it is a subexpression
sim: synapses "S": on_pre: "s_post" is shared and cannot be assigned to here
  | c_post = 1; i = 1; N_pre = 3; twice_post = 2*mV; s_post = 1
  |                                                  ^~~~~~ it is one value for all, and these statements run for some elements only`},

		{"a probability", func(s *sim.Synapse) { s.Connect = []sim.Connect{{Probability: "1.5"}} }, `
sim: synapses "S": connect: probability 1.5 is not between 0 and 1`},
		{"a negative probability", func(s *sim.Synapse) { s.Connect = []sim.Connect{{Probability: "-0.1"}} }, `
sim: synapses "S": connect: probability -0.1 is not between 0 and 1`},
		{"a probability with unit", func(s *sim.Synapse) { s.Connect = []sim.Connect{{Probability: "0.1 mV"}} }, `
sim: synapses "S": connect: probability 0.1 mV has a unit`},
		{"a probability text", func(s *sim.Synapse) {
			s.Connect = []sim.Connect{{Probability: "v_pre"}, {Probability: "i == j"}, {Probability: "p"}}
		}, `
sim: synapses "S": connect: probability: a probability is a number without unit
  | v_pre
  | ^~~~~
sim: synapses "S": connect: probability: a probability is a number without unit
  | i == j
  | ^~~~~~
sim: synapses "S": connect: probability: unknown name "p"
  | p
  | ^ did you mean "pA" or "pF"?`},
		{"a condition", func(s *sim.Synapse) {
			s.Connect = []sim.Connect{{Condition: "i + j"}, {Condition: "w > 0*mV"}, {Condition: "v_pre > 1"}}
		}, `
sim: synapses "S": connect: condition: a condition is needed, but this is an integer
  | i + j
  | ^~~~~ compare it with something
sim: synapses "S": connect: condition: unknown name "w"
  | w > 0*mV
  | ^ pairs have no variables of synapses yet
sim: synapses "S": connect: condition: cannot compare V with a number without unit
  | v_pre > 1
  |         ^ 1 has no unit; write 1*mV`},
		{"pairs", func(s *sim.Synapse) { s.Connect = []sim.Connect{{I: []int{1, 2}, J: []int{3}}} }, `
sim: synapses "S": connect: I has 2 entries and J 1; they list pairs`},
		{"pairs and a condition", func(s *sim.Synapse) { s.Connect = []sim.Connect{{I: []int{1}, J: []int{3}, Probability: "0.5"}} }, `
sim: synapses "S": connect: I and J list pairs; leave Condition and Probability out`},
		{"pairs out of range", func(s *sim.Synapse) {
			s.Connect = []sim.Connect{{I: []int{1, 10}, J: []int{3, 3}}, {I: []int{1}, J: []int{-1}}}
		}, `
sim: synapses "S": connect: I[1] = 10, but neuron group "exc" has neurons 0 to 9
sim: synapses "S": connect: J[0] = -1, but neuron group "exc" has neurons 0 to 9`},

		{"a negative delay", func(s *sim.Synapse) { s.Delay = "-1 ms" }, `
sim: synapses "S": delay -1 ms is not a time of 0 or more`},
		{"a delay of the wrong unit", func(s *sim.Synapse) { s.Delay = sim.DelayOf(mV(1)) }, `
sim: synapses "S": delay 1 mV is not a time of 0 or more`},
		{"two delays", func(s *sim.Synapse) { s.Delay, s.Delays = "3 ms", units.Millisecond.OfAll(1, 2) }, `
sim: synapses "S": give Delay or Delays, not both`},
		{"a delay text", func(s *sim.Synapse) { s.Delay = "j*mV" }, `
sim: synapses "S": delay: delay has unit s, but the expression has V
  | j*mV
  | ^~~~`},
		{"delays of the wrong unit", func(s *sim.Synapse) { s.Delays = units.Millivolt.OfAll(1, 2) }, `
sim: synapses "S": "delay" has unit s, but each value of units.Array has unit V`},
		{"initial values", func(s *sim.Synapse) { s.Initial = []sim.Set{{Variable: "w", Value: 3}, {Variable: "v", Value: mV(3)}} }, `
sim: synapses "S": "w" has unit V, but 3 has none; give a quantity such as units.MustParse("1 V")
sim: synapses "S": "v" cannot be set: it is no variable of the equations`},
		{"a namespace", func(s *sim.Synapse) { s.Namespace = sim.Namespace{"j": 3, "w": 3, "x_post": 1} }, `
sim: synapses "S": namespace: a constant cannot be named "j": it is the number of the postsynaptic neuron
sim: synapses "S": namespace: a constant cannot be named "w": it is a variable of the equations
sim: synapses "S": namespace: a constant cannot be named "x_post": the endings _pre and _post say whose variable a synapse means`},
	} {
		spec := sim.Synapse{Name: "S", Source: exc, Target: exc, Model: "w : volt", OnPre: "v_post += w", Connect: []sim.Connect{{}}}
		c.mistaken(&spec)
		_, err := sim.NewSynapses(spec)
		expectError(t, c.what, err, c.want)
	}
}

// Mistakes that are seen only when the synapses are made.
func TestMistakesInConnecting(t *testing.T) {
	exc := neurons(t, membrane(nil))
	for _, c := range []struct {
		what string
		spec sim.Synapse
		want string
	}{
		{"a probability", sim.Synapse{Connect: []sim.Connect{{Probability: "i*0.25"}}}, `
sim: synapses "S": connect: probability 1.25 of the pair i=5, j=0 is not between 0 and 1`},
		{"delays", sim.Synapse{Connect: []sim.Connect{{}}, Delays: units.Second.OfAll(1e-3, 2e-3)}, `
sim: synapses "S": 2 delays for 100 synapses`},
		{"no delays", sim.Synapse{Connect: []sim.Connect{{}}, Delays: units.Second.OfAll()}, `
sim: synapses "S": 0 delays for 100 synapses`},
		{"a negative delay", sim.Synapse{Connect: []sim.Connect{{}}, Delay: "(j - 3)*ms"}, `
sim: synapses "S": delay -0.003 s is not a time of 0 or more`},
		{"a delay too long", sim.Synapse{Connect: []sim.Connect{{}}, Delay: "1e6 s"}, `
sim: synapses "S": delay 1e+06 s is more than 1048576 steps of 0.0001 s`},
		{"values", sim.Synapse{Connect: []sim.Connect{{}}, Initial: []sim.Set{{Variable: "w", Value: units.Millivolt.OfAll(1, 2, 3)}}}, `
sim: synapses "S": set "w": 3 values for 100 elements`},
	} {
		c.spec.Name, c.spec.Source, c.spec.Target, c.spec.Model, c.spec.OnPre = "S", exc, exc, "w : volt", "v_post += w"
		net := network(t, sim.Options{}, synapses(t, c.spec))
		expectError(t, c.what, net.Run(context.Background(), millisecondsOf(1)), c.want)
	}
}

func TestMistakesInMonitors(t *testing.T) {
	exc := neurons(t, membrane(nil))
	silent := neurons(t, sim.Neurons{Name: "silent", Size: 3, Equations: "x : 1"})
	syn := synapses(t, sim.Synapse{Name: "S", Source: exc, Target: exc, Model: "u : 1", Connect: []sim.Connect{{Probability: "0"}}})
	spikes := spikeMonitor(t, "spikes", exc)
	for _, c := range []struct {
		what string
		spec sim.Recording
		want string
	}{
		{"no name", sim.Recording{Of: exc}, `
sim: spike monitor "": a name begins with a letter and has letters, digits and underscores`},
		{"of nothing", sim.Recording{Name: "M"}, `sim: spike monitor "M": Of must say what to record`},
		{"of a nil group", sim.Recording{Name: "M", Of: (*sim.NeuronGroup)(nil)}, `
sim: spike monitor "M": Of must say what to record`},
		{"of synapses", sim.Recording{Name: "M", Of: syn}, `
sim: spike monitor "M": synapses "S" does not spike; record a NeuronGroup or a Subgroup`},
		{"of a silent group", sim.Recording{Name: "M", Of: silent}, `
sim: spike monitor "M": neuron group "silent" has no threshold and never spikes`},
		{"of variables", sim.Recording{Name: "M", Of: exc, Variables: []string{"v"}}, `
sim: spike monitor "M": Variables, Record, Every and When are for a StateMonitor`},
	} {
		_, err := sim.NewSpikeMonitor(c.spec)
		expectError(t, "spikes "+c.what, err, c.want)
	}
	_, err := sim.NewPopulationRateMonitor(sim.Recording{Name: "R", Of: exc, Record: []int{1}})
	expectError(t, "rates", err, `
sim: population rate monitor "R": Variables, Record, Every and When are for a StateMonitor`)
	for _, c := range []struct {
		what string
		spec sim.Recording
		want string
	}{
		{"no variables", sim.Recording{Name: "M", Of: exc}, `
sim: state monitor "M": Variables must name what to record`},
		{"unknown variables", sim.Recording{Name: "M", Of: exc, Variables: []string{"v", "V", "tau", "u"}}, `
sim: state monitor "M": neuron group "exc" has no variable "V"; did you mean "v"?
sim: state monitor "M": neuron group "exc" has no variable "tau"; there are: v, I, n, b, twice, c, s
sim: state monitor "M": neuron group "exc" has no variable "u"; there are: v, I, n, b, twice, c, s`},
		{"of a monitor", sim.Recording{Name: "M", Of: spikes, Variables: []string{"v"}}, `
sim: state monitor "M": spike monitor "spikes" has no variables to record`},
		{"out of range", sim.Recording{Name: "M", Of: exc, Variables: []string{"v"}, Record: []int{1, 10}}, `
sim: state monitor "M": Record has 10, but neuron group "exc" has neurons 0 to 9`},
		{"a slot", sim.Recording{Name: "M", Of: exc, Variables: []string{"v"}, When: "befor_start"}, `
sim: state monitor "M": unknown slot "befor_start"; before_ and after_ may stand before a slot; there are start, groups, thresholds, synapses, resets, end`},
		{"an interval", sim.Recording{Name: "M", Of: exc, Variables: []string{"v"}, Every: mV(1)}, `
sim: state monitor "M": interval 1 mV is not a positive time`},
	} {
		_, err := sim.NewStateMonitor(c.spec)
		expectError(t, "state "+c.what, err, c.want)
	}
	net := network(t, sim.Options{}, exc, syn)
	expectError(t, "state of no synapse", net.Add(stateMonitor(t, sim.Recording{Name: "M", Of: syn, Variables: []string{"u"}})),
		`sim: state monitor "M": there is nothing to record of synapses "S"`)
	expectError(t, "state of a synapse", net.Add(stateMonitor(t, sim.Recording{Name: "M", Of: syn, Variables: []string{"u"}, Record: []int{7}})),
		`sim: state monitor "M": Record has 7, but synapses "S" has only 0`)
}

func TestMistakesInSubgroups(t *testing.T) {
	exc := neurons(t, membrane(nil))
	part := must[*sim.Subgroup](t)(exc.Subgroup("part", 2, 6))
	_, err := exc.Subgroup("", 0, 3)
	expectError(t, "no name", err, `sim: subgroup "": a name begins with a letter and has letters, digits and underscores`)
	_, err = exc.Subgroup("x", 3, 11)
	expectError(t, "too far", err, `
sim: subgroup "x": neurons 3 to 11 (exclusive) are no part of neuron group "exc" with 10 neurons`)
	_, err = exc.Subgroup("x", 3, 3)
	expectError(t, "empty", err, `
sim: subgroup "x": neurons 3 to 3 (exclusive) are no part of neuron group "exc" with 10 neurons`)
	_, err = part.Subgroup("x", -1, 2)
	expectError(t, "of a subgroup", err, `
sim: subgroup "x": neurons -1 to 2 (exclusive) are no part of subgroup "part" with 4 neurons`)
}

func TestMistakesWithNetworks(t *testing.T) {
	for _, c := range []struct {
		what    string
		options sim.Options
		want    string
	}{
		{"an engine", sim.Options{Engine: "referense"}, `
sim: unknown engine "referense"; there are reference, cc; did you mean "reference"?`},
		{"another engine", sim.Options{Engine: "fortran"}, `
sim: unknown engine "fortran"; there are reference, cc`},
		{"a step size", sim.Options{DT: mV(1)}, `sim: network: step size 1 mV is not a positive time`},
		{"a step size of nothing", sim.Options{DT: millisecondsOf(-0.1)}, `
sim: network: step size -0.1 ms is not a positive time`},
	} {
		_, err := sim.NewNetwork(c.options)
		expectError(t, c.what, err, c.want)
	}

	exc := neurons(t, membrane(nil))
	other := neurons(t, membrane(nil))
	stranger := neurons(t, membrane(func(s *sim.Neurons) { s.Name = "stranger" }))
	part := must[*sim.Subgroup](t)(exc.Subgroup("part", 2, 6))
	syn := synapses(t, sim.Synapse{Name: "S", Source: exc, Target: part, OnPre: "v_post += 1*mV", Connect: []sim.Connect{{}}})
	monitor := spikeMonitor(t, "spikes", exc)
	net := network(t, sim.Options{}, exc, syn)
	ctx, cancel := context.WithCancel(context.Background())

	for _, c := range []struct {
		what string
		err  error
		want string
	}{
		{"two objects of one name", net.Add(other), `
sim: network: neuron group "exc" and neuron group "exc" have one name; names are unique within a network`},
		{"nothing", net.Add(nil), `sim: network: there is no object: it is nil`},
		{"a nil group", net.Add((*sim.NeuronGroup)(nil)), `sim: network: there is no object: it is nil`},
		{"what is not in it", net.Remove(stranger), `
sim: network: cannot remove neuron group "stranger", which is not in it`},
		{"what others need", net.Remove(exc), `
sim: network: cannot remove neuron group "exc" while subgroup "part" refers to it`},
		{"what others need, through a subgroup", net.Remove(part), `
sim: network: cannot remove subgroup "part" while synapses "S" refers to it`},
		{"a negative time", net.Run(ctx, millisecondsOf(-1)), `
sim: network: cannot run for -1 ms; a duration is a time of 0 or more`},
		{"no time", net.Run(ctx, mV(1)), `
sim: network: cannot run for 1 mV; a duration is a time of 0 or more`},
		{"for ever", net.Run(ctx, units.Second.Of(1e300)), `
sim: network: cannot run for 1e+300 s, which are too many steps of 0.0001 s`},
		{"values of a stranger", net.Set(stranger, sim.Set{Variable: "v", Value: mV(1)}), `
sim: neuron group "stranger" was never added to this network`},
		{"values of a monitor", net.Set(monitor, sim.Set{Variable: "v", Value: mV(1)}), `
sim: spike monitor "spikes" has no variables to set`},
		{"values of nothing", net.Set(nil, sim.Set{Variable: "v", Value: mV(1)}), `
sim: network: there is no object: it is nil`},
		{"values of a subgroup", net.Set(part, sim.Set{Variable: "v", Value: mV(1)}), `
sim: subgroup "part" has no variables of its own; set those of neuron group "exc" with Index or Where`},
		{"a snapshot of nothing", net.Restore(nil), `
sim: network: this is no snapshot of this network or of a clone of it`},
	} {
		expectError(t, c.what, c.err, c.want)
	}
	_, err := net.Get(exc, "V")
	expectError(t, "reading a misspelt variable", err, `
sim: neuron group "exc" has no variable "V"; did you mean "v"?`)
	_, err = net.Get(exc, "tau")
	expectError(t, "reading a constant", err, `
sim: neuron group "exc" has no variable "tau"; there are: v, I, n, b, twice, c, s`)
	_, err = net.Get(stranger, "v")
	expectError(t, "reading a stranger", err, `
sim: neuron group "stranger" was never added to this network`)
	_, err = net.Get(monitor, "v")
	expectError(t, "reading a monitor", err, `sim: spike monitor "spikes" has no variables to get`)
	_, err = net.Spikes(monitor)
	expectError(t, "a monitor that is not in it", err, `
sim: spike monitor "spikes" was never added to this network`)

	elsewhere := network(t, sim.Options{}, exc)
	snapshot := must[*sim.Snapshot](t)(elsewhere.Snapshot())
	expectError(t, "another network's snapshot", net.Restore(snapshot), `
sim: network: this is no snapshot of this network or of a clone of it`)
	check(t, snapshot.Close())
	expectError(t, "a closed snapshot", elsewhere.Restore(snapshot), `
sim: network: this is no snapshot of this network or of a clone of it`)

	cancel()
	expectError(t, "cancelled", net.Run(ctx, units.Second.Of(1e6)), `context canceled`)

	closed := network(t, sim.Options{}, exc, monitor)
	check(t, closed.Close())
	expectError(t, "closed", closed.Run(ctx, millisecondsOf(1)), `sim: network: it is closed`)
	expectError(t, "adding to a closed one", closed.Add(stranger), `sim: network: it is closed`)
	expectError(t, "setting in a closed one", closed.Set(exc, sim.Set{Variable: "v", Value: mV(1)}), `
sim: network: it is closed`)
	_, err = closed.Get(exc, "v")
	expectError(t, "reading a closed one", err, `sim: network: it is closed`)
	_, err = closed.Clone()
	expectError(t, "cloning a closed one", err, `sim: network: it is closed`)
	_, err = closed.Spikes(monitor)
	expectError(t, "spikes of a closed one", err, `sim: network: it is closed`)
	if text := closed.Explain(); !strings.Contains(text, "closed") {
		t.Errorf("explained: %s", text)
	}
}

// What is long or deep is built or refused, and soon.
func TestHostileTexts(t *testing.T) {
	chain := "x0 = v/mV : 1\n"
	for k := 1; k < 60; k++ {
		chain += fmt.Sprintf("x%d = x%d + x%d : 1\n", k, k-1, k-1)
	}
	wide := "dy0/dt = -y0/tau : 1\n"
	for k := 1; k < 900; k++ {
		wide += fmt.Sprintf("dy%d/dt = (y%d - y%d)/tau : 1\n", k, k-1, k)
	}
	for _, c := range []struct {
		what     string
		mistaken func(*sim.Neurons)
		refused  string // empty: built
	}{
		{"a chain that doubles", func(s *sim.Neurons) { s.Equations += "\n" + chain }, "more than 20000 operations"},
		{"a chain that nearly does", func(s *sim.Neurons) {
			s.Equations += "\n" + strings.Join(strings.Split(chain, "\n")[:13], "\n")
			s.Threshold = "x12 > 3"
		}, ""},
		{"a long sum", func(s *sim.Neurons) { s.Threshold = "v > El" + strings.Repeat(" + v", 9000) }, ""},
		{"a longer sum", func(s *sim.Neurons) { s.Threshold = "v > El" + strings.Repeat(" + v", 90000) }, "more than 10000 operators"},
		{"parentheses", func(s *sim.Neurons) { s.Threshold = strings.Repeat("(", 9000) + "v" }, "nested too deeply"},
		{"signs", func(s *sim.Neurons) { s.Threshold = strings.Repeat("-", 9000) + "v > El" }, "nested too deeply"},
		{"powers", func(s *sim.Neurons) { s.Threshold = "1" + strings.Repeat("**2", 900) + " > 3" }, ""},
		{"statements", func(s *sim.Neurons) { s.Reset = strings.Repeat("n += 1\n", 5000) }, ""},
		{"more statements", func(s *sim.Neurons) { s.Reset = strings.Repeat("n += 1\n", 50000) }, "more than 20000 operations"},
		{"many equations", func(s *sim.Neurons) { s.Equations += "\n" + wide }, ""},
		{"many coupled blocks", func(s *sim.Neurons) {
			for k := range 300 {
				s.Equations += fmt.Sprintf("\ndy%d/dt = (y%d - 2*y%d)/tau : 1", k, k/60*60+(k+1)%60, k)
			}
			s.Method = "exact"
		}, ""},
		{"a long linear equation", func(s *sim.Neurons) {
			s.Equations += "\ndz/dt = (1" + strings.Repeat(" + z - 2*z", 3000) + ")/tau : 1"
		}, ""},
		{"a long text", func(s *sim.Neurons) { s.Equations = strings.Repeat(" ", 2_000_000) }, "at most 1048576 are read"},
	} {
		start := time.Now()
		_, err := sim.NewNeuronGroup(membrane(c.mistaken))
		if took := time.Since(start); took > 3*time.Second {
			t.Errorf("%s took %v", c.what, took)
		}
		if c.refused == "" && err != nil || c.refused != "" && (err == nil || !strings.Contains(err.Error(), c.refused)) {
			t.Errorf("%s: %.300v", c.what, err)
		}
	}
}

// FuzzNeuronGroup: no text makes the making of a group panic, and a group that was made can be put into a network.
func FuzzNeuronGroup(f *testing.F) {
	whole := membrane(nil)
	f.Add(whole.Equations, whole.Threshold, whole.Reset, "2*ms", "rand()*mV")
	f.Add("dv/dt = (x - v)/tau : volt (unless refractory)\nx = 2*El : volt\ndw/dt = v/tau : volt", "v > w or not (v < x)",
		"d = v; v = El; w += d**2/d; w /= 2", "v > El", "El*i/N")
	f.Add("b : boolean\nn : integer\nv : volt\ndx/dt = -x*n*Hz : 1", "b and n % 2 == 0", "n //= 2; b = not b; n **= 2", "timestep(t, dt) > 3",
		"clip(v, El, 0*mV)")
	f.Fuzz(func(t *testing.T, equations, threshold, reset, refractory, value string) {
		spec := sim.Neurons{Name: "G", Size: 2, Equations: equations, Threshold: threshold, Reset: reset, Refractory: sim.Refractory(refractory),
			Namespace: whole.Namespace, Initial: []sim.Set{{Variable: "v", Value: value}}}
		group, err := sim.NewNeuronGroup(spec)
		if err != nil {
			if group != nil || err.Error() == "" {
				t.Errorf("%v beside %v", group, err)
			}
			return
		}
		run(t, network(t, sim.Options{}, group), "0.3 ms")
	})
}
