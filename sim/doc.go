// Package sim is a simulator of spiking neural networks whose model language is that of Brian 2.
//
// There are four nouns. An Object is an immutable description of a part of a network: a NeuronGroup (which
// Poisson groups and spike generator groups are as well), a Subgroup of one, Synapses, a Monitor. It is made from
// a struct literal, and its equations are parsed, checked for units and lowered once, when it is made; all runs
// share it. A Network holds the state of its objects and runs them. An Engine executes the network's steps. A
// Clock gives the objects on it their step size.
//
// Ordinary use:
//
//	group, err := sim.NewNeuronGroup(sim.Neurons{
//		Name: "neurons", Size: 100,
//		Equations: "dv/dt = (I - v) / (10*ms) : 1 (unless refractory)\nI : 1",
//		Threshold: "v > 1", Reset: "v = 0", Refractory: "2 ms",
//		Initial: []sim.Set{{Variable: "I", Value: "1 + i/N"}},
//	})
//	spikes, err := sim.NewSpikeMonitor(sim.Recording{Name: "spikes", Of: group})
//	net, err := sim.NewNetwork(sim.Options{Seed: 1})
//	err = net.Add(group, spikes)
//	err = net.Run(ctx, units.Second.Of(1))
//	recorded, err := net.Spikes(spikes)
//
// # Invariants
//
// What a network computes is a function of its objects, the order of calls, the seed and the trial: to the
// last bit, on every machine and engine. Names of objects are unique within a network, since the random numbers
// of an object depend on its name. A Network is used by one goroutine at a time; objects may be shared.
//
// # Caveats
//
// Arrays are bare numbers in SI units. The units of a variable are those of its equation.
package sim
