package components

// LIF is the leaky integrate-and-fire neuron.
var LIF = Model{
	Name: "LIF", About: "leaky integrate-and-fire neurons",
	Source:    "Gerstner et al. (2014), Neuronal Dynamics, section 1.3, eq. 1.5",
	Equations: "dv/dt = (E_L - v + R*I)/tau_m : volt (unless refractory)",
	Threshold: "v > V_th", Reset: "v = V_r", Refractory: "t_ref", Initial: Values{"v": "E_L"},
	Parameters: `
		tau_m = 20 ms     > 0      # membrane time constant
		R     = 100 Mohm  >= 0     # membrane resistance
		E_L   = -70 mV             # resting potential
		V_th  = -50 mV             # threshold
		V_r   = -60 mV    <= V_th  # reset
		t_ref = 2 ms      >= 0     # refractory period`,
}

// SoftLIF is an integrate-and-fire neuron of which a spike subtracts a constant.
var SoftLIF = Model{
	Name: "SoftLIF", About: "leaky integrate-and-fire neurons with a soft reset: a spike subtracts the distance from reset to threshold",
	Source:    "BrainState, brainpy.state.LIF, spk_reset='soft'",
	Equations: "dv/dt = (E_L - v + R*I)/tau_m : volt",
	Threshold: "v >= V_th", Reset: "v -= V_th - V_r", Method: "exponential_euler", Initial: Values{"v": "E_L"},
	Parameters: `
		tau_m = 10 ms   > 0      # membrane time constant
		R     = 1 ohm   >= 0     # membrane resistance
		E_L   = -52 mV           # resting potential
		V_th  = -50 mV           # threshold
		V_r   = -60 mV  <= V_th  # what a neuron at threshold is set to`,
}

// AdaptiveThreshold is an integrate-and-fire neuron whose threshold rises with each spike.
var AdaptiveThreshold = Model{
	Name: "AdaptiveThreshold", About: "leaky integrate-and-fire neurons whose threshold rises with each spike, and decays",
	Source: "Brian 2, example adaptive_threshold; Chacron et al. (2003), Neural Comput. 15:253",
	Equations: `dv/dt = (E_L - v + R*I)/tau_m : volt (unless refractory)
		dv_t/dt = (V_th - v_t)/tau_t : volt`,
	Threshold: "v > v_t", Reset: "v = V_r\nv_t += delta_t", Refractory: "t_ref", Initial: Values{"v": "E_L", "v_t": "V_th"},
	Parameters: `
		tau_m   = 20 ms     > 0      # membrane time constant
		R       = 100 Mohm  >= 0     # membrane resistance
		E_L     = -70 mV             # resting potential
		V_th    = -50 mV             # threshold at rest
		V_r     = -60 mV    <= V_th  # reset
		t_ref   = 2 ms      >= 0     # refractory period
		tau_t   = 15 ms     > 0      # time constant of the threshold
		delta_t = 3 mV               # by which a spike raises the threshold`,
}

// AdaptiveLIF is an integrate-and-fire neuron with a spike-triggered current against it.
var AdaptiveLIF = Model{
	Name: "AdaptiveLIF", About: "leaky integrate-and-fire neurons with a current against each spike",
	Source: "Gerstner et al. (2014), Neuronal Dynamics, section 6.1, eq. 6.1 and 6.2",
	Equations: `dv/dt = (E_L - v + R*(I - adapt))/tau_m : volt (unless refractory)
		dadapt/dt = (a*(v - E_L) - adapt)/tau_w : amp`,
	Threshold: "v > V_th", Reset: "v = V_r\nadapt += b", Refractory: "t_ref", Initial: Values{"v": "E_L"},
	Parameters: `
		tau_m = 20 ms     > 0      # membrane time constant
		R     = 100 Mohm  >= 0     # membrane resistance
		E_L   = -70 mV             # resting potential
		V_th  = -50 mV             # threshold
		V_r   = -60 mV    <= V_th  # reset
		t_ref = 2 ms      >= 0     # refractory period
		tau_w = 100 ms    > 0      # time constant of the adaptation
		a     = 1 nS               # adaptation below threshold
		b     = 20 pA              # adaptation for each spike`,
}

