package lower

import "golgi/sim/internal/ir"

// Members yields the elements of a domain that have a number in the array Rank which is not negative.
func Members() *Template {
	l := newLowerer("members", false)
	l.b.Emit(l.member(l.element, true))
	return l.template()
}

// member is whether an element has a number in Rank which is not negative; ir.None, which stands for all, where members are not listed.
func (l *lowerer) member(element ir.Value, listed bool) ir.Value {
	if !listed {
		return ir.None
	}
	return l.b.Op(ir.Le, l.b.Int(0), l.b.Load(l.array(Rank, ir.Int32), element))
}
