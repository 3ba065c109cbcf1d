package components

// Synapses: what spikes do at the target. A Connection onto one of these adds its weight to x.
var (
	// ExponentialCurrent is a current that spikes increase by their weight.
	ExponentialCurrent = Current{
		Name: "ExponentialCurrent", About: "current that spikes increase by the weight, and that decays",
		Source: "Gerstner et al. (2014), Neuronal Dynamics, eq. 3.2; Brian 2, example CUBA",
		Equations: `dx/dt = -x/tau : current
			I = x : current`,
		Parameters: "tau = 5 ms > 0 # decay time constant",
	}
	// DeltaCurrent lasts one step: GeNN's DeltaCurr.
	DeltaCurrent = Current{
		Name: "DeltaCurrent", About: "current that lasts for the step after a spike", Source: "GeNN 5.1, postsynapticModels.h, DeltaCurr",
		Equations: `x : current
			I = x : current`,
		Step: "x = 0*current",
	}
	// ExponentialCharge is an exponential current of which each spike carries the charge weight·tau, however long the steps are.
	ExponentialCharge = Current{
		Name: "ExponentialCharge", About: "exponential current of which a spike carries the charge weight·tau, however long the steps are: GeNN's ExpCurr",
		Source: "GeNN 5.1, postsynapticModels.h, ExpCurr",
		Equations: `dx/dt = -x/tau : current
			I = x*tau*(1 - exp(-dt/tau))/dt : current`,
		Parameters: "tau = 5 ms > 0 # decay time constant",
	}
	// AlphaCurrent rises and decays with one time constant.
	AlphaCurrent = Current{
		Name: "AlphaCurrent", About: "current that after a spike rises to the weight at the time tau, and decays: weight·(t/tau)·exp(1 - t/tau)",
		Source: "Rall (1967), J. Neurophysiol. 30:1138; Brian 1.4, alpha_synapse",
		Equations: `ds/dt = (x - s)/tau : current
			dx/dt = -x/tau : current
			I = e*s : current`,
		Parameters: "tau = 5 ms > 0 # time from a spike to the peak",
	}
	// DualExponentialCurrent rises with one time constant, and decays with another.
	DualExponentialCurrent = Current{
		Name: "DualExponentialCurrent", About: "current that is the difference of two exponentials, whose peak is the weight",
		Source: "Gerstner et al. (2014), Neuronal Dynamics, eq. 3.4; BrainState, brainpy.state.DualExpon",
		Equations: `ds/dt = (x - s)/tau_d : current
			dx/dt = -x/tau_r : current
			I = s*(tau_d/tau_r)**(tau_d/(tau_d - tau_r)) : current`,
		Parameters: `
			tau_r = 1 ms  > 0           # rise time constant
			tau_d = 5 ms  > 0 != tau_r  # decay time constant`,
	}
	// DualExponentialCharge is a difference of exponentials of which the weight is the area.
	DualExponentialCharge = Current{
		Name: "DualExponentialCharge", About: "current that is the difference of two exponentials, of which a spike carries the weight as charge",
		Source: "Litwin-Kumar & Doiron (2012), Nat. Neurosci. 15:1498, Methods; pypet 0.7.0, example 24, CNNeuronGroup",
		Equations: `ds/dt = ((tau_d - tau_r)/tau_d*x - s)/tau_r : current*second
			dx/dt = -x/tau_d : current*second
			I = s/(tau_d - tau_r) : current`,
		Parameters: `
			tau_r = 1 ms  > 0           # rise time constant
			tau_d = 3 ms  > 0 != tau_r  # decay time constant`,
	}
	// ExponentialConductance is a conductance that spikes increase by their weight.
	ExponentialConductance = Current{
		Name: "ExponentialConductance", About: "conductance that spikes increase by the weight, and that decays",
		Source: "Gerstner et al. (2014), Neuronal Dynamics, eq. 3.1 and 3.2; Brian 2, example COBA",
		Equations: `dx/dt = -x/tau : current/volt
			I = x*(E - v) : current`,
		Parameters: `
			tau = 5 ms  > 0  # decay time constant
			E   = 0 mV       # reversal potential`,
	}
	// AlphaConductance rises and decays with one time constant.
	AlphaConductance = Current{
		Name: "AlphaConductance", About: "conductance that after a spike rises to the weight at the time tau, and decays",
		Source: "Rall (1967), J. Neurophysiol. 30:1138; Brian 1.4, alpha_synapse",
		Equations: `ds/dt = (x - s)/tau : current/volt
			dx/dt = -x/tau : current/volt
			I = e*s*(E - v) : current`,
		Parameters: `
			tau = 5 ms  > 0  # time from a spike to the peak
			E   = 0 mV       # reversal potential`,
	}
	// DualExponentialConductance rises with one time constant, and decays with another.
	DualExponentialConductance = Current{
		Name: "DualExponentialConductance", About: "conductance that is the difference of two exponentials, whose peak is the weight",
		Source: "Gerstner et al. (2014), Neuronal Dynamics, eq. 3.4; BrainState, brainpy.state.DualExpon",
		Equations: `ds/dt = (x - s)/tau_d : current/volt
			dx/dt = -x/tau_r : current/volt
			I = s*(tau_d/tau_r)**(tau_d/(tau_d - tau_r))*(E - v) : current`,
		Parameters: `
			tau_r = 1 ms  > 0           # rise time constant
			tau_d = 5 ms  > 0 != tau_r  # decay time constant
			E     = 0 mV                # reversal potential`,
	}
	// NMDA is a conductance that magnesium blocks where v is low.
	NMDA = Current{
		Name: "NMDA", About: "conductance that is the difference of two exponentials, and that magnesium blocks",
		Source: "Jahr & Stevens (1990), J. Neurosci. 10:3178, eq. 4a; BrainState, MgBlock",
		Equations: `ds/dt = (x - s)/tau_d : current/volt
			dx/dt = -x/tau_r : current/volt
			I = s*(tau_d/tau_r)**(tau_d/(tau_d - tau_r))*(E - v)/(1 + Mg/3.57*exp(-v*0.062/mV)) : current`,
		Parameters: `
			tau_r = 2 ms    > 0           # rise time constant
			tau_d = 100 ms  > 0 != tau_r  # decay time constant
			E     = 0 mV                  # reversal potential
			Mg    = 1.0     >= 0          # magnesium outside, mM`,
	}
)

