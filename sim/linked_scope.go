package sim

import (
	"fmt"

	"golgi/sim/internal/equations"
)

// Here is what the names of another group mean to a neuron that is linked to one of its elements.

// addLinks adds the linked variables to the symbols of the group's own variables.
func (g *NeuronGroup) addLinks(own equations.Symbols, side equations.Side) {
	for _, l := range g.links {
		own[l.name] = l.symbol(own, side)
	}
}

// symbol returns what the linked variable is to a group with some symbols of its own.
func (l *link) symbol(own equations.Symbols, side equations.Side) equations.Symbol {
	var number *equations.Symbol
	switch {
	case l.number.list != nil:
		number = &equations.Symbol{Name: l.indexName(), Kind: equations.Stored, Info: integerInfo, Side: side}
	case l.number.by != "":
		by := own[l.number.by]
		number = &by
	}
	if l.own != "" {
		sym := own[l.own]
		sym.By, sym.ReadOnly = number, fmt.Sprintf("it is linked to %q", l.own)
		return sym
	}
	sym := across{l, side, number, l.of.scope()}.symbol(l.source)
	if sym.Kind == equations.Stored && l.of.Size() == 1 && l.neurons > 1 {
		sym.Shared, sym.By = true, nil
	}
	sym.ReadOnly = l.readOnly()
	return sym
}

// readOnly says why texts of the neurons cannot write what the variable is linked to; empty: each writes an element of its own.
func (l *link) readOnly() string {
	to := fmt.Sprintf("it is linked to %s", l.of)
	switch from := l.source; {
	case from.Kind != equations.Stored:
		return fmt.Sprintf("it is linked to %q of %s, a subexpression", from.Name, l.of)
	case from.ReadOnly != "" || from.By != nil:
		return to + ", where it cannot be assigned to"
	case from.Guarded:
		return to + ", where it is (unless refractory), and these neurons do not know which are refractory"
	case from.Shared || l.of.Size() == 1 && l.neurons > 1:
		return to + ", of which all have one value"
	case l.number.by != "" || !l.number.distinct():
		return to + ", of which two may have the same element"
	case from.Info != l.info:
		return fmt.Sprintf("%s, where it is %s", to, from.Type)
	}
	return ""
}

// across is the scope of another group as seen from a neuron that is linked to one of its elements.
type across struct {
	link   *link
	side   equations.Side    // on which the neuron is
	number *equations.Symbol // of the element; nil: the neuron's own
	scope  equations.Scope
}

// Lookup returns the symbol of a name.
func (a across) Lookup(name string) (equations.Symbol, bool) {
	sym, known := a.scope.Lookup(name)
	return a.symbol(sym), known
}

// Names lists the names that the other group knows.
func (a across) Names() []string { return a.scope.Names() }

// symbol returns what a symbol of the other group is here.
func (a across) symbol(sym equations.Symbol) equations.Symbol {
	if sym.Side == equations.Clock || sym.Unit {
		return sym
	}
	switch sym.Kind {
	case equations.Stored:
		sym.By = a.element(sym.By)
		sym.Name = a.link.alias(sym.Name)
	case equations.Formula:
		sym.Scope = across{a.link, a.side, a.number, sym.Scope}
	case equations.Number, equations.Callable:
		sym.Name = a.link.alias(sym.Name)
	case equations.Element:
		sym.Whole = true
		if a.number != nil {
			sym = *a.number
		}
	case equations.Bound:
		if sym.Name == "N" {
			sym.Kind, sym.Name, sym.Value = equations.Number, a.link.alias(sym.Name), float64(a.link.of.Size())
		}
	}
	sym.Side, sym.Guarded, sym.ReadOnly = a.side, false, fmt.Sprintf("it is linked to %s", a.link.of)
	return sym
}

// element returns what holds the number of an element, where by holds it in the other group.
func (a across) element(by *equations.Symbol) *equations.Symbol {
	if by == nil {
		return a.number
	}
	sym := a.symbol(*by)
	return &sym
}
