package enginetest

import (
	"golgi/sim"
	"golgi/units"
)

// pacemakers are neurons that spike at regular intervals, each at its own.
func pacemakers(name string, size int) sim.Neurons {
	return sim.Neurons{
		Name: name, Size: size, Method: "euler",
		Equations: "dx/dt = rate : 1\nrate : Hz", Threshold: "x >= 1", Reset: "x -= 1",
		Initial: []sim.Set{set("rate", "(100 + 7*i)*Hz"), set("x", "i/N")},
	}
}

// leaky are neurons that spike if their input is strong enough.
func leaky(name string, size int) sim.Neurons {
	return sim.Neurons{
		Name: name, Size: size, Equations: "dv/dt = -v/(10*ms) : 1 (unless refractory)",
		Threshold: "v > 1", Reset: "v = 0", Refractory: "2 ms",
	}
}

// spikeGenerators has spikes that come once, some of them together, and others that come again and again.
func spikeGenerators(size int) Description {
	var once, again sim.SpikeGenerator
	for k := range 3 * size {
		once.Indices = append(once.Indices, k%size)
		again.Indices = append(again.Indices, k*7%size)
	}
	times := func(step float64) units.Array {
		list := make([]float64, 3*size)
		for k := range list {
			list[k] = float64(k*11%(3*size)) * step
		}
		return units.Second.OfAll(list...)
	}
	once.Name, once.Size, once.Times = "once", size, times(0.5e-3)
	again.Name, again.Size, again.Times = "again", size, times(0.1e-3)
	again.Period = units.Second.Of(float64(3*size) * 0.1e-3)
	return Description{
		Duration:   q("50 ms"),
		Neurons:    []sim.Neurons{leaky("out", size)},
		Generators: []sim.SpikeGenerator{once, again},
		Synapses: []Synapse{
			{"once", "out", sim.Synapse{Name: "S1", OnPre: "v += 0.8",
				Connect: []sim.Connect{{Condition: "i == j"}}}},
			{"again", "out", sim.Synapse{Name: "S2", OnPre: "v += 0.4", Delay: "0.2 ms",
				Connect: []sim.Connect{{Condition: "abs(i - j) <= 1"}}}},
		},
		Monitors: spikesOf("once", "again", "out"),
	}
}

// deltaSynapses add to the potential, all after one delay. It is lost to neurons that are refractory.
func deltaSynapses(size int) Description {
	return Description{
		Duration: q("50 ms"),
		Neurons:  []sim.Neurons{pacemakers("in", size), leaky("out", size)},
		Synapses: []Synapse{{"in", "out", sim.Synapse{
			Name: "S", OnPre: "v_post += 0.3", Delay: "1.5 ms", Connect: []sim.Connect{{Probability: "0.2"}},
		}}},
		Monitors: spikesOf("in", "out"),
	}
}

// alphaSynapses have currents that rise and fall with one time constant, which exact must integrate.
func alphaSynapses(size int) Description {
	out := leaky("out", size)
	out.Equations = "dv/dt = (I - v)/(10*ms) : 1 (unless refractory)\n" +
		"dI/dt = (y - I)/tau : 1\ndy/dt = -y/tau : 1"
	out.Method, out.Namespace = "exact", sim.Namespace{"tau": q("3 ms")}
	return Description{
		Duration: q("50 ms"),
		Neurons:  []sim.Neurons{pacemakers("in", size), out},
		Synapses: []Synapse{{"in", "out", sim.Synapse{
			Name: "S", Model: "w : 1", OnPre: "y += w", Connect: []sim.Connect{{Condition: "(i + j) % 4 == 0"}},
			Initial: []sim.Set{set("w", "0.4 + 0.4*j/N_post")},
		}}},
		Monitors: append(spikesOf("in", "out"), states("out", "v", "I", "y")),
	}
}

// delaysOfEach has a delay of its own for each synapse, of which some are 0, in an expression and in a list.
func delaysOfEach(size int) Description {
	list := make([]float64, size)
	for k := range list {
		list[k] = float64(k*7%23) * 1e-4
	}
	chain := sim.Connect{I: make([]int, size), J: make([]int, size)}
	for k := range size {
		chain.I[k], chain.J[k] = k, (k*3+1)%size
	}
	return Description{
		Duration: q("50 ms"),
		Neurons:  []sim.Neurons{pacemakers("in", size), leaky("out", size)},
		Synapses: []Synapse{
			{"in", "out", sim.Synapse{Name: "drawn", Model: "w : 1", OnPre: "v += w", Delay: "w*4*ms",
				Connect: []sim.Connect{{Probability: "0.2"}}, Initial: []sim.Set{set("w", "0.1 + 0.3*rand()")}}},
			{"out", "in", sim.Synapse{Name: "listed", OnPre: "x_post += 0.01", Delays: units.Second.OfAll(list...),
				Connect: []sim.Connect{chain}}},
		},
		Monitors: append(spikesOf("in", "out"), states("drawn", "w")),
	}
}

// stdp has pair-based plasticity with traces of each synapse, which decay when they are looked at.
func stdp(size int) Description {
	out := leaky("out", max(1, size/5))
	out.Equations = "dv/dt = (ge*(4 - v) - v)/(10*ms) : 1 (unless refractory)\ndge/dt = -ge/(5*ms) : 1"
	out.Method = "euler"
	const decay = "apre *= exp(-(t - last)/taupre)\napost *= exp(-(t - last)/taupost)\nlast = t\n"
	return Description{
		Duration: q("100 ms"),
		Neurons:  []sim.Neurons{pacemakers("in", size), out},
		Synapses: []Synapse{{"in", "out", sim.Synapse{
			Name: "S", Model: "w : 1\napre : 1\napost : 1\nlast : second",
			OnPre:   decay + "ge += w\napre += dA\nw = clip(w + apost, 0, wmax)",
			OnPost:  decay + "apost -= 1.05*dA\nw = clip(w + apre, 0, wmax)",
			Connect: []sim.Connect{{}}, Initial: []sim.Set{set("w", "rand()*wmax")},
			Namespace: sim.Namespace{"taupre": q("20 ms"), "taupost": q("20 ms"), "dA": 0.002, "wmax": 0.1},
		}}},
		Monitors: append(spikesOf("in", "out"), Monitor{States, "S", sim.Recording{
			Name: "weights", Variables: []string{"w", "apre", "apost"}, Record: []int{0, size / 2, 3},
			Every: q("2 ms"),
		}}),
	}
}

