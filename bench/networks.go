package main

import (
	"fmt"

	"golgi/sim"
)

// cuba is Brian 2's example CUBA. Source: Vogels & Abbott (2005), J. Neurosci. 25:10786.
func cuba(size int) (network, error) {
	return vogelsAbbott(sim.Neurons{
		Name: "P", Size: size, Method: "exact",
		Equations: "dv/dt = (ge + gi - (v - El))/taum : volt (unless refractory)\n" +
			"dge/dt = -ge/taue : volt\ndgi/dt = -gi/taui : volt",
		Threshold: "v > Vt", Reset: "v = Vr", Refractory: "5 ms",
		Namespace: sim.Namespace{
			"taum": q("20 ms"), "taue": q("5 ms"), "taui": q("10 ms"), "Vt": q("-50 mV"), "Vr": q("-60 mV"), "El": q("-49 mV"),
		},
		Initial: []sim.Set{{Variable: "v", Value: "Vr + rand()*(Vt - Vr)"}},
	}, sim.Namespace{"we": q("1.62 mV"), "wi": q("-9 mV")})
}

// coba is benchmark 1 of Brette et al. (2007), J. Comput. Neurosci. 23:349.
func coba() (network, error) {
	return vogelsAbbott(sim.Neurons{
		Name: "P", Size: 4000, Method: "exponential_euler",
		Equations: "dv/dt = (ge*(Ee-v)+gi*(Ei-v)-(v-El))*(1./taum) : volt (unless refractory)\n" +
			"dge/dt = -ge*(1./taue) : 1\ndgi/dt = -gi*(1./taui) : 1",
		Threshold: "v > Vt", Reset: "v = Vr", Refractory: "5 ms",
		Namespace: sim.Namespace{
			"taum": q("20 ms"), "taue": q("5 ms"), "taui": q("10 ms"), "Vt": q("-50 mV"), "Vr": q("-60 mV"),
			"El": q("-60 mV"), "Ee": q("0 mV"), "Ei": q("-80 mV"),
		},
		Initial: []sim.Set{
			{Variable: "v", Value: "El + (randn()*5 - 5)*mV"}, {Variable: "ge", Value: "randn()*1.5 + 4"}, {Variable: "gi", Value: "randn()*12 + 20"},
		},
	}, sim.Namespace{"we": 0.6, "wi": 6.7})
}

// hodgkinHuxley is benchmark 3 of Brette et al. (2007).
func hodgkinHuxley() (network, error) {
	return vogelsAbbott(sim.Neurons{
		Name: "P", Size: 4000, Method: "exponential_euler",
		Equations: `
dv/dt = (gl*(El-v)+ge*(Ee-v)+gi*(Ei-v)-g_na*(m*m*m)*h*(v-ENa)-g_kd*(n*n*n*n)*(v-EK))/Cm : volt
dm/dt = alpha_m*(1-m)-beta_m*m : 1
dn/dt = alpha_n*(1-n)-beta_n*n : 1
dh/dt = alpha_h*(1-h)-beta_h*h : 1
dge/dt = -ge*(1./taue) : siemens
dgi/dt = -gi*(1./taui) : siemens
alpha_m = 0.32*(mV**-1)*4*mV/exprel((13*mV-v+VT)/(4*mV))/ms : Hz
beta_m = 0.28*(mV**-1)*5*mV/exprel((v-VT-40*mV)/(5*mV))/ms : Hz
alpha_h = 0.128*exp((17*mV-v+VT)/(18*mV))/ms : Hz
beta_h = 4./(1+exp((40*mV-v+VT)/(5*mV)))/ms : Hz
alpha_n = 0.032*(mV**-1)*5*mV/exprel((15*mV-v+VT)/(5*mV))/ms : Hz
beta_n = .5*exp((10*mV-v+VT)/(40*mV))/ms : Hz`,
		Threshold: "v > -20*mV", Refractory: "3 ms",
		Namespace: sim.Namespace{
			"Cm": q("200 pF"), "gl": q("10 nS"), "El": q("-60 mV"), "EK": q("-90 mV"), "ENa": q("50 mV"),
			"g_na": q("20 uS"), "g_kd": q("6 uS"), "VT": q("-63 mV"), "taue": q("5 ms"), "taui": q("10 ms"),
			"Ee": q("0 mV"), "Ei": q("-80 mV"),
		},
		Initial: []sim.Set{
			{Variable: "v", Value: "El + (randn()*5 - 5)*mV"},
			{Variable: "ge", Value: "(randn()*1.5 + 4)*10.*nS"}, {Variable: "gi", Value: "(randn()*12 + 20)*10.*nS"},
		},
	}, sim.Namespace{"we": q("6 nS"), "wi": q("67 nS")})
}

