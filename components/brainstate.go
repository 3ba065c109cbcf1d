package components

import (
	"golgi/sim"
)

// Parts of BrainState's projections that nothing else has. Its AlignPost is a Connection onto one of the target's Currents, which is the synapse with its output; those onto
// one current share it, as those with equal descriptors do there. With neurons that are integrated by "exponential_euler", the order within a step is BrainState's: spikes
// are added to what has decayed, are reset, and act on the next potential before they decay.

// FixedFraction gives each source as many targets as are a fraction of all, drawn with replacement.
func FixedFraction(p float64) Rule {
	return Rule{Name: "FixedFraction", About: "int(p·N) of the N targets for each source, drawn with replacement",
		Source: "BrainState, EventFixedProb, FixedNumConn", draws: true, replacing: true,
		parameters: []argument{plain("p", p, ">= 0 <= 1", "fraction of the targets")},
		connect: func(e ends) ([]sim.Connect, error) {
			e.values["n"] = int(float64(e.post) * e.number("p"))
			text, err := e.sample("N_post", "i", e.post)
			return []sim.Connect{{JOf: sim.Generator(text)}}, err
		}}
}

// gathers takes what spikes have added in a step, behind the synapses.
const gathers = "after_synapses"

var (
	// DualExpon is BrainState's difference of exponentials, each of which decays exactly.
	DualExpon = Current{
		Name: "DualExpon", About: "current that is the difference of two exponentials, each of which spikes increase by the weight; its peak is A times the weight",
		Source: "BrainState, brainpy.state.DualExpon",
		Equations: `x : current
			ddecay/dt = -decay/tau_d : current
			drise/dt = -rise/tau_r : current
			I = A*tau_d/(tau_d - tau_r)*(tau_r/tau_d)**(tau_r/(tau_r - tau_d))*(decay - rise) : current`,
		Step: "decay += x\nrise += x\nx = 0*current", StepAt: gathers,
		Parameters: `
			tau_r = 1 ms   > 0           # rise time constant
			tau_d = 10 ms  > 0 != tau_r  # decay time constant
			A     = 1.0                  # amplitude`,
	}
	// DeltaPotential is a jump of v behind the next integration: BrainState's DeltaProj.
	DeltaPotential = Current{
		Name: "DeltaPotential", About: "no current: the weight is added to v behind the next integration of v", Source: "BrainState, DeltaProj, sum_delta_inputs",
		Equations: `x : volt
			I = 0*current : current`,
		Step: "v += x\nx = 0*volt",
	}
	// SummedConductance is a conductance that an AlignPre sets.
	SummedConductance = Current{
		Name: "SummedConductance", About: "conductance that an AlignPre sets: the output COBA", Source: "BrainState, COBA", summed: true,
		Equations: `x : current/volt
			I = x*(E - v) : current`,
		Parameters: "E = 0 mV # reversal potential",
	}
	// SummedNMDA is a conductance that an AlignPre sets, and that magnesium blocks.
	SummedNMDA = Current{
		Name: "SummedNMDA", About: "conductance that an AlignPre sets, and that magnesium blocks: the output MgBlock", Source: "BrainState, MgBlock", summed: true,
		Equations: `x : current/volt
			I = x*(E - v)/(1 + Mg/3.57*exp(0.062/mV*(V_off - v))) : current`,
		Parameters: `
			E     = 0 mV        # reversal potential
			Mg    = 1.2   >= 0  # magnesium outside, mM
			V_off = 0 mV        # by which the block is moved`,
	}
)

// A Trace is what an [AlignPre] computes for each source: equations that define g, in which a spike of the source adds 1 to x.
type Trace struct {
	Name, About, Source string
	Equations           string
	Step, StepAt        string // statements in each step, and their slot
	Parameters          Parameters
	Initial             Values
	early               bool // it is integrated before it is read
}

