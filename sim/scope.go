package sim

import (
	"math"
	"slices"
	"strings"

	"golgi/sim/internal/equations"
	"golgi/sim/internal/syntax"
	"golgi/units"
)

var (
	timeInfo    = equations.Info{Type: equations.Float, Dim: units.Second.Dim}
	integerInfo = equations.Info{Type: equations.Integer}
	booleanInfo = equations.Info{Type: equations.Boolean}
)

// clockSymbols are the names that every object knows from its clock.
func clockSymbols() equations.Symbols {
	return equations.Symbols{
		"t": {Name: "t", Kind: equations.Stored, Info: timeInfo, Side: equations.Clock, ReadOnly: "it is the time"},
		"t_in_timesteps": {Name: "t_in_timesteps", Kind: equations.Stored, Info: integerInfo, Side: equations.Clock,
			ReadOnly: "it is the time"},
		"dt": {Name: "dt", Kind: equations.Bound, Info: timeInfo, ReadOnly: "it is the step size"},
	}
}

// scope is what the names in the group's own texts refer to.
func (g *NeuronGroup) scope() equations.Scope { return g.scopeFrom(equations.Own) }

// scopeFrom is the group's scope as seen from one of its neurons (Own), or from a synapse at one of its ends.
func (g *NeuronGroup) scopeFrom(side equations.Side) equations.Scope {
	own := clockSymbols()
	scope := equations.Layers{own, sided(g.constants, side), equations.Units{}}
	count := "N"
	if side != equations.Own {
		count += "_" + side.String()
	}
	own["i"] = equations.Symbol{Name: "i", Kind: equations.Element, Info: integerInfo, Side: side, ReadOnly: "it is an index"}
	own["N"] = equations.Symbol{Name: count, Kind: equations.Bound, Info: integerInfo, ReadOnly: "it is a number of neurons"}
	if g.mayRest() {
		own["lastspike"] = equations.Symbol{Name: "lastspike", Kind: equations.Stored, Info: timeInfo, Side: side,
			ReadOnly: "it is set by spikes"}
		own["not_refractory"] = equations.Symbol{Name: "not_refractory", Kind: equations.Stored, Info: booleanInfo,
			Side: side, ReadOnly: "it is set by spikes"}
	}
	addVariables(own, g.model, side, equations.Layers{g.whole(side), scope}, g.mayRest())
	return scope
}

// whole is what the group's subexpressions mean by i and N where a synapse uses them: its own, also if the synapse
// ends at a Subgroup.
func (g *NeuronGroup) whole(side equations.Side) equations.Symbols {
	if side == equations.Own {
		return nil
	}
	return equations.Symbols{
		"i": {Name: "i", Kind: equations.Element, Info: integerInfo, Side: side, Whole: true},
		"N": {Name: "N", Kind: equations.Number, Info: integerInfo, Side: side, Value: float64(g.Size())},
	}
}

// mayRest reports whether the neurons have a refractory period, which the equations may mention before it is read.
func (g *NeuronGroup) mayRest() bool { return g.spec.Refractory != nil }

// addVariables adds a model's variables to symbols; formulas are understood in scope.
func addVariables(symbols equations.Symbols, m *equations.Model, side equations.Side, scope equations.Scope, refractory bool) {
	for _, v := range m.Variables {
		sym := equations.Symbol{Name: v.Name, Kind: equations.Stored, Info: v.Info, Side: side, Shared: v.Has("shared")}
		sym.Guarded = refractory && v.Has("unless refractory")
		if v.Kind == syntax.Subexpression {
			sym.Kind, sym.Expr, sym.Scope = equations.Formula, v.Expr, scope
		}
		if v.Has("constant") {
			sym.ReadOnly = "it is flagged (constant)"
		}
		symbols[v.Name] = sym
	}
}

// sided returns constants as those of one side.
func sided(constants equations.Symbols, side equations.Side) equations.Symbols {
	out := make(equations.Symbols, len(constants))
	for name, sym := range constants {
		sym.Side = side
		out[name] = sym
	}
	return out
}

// ends is the scope of what a synapse knows of its two neurons: x_pre, x_post.
type ends struct{ pre, post equations.Scope }

// Lookup returns the symbol of a name with one of the two endings.
func (s ends) Lookup(name string) (equations.Symbol, bool) {
	for _, end := range []struct {
		suffix string
		scope  equations.Scope
	}{{"_pre", s.pre}, {"_post", s.post}} {
		if base, ok := strings.CutSuffix(name, end.suffix); ok {
			sym, known := end.scope.Lookup(base)
			return sym, known && sym.Kind != equations.Number && sym.Side != equations.Clock && base != "dt"
		}
	}
	return equations.Symbol{}, false
}

// Names lists what is known of both ends.
func (s ends) Names() []string {
	var names []string
	for _, name := range s.pre.Names() {
		names = append(names, name+"_pre")
	}
	for _, name := range s.post.Names() {
		names = append(names, name+"_post")
	}
	return slices.DeleteFunc(names, func(name string) bool {
		_, known := s.Lookup(name)
		return !known
	})
}

// variables is a scope that knows only the variables of the model behind a group's scope.
type variables struct {
	model *equations.Model
	scope equations.Scope
}

// Lookup returns the symbol of a variable.
func (s variables) Lookup(name string) (equations.Symbol, bool) {
	if s.model.Variable(name) == nil && name != "lastspike" && name != "not_refractory" {
		return equations.Symbol{}, false
	}
	return s.scope.Lookup(name)
}

// Names lists the variables.
func (s variables) Names() []string {
	var names []string
	for _, v := range s.model.Variables {
		names = append(names, v.Name)
	}
	return names
}

func finite(x float64) bool { return !math.IsInf(x, 0) && !math.IsNaN(x) }
