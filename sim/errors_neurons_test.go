package sim_test

import (
	"testing"

	"golgi/sim"
	"golgi/units"
)

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
		{"faults of several kinds in several texts", func(s *sim.Neurons) {
			s.Equations = "dv/dt = (El - v/tau : volt\ndu/dt = u/s : 1\nw = u + El : 1\nx : 1 (shard)"
			s.Threshold, s.Reset = "v > 0 and u > 1*mV", "a = v*(2\nv = a + El; u = b"
			s.Refractory = "v + w + x"
		}, `
sim: neuron group "exc": equations, line 1: "(" is never closed
  | dv/dt = (El - v/tau : volt
  |         ^
sim: neuron group "exc": equations, line 2: unknown name "s"
  | du/dt = u/s : 1
  |           ^ the unit is written second
sim: neuron group "exc": equations, line 3: cannot add a number without unit to V
  | w = u + El : 1
  |         ^~ El has unit V
sim: neuron group "exc": equations, line 4: unknown flag "shard"
  | x : 1 (shard)
  |        ^~~~~ did you mean "shared"?
sim: neuron group "exc": threshold: cannot compare a number without unit with V
  | v > 0 and u > 1*mV
  |               ^~~~ 1*mV has unit V
sim: neuron group "exc": reset, line 1: "(" is never closed
  | a = v*(2
  |       ^
sim: neuron group "exc": reset, line 2: unknown name "b"
  | v = a + El; u = b
  |                 ^ it is no variable here, no constant of the namespace and no unit`},
		{"the name of an equation that cannot be read", func(s *sim.Neurons) {
			s.Equations, s.Threshold = "dv/dt = -v/tau : 1\n3 = x : 1", "x > 3*mV"
		}, `
sim: neuron group "exc": equations, line 2: an equation begins with the name of a variable, not with "3"
  | 3 = x : 1
  | ^`},
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
sim: neuron group "exc": namespace: "tau" has a value of type string; give a units.Quantity, float64, int or bool, such as units.MustParse("10 ms")`},
		{"a namespace with a text that is computed", func(s *sim.Neurons) { s.Namespace["tau"] = "2*tau_m" }, `
sim: neuron group "exc": namespace: "tau" has a value of type string; give a units.Quantity, float64, int or bool; ` +
			`what is computed from other names is a line of the equations, such as tau = 2*tau_m : 1`},
		{"a namespace with a list", func(s *sim.Neurons) { s.Namespace["tau"] = []int{1} }, `
sim: neuron group "exc": namespace: "tau" has a value of type []int; give a units.Quantity, float64, int or bool; a function of time is a *sim.TimedArray`},
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
sim: neuron group "exc": unknown method "eluer"; there are euler, exact, exponential_euler, heun, milstein, rk2, rk4, rkf45; did you mean "euler"?`},
		{"a method that cannot", func(s *sim.Neurons) { s.Equations, s.Method = s.Equations+"\ndx/dt = x*x/tau : 1", "exact" }, `
sim: neuron group "exc": equations, line 8: method "exact" cannot solve dx/dt
  | dx/dt = x*x/tau : 1
  |         ^~~ it is not linear in the variables; use euler, rk2 or rk4`},

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
		{"a reset of the wrong unit", func(s *sim.Neurons) { s.Reset = "v = 5; n += 0.5; b += 1" }, `
sim: neuron group "exc": reset: v has unit V, but the expression has none
  | v = 5; n += 0.5; b += 1
  |     ^ write 5*mV
sim: neuron group "exc": reset: n is an integer, but n + 0.5 is a float
  | v = 5; n += 0.5; b += 1
  |             ^~~ write n = int(n + 0.5)
sim: neuron group "exc": reset: b is a boolean, but b + 1 is an integer
  | v = 5; n += 0.5; b += 1
  |                       ^ write a condition`},
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
sim: neuron group "exc": refractory period 2 is not a time of 0 or more; write "2 ms"`},
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
		{"a boolean for a voltage", sim.Set{Variable: "v", Value: true}, `
sim: neuron group "exc": "v" has unit V, but true has none; give a quantity such as units.MustParse("1 V")`},
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
		{"booleans for voltages", sim.Set{Variable: "v", Value: make([]bool, 10)}, `
sim: neuron group "exc": "v" has unit V, but each value of []bool has none; give a quantity such as units.MustParse("1 V")`},
		{"huge integers", sim.Set{Variable: "n", Value: []int{0, 0, 0, 0, 0, 0, 0, 0, 0, 1 << 40}}, `
sim: neuron group "exc": set "n": 1099511627776 is beyond 32-bit integers, -2147483648 to 2147483647`},
		{"a huge integer", sim.Set{Variable: "n", Value: 1 << 40}, `
sim: neuron group "exc": set "n": 1099511627776 is beyond 32-bit integers, -2147483648 to 2147483647`},
		{"an index out of range", sim.Set{Variable: "c", Value: 1, Index: []int{3, 10}}, `
sim: neuron group "exc": set "c": Index has 10, but there are only 10 elements`},
		{"a negative index", sim.Set{Variable: "c", Value: 1, Index: []int{-1}}, `
sim: neuron group "exc": set "c": Index has -1, but elements are numbered from 0; the Slice "-1:" counts from the end`},
		{"a condition that is none", sim.Set{Variable: "c", Value: 1, Where: "i"}, `
sim: neuron group "exc": where: a condition is needed, but this is an integer
  | i
  | ^ compare it with something`},
		{"a condition and an index", sim.Set{Variable: "c", Value: 1, Where: "i > 3", Index: []int{1}}, `
sim: neuron group "exc": set "c": give one of Where, Index, Slice, and I with J`},
	} {
		expectError(t, c.what, net.Set(group, c.set), c.want)
	}
}
