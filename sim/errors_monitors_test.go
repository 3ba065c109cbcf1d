package sim_test

import (
	"testing"

	"golgi/sim"
)

func TestMistakesInMonitors(t *testing.T) {
	exc := neurons(t, membrane(nil))
	silent := neurons(t, sim.Neurons{Name: "silent", Size: 3, Equations: "x : 1"})
	syn := synapses(t, sim.Synapse{Name: "S", Source: exc, Target: exc, Model: "u : 1", Connect: []sim.Connect{{Probability: "0"}}})
	spikes := spikeMonitor(t, "spikes", exc)
	net := network(t, sim.Options{}, exc, syn)
	spikesOf := func(r sim.Recording) error { return errorOf(sim.NewSpikeMonitor(r)) }
	statesOf := func(r sim.Recording) error { return errorOf(sim.NewStateMonitor(r)) }
	added := func(r sim.Recording) error { return net.Add(stateMonitor(t, r)) }
	expectErrors(t, []mistake{
		{"spikes without a name", spikesOf(sim.Recording{Of: exc}), `
sim: spike monitor "": a name begins with a letter and has letters, digits and underscores`},
		{"spikes of nothing", spikesOf(sim.Recording{Name: "M"}), `sim: spike monitor "M": Of must say what to record`},
		{"spikes of a nil group", spikesOf(sim.Recording{Name: "M", Of: (*sim.NeuronGroup)(nil)}), `
sim: spike monitor "M": Of must say what to record`},
		{"spikes of synapses", spikesOf(sim.Recording{Name: "M", Of: syn}), `
sim: spike monitor "M": synapses "S" does not spike; record a NeuronGroup or a Subgroup`},
		{"spikes of a silent group", spikesOf(sim.Recording{Name: "M", Of: silent}), `
sim: spike monitor "M": neuron group "silent" has no threshold and never spikes`},
		{"spikes with unknown variables", spikesOf(sim.Recording{Name: "M", Of: exc, Variables: []string{"v", "i", "v", "V", "t"}}), `
sim: spike monitor "M": a variable "i" cannot be recorded: the numbers of the neurons have that name
sim: spike monitor "M": Variables has "v" twice
sim: spike monitor "M": neuron group "exc" has no variable "V"; did you mean "v"?
sim: spike monitor "M": neuron group "exc" has no variable "t"; there are: v, I, n, b, twice, c, s`},
		{"spikes in an order", spikesOf(sim.Recording{Name: "M", Of: exc, Order: -5}), `
sim: spike monitor "M": Order is that in a slot; give When as well`},
		{"spikes of some at times", spikesOf(sim.Recording{Name: "M", Of: exc, Record: []int{1}}), `
sim: spike monitor "M": Record and Select are for a StateMonitor; give it a Subgroup, or one that Pick returns`},
		{"spikes in an unknown slot", spikesOf(sim.Recording{Name: "M", Of: exc, When: "ends"}), `
sim: spike monitor "M": unknown slot "ends"; before_ and after_ may stand before a slot; there are start, groups, thresholds, synapses, resets, end; did you mean "end"?`},
		{"spikes of another event", spikesOf(sim.Recording{Name: "M", Of: exc, Event: "e"}), `
sim: spike monitor "M": Event is for an EventMonitor`},
		{"states of an event", statesOf(sim.Recording{Name: "M", Of: exc, Event: "e", Variables: []string{"v"}}), `
sim: state monitor "M": Event is for an EventMonitor`},
		{"state of one variable twice", statesOf(sim.Recording{Name: "M", Of: exc, Variables: []string{"v", "v"}}), `
sim: state monitor "M": Variables has "v" twice`},
		{"state of what nobody has made", statesOf(sim.Recording{Name: "M", Of: &sim.NeuronGroup{}, Variables: []string{"v"}}), `
sim: state monitor "M": Of must say what to record`},
		{"rates", errorOf(sim.NewPopulationRateMonitor(sim.Recording{Name: "R", Of: exc, Record: []int{1}, Variables: []string{"v"}})), `
sim: population rate monitor "R": Record and Select are for a StateMonitor; give it a Subgroup, or one that Pick returns
sim: population rate monitor "R": Variables are for a StateMonitor, a SpikeMonitor or an EventMonitor`},
		{"rates at times", errorOf(sim.NewPopulationRateMonitor(sim.Recording{Name: "R", Of: exc, Every: millisecondsOf(1)})), `
sim: population rate monitor "R": Every is for a StateMonitor; here it would miss what happens in the steps between`},
		{"state of no variables", statesOf(sim.Recording{Name: "M", Of: exc}), `
sim: state monitor "M": Variables must name what to record`},
		{"state of unknown variables", statesOf(sim.Recording{Name: "M", Of: exc, Variables: []string{"v", "V", "tau", "u"}}), `
sim: state monitor "M": neuron group "exc" has no variable "V"; did you mean "v"?
sim: state monitor "M": neuron group "exc" has no variable "tau"; there are: v, I, n, b, twice, c, s
sim: state monitor "M": neuron group "exc" has no variable "u"; there are: v, I, n, b, twice, c, s`},
		{"state of a monitor", statesOf(sim.Recording{Name: "M", Of: spikes, Variables: []string{"v"}}), `
sim: state monitor "M": spike monitor "spikes" has no variables to record`},
		{"state of neurons out of range", statesOf(sim.Recording{Name: "M", Of: exc, Variables: []string{"v"}, Record: []int{1, 10}}), `
sim: state monitor "M": Record has 10, but neuron group "exc" has neurons 0 to 9`},
		{"state in an unknown slot", statesOf(sim.Recording{Name: "M", Of: exc, Variables: []string{"v"}, When: "befor_start"}), `
sim: state monitor "M": unknown slot "befor_start"; before_ and after_ may stand before a slot; there are start, groups, thresholds, synapses, resets, end`},
		{"state at a wrong interval", statesOf(sim.Recording{Name: "M", Of: exc, Variables: []string{"v"}, Every: mV(1)}), `
sim: state monitor "M": interval 1 mV is not a positive time`},
		{"state of a synapse", added(sim.Recording{Name: "M", Of: syn, Variables: []string{"u"}, Record: []int{7}}), `
sim: state monitor "M": Record has 7, but synapses "S" has only 0`},
	})
}

func TestMistakesInSubgroups(t *testing.T) {
	exc := neurons(t, membrane(nil))
	part := must[*sim.Subgroup](t)(exc.Subgroup("part", 2, 6))
	expectErrors(t, []mistake{
		{"no name", errorOf(exc.Subgroup("", 0, 3)), `
sim: subgroup "": a name begins with a letter and has letters, digits and underscores`},
		{"too far", errorOf(exc.Subgroup("x", 3, 11)), `
sim: subgroup "x": neurons 3 to 11 (exclusive) are no part of neuron group "exc" with 10 neurons`},
		{"backwards", errorOf(exc.Subgroup("x", 3, 2)), `
sim: subgroup "x": neurons 3 to 2 (exclusive) are no part of neuron group "exc" with 10 neurons`},
		{"of a subgroup", errorOf(part.Subgroup("x", -1, 2)), `
sim: subgroup "x": neurons -1 to 2 (exclusive) are no part of subgroup "part" with 4 neurons`},
	})
}
