package sim

import (
	"errors"
	"fmt"
	"slices"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/equations"
	"golgi/sim/internal/lower"
	"golgi/sim/internal/syntax"
)

// Set gives values to a variable of a group, a subgroup or synapses now; (unless refractory) does not hold it back.
// Random numbers in an expression depend on how many Sets the object had before.
func (n *Network) Set(o Object, set Set) error {
	if err := n.usable(); err != nil {
		return err
	}
	if absent(o) {
		return errNoObject
	}
	e := o.elements()
	if e.of == nil {
		return fmt.Errorf("sim: %v has no variables to set", o)
	}
	p, err := n.ready(e.of)
	if err != nil {
		return err
	}
	lent, err := e.of.lends(set.Variable)
	if err != nil {
		return err
	}
	if lent != nil {
		return n.setLent(lent, p, set)
	}
	return n.assign(o, e, p, set)
}

func (n *Network) assign(o Object, e elements, p *bind.Part, set Set) error {
	e.in, set.lax = p, n.blind
	a, err := newAssignment(o, e, set)
	if err != nil {
		return err
	}
	e.declare(p)
	if err := n.setClocks(); err != nil {
		return err
	}
	return a.apply(p)
}

// setLent gives values to a variable that is lent for that.
func (n *Network) setLent(lent loan, p *bind.Part, set Set) error {
	if n.inside != nil {
		return fmt.Errorf("sim: %s: %q stays as it is in a run: set it before or after", p.Owner, set.Variable)
	}
	if p.IsEmpty() {
		a, err := newAssignment(lent, lent.elements(), set)
		if err == nil && a.kernel != nil && a.kernel.Kernel.Draws() {
			p.Draws()
		}
		return err
	}
	if err := lent.take(p); err != nil {
		return err
	}
	err := n.assign(lent, lent.elements(), p, set)
	n.plan = nil
	return errors.Join(err, lent.settle(p, err != nil))
}

// ready returns an object's part when its variables can be read and set.
func (n *Network) ready(o Object) (*bind.Part, error) {
	p, err := n.partOf(o)
	if err != nil {
		return nil, err
	}
	if n.inside != nil { // then all is ready
		return p, nil
	}
	return p, o.prepare(p)
}

// Get returns the values of a variable or subexpression of a group, a subgroup or synapses, in SI units: one for
// each element, or a single one where the variable is shared, or linked to the only neuron of a group. Integers and booleans (0, 1) are given as floats.
// Of synapses, i and j are the neurons that they connect, and delays are a single value as long as they have one in common, as Delay
// gives it.
func (n *Network) Get(o Object, variable string) ([]float64, error) {
	if absent(o) {
		return nil, errNoObject
	}
	e := o.elements()
	if e.of == nil {
		return nil, fmt.Errorf("sim: %v has no variables to get", o)
	}
	p, err := n.ready(e.of)
	if err != nil {
		return nil, err
	}
	values, err := n.get(e, p, variable)
	if err == nil {
		err = n.past(o, variable)
	}
	if err == nil && p.IsEmpty() {
		return nil, n.refuse()
	}
	if err != nil || e.size == whole || isShared(e.of, variable) {
		return values, err
	}
	return e.pick(values), nil
}

// Len returns how many elements a group, a subgroup or synapses have. Synapses that were not connected yet are.
//
// Source: Brian 2, len(Synapses).
func (n *Network) Len(o Object) (int, error) {
	if absent(o) {
		return 0, errNoObject
	}
	e := o.elements()
	if e.of == nil {
		return 0, fmt.Errorf("sim: %v has no elements to count", o)
	}
	p, err := n.ready(e.of)
	switch {
	case err != nil:
		return 0, err
	case p.IsEmpty():
		return 0, n.refuse()
	case e.size == whole:
		return p.N, nil
	}
	return e.size, nil
}

// isShared reports whether all elements of an object have one value of a variable, also where it is another object's.
func isShared(o modelled, variable string) bool {
	sym, _ := o.scope().Lookup(variable)
	return sym.Shared
}

// get returns the values of all elements of an object, also where those that are asked for are a part of them.
func (n *Network) get(e elements, p *bind.Part, variable string) ([]float64, error) {
	m := e.of
	if lent, err := m.lends(variable); err != nil || lent != nil {
		if err != nil || p.IsEmpty() {
			return nil, err
		}
		return slices.Clone(lent.values(p)), nil
	}
	if v := m.variables().Variable(variable); v != nil && v.Stored() { // as most are: no scope is made for them
		p.Looked(variable)
		return p.Read(variable)
	}
	e.declare(p)
	scope := e.scope()
	sym, ok := scope.Lookup(variable)
	if !ok || sym.Kind == equations.Number || sym.Kind == equations.Bound || sym.Kind == equations.Callable || sym.Side == equations.Clock {
		return nil, unknownVariable(m, variable)
	}
	if sym.Kind == equations.Stored && sym.Side == equations.Own && sym.At == 0 && sym.By == nil {
		return p.Read(sym.Name)
	}
	if err := n.setClocks(); err != nil {
		return nil, err
	}
	probe, err := probeOf(m, variable, scope, false)
	if err != nil {
		return nil, fmt.Errorf("sim: %w", err)
	}
	count := p.N
	if sym.Shared {
		count = 1
	}
	return p.Site("get "+variable).Probe(probe, count, 0) // a subexpression draws no random numbers
}

// probeOf computes a variable or subexpression of an object.
func probeOf(o Object, variable string, scope equations.Scope, selected bool) (*lower.Template, error) {
	e := &syntax.Ident{Name: variable}
	if equations.Noisy(e, scope) {
		return nil, fmt.Errorf("%q of %s has noise, and so no value at one moment", variable, o)
	}
	return lower.Probe(e, scope, selected), nil
}
