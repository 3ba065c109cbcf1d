package sim

import (
	"errors"
	"fmt"
	"slices"

	"golgi/sim/internal/equations"
	"golgi/sim/internal/integrate"
	"golgi/sim/internal/lower"
	"golgi/sim/internal/syntax"
	"golgi/units"
)

// maxSize is the largest number of neurons in a group.
const maxSize = 1 << 30

// Neurons describes a NeuronGroup.
type Neurons struct {
	Name       string         // mandatory, unique in a network
	Size       int            // number of neurons, at least 1
	Equations  string         // the model, in Brian 2's language
	Threshold  string         // condition for a spike; empty: the neurons never spike
	Reset      string         // statements executed after a spike
	Refractory any            // nil; a units.Quantity (time); or a string: an expression for a time, or a condition
	Method     string         // method of integration: "euler", "exact", "exponential_euler"; empty: what Brian 2 would choose
	Namespace  Namespace      // values of the names that the texts use and do not define
	Initial    []Set          // initial values, in this order; variables start as 0
	DT         units.Quantity // step size; zero: that of the network
	Order      int            // order among objects in the same slot of the schedule
}

// NeuronGroup is a group of neurons that follow the same equations.
type NeuronGroup struct {
	kind        string // in messages
	spec        Neurons
	model       *equations.Model
	constants   equations.Symbols
	refractory  lower.Refractory
	system      *integrate.System
	update      *integrate.Update // nil where there is nothing to integrate
	stateUpdate *lower.Template   // nil where neither integration nor refractoriness need one
	threshold   *lower.Template   // nil: the neurons never spike
	trains      *spikeTrains      // of a generator: nil for neurons that have a model
	reset       *lower.Template   // nil: no reset
	initial     []*assignment
}

// NewNeuronGroup checks a description and returns the group it describes, or an error with all faults.
func NewNeuronGroup(spec Neurons) (*NeuronGroup, error) {
	g := &NeuronGroup{kind: "neuron group", spec: spec}
	g.spec.Initial = slices.Clone(spec.Initial)
	if err := g.checkPlain(); err != nil {
		return nil, err
	}
	src := source(g, "equations", spec.Equations)
	block, err := syntax.ParseEquations(src)
	if err != nil {
		return nil, err
	}
	if err := g.read(src, block); err != nil {
		return nil, err
	}
	return g, nil
}

// read reads what a plain description says, of which the equations are parsed.
func (g *NeuronGroup) read(src *syntax.Source, block []*syntax.Equation) error {
	if err := g.readModel(src, block); err != nil {
		return err
	}
	if err := errors.Join(g.readRefractory(), g.readThreshold(), g.readReset()); err != nil {
		return err
	}
	if err := g.integrate(); err != nil {
		return err
	}
	var err error
	g.initial, err = newAssignments(g, g.spec.Initial)
	return err
}

// Name returns the group's name.
func (g *NeuronGroup) Name() string { return g.spec.Name }

// String names the group in messages.
func (g *NeuronGroup) String() string { return fmt.Sprintf("%s %q", g.kind, g.spec.Name) }

// Size returns the number of neurons.
func (g *NeuronGroup) Size() int { return g.spec.Size }

func (g *NeuronGroup) neurons() (*NeuronGroup, int) { return g, 0 }
func (g *NeuronGroup) parts() []Object              { return nil }

// Method returns the method by which the equations are integrated; empty where there is nothing to integrate.
func (g *NeuronGroup) Method() string {
	if g.update == nil {
		return ""
	}
	return g.update.Method
}

func (g *NeuronGroup) checkPlain() error {
	if err := checkName(g.kind, g.spec.Name); err != nil {
		return err
	}
	if g.spec.Size < 1 || g.spec.Size > maxSize {
		return fmt.Errorf("sim: %s: size %d is not between 1 and %d", g, g.spec.Size, maxSize)
	}
	if g.spec.Reset != "" && g.spec.Threshold == "" {
		return fmt.Errorf("sim: %s: it has a reset but no threshold; set Threshold to the condition for a spike", g)
	}
	return checkStep(g, "step size", g.spec.DT)
}

// checkStep checks a step size, which is called what; the zero Quantity stands for the network's.
func checkStep(o fmt.Stringer, what string, dt units.Quantity) error {
	if dt == (units.Quantity{}) {
		return nil
	}
	if dt.Dimension() != units.Second.Dim || !(dt.SI() > 0) || !finite(dt.SI()) {
		return fmt.Errorf("sim: %s: %s %s is not a positive time", o, what, dt)
	}
	return nil
}

func (g *NeuronGroup) readModel(src *syntax.Source, block []*syntax.Equation) error {
	model, list := equations.NewModel(src, block, equations.Neurons)
	g.model = model
	var err error
	if g.constants, err = g.spec.Namespace.symbols(g, model); err != nil {
		return errors.Join(faults(list), err)
	}
	return faults(append(list, model.Check(g.scope())...))
}

