package clustered

import (
	"errors"
	"fmt"

	"golgi/component"
	"golgi/sim"
	"golgi/units"
)

// neuronEquations are those of both populations.
const neuronEquations = `
dV/dt   = (mu - V)/tau + I_e - I_i : 1 %s
mu : 1
I_e     = x_e/(tau2_e - tau1) : Hz
I_i     = x_i/(tau2_i - tau1) : Hz
dx_e/dt = ((tau2_e - tau1)/tau2_e*y_e - x_e)/tau1 : 1
dy_e/dt = -y_e/tau2_e : 1
dx_i/dt = ((tau2_i - tau1)/tau2_i*y_i - x_i)/tau1 : 1
dy_i/dt = -y_i/tau2_i : 1
`

// Model are the parameters of the two populations.
type Model struct {
	N_e      int     `comment:"number of excitatory neurons" min:"1"`
	N_i      int     `comment:"number of inhibitory neurons" min:"1"`
	Tau_e    float64 `unit:"ms" comment:"membrane time constant, excitatory" min:"0.001"`
	Tau_i    float64 `unit:"ms" comment:"membrane time constant, inhibitory" min:"0.001"`
	Synaptic struct {
		Tau1   float64 `unit:"ms" comment:"rise of synaptic currents" min:"0.001"`
		Tau2_e float64 `unit:"ms" comment:"decay of excitatory currents" min:"0.001"`
		Tau2_i float64 `unit:"ms" comment:"decay of inhibitory currents" min:"0.001"`
	}
	Refractory float64 `unit:"ms" comment:"refractory period" min:"0"`
	Clamped    bool    `comment:"whether V stands still during it"`
	Mu_e_min   float64 `comment:"bias of excitatory neurons, lower bound"`
	Mu_e_max   float64 `comment:"bias of excitatory neurons, upper bound"`
	Mu_i_min   float64 `comment:"bias of inhibitory neurons, lower bound"`
	Mu_i_max   float64 `comment:"bias of inhibitory neurons, upper bound"`
}

// model returns the parameters that both sets share.
func model(excitatory, inhibitory int, clamped bool) Model {
	m := Model{N_e: excitatory, N_i: inhibitory, Tau_e: 15, Tau_i: 10, Refractory: 5, Clamped: clamped,
		Mu_e_min: 1.1, Mu_e_max: 1.2, Mu_i_min: 1, Mu_i_max: 1.05}
	m.Synaptic.Tau1, m.Synaptic.Tau2_e, m.Synaptic.Tau2_i = 1, 3, 2
	return m
}

// neurons makes the populations, neurons_e and neurons_i.
func neurons(b *component.Build, p Model) error {
	return errors.Join(population(b, p, "neurons_e", p.N_e, p.Tau_e, p.Mu_e_min, p.Mu_e_max),
		population(b, p, "neurons_i", p.N_i, p.Tau_i, p.Mu_i_min, p.Mu_i_max))
}

// population makes one, and draws bias and membrane potential.
func population(b *component.Build, p Model, name string, size int, tau, low, high float64) error {
	flag := ""
	if p.Clamped {
		flag = "(unless refractory)"
	}
	namespace := sim.NamespaceOf(p)
	namespace["tau"] = units.Millisecond.Of(tau)
	group, err := component.Add(b, sim.Neurons{
		Name: name, Size: size, Equations: fmt.Sprintf(neuronEquations, flag), Method: "euler", Namespace: namespace,
		Threshold: "V >= 1", Reset: "V = 0", Refractory: sim.RefractoryOf(units.Millisecond.Of(p.Refractory)),
	})
	if err != nil {
		return err
	}
	return b.Set(group, sim.Set{Variable: "mu", Value: fmt.Sprintf("%v + %v*rand()", low, high-low)}, sim.Set{Variable: "V", Value: "rand()"})
}
