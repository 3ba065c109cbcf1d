package sim_test

import (
	"fmt"
	"testing"

	"golgi/sim"
)

// Numbers of synapses are known in all texts that are evaluated after connecting. Values of w and u: Brian 2.5.1.
func TestNumbersOfSynapses(t *testing.T) {
	for _, engine := range sim.Engines() {
		g := neurons(t, sim.Neurons{Name: "g", Size: 4, Equations: "v : 1", Threshold: "t < 0.05*ms"})
		s := synapses(t, sim.Synapse{Name: "s", Source: g, Target: g, Model: "w : 1\nu : 1\nshare = 1.0/N_incoming : 1",
			OnPre: "v_post += share*N_outgoing", Delay: "N_incoming*dt",
			Connect: []sim.Connect{{Condition: "i <= j and i > 1"}, {Condition: "i <= j and i <= 1"}}, // counted when all are there
			Initial: []sim.Set{{Variable: "w", Value: "12.0/N_incoming"}, {Variable: "u", Value: "12.0/N_outgoing"}}})
		trace := stateMonitor(t, sim.Recording{Name: "trace", Of: s, Variables: []string{"N_incoming", "share"}, Record: []int{0}})
		net := network(t, sim.Options{Engine: engine}, s, trace)
		for variable, want := range map[string]string{"w": "[4 3 3 12 6 4 3 6 4 3]", "u": "[6 6 12 3 3 3 3 4 4 4]",
			"N_incoming": "[3 4 4 1 2 3 4 2 3 4]", "N_outgoing": "[2 2 1 4 4 4 4 3 3 3]"} {
			if got := fmt.Sprint(get(t, net, s, variable)); got != want {
				t.Errorf("%s: %s = %s, want %s", engine, variable, got, want)
			}
		}
		run(t, net, "1 ms")
		// Neuron j receives from 0 to j: (4 + 3 + … )/(j + 1).
		if got := fmt.Sprintf("%.6g", get(t, net, g, "v")); got != "[4 3.5 3 2.5]" {
			t.Errorf("%s: v = %s", engine, got)
		}
		if got := must[sim.Traces](t)(net.Traces(trace)); got.Variables[0].Values[0] != 3 || got.Variables[1].Values[0] != 1/3.0 {
			t.Errorf("%s: %+v", engine, got)
		}
	}
}

func TestNumbersOfSynapsesOfSubgroups(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "g", Size: 9, Equations: "v : 1"})
	from, to := must[*sim.Subgroup](t)(g.Subgroup("from", 2, 5)), must[*sim.Subgroup](t)(g.Subgroup("to", 4, 8))
	s := synapses(t, sim.Synapse{Name: "s", Source: from, Target: to, Model: "w : 1", Connect: []sim.Connect{{Condition: "j > i"}}})
	net := network(t, sim.Options{}, s)
	got := fmt.Sprint(get(t, net, s, "i"), get(t, net, s, "j"), get(t, net, s, "N_incoming"), get(t, net, s, "N_outgoing"))
	if want := "[0 0 0 1 1 2] [1 2 3 2 3 3] [1 2 3 2 3 3] [3 3 3 2 2 1]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	_, err := sim.NewSynapses(sim.Synapse{Name: "s", Source: g, Target: g, Connect: []sim.Connect{{Condition: "N_incoming < 3"}}})
	expectError(t, "while connecting", err, `
sim: synapses "s": connect: condition: unknown name "N_incoming"
  | N_incoming < 3
  | ^~~~~~~~~~ pairs have no variables of synapses yet`)
}
