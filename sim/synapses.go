package sim

import (
	"errors"
	"fmt"
	"slices"

	"golgi/sim/internal/equations"
	"golgi/sim/internal/lower"
	"golgi/sim/internal/syntax"
	"golgi/units"
)

// Synapse describes Synapses: what one synapse is and does, and which pairs of neurons have one.
type Synapse struct {
	Name      string
	Source    Group     // presynaptic neurons
	Target    Group     // postsynaptic neurons
	Model     string    // variables of a synapse
	OnPre     string    // statements executed when the presynaptic neuron spikes
	OnPost    string    // statements executed when the postsynaptic neuron spikes
	Delay     any       // of OnPre: nil (none), a units.Quantity for all, a string, a units.Array or a []float64 (s)
	Connect   []Connect // executed one after another; at least one
	Initial   []Set     // initial values of the variables, after connecting
	Namespace Namespace
}

// Connect makes synapses between the pairs (i, j) of a source and a target, numbered from 0. The zero Connect
// makes one for every pair.
type Connect struct {
	// Condition says which pairs are connected, in terms of i, j, and variables with the endings _pre and _post.
	Condition string
	// Probability with which a pair that meets the condition is connected: nil (certainly), a float64, a
	// units.Quantity without unit, or a string (an expression of what Condition may use).
	Probability any
	// I and J list pairs: a synapse from I[n] to J[n] for each n. They exclude the other fields.
	I, J []int
}

// Synapses connect the neurons of two groups.
type Synapses struct {
	spec      Synapse
	model     *equations.Model
	constants equations.Symbols
	pre, post *lower.Template // nil where nothing happens
	connects  []*connect
	delay     *lower.Template // a probe of the delay in seconds; nil where all are equal
	delays    []float64       // s, one for each synapse; nil where not given as an array
	uniform   float64         // s, the delay of all synapses
	initial   []*assignment
}

// connect is a checked Connect.
type connect struct {
	condition   *lower.Template // a probe; nil: every pair
	probability *lower.Template // a probe; nil: fixed
	fixed       float64
	pairs       bool
	i, j        []int32
}

// NewSynapses checks a description and returns the synapses it describes, or an error with all faults.
func NewSynapses(spec Synapse) (*Synapses, error) {
	s := &Synapses{spec: spec}
	s.spec.Connect, s.spec.Initial = slices.Clone(spec.Connect), slices.Clone(spec.Initial)
	if err := s.checkPlain(); err != nil {
		return nil, err
	}
	if err := s.readModel(); err != nil {
		return nil, err
	}
	var errs []error
	s.pre = s.readPathway(&errs, "pre", spec.OnPre)
	s.post = s.readPathway(&errs, "post", spec.OnPost)
	errs = append(errs, s.readConnects(), s.readDelay())
	var err error
	s.initial, err = newAssignments(s, spec.Initial)
	if err := errors.Join(append(errs, err)...); err != nil {
		return nil, err
	}
	return s, nil
}

// Name returns the name of the synapses.
func (s *Synapses) Name() string { return s.spec.Name }

// String names the synapses in messages.
func (s *Synapses) String() string { return fmt.Sprintf("synapses %q", s.spec.Name) }

func (s *Synapses) parts() []Object            { return []Object{s.spec.Source, s.spec.Target} }
func (s *Synapses) ownScope() equations.Scope  { return s.scope() }
func (s *Synapses) ownModel() *equations.Model { return s.model }

func (s *Synapses) checkPlain() error {
	if err := checkName("synapses", s.spec.Name); err != nil {
		return err
	}
	if absent(s.spec.Source) || absent(s.spec.Target) {
		return fmt.Errorf("sim: %s: Source and Target must be given", s)
	}
	if len(s.spec.Connect) == 0 {
		return fmt.Errorf("sim: %s: no synapse was ever made; give Connect, such as []sim.Connect{{}} for all pairs", s)
	}
	if g, _ := s.spec.Source.neurons(); s.spec.OnPre != "" && g.threshold == nil {
		return fmt.Errorf("sim: %s: OnPre waits for spikes of %s, which has no threshold", s, g)
	}
	if g, _ := s.spec.Target.neurons(); s.spec.OnPost != "" && g.threshold == nil {
		return fmt.Errorf("sim: %s: OnPost waits for spikes of %s, which has no threshold", s, g)
	}
	return nil
}

