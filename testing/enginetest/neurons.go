package enginetest

import "golgi/sim"

// lif is leaky integrate-and-fire neurons without refractoriness, each with its own drive.
func lif(size int) Description {
	return Description{
		Duration: q("100 ms"),
		Neurons: []sim.Neurons{{
			Name: "G", Size: size, Method: "exact",
			Equations: "dV/dt = (El - V)/tau : volt\nEl : volt (constant)",
			Threshold: "V > Vt", Reset: "V = Vr",
			Namespace: sim.Namespace{"tau": q("10 ms"), "Vt": q("-55 mV"), "Vr": q("-70 mV")},
			Initial:   []sim.Set{set("El", "-54*mV + i*mV"), set("V", "Vr")},
		}},
		Monitors: append(spikesOf("G"), states("G", "V")),
	}
}

func lifRefractory(size int) Description {
	return Description{
		Duration: q("100 ms"),
		Neurons: []sim.Neurons{{
			Name: "G", Size: size, Method: "exact",
			Equations: "dv/dt = (v0 - v)/tau : volt (unless refractory)\nv0 : volt",
			Threshold: "v > 10*mV", Reset: "v = 0*mV", Refractory: "5 ms",
			Namespace: sim.Namespace{"tau": q("10 ms")},
			Initial:   []sim.Set{set("v0", "20*mV*i/(N - 1)")},
		}},
		Monitors: spikesOf("G"),
	}
}

// lifRefractoryEach has a period of its own for each neuron, some of them no multiple of the step size, and
// a second variable that goes on while the first one rests.
func lifRefractoryEach(size int) Description {
	return Description{
		Duration: q("60 ms"),
		Neurons: []sim.Neurons{{
			Name: "G", Size: size,
			Equations: "dv/dt = (1.5 - v)/tau : 1 (unless refractory)\ndw/dt = (v - w)/(2*tau) : 1\nrest : second",
			Threshold: "v >= 1", Reset: "v = 0\nw += 0.1", Refractory: "rest",
			Namespace: sim.Namespace{"tau": q("8 ms")},
			Initial:   []sim.Set{set("rest", "i*0.15*ms"), set("v", "i/N")},
		}},
		Monitors: append(spikesOf("G"), states("G", "v", "w", "not_refractory", "lastspike")),
	}
}

// lifRefractoryCondition rests until the potential has fallen.
func lifRefractoryCondition(size int) Description {
	return Description{
		Duration: q("60 ms"),
		Neurons: []sim.Neurons{{
			Name: "G", Size: size, Method: "euler",
			Equations: "dv/dt = (1.3*int(not_refractory) - v)/(5*ms) : 1",
			Threshold: "v > 1", Refractory: "v > low",
			Namespace: sim.Namespace{"low": 0.4},
			Initial:   []sim.Set{set("v", "0.9*i/N")},
		}},
		Monitors: append(spikesOf("G"), states("G", "v", "not_refractory")),
	}
}

// adex is adaptive exponential neurons that spike regularly and in bursts.
func adex(size int) Description {
	return Description{
		Duration: q("120 ms"),
		Neurons: []sim.Neurons{{
			Name: "G", Size: size, Method: "euler",
			Equations: "dvm/dt = (gL*(EL - vm) + gL*DeltaT*exp((vm - VT)/DeltaT) + I - w)/C : volt\n" +
				"dw/dt = (a*(vm - EL) - w)/tauw : amp\nI : amp\ntauw : second\nb : amp\nVr : volt",
			Threshold: "vm > Vcut", Reset: "vm = Vr; w += b",
			Namespace: sim.Namespace{
				"C": q("281 pF"), "gL": q("30 nS"), "EL": q("-70.6 mV"), "VT": q("-50.4 mV"), "DeltaT": q("2 mV"),
				"Vcut": q("-40.4 mV"), "a": q("4 nS"),
			},
			Initial: []sim.Set{
				set("vm", "EL"), set("I", "(0.8 + i*0.05)*nA"),
				set("tauw", "144*ms"), set("b", "0.0805*nA"), set("Vr", "EL"),
				{Variable: "tauw", Value: "20*ms", Where: "i % 2 == 1"},
				{Variable: "b", Value: "0.5*nA", Where: "i % 2 == 1"},
				{Variable: "Vr", Value: "VT + 5*mV", Where: "i % 2 == 1"},
			},
		}},
		Monitors: append(spikesOf("G"), states("G", "vm", "w")),
	}
}

// izhikevich is the network of the paper, with noise in place of thalamic input: four excitatory neurons for
// each inhibitory one, all connected with all. The step size is 0.5 ms.
func izhikevich(size int) Description {
	const equations = "dv/dt = (0.04*v**2 + 5*v + 140 - u + I + noise*randn())/ms : 1\n" +
		"du/dt = a*(b*v - u)/ms : 1\ndI/dt = -I/ms : 1\na : 1\nb : 1\nc : 1\nd : 1\nr : 1"
	neurons := func(name string, n int, noise float64, a, b, c, d string) sim.Neurons {
		return sim.Neurons{
			Name: name, Size: n, Method: "euler", Equations: equations, Threshold: "v >= 30", Reset: "v = c; u += d",
			Namespace: sim.Namespace{"noise": noise},
			Initial: []sim.Set{
				set("r", "rand()"), set("a", a), set("b", b),
				set("c", c), set("d", d), set("v", -65.0),
				set("u", "b*v"),
			},
		}
	}
	all := func(name, from, to, weight string) Synapse {
		return Synapse{from, to, sim.Synapse{Name: name, Model: "w : 1", OnPre: "I_post += w",
			Connect: []sim.Connect{{}}, Initial: []sim.Set{set("w", weight+"*rand()")}}}
	}
	excitatory := size * 4 / 5
	return Description{
		DT: q("0.5 ms"), Duration: q("300 ms"),
		Neurons: []sim.Neurons{
			neurons("exc", excitatory, 5, "0.02", "0.2", "-65 + 15*r**2", "8 - 6*r**2"),
			neurons("inh", size-excitatory, 2, "0.02 + 0.08*r", "0.25 - 0.05*r", "-65", "2"),
		},
		Synapses: []Synapse{
			all("ee", "exc", "exc", "0.5"), all("ei", "exc", "inh", "0.5"),
			all("ie", "inh", "exc", "-1"), all("ii", "inh", "inh", "-1"),
		},
		Monitors: spikesOf("exc", "inh"),
	}
}
