package enginetest

import "golgi/sim"

// vogelsAbbott is a network of four excitatory neurons for each inhibitory one, connected at random: spikes
// add we to ge and wi to gi. Smaller networks have proportionally more connections.
func vogelsAbbott(neurons sim.Neurons) Description {
	excitatory := neurons.Size * 4 / 5
	connect := []sim.Connect{{Probability: sim.ProbabilityOf(min(1, 80/float64(neurons.Size)))}}
	pathway := func(name, from, statement string) Synapse {
		return Synapse{from, neurons.Name, sim.Synapse{Name: name, OnPre: statement, Connect: connect,
			Namespace: sim.Namespace{"we": neurons.Namespace["we"], "wi": neurons.Namespace["wi"]}}}
	}
	return Description{
		Duration: q("100 ms"),
		Neurons:  []sim.Neurons{neurons},
		Parts: []Part{
			{Name: "exc", Of: neurons.Name, Stop: excitatory}, {Name: "inh", Of: neurons.Name, Start: excitatory, Stop: neurons.Size},
		},
		Synapses: []Synapse{pathway("Ce", "exc", "ge += we"), pathway("Ci", "inh", "gi += wi")},
		Monitors: append(spikesOf(neurons.Name), Monitor{Rates, "exc", sim.Recording{Name: "rate"}}),
	}
}

func cuba(size int) Description {
	return vogelsAbbott(sim.Neurons{
		Name: "P", Size: size, Method: "exact",
		Equations: "dv/dt = (ge + gi - (v - El))/taum : volt (unless refractory)\n" +
			"dge/dt = -ge/taue : volt\ndgi/dt = -gi/taui : volt",
		Threshold: "v > Vt", Reset: "v = Vr", Refractory: "5 ms",
		Namespace: sim.Namespace{
			"taum": q("20 ms"), "taue": q("5 ms"), "taui": q("10 ms"), "Vt": q("-50 mV"), "Vr": q("-60 mV"),
			"El": q("-49 mV"), "we": q("1.62 mV"), "wi": q("-9 mV"),
		},
		Initial: []sim.Set{set("v", "Vr + rand()*(Vt - Vr)")},
	})
}

// coba measures conductances in those of the leak.
func coba(size int) Description {
	return vogelsAbbott(sim.Neurons{
		Name: "P", Size: size, Method: "euler",
		Equations: "dv/dt = (ge*(Ee - v) + gi*(Ei - v) + El - v)/taum : volt (unless refractory)\n" +
			"dge/dt = -ge/taue : 1\ndgi/dt = -gi/taui : 1",
		Threshold: "v > Vt", Reset: "v = Vr", Refractory: "5 ms",
		Namespace: sim.Namespace{
			"taum": q("20 ms"), "taue": q("5 ms"), "taui": q("10 ms"), "Vt": q("-50 mV"), "Vr": q("-60 mV"),
			"El": q("-60 mV"), "Ee": q("0 mV"), "Ei": q("-80 mV"), "we": 0.6, "wi": 6.7,
		},
		Initial: []sim.Set{
			set("v", "El + (randn()*5 - 5)*mV"),
			set("ge", "randn()*1.5 + 4"), set("gi", "randn()*12 + 20"),
		},
	})
}

// hodgkinHuxley has conductances that are large enough for spikes to begin at once.
func hodgkinHuxley(size int) Description {
	return vogelsAbbott(sim.Neurons{
		Name: "P", Size: size, Method: "exponential_euler",
		Equations: `
dv/dt = (gl*(El - v) + ge*(Ee - v) + gi*(Ei - v) - g_na*(m*m*m)*h*(v - ENa) - g_kd*(n*n*n*n)*(v - EK))/Cm : volt
dm/dt = alpha_m*(1 - m) - beta_m*m : 1
dn/dt = alpha_n*(1 - n) - beta_n*n : 1
dh/dt = alpha_h*(1 - h) - beta_h*h : 1
dge/dt = -ge/taue : siemens
dgi/dt = -gi/taui : siemens
alpha_m = 0.32/mV*4*mV/exprel((13*mV - v + VT)/(4*mV))/ms : Hz
beta_m = 0.28/mV*5*mV/exprel((v - VT - 40*mV)/(5*mV))/ms : Hz
alpha_h = 0.128*exp((17*mV - v + VT)/(18*mV))/ms : Hz
beta_h = 4./(1 + exp((40*mV - v + VT)/(5*mV)))/ms : Hz
alpha_n = 0.032/mV*5*mV/exprel((15*mV - v + VT)/(5*mV))/ms : Hz
beta_n = .5*exp((10*mV - v + VT)/(40*mV))/ms : Hz`,
		Threshold: "v > -20*mV", Refractory: "3 ms",
		Namespace: sim.Namespace{
			"Cm": q("200 pF"), "gl": q("10 nS"), "El": q("-60 mV"), "EK": q("-90 mV"), "ENa": q("50 mV"),
			"g_na": q("20 uS"), "g_kd": q("6 uS"), "VT": q("-63 mV"), "taue": q("5 ms"), "taui": q("10 ms"),
			"Ee": q("0 mV"), "Ei": q("-80 mV"), "we": q("6 nS"), "wi": q("67 nS"),
		},
		Initial: []sim.Set{
			set("v", "El + (randn()*5 - 5)*mV"),
			set("ge", "(randn()*1.5 + 4)*10*nS"), set("gi", "(randn()*12 + 20)*10*nS"),
		},
	})
}

