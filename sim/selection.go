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

// A Selection says which elements of a group, a subgroup or synapses are meant: at most one of Where, Index, Slice, and I with J is
// given; the zero Selection means all elements.
type Selection struct {
	Where string // a condition on each element
	Index []int  // numbers of elements, in any order
	Slice string // of their numbers, as in Python: "3:7", "::2", "-5:"
	I, J  []int  // of synapses: those from one of the neurons I to one of J; nil: from any, to any
}

// Find returns the numbers of the selected elements: in ascending order, but for those that Index or Slice has in another.
//
// Source: Brian 2, Group.indices.
func (n *Network) Find(o Object, which Selection) ([]int, error) {
	if absent(o) {
		return nil, errNoObject
	}
	e := o.elements()
	if e.of == nil {
		return nil, fmt.Errorf("sim: %v has no elements to find", o)
	}
	p, err := n.ready(e.of)
	if err != nil {
		return nil, err
	}
	if p.IsEmpty() {
		return nil, n.refuse()
	}
	if err := n.past(o, "the state"); err != nil && which.given() > 0 {
		return nil, err
	}
	if err := n.setClocks(); err != nil {
		return nil, err
	}
	return e.find(o, p, which)
}

// find returns the numbers of the selected elements, in the part of the whole object. In a draft in which there are none, it returns
// none.
func (e elements) find(o Object, p *bind.Part, which Selection) ([]int, error) {
	choose, err := e.choose(which)
	if err != nil {
		return nil, fmt.Errorf("sim: %s: %w", o, err)
	}
	switch {
	case which.Where != "":
		return e.findWhere(o, p, which.Where)
	case p.IsEmpty():
		return nil, nil
	case which.Index != nil:
		return findIndex(o, e.count(p), which.Index)
	case choose == nil:
		return count(e.count(p)), nil
	}
	chosen, err := choose(p)
	if err != nil {
		return nil, fmt.Errorf("sim: %s: %w", o, err)
	}
	found := make([]int, len(chosen))
	for k, i := range chosen {
		found[k] = int(e.number(i))
	}
	return found, nil
}

// GetAt is Get for the selected elements, in the order of Find. Of delays it returns one for each of them.
//
// Source: Brian 2, VariableView: G.v['x > 0'], G.v[3:7], G.v[[5, 2]], S.w[1, :].
func (n *Network) GetAt(o Object, variable string, which Selection) ([]float64, error) {
	values, err := n.Get(o, variable)
	if err != nil {
		return nil, err
	}
	if isShared(o.elements().of, variable) {
		if which.given() > 0 {
			return nil, fmt.Errorf("sim: %s: %q is shared and has one value; there is nothing to select", o, variable)
		}
		return values, nil
	}
	found, err := n.Find(o, which)
	if err != nil {
		return nil, err
	}
	picked := make([]float64, len(found))
	for k, i := range found {
		picked[k] = values[min(i, len(values)-1)] // a delay of all synapses is one value
	}
	return picked, nil
}

// findIndex returns listed numbers, which must be those of elements.
func findIndex(o Object, size int, list []int) ([]int, error) {
	for _, i := range list {
		if i < 0 {
			return nil, fmt.Errorf("sim: %s: Index has %d, but elements are numbered from 0; the Slice \"%d:\" counts from the end", o, i, i)
		}
		if i >= size {
			return nil, fmt.Errorf("sim: %s: Index has %d, but there are only %d elements", o, i, size)
		}
	}
	return slices.Clone(list), nil
}

// count returns the numbers from 0 up to n.
func count(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

// check says what is wrong with a selection, as far as that is known without a network.
func (e elements) check(o Object, which Selection) error {
	if _, err := e.choose(which); err != nil {
		return fmt.Errorf("sim: %s: %w", o, err)
	}
	if which.Where == "" {
		return nil
	}
	_, err := e.where(o, which.Where)
	return err
}

// where reads a condition that selects elements.
func (e elements) where(o Object, text string) (syntax.Expr, error) {
	where, err := condition(source(o, "where", text), e.scope())
	if err != nil {
		return nil, err
	}
	if equations.Draws(where) {
		return nil, fmt.Errorf("sim: %s: where: %s draws random numbers; set a variable to them, and select by it", o, text)
	}
	return where, nil
}

// findWhere returns the numbers of the elements that meet a condition.
func (e elements) findWhere(o Object, p *bind.Part, text string) ([]int, error) {
	e.declare(p)
	where, err := e.where(o, text)
	if err != nil {
		return nil, err
	}
	probe := lower.Probe(where, e.scope(), false)
	if p.IsEmpty() {
		p.Site("where").Touch(probe)
		return nil, nil
	}
	met, err := p.Site("where").Probe(probe, p.N, 0)
	if err != nil {
		return nil, err
	}
	found := []int{}
	for i := range e.count(p) {
		if met[e.at(i)] != 0 {
			found = append(found, i)
		}
	}
	return found, nil
}

// count returns how many elements there are, in the part of the whole object.
func (e elements) count(p *bind.Part) int {
	if e.size == whole {
		return p.N
	}
	return e.size
}

// clone returns a copy that shares nothing.
func (w Selection) clone() Selection {
	w.Index, w.I, w.J = slices.Clone(w.Index), slices.Clone(w.I), slices.Clone(w.J)
	return w
}

// given returns how many ways of selecting are used.
func (w Selection) given() (n int) {
	for _, is := range []bool{w.Where != "", w.Index != nil, w.Slice != "", w.I != nil || w.J != nil} {
		if is {
			n++
		}
	}
	return n
}

func (w Selection) check() error {
	if w.given() > 1 {
		return errors.New("give one of Where, Index, Slice, and I with J")
	}
	return nil
}

// choose returns what finds elements by Slice, or by I and J, once it is known how many there are: by their numbers in the whole
// object. It returns nil where neither is given, and an error where too much is.
func (e elements) choose(w Selection) (func(p *bind.Part) ([]int32, error), error) {
	if err := w.check(); err != nil {
		return nil, err
	}
	if w.I != nil || w.J != nil {
		return e.of.between(w.I, w.J)
	}
	if w.Slice == "" {
		return nil, nil
	}
	s, err := parseSlice(w.Slice)
	if err != nil {
		return nil, err
	}
	return func(p *bind.Part) ([]int32, error) {
		chosen := []int32{}
		for _, i := range s.numbers(e.count(p)) {
			chosen = append(chosen, e.at(i))
		}
		return chosen, nil
	}, nil
}
