package integrate

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"golgi/sim/internal/syntax"
)

func TestSchemeUpdates(t *testing.T) {
	for _, c := range []struct{ method, model, want string }{
		{"rk2", "dv/dt = (g - v)/tau : 1\ndg/dt = -g/tau : 1 where tau = 10 ms", `
k[v] = _dt*((g - v)/tau)
k[g] = _dt*(-g/tau)
v <- v + _dt*f(x + k/2, t + dt/2)[v]
g <- g + _dt*f(x + k/2, t + dt/2)[g]`},
		{"rk4", "dv/dt = -v**3/tau : 1 where tau = 10 ms", `
k_1[v] = _dt*(-v**3/tau)
k_2[v] = _dt*f(x + k_1/2, t + dt/2)[v]
k_3[v] = _dt*f(x + k_2/2, t + dt/2)[v]
k_4[v] = _dt*f(x + k_3, t + dt)[v]
v <- v + (k_1[v] + 2*k_2[v] + 2*k_3[v] + k_4[v])/6`},

		// Noise. What nobody uses is left out.
		{"euler", "dv/dt = -v/tau + s*xi : 1\ns : second**-0.5 where tau = 10 ms", `
dW[xi] = sqrt(_dt)*randn()
v <- v + _dt*(-v/tau) + s*dW[xi]`},
		{"euler", "dv/dt = -v/tau + (2*xi_1 - xi_2)*tau**-0.5 : 1\ndw/dt = xi_1*tau**-0.5 : 1 where tau = 10 ms", `
dW[xi_1] = sqrt(_dt)*randn()
dW[xi_2] = sqrt(_dt)*randn()
v <- v + _dt*(-v/tau) + 2*tau**-0.5*dW[xi_1] + -tau**-0.5*dW[xi_2]
w <- w + tau**-0.5*dW[xi_1]`},
		{"heun", "dv/dt = -v/tau + v*xi*tau**-0.5 : 1 where tau = 10 ms", `
dW[xi] = sqrt(_dt)*randn()
x_support[v,xi] = v + v*tau**-0.5*dW[xi]
g_support[v,xi] = g(x_support, t + dt)[v,xi]
v <- v + _dt*(-v/tau) + 0.5*dW[xi]*(v*tau**-0.5 + g_support[v,xi])`},
		{"milstein", "dv/dt = -v/tau + v*xi*tau**-0.5 : 1 where tau = 10 ms", `
dW[xi] = sqrt(_dt)*randn()
x_support[v,xi] = v + sqrt(_dt)*(v*tau**-0.5)
g_support[v,xi] = g(x_support, t)[v,xi]
k[v,xi] = 1/(2*sqrt(_dt))*(g_support[v,xi] - v*tau**-0.5)*dW[xi]**2
v <- v + _dt*(-v/tau) + k[v,xi] + v*tau**-0.5*dW[xi]`},
		{"milstein", "dv/dt = -v/tau : 1 where tau = 10 ms", "\nv <- v + _dt*(-v/tau)"},
		{"", "dv/dt = -v/tau + xi*tau**-0.5 : 1 where tau = 10 ms",
			"\ndW[xi] = sqrt(_dt)*randn()\nv <- v + _dt*(-v/tau) + tau**-0.5*dW[xi]"},
	} {
		u := choose(t, system(t, c.model), c.method)
		if got := "\n" + strings.TrimSpace(text(u)); got != c.want {
			t.Errorf("%s by %s:\n got %s\nwant %s", c.model, c.method, got, c.want)
		}
	}
}

