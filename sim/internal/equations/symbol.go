package equations

import (
	"maps"
	"math"
	"slices"

	"golgi/sim/internal/syntax"
	"golgi/units"
)

// Type is the type of an expression or variable.
type Type uint8

// The types, as Brian 2 has them. Nothing is the type of what cannot be known, because of a fault elsewhere.
const (
	Nothing Type = iota
	Float
	Integer
	Boolean
)

// String returns the type's name as used in messages.
func (t Type) String() string {
	return [...]string{Nothing: "nothing", Float: "a float", Integer: "an integer", Boolean: "a boolean"}[t]
}

// Convert returns a number as a value of the type: an integer cut off towards zero, a boolean that is 1 where the number is not 0.
func (t Type) Convert(x float64) float64 {
	switch t {
	case Integer:
		return math.Trunc(x)
	case Boolean:
		return truth(x != 0)
	}
	return x
}

// Info is what is known of an expression.
type Info struct {
	Type Type
	Dim  units.Dimension
}

// Side says whose a stored variable is, seen from an expression.
type Side uint8

// The sides.
const (
	Own   Side = iota + 1 // of the object the expression belongs to
	Pre                   // of the presynaptic neuron
	Post                  // of the postsynaptic neuron
	Clock                 // of the object's clock: t, t_in_timesteps
)

// String returns the side's name for the reader of IR texts.
func (s Side) String() string {
	return [...]string{"", "own", "pre", "post", "clock"}[s]
}

// SymbolKind says what a name refers to.
type SymbolKind uint8

// The kinds of symbols.
const (
	Stored   SymbolKind = iota + 1 // a variable in memory
	Formula                        // a subexpression: its expression is meant
	Number                         // a constant: a value of the namespace, a unit, pi
	Bound                          // a constant known once the object is in a network: dt, N, a propagator
	Element                        // the number of the element: i of a neuron, or i and j of a synapse
	Callable                       // a function that a user gave
	broken                         // a variable whose definition has a fault: nothing is said of its uses
)

// Symbol is what a name refers to.
type Symbol struct {
	Name string // canonical: of the variable in its own model, without suffix
	Kind SymbolKind
	Info
	Side     Side    // Stored, Formula, Element, and of a Number whose namespace it is from
	At       Side    // Stored by the object itself for each element of this side; 0: of Side
	By       *Symbol // Stored: what holds the number of the element; nil: it is the one that is meant by Side or At
	Value    float64 // Number
	Unit     bool    // Number: a unit or pi, part of the code rather than a parameter of the model
	Whole    bool    // Element of a synapse's end: counted in the whole group, not in source or target
	Shared   bool    // Stored: one value for all elements
	ReadOnly string  // why it cannot be assigned to; empty if it can
	Unusable string  // why nothing can be computed with it; empty if that is not so
	// Guarded variables, flagged (unless refractory), are not written for refractory neurons, except by the
	// reset.
	Guarded bool
	Expr    syntax.Expr // Formula
	Scope   Scope       // Formula: what its names refer to
	Usage   string      // Callable: how it is called
	Timed   *Timed      // Callable that is given by values
	Use     *Use        // Number of a namespace: what it is used for
	Given   *Given      // Callable: what it computes; nil where it was written out
}

// Scope tells what names refer to.
type Scope interface {
	// Lookup returns the symbol of a name.
	Lookup(name string) (Symbol, bool)
	// Names lists the names that a user may have meant, for the notes of faults.
	Names() []string
}

// Symbols is a Scope made of a map.
type Symbols map[string]Symbol

// Lookup returns the symbol of a name.
func (s Symbols) Lookup(name string) (Symbol, bool) {
	sym, ok := s[name]
	return sym, ok
}

// Names lists the names.
func (s Symbols) Names() []string {
	names := make([]string, 0, len(s))
	for name := range s {
		names = append(names, name)
	}
	return names
}

// Layers is a Scope of scopes; the first that knows a name answers.
type Layers []Scope

// Lookup returns the symbol of a name.
func (l Layers) Lookup(name string) (Symbol, bool) {
	for _, scope := range l {
		if sym, ok := scope.Lookup(name); ok {
			return sym, true
		}
	}
	return Symbol{}, false
}

// Names lists the names of all layers.
func (l Layers) Names() []string {
	var names []string
	for _, scope := range l {
		names = append(names, scope.Names()...)
	}
	return names
}

// Units is the Scope of what is known everywhere: the units, pi, e, inf and the constants of nature.
type Units struct{}

// Lookup returns the symbol of a name.
func (Units) Lookup(name string) (Symbol, bool) {
	sym := Symbol{Name: name, Kind: Number, Info: Info{Type: Float}, Unit: true, ReadOnly: "it is a constant"}
	if value, ok := mathConstants[name]; ok {
		sym.Value = value
		return sym, true
	}
	if constant, ok := physical[name]; ok {
		sym.Value, sym.Dim = constant.SI(), constant.Dimension()
		return sym, true
	}
	unit, ok := units.Lookup(name)
	if !ok {
		return Symbol{}, false
	}
	sym.Value, sym.Dim, sym.ReadOnly = unit.Scale, unit.Dim, "it is a unit"
	return sym, true
}

// Names lists the constants of nature: there are too many units to suggest one of them; see meant for the usual ones.
func (Units) Names() []string {
	return slices.Collect(maps.Keys(physical))
}
