package sim

import (
	"fmt"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/equations"
	"golgi/sim/internal/syntax"
)

// Here is what the names of synapses mean to other synapses that begin or end at them.

func (s *Synapses) end() end {
	return end{object: s, of: s, members: members{size: whole}, order: s.spec.Order, elements: "synapses"}
}

func (s *Synapses) has(name string) bool {
	v := s.model.Variable(name)
	return v != nil && !v.Summed() || name != "" && name == s.spec.MultisynapticIndex
}

// scopeFrom is the scope of the synapses as seen from one of them (Own), or from another synapse at one of its ends. That one does
// not know the variables of their neurons by names without an ending: v_pre is that of its own neuron, and v_pre_post the one
// that its postsynaptic synapse begins at. Brian 2 knows the variables of the synapses themselves alone, i, j and N.
func (s *Synapses) scopeFrom(side equations.Side) equations.Scope {
	if side == equations.Own {
		return s.scope()
	}
	return s.scopes.of(side, func() equations.Scope {
		_, ending := s.newScopes()
		return seen{s, side, ending}
	})
}

// seen is a scope of synapses as seen from another synapse at a side of which they are.
type seen struct {
	synapses *Synapses
	side     equations.Side
	scope    equations.Scope
}

// Lookup returns the symbol of a name.
func (x seen) Lookup(name string) (equations.Symbol, bool) {
	sym, known := x.scope.Lookup(name)
	return x.symbol(sym), known
}

// Names lists the names that the synapses know.
func (x seen) Names() []string { return x.scope.Names() }

// symbol returns what a symbol of the synapses is here.
func (x seen) symbol(sym equations.Symbol) equations.Symbol {
	if sym.Side == equations.Clock || sym.Unit {
		return sym
	}
	if sym.Kind == equations.Element {
		return x.number(sym)
	}
	of := sym.Side
	if of == equations.Pre || of == equations.Post {
		sym.Name = bind.Behind(of, sym.Name)
		sym.Guarded, sym.ReadOnly = false, fmt.Sprintf("it belongs to the neurons of %s", x.synapses)
	}
	switch sym.Kind {
	case equations.Stored:
		sym.By, sym.At = x.by(sym), 0
	case equations.Formula:
		sym.Scope = seen{x.synapses, x.side, sym.Scope}
	case equations.Bound:
		if sym.Name != "dt" {
			sym.Name = bind.Behind(x.side, sym.Name)
		}
	}
	sym.Side = x.side
	return sym
}

// by is what holds the number of the element of a stored variable; nil: the synapse's own number does.
func (x seen) by(sym equations.Symbol) *equations.Symbol {
	end := sym.At
	if end == 0 {
		end = sym.Side
	}
	switch {
	case sym.By != nil:
		by := x.symbol(*sym.By)
		return &by
	case end == equations.Pre || end == equations.Post:
		by := x.neuron(end)
		return &by
	}
	return nil
}

// neuron is the number of the neuron at an end of a synapse, in its whole group.
func (x seen) neuron(end equations.Side) equations.Symbol {
	return equations.Symbol{Name: "_" + end.String(), Kind: equations.Stored, Info: integerInfo, Side: x.side, ReadOnly: "it is an index"}
}

// number is that number as a text means it: counted in source or target of the synapses.
func (x seen) number(sym equations.Symbol) equations.Symbol {
	e := x.synapses.source
	if sym.Side == equations.Post {
		e = x.synapses.target
	}
	neuron := x.neuron(sym.Side)
	if sym.Whole || e.start == 0 {
		return neuron
	}
	const inWhole, start = "_neuron", "_first"
	first := equations.Symbol{Name: bind.Behind(x.side, "_start_"+sym.Side.String()), Kind: equations.Bound, Info: integerInfo}
	return equations.Symbol{Name: sym.Name, Kind: equations.Formula, Info: integerInfo, Side: x.side, ReadOnly: "it is an index",
		Expr:  &syntax.Binary{Op: syntax.Sub, X: &syntax.Ident{Name: inWhole}, Y: &syntax.Ident{Name: start}},
		Scope: equations.Symbols{inWhole: neuron, start: first}}
}
