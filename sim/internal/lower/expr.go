package lower

import (
	"slices"

	"golgi/sim/internal/equations"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/syntax"
)

func (l *lowerer) unary(e *syntax.Unary, scope equations.Scope) ir.Value {
	x := l.expr(e.X, scope)
	switch e.Op {
	case syntax.Negate:
		if l.floats {
			return l.b.Op(ir.Neg, l.convert(x, ir.Float))
		}
		return l.b.Op(ir.Neg, l.arithmetic(x))
	case syntax.Not:
		return l.b.Op(ir.Not, l.convert(x, ir.Bool))
	}
	return l.arithmetic(x)
}

func (l *lowerer) binary(e *syntax.Binary, scope equations.Scope) ir.Value {
	if e.Op == syntax.Pow {
		return l.power(e, scope)
	}
	x, y := l.expr(e.X, scope), l.expr(e.Y, scope)
	return l.operate(e.Op, x, y)
}

var arithmeticOps = map[syntax.BinaryOp]ir.Op{
	syntax.Add: ir.Add, syntax.Sub: ir.Sub, syntax.Mul: ir.Mul, syntax.FloorDiv: ir.FloorDiv, syntax.Mod: ir.Mod,
}

// operate applies an operator other than a power to two values.
func (l *lowerer) operate(op syntax.BinaryOp, x, y ir.Value) ir.Value {
	switch op {
	case syntax.And:
		return l.b.Op(ir.And, x, y)
	case syntax.Or:
		return l.b.Op(ir.Or, x, y)
	case syntax.Div:
		return l.b.Op(ir.Div, l.convert(x, ir.Float), l.convert(y, ir.Float))
	case syntax.Pow:
		return l.b.Op(ir.Pow, l.convert(x, ir.Float), l.convert(y, ir.Float))
	case syntax.Less, syntax.LessEqual, syntax.Greater, syntax.GreaterEqual, syntax.Equal, syntax.NotEqual:
		return l.compare(op, x, y)
	}
	x, y = l.common(x, y)
	return l.b.Op(arithmeticOps[op], x, y)
}

func (l *lowerer) compare(op syntax.BinaryOp, x, y ir.Value) ir.Value {
	equality := op == syntax.Equal || op == syntax.NotEqual
	if !equality || l.b.Type(x) != ir.Bool || l.b.Type(y) != ir.Bool {
		x, y = l.common(x, y)
	}
	switch op {
	case syntax.Less:
		return l.b.Op(ir.Lt, x, y)
	case syntax.LessEqual:
		return l.b.Op(ir.Le, x, y)
	case syntax.Greater:
		return l.b.Op(ir.Lt, y, x)
	case syntax.GreaterEqual:
		return l.b.Op(ir.Le, y, x)
	case syntax.Equal:
		return l.b.Op(ir.Eq, x, y)
	}
	return l.b.Op(ir.Ne, x, y)
}

// largestProduct is the largest literal exponent that becomes a product.
const largestProduct = 4

func (l *lowerer) power(e *syntax.Binary, scope equations.Scope) ir.Value {
	x := l.arithmetic(l.expr(e.X, scope))
	if n, ok := wholeExponent(e.Y); ok && n >= 1 && n <= largestProduct {
		product := x
		if l.floats {
			x, product = l.convert(x, ir.Float), l.convert(x, ir.Float)
		}
		for range n - 1 {
			product = l.b.Op(ir.Mul, product, x)
		}
		return product
	}
	power := l.operate(syntax.Pow, x, l.arithmetic(l.expr(e.Y, scope)))
	if n, ok := e.Y.(*syntax.Number); ok && n.Integer && l.b.Type(x) == ir.Int {
		return l.convert(power, ir.Int)
	}
	return power
}

func wholeExponent(e syntax.Expr) (int, bool) {
	n, ok := e.(*syntax.Number)
	if !ok || !n.Integer || n.Value > largestProduct {
		return 0, false
	}
	return int(n.Value), true
}

var functionOps = map[string]ir.Op{
	"exp": ir.Exp, "expm1": ir.Expm1, "exprel": ir.Exprel, "log": ir.Log, "log1p": ir.Log1p, "log10": ir.Log10,
	"sin": ir.Sin, "cos": ir.Cos, "tan": ir.Tan, "sinh": ir.Sinh, "cosh": ir.Cosh, "tanh": ir.Tanh,
	"arcsin": ir.Asin, "arccos": ir.Acos, "arctan": ir.Atan, "floor": ir.Floor, "ceil": ir.Ceil, "sqrt": ir.Sqrt,
}

func (l *lowerer) call(e *syntax.Call, scope equations.Scope) ir.Value {
	args := make([]ir.Value, len(e.Args))
	for n, arg := range e.Args {
		args[n] = l.expr(arg, scope)
	}
	if op, ok := functionOps[e.Func]; ok {
		return l.b.Op(op, l.convert(args[0], ir.Float))
	}
	switch e.Func {
	case "rand":
		l.draws++
		return l.b.Rand(l.element, l.draws-1)
	case "randn":
		l.draws++
		return l.b.Randn(l.element, l.draws-1)
	case "poisson":
		l.draws++
		return l.convert(l.b.Poisson(l.element, l.convert(args[0], ir.Float), l.draws-1), ir.Int)
	case "abs":
		return l.b.Op(ir.Abs, l.arithmetic(args[0]))
	case "sign":
		return l.b.Op(ir.Sign, args[0])
	case "int":
		return l.convert(args[0], ir.Int)
	case "clip":
		return l.clip(args[0], args[1], args[2])
	case "timestep":
		return l.timestep(args[0], args[1])
	}
	switch sym, _ := scope.Lookup(e.Func); {
	case sym.Timed != nil:
		return l.timed(sym, args)
	case sym.Given != nil:
		return l.given(sym, args)
	}
	panic("lower: unchecked function " + e.Func)
}

// given calls a function that a user gave as code.
func (l *lowerer) given(sym equations.Symbol, args []ir.Value) ir.Value {
	for n, arg := range args {
		args[n] = l.convert(arg, ir.Float)
	}
	name := sided(sym.Side, sym.Name)
	if !slices.ContainsFunc(l.calls, func(f ir.Function) bool { return f.Name == name }) {
		l.calls = append(l.calls, ir.Function{Name: name, Value: sym.Given.Value})
	}
	return l.b.Call(name, args...)
}

// clip is min(max(x, lo), hi), as numpy has it.
func (l *lowerer) clip(x, lo, hi ir.Value) ir.Value {
	x, lo = l.common(x, lo)
	x, hi = l.common(l.b.Op(ir.Max, x, lo), hi)
	return l.b.Op(ir.Min, x, hi)
}

// timestep is the number of the step in which time x falls: int((x + 1e-3·dt)/dt).
//
// Source: Brian 2, function timestep.
func (l *lowerer) timestep(x, dt ir.Value) ir.Value {
	x, dt = l.convert(x, ir.Float), l.convert(dt, ir.Float)
	return l.b.Op(ir.ToInt, l.b.Op(ir.Div, l.b.Op(ir.Add, x, l.slack(dt)), dt))
}

// slack keeps rounding from putting a multiple of dt into the step before.
func (l *lowerer) slack(dt ir.Value) ir.Value { return l.b.Op(ir.Mul, l.b.Float(1e-3), dt) }
