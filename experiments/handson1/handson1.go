// Package handson1 is the first exercise of the Brian2GeNN tutorial: a neuron whose threshold rises with each spike, and so adapts.
//
//	golgi handson1 run
package handson1

import (
	"math"
	"slices"

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

// P are the parameters of the neuron. Without Delta it is that of the tutorial's first pages.
type P struct {
	I     float64 `unit:"V" comment:"input"`
	Tau   float64 `unit:"ms" comment:"time constant of the membrane" min:"0.001"`
	Vr    float64 `unit:"mV" comment:"rest and reset"`
	Vth0  float64 `unit:"mV" comment:"threshold at rest"`
	TRef  float64 `name:"t_ref" unit:"ms" comment:"refractory period" min:"0"`
	Delta float64 `unit:"mV" comment:"by which a spike raises the threshold" min:"0"`
	TauTh float64 `name:"tau_th" unit:"ms" comment:"time constant of the threshold" min:"0.001"`
}

func build(b *component.Build, p P) error {
	_, err := component.Add(b, sim.Neurons{Name: "neuron", Size: 1, Namespace: sim.NamespaceOf(p), Method: "euler", Equations: `
		dv/dt = (vr - v + I)/tau : volt (unless refractory)
		dvth/dt = (vth0 - vth)/tau_th : volt`,
		Threshold: "v > vth", Reset: "v = vr; vth += delta", Refractory: "t_ref",
		Initial: []sim.Set{{Variable: "v", Value: "vr"}, {Variable: "vth", Value: "vth0"}}})
	return err
}

// interval is one of those between two spikes.
func interval(name string, which func(all []float64) float64) analyser.Statistic {
	return analyser.Statistic{Name: name, Unit: "ms", About: name + " interval between spikes", Of: func(trains spiketrain.Set) (float64, error) {
		all := spiketrain.Intervals(trains.Times[0])
		if len(all) == 0 {
			return math.NaN(), nil
		}
		return 1000 * which(all), nil
	}}
}

// brian is what real Brian 2 gives at a point: as all is deterministic, the same spikes.
func brian(where string, spikes, last float64) []cli.Expectation {
	is := func(what, of string, x float64) cli.Expectation {
		return cli.Expectation{What: what + ", " + where, Of: of, Where: where, Band: cli.Exactly(x), Source: "Brian 2.5.1"}
	}
	return []cli.Expectation{is("spikes in a second", "rate", spikes), is("last interval", "last", last)}
}

// Experiment is the whole of it.
var Experiment = cli.Experiment{
	Name: "handson1", Source: "Stimberg, Goodman & Nowotny (2020), Sci. Rep. 10:410: Brian2GeNN; its tutorial of 2021",
	Doc: `The first exercise of the Brian2GeNN tutorial: a neuron with a threshold that adapts.

Each spike raises the threshold by delta, which decays with tau_th: the intervals grow until both balance. Without delta the neuron is that
of the tutorial's first pages, whose intervals are 1.6 ms and 3.1 ms.`,
	Parts: []component.Component{
		component.Bound[P]{Group: "neuron", Default: P{I: 0.6, Tau: 20, Vr: -70, Vth0: -50, TRef: 1, Delta: 5, TauTh: 200}, Make: build},
		runner.Subruns{{Name: "run", Duration: units.Second.Of(1)}},
		components.Record{Spikes: []string{"neuron"}, States: map[string][]string{"neuron": {"v", "vth"}}},
		analyser.Measure{Of: "neuron", During: []string{"run"}, Statistics: []analyser.Statistic{analyser.Rate,
			interval("first", func(all []float64) float64 { return all[0] }), interval("last", func(all []float64) float64 { return all[len(all)-1] })}},
	},
	Explore: trajectory.Line("I=0.2V,0.6V; delta=0mV,5mV,5mV,5mV with tau_th=20ms,2ms,20ms,200ms"),
	Campaigns: []cli.Campaign{{Run: "run=1s", Expect: slices.Concat(
		brian("I == 0.6*V && delta == 0*mV", 625, 1.6), brian("I == 0.2*V && delta == 0*mV", 322, 3.1),
		brian("I == 0.6*V && tau_th == 2*ms", 580, 1.8), brian("I == 0.2*V && tau_th == 2*ms", 312, 3.2),
		brian("I == 0.6*V && delta == 5*mV && tau_th == 20*ms", 360, 2.8), brian("I == 0.2*V && delta == 5*mV && tau_th == 20*ms", 197, 5.1),
		brian("I == 0.6*V && tau_th == 200*ms", 158, 7.1), brian("I == 0.2*V && tau_th == 200*ms", 84, 13.4))}},
}
