package equations

import (
	"golgi/sim/internal/mathlib"
	"golgi/sim/internal/syntax"
)

// Eval returns the value of an expression of constants alone: literals, units and values of the namespace.
// It is false where anything else occurs. Integers and booleans are computed as floats.
func Eval(e syntax.Expr, scope Scope) (float64, bool) {
	switch e := e.(type) {
	case *syntax.Number:
		return e.Value, true
	case *syntax.Bool:
		return truth(e.Value), true
	case *syntax.Ident:
		return evalName(e.Name, scope)
	case *syntax.Unary:
		x, ok := Eval(e.X, scope)
		return evalUnary(e.Op, x), ok
	case *syntax.Binary:
		x, okX := Eval(e.X, scope)
		if !okX {
			return 0, false
		}
		y, okY := Eval(e.Y, scope)
		return evalBinary(e.Op, x, y), okY
	case *syntax.Call:
		return evalCall(e, scope)
	}
	return 0, false
}

func evalName(name string, scope Scope) (float64, bool) {
	sym, ok := scope.Lookup(name)
	switch {
	case !ok:
		return 0, false
	case sym.Kind == Number:
		return sym.Value, true
	case sym.Kind == Formula:
		return Eval(sym.Expr, sym.Scope)
	}
	return 0, false
}

func evalCall(e *syntax.Call, scope Scope) (float64, bool) {
	f, ok := functions[e.Func]
	if !ok || f.value == nil || len(e.Args) != f.args {
		return 0, false
	}
	args := make([]float64, len(e.Args))
	for n, arg := range e.Args {
		if args[n], ok = Eval(arg, scope); !ok {
			return 0, false
		}
	}
	return f.value(args), true
}

func evalUnary(op syntax.UnaryOp, x float64) float64 {
	switch op {
	case syntax.Negate:
		return -x
	case syntax.Not:
		return truth(x == 0)
	}
	return x
}

func evalBinary(op syntax.BinaryOp, x, y float64) float64 {
	switch op {
	case syntax.Add:
		return x + y
	case syntax.Sub:
		return x - y
	case syntax.Mul:
		return float64(x * y)
	case syntax.Div:
		return x / y
	case syntax.FloorDiv:
		return mathlib.FloorDiv(x, y)
	case syntax.Mod:
		return mathlib.Mod(x, y)
	case syntax.Pow:
		return mathlib.Pow(x, y)
	}
	return truth(evalCondition(op, x, y))
}

func evalCondition(op syntax.BinaryOp, x, y float64) bool {
	switch op {
	case syntax.Less:
		return x < y
	case syntax.LessEqual:
		return x <= y
	case syntax.Greater:
		return x > y
	case syntax.GreaterEqual:
		return x >= y
	case syntax.Equal:
		return x == y
	case syntax.NotEqual:
		return x != y
	case syntax.And:
		return x != 0 && y != 0
	}
	return x != 0 || y != 0
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
