package sim_test

import (
	"fmt"
	"testing"

	"golgi/sim"
	"golgi/units"
)

type parameters struct {
	N        int     // the language's own
	Tau      float64 `unit:"ms"`
	Bias     float64
	Vt       units.Quantity
	V        float64 `name:"v"` // the equations' own
	On       bool
	Words    []string
	Huge     uint64
	Synaptic struct {
		Tau2  float64 `unit:"ms"`
		Decay float64
	}
	Other struct{ Decay float64 }
}

// The fields of a struct are constants of equations, as far as these use them.
func TestNamespaceOf(t *testing.T) {
	p := parameters{N: 3, Tau: 10, Bias: 1.5, Vt: units.Millivolt.Of(20), On: true}
	p.Synaptic.Tau2 = 5
	for _, c := range []struct{ equations, want string }{
		{"dv/dt = (bias + int(on)*vt/(20*mV) - v)/(tau + tau2) : 1", ""},
		{"dv/dt = (words - v)/tau + decay/tau : 1", `sim: neuron group "g": equations: "words" has no value here
  | dv/dt = (words - v)/tau + decay/tau : 1
  |          ^~~~~ parameters.Words is a []string; equations use quantities, numbers and truth values
sim: neuron group "g": equations: "decay" has no value here
  | dv/dt = (words - v)/tau + decay/tau : 1
  |                           ^~~~~ parameters.Synaptic.Decay and parameters.Other.Decay are both called so; give the namespace one of them by hand`},
		{"dv/dt = -v/(bias + tau) : 1", `sim: neuron group "g": equations: cannot add a number without unit to s
  | dv/dt = -v/(bias + tau) : 1
  |                    ^~~ tau has unit s; tau/tau2 would have no unit`},
	} {
		_, err := sim.NewNeuronGroup(sim.Neurons{Name: "g", Size: 1, Equations: c.equations, Method: "euler", Namespace: sim.NamespaceOf(&p)})
		if got := fmt.Sprint(err); got != c.want && !(err == nil && c.want == "") {
			t.Errorf("%s:\ngot  %s\nwant %s", c.equations, got, c.want)
		}
	}
	for _, c := range []struct {
		p    any
		want string
	}{
		{3, `sim: NamespaceOf: int is no struct (neuron group "g")`},
		{nil, `sim: NamespaceOf: the struct is nil (neuron group "g")`},
		{struct{ tau int }{}, `sim: NamespaceOf: struct.tau: it begins with a small letter, and cannot be set; write Tau, or leave it out by the tag name:"-" (neuron group "g")`},
	} {
		_, err := sim.NewNeuronGroup(sim.Neurons{Name: "g", Size: 1, Equations: "v : 1", Namespace: sim.NamespaceOf(c.p)})
		if got := fmt.Sprint(err); got != c.want {
			t.Errorf("%v:\ngot  %s\nwant %s", c.p, got, c.want)
		}
	}
}
