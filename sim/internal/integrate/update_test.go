package integrate

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"golgi/sim/internal/equations"
)

// The rules of one time step, as Explain shows them.
func TestUpdates(t *testing.T) {
	for _, c := range []struct{ method, model, want string }{
		{"euler", "dv/dt = (El - v)/tau : volt where El = -70 mV, tau = 10 ms", "v <- v + _dt*((El - v)/tau)"},
		{"euler", "dv/dt = (w - v*v)/tau : 1 (unless refractory)\ndw/dt = v/tau : 1 where tau = 10 ms",
			"v <- v + _dt*((w - v*v)/tau)\nw <- w + _dt*(v/tau)"},

		// Constants of the namespace are in the propagators; b stays what it is.
		{"exact", "dv/dt = (El - v)/tau : volt where El = -70 mV, tau = 10 ms", "v <- P[v,v]*v + B[v,v]*(El/tau)"},
		{"linear", "dv/dt = -v/tau : 1 where tau = 10 ms", "v <- P[v,v]*v"},
		{"independent", "dv/dt = -v/tau : 1 where tau = 10 ms", "v <- P[v,v]*v"},
		{"exact", "dv/dt = I/tau : 1\nI : 1 where tau = 10 ms", "v <- P[v,v]*v + B[v,v]*(I/tau)"},
		{"exact", "dv/dt = 0/tau : 1 where tau = 10 ms", "v <- P[v,v]*v + B[v,v]*(0/tau)"},
		{"exact", "dv/dt = 3*(El - v)*2/tau/4 : volt where El = -70 mV, tau = 10 ms",
			"v <- P[v,v]*v + B[v,v]*(3*El*2/tau/4)"},
		{"exact", "dv/dt = (R*I + u)/tau : volt\nu = El - v : volt\nI = 2*nA : amp where El = -70 mV, tau = 10 ms, R = 1 Mohm",
			"v <- P[v,v]*v + B[v,v]*((R*I + El)/tau)"},

		// A coefficient that differs between neurons.
		{"exact", "dv/dt = (El - v)/tau : volt\ntau : second where El = -70 mV",
			"v <- v*exp(-1/tau*_dt) + El/tau*_dt*exprel(-1/tau*_dt)"},
		{"exact", "dv/dt = -v*k : 1\nk : Hz", "v <- v*exp(-k*_dt)"},

		// Coupled equations, and some that are not.
		{"exact", "dv/dt = (g - v)/tm + I : volt\ndg/dt = -g/tg : volt\nI : volt/second where tm = 10 ms, tg = 5 ms",
			"v <- P[v,v]*v + B[v,v]*I + P[v,g]*g\ng <- P[g,g]*g"},
		{"exact", "dv/dt = -v/tm : 1\ndw/dt = -w/tw : 1\ntw : second where tm = 10 ms", "v <- P[v,v]*v\nw <- w*exp(-1/tw*_dt)"},
		{"exact", "dx/dt = y/tau : 1\ndy/dt = -x/tau : 1 where tau = 10 ms", "x <- P[x,x]*x + P[x,y]*y\ny <- P[y,x]*x + P[y,y]*y"},

		// A flagged variable keeps its value while refractory; what it drives sees it stand still.
		{"exact", "dv/dt = (g - v)/tau : 1 (unless refractory)\ndg/dt = -g/tau : 1 where tau = 10 ms",
			"v <- P[v,v]*v + P[v,g]*g\ng <- P[g,g]*g"},
		{"exact", "dv/dt = (1 - v)/tau : 1 (unless refractory)\ndw/dt = (v - w + 2)/tau : 1 where tau = 10 ms",
			"v <- P[v,v]*v + B[v,v]*(1/tau)\n" +
				"w <- P[w,v]*v + B[w,v]*(1/tau) + P[w,w]*w + B[w,w]*(2/tau)\n" +
				"    refractory: P_rest[w,v]*v + P_rest[w,w]*w + B_rest[w,w]*(2/tau)"},
		{"exact", "da/dt = -a/tau : 1\ndv/dt = (a - v)/tau : 1 (unless refractory)\ndw/dt = (v - w)/tau : 1 where tau = 10 ms",
			"a <- P[a,a]*a\nv <- P[v,a]*a + P[v,v]*v\nw <- P[w,a]*a + P[w,v]*v + P[w,w]*w\n" +
				"    refractory: P_rest[w,v]*v + P_rest[w,w]*w"},
	} {
		sys := system(t, c.model)
		u := choose(t, sys, c.method)
		if got := strings.TrimSpace(text(u)); got != c.want {
			t.Errorf("%s by %s:\n got %s\nwant %s", c.model, c.method, got, c.want)
		}
	}
}

