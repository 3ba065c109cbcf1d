package equations

import (
	"fmt"
	"slices"

	"golgi/sim/internal/syntax"
	"golgi/units"
)

// Owner says what a model describes.
type Owner uint8

// The owners of models.
const (
	Neurons Owner = iota + 1
	Synapses
)

// Variable is a variable that a model defines.
type Variable struct {
	Kind syntax.EquationKind
	Name string
	Info
	Unit  string      // as written
	Expr  syntax.Expr // nil for parameters
	Flags []string
	At    syntax.Span
}

// Has reports whether the variable has a flag.
func (v *Variable) Has(flag string) bool { return slices.Contains(v.Flags, flag) }

// Stored reports whether the variable has a place in memory, as a subexpression has that keeps its value during a step, and
// one that is linked to another object's has not.
func (v *Variable) Stored() bool {
	return v.Kind != syntax.Subexpression && !v.Has("linked") || v.Has("constant over dt")
}

// Model is a block of equations with all its variables, in the order of the text.
type Model struct {
	Source    *syntax.Source
	Owner     Owner
	Variables []*Variable
	byName    map[string]*Variable
	broken    map[string]bool // names whose definitions have faults, or lead into a circle
}

// maxVariables bounds what some later stages take in proportion to the square.
const maxVariables = 1000

// ReadModel reads a block of equations as ParseEquations and NewModel do. There is no model where a name cannot be read,
// for whoever uses it would be blamed.
func ReadModel(src *syntax.Source, owner Owner) (*Model, syntax.Faults) {
	block, err := syntax.ParseEquations(src)
	if block == nil && err != nil {
		return nil, syntax.FaultsOf(err)
	}
	m, faults := NewModel(src, block, owner)
	return m, append(syntax.FaultsOf(err), faults...)
}

// NewModel finds the variables of a block and checks names, units, flags and that no subexpression refers
// to itself. Expressions are checked by Check, once a scope knows what all names refer to; a model with
// faults is good for nothing else.
func NewModel(src *syntax.Source, block []*syntax.Equation, owner Owner) (*Model, syntax.Faults) {
	m := &Model{Source: src, Owner: owner, byName: make(map[string]*Variable), broken: make(map[string]bool)}
	if len(block) > maxVariables {
		at := block[maxVariables].Name.At
		return m, syntax.Faults{syntax.Faultf(src, at, "a model has at most %d variables", maxVariables)}
	}
	var faults syntax.Faults
	for _, eq := range block {
		faults = append(faults, m.define(eq)...)
	}
	faults = append(faults, m.ownLastUpdate()...)
	return m, append(faults, m.circles()...)
}

// LastUpdate is the variable of synapses that says up to when their event-driven variables were integrated. Where there are
// none, synapses may have a parameter of that name, as in Brian 2, whose older versions had one in all synapses.
const LastUpdate = "lastupdate"

// ownLastUpdate refuses a parameter of that name beside what is event-driven.
func (m *Model) ownLastUpdate() syntax.Faults {
	own := m.byName[LastUpdate]
	if own == nil || m.Owner != Synapses || len(m.EventDriven()) == 0 {
		return nil
	}
	return syntax.Faults{syntax.Faultf(m.Source, own.At, "%q is defined twice", LastUpdate).
		WithNote("take the line out: what is event-driven brings it along")}
}

// refusedName says why a variable cannot have its name; it is empty where it can.
func (m *Model) refusedName(v *Variable) string {
	switch {
	case v.Summed(), v.Name == LastUpdate && v.Kind == syntax.Parameter && m.Owner == Synapses:
		return ""
	case v.Name == "j" && m.Owner != Synapses: // which call it j_post
		return ""
	}
	return RefusedName(v.Name)
}

