// Package neuron is the first tutorial: one leaky integrate-and-fire neuron, and a current into it.
package neuron

import (
	"fmt"

	"golgi/cli"
	"golgi/component"
	"golgi/components"
	"golgi/runner"
	"golgi/sim"
	"golgi/units"
)

// P are the parameters.
type P struct {
	Current float64 `unit:"nA" comment:"current into the neuron"`
}

// build makes the neuron.
func build(b *component.Build, p P) error {
	_, err := component.Add(b, sim.Neurons{
		Name: "neuron", Size: 1, Namespace: sim.NamespaceOf(p),
		Equations: "dv/dt = (-70*mV - v + 100*Mohm*current)/(20*ms) : volt",
		Threshold: "v > -50*mV", Reset: "v = -60*mV",
		Initial: []sim.Set{{Variable: "v", Value: "-70*mV"}},
	})
	return err
}

// report prints the membrane potential every 5 ms, which is each 50th value.
func report(r cli.Report) error {
	run, err := r.Load(0)
	if err != nil {
		return err
	}
	t, err := run.Floats("states.neuron.t")
	if err != nil {
		return err
	}
	v, err := run.Floats("states.neuron.v")
	for k := 0; k < len(t); k += 50 {
		fmt.Fprintf(r.Out, "%3.0f ms  %5.1f mV\n", t[k]*1000, v[k]*1000)
	}
	return err
}

// Experiment lists the parts: what is built, how long it is simulated, what is recorded.
var Experiment = cli.Experiment{
	Name: "neuron", Doc: "One leaky integrate-and-fire neuron, and a current into it.",
	Parts: []component.Component{
		component.Bound[P]{Group: "neuron", Default: P{Current: 0.25}, Make: build},
		runner.Subruns{{Name: "stimulus", Duration: units.Millisecond.Of(100)}},
		components.Record{States: map[string][]string{"neuron": {"v"}}},
	},
	Report: report,
}
