package sim

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"golgi/internal/suggest"
	"golgi/sim/internal/bind"
	"golgi/sim/internal/equations"
)

// SetConstant gives a constant of an object's Namespace another value in this network, from now on: in its equations, propagators and
// statements, in those of synapses at its neurons and of what is linked to it. The value has the unit and the type of the first; a float
// may be given an int. Nothing is compiled again. What was made by the old value stays as it is: initial values, connections, delays. A
// Snapshot has the constants of its time.
//
// A constant in the exponent of a quantity decides a unit, and cannot change; nor can a TimedArray.
//
// Source: Brian 2, where names are looked up anew at each run.
func (n *Network) SetConstant(o Object, name string, value any) error {
	if err := n.unused(); err != nil {
		return err
	}
	p, err := n.partOf(o)
	if err != nil {
		return err
	}
	sym, err := changeable(o, name, value)
	if err != nil {
		return err
	}
	if err := n.memory.CatchUp(); err != nil {
		return err
	}
	before := p.Constants()
	p.SetConstant(name, sym.Value)
	n.plan = nil
	if err := n.repace(); err != nil {
		p.SetConstants(before)
		return errors.Join(fmt.Errorf("sim: %s: %q cannot become %v: %w", o, name, value, err), n.repace())
	}
	n.memory.WroteAll()
	return nil
}

// changeable returns a value as what a constant of an object's namespace can become.
func changeable(o Object, name string, value any) (equations.Symbol, error) {
	old, known := o.namespace()[name]
	switch {
	case !known && o.elements().of != nil && o.elements().of.variables().Variable(name) != nil:
		return old, fmt.Errorf("sim: %s: %q is a variable, which Set gives values", o, name)
	case !known:
		note := suggest.DidYouMean(name, slices.Sorted(maps.Keys(o.namespace())))
		return old, fmt.Errorf("sim: %s", strings.TrimSuffix(fmt.Sprintf("%s: its namespace has no constant %q; %s", o, name, note), "; "))
	case old.Kind != equations.Number || old.Unusable != "":
		return old, fmt.Errorf("sim: %s: %q of the namespace is no number, and cannot change", o, name)
	}
	sym, why := numberOf(value)
	switch {
	case why != "":
		return sym, fmt.Errorf("sim: %s: constant %q %s", o, name, why)
	case sym.Dim != old.Dim:
		return sym, fmt.Errorf("sim: %s: constant %q has %s, but %v has %s", o, name, unitPhrase(old.Dim), value, unitPhrase(sym.Dim))
	case sym.Type != old.Type && (old.Type != equations.Float || sym.Type != equations.Integer):
		return sym, fmt.Errorf("sim: %s: constant %q is %s, but %v is %s", o, name, old.Type, value, sym.Type)
	}
	return sym, usable(o, old, sym)
}

// usable refuses values that texts were checked not to have.
func usable(o Object, old, now equations.Symbol) error {
	if old.Use == nil {
		return nil
	}
	switch {
	case old.Use.Exponent.Load() && now.Value != old.Value:
		return fmt.Errorf("sim: %s: %q is an exponent of a quantity, whose unit hangs on it; it cannot change", o, old.Name)
	case old.Use.Divisor.Load() && now.Value == 0:
		return fmt.Errorf("sim: %s: %q is divided by, and cannot become 0", o, old.Name)
	}
	return nil
}

// checkConstants checks the changed constants against texts that were made meanwhile.
func (n *Network) checkConstants() error {
	for _, o := range n.members {
		changed := n.memory.Part(o.Name()).Constants()
		for _, name := range slices.Sorted(maps.Keys(changed)) {
			if err := usable(o, o.namespace()[name], equations.Symbol{Value: changed[name]}); err != nil {
				return err
			}
		}
	}
	return nil
}

// withConstantsOf returns a scope in which constants have the values that they have in a part's network.
func withConstantsOf(p *bind.Part, scope equations.Scope) equations.Scope {
	if p == nil || !p.Memory().Changed() {
		return scope
	}
	return changed{scope, p}
}

type changed struct {
	equations.Scope
	part *bind.Part
}

// Lookup returns the symbol of a name.
func (c changed) Lookup(name string) (equations.Symbol, bool) {
	sym, known := c.Scope.Lookup(name)
	switch {
	case sym.Kind == equations.Number && !sym.Unit:
		if value, is := c.part.Constant(sym.Side, sym.Name); is {
			sym.Value = value
		}
	case sym.Kind == equations.Formula:
		sym.Scope = changed{sym.Scope, c.part}
	}
	return sym, known
}