// Traces of sources.
var (
	// ExponTrace decays.
	ExponTrace = Trace{Name: "ExponTrace", About: "each spike adds 1, which decays", Source: "BrainState, Expon",
		Equations: "dx/dt = -x/tau : 1\ng = x : 1", Parameters: "tau = 8 ms > 0 # decay time constant"}
	// AlphaTrace rises and decays.
	AlphaTrace = Trace{Name: "AlphaTrace", About: "rises and decays with one time constant, integrated as BrainState does: both equations from old values", Source: "BrainState, Alpha",
		Equations: "x : 1\ndh/dt = -h/tau : 1\ndg/dt = (h - g)/tau : 1", Step: "h += x\nx = 0", StepAt: gathers,
		Parameters: "tau = 8 ms > 0 # time constant"}
	// AMPATrace is the part of open channels, while there is transmitter.
	AMPATrace = Trace{Name: "AMPATrace", About: "part of the channels that are open: transmitter opens them for some time after a spike",
		Source:    "Destexhe, Mainen & Sejnowski (1994), Neural Comput. 6:14; BrainState, AMPA",
		Equations: "x : 1\narrival : second\ndg/dt = alpha*T*(1 - g)*int(t - arrival < T_dur - dt/2) - beta*g : 1", Step: "arrival = (t + dt)*int(x > 0) + arrival*int(x <= 0)\nx = 0", StepAt: gathers,
		Initial: Values{"arrival": "-1e6*second"}, early: true,
		Parameters: kinetics("0.98", "0.18", "0.5", "0.5")}
	// GABAaTrace is that of inhibition.
	GABAaTrace = Trace{Name: "GABAaTrace", About: "as AMPATrace, with the rates of GABA-A",
		Source:    "Destexhe, Mainen & Sejnowski (1994), Neural Comput. 6:14; BrainState, GABAa",
		Equations: AMPATrace.Equations, Step: AMPATrace.Step, StepAt: gathers, Initial: AMPATrace.Initial, early: true,
		Parameters: kinetics("0.53", "0.18", "1.0", "1")}
	// BioNMDATrace is of second order: transmitter has a messenger rise, which opens channels.
	BioNMDATrace = Trace{Name: "BioNMDATrace", About: "part of the NMDA channels that are open: transmitter has a messenger rise, which opens them; SummedNMDA adds the block by magnesium",
		Source:    "Devaney (2010), Mathematical Foundations of Neuroscience, p. 162; BrainPy, BioNMDA",
		Equations: "x : 1\narrival : second\ndrisen/dt = alpha2*T*(1 - risen)*int(t - arrival < T_dur - dt/2) - beta2*risen : 1\ndg/dt = alpha1*risen*(1 - g) - beta1*g : 1",
		Step:      AMPATrace.Step, StepAt: gathers, Initial: AMPATrace.Initial, early: true,
		Parameters: `
			alpha1 = 2 /ms     >= 0  # rate of opening, where all of the messenger has risen
			beta1  = 0.01 /ms  >= 0  # rate of closing
			alpha2 = 1 /ms     >= 0  # rate at which the messenger rises, for a concentration of 1 mM
			beta2  = 0.5 /ms   >= 0  # rate at which it falls
			T      = 1         >= 0  # concentration of transmitter, mM
			T_dur  = 0.5 ms    >= 0  # how long it is there`}
)

func kinetics(alpha, beta, transmitter, duration string) Parameters {
	return Parameters("alpha = " + alpha + " /ms # rate of opening, for a concentration of 1 mM\nbeta = " + beta + " /ms # rate of closing\nT = " +
		transmitter + " # concentration of transmitter, mM\nT_dur = " + duration + " ms # how long it is there")
}

// Short-term plasticity as BrainState steps it: what a spike does hangs on the values of the step before, and acts with those behind it.
var (
	// STP facilitates and depresses.
	STP = Synapse{
		Name: "STP", About: "short-term facilitation and depression in BrainState's order; TsodyksMarkram is that of the paper",
		Source: "BrainState, STP; Tsodyks, Pawelzik & Markram (1998), Neural Comput. 10:821",
		Model: `duse/dt = -use/tau_f : 1 (event-driven)
			drest/dt = (1 - rest)/tau_d : 1 (event-driven)`,
		unit:    "target",
		OnPre:   "use += U*(1 - use*exp(dt/tau_f))\nrest -= use*(1 - (1 - rest)*exp(dt/tau_d))\ntarget_post += w*use*rest",
		Initial: Values{"use": "U", "rest": "1"},
		Parameters: `
			U     = 0.15     >= 0 <= 1  # use at the first spike
			tau_f = 1500 ms  > 0        # time constant of facilitation
			tau_d = 200 ms   > 0        # time constant of the recovery from depression`,
	}
	// STD depresses.
	STD = Synapse{
		Name: "STD", About: "short-term depression in BrainState's order", Source: "BrainState, STD; Abbott et al. (1997), Science 275:220",
		Model:   "drest/dt = (1 - rest)/tau : 1 (event-driven)",
		unit:    "target",
		OnPre:   "rest -= U*(1 - (1 - rest)*exp(dt/tau))\ntarget_post += w*rest",
		Initial: Values{"rest": "1"},
		Parameters: `
			U   = 0.07    >= 0 <= 1  # part of the resources that a spike takes
			tau = 200 ms  > 0        # time constant of the recovery`,
	}
)
