package sim_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"golgi/sim"
)

// A function sees the spikes that a monitor records, of a group and of listed ones of it, before the reset, and may act on them.
func TestSpikeOperations(t *testing.T) {
	for _, engine := range sim.Engines() {
		g := neurons(t, sim.Neurons{Name: "G", Size: 6, Equations: "dv/dt = (1 + 0.3*i)/ms : 1\nx : 1", Method: "euler", Threshold: "v > 1", Reset: "v = 0"})
		part := must[*sim.Subgroup](t)(g.Pick("part", []int{1, 2, 5}))
		var seen []string
		var at []float64
		var who []int32
		watch := must[*sim.SpikeOperation](t)(sim.NewSpikeOperation(sim.SpikeFunction{Name: "watch", Of: part, Do: func(net *sim.Network, neurons []int) error {
			v := must[[]float64](t)(net.Get(part, "v"))
			for _, i := range neurons {
				at, who = append(at, net.Time().SI()), append(who, int32(i))
				if v[i] <= 1 {
					seen = append(seen, fmt.Sprint(i, " is reset"))
				}
			}
			return net.Set(part, sim.Set{Variable: "x", Value: "x + 1", Index: neurons})
		}}))
		m := spikeMonitor(t, "M", part)
		net := network(t, sim.Options{Engine: engine}, watch, m)
		run(t, net, "5 ms")
		want := spikes(t, net, m)
		if !slices.Equal(at, want.T) || !slices.Equal(who, want.I) || seen != nil || len(at) == 0 {
			t.Errorf("%s: called at %v for %v, want %v and %v; %v", engine, at, who, want.T, want.I, seen)
		}
		counted := make([]float64, 3)
		for _, i := range want.I {
			counted[i]++
		}
		if x := get(t, net, part, "x"); !slices.Equal(x, counted) {
			t.Errorf("%s: it has set x to %v, want %v", engine, x, counted)
		}
	}
}

func TestMistakesInSpikeOperations(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "G", Size: 2, Equations: "dv/dt = 1/ms : 1", Method: "euler", Threshold: "v > 0.5", Reset: "v = 0"})
	made := func(spec sim.SpikeFunction) error { return errorOf(sim.NewSpikeOperation(spec)) }
	fails := must[*sim.SpikeOperation](t)(sim.NewSpikeOperation(sim.SpikeFunction{Name: "F", Of: g, Do: func(*sim.Network, []int) error { return errors.New("enough") }}))
	net := network(t, sim.Options{}, fails)
	expectErrors(t, []mistake{
		{"no name", made(sim.SpikeFunction{}), `
sim: spike operation "": a name begins with a letter and has letters, digits and underscores`},
		{"nothing", made(sim.SpikeFunction{Name: "F"}), `sim: spike operation "F": Of must say what to record`},
		{"no function", made(sim.SpikeFunction{Name: "F", Of: g}), `sim: spike operation "F": Do must be the function to call`},
		{"an order alone", made(sim.SpikeFunction{Name: "F", Of: g, Order: 2, Do: func(*sim.Network, []int) error { return nil }}), `
sim: spike operation "F": Order is that in a slot; give When as well`},
		{"an error", net.Run(t.Context(), millisecondsOf(2)), `sim: spike operation "F", at 500 us: enough`},
	})
}
