package notingenn

import (
	"math"
	"runtime"

	"golgi/sim"
	"golgi/units"
)

// demonstrations are in the order of the page. What is right stands in each behind the simulation.
var demonstrations = []demonstration{
	{"timed_array", "a TimedArray in an equation", timedArray},
	{"clocks", "groups with step sizes of their own", clocks},
	{"networks", "two networks, run in turns", networks},
	{"runs", "several runs, with changes between", runs},
	{"delays", "heterogeneous delays", delays},
	{"pathways", "three pathways of one synapse", pathways},
	{"linked", "linked variables", linked},
	{"events", "custom events, also of synapses", events},
	{"summed", "two sums of one Synapses, onto a subgroup", summed},
	{"schedule", "resets before synapses", schedule},
	{"operation", "a function in Go, called while it runs", operation},
	{"dt_changes", "another step size between runs", dtChanges},
	{"delay_changes", "another delay between runs", delayChanges},
	{"dt_differs", "different steps of source and target", dtDiffers},
	{"sorted", "spikes sorted by neuron", sorted},
	{"literals", "literals with all digits", literals},
	{"memory", "a thousand runs, less than 10 MB more on Go's heap", memory},
}

var ms = units.Millisecond

// every is a source of which each neuron spikes at the times given, in ms.
func every(b *bench, size int, times ...float64) *sim.NeuronGroup {
	generator := sim.SpikeGenerator{Name: "source", Size: size}
	var all []float64
	for _, t := range times {
		for i := range size {
			generator.Indices, all = append(generator.Indices, i), append(all, t)
		}
	}
	generator.Times = ms.OfAll(all...)
	return add(b, generator)
}

// A TimedArray in an equation: v is the sum of its values.
func timedArray(b *bench) float64 {
	values := []float64{1, 2, -1, 4}
	drive, err := sim.NewTimedArray(sim.Timed{Values: values, DT: ms.Of(1)})
	b.call(func() error { return err })
	neurons := add(b, sim.Neurons{Name: "neurons", Size: 1, Equations: "dv/dt = drive(t)/ms : 1", Method: "euler", Namespace: sim.Namespace{"drive": drive}})
	b.run(4)
	return math.Abs(b.get(neurons, "v")[0] - (1 + 2 - 1 + 4))
}

// Several clocks: one group makes steps of 0.1 ms, another of 0.5 ms.
func clocks(b *bench) float64 {
	fast := add(b, sim.Neurons{Name: "fast", Size: 1, Equations: "n : integer"})
	slow := add(b, sim.Neurons{Name: "slow", Size: 1, Equations: "n : integer", DT: ms.Of(0.5)})
	add(b, sim.Regularly{Name: "count_fast", Of: fast, Code: "n += 1"})
	add(b, sim.Regularly{Name: "count_slow", Of: slow, Code: "n += 1"})
	b.run(10)
	return math.Abs(b.get(fast, "n")[0]-100) + math.Abs(b.get(slow, "n")[0]-20)
}

// Several networks, which run in turns: each is what it is alone.
func networks(b *bench) float64 {
	noisy := sim.Neurons{Name: "noisy", Size: 10, Equations: "dv/dt = -v/(10*ms) + xi/sqrt(10*ms) : 1"}
	other := newBench(b.ctx, b.options)
	here, there := add(b, noisy), add(other, noisy)
	for range 10 {
		b.run(1)
		other.run(2)
	}
	b.run(10)
	b.call(func() error { return other.err })
	mine, theirs := b.get(here, "v"), other.get(there, "v")
	b.call(other.net.Close)
	return distance(mine, theirs)
}

// Several runs, and another current in each: v is what exponentials say.
func runs(b *bench) float64 {
	neurons := add(b, sim.Neurons{Name: "neurons", Size: 1, Equations: "dv/dt = (I - v)/(10*ms) : 1\nI : 1"})
	want := 0.0
	for _, current := range []float64{1, -2, 3} {
		b.call(func() error { return b.net.Set(neurons, sim.Set{Variable: "I", Value: current}) })
		b.run(5)
		want = current + (want-current)*math.Exp(-0.5)
	}
	return math.Abs(b.get(neurons, "v")[0] - want)
}

// Heterogeneous delays: synapse i takes i·0.3 ms.
func delays(b *bench) float64 {
	source := every(b, 1, 1)
	target := add(b, sim.Neurons{Name: "target", Size: 10, Equations: "arrival : second"})
	add(b, sim.Synapse{Name: "synapses", Source: source, Target: target, OnPre: "arrival = t", Connect: []sim.Connect{{}}, Delay: "j*0.3*ms"})
	b.run(5)
	var want []float64
	for j := range 10 {
		want = append(want, 1e-3+float64(j)*0.3e-3)
	}
	return distance(b.get(target, "arrival"), want)
}

