package sim

import (
	"golgi/sim/internal/equations"
)

// scope is what the names in the group's own texts refer to.
func (g *NeuronGroup) scope() equations.Scope { return g.scopeFrom(equations.Own) }

// scopeFrom is the group's scope as seen from one of its neurons (Own), or from a synapse at one of its ends.
func (g *NeuronGroup) scopeFrom(side equations.Side) equations.Scope {
	return g.scopes.of(side, func() equations.Scope { return g.newScope(side) })
}

func (g *NeuronGroup) newScope(side equations.Side) equations.Scope {
	own := make(equations.Symbols, 4+len(g.model.Variables))
	scope := equations.Layers{own, clockSymbols, sided(g.constants, side), equations.Units{}}
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
	g.addLinks(own, side)
	return scope
}

// whole says what the group's subexpressions mean by i and N where a synapse uses them: the neuron's number in the whole
// group, and the size of that, also if the synapse ends at a Subgroup.
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
func (g *NeuronGroup) mayRest() bool { return g.spec.Refractory != "" }
