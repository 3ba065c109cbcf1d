package components

// bounded is a synapse whose weights stay between 0 and the largest.
func bounded(largest string, s Synapse) Synapse {
	s.bounded = true
	s.Parameters = Parameters("w_max = "+largest+" > 0 # largest weight; the smallest is 0\n") + s.Parameters
	return s
}

// STDP is additive, with all pairs of spikes and weights between 0 and the largest:
//
//	Δw = w_max·A_plus·exp(-Δt/tau_plus) for Δt = t_post - t_pre > 0,  Δw = -w_max·A_minus·exp(Δt/tau_minus) for Δt ≤ 0.
func STDP(largest string) Synapse {
	return bounded(largest, Synapse{
		Name: "STDP", About: "pairs of all spikes change the weight, additively, between 0 and w_max",
		Source: "Song, Miller & Abbott (2000), Nat. Neurosci. 3:919, eq. 1; Brian 2, example STDP",
		Model: `w : weight
			dplus/dt = -plus/tau_plus : 1 (event-driven)
			dminus/dt = -minus/tau_minus : 1 (event-driven)`,
		OnPre:  "target_post += w\nplus += A_plus\nw = clip(w - w_max*minus, 0*w_max, w_max)",
		OnPost: "minus += A_minus\nw = clip(w + w_max*plus, 0*w_max, w_max)",
		Parameters: `
			A_plus    = 0.01         # potentiation by a pair, relative to w_max
			A_minus   = 0.0105       # depression by a pair, relative to w_max
			tau_plus  = 20 ms   > 0  # time constant of potentiation
			tau_minus = 20 ms   > 0  # time constant of depression`,
	})
}

// NearestSTDP is additive, with the last spike of the other neuron alone; spikes in the same step do nothing.
func NearestSTDP(largest string) Synapse {
	return bounded(largest, Synapse{
		Name: "NearestSTDP", About: "pairs of nearest spikes change the weight, additively, between 0 and w_max",
		Source: "GeNN 5.1, weightUpdateModels.h, STDP; Morrison et al. (2008), Biol. Cybern. 98:459, section 4.1.2",
		Model: `w : weight
			last_source : second
			last_target : second`,
		OnPre:   "target_post += w\nw = clip(w - w_max*A_minus*exp(-(t - last_target)/tau_minus)*int(t > last_target), 0*w_max, w_max)\nlast_source = t",
		OnPost:  "w = clip(w + w_max*A_plus*exp(-(t - last_source)/tau_plus)*int(t > last_source), 0*w_max, w_max)\nlast_target = t",
		Initial: Values{"last_source": "-1e9*second", "last_target": "-1e9*second"},
		Parameters: `
			A_plus    = 0.01         # potentiation by a pair, relative to w_max
			A_minus   = 0.0105       # depression by a pair, relative to w_max
			tau_plus  = 20 ms   > 0  # time constant of potentiation
			tau_minus = 20 ms   > 0  # time constant of depression`,
	})
}

// SoftSTDP has changes that fade towards the bounds:
//
//	Δw = w_max·A_plus·(1 - w/w_max)^mu·exp(-Δt/tau_plus),  Δw = -w_max·A_minus·(w/w_max)^mu·exp(Δt/tau_minus).
func SoftSTDP(largest string) Synapse {
	return bounded(largest, Synapse{
		Name: "SoftSTDP", About: "pairs of all spikes change the weight, the less the nearer it is to its bounds: additively with mu = 0, multiplicatively with mu = 1",
		Source: "Gütig et al. (2003), J. Neurosci. 23:3697, eq. 1 and 2",
		Model: `w : weight
			dplus/dt = -plus/tau_plus : 1 (event-driven)
			dminus/dt = -minus/tau_minus : 1 (event-driven)`,
		OnPre:  "target_post += w\nplus += A_plus\nw = clip(w - w_max*minus*clip(w/w_max, 0, 1)**mu, 0*w_max, w_max)",
		OnPost: "minus += A_minus\nw = clip(w + w_max*plus*clip(1 - w/w_max, 0, 1)**mu, 0*w_max, w_max)",
		Parameters: `
			A_plus    = 0.01          # potentiation by a pair at weight 0, relative to w_max
			A_minus   = 0.0105        # depression by a pair at w_max, relative to that
			tau_plus  = 20 ms   > 0   # time constant of potentiation
			tau_minus = 20 ms   > 0   # time constant of depression
			mu        = 0.5     >= 0  # how changes fade`,
	})
}

