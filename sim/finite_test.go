package sim_test

import (
	"strings"
	"testing"

	"golgi/sim"
	"golgi/units"
)

// A state that becomes NaN or infinite is named: object, variable, neuron, and between which times.
func TestStatesThatExplode(t *testing.T) {
	for _, engine := range sim.Engines() {
		explosive := neurons(t, sim.Neurons{Name: "explosive", Size: 3, Method: "euler", Equations: "du/dt = -u/ms : 1\ndv/dt = a*v**2/ms : 1\na : 1",
			Initial: []sim.Set{{Variable: "v", Value: 1.0}, {Variable: "a", Value: "0.5*(i == 2)"}}})
		net := network(t, sim.Options{Engine: engine, DT: units.Millisecond.Of(0.1)}, explosive)
		err := net.Run(t.Context(), units.Second.Of(5))
		expectError(t, engine, err, `sim: neuron group "explosive": "v" of element 2 is +Inf; it became so between 0 s and 100 ms. `+
			`A smaller step size, or another method of integration, may help; a StateMonitor shows the step`)
		check(t, clone(t, network(t, sim.Options{Engine: engine, AllowNaN: true}, explosive)).Run(t.Context(), units.Millisecond.Of(100)))
		net = network(t, sim.Options{Engine: engine}, explosive)
		for k := 0; err == nil || k == 0; k++ { // step by step it is seen within 100 steps of its end
			if err = net.Run(t.Context(), units.Millisecond.Of(0.1)); k > 300 {
				t.Fatalf("%s: %v", engine, err)
			}
		}
		if !strings.Contains(err.Error(), `"v" of element 2 is +Inf; it became so between`) {
			t.Errorf("%s: %v", engine, err)
		}
	}
}

// The end of a first run is looked at, however short it is, and then those of runs that make as many steps as there were.
func TestShortRunsThatExplode(t *testing.T) {
	group := neurons(t, sim.Neurons{Name: "g", Size: 1, Equations: "dv/dt = exp(1000)/ms : 1", Method: "euler"})
	net := network(t, sim.Options{Engine: sim.Reference}, group)
	err := net.Run(t.Context(), units.Millisecond.Of(2))
	if err == nil || !strings.Contains(err.Error(), `"v" of element 0 is +Inf; it became so between 0 s and 2 ms`) {
		t.Error(err)
	}
}