// readRefractory reads the refractory period. Its names are those of the model.
func (g *NeuronGroup) readRefractory() error {
	switch r := g.spec.Refractory.(type) {
	case nil:
		return nil
	case units.Quantity:
		if r.Dimension() != units.Second.Dim || !(r.SI() >= 0) {
			return fmt.Errorf("sim: %s: refractory period %s is not a time of 0 or more", g, r)
		}
		sym, err := constant(refractoryName, r)
		g.constants[refractoryName] = sym
		g.refractory.Duration = &syntax.Ident{Name: refractoryName}
		return err
	case string:
		return g.readRefractoryText(r)
	}
	return fmt.Errorf("sim: %s: refractory period of type %T; give a units.Quantity or a string", g, g.spec.Refractory)
}

// refractoryName is the constant that holds a refractory period given as a quantity.
const refractoryName = "_refractory"

func (g *NeuronGroup) readRefractoryText(text string) error {
	src := source(g, "refractory", text)
	e, err := syntax.ParseExpr(src)
	if err != nil {
		return err
	}
	g.refractory.While = e
	info, list := equations.Check(e, src, g.scope())
	switch {
	case len(list) > 0:
		return list
	case info.Type == equations.Boolean:
		return nil
	case info.Dim == units.Second.Dim:
		g.refractory = lower.Refractory{Duration: e}
		return nil
	}
	return syntax.Faults{syntax.Faultf(src, e.Span(), "a refractory period is a time or a condition, not a quantity in %s", info.Dim)}
}

func (g *NeuronGroup) readThreshold() error {
	if g.spec.Threshold == "" {
		return nil
	}
	src := source(g, "threshold", g.spec.Threshold)
	e, err := condition(src, g.scope())
	if err == nil {
		g.threshold = lower.Threshold(e, g.scope(), g.refractory)
	}
	return err
}

// condition parses and checks a text that must be a condition.
func condition(src *syntax.Source, scope equations.Scope) (syntax.Expr, error) {
	e, err := syntax.ParseExpr(src)
	if err != nil {
		return nil, err
	}
	info, list := equations.Check(e, src, scope)
	if len(list) == 0 && info.Type != equations.Boolean {
		list = syntax.Faults{syntax.Faultf(src, e.Span(), "a condition is needed, but this is %s", info.Type).
			WithNote("compare it with something")}
	}
	return e, faults(list)
}

func (g *NeuronGroup) readReset() error {
	src := source(g, "reset", g.spec.Reset)
	list, err := syntax.ParseStatements(src)
	if err != nil || len(list) == 0 {
		return err
	}
	if list := equations.CheckStatements(list, src, g.scope()); len(list) > 0 {
		return list
	}
	g.reset = lower.Statements("reset", list, g.scope(), equations.Reset)
	return nil
}

func (g *NeuronGroup) integrate() error {
	g.system = integrate.NewSystem(g.model, g.scope())
	if len(g.system.Variables) > 0 || g.spec.Method != "" {
		update, fault := integrate.Choose(g.system, g.spec.Method)
		if fault != nil && fault.Source == nil {
			fault.Source = &syntax.Source{Name: g.String()}
		}
		if fault != nil {
			return syntax.Faults{fault}
		}
		g.update = update
	}
	if g.update == nil && !g.refractory.Given() {
		return nil
	}
	update := g.update
	if update == nil {
		update = &integrate.Update{}
	}
	g.stateUpdate = lower.StateUpdate(update, g.system, g.refractory)
	return nil
}

// Subgroup is a contiguous part of a NeuronGroup. It has no state of its own.
type Subgroup struct {
	name  string
	of    *NeuronGroup
	start int
	size  int
}

// Subgroup returns neurons start ≤ i < stop of the group as a group of their own, numbered from 0.
func (g *NeuronGroup) Subgroup(name string, start, stop int) (*Subgroup, error) {
	return newSubgroup(name, g, g.Size(), g, 0, start, stop)
}

// Subgroup returns neurons start ≤ i < stop of the subgroup as a group of their own, numbered from 0.
func (s *Subgroup) Subgroup(name string, start, stop int) (*Subgroup, error) {
	return newSubgroup(name, s, s.size, s.of, s.start, start, stop)
}

func newSubgroup(name string, of fmt.Stringer, size int, g *NeuronGroup, offset, start, stop int) (*Subgroup, error) {
	if err := checkName("subgroup", name); err != nil {
		return nil, err
	}
	if start < 0 || stop > size || start >= stop {
		return nil, fmt.Errorf("sim: subgroup %q: neurons %d to %d (exclusive) are no part of %s with %d neurons",
			name, start, stop, of, size)
	}
	return &Subgroup{name: name, of: g, start: offset + start, size: stop - start}, nil
}

// Name returns the subgroup's name.
func (s *Subgroup) Name() string { return s.name }

// String names the subgroup in messages.
func (s *Subgroup) String() string { return fmt.Sprintf("subgroup %q", s.name) }

// Size returns the number of neurons.
func (s *Subgroup) Size() int { return s.size }

func (s *Subgroup) neurons() (*NeuronGroup, int) { return s.of, s.start }
func (s *Subgroup) parts() []Object              { return []Object{s.of} }
