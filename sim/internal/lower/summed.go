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

// MoveSums gives sums to a variable of the neurons of a side, or of those among them that are listed, and begins new ones.
func MoveSums(side equations.Side, variable string, typ equations.Type, listed bool) *Template {
	l := newLowerer("movesums", false)
	i := l.b.Op(ir.Add, l.element, l.start(side))
	sums, elem := l.array(Sums, ElemOf(typ)), ElemOf(typ)
	l.b.Store(l.array(Ref{side, variable}, elem), i, l.b.Load(sums, i), l.member(i, listed))
	zero := l.b.Float(0)
	if elem.Type() == ir.Int {
		zero = l.b.Int(0)
	}
	l.b.Store(sums, i, zero, ir.None)
	return l.template()
}
