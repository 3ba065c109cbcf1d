package enginetest

import "golgi/sim"

// functions has every function of the language, over a range of arguments that passes their poles and zeros.
func functions(size int) Description {
	return Description{
		Duration: q("50 ms"),
		Neurons: []sim.Neurons{{
			Name: "G", Size: size, Method: "euler",
			Equations: `
dx/dt = (1 + 0.2*tanh(a) + 0.1*sin(t/ms))/(5*ms) : 1
y = x*8 - 4 : 1
a = exp(y) + expm1(y/100) + exprel(y) : 1
b = log(abs(y)) + log10(y**2) + log1p(y**2) : 1
c = sin(y*100) + cos(y*1e4) + tan(y) : 1
d = sinh(y) + cosh(y) - tanh(y) : 1
e1 = arcsin(y/4) + arccos(y/4) + arctan(y) : 1
f = floor(y) + ceil(y*10)/10 + sign(y) + abs(y) + int(y*3) : 1
g = sqrt(y) : 1
h = clip(y, -1, 2) + clip(int(y), -2, 1) : 1
p = y**2 + y**3 + y**4 + y**5 + abs(y)**0.5 + 2**-y + y**-1 : 1
r = y % 3 + y // 0.7 + 5 % y : 1
k = timestep(abs(y)*ms, dt) : integer`,
			Threshold: "x >= 1", Reset: "x = -0.1*i/N",
			Initial: []sim.Set{set("x", "i/N")},
		}},
		Monitors: append(spikesOf("G"), states("G", "a", "b", "c", "d", "e1", "f", "g", "h", "p", "r", "k")),
	}
}

// integersAndBooleans has arithmetic on integers, which wraps at 32 bits in memory, and logic.
func integersAndBooleans(size int) Description {
	return Description{
		Duration: q("40 ms"),
		Neurons: []sim.Neurons{{
			Name: "G", Size: size, Method: "euler",
			Equations: `
dx/dt = (1 + int(on)*0.5)/(4*ms) : 1
n : integer
m : integer
on : boolean
off = not on and n % 2 == 0 or m != n : boolean
same = on == off : boolean
z = (n*k - m) // 3 + -n % 4 + n**2 + abs(m) + int(on) : integer
w = n/3 + m*0.5 + on : 1
u = clip(n, -k, k) + sign(m) : integer
zero = int(-x/2) : integer
magnitude = abs(int(-x/2)) : integer
least = clip(int(-x/2), -5, 5) : integer`,
			Threshold: "x > 1 and not (n == -1) or on and x > 0.9",
			Reset:     "x = 0\nn += 1\nm = n*m - k\nm //= 2\non = not on\nn %= 7\nm %= 1000\nm **= 2",
			Namespace: sim.Namespace{"k": 3, "half": 0.5},
			Initial: []sim.Set{
				set("x", "i/N"), set("n", "i - 3"), set("m", "7*i*i"),
				{Variable: "on", Value: true, Where: "i % 3 == 0"},
				{Variable: "m", Value: []int{1, -1}, Index: []int{3, 0}},
			},
		}},
		Monitors: append(spikesOf("G"), states("G", "n", "m", "on", "off", "same", "z", "w", "u", "zero", "magnitude", "least")),
	}
}

// randomNumbers are drawn wherever texts are executed: in equations, thresholds, resets, pathways, delays,
// connections and initial values.
func randomNumbers(size int) Description {
	return Description{
		Duration: q("40 ms"),
		Neurons: []sim.Neurons{
			{Name: "walk", Size: size, Method: "euler", Equations: "dx/dt = (0.5 - x + randn() + rand())/(5*ms) : 1",
				Threshold: "x + 0.1*randn() > 1", Reset: "x = 0.5*rand() - 0.1*rand()",
				Initial: []sim.Set{set("x", "rand()*randn()")}},
			{Name: "noise", Size: size, Equations: "rates : Hz\nheard : 1", Threshold: "rand() < rates*dt",
				Initial: []sim.Set{set("rates", "200*Hz*rand()")}},
		},
		Synapses: []Synapse{{"noise", "walk", sim.Synapse{
			Name: "S", Model: "w : 1", OnPre: "x_post += w*(rand() < 0.7)\nw = clip(w + 0.1*randn(), 0, 1)",
			OnPost: "heard_pre += rand()", Delay: "rand()*2*ms", Connect: []sim.Connect{{Probability: "0.4"}},
			Initial: []sim.Set{set("w", "rand()")},
		}}},
		Monitors: append(spikesOf("walk", "noise"), states("walk", "x"), states("S", "w")),
	}
}

