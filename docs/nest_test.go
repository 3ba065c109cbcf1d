package docs_test

import (
	"fmt"

	"golgi/sim"
	"golgi/units"
)

func Example_nest() {
	neurons := ok(sim.NewNeuronGroup(sim.Neurons{
		Name: "neurons", Size: 1000, Method: "exact",
		Equations: `dv/dt = (E_L - v)/tau_m + (I_syn + I_e)/C_m : volt (unless refractory)
		            dI_syn/dt = -I_syn/tau_syn : amp`,
		Threshold: "v >= -55*mV", Reset: "v = -70*mV", Refractory: "2 ms",
		Namespace: sim.Namespace{"E_L": units.Millivolt.Of(-70), "tau_m": units.Millisecond.Of(10), "C_m": units.Picofarad.Of(250),
			"tau_syn": units.Millisecond.Of(2), "I_e": units.Picoamp.Of(0)},
		Initial: []sim.Set{{Variable: "v", Value: "E_L"}},
	}))
	noise := ok(sim.NewPoissonInput(sim.Drive{Name: "noise", Of: neurons, Variable: "I_syn", N: 1, Rate: units.Hertz.Of(8000),
		Weight: units.Picoamp.Of(30)}))
	synapses := ok(sim.NewSynapses(sim.Synapse{
		Name: "synapses", Source: neurons, Target: neurons, OnPre: "I_syn += -20*pA", Delay: "1.5 ms",
		Connect: []sim.Connect{{IOf: "k for k in sample(N_pre, size=100)"}},
	}))
	spikes := ok(sim.NewSpikeMonitor(sim.Recording{Name: "spikes", Of: neurons}))
	net := ok(sim.NewNetwork(sim.Options{Seed: 1, DT: units.Millisecond.Of(0.1)}))
	check(net.Add(neurons, noise, synapses, spikes))
	check(net.Run(ctx, units.Millisecond.Of(100)))
	_, received, err := net.Degrees(synapses)
	check(err)
	fmt.Println("indegree of neuron 0:", received[0])
	fmt.Println("spikes:", len(ok(net.Spikes(spikes)).T))
	// Output:
	// indegree of neuron 0: 100
	// spikes: 2296
}

func Example_genn() {
	neurons := ok(sim.NewNeuronGroup(sim.Neurons{
		Name: "neurons", Size: 4, DT: units.Millisecond.Of(0.1), Method: "euler",
		Equations: `dv/dt = (0.04*v**2 + 5*v + 140 - u + I)/ms : 1
		            du/dt = a*(b*v - u)/ms : 1
		            I : 1 (constant)`,
		Threshold: "v >= 30", Reset: "v = c; u += d",
		Namespace: sim.Namespace{"a": 0.02, "b": 0.2, "c": -65.0, "d": 8.0},
		Initial:   []sim.Set{{Variable: "v", Value: -65.0}, {Variable: "u", Value: -13.0}, {Variable: "I", Value: "5.0*i"}},
	}))
	spikes := ok(sim.NewSpikeMonitor(sim.Recording{Name: "spikes", Of: neurons}))
	net := ok(sim.NewNetwork(sim.Options{}))
	check(net.Add(neurons, spikes))
	check(net.Run(ctx, units.Millisecond.Of(200)))
	fmt.Println(ok(net.Spikes(spikes)).Counts())
	// Output:
	// [0 3 5 8]
}