// define adds the variable of an equation.
func (m *Model) define(eq *syntax.Equation) syntax.Faults {
	name := eq.Name.Name
	if eq.Broken {
		m.broken[name] = true
		return nil
	}
	if m.byName[name] != nil {
		return syntax.Faults{syntax.Faultf(m.Source, eq.Name.At, "%q is defined twice", name)}
	}
	v := &Variable{Kind: eq.Kind, Name: name, Unit: eq.Unit.Text, Expr: eq.Expr, At: eq.Name.At}
	var faults syntax.Faults
	fault := func(at syntax.Span, note, format string, args ...any) {
		faults = append(faults, syntax.Faultf(m.Source, at, format, args...).WithNote(note))
	}
	for _, flag := range eq.Flags {
		v.Flags = append(v.Flags, flag.Text)
	}
	if why := m.refusedName(v); why != "" {
		fault(eq.Name.At, why, "a variable cannot be named %q", name)
	}
	var note string
	if v.Info, note = unitOf(eq.Unit.Text); note != "" {
		fault(eq.Unit.At, note, "the unit of %q is no unit of a variable", name)
	} else if v.Kind == syntax.Differential && v.Type != Float {
		fault(eq.Unit.At, "", "%q follows a differential equation and so cannot be %s", name, v.Type)
	}
	for _, flag := range eq.Flags {
		if why := refusedFlag(flag.Text, v.Kind, m.Owner); why != "" {
			fault(flag.At, why, "%q cannot be flagged (%s)", name, flag.Text)
		} else if flag.Text == "linked" && len(eq.Flags) > 1 {
			fault(flag.At, "it is what it is linked to", "%q cannot be flagged (linked) and something else", name)
		}
	}
	if v.Has(eventDriven) && v.Has(clockDriven) {
		fault(eq.Flags[1].At, "it is integrated at every step, or when a spike arrives", "%q cannot be both %s and %s",
			name, eventDriven, clockDriven)
	}
	if why := refusedSum(v); why != "" && v.Summed() {
		fault(eq.Name.At, why, "%q cannot be flagged (summed)", name)
	}
	m.Add(v)
	m.broken[name] = m.broken[name] || len(faults) > 0
	return faults
}

// Broken are the names whose definitions have faults, as symbols, of whose uses nothing is said.
func (m *Model) Broken() Symbols {
	symbols := make(Symbols)
	for name, is := range m.broken {
		if is {
			symbols[name] = Symbol{Name: name, Kind: broken}
		}
	}
	return symbols
}

// Add adds a variable that the text does not define.
func (m *Model) Add(v *Variable) {
	m.Variables, m.byName[v.Name] = append(m.Variables, v), v
}

// typeWords are what Python and C call the types of variables, and what is written here.
var typeWords = map[string]string{"bool": "boolean", "int": "integer", "float": "1", "double": "1", "dimensionless": "1"}

// unitOf reads the unit of a variable: a type, or a unit of scale 1. The note says what is wrong.
func unitOf(text string) (Info, string) {
	switch text {
	case "boolean":
		return Info{Type: Boolean}, ""
	case "integer":
		return Info{Type: Integer}, ""
	}
	if word, ok := typeWords[text]; ok {
		return Info{}, fmt.Sprintf("it is no unit; write %s", word)
	}
	unit, err := units.ParseUnit(text)
	if err != nil {
		return Info{}, withoutPrefix(err)
	}
	if unit.Scale != 1 {
		return Info{}, fmt.Sprintf("it is no base unit; write %s, and give values in %s", unit.Dim, text)
	}
	return Info{Type: Float, Dim: unit.Dim}, ""
}

// Variable returns the variable of a name, or nil.
func (m *Model) Variable(name string) *Variable { return m.byName[name] }

// EventDriven returns the variables of differential equations that are integrated when a spike arrives, in the order of the text.
func (m *Model) EventDriven() []*Variable { return m.those((*Variable).EventDriven) }

// ClockDriven returns the variables of all other differential equations, which are integrated at every step.
func (m *Model) ClockDriven() []*Variable { return m.those((*Variable).ClockDriven) }

func (m *Model) those(are func(*Variable) bool) []*Variable {
	var list []*Variable
	for _, v := range m.Variables {
		if are(v) {
			list = append(list, v)
		}
	}
	return list
}

// MissingVariable is the note for a variable that an object does not have.
func (m *Model) MissingVariable(name string) string {
	names := make([]string, len(m.Variables))
	for n, v := range m.Variables {
		names[n] = v.Name
	}
	if note := didYouMean(name, names); note != "" {
		return note
	}
	return "there are: " + List(names)
}
