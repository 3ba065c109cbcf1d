package sim_test

import (
	"math"
	"strings"
	"testing"

	"golgi/sim"
	"golgi/units"
)

// The error of rkf45 follows its tolerance, whatever the step size: a pendulum-like equation with a known solution,
// dx/dt = x·cos(t) in steps of 1 s, and a stiff one that needs many steps of its own.
func TestErrorOfRKF45(t *testing.T) {
	for _, engine := range sim.Engines() {
		for _, tolerance := range []float64{1e-3, 1e-6, 1e-9} {
			group := neurons(t, sim.Neurons{Name: "G", Size: 3, Method: "rkf45",
				Equations: "dx/dt = x*cos(t/second)/second : 1\ndy/dt = (cos(t/second) - y)*k : 1\nk : Hz",
				Options:   sim.MethodOptions{AbsoluteError: tolerance, MaxSteps: 2000},
				Initial:   []sim.Set{{Variable: "x", Value: "1 + i"}, {Variable: "k", Value: "(1 + 10*i)*Hz"}}})
			net := network(t, sim.Options{DT: units.Second.Of(1), Engine: engine}, group)
			run(t, net, "5 s")
			for i, x := range get(t, net, group, "x") {
				want := float64(1+i) * math.Exp(math.Sin(5))
				if math.Abs(x-want) > 40*tolerance {
					t.Errorf("%s: tolerance %v: x = %v, want %v", engine, tolerance, x, want)
				}
			}
			for i, y := range get(t, net, group, "y") {
				k := float64(1 + 10*i)
				want := (k*k*math.Cos(5) + k*math.Sin(5) - k*k*math.Exp(-5*k)) / (1 + k*k)
				if math.Abs(y-want) > 40*tolerance {
					t.Errorf("%s: tolerance %v: y = %v, want %v", engine, tolerance, y, want)
				}
			}
		}
	}
}

// One step by hand: without refusal, x after h is that of the tableau of order 5, 1 + h + … + h⁵/120 + h⁶/2080 for dx/dt = x.
func TestStepOfRKF45(t *testing.T) {
	group := neurons(t, sim.Neurons{Name: "G", Size: 1, Method: "gsl_rkf45", Equations: "dx/dt = x/second : 1 (unless refractory)",
		Options: sim.MethodOptions{AbsoluteErrors: map[string]units.Quantity{"x": units.MustParse("1")}}, Threshold: "x > 1.2", Refractory: "10 s",
		Initial: []sim.Set{{Variable: "x", Value: 1.0}}})
	net := network(t, sim.Options{DT: units.Second.Of(0.25)}, group)
	run(t, net, "1 s") // refractory after the first step
	const h = 0.25
	want := 1 + h*(1+h/2*(1+h/3*(1+h/4*(1+h/5)))) + h*h*h*h*h*h/2080
	if x := get(t, net, group, "x")[0]; math.Abs(x-want) > 1e-15 {
		t.Errorf("x = %v, want %v", x, want)
	}
}

func TestMistakesInRKF45(t *testing.T) {
	for _, c := range []struct {
		what    string
		options sim.MethodOptions
		method  string
		want    string
	}{
		{"another method", sim.MethodOptions{MaxSteps: 3}, "rk4",
			`sim: neuron group "G": AbsoluteError, AbsoluteErrors and MaxSteps of MethodOptions are for the method rkf45`},
		{"negative", sim.MethodOptions{AbsoluteError: -1}, "rkf45", `sim: neuron group "G": AbsoluteError is -1; it must be positive`},
		{"NaN", sim.MethodOptions{AbsoluteError: math.NaN()}, "rkf45", `sim: neuron group "G": AbsoluteError is NaN; it must be positive`},
		{"a parameter", sim.MethodOptions{AbsoluteErrors: map[string]units.Quantity{"k": units.Hertz.Of(1)}}, "rkf45",
			`sim: neuron group "G": AbsoluteErrors has "k", which follows no differential equation`},
		{"another unit", sim.MethodOptions{AbsoluteErrors: map[string]units.Quantity{"x": units.Hertz.Of(1)}}, "rkf45",
			`sim: neuron group "G": the AbsoluteErrors of "x" is 1 Hz; it must be positive, in the unit of 1`},
	} {
		_, err := sim.NewNeuronGroup(sim.Neurons{Name: "G", Size: 1, Equations: "dx/dt = -x*k : 1\nk : Hz", Method: c.method, Options: c.options})
		if err == nil || err.Error() != c.want {
			t.Errorf("%s:\n got %v\nwant %s", c.what, err, c.want)
		}
	}
}

// A tolerance that cannot be met in so many steps ends the run, on every engine in the same words.
func TestEndlessRKF45(t *testing.T) {
	for _, engine := range sim.Engines() {
		group := neurons(t, sim.Neurons{Name: "G", Size: 3, Method: "rkf45", Equations: "dx/dt = int(i == 1)*sin(1e4*t/second)*x/ms : 1",
			Options: sim.MethodOptions{MaxSteps: 5}, Initial: []sim.Set{{Variable: "x", Value: 1.0}}})
		net := network(t, sim.Options{DT: units.Second.Of(1), Engine: engine}, group)
		err := net.Run(t.Context(), units.Second.Of(1))
		const want = "step G_stateupdater at t = 0 s: element 1 is not done after 5 rounds: its error stays above the tolerance; " +
			"raise AbsoluteError or MaxSteps in MethodOptions, or take a smaller step size"
		if err == nil || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("%s: %v", engine, err)
		}
	}
}
