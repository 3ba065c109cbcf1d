package equations

import (
	"maps"
	"math"
	"slices"

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
		y, okY := Eval(e.Y, scope)
		return evalBinary(e.Op, x, y), okX && okY
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
	if !ok || evaluators[e.Func] == nil || len(e.Args) != f.Args {
		return 0, false
	}
	args := make([]float64, len(e.Args))
	for n, arg := range e.Args {
		if args[n], ok = Eval(arg, scope); !ok {
			return 0, false
		}
	}
	return evaluators[e.Func](args), true
}

// evaluators computes the functions that depend on their arguments alone.
var evaluators = map[string]func([]float64) float64{
	"exp": func(a []float64) float64 { return mathlib.Exp(a[0]) }, "expm1": func(a []float64) float64 { return mathlib.Expm1(a[0]) },
	"exprel": func(a []float64) float64 { return mathlib.Exprel(a[0]) }, "log": func(a []float64) float64 { return mathlib.Log(a[0]) },
	"log10": func(a []float64) float64 { return mathlib.Log10(a[0]) }, "log1p": func(a []float64) float64 { return mathlib.Log1p(a[0]) },
	"sin": func(a []float64) float64 { return mathlib.Sin(a[0]) }, "cos": func(a []float64) float64 { return mathlib.Cos(a[0]) },
	"tan": func(a []float64) float64 { return mathlib.Tan(a[0]) }, "sinh": func(a []float64) float64 { return mathlib.Sinh(a[0]) },
	"cosh": func(a []float64) float64 { return mathlib.Cosh(a[0]) }, "tanh": func(a []float64) float64 { return mathlib.Tanh(a[0]) },
	"arcsin": func(a []float64) float64 { return mathlib.Asin(a[0]) }, "arccos": func(a []float64) float64 { return mathlib.Acos(a[0]) },
	"arctan": func(a []float64) float64 { return mathlib.Atan(a[0]) }, "floor": func(a []float64) float64 { return math.Floor(a[0]) },
	"ceil": func(a []float64) float64 { return math.Ceil(a[0]) }, "sqrt": func(a []float64) float64 { return math.Sqrt(a[0]) },
	"abs": func(a []float64) float64 { return math.Abs(a[0]) }, "int": func(a []float64) float64 { return math.Trunc(a[0]) },
	"sign": func(a []float64) float64 { return truth(a[0] > 0) - truth(a[0] < 0) },
	"clip": func(a []float64) float64 { return min(max(a[0], a[1]), a[2]) },
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
	return truth(evalComparison(op, x, y))
}

func evalComparison(op syntax.BinaryOp, x, y float64) bool {
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

func sortedNames(scope Scope) []string {
	names := scope.Names()
	slices.Sort(names)
	return slices.Compact(names)
}

func functionNames() []string {
	return slices.Sorted(maps.Keys(functions))
}