// Other currents.
var (
	// Summed is a current that a GapJunction or a Graded synapse sets.
	Summed = Current{
		Name: "Summed", About: "current that synapses without spikes set: GapJunction, Graded", Source: "Brian 2, summed variables", summed: true,
		Equations: `x : current
			I = x : current`,
	}
	// Constant is the same at all times: GeNN's DC.
	Constant = Current{
		Name: "Constant", About: "constant current", Source: "GeNN 5.1, currentSourceModels.h, DC",
		Equations: "I = A : current", Parameters: "A = 0 current # current",
	}
	// Step is a constant between two times.
	Step = Current{
		Name: "Step", About: "constant current from one time to another", Source: "definition",
		Equations: "I = A*int(t >= start)*int(t < stop) : current",
		Parameters: `
			A     = 0 current           # current
			start = 0 ms       <= stop  # when it begins
			stop  = 1 s                 # when it ends`,
	}
	// Ramp grows in time.
	Ramp = Current{
		Name: "Ramp", About: "current that grows with time from start on", Source: "definition",
		Equations: "I = A*clip((t - start)/rise, 0, 1) : current",
		Parameters: `
			A     = 0 current       # final current
			start = 0 ms            # when it begins to rise
			rise  = 1 s        > 0  # how long it rises`,
	}
	// Sine oscillates.
	Sine = Current{
		Name: "Sine", About: "sinusoidal current around a constant", Source: "definition",
		Equations: "I = mean + A*sin(2*pi*f*t + phase) : current",
		Parameters: `
			mean  = 0 current  # mean
			A     = 0 current  # amplitude
			f     = 10 Hz      # frequency
			phase = 0.0        # phase at time 0`,
	}
	// WhiteNoise is drawn anew in each step: GeNN's GaussianNoise.
	WhiteNoise = Current{
		Name: "WhiteNoise", About: "current drawn anew in each step from a normal distribution, whose effect hangs on the step size",
		Source:    "GeNN 5.1, currentSourceModels.h, GaussianNoise",
		Equations: "I = mean + sd*randn() : current (constant over dt)",
		Parameters: `
			mean = 0 current        # mean
			sd   = 0 current  >= 0  # standard deviation`,
	}
	// OrnsteinUhlenbeck is noise that is correlated in time.
	OrnsteinUhlenbeck = Current{
		Name: "OrnsteinUhlenbeck", About: "noise correlated over the time tau, with the given mean and standard deviation",
		Source:    "Uhlenbeck & Ornstein (1930), Phys. Rev. 36:823; Destexhe et al. (2001), Neuroscience 107:13",
		Equations: "dI/dt = (mean - I)/tau + sd*sqrt(2/tau)*xi_I : current",
		Parameters: `
			tau  = 5 ms       > 0   # correlation time
			mean = 0 current        # mean
			sd   = 0 current  >= 0  # standard deviation`,
	}
	// PoissonExponential is the current of a Poisson train onto an exponential: GeNN's PoissonExp.
	PoissonExponential = Current{
		Name: "PoissonExponential", About: "exponential current of a Poisson train into each neuron",
		Source: "GeNN 5.1, currentSourceModels.h, PoissonExp",
		Equations: `dx/dt = (w*tau*count/dt - x)/tau : current
			count = poisson(rate*dt) : integer (constant over dt)
			I = x : current`,
		Parameters: `
			rate = 100 Hz     >= 0  # rate of the train
			w    = 0 current        # by which a spike increases the current
			tau  = 5 ms       > 0   # decay time constant`,
	}
)