func (s *Synapses) readModel() error {
	src := source(s, "model", s.spec.Model)
	block, err := syntax.ParseEquations(src)
	if err != nil {
		return err
	}
	model, list := equations.NewModel(src, block, equations.Synapses)
	for _, v := range model.Differential() {
		list = append(list, syntax.Faultf(src, v.At, "differential equations of synapses are not supported yet"))
	}
	list = append(list, s.ambiguous(model)...)
	s.model = model
	if s.constants, err = s.spec.Namespace.symbols(s, model); err != nil {
		return errors.Join(faults(list), err)
	}
	return faults(append(list, model.Check(s.scope())...))
}

// ambiguous finds variables named like one of a neuron at either end, or like the delay: a reader of the synapses'
// statements could not know which is meant.
//
// Source: Brian 2, Synapses.
func (s *Synapses) ambiguous(model *equations.Model) syntax.Faults {
	pre, _ := s.spec.Source.neurons()
	post, _ := s.spec.Target.neurons()
	var list syntax.Faults
	for _, v := range model.Variables {
		owner := ""
		switch {
		case v.Name == "delay":
			owner = "every synapse has a delay"
		case post.model.Variable(v.Name) != nil:
			owner = "the postsynaptic neurons have one"
		case pre.model.Variable(v.Name) != nil:
			owner = "the presynaptic neurons have one"
		default:
			continue
		}
		list = append(list, syntax.Faultf(model.Source, v.At, "a synapse cannot have a variable %q", v.Name).
			WithNote(owner+"; call it "+v.Name+"_syn"))
	}
	return list
}

// scope is what the names in the synapses' texts refer to. A name that a synapse does not have itself is that of
// a postsynaptic variable.
func (s *Synapses) scope() equations.Scope {
	own := clockSymbols()
	pre, _ := s.spec.Source.neurons()
	post, _ := s.spec.Target.neurons()
	preScope, postScope := pre.scopeFrom(equations.Pre), post.scopeFrom(equations.Post)
	scope := equations.Layers{own, ends{preScope, postScope}, variables{post.model, postScope}, s.constants,
		equations.Units{}}
	index := equations.Symbol{Kind: equations.Element, Info: integerInfo, ReadOnly: "it is an index"}
	own["i"], own["j"] = index, index
	for name, side := range map[string]equations.Side{"i": equations.Pre, "j": equations.Post} {
		index.Name, index.Side = name, side
		own[name] = index
	}
	own["N"] = equations.Symbol{Name: "N", Kind: equations.Bound, Info: integerInfo, ReadOnly: "it is a number of synapses"}
	addVariables(own, s.model, equations.Own, scope, false)
	return scope
}

// readPathway reads the statements of a pathway.
func (s *Synapses) readPathway(errs *[]error, name, text string) *lower.Template {
	src := source(s, "on_"+name, text)
	list, err := syntax.ParseStatements(src)
	if err == nil {
		err = faults(equations.CheckStatements(list, src, s.scope()))
	}
	if err != nil {
		*errs = append(*errs, err)
		return nil
	}
	if len(list) == 0 {
		return nil
	}
	return lower.Statements(name, list, s.scope(), equations.Pathway)
}

func (s *Synapses) readConnects() error {
	var errs []error
	for _, spec := range s.spec.Connect {
		c, err := s.newConnect(spec)
		s.connects, errs = append(s.connects, c), append(errs, err)
	}
	return errors.Join(errs...)
}

func (s *Synapses) newConnect(spec Connect) (*connect, error) {
	if spec.I != nil || spec.J != nil {
		return s.newPairs(spec)
	}
	c := &connect{fixed: 1}
	if spec.Condition != "" {
		e, err := condition(source(s, "connect: condition", spec.Condition), s.pairScope())
		if err != nil {
			return nil, err
		}
		c.condition = lower.Probe(e, s.pairScope(), false)
	}
	return c, s.readProbability(c, spec.Probability)
}

// pairScope is the scope of expressions about pairs that are not synapses yet.
func (s *Synapses) pairScope() equations.Scope { return without{s.scope(), s.model} }

// without is a scope that does not know the variables of a model.
type without struct {
	scope equations.Scope
	model *equations.Model
}

