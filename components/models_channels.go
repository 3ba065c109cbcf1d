package components

// HodgkinHuxley is the squid's giant axon, with the resting potential at -65 mV.
var HodgkinHuxley = Model{
	Name: "HodgkinHuxley", About: "neurons with the channels of Hodgkin and Huxley",
	Source: "Hodgkin & Huxley (1952), J. Physiol. 117:500, eq. 26, in today's sign and with rest at -65 mV; Gerstner et al. (2014), table 2.1",
	Equations: `dv/dt = (g_L*(E_L - v) + g_Na*m**3*h*(E_Na - v) + g_K*n**4*(E_K - v) + I)/C : volt
		dm/dt = (1 - m)/exprel(-(v + 40*mV)/(10*mV))/ms - m*4*exp(-(v + 65*mV)/(18*mV))/ms : 1
		dh/dt = (1 - h)*0.07*exp(-(v + 65*mV)/(20*mV))/ms - h/(1 + exp(-(v + 35*mV)/(10*mV)))/ms : 1
		dn/dt = (1 - n)*0.1/exprel(-(v + 55*mV)/(10*mV))/ms - n*0.125*exp(-(v + 65*mV)/(80*mV))/ms : 1`,
	Threshold: "v > V_th", Refractory: "v > V_th", Method: "exponential_euler",
	Initial: Values{"v": "-65*mV", "m": "0.0529", "h": "0.5961", "n": "0.3177"},
	Parameters: `
		C    = 200 pF    > 0   # membrane capacitance: 20000 um2 of 1 uF/cm2
		g_L  = 60 nS     >= 0  # leak conductance: 0.3 mS/cm2
		E_L  = -54.4 mV        # leak reversal potential
		g_Na = 24 uS     >= 0  # sodium conductance: 120 mS/cm2
		E_Na = 50 mV           # sodium reversal potential
		g_K  = 7.2 uS    >= 0  # potassium conductance: 36 mS/cm2
		E_K  = -77 mV          # potassium reversal potential
		V_th = 0 mV            # above which a spike is counted`,
}

// TraubMiles is the neuron with the channels of Traub and Miles.
var TraubMiles = Model{
	Name: "TraubMiles", About: "neurons with the channels of Traub and Miles",
	Source: "Traub & Miles (1991), Neuronal Networks of the Hippocampus, as in Brette et al. (2007), J. Comput. Neurosci. 23:349, benchmark 3",
	Equations: `dv/dt = (g_L*(E_L - v) + g_Na*m**3*h*(E_Na - v) + g_K*n**4*(E_K - v) + I)/C : volt
		dm/dt = 0.32*4/exprel((13*mV - v + V_T)/(4*mV))/ms*(1 - m) - 0.28*5/exprel((v - V_T - 40*mV)/(5*mV))/ms*m : 1
		dh/dt = 0.128*exp((17*mV - v + V_T)/(18*mV))/ms*(1 - h) - 4/(1 + exp((40*mV - v + V_T)/(5*mV)))/ms*h : 1
		dn/dt = 0.032*5/exprel((15*mV - v + V_T)/(5*mV))/ms*(1 - n) - 0.5*exp((10*mV - v + V_T)/(40*mV))/ms*n : 1`,
	Threshold: "v > V_th", Refractory: "t_ref", Method: "exponential_euler", Initial: Values{"v": "E_L", "h": "1"},
	Parameters: `
		C     = 200 pF  > 0   # membrane capacitance: 20000 um2 of 1 uF/cm2
		g_L   = 10 nS   >= 0  # leak conductance: 0.05 mS/cm2
		E_L   = -60 mV        # leak reversal potential
		g_Na  = 20 uS   >= 0  # sodium conductance: 100 mS/cm2
		E_Na  = 50 mV         # sodium reversal potential
		g_K   = 6 uS    >= 0  # potassium conductance: 30 mS/cm2
		E_K   = -90 mV        # potassium reversal potential
		V_T   = -63 mV        # about where a spike begins
		V_th  = -20 mV        # above which a spike is counted
		t_ref = 3 ms    >= 0  # in which no other one is`,
}

// WangBuzsaki is the fast-spiking interneuron of the hippocampus.
var WangBuzsaki = Model{
	Name: "WangBuzsaki", About: "fast-spiking interneurons",
	Source: "Wang & Buzsaki (1996), J. Neurosci. 16:6402, Model neuron",
	Equations: `dv/dt = (g_L*(E_L - v) + g_Na*m**3*h*(E_Na - v) + g_K*n**4*(E_K - v) + I)/C : volt
		m = 1/(1 + 4*exp(-(v + 60*mV)/(18*mV))*exprel(-(v + 35*mV)/(10*mV))) : 1
		dh/dt = phi*((1 - h)*0.07*exp(-(v + 58*mV)/(20*mV)) - h/(1 + exp(-(v + 28*mV)/(10*mV))))/ms : 1
		dn/dt = phi*((1 - n)*0.1/exprel(-(v + 34*mV)/(10*mV)) - n*0.125*exp(-(v + 44*mV)/(80*mV)))/ms : 1`,
	Threshold: "v > V_th", Refractory: "v > V_th", Method: "exponential_euler",
	Initial: Values{"v": "-64*mV", "h": "0.78", "n": "0.09"},
	Parameters: `
		C    = 200 pF  > 0   # membrane capacitance: 20000 um2 of 1 uF/cm2
		g_L  = 20 nS   >= 0  # leak conductance: 0.1 mS/cm2
		E_L  = -65 mV        # leak reversal potential
		g_Na = 7 uS    >= 0  # sodium conductance: 35 mS/cm2
		E_Na = 55 mV         # sodium reversal potential
		g_K  = 1.8 uS  >= 0  # potassium conductance: 9 mS/cm2
		E_K  = -90 mV        # potassium reversal potential
		phi  = 5.0     >= 0  # how much faster the channels are
		V_th = -20 mV        # above which a spike is counted`,
}

// MorrisLecar is the muscle fibre of the barnacle.
var MorrisLecar = Model{
	Name: "MorrisLecar", About: "neurons with a calcium and a potassium channel",
	Source: "Morris & Lecar (1981), Biophys. J. 35:193; defaults: Rinzel & Ermentrout (1998), type II",
	Equations: `dv/dt = (g_L*(E_L - v) + g_Ca*m*(E_Ca - v) + g_K*n*(E_K - v) + I)/C : volt
		m = 0.5*(1 + tanh((v - V_1)/V_2)) : 1
		dn/dt = phi*(0.5*(1 + tanh((v - V_3)/V_4)) - n)*cosh((v - V_3)/(2*V_4)) : 1`,
	Threshold: "v > V_th", Refractory: "v > V_th", Method: "exponential_euler", Initial: Values{"v": "-60*mV", "n": "0.0149"},
	Parameters: `
		C    = 20 pF     > 0   # membrane capacitance: 100 um2 of 20 uF/cm2
		g_L  = 2 nS      >= 0  # leak conductance
		E_L  = -60 mV          # leak reversal potential
		g_Ca = 4.4 nS    >= 0  # calcium conductance
		E_Ca = 120 mV          # calcium reversal potential
		g_K  = 8 nS      >= 0  # potassium conductance
		E_K  = -84 mV          # potassium reversal potential
		V_1  = -1.2 mV         # half-activation of calcium
		V_2  = 18 mV     > 0   # its slope
		V_3  = 2 mV            # half-activation of potassium
		V_4  = 30 mV     > 0   # its slope
		phi  = 0.04 /ms  >= 0  # rate of the potassium channel
		V_th = 0 mV            # above which a spike is counted`,
}
