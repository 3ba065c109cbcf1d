package components

// Neurons of BrainState that nothing else has. Their resets are soft: a spike subtracts the distance from reset to threshold.
var (
	// IF is a leaky integrator that rests at 0.
	IF = Model{
		Name: "IF", About: "leaky integrators with rest at 0, from which a spike subtracts the threshold",
		Source:    "BrainState, brainpy.state.IF, spk_reset='soft'",
		Equations: "dv/dt = (R*I - v)/tau_m : volt",
		Threshold: "v >= V_th", Reset: "v -= V_th", Method: "exponential_euler",
		Parameters: `
			tau_m = 5 ms   > 0   # membrane time constant
			R     = 1 ohm  >= 0  # membrane resistance
			V_th  = 1 mV   > 0   # threshold`,
	}
	// AdaptiveQIF is a quadratic neuron with a current against each spike, stepped as BrainState does: v by exponential Euler, with the slope of its own equation, then
	// the adaptation, by the new v.
	AdaptiveQIF = Model{
		Name: "AdaptiveQIF", About: "quadratic integrate-and-fire neurons with a current against each spike: tau_m·dv/dt = c·(v - E_L)·(v - V_c) + R·(I - adapt), tau_w·dadapt/dt = a·(v - E_L) - adapt",
		Source: "BrainState, brainpy.state.AdQuaIF and AdQuaIFRef, spk_reset='soft'; Touboul (2008), SIAM J. Appl. Math. 68:1045",
		Equations: `v : volt
			adapt : amp`,
		Step: `slope = c*(2*v - E_L - V_c)/tau_m
free = int(timestep(t - lastspike, dt) >= timestep(t_ref, dt))
v += free*dt*exprel(dt*slope)*(c*(v - E_L)*(v - V_c) + R*(I - adapt))/tau_m
adapt += free*dt*exprel(-dt/tau_w)*(a*(v - E_L) - adapt)/tau_w`,
		Threshold: "v >= V_th", Reset: "v -= V_th - V_r\nadapt += b", Refractory: "t_ref", Initial: Values{"v": "E_L"},
		Parameters: `
			tau_m = 10 ms     > 0      # membrane time constant
			R     = 1 ohm     >= 0     # membrane resistance
			c     = 0.07 /mV           # curvature
			E_L   = -65 mV             # resting potential
			V_c   = -50 mV             # potential above which a spike begins
			V_th  = -30 mV             # where a spike is cut off
			V_r   = -68 mV    <= V_th  # what a neuron at V_th is set to
			t_ref = 1.7 ms    >= 0     # refractory period; 0 ms: none, which is AdQuaIF
			tau_w = 10 ms     > 0      # time constant of the adaptation
			a     = 1 siemens          # adaptation below threshold
			b     = 0.1 mA             # adaptation for each spike`,
	}
	// GIF is the generalized integrate-and-fire neuron, with two currents of its own and a threshold that moves.
	GIF = Model{
		Name: "GIF", About: "generalized integrate-and-fire neurons, with two currents of their own and a threshold that moves",
		Source: "Mihalas & Niebur (2009), Neural Comput. 21:704; BrainState, brainpy.state.GifRef, spk_reset='soft'",
		Equations: `dv/dt = (E_L - v + R*(I_1 + I_2 + I))/tau_m : volt (unless refractory)
			dI_1/dt = -k_1*I_1 : amp (unless refractory)
			dI_2/dt = -k_2*I_2 : amp (unless refractory)
			dv_t/dt = a*(v - E_L) - b*(v_t - V_inf) : volt (unless refractory)`,
		Threshold: "v >= v_t", Reset: "v -= v_t - V_r\nI_1 = R_1*I_1 + A_1\nI_2 = R_2*I_2 + A_2\nv_t = clip(v_t, V_min, inf*volt)", Refractory: "t_ref",
		Method: "exponential_euler", Initial: Values{"v": "E_L", "v_t": "V_inf"},
		Parameters: `
			tau_m = 20 ms     > 0   # membrane time constant
			R     = 20 ohm    >= 0  # membrane resistance
			E_L   = -70 mV          # resting potential
			V_r   = -70 mV          # what a neuron at threshold is set to
			t_ref = 1.7 ms    >= 0  # refractory period; 0 ms: none
			V_inf = -50 mV          # threshold at rest
			V_min = -60 mV    > V_r # below which no spike leaves the threshold
			a     = 0 /ms           # how the threshold follows v
			b     = 0.01 /ms  > 0   # rate at which it comes to rest
			k_1   = 0.2 /ms   >= 0  # rate at which I_1 decays
			k_2   = 0.02 /ms  >= 0  # rate at which I_2 decays
			R_1   = 0.0             # part of I_1 that a spike leaves
			R_2   = 1.0             # part of I_2 that a spike leaves
			A_1   = 0 mA            # by which a spike raises I_1
			A_2   = 0 mA            # by which a spike raises I_2`,
	}
)