// Pairs of variables whose names run together have constants of their own.
func TestConstantsDoNotRunTogether(t *testing.T) {
	u := choose(t, system(t, "dg/dt = (e_x - g)/tau : 1\ndg_e/dt = (x - g_e + g)/tau : 1\nde_x/dt = -e_x/tau : 1\ndx/dt = (e_x - x)/tau : 1 where tau = 3 ms"), "exact")
	seen := make(map[string]bool)
	for _, c := range u.Constants {
		if seen[c.Name] {
			t.Errorf("two constants are named %s", c.Name)
		}
		seen[c.Name] = true
	}
}

// Exact updates against the solutions of the equations, after 40 steps. Every step may lose a few units in the
// last place.
func TestExactSolutions(t *testing.T) {
	const steps, dt, tolerance = 40, 0.7e-3, 1e-13
	const T = steps * dt
	apart := 1/3e-3 - 1/3.00000001e-3 // rates that are nearly equal
	for _, c := range []struct {
		name, model string
		start       state
		want        state
	}{
		{"decay", "dv/dt = (El - v)/tau : volt where El = -70 mV, tau = 10 ms", state{"v": -0.05},
			state{"v": -0.07 + 0.02*math.Exp(-T/10e-3)}},
		{"integral", "dv/dt = I/tau : 1\nI : 1 where tau = 10 ms", state{"v": 1, "I": 3}, state{"v": 1 + 3*T/10e-3}},
		{"growth", "dv/dt = v/tau : 1 where tau = 10 ms", state{"v": 1}, state{"v": math.Exp(T / 10e-3)}},
		{"own time constant", "dv/dt = (E - v)/tau : 1\ntau : second\nE : 1", state{"v": 2, "E": 0.5, "tau": 3e-3},
			state{"v": 0.5 + 1.5*math.Exp(-T/3e-3)}},
		{"own coefficient of zero", "dv/dt = b*Hz - a*v : 1\na : Hz\nb : 1", state{"v": 2, "a": 0, "b": 7}, state{"v": 2 + 7*T}},
		{"two", "dv/dt = (g - v)/tm : 1\ndg/dt = -g/tg : 1 where tm = 10 ms, tg = 4 ms", state{"v": 0, "g": 2},
			state{"v": 2 * 4 / (10 - 4.0) * (math.Exp(-T/10e-3) - math.Exp(-T/4e-3)), "g": 2 * math.Exp(-T/4e-3)}},
		{"alpha function", "dg/dt = (s - g)/tau : siemens\nds/dt = -s/tau : siemens where tau = 3 ms", state{"g": 1, "s": 2},
			state{"g": (1 + 2*T/3e-3) * math.Exp(-T/3e-3), "s": 2 * math.Exp(-T/3e-3)}},
		{"nearly an alpha function", "dg/dt = (s - g)/tau : siemens\nds/dt = -s/tau2 : siemens where tau = 3 ms, tau2 = 3.00000001 ms",
			state{"g": 1, "s": 2}, state{"g": math.Exp(-T/3e-3) * (1 + 2/3e-3*math.Expm1(T*apart)/apart)}},
		{"chain of three equal", "dv/dt = (g - v)/tau : 1\ndg/dt = (h - g)/tau : 1\ndh/dt = -h/tau : 1 where tau = 5 ms",
			state{"v": 1, "g": 2, "h": 3},
			state{"v": (1 + 2*T/5e-3 + 1.5*T/5e-3*T/5e-3) * math.Exp(-T/5e-3), "h": 3 * math.Exp(-T/5e-3)}},
		{"two with time constants of their own", "dv/dt = (g - v)/tm : 1\ndg/dt = -g/tg : 1\ntm : second\ntg : second",
			state{"v": 0, "g": 2, "tm": 10e-3, "tg": 4e-3},
			state{"v": 2 * 4 / (10 - 4.0) * (math.Exp(-T/10e-3) - math.Exp(-T/4e-3)), "g": 2 * math.Exp(-T/4e-3)}},
		{"alpha function with a time constant of its own", "dg/dt = (s - g)/tau : 1\nds/dt = -s/tau : 1\ntau : second",
			state{"g": 1, "s": 2, "tau": 3e-3}, state{"g": (1 + 2*T/3e-3) * math.Exp(-T/3e-3), "s": 2 * math.Exp(-T/3e-3)}},
		{"a driver that goes somewhere", "dv/dt = (g - v + 1)/tm : 1\ndg/dt = (3 - g)/tg : 1\ntm : second\ntg : second",
			state{"v": 0, "g": 5, "tm": 10e-3, "tg": 4e-3},
			state{"v": 4*(1-math.Exp(-T/10e-3)) + 2*4/(10-4.0)*(math.Exp(-T/10e-3)-math.Exp(-T/4e-3)),
				"g": 3 + 2*math.Exp(-T/4e-3)}},
		{"an integral with a time constant of its own", "dv/dt = g/tm : 1\ndg/dt = -g/tg : 1\ntm : second\ntg : second",
			state{"v": 1, "g": 2, "tm": 10e-3, "tg": 4e-3},
			state{"v": 1 + 2*4/10.0*(1-math.Exp(-T/4e-3))}},
		{"own time constants far apart, the fast one drives", "dv/dt = (g - v)/tm : 1\ndg/dt = (1 - g)/tg : 1\ntm : second\ntg : second",
			state{"v": 0, "g": 1, "tm": 10, "tg": 1e-7}, state{"v": -math.Expm1(-T / 10)}},
		{"own time constants far apart, the slow one drives", "dv/dt = (g - v)/tm : 1\ndg/dt = -g/tg : 1\ntm : second\ntg : second",
			state{"v": 0, "g": 1, "tm": 1e-7, "tg": 10}, state{"v": math.Exp(-T/10) * 10 / (10 - 1e-7)}},
		{"oscillator", "dx/dt = y/tau : 1\ndy/dt = -x/tau : 1 where tau = 4 ms", state{"x": 1, "y": 0},
			state{"x": math.Cos(T / 4e-3), "y": -math.Sin(T / 4e-3)}},
		{"current in SI units", "dv/dt = I/C - v/tau : volt\ndI/dt = -I/ts : amp where C = 200 pF, tau = 20 ms, ts = 5 ms",
			state{"v": 0, "I": 1e-9}, state{"v": 1e-9 / 200e-12 / (1/5e-3 - 1/20e-3) * (math.Exp(-T/20e-3) - math.Exp(-T/5e-3))}},
		{"a fast one beside a slow one", "dv/dt = (g - v)/tm : 1\ndg/dt = -g/tg : 1 where tm = 10 s, tg = 1 us", state{"v": 1, "g": 0},
			state{"v": math.Exp(-T / 10)}},
	} {
		sys := system(t, c.model)
		u := choose(t, sys, "exact")
		now := c.start
		for range steps {
			now = step(t, sys, u, now, dt, false)
		}
		for name, want := range c.want {
			if math.Abs(now[name]-want) > tolerance*max(math.Abs(want), math.Abs(c.start[name])) {
				t.Errorf("%s: %s is %v, want %v", c.name, name, now[name], want)
			}
		}
	}
}