// QIF is the quadratic integrate-and-fire neuron.
var QIF = Model{
	Name: "QIF", About: "quadratic integrate-and-fire neurons",
	Source:    "Gerstner et al. (2014), Neuronal Dynamics, section 5.3, eq. 5.16",
	Equations: "dv/dt = (a*(v - E_L)*(v - V_c) + R*I)/tau_m : volt (unless refractory)",
	Threshold: "v > V_peak", Reset: "v = V_r", Refractory: "t_ref", Method: "euler", Initial: Values{"v": "E_L"},
	Parameters: `
		tau_m  = 20 ms     > 0        # membrane time constant
		R      = 100 Mohm  >= 0       # membrane resistance
		a      = 0.07 /mV             # curvature
		E_L    = -70 mV               # resting potential
		V_c    = -50 mV               # potential above which a spike begins
		V_peak = 0 mV                 # where a spike is cut off
		V_r    = -60 mV    <= V_peak  # reset
		t_ref  = 2 ms      >= 0       # refractory period`,
}

// EIF is the exponential integrate-and-fire neuron.
var EIF = Model{
	Name: "EIF", About: "exponential integrate-and-fire neurons",
	Source:    "Fourcaud-Trocme et al. (2003), J. Neurosci. 23:11628, eq. 7",
	Equations: "dv/dt = (E_L - v + Delta_T*exp((v - V_T)/Delta_T) + R*I)/tau_m : volt (unless refractory)",
	Threshold: "v > V_peak", Reset: "v = V_r", Refractory: "t_ref", Method: "euler", Initial: Values{"v": "E_L"},
	Parameters: `
		tau_m   = 20 ms     > 0        # membrane time constant
		R       = 100 Mohm  >= 0       # membrane resistance
		E_L     = -70 mV               # resting potential
		V_T     = -50 mV               # potential above which a spike begins
		Delta_T = 2 mV      > 0        # sharpness of its beginning
		V_peak  = -30 mV               # where a spike is cut off
		V_r     = -60 mV    <= V_peak  # reset
		t_ref   = 2 ms      >= 0       # refractory period`,
}

// AdEx is the adaptive exponential integrate-and-fire neuron.
var AdEx = Model{
	Name: "AdEx", About: "adaptive exponential integrate-and-fire neurons",
	Source: "Brette & Gerstner (2005), J. Neurophysiol. 94:3637, eq. 2 and 3; defaults: its regular spiking neuron",
	Equations: `dv/dt = (g_L*(E_L - v) + g_L*Delta_T*exp((v - V_T)/Delta_T) - adapt + I)/C : volt
		dadapt/dt = (a*(v - E_L) - adapt)/tau_w : amp`,
	Threshold: "v > V_peak", Reset: "v = V_r\nadapt += b", Method: "euler", Initial: Values{"v": "E_L"},
	Parameters: `
		C       = 281 pF    > 0        # membrane capacitance
		g_L     = 30 nS     >= 0       # leak conductance
		E_L     = -70.6 mV             # leak reversal potential
		V_T     = -50.4 mV             # potential above which a spike begins
		Delta_T = 2 mV      > 0        # sharpness of its beginning
		V_peak  = -40.4 mV             # where a spike is cut off
		V_r     = -70.6 mV  <= V_peak  # reset
		tau_w   = 144 ms    > 0        # time constant of the adaptation
		a       = 4 nS                 # adaptation below threshold
		b       = 80.5 pA              # adaptation for each spike`,
}

// Izhikevich is the model of 2003, with a current in place of its dimensionless input: 1 pA is 1.
var Izhikevich = Model{
	Name: "Izhikevich", About: "Izhikevich's neurons",
	Source: "Izhikevich (2003), IEEE Trans. Neural Netw. 14:1569, eq. 1 to 3; defaults: regular spiking",
	Equations: `dv/dt = (0.04/ms/mV)*v**2 + (5/ms)*v + 140*mV/ms - u + I*Gohm/ms : volt
		du/dt = a*(b*v - u) : volt/second`,
	Threshold: "v > 30*mV", Reset: "v = c\nu += d", Method: "euler", Initial: Values{"v": "-65*mV", "u": "b*v"},
	Parameters: `
		a = 0.02 /ms  # rate of the recovery
		b = 0.2 /ms   # how the recovery follows v
		c = -65 mV    # reset of v
		d = 8 mV/ms   # by which a spike raises u`,
}
