package integrate

import (
	"maps"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"golgi/sim/internal/mathlib"
)

func TestExponentialEulerUpdates(t *testing.T) {
	for _, c := range []struct{ model, want string }{
		{"dv/dt = (El - v)/tau : volt where El = -70 mV, tau = 10 ms", "v <- v + (El - v)/tau*_dt*exprel(-1/tau*_dt)"},
		{"dv/dt = -v*k : 1\nk : Hz", "v <- v + -v*k*_dt*exprel(-k*_dt)"},
		{"dv/dt = I/tau : 1\nI : 1 where tau = 10 ms", "v <- v + I/tau*_dt"},

		// A gate of Hodgkin and Huxley, whose rates follow the membrane.
		{"dv/dt = -m**3*v/tau : 1\ndm/dt = alpha*(1 - m) - beta*m : 1\nalpha = exp(v)/ms : Hz\nbeta = 1/(1 + v**2)/ms : Hz where tau = 10 ms",
			"v <- v + -m**3*v/tau*_dt*exprel(-m**3/tau*_dt)\n" +
				"m <- m + (alpha*(1 - m) - beta*m)*_dt*exprel((-alpha - beta)*_dt)"},

		// Gates that follow the membrane at once, as of Morris and Lecar, or behind a quotient.
		{"dv/dt = (g*m*(1 - v) - v)/tau : 1\nm = 0.5*(1 + tanh(v)) : 1\ng : 1 where tau = 10 ms",
			"v <- v + (g*m*(1 - v) - v)/tau*_dt*exprel((-(g*m) - 1)/tau*_dt)"},
		{"dv/dt = (1 - v/(1 + v))/tau : 1 where tau = 10 ms", "v <- v + (1 - v/(1 + v))/tau*_dt*exprel(-1/(1 + v)/tau*_dt)"},

		// The variable behind a subexpression, time, and random numbers in what drives it.
		{"dv/dt = leak + I : 1\nleak = -v/tau : Hz\nI = w*v/tau : Hz\nw : 1 where tau = 10 ms",
			"v <- v + (leak + I)*_dt*exprel((-1/tau + w/tau)*_dt)"},
		{"dv/dt = (sin(t/ms) - v + rand())/tau : 1 where tau = 10 ms",
			"v <- v + (sin(t/ms) - v + rand())/tau*_dt*exprel(-1/tau*_dt)"},
	} {
		u := choose(t, system(t, c.model), "exponential_euler")
		if got := strings.TrimSpace(text(u)); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.model, got, c.want)
		}
	}
}

func TestFaultsOfExponentialEuler(t *testing.T) {
	for _, c := range []struct{ model, want string }{
		{"w : 1\ndv/dt = (w - v**3)/tau : 1 where tau = 10 ms", `sim: test, line 2: method "exponential_euler" cannot solve dv/dt
  | dv/dt = (w - v**3)/tau : 1
  |              ^~~~ it is not linear in v; use euler, rk2 or rk4`},
		{"dv/dt = (w - v)/tau + drive/tau : 1\ndw/dt = -w/tau : 1\ndrive = 2*v*(v - 1) : 1 where tau = 10 ms",
			`sim: test, line 3: method "exponential_euler" cannot solve dv/dt
  | drive = 2*v*(v - 1) : 1
  |         ^~~~~~~~~~~ it is not linear in v; use euler, rk2 or rk4`},
		{"dv/dt = exp(-v)/tau : 1 where tau = 10 ms", `sim: test: method "exponential_euler" cannot solve dv/dt
  | dv/dt = exp(-v)/tau : 1
  |         ^~~~~~~~~~~ it has no term that is linear in v; use euler, rk2 or rk4`},
		{"dv/dt = (1 - rand()*v)/tau : 1 where tau = 10 ms", `sim: test: method "exponential_euler" cannot solve dv/dt
  | dv/dt = (1 - rand()*v)/tau : 1
  |         ^~~~~~~~~~~~~~~~~~ the coefficient of v draws random numbers; use euler, rk2 or rk4`},
	} {
		_, fault := Choose(system(t, c.model), Method{Text: "exponential_euler"})
		if fault == nil {
			t.Errorf("%s: no fault", c.model)
		} else if fault.Error() != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.model, fault, c.want)
		}
	}
}