// The methods that Brian 2.5.1 chooses for equations with noise.
func TestDefaultMethodOfNoise(t *testing.T) {
	for _, c := range []struct{ model, want string }{
		{"dv/dt = -v/tau + xi*tau**-0.5 : 1", "euler"},
		{"dv/dt = -v/tau + v*xi*tau**-0.5 : 1", "heun"},
		{"dv/dt = -v/tau + sin(t/ms)*xi*tau**-0.5 : 1", "heun"},
		{"dv/dt = -v/tau + (xi_1 + v*xi_2)*tau**-0.5 : 1\ndw/dt = (v - w)/tau + xi_1*tau**-0.5 : 1", "heun"},
		{"dv/dt = -v/tau + noise : 1\nnoise = s*xi_v*tau**-0.5 : Hz\ns : 1", "euler"},
		{"dv/dt = -v/tau + noise : 1\nnoise = w*xi_v*tau**-0.5 : Hz\ndw/dt = -w/tau : 1", "heun"},
	} {
		if got := choose(t, system(t, c.model+" where tau = 10 ms"), "").Method; got != c.want {
			t.Errorf("%s: %s, want %s", c.model, got, c.want)
		}
	}
}

func TestFaultsOfNoise(t *testing.T) {
	for _, c := range []struct{ method, model, want string }{
		{"euler", "dv/dt = -v/tau + v*xi*tau**-0.5 : 1", `sim: test: method "euler" cannot solve dv/dt
  | dv/dt = -v/tau + v*xi*tau**-0.5 : 1
  |         ^~~~~~~~~~~~~~~~~~~~~~~ the factor of its noise depends on variables or time; use heun or milstein`},
		{"rk4", "dv/dt = -v/tau + xi*tau**-0.5 : 1", `sim: test: method "rk4" cannot solve dv/dt
  | dv/dt = -v/tau + xi*tau**-0.5 : 1
  |         ^~~~~~~~~~~~~~~~~~~~~ it has noise; use euler, heun or milstein`},
		{"exact", "dv/dt = -v/tau + xi*tau**-0.5 : 1", `sim: test: method "exact" cannot solve dv/dt
  | dv/dt = -v/tau + xi*tau**-0.5 : 1
  |         ^~~~~~~~~~~~~~~~~~~~~ it has noise; use euler, heun or milstein`},
		{"milstein", "dv/dt = (xi_1 + v*xi_2)*tau**-0.5 : 1", `sim: test: method "milstein" cannot solve dv/dt
  | dv/dt = (xi_1 + v*xi_2)*tau**-0.5 : 1
  |         ^~~~~~~~~~~~~~~~~~~~~~~~~ it has several sources of noise; use heun`},
		{"milstein", "dv/dt = xi_1*tau**-0.5 : 1\ndw/dt = xi_1*tau**-0.5 : 1", `sim: test, line 2: method "milstein" cannot solve dw/dt
  | dw/dt = xi_1*tau**-0.5 : 1
  |         ^~~~~~~~~~~~~~ xi_1 stands in the equation of v as well; use euler or heun`},
		{"heun", "dv/dt = xi**2 : 1", `sim: test: the noise of dv/dt cannot be told from the rest
  | dv/dt = xi**2 : 1
  |         ^~~~~ an equation is f + g*xi, where f and g have no noise`},
	} {
		_, faults := Choose(system(t, c.model+" where tau = 10 ms"), Method{Text: c.method})
		if faults == nil || faults.Error() != c.want {
			t.Errorf("%s by %s:\n got %s\nwant %s", c.model, c.method, faults, c.want)
		}
	}
}

// orderOf returns by which power of the step size an error falls, between 1/16 and 1/32 of a second.
func orderOf(errorAt func(dt float64) float64) float64 {
	return math.Log2(errorAt(1.0/16) / errorAt(1.0/32))
}

// dx/dt = x·cos(t) has x(1) = x(0)·e^(sin 1).
func TestOrdersOfSchemes(t *testing.T) {
	sys := system(t, "dx/dt = x*c/second : 1\nc = cos(t/second) : 1")
	for _, c := range []struct {
		method string
		order  float64
	}{
		{"euler", 1}, {"rk2", 2}, {"rk4", 4}, {"heun", 1}, {"milstein", 1},
		{"k = dt*f(x, t)\nx_new = x + (k + dt*f(x + k, t + dt))/2", 2}, // Heun's method for equations without noise
	} {
		u := choose(t, sys, c.method)
		order := orderOf(func(dt float64) float64 {
			x := 1.0
			for n := range int(math.Round(1 / dt)) {
				x = step(t, sys, u, state{"x": x, "t": dt * float64(n)}, dt, false)["x"]
			}
			return math.Abs(x - math.Exp(math.Sin(1)))
		})
		if math.Abs(order-c.order) > 0.15 {
			t.Errorf("%s: order %.2f, want %v", c.method, order, c.order)
		}
	}
}

