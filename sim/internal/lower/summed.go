package lower

import (
	"golgi/sim/internal/equations"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/syntax"
)

// Sum adds the value of an expression of each synapse to Sums, at the place of its neuron on a side.
func Sum(e syntax.Expr, scope equations.Scope, side equations.Side, typ equations.Type) *Template {
	l := newLowerer("sum", false)
	value := l.convert(l.expr(e, scope), typeOf(typ))
	l.increase(l.array(Sums, ElemOf(typ)), l.elementOf(side), value, ir.None)
	return l.template()
}

// MoveSums gives sums of one type to a variable of another, of the neurons of a side or of those among them that are listed, and
// begins new ones. Sums of floats are cut off for an integer.
func MoveSums(side equations.Side, variable string, sum, onto equations.Type, listed bool) *Template {
	l := newLowerer("movesums", false)
	i := l.b.Op(ir.Add, l.element, l.start(side))
	sums, elem, to := l.array(Sums, ElemOf(sum)), ElemOf(sum), l.array(Ref{side, variable}, ElemOf(onto))
	value, mask := l.b.Load(sums, i), l.member(i, listed)
	switch {
	case onto == equations.Integer && sum == equations.Float:
		value = l.fitted(to, i, value, mask)
	default:
		value = l.convert(value, typeOf(onto))
	}
	l.b.Store(to, i, value, mask)
	zero := l.b.Float(0)
	if elem.Type() == ir.Int {
		zero = l.b.Int(0)
	}
	l.b.Store(sums, i, zero, ir.None)
	return l.template()
}
