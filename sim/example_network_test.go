package sim_test

import (
	"context"
	"fmt"

	"golgi/sim"
	"golgi/units"
)

// Each kind of object, and what is done with them.

// regular returns neurons that spike every millisecond, the first time after one.
func regular(name string, size int) *sim.NeuronGroup {
	return ok(sim.NewNeuronGroup(sim.Neurons{Name: name, Size: size, Equations: "dv/dt = 1/ms : 1", Method: "euler", Threshold: "v > 0.95", Reset: "v = 0"}))
}

// Neurons that integrate their input, which differs between them, and spike.
func ExampleNewNeuronGroup() {
	group := ok(sim.NewNeuronGroup(sim.Neurons{Name: "neurons", Size: 3, Equations: "dv/dt = (I - v)/(10*ms) : 1 (unless refractory)\nI : 1",
		Threshold: "v > 1", Reset: "v = 0", Refractory: "2 ms", Initial: []sim.Set{{Variable: "I", Value: "1 + i/N"}}}))
	counter := ok(sim.NewSpikeCounter(sim.Recording{Name: "counter", Of: group}))
	fmt.Println(ok(ran("100 ms", counter).Counts(counter)))
	// Output: [0 6 9]
}

// Neurons that spike at random.
func ExampleNewPoissonGroup() {
	group := ok(sim.NewPoissonGroup(sim.Poisson{Name: "input", Size: 1000, Rates: "(1 + i % 2)*10*Hz"}))
	counter := ok(sim.NewSpikeCounter(sim.Recording{Name: "counter", Of: group}))
	sums := [2]int32{}
	for i, n := range ok(ran("1 s", counter).Counts(counter)) {
		sums[i%2] += n
	}
	fmt.Printf("%.0e %.0e\n", float64(sums[0]), float64(sums[1]))
	// Output: 5e+03 1e+04
}

// Neurons that spike at given times.
func ExampleNewSpikeGeneratorGroup() {
	group := ok(sim.NewSpikeGeneratorGroup(sim.SpikeGenerator{Name: "input", Size: 2, Indices: []int{1, 0}, Times: units.Millisecond.OfAll(0.3, 0.7)}))
	monitor := ok(sim.NewSpikeMonitor(sim.Recording{Name: "spikes", Of: group}))
	got := ok(ran("1 ms", monitor).Spikes(monitor))
	fmt.Printf("%v at %.1f ms\n", got.I, inMilliseconds(got.T))
	// Output: [1 0] at [0.3 0.7] ms
}

// Values by an expression, by a list, for some neurons by number, and where a condition holds.
func ExampleSet() {
	g := ok(sim.NewNeuronGroup(sim.Neurons{Name: "g", Size: 4, Equations: "v : volt\nn : integer", Initial: []sim.Set{
		{Variable: "v", Value: "-70*mV + i*mV"},
		{Variable: "n", Value: []int{5, 6, 7, 8}},
		{Variable: "n", Value: 0, Index: []int{1}},
	}}))
	net := ran("0 ms", g)
	if err := net.Set(g, sim.Set{Variable: "v", Value: units.Millivolt.Of(-50), Where: "i >= 2"}); err != nil {
		panic(err)
	}
	show(net, g, "v", "n")
	// Output:
	// v = [-0.07 -0.069 -0.05 -0.05]
	// n = [5 0 7 8]
}

// A part of a group is numbered from 0.
func ExampleNeuronGroup_Subgroup() {
	g := ok(sim.NewNeuronGroup(sim.Neurons{Name: "g", Size: 5, Equations: "v : 1"}))
	part := ok(g.Subgroup("part", 2, 4))
	net := ran("0 ms", g)
	if err := net.Set(part, sim.Set{Variable: "v", Value: "1 + i"}); err != nil {
		panic(err)
	}
	show(net, g, "v")
	show(net, part, "v")
	// Output:
	// v = [0 0 1 2 0]
	// v = [1 2]
}

// Synapses add their weight to v of the neurons behind them when those before them spike.
func ExampleNewSynapses() {
	source := regular("source", 2)
	target := ok(sim.NewNeuronGroup(sim.Neurons{Name: "target", Size: 2, Equations: "v : 1"}))
	syn := ok(sim.NewSynapses(sim.Synapse{Name: "syn", Source: source, Target: target, Model: "w : 1", OnPre: "v_post += w",
		Connect: []sim.Connect{{}}, Initial: []sim.Set{{Variable: "w", Value: "1 + i + 10*j"}}}))
	net := ran("1.5 ms", syn)
	show(net, syn, "w")
	show(net, target, "v")
	// Output:
	// w = [1 11 2 12]
	// v = [3 23]
}