// The strong order: the mean distance, at T = 1, from the solution along the same path of the noise.
func TestStrongOrders(t *testing.T) {
	const paths, fine = 200, 32
	noise := rand.New(rand.NewPCG(1, 2))
	increments := make([][fine]float64, paths)
	for p := range increments {
		for n := range increments[p] {
			increments[p][n] = noise.NormFloat64() / math.Sqrt(fine)
		}
	}
	for _, c := range []struct {
		method, model string
		solution      func(w float64) float64
		order         float64
	}{
		// dx/dt = 0.5·x + 0.8·x·xi in the sense of Stratonovich is x(T) = e^(0.5·T + 0.8·W(T)).
		{"heun", "dx/dt = 0.5*x*Hz + 0.8*x*xi*Hz**0.5 : 1", func(w float64) float64 { return math.Exp(0.5 + 0.8*w) }, 1},
		{"milstein", "dx/dt = 0.5*x*Hz + 0.8*x*xi*Hz**0.5 : 1", func(w float64) float64 { return math.Exp(0.5 + 0.8*w) }, 1},
		// dx/dt = a + b·xi is without error, so let a bend: dx/dt = cos(t) + xi.
		{"euler", "dx/dt = cos(t/second)*Hz + xi*Hz**0.5 : 1", func(w float64) float64 { return 1 + math.Sin(1) + w }, 1},
	} {
		sys := system(t, c.model)
		u := choose(t, sys, c.method)
		order := orderOf(func(dt float64) float64 {
			distance, together := 0.0, int(math.Round(dt*fine))
			for _, path := range increments {
				x, w := 1.0, 0.0
				for n := 0; n < fine; n += together {
					dw := 0.0
					for _, part := range path[n : n+together] {
						dw += part
					}
					x = step(t, sys, u, state{"x": x, "t": float64(n) / fine, "dW[xi]": dw}, dt, false)["x"]
					w += dw
				}
				distance += math.Abs(x-c.solution(w)) / paths
			}
			return distance
		})
		if math.Abs(order-c.order) > 0.2 {
			t.Errorf("%s of %s: strong order %.2f, want %v", c.method, c.model, order, c.order)
		}
	}
}

// The weak order: the distance of moments. One step of a linear equation multiplies by a polynomial of dW, whose mean is
// an integral that three points give exactly up to the fifth power: dW = 0 and ±sqrt(3·dt), with weights 2/3 and 1/6.
func TestWeakOrders(t *testing.T) {
	const mu, sigma = 0.5, 0.8
	for _, method := range []string{"heun", "milstein"} {
		sys := system(t, "dx/dt = 0.5*x*Hz + 0.8*x*xi*Hz**0.5 : 1")
		u := choose(t, sys, method)
		for moment := 1.0; moment <= 2; moment++ {
			order := orderOf(func(dt float64) float64 {
				factor := 0.0
				for k, weight := range []float64{1.0 / 6, 2.0 / 3, 1.0 / 6} {
					dw := float64(k-1) * math.Sqrt(3*dt)
					factor += weight * math.Pow(step(t, sys, u, state{"x": 1, "dW[xi]": dw}, dt, false)["x"], moment)
				}
				return math.Abs(math.Pow(factor, 1/dt) - math.Exp(moment*mu+moment*moment*sigma*sigma/2))
			})
			if math.Abs(order-1) > 0.15 {
				t.Errorf("%s: moment %v has weak order %.2f, want 1", method, moment, order)
			}
		}
	}
}

