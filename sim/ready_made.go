package sim

// Ready-made equations, to be joined with others by a line break, with names of one's own by Substitute. Each is a text like any
// other: what it uses and does not define stands in the equations that it is joined with, or in the Namespace.
//
// Source: Brian 1.4, brian.library: synapses, ionic_currents; Traub & Miles (1991), as in Brette et al. (2007), benchmark 3.
const (
	// LeakCurrent is the current I through a leak of conductance gl that reverses at El.
	LeakCurrent = "I = gl*(El - v) : amp"
	// ExponentialSynapse is a value x that spikes increase, and that decays with the time constant tau.
	ExponentialSynapse = "dx/dt = -x/tau : 1"
	// AlphaSynapse is a value x that rises and decays with tau, to 1 at the time tau behind a spike that increases y by e.
	AlphaSynapse = "dx/dt = (y - x)/tau : 1\ndy/dt = -y/tau : 1"
	// BiexponentialSynapse is a value x that rises with taur and decays with taud; spikes increase y.
	BiexponentialSynapse = "dx/dt = (y - x)/taud : 1\ndy/dt = -y/taur : 1"
	// SodiumCurrent is the fast sodium current I of Traub and Miles, with threshold at about VT.
	SodiumCurrent = `I = gna*m**3*h*(ENa - v) : amp
dm/dt = 0.32*4/exprel((13*mV - v + VT)/(4*mV))/ms*(1 - m) - 0.28*5/exprel((v - VT - 40*mV)/(5*mV))/ms*m : 1
dh/dt = 0.128*exp((17*mV - v + VT)/(18*mV))/ms*(1 - h) - 4/(1 + exp((40*mV - v + VT)/(5*mV)))/ms*h : 1`
	// PotassiumCurrent is the delayed rectifier current I of Traub and Miles.
	PotassiumCurrent = `I = gk*n**4*(EK - v) : amp
dn/dt = 0.032*5/exprel((15*mV - v + VT)/(5*mV))/ms*(1 - n) - 0.5*exp((10*mV - v + VT)/(40*mV))/ms*n : 1`
)
