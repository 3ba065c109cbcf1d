package sim_test

import (
	"context"
	"testing"

	"golgi/sim"
	"golgi/units"
)

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
sim: synapses "S": model, line 3: unknown name "tau"
  | dx/dt = -x/tau : 1
  |            ^~~ it is no variable here, no constant of the namespace and no unit`},
		{"a bad model and bad pathways", func(s *sim.Synapse) {
			s.Model = "w : volt\nx = : 1\ny = 2*w : 1"
			s.OnPre = "v_post += w +\nu = y\nv_post += y + x"
			s.Pathways = []sim.Pathway{{Name: "more", OnPost: "w = 3; k = ; w = k; w += 1*s", When: "never"}}
		}, `
sim: synapses "S": unknown slot "never"; before_ and after_ may stand before a slot; there are start, groups, thresholds, synapses, resets, end
sim: synapses "S": model, line 2: a value is missing after "="
  | x = : 1
  |    ^
sim: synapses "S": model, line 3: y has no unit, but the expression has V
  | y = 2*w : 1
  |     ^~~
sim: synapses "S": on_pre, line 1: a value is missing after "+"
  | v_post += w +
  |              ^
sim: synapses "S": on_pre, line 2: "u" is no variable, and a temporary one is never used
  | u = y
  | ^ it is no variable here
sim: synapses "S": pathway "more": w has unit V, but the expression has none
  | w = 3; k = ; w = k; w += 1*s
  |     ^ write 3*mV
sim: synapses "S": pathway "more": a value is missing after "="
  | w = 3; k = ; w = k; w += 1*s
  |           ^
sim: synapses "S": pathway "more": cannot add V to a number without unit
  | w = 3; k = ; w = k; w += 1*s
  |                          ^~~ 1*s has no unit`},
		{"two flags", func(s *sim.Synapse) { s.Model += "\ndx/dt = -x/ms : 1 (event-driven, clock-driven)" }, `
sim: synapses "S": model, line 2: "x" cannot be both event-driven and clock-driven
  | dx/dt = -x/ms : 1 (event-driven, clock-driven)
  |                                  ^~~~~~~~~~~~ it is integrated at every step, or when a spike arrives`},
		{"variables of two minds", func(s *sim.Synapse) {
			s.Model += "\ndx/dt = -y*x/ms : 1 (event-driven)\ny = 2*z + 1 : 1\ndz/dt = -z/ms : 1\ndu/dt = (x - u)/ms : 1 (clock-driven)"
		}, `
sim: synapses "S": model, line 2: the event-driven "x" cannot depend on the clock-driven "z"
  | dx/dt = -y*x/ms : 1 (event-driven)
  |         ^~~~~~~ flag x (clock-driven)
sim: synapses "S": model, line 5: the clock-driven "u" cannot depend on the event-driven "x"
  | du/dt = (x - u)/ms : 1 (clock-driven)
  |         ^~~~~~~~~~ flag x (clock-driven)`},
		{"event-driven and not linear", func(s *sim.Synapse) { s.Model += "\ndx/dt = (1 - x**2)/ms : 1 (event-driven)" }, `
sim: synapses "S": model, line 2: dx/dt cannot be event-driven
  | dx/dt = (1 - x**2)/ms : 1 (event-driven)
  |              ^~~~ it is not linear in the variables; flag it (clock-driven)`},
		{"event-driven and of time", func(s *sim.Synapse) { s.Model += "\ndx/dt = (sin(t/ms) - x)/ms : 1 (event-driven)" }, `
sim: synapses "S": model, line 2: dx/dt cannot be event-driven
  | dx/dt = (sin(t/ms) - x)/ms : 1 (event-driven)
  |         ^~~~~~~~~~~~~~~~~~ it changes within a step; flag it (clock-driven)`},
		{"event-driven with noise", func(s *sim.Synapse) { s.Model += "\ndx/dt = -x/ms + xi*ms**-0.5 : 1 (event-driven)" }, `
