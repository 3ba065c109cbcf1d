package components

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"strings"

	"golgi/component"
	"golgi/internal/given"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

// A Connection is synapses between two groups. It expects the groups From and To, and adds the Synapses Name, whose spikes add their
// weight w to the variable Onto of the target: a current's, as in "ampa", or any other, as in "v".
//
//	components.Connection{From: "exc", To: "inh", Onto: "ampa", Rule: components.Probability(0.1),
//		Weight: components.Normal("0.3 nS", "0.1 nS"), Delay: components.Exactly("1.5 ms")}
//
// The parameters, below Name, are those of the rule, of Weight (weight, or weight_mean and so on), of Delay and of Synapse.
type Connection struct {
	component.Base
	Name       string // empty: From_To
	From, To   string // names of groups
	Onto       string // variable of the target
	Rule       Rule   // which neurons; zero: all with all
	Weight     Draw
	Delay      Draw    // zero: none; a draw below 0 is an error
	Synapse    Synapse // what else the synapses do; zero: nothing
	NoAutapses bool    // no neuron is connected with the one of its number
	Set        Values  // other defaults of parameters
	PreRun     bool    // it takes part in the pre-run, and is the same in all runs: its random numbers hang on simulation.build_seed alone
}

// Placement says that what takes part in the pre-run is built before it.
func (c Connection) Placement() component.Placement { return placement(c.PreRun) }

// DrawsFixed is PreRun.
func (c Connection) DrawsFixed() bool { return c.PreRun }

// TypeName is what messages call it.
func (c Connection) TypeName() string { return "Connection " + c.name() }

func (c Connection) name() string {
	if c.Name == "" {
		return c.From + "_" + c.To
	}
	return c.Name
}

// Needs names the groups.
func (c Connection) Needs() []string { return []string{c.From, c.To} }

// Gives names the synapses.
func (c Connection) Gives() []string { return []string{c.name()} }

// AddParameters declares the parameters.
func (c Connection) AddParameters(traj *trajectory.Trajectory) error {
	if err := given.All("components: Connection", given.Arg{Name: "trajectory", Value: traj}); err != nil {
		return err
	}
	g, err := c.group()
	if err != nil {
		return err
	}
	switch {
	case !isName(c.Onto):
		return fmt.Errorf("%s: Onto %q: name the variable of %s that spikes add to, such as that of one of its Currents", g.what, c.Onto, c.To)
	case c.Weight.isZero() && c.Weight.fault == nil:
		return fmt.Errorf("%s: it has no Weight; give one, such as components.Exactly(\"0.1 nA\")", g.what)
	}
	for _, err := range []error{c.Rule.wrong(), c.Weight.wrong("weight"), c.Delay.wrong("delay")} {
		if err != nil {
			return fmt.Errorf("%s: %w", g.what, err)
		}
	}
	return g.declare(traj)
}

func (c Connection) group() (group, error) {
	for _, end := range [][2]string{{"From", c.From}, {"To", c.To}} {
		if end[1] == "" {
			return group{}, fmt.Errorf("components: connection %q: it has no %s; name a group, such as that of components.Neurons", c.name(), end[0])
		}
	}
	g, err := groupOf("connection", c.name(), c.Set, c.Rule.declared(), c.Weight.declared("weight"), c.Delay.declared("delay"), c.Synapse.Parameters)
	g.checks = append(g.checks, c.Weight.sound("weight"), c.Delay.sound("delay"), c.withinBounds)
	return g, err
}

// Build connects.
func (c Connection) Build(b *component.Build) error {
	if err := given.All("components: Connection", given.Arg{Name: "build", Value: b}); err != nil {
		return err
	}
	g, err := c.group()
	if err != nil {
		return err
	}
	return c.connect(b, g)
}

// connect adds the synapses, with the parameters of a group.
func (c Connection) connect(b *component.Build, g group) error {
	from, err := component.Get[sim.Group](b.Objects, c.From)
	to, err2 := component.Get[sim.Group](b.Objects, c.To)
	values, err3 := g.read(b.Params)
	if err := errors.Join(err, err2, err3); err != nil {
		return err
	}
	if err := c.checkTarget(from, to, values); err != nil {
		return fmt.Errorf("%s: %w", g.what, err)
	}
	connect, err := c.Rule.connects(ends{values: values, pre: from.Size(), post: to.Size(), noAutapses: c.NoAutapses, random: c.random(b)})
	if err != nil {
		return fmt.Errorf("%s: %w", g.what, err)
	}
	constant := c.Weight.constant() && !c.Synapse.defines("w")
	spec := c.Synapse.synapse(c.Onto, c.Weight.unitFor("weight", values), constant)
	for name, value := range maps.Clone(values) {
		values[own(name)] = value
	}
	spec.Name, spec.Source, spec.Target, spec.Connect, spec.Namespace = c.name(), from, to, connect, values
	spec.Functions = functionsOf(c.Weight, c.Delay)
	if constant {
		values[own("w")] = values["weight"]
	} else {
		c.weigh(&spec, values)
	}
	if !c.Delay.isZero() {
		spec.Delay = c.delay(values)
	}
	_, err = component.Add(b, spec)
	return err
}

// weigh gives each synapse its weight.
func (c Connection) weigh(spec *sim.Synapse, values sim.Namespace) {
	if !c.Synapse.defines("w") {
		spec.Model = strings.TrimSpace("w : " + c.Weight.unitFor("weight", values) + " (constant)\n" + spec.Model)
	}
	spec.Initial = append([]sim.Set{{Variable: "w", Value: c.Weight.value("weight")}}, spec.Initial...)
}

// delay is a time, or what each synapse draws.
func (c Connection) delay(values sim.Namespace) sim.Delay {
	if q, is := values["delay"].(units.Quantity); is && c.Delay.constant() {
		return sim.DelayOf(q)
	}
	return sim.Delay(c.Delay.text("delay"))
}

// random returns what draws numbers in Go, by the seeds of the run, or that of what is fixed, and the name.
func (c Connection) random(b *component.Build) func() (func(int) int, error) {
	return func() (func(int) int, error) {
		p := trajectory.ValuesOf(b.Params)
		seed, trial := 0, 0
		if c.PreRun {
			seed = p.Int("simulation.build_seed")
		} else {
			seed, trial = p.Int("simulation.seed"), p.Int("simulation.trial")
		}
		if err := p.Err(); err != nil {
			return nil, err
		}
		key := sha256.Sum256(fmt.Appendf(nil, "%x %x %s", seed, trial, c.name()))
		return rand.New(rand.NewChaCha8(key)).IntN, nil
	}
}

// placement is that of a part which takes part in the pre-run, or does not.
func placement(preRun bool) component.Placement {
	if preRun {
		return component.Once
	}
	return component.Anywhere
}