// shortTermPlasticity has facilitation and depression of each synapse, which recover between spikes.
func shortTermPlasticity(size int) Description {
	return Description{
		Duration: q("80 ms"),
		Neurons:  []sim.Neurons{pacemakers("in", size), leaky("out", size)},
		Synapses: []Synapse{{"in", "out", sim.Synapse{
			Name: "S", Model: "u : 1\nR : 1\nbefore : second\nA : 1 (constant)",
			OnPre: "gap = t - before\nu *= exp(-gap/tauf)\nu += U*(1 - u)\nR = 1 - (1 - R)*exp(-gap/taud)\n" +
				"v_post += A*u*R\nR -= u*R\nbefore = t",
			Connect: []sim.Connect{{Condition: "abs(i - j) < 4"}}, Delay: "0.8 ms",
			Initial: []sim.Set{
				set("R", 1.0), set("A", "1 + 0.1*i"), {Variable: "A", Value: -0.5, Where: "i == j"},
			},
			Namespace: sim.Namespace{"tauf": q("50 ms"), "taud": q("20 ms"), "U": 0.3},
		}}},
		Monitors: append(spikesOf("in", "out"), states("S", "u", "R")),
	}
}

// orderOfSynapses has statements whose result depends on the order of the synapses, in both directions, with
// several synapses for a pair.
func orderOfSynapses(size int) Description {
	in, out := pacemakers("in", size), leaky("out", size)
	in.Equations, in.Initial[1] = "dx/dt = rate : 1\nrate : Hz\nseen : 1", set("x", "i % 3 / 3")
	return Description{
		Duration: q("40 ms"),
		Neurons:  []sim.Neurons{in, out},
		Synapses: []Synapse{{"in", "out", sim.Synapse{
			Name: "S", Model: "w : 1\nk : integer",
			OnPre: "v_post = 0.9*v_post + w\nk += 1", OnPost: "seen_pre = 0.5*seen_pre + 0.01*j\nw = 1.01*w",
			Connect: []sim.Connect{{Probability: "0.3"}, {Condition: "i == j"}, {Probability: "0.2"}},
			Initial: []sim.Set{set("w", "0.05 + 0.01*i")},
		}}},
		Monitors: append(spikesOf("in", "out"), states("in", "seen")),
	}
}

// connections has all ways of connecting.
func connections(size int) Description {
	synapses := func(name string, connect ...sim.Connect) Synapse {
		return Synapse{"in", "out", sim.Synapse{Name: name, OnPre: "v += w", Connect: connect,
			Namespace: sim.Namespace{"w": 0.05, "p": 0.2, "reach": 3}}}
	}
	return Description{
		Duration: q("30 ms"),
		Neurons:  []sim.Neurons{pacemakers("in", size), leaky("out", size)},
		Synapses: []Synapse{
			synapses("all", sim.Connect{}),
			synapses("random", sim.Connect{Probability: "0.3"}),
			synapses("near", sim.Connect{Condition: "abs(i - j) <= reach"}),
			synapses("near_at_random", sim.Connect{Condition: "i != j", Probability: "exp(-abs(i - j)/5.0)"}),
			synapses("by_variables",
				sim.Connect{Condition: "rate_pre > 150*Hz and rand() < p", Probability: "0.5 + 0.5*v_post"}),
			synapses("listed", sim.Connect{I: []int{2, 0, 2, 1}, J: []int{0, 1, 0, 3}}),
			synapses("twice", sim.Connect{Probability: "0.3"}, sim.Connect{Probability: "0.3"}),
		},
		Monitors: spikesOf("in", "out"),
	}
}

// subgroups connects parts of groups with parts, and records them.
func subgroups(size int) Description {
	third := size / 3
	pathway := func(name, from, to string) Synapse {
		return Synapse{from, to, sim.Synapse{Name: name, Model: "w : 1", OnPre: "v_post += w",
			OnPost: "w += 0.01*x_pre", Delay: "0.3 ms",
			Connect: []sim.Connect{{Condition: "i <= j or N_pre > N_post"}},
			Initial: []sim.Set{set("w", "0.1 + 0.01*i + 0.001*j")}}}
	}
	return Description{
		Duration: q("40 ms"),
		Neurons:  []sim.Neurons{pacemakers("in", size), leaky("out", size)},
		Parts: []Part{
			{Name: "late", Of: "in", Start: third, Stop: size}, {Name: "latest", Of: "late", Start: third, Stop: size - third},
			{Name: "first", Of: "out", Start: 0, Stop: third}, {Name: "middle", Of: "out", Start: third, Stop: 2 * third},
		},
		Synapses: []Synapse{
			pathway("S1", "late", "middle"), pathway("S2", "latest", "first"), pathway("S3", "in", "middle"),
		},
		Monitors: append(spikesOf("late", "latest", "first", "middle", "out"),
			Monitor{Rates, "middle", sim.Recording{Name: "rate"}},
			Monitor{States, "middle", sim.Recording{Name: "trace", Variables: []string{"v"},
				Record: []int{third - 1, 0}}}),
	}
}
