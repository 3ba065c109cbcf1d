package sim_test

import (
	"context"
	"strings"
	"testing"

	"golgi/sim"
	"golgi/units"
)

func TestMistakesWithNetworks(t *testing.T) {
	opened := func(o sim.Options) error { return errorOf(sim.NewNetwork(o)) }
	expectErrors(t, []mistake{
		{"an engine", opened(sim.Options{Engine: "referense"}), `
sim: unknown engine "referense"; there are reference, cc; did you mean "reference"?`},
		{"another engine", opened(sim.Options{Engine: "fortran"}), `
sim: unknown engine "fortran"; there are reference, cc`},
		{"a step size", opened(sim.Options{DT: mV(1)}), `sim: network: step size 1 mV is not a positive time`},
		{"a step size of nothing", opened(sim.Options{DT: millisecondsOf(-0.1)}), `
sim: network: step size -0.1 ms is not a positive time`},
		{"a step size without unit", opened(sim.Options{DT: units.Scalar(0.1)}), `
sim: network: step size 0.1 is not a positive time; it has no unit: units.MustParse("0.1 ms") has one`},
	})

	exc := neurons(t, membrane(nil))
	other := neurons(t, membrane(nil))
	stranger := neurons(t, membrane(func(s *sim.Neurons) { s.Name = "stranger" }))
	part := must[*sim.Subgroup](t)(exc.Subgroup("part", 2, 6))
	syn := synapses(t, sim.Synapse{Name: "S", Source: exc, Target: part, OnPre: "v_post += 1*mV", Connect: []sim.Connect{{}}})
	monitor := spikeMonitor(t, "spikes", exc)
	net := network(t, sim.Options{}, exc, syn)
	ctx, cancel := context.WithCancel(context.Background())

	expectErrors(t, []mistake{
		{"two objects of one name", net.Add(other), `
sim: network: neuron group "exc" and neuron group "exc" have one name; names are unique within a network`},
		{"nothing", net.Add(nil), `sim: network: there is no object: it is nil, or no constructor has made it`},
		{"a nil group", net.Add((*sim.NeuronGroup)(nil)), `sim: network: there is no object: it is nil, or no constructor has made it`},
		{"what no constructor has made", net.Add(&sim.NeuronGroup{}), `
sim: network: there is no object: it is nil, or no constructor has made it`},
		{"a part of nothing", errorOf((*sim.NeuronGroup)(nil).Subgroup("p", 0, 1)), `
sim: subgroup "p": there is no group: it is nil, or no constructor has made it`},
		{"no snapshot", net.Restore(&sim.Snapshot{}), `
sim: network: this is no snapshot of this network or of a clone of it`},
		{"the name of what was removed", func() error {
			gone := neurons(t, sim.Neurons{Name: "gone", Size: 1, Equations: "x : 1"})
			check(t, net.Add(gone))
			check(t, net.Remove(gone))
			return net.Add(neurons(t, sim.Neurons{Name: "gone", Size: 2, Equations: "x : 1"}))
		}(), `
sim: network: neuron group "gone" cannot take the name of neuron group "gone", which was removed, but has kept its state`},
		{"what is not in it", net.Remove(stranger), `
sim: network: cannot remove neuron group "stranger", which is not in it`},
		{"what others need", net.Remove(exc), `
sim: network: cannot remove neuron group "exc" while subgroup "part" refers to it`},
		{"what others need, through a subgroup", net.Remove(part), `
sim: network: cannot remove subgroup "part" while synapses "S" refers to it`},
		{"a negative time", net.Run(ctx, millisecondsOf(-1)), `
sim: network: cannot run for -1 ms; a duration is a time of 0 or more`},
		{"no time", net.Run(ctx, mV(1)), `
sim: network: cannot run for 1 mV; a duration is a time of 0 or more`},
		{"a duration without unit", net.Run(ctx, units.Scalar(10)), `
sim: network: cannot run for 10; a duration is a time of 0 or more; it has no unit: units.MustParse("10 ms") has one`},
		{"for ever", net.Run(ctx, units.Second.Of(1e300)), `
sim: network: cannot run for 1e+300 s, which are too many steps of 0.0001 s`},
		{"values of a stranger", net.Set(stranger, sim.Set{Variable: "v", Value: mV(1)}), `
sim: neuron group "stranger" was never added to this network`},
		{"values of a monitor", net.Set(monitor, sim.Set{Variable: "v", Value: mV(1)}), `
sim: spike monitor "spikes" has no variables to set`},
		{"values of nothing", net.Set(nil, sim.Set{Variable: "v", Value: mV(1)}), `
sim: network: there is no object: it is nil, or no constructor has made it`},
		{"values of a subgroup", net.Set(part, sim.Set{Variable: "V", Value: mV(1)}), `
sim: neuron group "exc" has no variable "V"; did you mean "v"?`},
		{"a snapshot of nothing", net.Restore(nil), `
sim: network: this is no snapshot of this network or of a clone of it`},
		{"reading a misspelt variable", errorOf(net.Get(exc, "V")), `
sim: neuron group "exc" has no variable "V"; did you mean "v"?`},
		{"reading a constant", errorOf(net.Get(exc, "tau")), `
sim: neuron group "exc" has no variable "tau"; there are: v, I, n, b, twice, c, s`},
		{"reading a stranger", errorOf(net.Get(stranger, "v")), `
sim: neuron group "stranger" was never added to this network`},
		{"reading a monitor", errorOf(net.Get(monitor, "v")), `
sim: spike monitor "spikes" has no variables to get`},
		{"a monitor that is not in it", errorOf(net.Spikes(monitor)), `
sim: spike monitor "spikes" was never added to this network`},
	})

	elsewhere := network(t, sim.Options{}, exc)
	snapshot := must[*sim.Snapshot](t)(elsewhere.Snapshot())
	expectError(t, "another network's snapshot", net.Restore(snapshot), `
sim: network: this is no snapshot of this network or of a clone of it`)
	check(t, snapshot.Close())
	expectError(t, "a closed snapshot", elsewhere.Restore(snapshot), `
sim: network: this is no snapshot of this network or of a clone of it`)

	cancel()
	expectError(t, "cancelled", net.Run(ctx, units.Second.Of(1e6)), `context canceled`)

	closed := network(t, sim.Options{}, exc, monitor)
	check(t, closed.Close())
	for what, err := range map[string]error{
		"running": closed.Run(ctx, millisecondsOf(1)),
		"adding":  closed.Add(stranger),
		"setting": closed.Set(exc, sim.Set{Variable: "v", Value: mV(1)}),
		"reading": errorOf(closed.Get(exc, "v")),
		"cloning": errorOf(closed.Clone()),
		"spikes":  errorOf(closed.Spikes(monitor)),
	} {
		expectError(t, what+" of a closed network", err, `sim: network: it is closed`)
	}
	if text := closed.Explain(); !strings.Contains(text, "closed") {
		t.Errorf("explained: %s", text)
	}
}
