// Package microcircuit is a square millimetre of cortex, or a part of it: four layers of excitatory and inhibitory neurons, and their spontaneous activity.
//
//	golgi microcircuit run
//	golgi plot out/microcircuit.hdf5 0 --from 1.5s --until 1.7s --out run.png
//
// Source: Potjans & Diesmann (2014), Cereb. Cortex 24:785; van Albada et al. (2015), PLoS Comput. Biol. 11:e1004490, for smaller scales.
package microcircuit

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"

	"golgi/component"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

// P are the parameters.
type P struct {
	Scale    float64 `comment:"part of all neurons, and of the synapses of each; what is left out is made up for" min:"0.001" max:"1"`
	J        float64 `unit:"pA" comment:"excitatory weight, at full scale; from L4E to L23E it is twice that" min:"0"`
	G        float64 `name:"g" comment:"inhibitory weights are -g*J" min:"0"`
	J_sd     float64 `comment:"standard deviation of weights, relative to their mean" min:"0"`
	Rate     float64 `unit:"Hz" comment:"rate of each external input" min:"0"`
	Delay_e  float64 `unit:"ms" comment:"mean delay of excitatory synapses" min:"0"`
	Delay_i  float64 `unit:"ms" comment:"mean delay of inhibitory synapses" min:"0"`
	Delay_sd float64 `comment:"standard deviation of delays, relative to their mean" min:"0"`
	Tau_m    float64 `unit:"ms" comment:"membrane time constant" min:"0.001"`
	C        float64 `unit:"pF" comment:"membrane capacitance" min:"0.001"`
	Tau_syn  float64 `unit:"ms" comment:"decay time constant of synaptic currents" min:"0.001"`
	E_L      float64 `unit:"mV" comment:"resting potential"`
	V_th     float64 `unit:"mV" comment:"threshold"`
	V_r      float64 `unit:"mV" comment:"reset"`
	T_ref    float64 `unit:"ms" comment:"refractory period" min:"0"`
}

// weight is the mean weight of synapses from population k to p, in pA, at full scale.
func (p population) weight(k int, of P) float64 {
	switch from := populations[k]; {
	case !from.excites():
		return -of.G * of.J
	case p.name == "L23E" && from.name == "L4E":
		return 2 * of.J
	}
	return of.J
}

// number is how many synapses lead from population k to p at a scale.
func (p population) number(k int, scale float64) int {
	return int(math.Round(p.synapsesFrom(k) * scale * scale))
}

// missing is the mean of the current that neurons of p lack at a smaller scale, in pA: weights are larger by 1/sqrt(scale), which keeps its variance.
func (p population) missing(of P) float64 {
	sum := float64(p.inputs) * of.Rate * of.J
	for k, from := range populations {
		sum += p.synapsesFrom(k) / float64(p.size) * from.rate * p.weight(k, of)
	}
	return (1 - math.Sqrt(of.Scale)) * sum * of.Tau_syn * 1e-3
}

// scaled is a number at a scale.
func scaled(n int, scale float64) int { return max(1, int(math.Round(float64(n)*scale))) }

// build makes the populations, their external inputs, and their synapses.
func build(b *component.Build, p P) error {
	groups := make([]*sim.NeuronGroup, len(populations))
	for k, of := range populations {
		namespace := sim.NamespaceOf(p)
		namespace["I_dc"] = units.Picoamp.Of(of.missing(p))
		group, err := component.Add(b, sim.Neurons{Name: of.name, Size: scaled(of.size, p.Scale), Namespace: namespace, Method: "exact",
			Equations: "dv/dt = (E_L - v)/tau_m + (I + I_dc)/C : volt (unless refractory)\ndI/dt = -I/tau_syn : amp",
			Threshold: "v >= V_th", Reset: "v = V_r", Refractory: sim.RefractoryOf(units.Millisecond.Of(p.T_ref)),
			Initial: []sim.Set{{Variable: "v", Value: fmt.Sprintf("%v*mV + %v*mV*randn()", of.v0, of.sd)}}})
		if err != nil {
			return err
		}
		groups[k] = group
		if _, err := component.Add(b, sim.Drive{Name: of.name + "_inputs", Of: group, Variable: "I", N: scaled(of.inputs, p.Scale),
			Rate: units.Hertz.Of(p.Rate), Weight: units.Picoamp.Of(p.J / math.Sqrt(p.Scale))}); err != nil {
			return err
		}
	}
	for to, group := range groups {
		for from, source := range groups {
			if err := connect(b, p, from, to, source, group); err != nil {
				return err
			}
		}
	}
	return nil
}

// connect draws the synapses from one population to another: a fixed number of pairs, with replacement.
func connect(b *component.Build, p P, from, to int, source, target *sim.NeuronGroup) error {
	n := populations[to].number(from, p.Scale)
	if n == 0 {
		return nil
	}
	name := populations[from].name + "_" + populations[to].name
	seed, err := trajectory.Value[int64](b.Params, "simulation.seed")
	trial, err2 := trajectory.Value[int64](b.Params, "simulation.trial")
	if err := errors.Join(err, err2); err != nil {
		return err
	}
	random := rand.New(rand.NewChaCha8(sha256.Sum256(fmt.Appendf(nil, "%x %x %s", seed, trial, name))))
	pairs := sim.Connect{I: make([]int, n), J: make([]int, n)}
	for k := range n {
		pairs.I[k], pairs.J[k] = random.IntN(source.Size()), random.IntN(target.Size())
	}
	delay := p.Delay_e
	if !populations[from].excites() {
		delay = p.Delay_i
	}
	_, err = component.Add(b, sim.Synapse{Name: name, Source: source, Target: target, Model: "w : amp (constant)", OnPre: "I_post += w",
		Connect: []sim.Connect{pairs}, Delay: "clip(mean_delay*(1 + Delay_sd*randn()), dt, inf*second)",
		Initial:   []sim.Set{{Variable: "w", Value: "mean_w*clip(1 + J_sd*randn(), 0, inf)"}},
		Namespace: sim.Namespace{"mean_delay": units.Millisecond.Of(delay), "Delay_sd": p.Delay_sd, "J_sd": p.J_sd, "mean_w": units.Picoamp.Of(populations[to].weight(from, p) / math.Sqrt(p.Scale))}})
	return err
}

// measure stores the rate of each population.
func measure(s *component.Subrun) error {
	for _, of := range populations {
		trains, err := s.Trains(of.name)
		if err != nil {
			return err
		}
		if err := s.Run.Add("rates", of.name, trains.Rate(), "Hz"); err != nil {
			return err
		}
	}
	return nil
}
