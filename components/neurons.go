package components

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"golgi/component"
	"golgi/internal/given"
	"golgi/sim"
	"golgi/trajectory"
)

// A Model is what neurons do: equations in which I is the sum of all their Currents, with all that they need. The stock models
// are [LIF], [AdEx], [HodgkinHuxley] and so on; one's own is a literal of the same kind.
type Model struct {
	Name, About, Source string
	Equations           string
	Threshold, Reset    string
	Refractory          sim.Refractory
	Method              string // of integration; empty: what Brian 2 would choose
	Parameters          Parameters
	Initial             Values        // initial values: expressions
	Unit                string        // of I; empty: amp
	Functions           sim.Functions // that the texts call
	Step                string        // statements in each step, before equations are integrated: for maps
	fault               error         // why it cannot be
}

// Neurons are a population of one model. It adds the group Name, with the parameter N and those of its model and its currents below
// Name.
//
//	components.Neurons{Name: "exc", Size: 3200, Model: components.LIF, Currents: components.Currents{
//		"ampa": components.ExponentialConductance, "bias": components.Constant,
//	}, Set: components.Values{"tau_m": "20 ms", "bias_A": "0.2 nA"}, Initial: components.Values{"v": "E_L + rand()*(V_th - E_L)"}}
//
// What Initial gives a parameter of the model is its value in each neuron, where it then stands instead of the parameter: so neurons
// differ.
type Neurons struct {
	component.Base
	Name     string // of the group, and of its parameters
	Size     int    // default of N
	Model    Model
	Currents Currents // that sum up to I, by name
	Set      Values   // other defaults of parameters
	Initial  Values   // initial values by variable, besides those of the model: expressions, or quantities as "-60 mV"
	PreRun   bool     // it takes part in the pre-run, and is the same in all runs: its random numbers hang on simulation.build_seed alone
}

// Placement says that what takes part in the pre-run is built before it.
func (c Neurons) Placement() component.Placement { return placement(c.PreRun) }

// DrawsFixed is PreRun.
func (c Neurons) DrawsFixed() bool { return c.PreRun }

// TypeName is what messages call it.
func (c Neurons) TypeName() string { return "Neurons " + c.Name }

// Needs names nothing.
func (c Neurons) Needs() []string { return nil }

// Gives names the group.
func (c Neurons) Gives() []string { return []string{c.Name} }

// Groups names it, too.
func (c Neurons) Groups() []string { return c.Gives() }

// AddParameters declares the size, and the parameters of the model and its currents.
func (c Neurons) AddParameters(traj *trajectory.Trajectory) error {
	if err := given.All("components: Neurons", given.Arg{Name: "trajectory", Value: traj}); err != nil {
		return err
	}
	g, err := c.group()
	if err != nil {
		return err
	}
	if _, err := c.equations(g); err != nil {
		return err
	}
	if err := g.addSize(traj, c.Size); err != nil {
		return err
	}
	return g.declare(traj)
}

// unit is that of I.
func (c Neurons) unit() string {
	if c.Model.Unit == "" {
		return "amp"
	}
	return c.Model.Unit
}

// group has all parameters but N, without those that differ between neurons.
func (c Neurons) group() (group, error) {
	if err := c.checkNames(); err != nil {
		return group{}, fmt.Errorf("components: neurons %q: %w", c.Name, err)
	}
	all := []Parameters{c.Model.Parameters}
	for _, name := range c.Currents.names() {
		all = append(all, c.Currents[name].as(name, c.unit()).Parameters)
	}
	g, err := groupOf("neurons", c.Name, c.Set, all...)
	for _, name := range slices.Sorted(maps.Keys(c.Set)) {
		if _, twice := c.Initial[name]; twice && err == nil {
			err = fmt.Errorf("%s: %s is given by Set, for all, and by Initial, for each neuron; leave out one", g.what, name)
		}
	}
	return g.without(c.Initial), err
}