// While it is refractory a flagged variable stands still, and drives others as a constant.
func TestRefractorySolutions(t *testing.T) {
	const T = 3e-3
	sys := system(t, "dv/dt = (2 - v + h)/tau : 1 (unless refractory)\ndw/dt = (v - w + h)/tau : 1\ndh/dt = -h/tau : 1 where tau = 5 ms")
	u := choose(t, sys, "exact")
	decay := math.Exp(-T / 5e-3)
	before := state{"v": 0.5, "w": 3, "h": 0.25}
	after := step(t, sys, u, before, T, true)
	want := state{"v": 0.5, "w": 0.5 + (3-0.5)*decay + 0.25*T/5e-3*decay, "h": 0.25 * decay}
	for name, x := range want {
		if math.Abs(after[name]-x) > 1e-15*4 {
			t.Errorf("%s is %v, want %v", name, after[name], x)
		}
	}
}

// The same where time constants differ between neurons.
func TestRefractorySolutionsWithOwnTimeConstants(t *testing.T) {
	const T = 3e-3
	sys := system(t, "dv/dt = (2 - v)/tau : 1 (unless refractory)\ndw/dt = (v - w + h)/tau : 1\ndh/dt = -h/tau : 1\ntau : second")
	after := step(t, sys, choose(t, sys, "exact"), state{"v": 0.5, "w": 3, "h": 0.25, "tau": 5e-3}, T, true)
	decay := math.Exp(-T / 5e-3)
	want := state{"v": 0.5, "w": 0.5 + (3-0.5)*decay + 0.25*T/5e-3*decay, "h": 0.25 * decay}
	for name, x := range want {
		if math.Abs(after[name]-x) > 1e-15*4 {
			t.Errorf("%s is %v, want %v", name, after[name], x)
		}
	}
}

