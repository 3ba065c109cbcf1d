package enginetest

import "golgi/sim"

// drivenSynapses have equations that are integrated when spikes arrive (single ones, a chain, a circle, with coefficients of
// each synapse) and at every step, by several methods and on a clock of their own.
func drivenSynapses(size int) Description {
	synapses := func(spec sim.Synapse) Synapse {
		spec.Connect = []sim.Connect{{Condition: "(i + 2*j) % 3 == 0"}}
		spec.Namespace = sim.Namespace{"tau": q("7 ms"), "c": 0.4}
		spec.Initial = append(spec.Initial, set("w", "0.05 + 0.002*i"))
		return Synapse{"in", "out", spec}
	}
	return Description{
		Duration: q("60 ms"),
		Neurons:  []sim.Neurons{pacemakers("in", size), leaky("out", size/3)},
		Synapses: []Synapse{
			synapses(sim.Synapse{Name: "stdp", Delay: "i*0.1*ms",
				Model:  "w : 1\ndp/dt = -p/tau : 1 (event-driven)\ndq/dt = (c*w - q)/tau_q : 1 (event-driven)\ntau_q = (4 + j)*ms : second",
				OnPre:  "v_post += w\np += 0.01\nw = clip(w - q, 0, 0.2)",
				OnPost: "q += 0.012\nw = clip(w + p, 0, 0.2)"}),
			synapses(sim.Synapse{Name: "coupled",
				Model: `w : 1
da/dt = (b - a)/(5*ms) : 1 (event-driven)
db/dt = (y - b)/tau : 1 (event-driven)
dy/dt = -y/(2*ms) : 1 (event-driven)
dr/dt = (2*s - r)/tau : 1 (event-driven)
ds/dt = (-c*r - s)/(3*ms) : 1 (event-driven)`,
				OnPre: "y += 1; s += w; v_post += 0.1*a*r", OnPost: "a *= 0.9; w += 0.01*b"}),
			synapses(sim.Synapse{Name: "slow", Method: "rk4", DT: q("0.3 ms"), Order: 1,
				Model: "w : 1\ndg/dt = h*(1 - g) - g/tau : 1 (clock-driven)\ndh/dt = -h/(2*ms) : Hz (clock-driven)",
				OnPre: "h += 200*Hz; v_post += w*g"}),
			synapses(sim.Synapse{Name: "noisy", Method: "euler",
				Model: "w : 1\ndg/dt = (v_post - g)/tau + 0.1*xi*tau**-0.5 : 1 (clock-driven)", OnPre: "v_post += w*g"}),
			synapses(sim.Synapse{Name: "exact",
				Model: "w : 1\ndg/dt = (h - g)/tau_g : 1\ndh/dt = (g - h)/tau : 1\ntau_g = (3 + i)*ms : second", OnPre: "h += w; v_post += w*g"}),
		},
		Monitors: append(spikesOf("in", "out"), states("stdp", "w", "p", "q"), states("slow", "g"), states("noisy", "g"),
			states("exact", "g", "h")),
	}
}

// sums has gap junctions, currents that are summed over synapses onto parts of a group, on several clocks, and sums of sums.
func sums(size int) Description {
	gap := pacemakers("gap", size)
	gap.Equations = "dx/dt = rate + I/(5*ms) : 1\nrate : Hz\nI : 1\nlevel : integer"
	out := leaky("out", size)
	out.DT, out.Order = q("0.2 ms"), 1
	out.Equations = "dv/dt = (drive + slow - v)/(10*ms) : 1 (unless refractory)\ndrive : 1\nslow : 1\nlate = 0.1*slow : 1"
	synapses := func(from, to string, spec sim.Synapse) Synapse {
		spec.Model += "\nw : 1"
		spec.Initial = []sim.Set{set("w", "(1 + (7*i + 3*j) % 5)/N_incoming")}
		return Synapse{from, to, spec}
	}
	return Description{
		Duration: q("40 ms"),
		Neurons:  []sim.Neurons{gap, out},
		Parts:    []Part{{Name: "low", Of: "out", Stop: size / 3}, {Name: "high", Of: "out", Start: size / 2, Stop: size}},
		Synapses: []Synapse{
			synapses("gap", "gap", sim.Synapse{Name: "junctions", Connect: []sim.Connect{{Condition: "i != j and abs(i - j) < 5"}},
				Model: "I_post = 0.2*w*(x_pre - x_post) : 1 (summed)\nlevel_pre = int(x_post > 0.5) : integer (summed)"}),
			synapses("gap", "low", sim.Synapse{Name: "currents", Connect: []sim.Connect{{Probability: "0.6"}},
				Model: "dg/dt = -g/(4*ms) : 1 (clock-driven)\ndrive_post = w*g*(2 - v_post) : 1 (summed)", OnPre: "g += 1"}),
			synapses("gap", "high", sim.Synapse{Name: "others", Connect: []sim.Connect{{Probability: "0.3"}},
				Model: "drive_post = w*x_pre*level_pre : 1 (summed)"}),
			synapses("out", "out", sim.Synapse{Name: "again", Connect: []sim.Connect{{Condition: "i != j", Probability: "0.5"}},
				Model: "slow_post = 0.1*w*(drive_pre + slow_pre + late_post) : 1 (summed)"}),
		},
		Monitors: append(spikesOf("gap", "out"), states("gap", "I", "level"), states("out", "drive", "slow")),
	}
}