sim: synapses "S": model, line 2: dx/dt cannot be event-driven
  | dx/dt = -x/ms + xi*ms**-0.5 : 1 (event-driven)
  |         ^~~~~~~~~~~~~~~~~~~ it has noise; flag it (clock-driven)`},
		{"an unknown method", func(s *sim.Synapse) { s.Model, s.Method = s.Model+"\ndx/dt = -x/ms : 1 (clock-driven)", "eluer" }, `
sim: synapses "S": unknown method "eluer"; there are euler, exact, exponential_euler, heun, milstein, rk2, rk4, rkf45; did you mean "euler"?`},
		{"a wrong step size", func(s *sim.Synapse) { s.DT = units.MustParse("-1 ms") }, `
sim: synapses "S": step size -1 ms is not a positive time`},
		{"lastupdate of nothing", func(s *sim.Synapse) { s.OnPre = "w = (t - lastupdate)*mV/ms" }, `
sim: synapses "S": on_pre: unknown name "lastupdate"
  | w = (t - lastupdate)*mV/ms
  |          ^~~~~~~~~~ it is no variable here, no constant of the namespace and no unit`},
		{"lastupdate twice", func(s *sim.Synapse) { s.Model += "\nlastupdate : second\ndx/dt = -x/ms : 1 (event-driven)" }, `
sim: synapses "S": model, line 2: "lastupdate" is defined twice
  | lastupdate : second
  | ^~~~~~~~~~ take the line out: what is event-driven brings it along`},
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

		{"a negative probability", func(s *sim.Synapse) { s.Connect = []sim.Connect{{Probability: "-0.1"}} }, `
sim: synapses "S": connect: probability -0.1 is not a number of 0 or more`},
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
		{"numbers of synapses", func(s *sim.Synapse) {
			s.Connect = []sim.Connect{{N: "-1"}, {N: "3 mV"}, {N: "0.5*v_pre"}, {N: "1 + w"}, {N: "i > 1", I: []int{1}, J: []int{1}}}
		}, `
sim: synapses "S": connect: N is -1, and no number from 0 to 2147483647
sim: synapses "S": connect: N is 3 mV, and no number from 0 to 2147483647
sim: synapses "S": connect: N: a number of synapses has no unit, but this has unit V
  | 0.5*v_pre
  | ^~~~~~~~~
sim: synapses "S": connect: N: unknown name "w"
  | 1 + w
  |     ^ pairs have no variables of synapses yet
sim: synapses "S": connect: N: a number of synapses is an integer, but this is a condition
  | i > 1
  | ^~~~~ write int(...)`},
		{"a number that numbers nothing", func(s *sim.Synapse) { s.MultisynapticIndex = "i" }, `
sim: synapses "S": MultisynapticIndex cannot be "i": it is the number of the element`},
		{"a number named like a variable", func(s *sim.Synapse) { s.MultisynapticIndex = "w" }, `
sim: synapses "S": MultisynapticIndex cannot be "w": the model has a variable of that name`},
		{"a number named like one of a neuron", func(s *sim.Synapse) { s.MultisynapticIndex = "v" }, `
sim: synapses "S": MultisynapticIndex cannot be "v": the postsynaptic neurons have one; call it v_syn`},
		{"a number named like a constant", func(s *sim.Synapse) { s.MultisynapticIndex, s.Namespace = "k", sim.Namespace{"k": 3.0} }, `
sim: synapses "S": MultisynapticIndex cannot be "k": it is a constant of the namespace`},
		{"a number named like a function", func(s *sim.Synapse) { s.MultisynapticIndex, s.Functions = "k", sim.Functions{"k(x)": "x"} }, `
sim: synapses "S": MultisynapticIndex cannot be "k": it is a function`},
		{"a number with a strange name", func(s *sim.Synapse) { s.MultisynapticIndex = "k s" }, `
sim: synapses "S": MultisynapticIndex cannot be "k s": a name begins with a letter and has letters, digits and underscores`},
		{"a number that is assigned to", func(s *sim.Synapse) { s.MultisynapticIndex, s.OnPre = "k", "k += 1" }, `