func TestFaultsOfSchemes(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"x_new = x + f(x, t)", `sim: method: cannot add V to V/s
  | x_new = x + f(x, t)
  |             ^~~~~~~ f(x, t) has unit V/s; dt*f(x, t) would have V`},
		{"k = dt*f(x, t)\nk += 2*k\nx_new = x + k", `sim: method, line 2: a line of a scheme gives a name to a value
  | k += 2*k
  |   ^~ write k = ...`},
		{"k = dt*f(x, t)\nk = 2*k\nx_new = x + k", `sim: method, line 2: "k" has a meaning already
  | k = 2*k
  | ^`},
		{"x_new = dt*f(x + dt*f(x, t), t) + x", `sim: method: an argument of f has a call of f or g
  | x_new = dt*f(x + dt*f(x, t), t) + x
  |              ^~~~~~~~~~~~~~ name it in a line of its own`},
		{"x_new = x + dt*f(t, t)", `sim: method: t is not a value like x, as f wants it
  | x_new = x + dt*f(t, t)
  |                  ^`},
		{"x_new = x + dt*f(x)", `sim: method: f is a function of a value and a time
  | x_new = x + dt*f(x)
  |                ^~~~ write f(x, t)`},
		{"x_new = x + y*dt*f(x, t)", `sim: method: unknown name "y"
  | x_new = x + y*dt*f(x, t)
  |             ^ it is no variable here, no constant of the namespace and no unit`},
		{"x_new = x + dt*f(x, t)\nk = x", `sim: method, line 1: the last line of a scheme is x_new = ..., and no other is
  | x_new = x + dt*f(x, t)
  | ^~~~~
sim: method, line 2: the last line of a scheme is x_new = ..., and no other is
  | k = x
  | ^`},
		{"x_new = x + (x + g(x, t)*dW)**2/x", `sim: method: noise and what is none cannot be told apart
  | x_new = x + (x + g(x, t)*dW)**2/x
  |         ^~~~~~~~~~~~~~~~~~~~~~~~~ name the parts in lines of their own`},
		{"x_new = x + rand()*dt*f(x, t)", `sim: method: a scheme draws no random numbers of its own
  | x_new = x + rand()*dt*f(x, t)
  |         ^~~~~~~~~~~~~~~~~~~~~ dW is the noise of a step`},
		{"x_new = 2*dt", `sim: method: x_new has not the unit of x
  | x_new = 2*dt
  |         ^~~~ has a dt been left out?`},
		{"# k = 1", "sim: method: the scheme is empty; its last line is x_new = ..."},
		{"=", `sim: method: the name of a variable is missing before "="
  | =
  | ^`},
	} {
		_, faults := readScheme(&syntax.Source{Name: "method", Text: c.text}, "own", Multiplicative)
		if faults == nil {
			t.Errorf("%s: no fault", c.text)
		} else if faults.Error() != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.text, faults, c.want)
		}
	}
}

// A result that is there for each source of noise, and has a part that is there once, cannot be added up.
func TestSchemesOfSeveralSources(t *testing.T) {
	sys := system(t, "dv/dt = -v/tau + (xi_1 + v*xi_2)*tau**-0.5 : 1 where tau = 10 ms")
	for _, c := range []struct{ text, want string }{
		{"k = dt*f(x, t) + g(x, t)*dW\nx_new = x + k", `sim: test: method "scheme" cannot solve dv/dt
  | dv/dt = -v/tau + (xi_1 + v*xi_2)*tau**-0.5 : 1
  |         ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ it has several sources of noise, and k would count once for each`},
		{"k = g(x, t)*dW\nx_new = x + dt*f(x, t) + k", ""},
	} {
		u, faults := Choose(sys, Method{Text: c.text, Noise: Multiplicative})
		if got := faults.Error(); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.text, got, c.want)
		} else if c.want == "" {
			after := step(t, sys, u, state{"v": 2, "dW[xi_1]": 0.01, "dW[xi_2]": -0.02}, 1e-3, false)
			if want := 2 - 0.2 + (0.01-2*0.02)*10; math.Abs(after["v"]-want) > 1e-15 {
				t.Errorf("%s: v = %v, want %v", c.text, after["v"], want)
			}
		}
	}
}