// Euler: one step, by hand.
func TestEulerStep(t *testing.T) {
	sys := system(t, "dv/dt = (w - v*v)/tau : 1\ndw/dt = -v/tau + rate : 1\nrate = 2*Hz*w : Hz where tau = 10 ms")
	after := step(t, sys, choose(t, sys, "euler"), state{"v": 3, "w": 5}, 1e-3, false)
	if v, w := 3+0.1*(5-9), 5-0.1*3+1e-3*10; math.Abs(after["v"]-v) > 1e-15 || math.Abs(after["w"]-w) > 1e-15*4 {
		t.Errorf("v = %v, want %v; w = %v, want %v", after["v"], v, after["w"], w)
	}
}

// Two steps of dt are one of 2·dt, and a short step follows the derivative: together these make a solution.
func TestExactIsASolution(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		n := rapid.IntRange(1, 4).Draw(rt, "n")
		a, b := make([]float64, n*n), make([]float64, n)
		var model strings.Builder
		start := state{}
		for i := range n {
			b[i] = rapid.Float64Range(-2, 2).Draw(rt, "b")
			fmt.Fprintf(&model, "dx%d/dt = (%v", i, b[i])
			for j := range n {
				if rapid.Bool().Draw(rt, "coupled") {
					a[i*n+j] = rapid.Float64Range(-2, 2).Draw(rt, "a")
					fmt.Fprintf(&model, " + x%d*(%v)", j, a[i*n+j])
				}
			}
			model.WriteString(")/second : 1\n")
			start[fmt.Sprintf("x%d", i)] = rapid.Float64Range(-1, 1).Draw(rt, "x")
		}
		sys := system(t, model.String())
		u := choose(t, sys, "exact")
		const dt, h = 0.3, 1e-4
		twice := step(t, sys, u, step(t, sys, u, start, dt, false), dt, false)
		once := step(t, sys, u, start, 2*dt, false)
		short := step(t, sys, u, start, h, false)
		for i := range n {
			name := fmt.Sprintf("x%d", i)
			slope := b[i]
			for j := range n {
				slope += a[i*n+j] * start[fmt.Sprintf("x%d", j)]
			}
			if math.Abs(twice[name]-once[name]) > 1e-12*(1+math.Abs(once[name])) {
				rt.Errorf("two steps lead to %v, one of twice the size to %v", twice[name], once[name])
			}
			if got := (short[name] - start[name]) / h; math.Abs(got-slope) > 200*h {
				rt.Errorf("%s grows by %v, want %v", name, got, slope)
			}
		}
	})
}

