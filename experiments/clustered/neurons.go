package main

import (
	"errors"
	"fmt"

	"golgi/component"
	"golgi/sim"
	"golgi/trajectory"
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

// Neurons are the excitatory and the inhibitory population, neurons_e and neurons_i.
type Neurons struct {
	component.Base
	set set
}

// Gives names the two groups.
func (Neurons) Gives() []string { return []string{"neurons_e", "neurons_i"} }

// Needs names nothing.
func (Neurons) Needs() []string { return nil }

// AddParameters adds sizes, time constants and bias.
func (c Neurons) AddParameters(traj *trajectory.Trajectory) error {
	ms := units.Millisecond
	return traj.Add(
		trajectory.Parameter{Path: "model.N_e", Value: c.set.nE, Comment: "number of excitatory neurons"},
		trajectory.Parameter{Path: "model.N_i", Value: c.set.nI, Comment: "number of inhibitory neurons"},
		trajectory.Parameter{Path: "model.tau_e", Value: ms.Of(15), Comment: "membrane time constant, excitatory"},
		trajectory.Parameter{Path: "model.tau_i", Value: ms.Of(10), Comment: "membrane time constant, inhibitory"},
		trajectory.Parameter{Path: "model.synaptic.tau1", Value: ms.Of(1), Comment: "rise of synaptic currents"},
		trajectory.Parameter{Path: "model.synaptic.tau2_e", Value: ms.Of(3), Comment: "decay of excitatory currents"},
		trajectory.Parameter{Path: "model.synaptic.tau2_i", Value: ms.Of(2), Comment: "decay of inhibitory currents"},
		trajectory.Parameter{Path: "model.refractory", Value: ms.Of(5), Comment: "refractory period"},
		trajectory.Parameter{Path: "model.clamped", Value: c.set.clamped, Comment: "whether V stands still during it"},
		trajectory.Parameter{Path: "model.mu_e_min", Value: 1.1, Comment: "bias of excitatory neurons, lower bound"},
		trajectory.Parameter{Path: "model.mu_e_max", Value: 1.2, Comment: "bias of excitatory neurons, upper bound"},
		trajectory.Parameter{Path: "model.mu_i_min", Value: 1.0, Comment: "bias of inhibitory neurons, lower bound"},
		trajectory.Parameter{Path: "model.mu_i_max", Value: 1.05, Comment: "bias of inhibitory neurons, upper bound"},
	)
}

// PreBuild makes the groups once for all runs, unless they are explored.
func (c Neurons) PreBuild(b *component.Build) error {
	if b.Params.Explored("model") {
		return nil
	}
	return c.makeGroups(b)
}

// Build makes the groups where they are explored, and draws bias and membrane potential of this run.
func (c Neurons) Build(b *component.Build) error {
	if b.Params.Explored("model") {
		if err := c.makeGroups(b); err != nil {
			return err
		}
	}
	return errors.Join(c.draw(b, "e"), c.draw(b, "i"))
}

func (c Neurons) makeGroups(b *component.Build) error {
	return errors.Join(c.makeGroup(b, "e"), c.makeGroup(b, "i"))
}

func (c Neurons) makeGroup(b *component.Build, population string) error {
	p := reader{params: b.Params}
	namespace := sim.Namespace{"tau": p.quantity("model.tau_" + population), "tau1": p.quantity("model.synaptic.tau1"),
		"tau2_e": p.quantity("model.synaptic.tau2_e"), "tau2_i": p.quantity("model.synaptic.tau2_i")}
	flag := ""
	if p.bool("model.clamped") {
		flag = "(unless refractory)"
	}
	spec := sim.Neurons{
		Name: "neurons_" + population, Size: p.int("model.N_" + population),
		Equations: fmt.Sprintf(neuronEquations, flag), Method: "euler",
		Threshold: "V >= 1", Reset: "V = 0", Refractory: sim.RefractoryOf(p.quantity("model.refractory")), Namespace: namespace,
	}
	if p.err != nil {
		return p.err
	}
	group, err := sim.NewNeuronGroup(spec)
	if err != nil {
		return err
	}
	return b.Objects.Add(spec.Name, group)
}

// draw gives a population its bias and its membrane potentials.
func (c Neurons) draw(b *component.Build, population string) error {
	p := reader{params: b.Params}
	low, high := p.float("model.mu_"+population+"_min"), p.float("model.mu_"+population+"_max")
	group, err := component.Get[*sim.NeuronGroup](b.Objects, "neurons_"+population)
	if err := errors.Join(p.err, err); err != nil {
		return err
	}
	return b.Set(group,
		sim.Set{Variable: "mu", Value: fmt.Sprintf("%v + %v*rand()", low, high-low)},
		sim.Set{Variable: "V", Value: "rand()"})
}