sim: synapses "S": on_pre: "k" cannot be assigned to
  | k += 1
  | ^ it numbers the synapses of a pair`},
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
		{"pairs", func(s *sim.Synapse) { s.Connect = []sim.Connect{{I: []int{1, 2}, J: []int{3, 0, 1}}} }, `
sim: synapses "S": connect: I has 2 entries and J 3; they list pairs`},
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
		{"a delay of nothing", func(s *sim.Synapse) { s.OnPre, s.Delay = "", "3 ms" }, `
sim: synapses "S": Delay is that of OnPre, and there is none`},
		{"a delay in an unknown unit", func(s *sim.Synapse) { s.Delay = "2 seconds" }, `
sim: synapses "S": delay: units: unknown unit "seconds"; did you mean "second" or "s"?
  | 2 seconds
  |   ^`},
		{"two delays", func(s *sim.Synapse) { s.Delay, s.Delays = "3 ms", units.Millisecond.OfAll(1, 2) }, `
sim: synapses "S": delay: give Delay or Delays, not both`},
		{"a delay text", func(s *sim.Synapse) { s.Delay = "j*mV" }, `
sim: synapses "S": delay: delay has unit s, but the expression has V
  | j*mV
  | ^~~~`},
		{"a delay of variables without value", func(s *sim.Synapse) {
			s.Model += "\nd : second\nk : second\nh = rand()*ms : second (constant over dt)\nf = d + k : second"
			s.Initial, s.Delay = []sim.Set{{Variable: "k", Value: "1*ms"}}, "f + h"
		}, `
sim: synapses "S": the delay reads "d", which has no value yet; set it in Initial
sim: synapses "S": the delay reads "h", which is flagged (constant over dt) and has no value before a run`},
		{"delays of the wrong unit", func(s *sim.Synapse) { s.Delays = units.Millivolt.OfAll(1, 2) }, `
sim: synapses "S": "delay" has unit s, but each value of units.Array has unit V`},
		{"initial values", func(s *sim.Synapse) { s.Initial = []sim.Set{{Variable: "w", Value: 3}, {Variable: "v", Value: mV(3)}} }, `
sim: synapses "S": "w" has unit V, but 3 has none; give a quantity such as units.MustParse("1 V")
sim: synapses "S": "v" cannot be set: it is no variable of the equations`},
		{"a namespace", func(s *sim.Synapse) { s.Namespace = sim.Namespace{"j": 3, "w": 3, "x_post": 1, "tau_pre": 2} }, `
sim: synapses "S": namespace: a constant cannot be named "j": it is the number of the postsynaptic neuron
sim: synapses "S": namespace: a constant cannot be named "w": it is a variable of the equations`},
		{"a namespace with a name of the neurons'", func(s *sim.Synapse) { s.Namespace = sim.Namespace{"v_pre": 1, "tau_pre": 2} }, `
sim: synapses "S": namespace: a constant cannot be named "v_pre": it is a variable of the neurons`},
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
		{"a probability", sim.Synapse{Connect: []sim.Connect{{Probability: "-i*0.25"}}}, `
sim: synapses "S": connect: probability -0.25 of the pair i=1, j=0 is not a number of 0 or more`},
		{"delays", sim.Synapse{Connect: []sim.Connect{{}}, Delays: units.Second.OfAll(1e-3, 2e-3)}, `
sim: synapses "S": delay: 2 values for 100 synapses`},
		{"no delays", sim.Synapse{Connect: []sim.Connect{{}}, Delays: units.Second.OfAll()}, `
sim: synapses "S": delay: 0 values for 100 synapses`},
		{"a negative delay", sim.Synapse{Connect: []sim.Connect{{}}, Delay: "(j - 3)*ms"}, `
sim: synapses "S": delay -0.003 s is not a time of 0 or more; (j - 3)*ms needs a bound, as clip(…, 0*second, inf*second) and components.NormalBetween have`},
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
