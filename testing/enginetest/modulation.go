package enginetest

import (
	"fmt"

	"golgi/sim"
)

// modulation has synapses that begin and end at synapses: neurons that change weights, an astrocyte that hears synapses and
// changes them (Stimberg et al., 2019), synapses between synapses, and synapses on these.
func modulation(size int) Description {
	astrocytes := sim.Neurons{Name: "astrocytes", Size: 3, Method: "euler", DT: q("0.2 ms"),
		Equations: "dC/dt = (Y - C)/(4*ms) : 1\nY : 1"}
	return Description{
		Duration: q("40 ms"),
		Neurons:  []sim.Neurons{pacemakers("in", size), leaky("out", size/3), astrocytes},
		Parts:    []Part{{Name: "late", Of: "in", Start: size / 2, Stop: size}, {Name: "picked", Of: "in", Picked: []int{0, 2, 3, 7}}},
		Synapses: []Synapse{
			{"in", "out", sim.Synapse{Name: "conn", OnPre: "v_post += w*(1 - glio)\ny += 1\nk += 1",
				Model: "w : 1\ndy/dt = -y/(5*ms) : 1 (clock-driven)\nglio : 1\nk : integer\ncell : integer (constant)\nscaled = w*(1 + x_pre) : 1",
				Delay: "1 ms", Connect: []sim.Connect{{Condition: "(i + j) % 4 == 0", N: "1 + i % 2"}}, MultisynapticIndex: "copy",
				Initial: []sim.Set{set("w", "0.3 + 0.01*i"), set("cell", "(i + j) % 3")}}},
			{"late", "conn", sim.Synapse{Name: "modulators", Model: "gain : 1\ndz/dt = -z/(3*ms) : 1 (event-driven)", Delay: "0.1*ms*(j % 5)",
				OnPre:   "w = 0.9*w + gain*scaled_post/(1 + k)\nz += x_pre_post + copy",
				Connect: []sim.Connect{{Condition: "i == i_post % N_pre and copy_post == 0"}, {JOf: "k for k in range(i, N_post, 9)"}},
				Initial: []sim.Set{set("gain", "0.05*(1 + j_post)/N_incoming_post")}}},
			{"conn", "astrocytes", sim.Synapse{Name: "hear", Model: "Y_post = y_pre/N_incoming : 1 (summed)",
				Connect: []sim.Connect{{JOf: "cell_pre"}}}},
			{"astrocytes", "conn", sim.Synapse{Name: "tell", Model: "glio_post = tanh(C_pre) : 1 (summed)",
				Connect: []sim.Connect{{IOf: "cell_post"}}}},
			{"conn", "modulators", sim.Synapse{Name: "between", Model: "dh/dt = (w_pre - h - gain_post*x_pre_post)/(6*ms) : 1 (clock-driven)",
				Method: "euler", Connect: []sim.Connect{{Condition: "abs(i - j) <= 1"}, {Condition: "i == j_post", Probability: "0.5"}}}},
			{"picked", "between", sim.Synapse{Name: "above", OnPre: "h += 0.1*w_pre_post - 0.01*i_post*x_pre", Connect: []sim.Connect{{Probability: "0.4"}}}},
		},
		Monitors: append(spikesOf("in", "out"), states("conn", "w", "y", "glio", "scaled"), states("modulators", "z"), states("between", "h")),
	}
}

// modulators draws synapses that end at those of pathway k, and now and then ones that begin there.
func (r *random) modulators(k int) {
	s := r.speech("gain", "g_post", r.number(r.from[k], "v_pre_post"), "w_pre", "y_post_post", "c", "t/ms")
	s.integers = []string{"seen", "i", "j_post", "N_post", "n_pre", "N_incoming_post", "i_post"}
	s.booleans = []string{"z_post", "b_pre", "p"}
	if !s.chance(3) {
		return
	}
	spec := Synapse{s.any("G0", fmt.Sprintf("G%d", k)), fmt.Sprintf("S%d", k), sim.Synapse{Name: fmt.Sprintf("M%d", k), Namespace: r.constants(), Delay: sim.Delay(s.pick("", "0.2 ms", "(i % 3)*0.3*ms"))}}
	spec.Model, spec.Initial = "gain : 1", []sim.Set{set("gain", s.pick("0.1", "0.01*(j_post - i)", "0.1*g_post"))}
	spec.OnPre = s.pick("g_post = clip(g_post + gain, -1, 1)", "g = 0.5*g + gain\nseen += 1", "seen_post = i_post\nz_post = "+s.wild(2)+" > 0", "g = clip("+s.tame(2)+", -1, 1)")
	spec.Connect = []sim.Connect{{JOf: sim.Generator(s.pick("k for k in range(i, N_post, 7)", "i", "k for k in sample(N_post, p=0.1)")), SkipIfInvalid: true}}
	if s.chance(2) {
		spec.Connect = append(spec.Connect, sim.Connect{Condition: s.pick("i == j_post and j % 3 == 0", "i_post + j_post == i", "w_pre >= w_pre_post and j % 8 == 0")})
	}
	r.above = append(r.above, spec)
	if s.chance(2) {
		spread := Synapse{fmt.Sprintf("S%d", k), spec.Name, sim.Synapse{Name: fmt.Sprintf("B%d", k), Namespace: r.constants(),
			Connect: []sim.Connect{{Condition: "abs(i - j) < 2"}, {IOf: "j_post", SkipIfInvalid: true}}}}
		spread.Model = "gain_post = 0.1*g_pre + 0.5*clip(w_pre_pre, -1, 1) + 0.01*(i_pre - j) : 1 (summed)"
		r.above = append(r.above, spread)
	}
}