// clocks has groups of three step sizes, of which none is a multiple of all others, with synapses between
// them. The network's own is the finest.
func clocks(size int) Description {
	fast, slow := pacemakers("fast", size), leaky("slow", size)
	odd := pacemakers("odd", size)
	slow.DT, odd.DT, odd.Order, fast.Order = q("0.2 ms"), q("0.35 ms"), -1, 2
	pathway := func(name, from, to, statement string) Synapse {
		return Synapse{from, to, sim.Synapse{Name: name, OnPre: statement, Delay: "i*0.1*ms",
			Connect: []sim.Connect{{Probability: "0.2"}}}}
	}
	return Description{
		DT: q("0.05 ms"), Duration: q("30 ms"),
		Neurons: []sim.Neurons{slow, fast, odd},
		Synapses: []Synapse{
			pathway("fast_slow", "fast", "slow", "v += 0.2"),
			pathway("odd_slow", "odd", "slow", "v += 0.1*t/(t + ms)"),
			pathway("slow_odd", "slow", "odd", "x_post += 0.05"),
			pathway("odd_fast", "odd", "fast", "x_post *= 0.99"),
		},
		Monitors: append(spikesOf("fast", "slow", "odd"),
			Monitor{States, "slow", sim.Recording{Name: "sparse", Variables: []string{"v"}, Every: q("0.7 ms")}}),
	}
}

// monitors has monitors of all kinds, in several slots, of groups, parts and synapses.
func monitors(size int) Description {
	return Description{
		Duration: q("30 ms"),
		Neurons:  []sim.Neurons{pacemakers("in", size), leaky("out", size)},
		Parts:    []Part{{Name: "half", Of: "out", Start: size / 2, Stop: size}},
		Synapses: []Synapse{{"in", "out", sim.Synapse{Name: "S", Model: "n : integer\ntwice = 2*n : integer",
			OnPre: "v += 0.1; n += 1", Connect: []sim.Connect{{Probability: "0.5"}}}}},
		Monitors: append(spikesOf("in", "out", "half"),
			Monitor{Rates, "in", sim.Recording{Name: "rate_in"}},
			Monitor{Rates, "half", sim.Recording{Name: "rate_half"}},
			Monitor{States, "out", sim.Recording{Name: "before", Variables: []string{"v", "lastspike"},
				When: "before_resets"}},
			Monitor{States, "out", sim.Recording{Name: "after", Variables: []string{"v"},
				When: "after_resets", Order: -3}},
			Monitor{States, "half", sim.Recording{Name: "some", Variables: []string{"v", "not_refractory"},
				Record: []int{2, 0, 2}, Every: q("0.5 ms"), When: "end"}},
			Monitor{States, "S", sim.Recording{Name: "counts", Variables: []string{"n", "twice"}, Every: q("1 ms")}},
		),
	}
}

// sharedVariables has one value for all elements, of neurons and of synapses, and subexpressions of them.
func sharedVariables(size int) Description {
	return Description{
		Duration: q("40 ms"),
		Neurons: []sim.Neurons{{
			Name: "G", Size: size, Method: "euler",
			Equations: `
dx/dt = (drive + wave)/tau : 1
drive : 1 (shared)
tau : second (shared, constant)
wave = 0.5*sin(2*pi*40*Hz*t) : 1 (shared)
late = t_in_timesteps > 100 : boolean (shared)
shown = drive*x + int(late) : 1`,
			Threshold: "x > 1", Reset: "x = 0",
			Initial: []sim.Set{
				set("drive", 1.1), set("tau", "4*ms"), set("x", "i/N"),
			},
		}},
		Synapses: []Synapse{{"G", "G", sim.Synapse{Name: "S", Model: "J : 1 (shared)\nw = J*drive_post : 1",
			OnPre: "x_post += w", Connect: []sim.Connect{{Condition: "i != j", Probability: "0.3"}},
			Initial: []sim.Set{set("J", 0.01)}}}},
		Monitors: append(spikesOf("G"), states("G", "x", "wave", "late", "shown"), states("S", "w", "J")),
	}
}

// variablesOfSpikes records variables of all types, and subexpressions, of the neurons that spike, of a part of a group and of
// nobody.
func variablesOfSpikes(size int) Description {
	group := leaky("G", size)
	group.Equations = `dv/dt = (1.5 + i/N - v)/(10*ms) : 1 (unless refractory)
n : integer
late = t > 10*ms : boolean
far = v*10*mV + n*mV : volt`
	group.Reset += "\nn += 1"
	record := func(name, of string) Monitor {
		return Monitor{Spikes, of, sim.Recording{Name: name, Variables: []string{"v", "n", "late", "far", "lastspike", "not_refractory"}}}
	}
	return Description{
		Duration: q("30 ms"),
		Neurons:  []sim.Neurons{group},
		Parts:    []Part{{Name: "half", Of: "G", Start: size / 2, Stop: size}, {Name: "nobody", Of: "half", Start: 3, Stop: 3}},
		Monitors: []Monitor{record("all", "G"), record("part", "half"), record("none", "nobody")},
	}
}
