// Package pairing is the plasticity of the Brian2GeNN tutorial: the order in which two neurons spike is the sign by which their synapse changes.
//
//	golgi pairing run --figure window.png
package pairing

import (
	"errors"
	"math"

	"golgi/analyser"
	"golgi/cli"
	"golgi/component"
	"golgi/components"
	"golgi/runner"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

// P are the parameters of three neurons A, B and C, with synapses from A to the others.
type P struct {
	I             float64 `unit:"V" comment:"input of each neuron"`
	Tau           float64 `unit:"ms" comment:"time constant of the membrane" min:"0.001"`
	Vr            float64 `unit:"mV" comment:"rest and reset"`
	Vth           float64 `unit:"mV" comment:"threshold"`
	V_A, V_B, V_C float64 `unit:"mV" comment:"where the neuron begins: the further from the threshold, the later it spikes"`
	TRef          float64 `name:"t_ref" unit:"ms" comment:"refractory period" min:"0"`
	Inc           float64 `comment:"change of a weight by two spikes at once" min:"0"`
	TauX          float64 `name:"tau_x" unit:"ms" comment:"time constant of both traces" min:"0.001"`
}

func build(b *component.Build, p P) error {
	neurons, err := component.Add(b, sim.Neurons{Name: "neurons", Size: 3, Namespace: sim.NamespaceOf(p), Method: "euler",
		Equations: "dv/dt = (vr - v + I)/tau : volt (unless refractory)", Threshold: "v > vth", Reset: "v = vr", Refractory: "t_ref",
		Initial: []sim.Set{{Variable: "v", Value: units.Millivolt.OfAll(p.V_A, p.V_B, p.V_C)}}})
	if err != nil {
		return err
	}
	_, err = component.Add(b, sim.Synapse{Name: "synapses", Source: neurons, Target: neurons, Namespace: sim.NamespaceOf(p),
		Model: "w : 1\ndx/dt = -x/tau_x : 1 (event-driven)\ndy/dt = -y/tau_x : 1 (event-driven)",
		OnPre: "x += 1; w -= inc*y", OnPost: "y += 1; w += inc*x", Connect: []sim.Connect{{I: []int{0}, J: []int{1, 2}}}})
	return err
}

// measure compares the weights with what the rule means: a sum over all pairs of spikes.
func measure(s *component.Subrun) error {
	var p P
	synapses, err := component.Get[*sim.Synapses](s.Objects, "synapses")
	trains, err2 := s.Trains("neurons")
	if err := errors.Join(err, err2, trajectory.Fill(s.Params, "neurons", &p)); err != nil {
		return err
	}
	w, err := s.Network.Get(synapses, "w")
	off := 0.0
	for k := range w {
		sum := 0.0
		for _, before := range trains.Times[0] {
			for _, after := range trains.Times[k+1] {
				sum += math.Copysign(p.Inc, after-before) * math.Exp(-math.Abs(after-before)/p.TauX*1000)
			}
		}
		off = max(off, math.Abs(w[k]-sum))
	}
	return errors.Join(err, s.Run.Add("weights", "w_AB", w[0], ""), s.Run.Add("weights", "w_AC", w[1], ""), s.Run.Add("check", "off", off, ""))
}

// Experiment is the whole of it.
var Experiment = cli.Experiment{
	Name: "pairing", Source: "Stimberg, Goodman & Nowotny (2020), Sci. Rep. 10:410: Brian2GeNN; its tutorial of 2021",
	Doc: `The plasticity of the Brian2GeNN tutorial: who spikes first decides the sign.

Three neurons spike at the same intervals, one after another. The synapse of A onto B, which spikes just after it, grows; that onto C, which
spikes just before it, shrinks. Where A begins is explored, which draws the window of the rule.`,
	Parts: []component.Component{
		component.Bound[P]{Group: "neurons", Default: P{I: 0.1, Tau: 20, Vr: -70, Vth: -50, TRef: 1, V_A: -64, V_B: -66, V_C: -62, Inc: 0.01, TauX: 2}, Make: build},
		runner.Subruns{{Name: "run", Duration: units.Millisecond.Of(100)}},
		components.Record{Spikes: []string{"neurons"}, States: map[string][]string{"neurons": {"v"}, "synapses": {"w"}}},
		analyser.After("run", measure),
	},
	Explore: trajectory.Line("V_A=-70mV:-58.5mV:0.5mV"),
	Campaigns: []cli.Campaign{{Run: "run=100ms", Expect: []cli.Expectation{
		{What: "weight from A to B, which spikes after A", Of: "w_AB", Where: "V_A == -64*mV", Band: cli.Exactly(0.14246048056435884), Source: "Brian 2.5.1; the tutorial: above 0"},
		{What: "weight from A to C, which spikes before A", Of: "w_AC", Where: "V_A == -64*mV", Band: cli.Exactly(-0.13309722874855676), Source: "Brian 2.5.1; the tutorial: below 0"},
		{What: "distance from a sum over pairs of spikes", Of: "off", Band: cli.AtMost(1e-14), Source: "definition of the rule, a few lines of Go"},
	}}},
}
