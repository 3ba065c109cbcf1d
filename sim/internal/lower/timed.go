package lower

import (
	"math"

	"golgi/sim/internal/equations"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/mathlib"
)

// ColumnsOf is the array of a function that is given by values f(t, i) with the number of each column at its index: reading it
// is what checks i. The name of the function comes first, so that a prefix to one is a prefix to the other.
func ColumnsOf(name string) string { return name + " columns" }

// timed is the value of a function that is given by values, at a time and, where it has several columns, in one of them. Between
// two rows it is the value of the first, before the first row and behind the last it is that of the nearest,
//
//	row = int(round(t/eps)/K), eps = DT/K, K = max(2**ceil(log2(8*DT/dt)), 1),
//
// where times are rounded to a K-th of the time DT between rows, so that a step at a multiple of DT is in the row that begins
// there, and so are the times within the step at which methods of several stages look.
//
// Source: Brian 2.5.1, TimedArray: create_numpy_implementation.
func (l *lowerer) timed(sym equations.Symbol, args []ir.Value) ir.Value {
	f := sym.Timed
	fine := func(dt float64) float64 { return max(powerAbove(float64(float64(8/dt)*f.DT)), 1) }
	parts := l.number(Number{Side: sym.Side, Name: sym.Name + ".parts", Type: ir.Float, OfStep: fine,
		Doubt: func(dt float64) string { return f.Doubt(sym.Name, dt) }})
	eps := l.number(Number{Side: sym.Side, Name: sym.Name + ".eps", Type: ir.Float,
		OfStep: func(dt float64) float64 { return f.DT / fine(dt) }})
	last := l.number(Number{Side: sym.Side, Name: sym.Name + ".last", Type: ir.Float, Known: true, Value: float64(f.Rows - 1)})

	rounded := l.roundEven(l.b.Op(ir.Div, l.convert(args[0], ir.Float), eps))
	row := l.b.Op(ir.ToInt, l.b.Op(ir.Min, l.b.Op(ir.Div, rounded, parts), last))
	if f.Columns > 0 {
		columns := l.number(Number{Side: sym.Side, Name: sym.Name + ".columns", Type: ir.Int, Known: true, Value: float64(f.Columns)})
		column := l.b.Load(l.array(Ref{sym.Side, ColumnsOf(sym.Name)}, ir.Int32), l.convert(args[1], ir.Int))
		row = l.b.Op(ir.Add, l.b.Op(ir.Mul, row, columns), column)
	}
	return l.b.Load(l.array(Ref{sym.Side, sym.Name}, ElemOf(sym.Type)), row)
}

// powerAbove is 2**ceil(log2(x)) for a positive number, with the rounding of log2: it is the power of two below where that is as near as
// a logarithm can tell.
func powerAbove(x float64) float64 {
	fraction, exponent := math.Frexp(x)
	log2 := float64(exponent-1) + float64(mathlib.Log1p(float64(2*fraction)-1)/math.Ln2)
	return math.Ldexp(1, int(math.Ceil(log2)))
}

// roundEven rounds a float to the nearest integer, halves to the even one, as numpy does. What is below 0 becomes 0: floats
// from 2^52 to 2^53 are the integers.
func (l *lowerer) roundEven(x ir.Value) ir.Value {
	integers := l.b.Float(1 << 52)
	sum := l.b.Op(ir.Add, l.b.Op(ir.Max, x, l.b.Float(0)), integers)
	return l.b.Op(ir.Sub, sum, integers)
}
