package equations

import (
	"slices"
	"strings"

	"golgi/internal/suggest"
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

// Stored reports whether the variable has a place in memory.
func (v *Variable) Stored() bool { return v.Kind != syntax.Subexpression }

// Model is a block of equations with all its variables, in the order of the text.
type Model struct {
	Source    *syntax.Source
	Owner     Owner
	Variables []*Variable
}

// NewModel finds the variables of a block and checks names, units and flags. Expressions are checked by
// Check, once a scope knows what all names refer to.
func NewModel(src *syntax.Source, block []*syntax.Equation, owner Owner) (*Model, syntax.Faults) {
	m := &Model{Source: src, Owner: owner}
	var faults syntax.Faults
	for _, eq := range block {
		v, fault := newVariable(src, eq, owner)
		if fault == nil && m.Variable(v.Name) != nil {
			fault = syntax.Faultf(src, eq.Name.At, "%q is defined twice", v.Name)
		}
		if fault != nil {
			faults = append(faults, fault)
			continue
		}
		m.Variables = append(m.Variables, v)
	}
	return m, faults
}

// Variable returns the variable of a name, or nil.
func (m *Model) Variable(name string) *Variable {
	for _, v := range m.Variables {
		if v.Name == name {
			return v
		}
	}
	return nil
}

// Differential returns the variables defined by differential equations, in the order of the text.
func (m *Model) Differential() []*Variable {
	var vs []*Variable
	for _, v := range m.Variables {
		if v.Kind == syntax.Differential {
			vs = append(vs, v)
		}
	}
	return vs
}

func newVariable(src *syntax.Source, eq *syntax.Equation, owner Owner) (*Variable, *syntax.Fault) {
	if why := refusedName(eq.Name.Name, owner); why != "" {
		return nil, syntax.Faultf(src, eq.Name.At, "a variable cannot be named %q: %s", eq.Name.Name, why)
	}
	info, note := unitOf(eq.Unit.Text)
	if note != "" {
		return nil, syntax.Faultf(src, eq.Unit.At, "%q has no usable unit", eq.Name.Name).WithNote(note)
	}
	v := &Variable{Kind: eq.Kind, Name: eq.Name.Name, Info: info, Unit: eq.Unit.Text, Expr: eq.Expr, At: eq.Name.At}
	if v.Kind == syntax.Differential && v.Type != Float {
		return nil, syntax.Faultf(src, eq.Unit.At, "%q follows a differential equation and so cannot be %s", v.Name, v.Type)
	}
	for _, flag := range eq.Flags {
		if why := refusedFlag(flag.Text, v.Kind, owner); why != "" {
			return nil, syntax.Faultf(src, flag.At, "%q cannot be flagged (%s): %s", v.Name, flag.Text, why)
		}
		v.Flags = append(v.Flags, flag.Text)
	}
	return v, nil
}

// unitOf reads the unit of a variable: a type, or a unit of scale 1.
func unitOf(text string) (Info, string) {
	switch text {
	case "boolean":
		return Info{Type: Boolean}, ""
	case "integer":
		return Info{Type: Integer}, ""
	}
	unit, err := units.ParseUnit(text)
	if err != nil {
		return Info{}, strings.TrimPrefix(firstLine(err.Error()), "units: ")
	}
	if unit.Scale != 1 {
		return Info{}, "variables are kept in base units; write " + unit.Dim.String() + " and give values in " + text
	}
	return Info{Type: Float, Dim: unit.Dim}, ""
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

var reservedNames = map[Owner][]string{
	Neurons: {"t", "dt", "t_in_timesteps", "i", "N", "lastspike", "not_refractory", "xi", "pi", "e", "inf"},
	Synapses: {"t", "dt", "t_in_timesteps", "i", "j", "N", "N_pre", "N_post", "N_incoming", "N_outgoing",
		"lastupdate", "not_refractory", "xi", "pi", "e", "inf"},
}

func refusedName(name string, owner Owner) string {
	_, isFunction := functions[name]
	switch {
	case slices.Contains(reservedNames[owner], name), strings.HasPrefix(name, "xi_"):
		return "the name is reserved"
	case isFunction:
		return "it is a function"
	case strings.HasPrefix(name, "_"):
		return "names with a leading underscore are reserved"
	case strings.HasSuffix(name, "_pre"), strings.HasSuffix(name, "_post"):
		return "the endings _pre and _post say whose variable a synapse means"
	}
	return ""
}

// flagged tells which kinds of equations of which owners may carry a flag that is supported.
var flagged = map[string]struct {
	kinds  []syntax.EquationKind
	owners []Owner
}{
	"constant":          {[]syntax.EquationKind{syntax.Parameter}, []Owner{Neurons, Synapses}},
	"shared":            {[]syntax.EquationKind{syntax.Parameter, syntax.Subexpression}, []Owner{Neurons, Synapses}},
	"unless refractory": {[]syntax.EquationKind{syntax.Differential}, []Owner{Neurons}},
}

func refusedFlag(flag string, kind syntax.EquationKind, owner Owner) string {
	rule, ok := flagged[flag]
	switch {
	case !ok:
		return "this flag is not supported yet"
	case !slices.Contains(rule.owners, owner):
		return "the flag is not for " + map[Owner]string{Neurons: "neurons", Synapses: "synapses"}[owner]
	case !slices.Contains(rule.kinds, kind):
		return "the flag is not for " + kindName(kind)
	}
	return ""
}

func kindName(kind syntax.EquationKind) string {
	return [...]string{"", "differential equations", "subexpressions", "parameters"}[kind]
}

// Check checks every expression of the model in a scope, and that no subexpression refers to itself.
func (m *Model) Check(scope Scope) syntax.Faults {
	var faults syntax.Faults
	for _, v := range m.Variables {
		if v.Expr == nil {
			continue
		}
		if cycle := m.cycle(v); cycle != nil {
			faults = append(faults, syntax.Faultf(m.Source, v.At, "%q refers to itself: %s", v.Name, strings.Join(cycle, " -> ")))
			continue
		}
		info, more := Check(v.Expr, m.Source, scope)
		if len(more) == 0 {
			more = m.checkDeclared(v, info, scope)
		}
		faults = append(faults, more...)
	}
	return faults
}

// checkDeclared compares the unit and type of a variable's expression with those declared.
func (m *Model) checkDeclared(v *Variable, info Info, scope Scope) syntax.Faults {
	want := v.Dim
	if v.Kind == syntax.Differential {
		rate, err := v.Dim.Div(units.Second.Dim)
		if err != nil {
			return syntax.Faults{syntax.Faultf(m.Source, v.At, "%s", strings.TrimPrefix(err.Error(), "units: "))}
		}
		want = rate
	}
	if fault := assignable(info, Info{v.Type, want}); fault != "" {
		what := v.Name
		if v.Kind == syntax.Differential {
			what = "d" + v.Name + "/dt"
		}
		return syntax.Faults{syntax.Faultf(m.Source, v.Expr.Span(), "%s %s", what, fault)}
	}
	if v.Has("shared") && !Uniform(v.Expr, scope) {
		return syntax.Faults{syntax.Faultf(m.Source, v.Expr.Span(), "%q is shared, but its expression is not the same for all elements", v.Name)}
	}
	return nil
}

// assignable says what keeps a value of one kind from being given to a variable of another; empty if nothing.
func assignable(value, variable Info) string {
	switch {
	case value.Dim != variable.Dim:
		return "has unit " + variable.Dim.String() + ", but its expression has " + value.Dim.String()
	case variable.Type == Boolean && value.Type != Boolean:
		return "is a boolean, but its expression is " + value.Type.String() + "; write a condition"
	case variable.Type != Boolean && value.Type == Boolean:
		return "is " + variable.Type.String() + ", but its expression is a condition; write int(...)"
	case variable.Type == Integer && value.Type == Float:
		return "is an integer, but its expression is a float; write int(...)"
	}
	return ""
}

// cycle returns the names along which a subexpression refers to itself, or nil.
func (m *Model) cycle(v *Variable) []string {
	if v.Kind != syntax.Subexpression {
		return nil
	}
	done := make(map[string]bool)
	var visit func(name string, path []string) []string
	visit = func(name string, path []string) []string {
		path = append(path, name)
		if len(path) > 1 && name == v.Name {
			return path
		}
		w := m.Variable(name)
		if w == nil || w.Kind != syntax.Subexpression || done[name] {
			return nil
		}
		done[name] = true
		for _, id := range syntax.Identifiers(w.Expr) {
			if cycle := visit(id.Name, path); cycle != nil {
				return slices.Clone(cycle)
			}
		}
		return nil
	}
	return visit(v.Name, nil)
}

// MissingVariable is the note for a variable that an object does not have.
func (m *Model) MissingVariable(name string) string {
	names := make([]string, len(m.Variables))
	for n, v := range m.Variables {
		names[n] = v.Name
	}
	if note := suggest.DidYouMean(name, names); note != "" {
		return note
	}
	return "there are: " + List(names)
}