// vogelsAbbott has four excitatory neurons for each inhibitory one, and 80 synapses from each neuron on average.
func vogelsAbbott(neurons sim.Neurons, weights sim.Namespace) (network, error) {
	var p plan
	group, excitatory := p.group(neurons), neurons.Size*4/5
	m := p.spikes("M", group)
	for _, s := range []struct{ name, from, statement string }{{"Ce", "i < %d", "ge += we"}, {"Ci", "i >= %d", "gi += wi"}} {
		synapses := p.synapses(sim.Synapse{
			Name: s.name, Source: group, Target: group, OnPre: s.statement, Namespace: weights,
			Connect: []sim.Connect{{Condition: fmt.Sprintf(s.from, excitatory), Probability: sim.ProbabilityOf(80 / float64(neurons.Size))}},
		})
		p.arrives(synapses, m, 0)
	}
	p.count("E", m, 0, excitatory)
	p.count("I", m, excitatory, neurons.Size)
	return p.done()
}

// stdp is Brian 2's example STDP. Source: Song, Miller & Abbott (2000), Nat. Neurosci. 3:919.
func stdp(inputs, outputs int) (network, error) {
	var p plan
	gmax := .01 * 1000 / float64(inputs)
	in := p.poisson(sim.Poisson{Name: "I", Size: inputs, Rates: q("15 Hz")})
	out := p.group(sim.Neurons{
		Name: "P", Size: outputs, Method: "euler",
		Equations: "dv/dt = (ge*(Ee - v) + El - v)/taum : volt\ndge/dt = -ge/taue : 1",
		Threshold: "v > vt", Reset: "v = vr",
		Namespace: sim.Namespace{
			"Ee": q("0 mV"), "El": q("-74 mV"), "vt": q("-54 mV"), "vr": q("-60 mV"), "taum": q("10 ms"), "taue": q("5 ms"),
		},
	})
	synapses := p.synapses(sim.Synapse{
		Name: "S", Source: in, Target: out,
		Model: "w : 1\ndApre/dt = -Apre/taupre : 1 (event-driven)\ndApost/dt = -Apost/taupost : 1 (event-driven)",
		OnPre: "ge += w\nApre += dApre\nw = clip(w + Apost, 0, gmax)", OnPost: "Apost += dApost\nw = clip(w + Apre, 0, gmax)",
		Connect: []sim.Connect{{}},
		Initial: []sim.Set{{Variable: "w", Value: "rand()*gmax"}},
		Namespace: sim.Namespace{
			"taupre": q("20 ms"), "taupost": q("20 ms"), "gmax": gmax, "dApre": .01 * gmax, "dApost": -.01 * 1.05 * gmax,
		},
	})
	before, after := p.spikes("MI", in), p.spikes("M", out)
	p.arrives(synapses, before, 0)
	p.pathways = append(p.pathways, pathway{synapses: synapses, monitor: after, incoming: true})
	p.count("in", before, 0, inputs)
	p.count("out", after, 0, outputs)
	return p.done()
}

// brunel is close to model A of Brunel (2000), J. Comput. Neurosci. 8:183, with its external input as a PoissonInput.
func brunel() (network, error) {
	const size, excitatory = 10000, 8000
	var p plan
	constants := sim.Namespace{"taum": q("20 ms"), "J": q("0.1 mV"), "g": 5.0, "theta": q("20 mV")}
	group := p.group(sim.Neurons{
		Name: "P", Size: size, Method: "exact", Equations: "dv/dt = -v/taum : volt (unless refractory)",
		Threshold: "v > theta", Reset: "v = 10*mV", Refractory: "2 ms", Namespace: constants,
		Initial: []sim.Set{{Variable: "v", Value: "rand()*theta"}},
	})
	p.drive(sim.Drive{Name: "X", Of: group, Variable: "v", N: 800, Rate: q("25 Hz"), Weight: q("0.1 mV")})
	m := p.spikes("M", group)
	for _, s := range []struct{ name, from, statement string }{{"Ce", "i < %d", "v += J"}, {"Ci", "i >= %d", "v += -g*J"}} {
		synapses := p.synapses(sim.Synapse{
			Name: s.name, Source: group, Target: group, OnPre: s.statement, Delay: "1.5 ms", Namespace: constants,
			Connect: []sim.Connect{{Condition: fmt.Sprintf(s.from, excitatory), Probability: sim.ProbabilityOf(1000. / size)}},
		})
		p.arrives(synapses, m, 0)
	}
	p.count("E", m, 0, excitatory)
	p.count("I", m, excitatory, size)
	return p.done()
}