// Several pathways of one synapse, with delays of their own: add 1 after 1 ms, then multiply by 5 after 2 ms, then add 2 after 3 ms.
func pathways(b *bench) float64 {
	source := every(b, 1, 0)
	target := add(b, sim.Neurons{Name: "target", Size: 1, Equations: "v : 1"})
	add(b, sim.Synapse{Name: "synapses", Source: source, Target: target, OnPre: "v += 1", Delay: "1 ms", Connect: []sim.Connect{{}}, Pathways: []sim.Pathway{
		{Name: "multiply", OnPre: "v *= 5", Delay: "2 ms"}, {Name: "again", OnPre: "v += 2", Delay: "3 ms"}}})
	trace := add(b, sim.StateRecording{Name: "trace", Of: target, Variables: []string{"v"}})
	off := 0.0
	for _, want := range []float64{0, 1, 5, 7} {
		b.run(1)
		off += math.Abs(b.get(target, "v")[0] - want)
	}
	b.store("states.target", trace)
	return off
}

// Linked variables: three neurons read those of another group, in another order.
func linked(b *bench) float64 {
	leaders := add(b, sim.Neurons{Name: "leaders", Size: 3, Equations: "dv/dt = (i + 1)/ms : 1", Method: "euler"})
	followers := add(b, sim.Neurons{Name: "followers", Size: 3, Equations: "x : 1 (linked)\ndw/dt = x/ms : 1", Method: "euler",
		Linked: map[string]sim.Link{"x": {Of: leaders, Variable: "v", Index: []int{2, 0, 1}}}})
	b.run(2)
	return distance(b.get(followers, "x"), []float64{6, 2, 4})
}

// Custom events: neurons enter a window of v, in which they count the steps, and a synapse waits for the event.
func events(b *bench) float64 {
	neurons := add(b, sim.Neurons{Name: "neurons", Size: 2, Equations: "v = t_in_timesteps : 1\nn : integer", Events: []sim.Event{{Name: "within", Condition: "v >= 20 + i and v < 30"}},
		RunOnEvent: []sim.RunOnEvent{{Event: "within", Code: "n += 1"}}})
	target := add(b, sim.Neurons{Name: "target", Size: 1, Equations: "x : 1"})
	add(b, sim.Synapse{Name: "synapses", Source: neurons, Target: target, OnPre: "x += 1", PreEvent: "within", Connect: []sim.Connect{{}}})
	b.run(5)
	return distance(append(b.get(neurons, "n"), b.get(target, "x")...), []float64{10, 9, 19})
}

// Summed variables: two of one Synapses, onto a subgroup, and spikes of the target do something besides.
func summed(b *bench) float64 {
	source := add(b, sim.Neurons{Name: "source", Size: 4, Equations: "x : 1", Initial: []sim.Set{{Variable: "x", Value: "i + 1"}}})
	neurons := add(b, sim.Neurons{Name: "neurons", Size: 6, Equations: "total : 1\nsquares : 1", Threshold: "i == 2 and t_in_timesteps == 5"})
	var part *sim.Subgroup
	b.call(func() (err error) { part, err = neurons.Subgroup("part", 2, 5); return err })
	if b.err != nil {
		return 0
	}
	add(b, sim.Synapse{Name: "synapses", Source: source, Target: part, Model: "w : 1\ntotal_post = w*x_pre : 1 (summed)\nsquares_post = x_pre**2 : 1 (summed)",
		OnPost: "w += 10", Connect: []sim.Connect{{}}, Initial: []sim.Set{{Variable: "w", Value: "j + 1"}}})
	b.run(2)
	return distance(append(b.get(neurons, "total"), b.get(neurons, "squares")...), []float64{0, 0, 11 * 10, 2 * 10, 3 * 10, 0, 0, 0, 30, 30, 30, 0})
}

// Custom schedules: an input that arrives when the neuron spikes survives the reset, if that comes first.
func schedule(b *bench) float64 {
	off := 0.0
	for _, c := range []struct {
		slots []string
		want  float64
	}{{nil, 0}, {[]string{"start", "groups", "thresholds", "resets", "synapses", "end"}, 0.5}} {
		on := newBench(b.ctx, sim.Options{Engine: b.net.Engine(), Slots: c.slots})
		source := every(on, 1, 1)
		target := add(on, sim.Neurons{Name: "target", Size: 1, Equations: "v : 1", Threshold: "t_in_timesteps == 10", Reset: "v = 0"})
		add(on, sim.Synapse{Name: "synapses", Source: source, Target: target, OnPre: "v += 0.5", Connect: []sim.Connect{{}}})
		on.run(2)
		off += math.Abs(on.get(target, "v")[0] - c.want)
		b.call(func() error { return on.err })
		b.call(on.net.Close)
	}
	return off
}

// A function in Go that a network calls each ms, and that reads and sets variables: it halves v.
func operation(b *bench) float64 {
	neurons := add(b, sim.Neurons{Name: "neurons", Size: 1, Equations: "v : 1", Initial: []sim.Set{{Variable: "v", Value: 1024.0}}})
	add(b, sim.Operation{Name: "halve", Every: ms.Of(1), Do: func(net *sim.Network) error {
		v, err := net.Get(neurons, "v")
		if err != nil {
			return err
		}
		return net.Set(neurons, sim.Set{Variable: "v", Value: v[0] / 2})
	}})
	b.run(10)
	return math.Abs(b.get(neurons, "v")[0] - 1)
}

