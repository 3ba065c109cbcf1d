package sim_test

import (
	"math"
	"slices"
	"testing"

	"golgi/sim"
	"golgi/units"
)

// A scheme that a user writes: the explicit trapezoidal rule, of order 2. dx/dt = -x/τ from 1.
func TestSchemeOfAUser(t *testing.T) {
	group := neurons(t, sim.Neurons{Name: "G", Size: 1, Equations: "dx/dt = -x/(10*ms) : 1",
		Method: `
			k = dt*f(x, t)
			x_new = x + (k + dt*f(x + k, t + dt))/2`,
		Initial: []sim.Set{{Variable: "x", Value: 1.0}}})
	net := network(t, sim.Options{DT: units.Millisecond.Of(1)}, group)
	run(t, net, "3 ms")
	factor := 1 - 0.1 + 0.1*0.1/2
	if x, want := get(t, net, group, "x")[0], factor*factor*factor; math.Abs(x-want) > 1e-15 {
		t.Errorf("x = %v, want %v", x, want)
	}
}

func TestMistakesInMethods(t *testing.T) {
	for _, c := range []struct{ method, noise, want string }{
		{"x_new = x + f(x, t)", "", `sim: neuron group "G": method: cannot add V to V/s
  | x_new = x + f(x, t)
  |             ^~~~~~~ f(x, t) has unit V/s; dt*f(x, t) would have V`},
		{"x_new = x + dt*f(x, t)", "", `sim: neuron group "G": equations: method "scheme" cannot solve dx/dt
  | dx/dt = -x/ms + xi*ms**-0.5 : 1
  |         ^~~~~~~~~~~~~~~~~~~ it has noise`},
		{"x_new = x + dt*f(x, t) + dW*g(x, t)", "aditive",
			`sim: neuron group "G": MethodOptions.Noise is "aditive"; there are "", "additive", "multiplicative"`},
		{"euler", "additive", `sim: neuron group "G": MethodOptions.Noise is for a scheme written as text; ` +
			`the methods that have a name know which noise they can integrate`},
	} {
		_, err := sim.NewNeuronGroup(sim.Neurons{Name: "G", Size: 1, Equations: "dx/dt = -x/ms + xi*ms**-0.5 : 1", Method: c.method,
			Options: sim.MethodOptions{Noise: c.noise}})
		if err == nil || err.Error() != c.want {
			t.Errorf("%s:\n got %v\nwant %s", c.method, err, c.want)
		}
	}
}

// What was chosen for a user is said, and only that.
func TestRemarksOnMethods(t *testing.T) {
	for method, want := range map[string][]string{"": {`no method of integration is named: it is "exact", as in Brian 2`}, "exact": nil} {
		group := neurons(t, sim.Neurons{Name: "G", Size: 1, Equations: "dx/dt = -x/ms : 1", Method: method})
		if got := sim.Remarks(group); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", method, got, want)
		}
	}
}

// Noise has no value at one moment: it can be neither recorded nor read.
func TestNoiseCannotBeRead(t *testing.T) {
	group := neurons(t, sim.Neurons{Name: "G", Size: 1, Equations: "dx/dt = -x/ms + n : 1\nn = xi_x*ms**-0.5 : Hz"})
	const want = `"n" of neuron group "G" has noise, and so no value at one moment`
	if _, err := network(t, sim.Options{}, group).Get(group, "n"); err == nil || err.Error() != "sim: "+want {
		t.Error(err)
	}
	_, err := sim.NewStateMonitor(sim.Recording{Name: "M", Of: group, Variables: []string{"n"}})
	if err == nil || err.Error() != `sim: state monitor "M": `+want {
		t.Error(err)
	}
}

// The noise of a neuron depends on nothing but its object, its number and the step: other groups, or more neurons, do not
// change it; the noises of two names, of two neurons and of two steps are independent.
func TestNoiseIsAFunction(t *testing.T) {
	walk := func(name string, size int) *sim.NeuronGroup {
		return neurons(t, sim.Neurons{Name: name, Size: size, Equations: "dx/dt = xi_a : second**0.5\ndy/dt = xi_b : second**0.5"})
	}
	alone, many := walk("G", 2), walk("G", 2000)
	one, two := network(t, sim.Options{}, alone), network(t, sim.Options{}, walk("A", 3), many, walk("Z", 1))
	run(t, one, "1 ms")
	run(t, two, "1 ms")
	if a, b := get(t, one, alone, "x"), get(t, two, many, "x"); a[0] != b[0] || a[1] != b[1] {
		t.Errorf("%v and %v", a, b[:2])
	}
	x, y := get(t, two, many, "x"), get(t, two, many, "y")
	run(t, two, "1 ms")
	later := get(t, two, many, "x")
	for i := range later {
		later[i] -= x[i]
	}
	correlation := func(a, b []float64) (r float64) {
		for i := range a {
			r += a[i] * b[i] / (1e-3 * float64(len(a))) // the variance is that of 1 ms
		}
		return r
	}
	const band = 0.09 // four standard errors of 2000 pairs
	for what, r := range map[string]float64{"two sources": correlation(x, y), "two times": correlation(x, later),
		"two neurons": correlation(x[1:], x[:len(x)-1]), "variance - 1": (correlation(x, x) - 1) / math.Sqrt2} {
		if math.Abs(r) > band {
			t.Errorf("%s: %v", what, r)
		}
	}
}