// The method that Brian 2.5.1 chooses by itself. Source: testing/conformance/testdata/cases, by the names given; the
// others by its rule.
func TestDefaultMethod(t *testing.T) {
	for _, c := range []struct{ source, model, want string }{
		{"eq_single_decay", "dv/dt = -v/tau : 1 where tau = 10 ms", "exact"},
		{"exact_two_coupled", "dv/dt = (El - v)/tau_m + I/C : volt\ndI/dt = -I/tau_s : amp where El = -70 mV, tau_m = 15 ms, tau_s = 4 ms, C = 150 pF", "exact"},
		{"default_constant_derivative", "dv/dt = slope : volt\nslope : volt/second\ndg/dt = g*k : 1\nk : Hz (constant)", "euler"},
		{"default_linear_after_parameter_product, G1", "dv/dt = -v*k : 1\nk : Hz", "exact"},
		{"default_linear_after_parameter_product, G2", "dv/dt = -v*k : 1\ndk/dt = -k/(10*ms) : Hz", "euler"},
		{"default_nonlinear_is_euler", "dx/dt = (x - x**3/3)/tau : 1 where tau = 3 ms", "euler"},
		{"default_rotation", "dx/dt = y/tau : 1\ndy/dt = -x/tau : 1 where tau = 4 ms", "euler"},

		{"own time constant", "dv/dt = (El - v)/tau : volt\ntau : second where El = -70 mV", "exact"},
		{"two with time constants of their own", "dv/dt = (g - v)/tau : 1\ndg/dt = -g/taug : 1\ntau : second\ntaug : second", "exact"},
		{"alpha function", "dg/dt = (s - g)/tau : 1\nds/dt = -s/tau : 1 where tau = 3 ms", "exact"},
		{"chain of three equal, the last one first", "dh/dt = -h/tau : 1\ndv/dt = (g - v)/tau : 1\ndg/dt = (h - g)/tau : 1 where tau = 5 ms", "exact"},
		{"double eigenvalue within a loop", "dx/dt = (y - 2*x)/tau : 1\ndy/dt = -x/tau : 1 where tau = 5 ms", "exact"},
		{"damped oscillation", "dx/dt = y/tau : 1\ndy/dt = (-x - y)/tau : 1 where tau = 5 ms", "euler"},
		{"adaptation with real eigenvalues, units far apart",
			"dv/dt = (-g*v - w)/C : volt\ndw/dt = (a*v - w)/tau : amp where g = 10 nS, C = 200 pF, a = 1 nS, tau = 500 ms", "exact"},
		{"adaptation that resonates",
			"dv/dt = (-g*v - w)/C : volt\ndw/dt = (a*v - w)/tau : amp where g = 10 nS, C = 200 pF, a = 100 nS, tau = 100 ms", "exact"},
		{"singular loop", "dx/dt = (y - x)/tau : 1\ndy/dt = (x - y)/tau : 1 where tau = 5 ms", "euler"},
		{"singular loop of three", "dx/dt = (y - x)/tau : 1\ndy/dt = (x - 2*y + z)/tau : 1\ndz/dt = (y - z)/tau : 1 where tau = 7 ms", "euler"},
		{"an integral of another", "dx/dt = y/tau : 1\ndy/dt = -y/tau : 1 where tau = 5 ms", "euler"},
		{"time", "dv/dt = (sin(t/ms) - v)/tau : 1 where tau = 10 ms", "euler"},
		{"time in a subexpression", "dv/dt = (s - v)/tau : 1\ns = sin(t/ms) : 1 where tau = 10 ms", "euler"},
		{"random numbers", "dv/dt = (rand() - v)/tau : 1 where tau = 10 ms", "euler"},
		{"a function of a variable", "dv/dt = (1 - abs(v))/tau : 1 where tau = 10 ms", "euler"},
		{"a condition on a variable", "dv/dt = int(v > 1)/tau - v/tau : 1 where tau = 10 ms", "euler"},
		{"a function of a parameter", "dv/dt = (exp(w) - v)/tau : 1\nw : 1 where tau = 10 ms", "exact"},
		{"a quotient of variables", "dv/dt = 1/(v*tau) : 1 where tau = 10 ms", "euler"},
	} {
		if got := choose(t, system(t, c.model), "").Method; got != c.want {
			t.Errorf("%s: %s, want %s", c.source, got, c.want)
		}
	}
}

