package sim_test

import (
	"fmt"
	"strings"
	"testing"

	"golgi/sim"
	"golgi/units"
)

// What a person reads who writes the usual mistakes.
func TestUsualMistakes(t *testing.T) {
	for _, c := range []struct{ equations, want string }{
		{"dv/dt = k(v - a)*Hz : 1\nk : 1\na : 1", `"k" is a variable and no function | write k*(...)`},
		{"dv/dt = (v - a)(v - k)*Hz : 1\nk : 1\na : 1", `an operator is missing before "(" | a product needs "*"`},
		{"dv/dt = 2(v - a)*Hz : 1\na : 1", `an operator is missing before "(" | a product needs "*"`},
		{"dv/dt = f(v)/ms : 1\nf = v + 1 : 1", `"f" is a subexpression and no function | write f*(...)`},
		{"dv/dt = v/ms + Hz(v) : 1", `"Hz" is a unit and no function | write Hz*(...)`},
		{"dv/dt = tau(v)*Hz**2 : 1", `"tau" is a constant and no function | write tau*(...)`},
		{"dv/dt = gas_constant(v)*Hz**2 : 1", `"gas_constant" is a constant and no function | write gas_constant*(...)`},
		{"dv/dt = -v(t)/tau : 1", `"v" is a variable and no function | write v: it is that of the present anyway`},
		{"dv/dt = -v()/tau : 1", `"v" is a variable and no function | write v`},
		{"dv/dt = -v/tua : 1", `unknown name "tua" | did you mean "tau"?`},
		{"dv/dt = -v/Tau : 1", `unknown name "Tau" | did you mean "tau"?`},
		{"dv/dt = epx(v)/tau : 1", `unknown function "epx" | did you mean "exp"?`},
		{"dv/dt = ln(v)/tau : 1", `unknown function "ln" | write log(...), which is the natural logarithm`},
		{"dv/dt = max(v, 1)/tau : 1", `unknown function "max" | write clip(x, least, inf)`},
		{"dv/dt = exp*v/tau : 1", `unknown name "exp" | it is a function; write exp(...)`},
		{"b = true : boolean", `unknown name "true" | write True`},
		{"b = false : boolean", `unknown name "false" | write False`},
		{"x = nan : 1", `unknown name "nan" | NaN is no number`},
		{"x = -b : 1\nb : boolean", `a sign stands before a number, but b is a condition | write int(b)`},
		{"x = +(v > 1) : 1\nv : 1", `a sign stands before a number, but v > 1 is a condition | write int(v > 1)`},
		{"x = b and v : boolean\nb : boolean\nv : 1", `"and" needs conditions, but v is a float | compare it with something`},
		{"v : kelvin\nx = zero_celcius + v : kelvin", `unknown name "zero_celcius" | did you mean "zero_celsius"?`},
	} {
		_, err := sim.NewNeuronGroup(sim.Neurons{Name: "g", Size: 1, Equations: c.equations,
			Namespace: sim.Namespace{"tau": units.Millisecond.Of(10)}})
		message, note, _ := strings.Cut(c.want, " | ")
		if text := fmt.Sprint(err); err == nil || !strings.Contains(text, ": "+message+"\n") || !strings.HasSuffix(text, " "+note) {
			t.Errorf("%q:\n got %v\nwant %s", c.equations, err, c.want)
		}
	}
}

// All faults of a block are said at once, each with its line and a caret.
func TestAllFaultsAtOnce(t *testing.T) {
	_, err := sim.NewNeuronGroup(sim.Neurons{Name: "g", Size: 1, Equations: "dv/dt = -v/tua : 1\ntau : second\nx = tau + v : second\ny = k(2) : 1\nk : 1"})
	expectError(t, "a block", err, `
sim: neuron group "g": equations, line 1: unknown name "tua"
  | dv/dt = -v/tua : 1
  |            ^~~ did you mean "tau"?
sim: neuron group "g": equations, line 3: cannot add s to a number without unit
  | x = tau + v : second
  |           ^ v has no unit; tau*v would have s
sim: neuron group "g": equations, line 4: "k" is a variable and no function
  | y = k(2) : 1
  |     ^ write k*(...)`)
}

// A name of nature's constants may be a user's own.
func TestOwnNamesBeforeConstants(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "g", Size: 1, Equations: "gas_constant : 1\nx = gas_constant + zero_celsius : 1\ny = faraday_constant : coulomb/mole",
		Namespace: sim.Namespace{"zero_celsius": 5.0}, Initial: []sim.Set{{Variable: "gas_constant", Value: 2.0}}})
	net := network(t, sim.Options{}, g)
	if x, y := get(t, net, g, "x")[0], get(t, net, g, "y")[0]; x != 7 || y != 96485.33289 {
		t.Errorf("x is %v, y %v", x, y)
	}
}
