package sim

import (
	"maps"
	"sync/atomic"

	"golgi/sim/internal/equations"
	"golgi/sim/internal/syntax"
	"golgi/units"
)

var (
	timeInfo    = equations.Info{Type: equations.Float, Dim: units.Second.Dim}
	integerInfo = equations.Info{Type: equations.Integer}
	booleanInfo = equations.Info{Type: equations.Boolean}
)

// clockSymbols are the names that every object knows from its clock. They are not to be changed.
var clockSymbols = equations.Symbols{
	"t": {Name: "t", Kind: equations.Stored, Info: timeInfo, Side: equations.Clock, ReadOnly: "it is the time"},
	"t_in_timesteps": {Name: "t_in_timesteps", Kind: equations.Stored, Info: integerInfo, Side: equations.Clock,
		ReadOnly: "it is the time"},
	"dt": {Name: "dt", Kind: equations.Bound, Info: timeInfo, ReadOnly: "it is the step size"},
}

// addVariables adds a model's variables to symbols; formulas are understood in scope. Names whose definitions have faults
// cause no others.
func addVariables(symbols equations.Symbols, m *equations.Model, side equations.Side, scope equations.Scope, refractory bool) {
	for _, v := range m.Variables {
		if v.Summed() {
			continue // the name means the variable onto which it is summed
		}
		sym := equations.Symbol{Name: v.Name, Kind: equations.Stored, Info: v.Info, Side: side, Shared: v.Has("shared")}
		sym.Guarded = refractory && v.Has("unless refractory")
		switch {
		case v.Has(linkFlag): // its owner knows what it stands for
			sym.ReadOnly = "it is linked"
		case !v.Stored():
			sym.Kind, sym.Expr, sym.Scope = equations.Formula, v.Expr, scope
		case v.Kind == syntax.Subexpression:
			sym.ReadOnly = "it is a subexpression"
		case v.Has("constant"):
			sym.ReadOnly = "it is flagged (constant)"
		}
		symbols[v.Name] = sym
	}
	maps.Copy(symbols, m.Broken())
}

// sided returns constants as those of one side.
func sided(constants equations.Symbols, side equations.Side) equations.Symbols {
	if side == equations.Own {
		return constants
	}
	out := make(equations.Symbols, len(constants))
	for name, sym := range constants {
		sym.Side = side
		out[name] = sym
	}
	return out
}

// keptScopes are scopes of an object as they were made last, by side. What they are made of does not change once the object is made; while
// it is being made, whoever changes something forgets them.
type keptScopes struct {
	bySide [equations.Clock + 1]atomic.Pointer[equations.Scope]
}

// of returns the scope of a side, which is made where none is kept. It is not to be changed.
func (k *keptScopes) of(side equations.Side, make func() equations.Scope) equations.Scope {
	if kept := k.bySide[side].Load(); kept != nil {
		return *kept
	}
	scope := make()
	k.bySide[side].Store(&scope)
	return scope
}

func (k *keptScopes) forget() {
	for side := range k.bySide {
		k.bySide[side].Store(nil)
	}
}
