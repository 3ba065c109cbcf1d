package integrate

import (
	"slices"
	"strings"

	"golgi/internal/suggest"
	"golgi/sim/internal/equations"
	"golgi/sim/internal/syntax"
)

// System is what is integrated: the differential variables of a model.
type System struct {
	Source    *syntax.Source
	Variables []*equations.Variable
	Scope     equations.Scope
}

// NewSystem returns the system of a model's differential equations.
func NewSystem(m *equations.Model, scope equations.Scope) *System {
	return &System{Source: m.Source, Variables: m.Differential(), Scope: scope}
}

// Update is one time step. All expressions are in terms of the values before it.
type Update struct {
	Method    string
	Values    []Value
	Constants []Constant
}

// Value is the value of a variable after the step. A neuron that is refractory takes Refractory where it is
// given; this serves variables that depend on one flagged (unless refractory), which itself keeps its value.
type Value struct {
	Variable   *equations.Variable
	Expr       syntax.Expr
	Refractory syntax.Expr
}

// Constant is a number that an Update refers to by name, and its value at a step size in seconds.
type Constant struct {
	Name  string
	Value func(dt float64) float64
}

// method is one way to integrate: it returns why it cannot serve a system where it cannot.
type method struct {
	name   string
	update func(*System) (*Update, *syntax.Fault)
}

var methods = []method{{"euler", euler}, {"exact", exact}, {"exponential_euler", exponentialEuler}}

// Names lists the methods there are.
func Names() []string {
	names := make([]string, len(methods))
	for n, m := range methods {
		names[n] = m.name
	}
	slices.Sort(names)
	return names
}

// Choose returns the update of a system by the named method, or by the one that Brian 2 would choose where
// name is empty. "linear" is Brian's older name for exact. The fault of an unknown name has no source.
func Choose(sys *System, name string) (*Update, *syntax.Fault) {
	if name == "" {
		return chooseDefault(sys)
	}
	if name == "linear" {
		name = "exact"
	}
	for _, m := range methods {
		if m.name != name {
			continue
		}
		update, fault := m.update(sys)
		if fault != nil {
			fault.Note += "; use " + strings.Join(sys.methods(), " or ")
		}
		return update, fault
	}
	list := equations.List(Names())
	fault := syntax.Faultf(nil, syntax.Span{}, "unknown method %q; there are %s", name, list)
	return nil, fault.WithNote(suggest.DidYouMean(name, Names()))
}

// methods lists the methods that can solve a system; euler is always among them.
func (sys *System) methods() []string {
	var names []string
	for _, m := range methods {
		if _, fault := m.update(sys); fault == nil {
			names = append(names, m.name)
		}
	}
	return names
}

// refusal says that a method cannot solve an equation, or what else, because of what e is.
func (sys *System) refusal(method, what string, e syntax.Expr, why string) *syntax.Fault {
	return syntax.Faultf(sys.Source, e.Span(), "method %q cannot solve %s", method, what).WithNote(why)
}

// chooseDefault tries exact and then euler. Source: Brian 2, NeuronGroup: method_choice.
func chooseDefault(sys *System) (*Update, *syntax.Fault) {
	if update, fault := exact(sys); fault == nil && exactByDefault(sys) {
		return update, nil
	}
	return euler(sys)
}

// Scope returns the scope in which the update's expressions stand.
func (u *Update) Scope(sys *System) equations.Scope {
	constants := make(equations.Symbols)
	number := equations.Info{Type: equations.Float} // of whatever unit: what stands here was checked before
	for _, c := range u.Constants {
		constants[c.Name] = equations.Symbol{Name: c.Name, Kind: equations.Bound, Info: number}
	}
	constants[stepName] = equations.Symbol{Name: "dt", Kind: equations.Bound, Info: number}
	return equations.Layers{constants, sys.Scope}
}