// Pairs by a condition, with a probability, and by a list, one after another.
func ExampleConnect() {
	g := ok(sim.NewNeuronGroup(sim.Neurons{Name: "g", Size: 3, Equations: "x = i : integer"}))
	syn := ok(sim.NewSynapses(sim.Synapse{Name: "syn", Source: g, Target: g, Connect: []sim.Connect{
		{Condition: "x_post == x_pre + 1"},
		{Condition: "i == j", Probability: "int(i < 2)"},
		{I: []int{2, 2}, J: []int{0, 0}},
	}}))
	show(ran("0 ms", syn), syn, "i", "j")
	// Output:
	// i = [0 1 0 1 2 2]
	// j = [1 2 0 1 0 0]
}

// A delay for each synapse.
func ExampleDelay() {
	source := ok(sim.NewSpikeGeneratorGroup(sim.SpikeGenerator{Name: "source", Size: 1, Indices: []int{0}, Times: units.Millisecond.OfAll(1)}))
	target := ok(sim.NewNeuronGroup(sim.Neurons{Name: "target", Size: 3, Equations: "came : second"}))
	syn := ok(sim.NewSynapses(sim.Synapse{Name: "syn", Source: source, Target: target, OnPre: "came_post = t", Delay: "j*0.5*ms", Connect: []sim.Connect{{}}}))
	show(ran("3 ms", syn), target, "came")
	// Output: came = [0.001 0.0015 0.002]
}

// Spikes, with values of variables at the moment of each.
func ExampleNewSpikeMonitor() {
	monitor := ok(sim.NewSpikeMonitor(sim.Recording{Name: "spikes", Of: regular("g", 1), Variables: []string{"v"}}))
	got := ok(ran("2.5 ms", monitor).Spikes(monitor))
	fmt.Printf("%v at %.1f ms, v = %.1f\n", got.I, inMilliseconds(got.T), got.Variables[0].Values)
	// Output: [0 0] at [0.9 1.9] ms, v = [1.0 1.0]
}

// How often each neuron has spiked.
func ExampleNewSpikeCounter() {
	counter := ok(sim.NewSpikeCounter(sim.Recording{Name: "counter", Of: regular("g", 2)}))
	fmt.Println(ok(ran("3 ms", counter).Counts(counter)))
	// Output: [3 3]
}

// Variables of some neurons at regular times.
func ExampleNewStateMonitor() {
	g := ok(sim.NewNeuronGroup(sim.Neurons{Name: "g", Size: 3, Equations: "dv/dt = i/ms : 1", Method: "euler"}))
	monitor := ok(sim.NewStateMonitor(sim.Recording{Name: "trace", Of: g, Variables: []string{"v"}, Record: []int{0, 2}, Every: units.Millisecond.Of(0.5)}))
	got := ok(ran("1.1 ms", monitor).Traces(monitor))
	fmt.Printf("t = %.1f ms, v = %.1f\n", inMilliseconds(got.T), got.Variables[0].Values)
	// Output: t = [0.0 0.5 1.0] ms, v = [0.0 0.0 0.0 1.0 0.0 2.0]
}

// The rate at which neurons spike, in each step.
func ExampleNewPopulationRateMonitor() {
	monitor := ok(sim.NewPopulationRateMonitor(sim.Recording{Name: "rate", Of: regular("g", 2)}))
	rates := ok(ran("1 ms", monitor).Rates(monitor))
	fmt.Printf("%.0f\n", rates.Rate)
	// Output: [0 0 0 0 0 0 0 0 0 10000]
}

// Runs go on where the last one ended. The seed decides random numbers: the same one gives the same.
func ExampleNetwork_Run() {
	g := ok(sim.NewNeuronGroup(sim.Neurons{Name: "g", Size: 1, Equations: "v : 1", Initial: []sim.Set{{Variable: "v", Value: "rand()"}}}))
	var values []float64
	for _, seed := range []int64{7, 7, 8} {
		net := ok(sim.NewNetwork(sim.Options{Seed: seed}))
		if err := net.Add(g); err != nil {
			panic(err)
		}
		for range 2 {
			if err := net.Run(context.Background(), units.Millisecond.Of(5)); err != nil {
				panic(err)
			}
		}
		fmt.Println(net.Time())
		values = append(values, ok(net.Get(g, "v"))...)
	}
	fmt.Println(values[0] == values[1], values[0] == values[2])
	// Output:
	// 10 ms
	// 10 ms
	// 10 ms
	// true false
}
