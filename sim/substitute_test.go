package sim_test

import (
	"math"
	"testing"

	"golgi/sim"
	"golgi/units"
)

func TestSubstitute(t *testing.T) {
	type names = map[string]any
	for _, c := range []struct {
		block string
		by    names
		want  string
	}{
		{sim.AlphaSynapse, names{"x": "ge", "y": "se", "tau": "tau_e"}, "dge/dt = (se - ge)/tau_e : 1\ndse/dt = -se/tau_e : 1"},
		{"x = y : 1 # y\ny : 1 (constant)", names{"x": "y", "y": "x"}, "y = x : 1 # y\nx : 1 (constant)"},
		{"dx/dt = exp(x)*x_/ms : 1", names{"x": "longer"}, "dlonger/dt = exp(longer)*x_/ms : 1"},
		{"x : 1", nil, "x : 1"},
		{"x = a*b : 1", names{"a": "c", "b": "c"}, "x = c*c : 1"},

		// Brian 2.5.1: du/dt = (E_leak - u)/(10. * msecond)
		{"dv/dt = (El - v)/tau : volt", names{"tau": units.Millisecond.Of(10), "El": "E_leak", "v": "u"}, "du/dt = (E_leak - u)/(0.01*second) : volt"},
		{"dv/dt = -v/tau : 1", names{"tau": units.Millisecond.Of(10)}, "dv/dt = -v/(0.01*second) : 1"},
		{"dv/dt = -v/tau : 1", names{"tau": "tau_m + ms"}, "dv/dt = -v/(tau_m + ms) : 1"},
		{"x = a**k - a : 1", names{"a": -1.0, "k": 3}, "x = (-1.0)**(3) - (-1.0) : 1"},
		{"x = a + inf : 1", names{"a": math.Inf(-1)}, "x = (-inf) + inf : 1"},
		{"b = c and d : boolean", names{"c": true}, "b = True and d : boolean"},
		{"x = a : 1", names{"a": units.MustParse("2 uF/cm^2")}, "x = (0.02*(farad/metre**(2))) : 1"},
		{"x = a : 1", names{"a": units.MustParse("0.1 V s^-1/2")}, "x = (0.1*(volt*second**(-1/2))) : 1"},
		{"x = a : 1", names{"a": units.MustParse("1e-30 m")}, "x = (1e-30*metre) : 1"},

		{"I_post = w*s_pre : amp (summed)", names{"I_post": "J_post", "s_pre": "u_pre"}, "J_post = w*u_pre : amp (summed)"},

		{"x : 1", names{"y": "z"}, `sim: substitute: there is no name "y"; there are x; did you mean "x"?`},
		{"x : 1", names{"x": "2x"}, `sim: substitute: "x" cannot be called "2x": a name begins with a letter and has letters, digits and underscores`},
		{"x : 1", names{"x": "exp"}, `sim: substitute: "x" cannot be called "exp": it is a function`},
		{"x = y : 1", names{"x": "y"}, `sim: substitute: "x" cannot be called "y": that name occurs already`},
		{"x = y : 1", names{"x": "z", "y": "z"}, `sim: substitute: both "x" and "y" would be "z"`},
		{"x : 1", names{"x": 3.5}, `sim: substitute: "x" is defined by the equations; a name can stand for it, and no value`},
		{"x = a : 1", names{"a": "b +"}, `sim: substitute: "a" cannot become "b +", which is no name and no expression`},
		{"x = a : 1", names{"a": "b # c"}, `sim: substitute: "a" cannot become "b # c", which is no name and no expression`},
		{"x : 1", names{"x": "x_post"}, `sim: substitute: "x" cannot be called "x_post": the endings _pre and _post say whose variable a synapse means`},
		{"x = a : 1", names{"a": math.NaN()}, `sim: substitute: "a" is NaN, which is no number`},
		{"x = a : 1", names{"a": []int{1}}, `sim: substitute: "a" has a value of type []int; give a units.Quantity, float64, int or bool`},
	} {
		got, err := sim.Substitute(c.block, c.by)
		if err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%q, %v:\n got %q\nwant %q", c.block, c.by, got, c.want)
		}
	}
}

// Values are what they were, to the bit, whatever their unit.
func TestSubstitutedValues(t *testing.T) {
	for _, text := range []string{"-70.1 mV", "0.1 mS/cm^2", "3.3 pF", "1.7 ohm m", "0.3 V s^-1/2", "1e-9 kg m^2 s^-3 A^-2 K", "2 mol/m^3", "7 Hz", "5 Pa", "1 cd", "3 S^2"} {
		q := units.MustParse(text)
		block, err := sim.Substitute("x = a : "+units.FromSI(1, q.Dimension()).String()[2:], map[string]any{"a": q})
		check(t, err)
		group := neurons(t, sim.Neurons{Name: "g", Size: 1, Equations: block})
		if got := get(t, network(t, sim.Options{}, group), group, "x")[0]; got != q.SI() {
			t.Errorf("%s: %q has the value %v, want %v", text, block, got, q.SI())
		}
	}
}
