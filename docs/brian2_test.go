// Package docs_test executes the Go that the pages of this folder show.
package docs_test

import (
	"context"
	"fmt"

	"golgi/sim"
	"golgi/units"
)

// ok returns a value that came without an error.
func ok[T any](value T, err error) T {
	check(err)
	return value
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

var ctx = context.Background()

func Example_group() {
	group := ok(sim.NewNeuronGroup(sim.Neurons{
		Name: "G", Size: 10,
		Equations: `dv/dt = (I - v)/tau : volt (unless refractory)
		            I : volt`,
		Threshold: "v > 10*mV", Reset: "v = 0*mV", Refractory: "2 ms", Method: "exact",
		Namespace: sim.Namespace{"tau": units.Millisecond.Of(10)},
		Initial:   []sim.Set{{Variable: "I", Value: "i*2*mV"}},
	}))
	monitor := ok(sim.NewSpikeMonitor(sim.Recording{Name: "M", Of: group}))
	net := ok(sim.NewNetwork(sim.Options{}))
	check(net.Add(group, monitor))
	check(net.Run(ctx, units.Millisecond.Of(100)))
	spikes := ok(net.Spikes(monitor))
	fmt.Println(spikes.Counts())
	// Output:
	// [0 0 0 0 0 0 5 7 8 10]
}

func Example_synapses() {
	sources := ok(sim.NewSpikeGeneratorGroup(sim.SpikeGenerator{Name: "P", Size: 2, Indices: []int{0, 1}, Times: units.Millisecond.OfAll(1, 4)}))
	targets := ok(sim.NewNeuronGroup(sim.Neurons{Name: "G", Size: 3, Equations: "dv/dt = -v/(5*ms) : 1", Method: "exact"}))
	synapses := ok(sim.NewSynapses(sim.Synapse{
		Name: "S", Source: sources, Target: targets,
		Model: "w : 1", OnPre: "v += w", Delay: "2 ms",
		Connect: []sim.Connect{{Condition: "j >= i"}},
		Initial: []sim.Set{{Variable: "w", Value: "1 + 0.1*j"}},
	}))
	net := ok(sim.NewNetwork(sim.Options{}))
	check(net.Add(sources, targets, synapses))
	check(net.Run(ctx, units.Millisecond.Of(10)))
	fmt.Printf("%.4f\n", ok(net.Get(targets, "v")))
	// Output:
	// [0.2516 0.7810 0.8520]
}

func Example_store() {
	group := ok(sim.NewNeuronGroup(sim.Neurons{Name: "G", Size: 1, Method: "exact",
		Equations: "dv/dt = (I - v)/tau : 1\nI : 1", Namespace: sim.Namespace{"tau": units.Millisecond.Of(10)}}))
	net := ok(sim.NewNetwork(sim.Options{}))
	check(net.Add(group))
	check(net.Run(ctx, units.Millisecond.Of(10)))
	begin := ok(net.Snapshot())
	for _, current := range []float64{1, 2} {
		check(net.Restore(begin))
		check(net.Set(group, sim.Set{Variable: "I", Value: current}))
		check(net.Run(ctx, units.Millisecond.Of(10)))
		fmt.Printf("%.4f\n", ok(net.Get(group, "v")))
	}
	// Output:
	// [0.6321]
	// [1.2642]
}