// Where the coefficients do not change the method is exact, up to rounding at the size of what is added up.
func TestExponentialEulerOfConstantCoefficients(t *testing.T) {
	const dt, ulps = 1e-3, 4
	sys := system(t, "dx/dt = a*x + b : 1\na : Hz\nb : Hz")
	method, solution := choose(t, sys, "exponential_euler"), choose(t, sys, "exact")
	rapid.Check(t, func(rt *rapid.T) {
		x, a, b := rapid.Float64Range(-10, 10).Draw(rt, "x"), rapid.Float64Range(-3e4, 3e3).Draw(rt, "a"),
			rapid.Float64Range(-1e4, 1e4).Draw(rt, "b")
		before := state{"x": x, "a": a, "b": b}
		got, want := step(t, sys, method, before, dt, false)["x"], step(t, sys, solution, before, dt, false)["x"]
		size := math.Abs(x)*(1+math.Exp(a*dt)) + math.Abs(b)*dt*mathlib.Exprel(a*dt)
		if math.Abs(got-want) > ulps*0x1p-53*size {
			rt.Errorf("x = %v, exact gives %v", got, want)
		}
	})
}

// Where the coefficient vanishes the step is Euler's to the last bit, and where the derivative does there is none.
func TestExponentialEulerWithoutCoefficient(t *testing.T) {
	sys := system(t, "dx/dt = a*x + b : 1\na : Hz\nb : Hz")
	method, euler := choose(t, sys, "exponential_euler"), choose(t, sys, "euler")
	rapid.Check(t, func(rt *rapid.T) {
		x, dt := rapid.Float64Range(-10, 10).Draw(rt, "x"), rapid.Float64Range(1e-6, 1).Draw(rt, "dt")
		before := state{"x": x, "a": 0, "b": rapid.Float64Range(-1e3, 1e3).Draw(rt, "b")}
		if got, want := step(t, sys, method, before, dt, false), step(t, sys, euler, before, dt, false); !maps.Equal(got, want) {
			rt.Errorf("%v, Euler's step leads to %v", got, want)
		}
		a := rapid.Float64Range(-1e6, 700).Draw(rt, "a") // e^(a·dt) is finite
		still := state{"x": x, "a": a, "b": -float64(a * x)}
		if got := step(t, sys, method, still, dt, false); !maps.Equal(got, still) {
			rt.Errorf("%v leads to %v", still, got)
		}
	})
}

// All variables take the values that the others had before, in whatever order they are written; a flagged one keeps its
// own while it is refractory. One step by hand.
func TestExponentialEulerStep(t *testing.T) {
	const v, g = "dv/dt = (1 + g - v*g)/tau : 1 (unless refractory)", "dg/dt = v**2/tau - g/(2*tau) : 1"
	before := state{"v": 0.5, "g": 3}
	// dv/dt: f = (1 + 3 - 1.5)/10 ms, a = -3/10 ms; dg/dt: f = 0.25/10 ms - 3/20 ms, a = -1/20 ms.
	want := state{"v": 0.5 + 2.5/3*-math.Expm1(-0.3), "g": 3 + (0.25-1.5)*2*-math.Expm1(-0.05)}
	for _, model := range []string{v + "\n" + g, g + "\n" + v} {
		sys := system(t, model+" where tau = 10 ms")
		u := choose(t, sys, "exponential_euler")
		for name, got := range step(t, sys, u, before, 1e-3, false) {
			if math.Abs(got-want[name]) > 1e-15 {
				t.Errorf("%s: %s is %v, want %v", model, name, got, want[name])
			}
		}
		resting := step(t, sys, u, before, 1e-3, true)
		if resting["v"] != 0.5 || math.Abs(resting["g"]-want["g"]) > 1e-15 {
			t.Errorf("%s: refractory: %v", model, resting)
		}
	}
}