// TripletSTDP is the full triplet rule, with all triplets.
func TripletSTDP(largest string) Synapse {
	return bounded(largest, Synapse{
		Name: "TripletSTDP", About: "pairs and triplets of all spikes change the weight, between 0 and w_max",
		Source: "Pfister & Gerstner (2006), J. Neurosci. 26:9673, eq. 2 to 4; defaults: table 4, all-to-all, minimal, visual cortex",
		Model: `w : weight
			dr_1/dt = -r_1/tau_plus : 1 (event-driven)
			dr_2/dt = -r_2/tau_x : 1 (event-driven)
			do_1/dt = -o_1/tau_minus : 1 (event-driven)
			do_2/dt = -o_2/tau_y : 1 (event-driven)`,
		OnPre:  "target_post += w\nw = clip(w - w_max*o_1*(A2_minus + A3_minus*r_2), 0*w_max, w_max)\nr_1 += 1\nr_2 += 1",
		OnPost: "w = clip(w + w_max*r_1*(A2_plus + A3_plus*o_2), 0*w_max, w_max)\no_1 += 1\no_2 += 1",
		Parameters: `
			A2_plus   = 0.0           # potentiation by a pair, relative to w_max
			A3_plus   = 0.0065        # potentiation by a triplet
			A2_minus  = 0.0071        # depression by a pair
			A3_minus  = 0.0           # depression by a triplet
			tau_plus  = 16.8 ms  > 0  # time constant of potentiation by pairs
			tau_x     = 101 ms   > 0  # time constant of depression by triplets
			tau_minus = 33.7 ms  > 0  # time constant of depression by pairs
			tau_y     = 114 ms   > 0  # time constant of potentiation by triplets`,
	})
}

// Vogels is the plasticity of inhibitory synapses that keeps the target's rate.
func Vogels(largest string) Synapse {
	return bounded(largest, Synapse{
		Name: "Vogels", About: "inhibition grows where the target spikes more than at rate, and shrinks where less, between 0 and w_max",
		Source: "Vogels et al. (2011), Science 334:1569, eq. 1; Brian 2, example Vogels_et_al_2011",
		Model: `w : weight
			dplus/dt = -plus/tau : 1 (event-driven)
			dminus/dt = -minus/tau : 1 (event-driven)`,
		OnPre:  "target_post += w\nplus += 1\nw = clip(w + w_max*eta*(minus - 2*rate*tau), 0*w_max, w_max)",
		OnPost: "minus += 1\nw = clip(w + w_max*eta*plus, 0*w_max, w_max)",
		Parameters: `
			eta  = 0.001  >= 0  # learning rate, relative to w_max
			tau  = 20 ms  > 0   # time constant of both traces
			rate = 5 Hz   >= 0  # of the target`,
	})
}

// TsodyksMarkram is short-term plasticity: depression and facilitation.
var TsodyksMarkram = Synapse{
	Name: "TsodyksMarkram", About: "short-term depression and facilitation: a spike raises use, adds w·use·rest, and takes that part of the resources that rest",
	Source: "Tsodyks, Pawelzik & Markram (1998), Neural Comput. 10:821, eq. 2.1 to 2.3; Brian 2, example Tsodyks_Uziel_Markram_2000; BrainState, STP",
	Model: `duse/dt = -use/tau_f : 1 (event-driven)
		drest/dt = (1 - rest)/tau_d : 1 (event-driven)`,
	unit:    "target",
	OnPre:   "use += U*(1 - use)\ntarget_post += w*use*rest\nrest -= use*rest",
	Initial: Values{"rest": "1"},
	Parameters: `
		U     = 0.5     >= 0 <= 1  # use at the first spike
		tau_f = 50 ms   > 0        # time constant of facilitation
		tau_d = 800 ms  > 0        # time constant of the recovery from depression`,
}
