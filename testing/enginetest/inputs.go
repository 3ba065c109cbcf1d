package enginetest

import "golgi/sim"

// stimulated has functions of time that are given by values in all places where a text stands, in step sizes that fit and that do not.
func stimulated(size int) Description {
	return Description{
		Duration: q("30 ms"),
		Timed: map[string]sim.Timed{
			"drive":  {Values: []float64{1.2, 0.5, 2, 1.5, 3, 0.9}, DT: q("4 ms")},
			"image":  {Values: []float64{0.5, 1.5, 2, 1, 0, 2.5, 1.8, 0.2, 0.9}, Columns: 3, DT: q("7.3 ms")},
			"steps":  {Values: []int{1, 2, 3, 0, -1, 5}, DT: q("3 ms")},
			"open":   {Values: []bool{true, true, false, true, true, false}, Columns: 2, DT: q("8 ms")},
			"height": {Values: q("1 mV").Unit().OfAll(8, 12, 9, 14), DT: q("0.03 ms")},
		},
		Neurons: []sim.Neurons{
			{Name: "exact", Size: size, Equations: "dv/dt = (drive(t) - v)/(4*ms) : 1\nfelt = image(t, i % 3) : 1\nn : integer\nb : boolean",
				Threshold: "v > 1 and open(t, i % 2)", Reset: "v = 0.1*steps(t)\nn += steps(t)\nb = open(t, 0)", Refractory: "0.1*drive(t)*ms",
				Initial: []sim.Set{set("v", "image(t, i % 3)/3"), {Variable: "n", Value: "steps(9*ms)", Where: "open(t, i % 2)"}}},
			{Name: "runge", Size: size, Method: "rk4", Threshold: "v > 10*mV", Reset: "v = 0*mV", DT: q("0.25 ms"),
				Equations: "dv/dt = (25*mV*image(t - 2*ms, (i + 1) % 3) - v)/(4*ms) + height(t/300)/(40*ms) : volt"},
			{Name: "noisy", Size: size, Equations: "dv/dt = (1.2*drive(t) - v)/(5*ms) + 0.3*drive(t)*xi*(5*ms)**-0.5 : 1",
				Threshold: "v > 1", Reset: "v = 0"},
		},
		Poisson: []sim.Poisson{{Name: "input", Size: size, Rates: "200*Hz*image(t, i % 3)"}},
		Synapses: []Synapse{{"exact", "runge", sim.Synapse{
			Name: "S", Model: "w : 1", OnPre: "v_post += w*felt_pre*mV*int(open(t, 1))", Delay: "drive(0*ms)*(i + 1)*0.1*ms",
			Connect: []sim.Connect{{Condition: "(i + j) % 4 == steps(6*ms)", Probability: "image(0*ms, j % 3)/4"}},
			Initial: []sim.Set{set("w", "0.5*image(t, j % 3)")},
		}}},
		Monitors: append(spikesOf("exact", "runge", "noisy", "input"), states("exact", "felt", "n", "b")),
	}
}

// driven has a pulse packet, Poisson inputs of few and many trains, to all and to some, and rates that change and go below 0.
func driven(size int) Description {
	input := func(name, to, variable string, n int, rate string, weight any) Input {
		return Input{to, sim.Drive{Name: name, Variable: variable, N: n, Rate: q(rate), Weight: weight, Namespace: sim.Namespace{"c": 0.3}}}
	}
	return Description{
		Duration: q("40 ms"),
		Timed:    map[string]sim.Timed{"beat": {Values: []float64{0.4, -0.1, 1}, DT: q("5 ms")}},
		Neurons: []sim.Neurons{{Name: "G", Size: size, Equations: "dv/dt = -v/(5*ms) : 1 (unless refractory)\nseen : integer\nw : 1",
			Threshold: "v > 1", Reset: "v = 0", Refractory: "0.7 ms", Initial: []sim.Set{set("w", "0.5 + i/N")}}},
		Poisson: []sim.Poisson{{Name: "wave", Size: size, Rates: "300*Hz*sin(t/(3*ms) + i)"}},
		Packets: []sim.Packet{{Name: "packet", Size: size, Time: q("10 ms"), Sigma: q("2 ms")}},
		Parts:   []Part{{Name: "some", Of: "G", Start: size / 3, Stop: size}},
		Synapses: []Synapse{
			{"packet", "G", sim.Synapse{Name: "P", OnPre: "v += 0.3; seen += 1", Connect: []sim.Connect{{Probability: "0.5"}}}},
			{"wave", "some", sim.Synapse{Name: "W", OnPre: "v += 0.2", Connect: []sim.Connect{{Condition: "i == j"}}}},
		},
		Inputs: []Input{
			input("few", "G", "v", 100, "20 Hz", 0.2), input("many", "G", "v", 1<<40, "1 kHz", 1e-16),
			input("part", "some", "v", 1000, "5 Hz", "0.1*w*(1 + i % 2) + c*beat(t)"), input("whole", "G", "seen", 7, "3 kHz", "i % 3"),
		},
		Monitors: append(spikesOf("G", "wave", "packet"), states("G", "v", "seen")),
	}
}
