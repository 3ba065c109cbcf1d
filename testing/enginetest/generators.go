package enginetest

import "golgi/sim"

// generators has connections by generators of all forms, several synapses per pair, and pathways with delays of their own.
func generators(size int) Description {
	synapses := func(name string, connect ...sim.Connect) Synapse {
		return Synapse{"in", "out", sim.Synapse{
			Name: name, Connect: connect, MultisynapticIndex: "k", Model: "w : 1\nseen : 1", OnPre: "v += w", Delay: "(1 + k)*0.1*ms",
			Initial: []sim.Set{set("w", "(1 + k)*0.2/N_incoming")},
			Pathways: []sim.Pathway{
				{Name: "late", OnPre: "w *= 1.01", Delay: "1.3 ms", When: "before_groups"},
				{Name: "back", OnPost: "seen += x_pre", Delay: "(i + j) % 5*0.2*ms", Order: -3},
			},
		}}
	}
	return Description{
		Duration: q("40 ms"),
		Neurons:  []sim.Neurons{pacemakers("in", size), leaky("out", size)},
		Synapses: []Synapse{
			synapses("one_to_one", sim.Connect{JOf: "i"}, sim.Connect{JOf: "(i + 1) % N_post if i > 3", N: "2"}),
			synapses("windows", sim.Connect{JOf: "l for l in range(i - 3, i + 4) if l != i and rate_pre > 120*Hz", SkipIfInvalid: true},
				sim.Connect{IOf: "2*j - l for l in range(4, -4, -3) if x_pre > 0.1", SkipIfInvalid: true, N: "1 + j % 2"}),
			synapses("samples", sim.Connect{JOf: "l for l in sample(N_post, p=0.1*(1 + i % 2))"},
				sim.Connect{JOf: "l for l in sample(i, size=i//5)"}, sim.Connect{IOf: "l for l in sample(0, N_pre, 3, size=4) if rand() < 0.7"}),
		},
		Monitors: append(spikesOf("in", "out"), states("samples", "w", "seen"), states("windows", "seen")),
	}
}
