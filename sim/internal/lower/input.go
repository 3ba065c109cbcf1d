package lower

import (
	"golgi/sim/internal/equations"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/syntax"
)

// Arrays of a table from which counts are drawn: cell k keeps its own number with a probability, and else gives that of another.
var (
	KeepCell  = Ref{equations.Own, "_keep"}  // Float64
	OtherCell = Ref{equations.Own, "_other"} // Int32
)

// Numbers by which counts are drawn: from a table of CountCells cells, of which the first is the count LeastCount; or, for too many
// counts, from the normal distribution.
const (
	CountCells     = "_cells"
	LeastCount     = "_least"
	MeanCount      = "_mean"
	DeviationCount = "_deviation"
)

// Input adds to a variable a weight times a random count, for all elements or for those in Selected. Guarded variables of refractory
// neurons are not written.
func Input(variable string, weight syntax.Expr, scope equations.Scope, selected, normal bool) *Template {
	l := newLowerer("input", selected)
	sym, _ := scope.Lookup(variable)
	count := l.count
	if normal {
		count = l.normalCount
	}
	value := l.b.Op(ir.Mul, count(), l.convert(l.arithmetic(l.expr(weight, scope)), ir.Float))
	mask := ir.None
	if sym.Guarded {
		mask = l.ident(activeName(sym.Side), scope)
	}
	array, index := l.place(sym)
	l.increase(array, index, l.convert(value, typeOf(sym.Type)), mask)
	return l.template()
}

// count draws from a table, of which a uniform number chooses the cell and whether that keeps its number.
//
// Source: Walker (1977), ACM Trans. Math. Softw. 3:253, the alias method.
func (l *lowerer) count() ir.Value {
	l.draws++
	place := l.b.Op(ir.Mul, l.b.Rand(l.element, l.draws-1), l.number(Number{Name: CountCells, Type: ir.Float}))
	cell := l.b.Op(ir.ToInt, place)
	rest := l.b.Op(ir.Sub, place, l.b.Op(ir.ToFloat, cell))
	keeps := l.b.Op(ir.Lt, rest, l.b.Load(l.array(KeepCell, ir.Float64), cell))
	number := l.b.Op(ir.Select, keeps, cell, l.b.Load(l.array(OtherCell, ir.Int32), cell))
	return l.b.Op(ir.Add, l.b.Op(ir.ToFloat, number), l.number(Number{Name: LeastCount, Type: ir.Float}))
}

// normalCount draws from the normal distribution.
func (l *lowerer) normalCount() ir.Value {
	l.draws++
	deviation := l.b.Op(ir.Mul, l.b.Randn(l.element, l.draws-1), l.number(Number{Name: DeviationCount, Type: ir.Float}))
	return l.b.Op(ir.Add, deviation, l.number(Number{Name: MeanCount, Type: ir.Float}))
}
