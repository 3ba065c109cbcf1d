package components

// Clopath is plasticity that hangs on the potential v of the target. The variable w is integrated at every step.
func Clopath(largest string) Synapse {
	return bounded(largest, Synapse{
		Name: "Clopath", About: "presynaptic spikes depress where the potential was high, and potentiate while it is high, between 0 and w_max",
		Source: "Clopath et al. (2010), Nat. Neurosci. 13:344, eq. 1 to 3, without their homeostasis of A_LTD; defaults: visual cortex",
		Model: `dw/dt = w_max*A_LTP*trace*clip(v_post - theta_plus, 0*volt, inf*volt)*clip(u_plus - theta_minus, 0*volt, inf*volt)*int(w < w_max) : weight (clock-driven)
			dtrace/dt = -trace/tau_x : 1 (clock-driven)
			du_minus/dt = (v_post - u_minus)/tau_minus : volt (clock-driven)
			du_plus/dt = (v_post - u_plus)/tau_plus : volt (clock-driven)`,
		OnPre:  "target_post += w\nw = clip(w - w_max*A_LTD*clip(u_minus - theta_minus, 0*volt, inf*volt), 0*w_max, w_max)\ntrace += 1",
		Method: "euler", Initial: Values{"u_minus": "v_post", "u_plus": "v_post"},
		Parameters: `
			A_LTD       = 0.00014 /mV          # depression, relative to w_max
			A_LTP       = 8e-5 /mV**2/ms       # potentiation, relative to w_max
			theta_minus = -70.6 mV             # potential above which there is change
			theta_plus  = -45.3 mV             # potential above which there is potentiation
			tau_x       = 15 ms           > 0  # time constant of the presynaptic trace
			tau_minus   = 10 ms           > 0  # time constant of the potential for depression
			tau_plus    = 7 ms            > 0  # time constant of the potential for potentiation`,
	})
}

// HomeostaticScaling scales all weights of a target by the same factor, until its rate is that wanted.
func HomeostaticScaling(largest string) Synapse {
	return bounded(largest, Synapse{
		Name: "HomeostaticScaling", About: "weights are scaled up where the target spikes less than at rate, and down where more",
		Source: "van Rossum, Bi & Turrigiano (2000), J. Neurosci. 20:8812, eq. 4, its proportional part",
		Model: `dw/dt = beta*w*(rate - a)*int(w < w_max or a > rate) : weight (clock-driven)
			da/dt = -a/tau_a : hertz (clock-driven)`,
		OnPost: "a += 1/tau_a",
		Method: "euler", Initial: Values{"a": "rate"},
		Parameters: `
			beta  = 0.01        # speed of the scaling: for each spike by which the rate is off
			rate  = 5 Hz  >= 0  # of the target
			tau_a = 1 s   > 0   # time constant of its measured rate`,
	})
}

// GapJunction is a current that flows where the potentials v of two neurons differ. It is onto a current of the kind [Summed].
var GapJunction = Synapse{
	Name: "GapJunction", About: "electrical synapse: the current w·(v_pre - v_post), onto a current of the kind Summed",
	Source: "Brian 2, example gapjunctions; BrainState, GapJunction",
	Model:  "target_post = w*(v_pre - v_post) : amp (summed)", Silent: true, unit: "siemens",
}

// Graded is release without spikes. It is onto a current of the kind [Summed].
var Graded = Synapse{
	Name: "Graded", About: "release by potential, without spikes: the current w·tanh((v_pre - E_pre)/V_slope) where v_pre is above E_pre, onto a current of the kind Summed",
	Source: "GeNN 5.1, weightUpdateModels.h, StaticGraded, with DeltaCurr and without its factor dt",
	Model:  "target_post = w*clip(tanh((v_pre - E_pre)/V_slope), 0, 1) : amp (summed)", Silent: true, unit: "amp",
	Parameters: `
		E_pre   = -40 mV       # potential above which there is release
		V_slope = 10 mV   > 0  # over which it saturates`,
}
