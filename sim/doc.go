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
// # Integration
//
// Neurons.Method names the method by which differential equations are integrated. Without a name it is the one that
// Brian 2 takes, which Remarks tells: "exact" where Brian finds the solution, else "euler", and "heun" where noise is
// multiplicative.
//
//	exact              linear equations whose coefficients are constant over a step, also where they differ between
//	                   neurons; any of them, singular and oscillating ones as well ("linear" is the same)
//	exponential_euler  equations that are linear in their own variable; functions of it are held during the step
//	euler              forward Euler; additive noise
//	rk2, rk4           Runge and Kutta, of order 2 (midpoint) and 4; no noise
//	heun               noise of any kind, in the sense of Stratonovich; without noise it is euler
//	milstein           noise with one source for each equation; without noise it is euler
//	rkf45              Runge, Kutta and Fehlberg, with steps of its own for each neuron, as long as MethodOptions.AbsoluteError
//	                   allows ("gsl_rkf45" is the same); no noise, no random numbers
//
// A method may also be a text, as Brian's ExplicitStateUpdater takes it: f is what stands behind dx/dt = without noise, g
// the factor of the noise, dW its integral over the step, and MethodOptions.Noise says which noise it can integrate.
//
//	Method: `
//		k = dt*f(x, t)
//		x_new = x + dt*f(x + k/2, t + dt/2)`,
//
// # Noise and random numbers
//
// White noise is called xi, in one differential equation of a model, or xi_a, xi_b, ..., where the same name is the same
// noise in all equations; its unit is second**-0.5. rand(), randn() and poisson(mean) draw a number at each evaluation, in
// equations, thresholds, resets, pathways, delays, connections and initial values. All of them are functions of the seed, the
// trial, the name of the object, the place in the text, the element and the step: what else is in a network, how many
// threads there are and which engine runs it change nothing.
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