// arrivals are how often spikes of 3 neurons at 0.5 and 1.2 ms have reached a target, and when the last one did.
func arrivals(b *bench, change func(synapses *sim.Synapses) error) (count, last float64) {
	source := every(b, 3, 0.5, 1.2)
	target := add(b, sim.Neurons{Name: "target", Size: 1, Equations: "n : integer\nlast : second"})
	synapses := add(b, sim.Synapse{Name: "synapses", Source: source, Target: target, OnPre: "n += 1; last = t", Delay: "2 ms", Connect: []sim.Connect{{}}})
	b.run(1)
	b.call(func() error { return change(synapses) })
	b.run(4)
	return b.get(target, "n")[0], b.get(target, "last")[0]
}

// No spike under way is lost where the step size changes between runs.
func dtChanges(b *bench) float64 {
	n, last := arrivals(b, func(*sim.Synapses) error { return b.net.SetDT(ms.Of(0.05)) })
	return math.Abs(n-6) + math.Abs(last-3.2e-3)
}

// Nor where the delay changes: what is under way arrives when it would have, at 2.5 ms, and the spikes that follow after 0.4 ms.
func delayChanges(b *bench) float64 {
	n, last := arrivals(b, func(s *sim.Synapses) error { return b.net.Set(s, sim.Set{Variable: "delay", Value: "0.4*ms"}) })
	return math.Abs(n-6) + math.Abs(last-2.5e-3)
}

// Source and target have different step sizes, and each spike arrives once.
func dtDiffers(b *bench) float64 {
	source := add(b, sim.Neurons{Name: "source", Size: 5, Equations: "v : 1", Threshold: "t_in_timesteps % 7 == i", DT: ms.Of(0.1)})
	target := add(b, sim.Neurons{Name: "target", Size: 5, Equations: "n : integer", DT: ms.Of(0.5)})
	add(b, sim.Synapse{Name: "synapses", Source: source, Target: target, OnPre: "n += 1", Delay: "1 ms", Connect: []sim.Connect{{Condition: "i == j"}}})
	b.run(20)
	var want []float64
	for i := range 5 {
		arrived := 0.0
		for step := i; step+10 < 200; step += 7 {
			arrived++
		}
		want = append(want, arrived)
	}
	return distance(b.get(target, "n"), want)
}

// Spikes of one step are sorted by neuron; the number is how often they are not.
func sorted(b *bench) (inversions float64) {
	neurons := add(b, sim.Neurons{Name: "neurons", Size: 1000, Equations: "v : 1", Threshold: "rand() < 0.3"})
	monitor := add(b, sim.SpikeRecording{Name: "spikes", Of: neurons})
	b.run(10)
	spikes := b.spikes(monitor)
	if len(spikes.T) < 20000 {
		return math.NaN()
	}
	for k := 1; k < len(spikes.T); k++ {
		if spikes.T[k] == spikes.T[k-1] && spikes.I[k] <= spikes.I[k-1] || spikes.T[k] < spikes.T[k-1] {
			inversions++
		}
	}
	return inversions
}

// Literals keep all their digits, also beside names that look like floats of C.
func literals(b *bench) float64 {
	neurons := add(b, sim.Neurons{Name: "neurons", Size: 1, Equations: "x = 1.000000000000001*f1 + 1e-300/1e-300 + 0.1 : 1\nf1 : 1", Initial: []sim.Set{{Variable: "f1", Value: 1.0}}})
	f1 := 1.0
	return math.Abs(b.get(neurons, "x")[0] - (1.000000000000001*f1 + 1e-300/1e-300 + 0.1))
}

// A thousand runs hold no more on Go's heap than ten: the number is by how much that grows, after a collection, in whole tens of megabytes, since other runs that go on
// beside it have some there, too. Memory that is not Go's is not counted.
func memory(b *bench) float64 {
	neurons := add(b, sim.Neurons{Name: "neurons", Size: 1000, Equations: "dv/dt = (1.1 - v)/(10*ms) : 1", Threshold: "v > 1", Reset: "v = 0"})
	add(b, sim.Synapse{Name: "synapses", Source: neurons, Target: neurons, OnPre: "v += 0.001", Connect: []sim.Connect{{Probability: "0.1"}}, Delay: "1 ms"})
	held := func() float64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return float64(m.HeapAlloc)
	}
	for range 10 {
		b.run(0.5)
	}
	before := held()
	for range 1000 {
		b.run(0.5)
	}
	return math.Max(0, math.Floor((held()-before)/1e6/10))
}

// distance is the largest one between numbers of the same place.
func distance(got, want []float64) (most float64) {
	for k, w := range want {
		most = math.Max(most, math.Abs(got[k]-w))
	}
	return most
}