func TestFaultsOfMethods(t *testing.T) {
	for _, c := range []struct{ method, model, want string }{
		{"eluer", "dv/dt = -v/tau : 1 where tau = 10 ms", `sim: unknown method "eluer"; there are euler, exact, exponential_euler, heun, milstein, rk2, rk4, rkf45; did you mean "euler"?`},
		{"gsl_rk8pd", "dv/dt = -v/tau : 1 where tau = 10 ms", `sim: unknown method "gsl_rk8pd"; there are euler, exact, exponential_euler, heun, milstein, rk2, rk4, rkf45; of Brian's gsl_ methods there is rkf45`},
		{"gsl", "dv/dt = -v/tau : 1 where tau = 10 ms", `sim: unknown method "gsl"; there are euler, exact, exponential_euler, heun, milstein, rk2, rk4, rkf45`},
		{"exact", "w : 1\ndv/dt = (w - v*v)/tau : 1 where tau = 10 ms", `sim: test, line 2: method "exact" cannot solve dv/dt
  | dv/dt = (w - v*v)/tau : 1
  |              ^~~ it is not linear in the variables; use euler, rk2 or rk4`},
		{"exact", "dv/dt = (sin(t/tau) - v)/tau : 1 where tau = 10 ms", `sim: test: method "exact" cannot solve dv/dt
  | dv/dt = (sin(t/tau) - v)/tau : 1
  |         ^~~~~~~~~~~~~~~~~~~~ it changes within a step; use euler, rk2, rk4 or exponential_euler`},
		{"exact", strings.ReplaceAll(ring(9), "/ms", "/tau") + "tau : second", `sim: test, line 1: method "exact" cannot solve 9 coupled equations, among them dx0/dt
  | dx0/dt = (x1 - x0)/tau : 1
  |          ^~~~~~~~~~~~~ their coefficients are not all constants of the namespace, and there are too many of them; use euler, rk2, rk4 or exponential_euler`},
		{"exact", "dv/dt = -v/tau*huge*huge : 1 where tau = 10 ms, huge = 1e300", `sim: test: method "exact" cannot solve dv/dt
  | dv/dt = -v/tau*huge*huge : 1
  |         ^~~~~~~~~~~~~~~~ the constants overflow; use euler, rk2, rk4 or exponential_euler`},
		{"exact", ring(65), `sim: test, line 1: method "exact" cannot solve 65 coupled equations, among them dx0/dt
  | dx0/dt = (x1 - x0)/ms : 1
  |          ^~~~~~~~~~~~ at most 64; use euler, rk2, rk4 or exponential_euler`},
	} {
		_, fault := Choose(system(t, c.model), Method{Text: c.method})
		if fault == nil {
			t.Errorf("%s by %s: no fault", c.model, c.method)
		} else if fault.Error() != c.want {
			t.Errorf("%s by %s:\n got %s\nwant %s", c.model, c.method, fault, c.want)
		}
	}
}

// ring is a row of n variables, each driven by the next.
func ring(n int) string {
	var b strings.Builder
	for k := range n {
		fmt.Fprintf(&b, "dx%d/dt = (x%d - x%d)/ms : 1\n", k, (k+1)%n, k)
	}
	return b.String()
}

// A model without differential equations has an empty update.
func TestNothingToIntegrate(t *testing.T) {
	for _, method := range append(Names(), "") {
		if u := choose(t, system(t, "x : 1"), method); len(u.Values) > 0 {
			t.Errorf("%s: %v", method, u.Values)
		}
	}
}

// Large systems are decided at once, and the constants of a step size are computed together.
func TestLargeSystems(t *testing.T) {
	if u := choose(t, system(t, ring(1000)), ""); u.Method != "euler" {
		t.Errorf("1000 coupled equations: %s", u.Method)
	}
	sys := system(t, strings.Replace(ring(64), "x0 - x63", "0 - x63", 1)) // a line without its loop
	u := choose(t, sys, "exact")
	now := state{}
	for k := range 64 {
		now[fmt.Sprintf("x%d", k)] = 1
	}
	now = step(t, sys, u, now, 1e-3, false)
	if want := math.Exp(-1); math.Abs(now["x63"]-want) > 1e-14 || math.Abs(now["x0"]-1) > 1e-14 {
		t.Errorf("x63 = %v, want %v; x0 = %v, want 1", now["x63"], want, now["x0"])
	}
}

func TestScopeOfUpdates(t *testing.T) {
	sys := system(t, "dv/dt = -v/tau : 1 where tau = 10 ms")
	scope := choose(t, sys, "exact").Scope(sys)
	for _, name := range []string{"P[v,v]", stepName} {
		if sym, ok := scope.Lookup(name); !ok || sym.Kind != equations.Bound {
			t.Errorf("%s is %v", name, sym)
		}
	}
	if sym, _ := scope.Lookup(stepName); sym.Name != "dt" {
		t.Errorf("the step size is called %q", sym.Name)
	}
	if _, ok := scope.Lookup("v"); !ok {
		t.Error("the variables are gone")
	}
}
