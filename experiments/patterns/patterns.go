// Package patterns is how Izhikevich's neurons answer a step of current: regularly, in bursts, chattering, fast, and so on.
//
//	golgi patterns run
//	golgi plot out/patterns.hdf5 2 --out chattering.png
//
// Source: Izhikevich (2003), IEEE Trans. Neural Netw. 14:1569, fig. 2.
package patterns

import (
	"fmt"

	"golgi/analyser"
	"golgi/analyser/spiketrain"
	"golgi/cli"
	"golgi/component"
	"golgi/components"
	"golgi/runner"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

// kinds are the values of a, b, c and d of each kind of neuron.
var kinds = map[string][4]float64{"RS": {0.02, 0.2, -65, 8}, "IB": {0.02, 0.2, -55, 4}, "CH": {0.02, 0.2, -50, 2}, "FS": {0.1, 0.2, -65, 2},
	"LTS": {0.02, 0.25, -65, 2}, "TC": {0.02, 0.25, -65, 0.05}, "RZ": {0.1, 0.26, -65, 2}}

// P are the parameters.
type P struct {
	Kind  string         `comment:"RS regular spiking, IB bursting, CH chattering, FS fast spiking, LTS low-threshold, TC thalamo-cortical, RZ resonator"`
	Step  float64        `comment:"input after start"`
	Start units.Quantity `unit:"ms" comment:"when the input begins" min:"0"`
}

// build makes a neuron, which begins at rest.
func build(b *component.Build, p P) error {
	k, known := kinds[p.Kind]
	if !known {
		return fmt.Errorf("patterns: there is no kind %q; there are RS, IB, CH, FS, LTS, TC and RZ", p.Kind)
	}
	_, err := component.Add(b, sim.Neurons{Name: "neuron", Size: 1, Method: "euler", Threshold: "v > 30", Reset: "v = c; u += d",
		Equations: "dv/dt = (0.04*v**2 + 5*v + 140 - u + I)/ms : 1\ndu/dt = a*(b*v - u)/ms : 1\nI = step*int(t >= start) : 1",
		Namespace: sim.Namespace{"a": k[0], "b": k[1], "c": k[2], "d": k[3], "step": p.Step, "start": p.Start},
		Initial:   []sim.Set{{Variable: "v", Value: "(b - 5 - sqrt((5 - b)**2 - 22.4))/0.08"}, {Variable: "u", Value: "b*v"}}})
	return err
}

// ratio is a statistic of the first neuron: its last interval over its first one, which is above 1 where it adapts.
var ratio = analyser.Statistic{Name: "ratio", Unit: "1", About: "last interval between spikes over the first", Of: func(s spiketrain.Set) (float64, error) {
	if intervals := spiketrain.Intervals(s.Times[0]); len(intervals) > 0 {
		return intervals[len(intervals)-1] / intervals[0], nil
	}
	return trajectory.Missing(), nil
}}

// Experiment is the whole of it.
var Experiment = cli.Experiment{
	Name: "patterns",
	Doc: "How neurons of seven kinds answer a step of current.\n\n" +
		"Izhikevich's two equations have four numbers, a, b, c and d. With seven sets of these, a neuron spikes as those do that are known by names from the cortex and the thalamus.",
	Source: "Izhikevich (2003), IEEE Trans. Neural Netw. 14:1569, fig. 2",
	Parts: []component.Component{
		component.Bound[P]{Group: "neuron", Default: P{Kind: "RS", Step: 10, Start: units.Millisecond.Of(50)}, Make: build},
		runner.Subruns{{Name: "measure", Duration: units.Millisecond.Of(1050)}},
		components.Record{Spikes: []string{"neuron"}, States: map[string][]string{"neuron": {"v", "u"}}},
		analyser.Measure{Of: "neuron", Statistics: []analyser.Statistic{analyser.Spikes, analyser.CV, ratio}, During: []string{"measure"}},
	},
	Explore: trajectory.Cartesian{{Path: "neuron.kind", Values: []string{"RS", "IB", "CH", "FS", "LTS", "TC", "RZ"}}},
	Campaigns: []cli.Campaign{{Run: "--explore kind=RS,IB,CH,FS,LTS,TC,RZ", Expect: []cli.Expectation{
		{What: "spikes of RS, regular spiking", Of: "spikes", Where: "kind == 'RS'", Band: cli.Exactly(23), Source: "Brian 2.5.1"},
		{What: "spikes of IB, bursting", Of: "spikes", Where: "kind == 'IB'", Band: cli.Exactly(34), Source: "Brian 2.5.1"},
		{What: "spikes of CH, chattering", Of: "spikes", Where: "kind == 'CH'", Band: cli.Exactly(88), Source: "Brian 2.5.1"},
		{What: "spikes of FS, fast spiking", Of: "spikes", Where: "kind == 'FS'", Band: cli.Exactly(131), Source: "Brian 2.5.1"},
		{What: "spikes of LTS, low-threshold spiking", Of: "spikes", Where: "kind == 'LTS'", Band: cli.Exactly(77), Source: "Brian 2.5.1"},
		{What: "spikes of TC, thalamo-cortical", Of: "spikes", Where: "kind == 'TC'", Band: cli.Exactly(260), Source: "Brian 2.5.1"},
		{What: "spikes of RZ, resonator", Of: "spikes", Where: "kind == 'RZ'", Band: cli.Exactly(186), Source: "Brian 2.5.1"},
	}}},
}
