package components

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"golgi/component"
	"golgi/internal/given"
	"golgi/sim"
	"golgi/trajectory"
)

// An AlignPre is a projection whose synapse is computed once for each source: a [Trace] g, of which each target gets the sum Σ w·g of its sources at each step.
// It expects the groups From and To, and a current of To of a kind that is set: [Summed], [SummedConductance] or [SummedNMDA]. It adds the group
// Name_trace and the Synapses Name.
//
// Where sources have many targets and all synapses one time course, it does the same as a Connection; it is the only way where the course hangs on each
// source's own past, as with transmitter that saturates.
//
// Source: BrainState, AlignPreProj.
type AlignPre struct {
	component.Base
	Name     string // empty: From_To
	From, To string // names of groups
	Onto     string // current of the target
	Trace    Trace
	Rule     Rule // zero: all with all
	Weight   Draw
	Delay    Draw // of spikes; Exactly, or zero: none
	Set      Values
	PreRun   bool // it takes part in the pre-run, and is the same in all runs: its random numbers hang on simulation.build_seed alone
}

// Placement says that what takes part in the pre-run is built before it.
func (c AlignPre) Placement() component.Placement { return placement(c.PreRun) }

// DrawsFixed is PreRun.
func (c AlignPre) DrawsFixed() bool { return c.PreRun }

// TypeName is what messages call it.
func (c AlignPre) TypeName() string { return "AlignPre " + c.sum().name() }

// Needs names the groups.
func (c AlignPre) Needs() []string { return []string{c.From, c.To} }

// Gives names the synapses.
func (c AlignPre) Gives() []string { return []string{c.sum().name()} }

// sum is the connection of the traces with the target.
func (c AlignPre) sum() Connection {
	s := Connection{Name: c.Name, From: c.From, To: c.To, Onto: c.Onto, Rule: c.Rule, Weight: c.Weight, Set: c.Set, PreRun: c.PreRun}
	s.Name = s.name() // also where it is from the traces
	s.Synapse = Synapse{Name: "AlignPre", Model: "target_post = w*g_pre : weight (summed)", Silent: true, unit: "target", Parameters: c.Trace.Parameters + "\n" + c.Delay.declared("delay")}
	return s
}

// group has the parameters of the sum, and the delay.
func (c AlignPre) group() (group, error) {
	g, err := c.sum().group()
	g.checks = append(g.checks, c.Delay.sound("delay"))
	return g, err
}

// AddParameters declares the parameters.
func (c AlignPre) AddParameters(traj *trajectory.Trajectory) error {
	if c.Trace.Equations == "" {
		return fmt.Errorf("components: AlignPre %q: it has no Trace; give one, such as components.ExponTrace", c.sum().name())
	}
	if !c.Delay.isZero() && !c.Delay.constant() || c.Delay.fault != nil {
		return fmt.Errorf("components: AlignPre %q: delay: %s; one trace is for all targets, so give components.Exactly", c.sum().name(), c.Delay.Name)
	}
	if g, err := c.group(); err == nil { // or else the sum says what is wrong
		if err := g.check(g.defaults()); err != nil {
			return err
		}
	}
	return c.sum().AddParameters(traj)
}

// Build adds the traces, and connects.
func (c AlignPre) Build(b *component.Build) error {
	if err := given.All("components: AlignPre", given.Arg{Name: "build", Value: b}); err != nil {
		return err
	}
	sum := c.sum()
	from, err := component.Get[sim.Group](b.Objects, c.From)
	g, err2 := c.group()
	if err := errors.Join(err, err2); err != nil {
		return err
	}
	values, err := g.read(b.Params)
	if err != nil {
		return err
	}
	for name, value := range maps.Clone(values) {
		values[own(name)] = value
	}
	order := 0
	if c.Trace.early { // before the sum is made, which is before other neurons are integrated
		order = -2
	}
	traces := sum.name() + "_trace"
	var initial []sim.Set
	for _, variable := range slices.Sorted(maps.Keys(c.Trace.Initial)) {
		initial = append(initial, sim.Set{Variable: variable, Value: c.Trace.Initial[variable]})
	}
	group, err := component.Add(b, sim.Neurons{Name: traces, Size: from.Size(), Equations: c.Trace.Equations, Method: "exponential_euler", Namespace: values, Initial: initial, Order: order})
	if err != nil {
		return err
	}
	if c.Trace.Step != "" {
		if _, err := component.Add(b, sim.Regularly{Name: traces + "_step", Of: group, Code: c.Trace.Step, When: c.Trace.StepAt}); err != nil {
			return err
		}
	}
	pulse := sim.Synapse{Name: traces + "_pulse", Source: from, Target: group, OnPre: "x_post += 1", Connect: []sim.Connect{{JOf: "i"}}}
	if !c.Delay.isZero() {
		pulse.Delay = (Connection{Delay: c.Delay}).delay(values)
		pulse.Namespace, pulse.Functions = values, functionsOf(c.Delay)
	}
	if _, err := component.Add(b, pulse); err != nil {
		return err
	}
	sum.From = traces
	return sum.connect(b, g)
}