// poissonInput is excitatory and inhibitory neurons that are driven from outside by more than they need, with
// delta synapses and one delay. Each has an input of its own that stands for all from outside.
func poissonInput(size int) Description {
	excitatory := size * 4 / 5
	connect := []sim.Connect{{Probability: sim.ProbabilityOf(min(1, 20/float64(size)))}}
	each := []sim.Connect{{Condition: "i == j"}}
	pathway := func(name, from, weight string) Synapse {
		return Synapse{from, "P", sim.Synapse{Name: name, OnPre: "v_post += " + weight, Delay: "1.5 ms",
			Connect: connect, Namespace: sim.Namespace{"J": q("0.5 mV"), "g": 5.0}}}
	}
	return Description{
		Duration: q("50 ms"),
		Neurons: []sim.Neurons{{
			Name: "P", Size: size, Equations: "dv/dt = -v/tau : volt (unless refractory)", Method: "exact",
			Threshold: "v > 20*mV", Reset: "v = 10*mV", Refractory: "2 ms",
			Namespace: sim.Namespace{"tau": q("20 ms")},
			Initial:   []sim.Set{set("v", "20*mV*rand()")},
		}},
		Poisson: []sim.Poisson{
			{Name: "outside", Size: size, Rates: q("3 kHz")},
			{Name: "waves", Size: size, Rates: "500*Hz*(1 + sin(2*pi*50*Hz*t + i))"},
		},
		Parts: []Part{{Name: "exc", Of: "P", Stop: excitatory}, {Name: "inh", Of: "P", Start: excitatory, Stop: size}},
		Synapses: []Synapse{
			pathway("e", "exc", "J"), pathway("i", "inh", "-g*J"),
			{"outside", "P", sim.Synapse{Name: "in", OnPre: "v_post += 0.5*mV", Connect: each}},
			{"waves", "P", sim.Synapse{Name: "w", OnPre: "v_post += 0.1*mV", Connect: each}},
		},
		Monitors: append(spikesOf("P", "outside", "waves"),
			Monitor{States, "waves", sim.Recording{Name: "rates", Variables: []string{"rates"},
				Record: []int{0, size - 1}}}),
	}
}

// clustered is the network of experiments/clustered with five clusters: four excitatory neurons for each
// inhibitory one, and more and stronger connections within a cluster. Weights keep the mean input.
func clustered(size int) Description {
	const equations = `
dV/dt = (mu - V)/tau + x_e/(tau2_e - tau1) - x_i/(tau2_i - tau1) : 1 (unless refractory)
dx_e/dt = ((tau2_e - tau1)/tau2_e*y_e - x_e)/tau1 : 1
dy_e/dt = -y_e/tau2_e : 1
dx_i/dt = ((tau2_i - tau1)/tau2_i*y_i - x_i)/tau1 : 1
dy_i/dt = -y_i/tau2_i : 1
mu : 1`
	neurons := func(name string, n int, tau, mu string) sim.Neurons {
		return sim.Neurons{
			Name: name, Size: n, Method: "euler", Equations: equations,
			Threshold: "V >= 1", Reset: "V = 0", Refractory: "5 ms",
			Namespace: sim.Namespace{"tau": q(tau), "tau1": q("1 ms"), "tau2_e": q("3 ms"), "tau2_i": q("2 ms")},
			Initial:   []sim.Set{set("mu", mu), set("V", "rand()")},
		}
	}
	e := size * 4 / 5
	scale := 5000 / float64(size)
	pathway := func(name, from, to, variable string, weight float64, connect sim.Connect) Synapse {
		return Synapse{from, to, sim.Synapse{Name: name, OnPre: variable + "_post += J",
			Connect:   []sim.Connect{connect},
			Namespace: sim.Namespace{"J": weight * scale, "cluster": max(1, e/5)}}}
	}
	return Description{
		Duration: q("50 ms"),
		Neurons: []sim.Neurons{
			neurons("neurons_e", e, "15 ms", "1.1 + 0.1*rand()"),
			neurons("neurons_i", size-e, "10 ms", "1 + 0.05*rand()"),
		},
		Synapses: []Synapse{
			pathway("ee_in", "neurons_e", "neurons_e", "y_e", 0.024*1.9,
				sim.Connect{Condition: "i != j and i//cluster == j//cluster", Probability: "0.48"}),
			pathway("ee_out", "neurons_e", "neurons_e", "y_e", 0.024,
				sim.Connect{Condition: "i//cluster != j//cluster", Probability: "0.19"}),
			pathway("ie", "neurons_e", "neurons_i", "y_e", 0.014, sim.Connect{Probability: "0.5"}),
			pathway("ei", "neurons_i", "neurons_e", "y_i", 0.045, sim.Connect{Probability: "0.5"}),
			pathway("ii", "neurons_i", "neurons_i", "y_i", 0.057, sim.Connect{Condition: "i != j", Probability: "0.5"}),
		},
		Monitors: spikesOf("neurons_e", "neurons_i"),
	}
}
