package sim

import (
	"fmt"

	"golgi/sim/internal/equations"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/lower"
	"golgi/sim/internal/syntax"
)

// Set gives values to a variable of a group or of synapses now; (unless refractory) does not hold it back.
// Random numbers in an expression depend on how many Sets the object had before.
func (n *Network) Set(o Object, set Set) error {
	if absent(o) {
		return errNoObject
	}
	if s, ok := o.(*Subgroup); ok {
		return fmt.Errorf("sim: %s has no variables of its own; set those of %s with Index or Where", s, s.of)
	}
	m, ok := o.(modelled)
	if !ok {
		return fmt.Errorf("sim: %v has no variables to set", o)
	}
	p, err := n.ready(o)
	if err != nil {
		return err
	}
	a, err := newAssignment(m, set)
	if err != nil {
		return err
	}
	if err := n.setClocks(); err != nil {
		return err
	}
	return n.assign(p, a)
}

// ready returns an object's part; synapses are connected first.
func (n *Network) ready(o Object) (*part, error) {
	p, err := n.partOf(o)
	if err != nil {
		return nil, err
	}
	if s, ok := o.(*Synapses); ok {
		if err := n.connect(s); err != nil {
			return nil, err
		}
	}
	return p, nil
}

func (n *Network) assignAll(p *part, list []*assignment) error {
	for _, a := range list {
		if err := n.assign(p, a); err != nil {
			return err
		}
	}
	return nil
}

func (n *Network) assign(p *part, a *assignment) error {
	st := n.siteOf(p, fmt.Sprintf("set %d", p.sets))
	p.sets++
	count := p.n
	if a.variable.Has("shared") {
		count = 1
	}
	if err := a.fitsElements(p, count); err != nil {
		return err
	}
	if a.index != nil {
		count = len(a.index)
		selected, err := n.scratchInts(lower.Selected.Name, a.index)
		if err != nil {
			return err
		}
		st.arrays = map[string]ir.ArrayID{lower.Selected.Name: selected}
	}
	if a.kernel != nil {
		return n.exec(a.kernel, st, count, 0)
	}
	return n.assignArray(p, a, st)
}

// fitsElements checks what depends on how many elements there are.
func (a *assignment) fitsElements(p *part, count int) error {
	for _, i := range a.index {
		if int(i) >= count {
			return fmt.Errorf("sim: %s: set %q: Index has %d, but there are only %d elements",
				p.object, a.variable.Name, i, count)
		}
	}
	want := count
	if a.index != nil {
		want = len(a.index)
	}
	if a.values != nil && len(a.values) != want {
		return fmt.Errorf("sim: %s: set %q: %d values for %d elements", p.object, a.variable.Name, len(a.values), want)
	}
	return nil
}

// assignArray writes one value to each element.
func (n *Network) assignArray(p *part, a *assignment, st site) error {
	values, err := n.readVariable(p, a.variable.Name)
	if err != nil {
		return err
	}
	keep := make([]float64, 0)
	if a.where != nil {
		if keep, err = n.probe(a.where, st, p.n, 0); err != nil {
			return err
		}
	}
	for k, value := range a.values {
		i := k
		if a.index != nil {
			i = int(a.index[k])
		}
		if a.where == nil || keep[i] != 0 {
			values[i] = value
		}
	}
	return n.writeVariable(p, a.variable.Name, values)
}

// Get returns the values of a variable or subexpression of a group, a subgroup or synapses, in SI units: one for
// each element, or a single one where the variable is shared. Integers and booleans (0, 1) are given as floats.
// Of synapses, i and j are the neurons that they connect.
func (n *Network) Get(o Object, variable string) ([]float64, error) {
	if absent(o) {
		return nil, errNoObject
	}
	if s, ok := o.(*Subgroup); ok {
		values, err := n.Get(s.of, variable)
		if err != nil || len(values) != s.of.Size() {
			return values, err
		}
		return values[s.start : s.start+s.size], nil
	}
	m, ok := o.(modelled)
	if !ok {
		return nil, fmt.Errorf("sim: %v has no variables to get", o)
	}
	p, err := n.ready(o)
	if err != nil {
		return nil, err
	}
	if v := m.ownModel().Variable(variable); v != nil && v.Stored() { // as most are: no scope is made for them
		return n.readVariable(p, variable)
	}
	scope := m.ownScope()
	sym, ok := scope.Lookup(variable)
	if !ok || sym.Kind == equations.Number || sym.Kind == equations.Bound || sym.Side == equations.Clock {
		return nil, unknownVariable(m, variable)
	}
	if sym.Kind == equations.Stored && sym.Side == equations.Own {
		return n.readVariable(p, sym.Name)
	}
	if err := n.setClocks(); err != nil {
		return nil, err
	}
	probe := lower.Probe(&syntax.Ident{Name: variable}, scope, false)
	return n.probe(probe, n.siteOf(p, "get "+variable), p.n, uint64(n.time/n.clocks[p.clock].dt))
}

// readVariable returns a stored variable's values as floats.
func (n *Network) readVariable(p *part, name string) ([]float64, error) {
	id := p.arrays[name]
	decl := n.memory.Arrays[id]
	switch decl.Elem {
	case ir.Int32:
		raw := make([]int32, decl.Len)
		err := n.inst.Read(id, 0, raw)
		return convertAll(raw, func(x int32) float64 { return float64(x) }), err
	case ir.Bool8:
		raw := make([]uint8, decl.Len)
		err := n.inst.Read(id, 0, raw)
		return convertAll(raw, func(x uint8) float64 { return float64(x) }), err
	}
	values := make([]float64, decl.Len)
	return values, n.inst.Read(id, 0, values)
}

func (n *Network) writeVariable(p *part, name string, values []float64) error {
	id := p.arrays[name]
	switch n.memory.Arrays[id].Elem {
	case ir.Int32:
		raw := make([]int32, len(values))
		for i, x := range values {
			raw[i] = int32(x)
		}
		return n.inst.Write(id, 0, raw)
	case ir.Bool8:
		raw := make([]uint8, len(values))
		for i, x := range values {
			raw[i] = uint8(x)
		}
		return n.inst.Write(id, 0, raw)
	}
	return n.inst.Write(id, 0, values)
}