// Lookup returns the symbol of a name that is no variable of the model.
func (w without) Lookup(name string) (equations.Symbol, bool) {
	if w.model.Variable(name) != nil || name == "N" {
		return equations.Symbol{}, false
	}
	return w.scope.Lookup(name)
}

// WhyUnknown says why a name is not known.
func (w without) WhyUnknown(name string) string {
	if _, known := w.scope.Lookup(name); known {
		return "pairs have no variables of synapses yet"
	}
	return ""
}

// Names lists the names of the scope.
func (w without) Names() []string {
	return slices.DeleteFunc(w.scope.Names(), func(name string) bool { return w.model.Variable(name) != nil })
}

func (s *Synapses) readProbability(c *connect, p any) error {
	switch p := p.(type) {
	case nil:
		return nil
	case string:
		src := source(s, "connect: probability", p)
		e, err := syntax.ParseExpr(src)
		if err != nil {
			return err
		}
		info, list := equations.Check(e, src, s.pairScope())
		if len(list) == 0 && (info.Type == equations.Boolean || !info.Dim.IsDimensionless()) {
			list = syntax.Faults{syntax.Faultf(src, e.Span(), "a probability is a number without unit")}
		}
		if len(list) > 0 {
			return list
		}
		c.probability = lower.Probe(e, s.pairScope(), false)
		return nil
	case units.Quantity:
		if !p.Dimension().IsDimensionless() {
			return fmt.Errorf("sim: %s: connect: probability %s has a unit", s, p)
		}
		c.fixed = p.SI()
	case float64:
		c.fixed = p
	case int:
		c.fixed = float64(p)
	default:
		return fmt.Errorf("sim: %s: connect: probability of type %T; give a number or a string", s, p)
	}
	if !(c.fixed >= 0 && c.fixed <= 1) {
		return fmt.Errorf("sim: %s: connect: probability %v is not between 0 and 1", s, c.fixed)
	}
	return nil
}

// newPairs reads a list of pairs.
func (s *Synapses) newPairs(spec Connect) (*connect, error) {
	if spec.Condition != "" || spec.Probability != nil {
		return nil, fmt.Errorf("sim: %s: connect: I and J list pairs; leave Condition and Probability out", s)
	}
	if len(spec.I) != len(spec.J) {
		return nil, fmt.Errorf("sim: %s: connect: I has %d entries and J %d; they list pairs", s, len(spec.I), len(spec.J))
	}
	c := &connect{pairs: true, i: make([]int32, len(spec.I)), j: make([]int32, len(spec.J))}
	for n := range spec.I {
		if i := spec.I[n]; i < 0 || i >= s.spec.Source.Size() {
			return nil, s.outside("I", n, i, s.spec.Source)
		}
		if j := spec.J[n]; j < 0 || j >= s.spec.Target.Size() {
			return nil, s.outside("J", n, j, s.spec.Target)
		}
		c.i[n], c.j[n] = int32(spec.I[n]), int32(spec.J[n])
	}
	return c, nil
}

// outside says that entry n of a list of pairs is no neuron.
func (s *Synapses) outside(list string, n, neuron int, of Group) error {
	return fmt.Errorf("sim: %s: connect: %s[%d] = %d, but %s has neurons 0 to %d", s, list, n, neuron, of, of.Size()-1)
}

// delayVariable describes the delay of a synapse for checking what is given for it.
var delayVariable = &equations.Variable{Kind: syntax.Parameter, Name: "delay", Info: timeInfo}

func (s *Synapses) readDelay() error {
	switch d := s.spec.Delay.(type) {
	case nil:
		return nil
	case units.Quantity:
		if !isDuration(d) {
			return fmt.Errorf("sim: %s: delay %s is not a time of 0 or more", s, d)
		}
		s.uniform = d.SI()
		return nil
	case string:
		src := source(s, "delay", d)
		e, err := syntax.ParseExpr(src)
		if err != nil {
			return err
		}
		list := equations.CheckValue(e, src, s.scope(), delayVariable)
		if len(list) == 0 {
			s.delay = lower.Probe(e, s.scope(), false)
		}
		return faults(list)
	}
	values, ok, err := arrayOf(s, delayVariable, s.spec.Delay)
	if err == nil && !ok {
		err = fmt.Errorf("sim: %s: delay of type %T; give a units.Quantity, a string or an array", s, s.spec.Delay)
	}
	s.delays = values
	return err
}