// equations are those of the model, of the currents, of their sum, and of the parameters that differ.
func (c Neurons) equations(g group) (string, error) {
	if c.Model.fault != nil {
		return "", fmt.Errorf("%s: %w", g.what, c.Model.fault)
	}
	if c.Model.Equations == "" {
		return "", fmt.Errorf("%s: the Model has no Equations; take a stock one, such as components.LIF", g.what)
	}
	lines := []string{strings.TrimSpace(c.Model.Equations)}
	var sum []string
	for _, name := range c.Currents.names() {
		switch {
		case c.Currents[name].Equations == "":
			return "", fmt.Errorf("%s: the current %q has no equations; take a stock one, such as components.ExponentialCurrent", g.what, name)
		}
		lines = append(lines, strings.TrimSpace(c.Currents[name].as(name, c.unit()).Equations))
		sum = append(sum, "I_"+name)
	}
	used := mentions(c.Model.Equations+"\n"+c.Model.Step, "I")
	switch {
	case !used && len(sum) > 0:
		return "", fmt.Errorf("%s: its model does not use I, the sum of its currents %s", g.what, component.Listed(c.Currents.names()))
	case used && len(sum) == 0:
		lines = append(lines, "I = 0*"+c.unit()+" : "+c.unit())
	case used:
		lines = append(lines, "I = "+strings.Join(sum, " + ")+" : "+c.unit())
	}
	differing, err := c.differing()
	if err != nil {
		return "", fmt.Errorf("%s: %w", g.what, err)
	}
	return strings.Join(append(lines, differing...), "\n"), nil
}

// differing declares the parameters of the model that each neuron has of its own.
func (c Neurons) differing() (lines []string, err error) {
	list, err := c.Model.Parameters.list()
	if err != nil {
		return nil, err
	}
	for _, p := range list {
		if _, is := c.Initial[p.name]; is {
			lines = append(lines, fmt.Sprintf("%s : %s (constant)", p.name, unitOf(p.value)))
		}
	}
	return lines, nil
}

// Build adds the neurons.
func (c Neurons) Build(b *component.Build) error {
	if err := given.All("components: Neurons", given.Arg{Name: "build", Value: b}); err != nil {
		return err
	}
	g, err := c.group()
	if err != nil {
		return err
	}
	equations, err := c.equations(g)
	size, err2 := trajectory.Value[int](b.Params, c.Name+".N")
	values, err3 := g.read(b.Params)
	if err := errors.Join(err, err2, err3); err != nil {
		return err
	}
	functions := maps.Clone(c.Model.Functions)
	for _, name := range c.Currents.names() {
		for head, function := range c.Currents[name].Functions {
			if functions == nil {
				functions = sim.Functions{}
			}
			functions[head] = function
		}
		if err := c.Currents[name].checkSize(size); err != nil {
			return fmt.Errorf("%s: current %q: %w", g.what, name, err)
		}
		if array := c.Currents[name].Array; array != nil {
			values["values_"+name] = array
		}
	}
	neurons, err := component.Add(b, sim.Neurons{Name: c.Name, Size: size, Equations: equations, Threshold: c.Model.Threshold, Reset: c.Model.Reset,
		Refractory: c.Model.Refractory, Method: c.Model.Method, Namespace: values, Functions: functions, Initial: c.initial()})
	if err != nil {
		return err
	}
	return c.addSteps(b, neurons)
}

// addSteps adds what happens in each step besides: that of the model, before the equations are integrated, and that of currents, behind it.
func (c Neurons) addSteps(b *component.Build, neurons *sim.NeuronGroup) error {
	steps := []sim.Regularly{{Name: c.Name + "_step", Code: c.Model.Step, When: "groups", Order: -1}}
	for _, name := range c.Currents.names() {
		steps = append(steps, sim.Regularly{Name: c.Name + "_" + name + "_step", Code: c.Currents[name].as(name, c.unit()).Step,
			When: cmp.Or(c.Currents[name].StepAt, "after_groups")})
	}
	for _, step := range steps {
		if step.Of = neurons; step.Code == "" {
			continue
		}
		if _, err := component.Add(b, step); err != nil {
			return err
		}
	}
	return nil
}

// initial are the initial values: those of the model, or others in their place.
func (c Neurons) initial() (sets []sim.Set) {
	all := maps.Clone(c.Model.Initial)
	if all == nil {
		all = Values{}
	}
	for _, name := range c.Currents.names() {
		maps.Copy(all, c.Currents[name].as(name, c.unit()).Initial)
	}
	maps.Copy(all, c.Initial)
	for _, variable := range slices.Sorted(maps.Keys(all)) {
		sets = append(sets, sim.Set{Variable: variable, Value: initialValue(all[variable])})
	}
	return sets
}
