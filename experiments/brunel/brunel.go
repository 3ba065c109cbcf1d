// Package brunel is model A of Brunel (2000): sparsely connected excitatory and inhibitory neurons, and the four states that they can be in.
//
//	golgi brunel run
package brunel

import (
	"errors"
	"fmt"

	"golgi/analyser"
	"golgi/cli"
	"golgi/component"
	"golgi/components"
	"golgi/runner"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

// P are the parameters, with the names of the paper.
type P struct {
	N_E    int     `name:"N_E" comment:"number of excitatory neurons" min:"1"`
	N_I    int     `name:"N_I" comment:"number of inhibitory neurons" min:"1"`
	C_E    int     `name:"C_E" comment:"excitatory synapses of each neuron, and as many from outside" min:"1"`
	C_I    int     `name:"C_I" comment:"inhibitory synapses of each neuron" min:"0"`
	Tau    float64 `unit:"ms" comment:"membrane time constant" min:"0.001"`
	Theta  float64 `unit:"mV" comment:"threshold" min:"0.001"`
	V_r    float64 `name:"V_r" unit:"mV" comment:"reset"`
	Tau_rp float64 `unit:"ms" comment:"refractory period, in which inputs are lost" min:"0"`
	J      float64 `name:"J" unit:"mV" comment:"jump of the potential for an excitatory spike" min:"0.0001"`
	D      float64 `name:"D" unit:"ms" comment:"delay of synapses" min:"0"`
	G      float64 `name:"g" comment:"inhibition: its jumps are -g*J" min:"0"`
	Nu_ext float64 `comment:"rate of each synapse from outside, over that at which they alone reach threshold on average: theta/(J*C_E*tau)" min:"0"`
}

func build(b *component.Build, p P) error {
	all, err := component.Add(b, sim.Neurons{Name: "neurons", Size: p.N_E + p.N_I, Namespace: sim.NamespaceOf(p),
		Equations: "dv/dt = -v/tau : volt (unless refractory)", Threshold: "v > theta", Reset: "v = V_r", Refractory: "tau_rp", Method: "exact"})
	if err != nil {
		return err
	}
	_, err = component.Add(b, sim.Drive{Name: "external", Of: all, Variable: "v", N: p.C_E, Weight: "J",
		Rate: units.Kilohertz.Of(p.Nu_ext * p.Theta / (p.J * float64(p.C_E) * p.Tau))})
	exc, err2 := all.Subgroup("exc", 0, p.N_E)
	inh, err3 := all.Subgroup("inh", p.N_E, p.N_E+p.N_I)
	if err := errors.Join(err, err2, err3, b.Objects.Add("exc", exc), b.Objects.Add("inh", inh)); err != nil {
		return err
	}
	connect := func(from sim.Group, statement string, sample sim.Generator) error {
		_, err := component.Add(b, sim.Synapse{Name: from.Name() + "_all", Source: from, Target: all, OnPre: statement, Namespace: sim.NamespaceOf(p),
			Delay: sim.DelayOf(units.Millisecond.Of(p.D)), Connect: []sim.Connect{{IOf: sample}}})
		return err
	}
	return errors.Join(connect(exc, "v += J", "k for k in sample(N_pre, size=C_E)"), connect(inh, "v -= g*J", "k for k in sample(N_pre, size=C_I)"))
}

// Experiment is the whole of it.
var Experiment = cli.Experiment{
	Name: "brunel",
	Doc: "The four states of the sparse network of Brunel (2000), model A.\n\n" +
		"10,000 excitatory and 2,500 inhibitory neurons get 1,000 and 250 synapses each, and input from outside. Whether they spike synchronously or not, " +
		"regularly or irregularly, hangs on the strength g of inhibition and on the input nu_ext: the cases A to D of the paper's figure 8 are explored.",
	Source: "Brunel (2000), J. Comput. Neurosci. 8:183, model A",
	Parts: []component.Component{
		component.Bound[P]{Group: "network", Make: build,
			Default: P{N_E: 10000, N_I: 2500, C_E: 1000, C_I: 250, Tau: 20, Theta: 20, V_r: 10, Tau_rp: 2, J: 0.1, D: 1.5, G: 5, Nu_ext: 2}},
		runner.Subruns{{Name: "initial", Duration: units.Second.Of(0.2)}, {Name: "measure", Duration: units.Second.Of(1)}},
		components.Record{Spikes: []string{"neurons"}, During: []string{"measure"}},
		analyser.Measure{Of: "neurons", During: []string{"measure"}, Statistics: []analyser.Statistic{analyser.Rate, analyser.CV, analyser.PopulationCV(units.Millisecond.Of(1)),
			analyser.Peak(units.Millisecond.Of(0.1), units.Second.Of(0.25), units.Hertz.Of(5), units.Hertz.Of(1000))}},
	},
	Explore: trajectory.Zip{{Path: "network.g", Values: []float64{3, 6, 5, 4.5}}, {Path: "network.nu_ext", Values: []float64{2, 4, 2, 0.9}}},
	Campaigns: []cli.Campaign{{Run: "--trials 3", Expect: []cli.Expectation{
		known("A: mean rate", "rate", 3, cli.AtLeast(150), "the paper: far above 100 Hz; Brian 2.5.1: 312.0 Hz"),
		known("A: CV of the intervals", "cv", 3, cli.AtMost(0.1), "the paper: regular; Brian 2.5.1: 0.001"),
		known("A: CV of the population's rate", "population_cv", 3, cli.Between(0.7, 0.85), "the paper: almost fully synchronous; Brian 2.5.1: 0.78"),
		known("A: peak of the population's spectrum", "peak", 3, cli.Between(612, 636), "Brian 2.5.1: 624 Hz"),
		known("B: mean rate", "rate", 6, cli.Between(55.8, 62), "the paper, theory: 55.8 Hz; Brian 2.5.1: 59.7 Hz"),
		known("B: CV of the intervals", "cv", 6, cli.AtLeast(0.8), "the paper: irregular; Brian 2.5.1: 0.88"),
		known("B: CV of the population's rate", "population_cv", 6, cli.AtLeast(0.8), "the paper: synchronous; Brian 2.5.1: 0.97"),
		known("B: peak of the population's spectrum", "peak", 6, cli.Between(160, 200), "the paper, theory: 190 Hz, well above the rate; Brian 2.5.1: 168 Hz"),
		known("C: mean rate", "rate", 5, cli.Between(36, 39), "the paper, theory: 38.0 Hz; Brian 2.5.1: 37.0 Hz"),
		known("C: CV of the intervals", "cv", 5, cli.Between(0.37, 0.43), "Brian 2.5.1: 0.40"),
		known("C: CV of the population's rate", "population_cv", 5, cli.AtMost(0.65), "the paper: asynchronous, so the smallest; Brian 2.5.1: 0.53"),
		known("D: mean rate", "rate", 4.5, cli.Between(4, 6.5), "the paper, theory: 6.5 Hz; Brian 2.5.1: 4.3 and 5.1 Hz"),
		known("D: CV of the intervals", "cv", 4.5, cli.AtLeast(0.5), "the paper: irregular; Brian 2.5.1: 0.56 and 0.63"),
		known("D: CV of the population's rate", "population_cv", 4.5, cli.AtLeast(1.3), "the paper: synchronous; Brian 2.5.1: 1.56 and 1.92"),
		known("D: peak of the population's spectrum", "peak", 4.5, cli.Between(14, 29), "the paper, theory: 29 Hz, slow; Brian 2.5.1: 16 and 20 Hz"),
	}}},
}

// known expects the mean of a number in the case with an inhibition g.
func known(what, of string, g float64, band cli.Band, source string) cli.Expectation {
	return cli.Expectation{What: what, Of: of, Where: fmt.Sprintf("g == %g", g), Band: band, Source: source}
}
