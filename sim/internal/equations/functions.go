package equations

import (
	"math"

	"golgi/sim/internal/mathlib"
	"golgi/sim/internal/syntax"
	"golgi/units"
)

// function is a function of the equation language.
type function struct {
	name   string
	random bool // a new number at each evaluation
	args   int
	result rule
	value  func(x []float64) float64 // nil: it is no function of its arguments alone
}

// rule returns what is known of a function's result, or which argument it cannot take.
type rule func(args []Info) (Info, *misuse)

// misuse says what is wrong with argument number arg (from 0), which should have the unit want.
type misuse struct {
	arg     int
	message string
	want    units.Dimension
	cure    string // empty: it is a matter of units
}

// functions is the table of functions, by name.
var functions = table(
	elementary("exp", mathlib.Exp), elementary("expm1", mathlib.Expm1), elementary("exprel", mathlib.Exprel),
	elementary("log", mathlib.Log), elementary("log10", mathlib.Log10), elementary("log1p", mathlib.Log1p),
	elementary("sin", mathlib.Sin), elementary("cos", mathlib.Cos), elementary("tan", mathlib.Tan),
	elementary("sinh", mathlib.Sinh), elementary("cosh", mathlib.Cosh), elementary("tanh", mathlib.Tanh),
	elementary("arcsin", mathlib.Asin), elementary("arccos", mathlib.Acos), elementary("arctan", mathlib.Atan),
	&function{name: "floor", args: 1, result: rounded, value: unary(math.Floor)},
	&function{name: "ceil", args: 1, result: rounded, value: unary(math.Ceil)},
	&function{name: "sqrt", args: 1, result: squareRoot, value: unary(math.Sqrt)},
	&function{name: "abs", args: 1, result: sameAsArgument, value: unary(math.Abs)},
	&function{name: "sign", args: 1, result: signOf, value: unary(sign)},
	&function{name: "int", args: 1, result: toInteger, value: unary(math.Trunc)},
	&function{name: "clip", args: 3, result: clip, value: clipped},
	&function{name: "timestep", args: 2, result: timestep},
	&function{name: "rand", result: randomNumber, random: true},
	&function{name: "randn", result: randomNumber, random: true},
	&function{name: "poisson", args: 1, result: toInteger, random: true},
)

func table(list ...*function) map[string]*function {
	byName := make(map[string]*function, len(list))
	for _, f := range list {
		byName[f.name] = f
	}
	return byName
}

// elementary is a function from numbers to numbers.
func elementary(name string, f func(float64) float64) *function {
	return &function{name: name, args: 1, result: plainNumber, value: unary(f)}
}

func unary(f func(float64) float64) func([]float64) float64 {
	return func(x []float64) float64 { return f(x[0]) }
}

func clipped(x []float64) float64 { return min(max(x[0], x[1]), x[2]) }

func sign(x float64) float64 {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return x // 0 and NaN
}

// Draws reports whether an expression calls a function that draws random numbers. Subexpressions that it
// refers to do not: that is a fault.
func Draws(e syntax.Expr) bool {
	draws := false
	syntax.Walk(e, func(e syntax.Expr) bool {
		if call, ok := e.(*syntax.Call); ok {
			f, known := functions[call.Func]
			draws = draws || known && f.random
		}
		return !draws
	})
	return draws
}

var mathConstants = map[string]float64{"pi": math.Pi, "e": math.E, "inf": math.Inf(1)}

func plainNumber(args []Info) (Info, *misuse) {
	if !args[0].Dim.IsDimensionless() {
		return Info{}, &misuse{message: "needs a number without unit"}
	}
	return Info{Type: Float}, nil
}

func toInteger(args []Info) (Info, *misuse) {
	_, wrong := plainNumber(args)
	return Info{Type: Integer}, wrong
}

func squareRoot(args []Info) (Info, *misuse) {
	dim, err := args[0].Dim.Pow(1, 2)
	if err != nil {
		return Info{}, &misuse{message: "has no unit for its result: " + withoutPrefix(err), want: args[0].Dim}
	}
	return Info{Type: Float, Dim: dim}, nil
}

// rounded is a whole number of the base unit, as a float.
//
// Source: Brian 2.5.1, floor and ceil.
func rounded(args []Info) (Info, *misuse) { return Info{Type: Float, Dim: args[0].Dim}, nil }

func sameAsArgument(args []Info) (Info, *misuse) { return number(args[0]), nil }

func signOf(args []Info) (Info, *misuse) {
	if args[0].Type == Boolean {
		return Info{}, &misuse{message: "needs a number"}
	}
	return Info{Type: args[0].Type}, nil
}

func clip(args []Info) (Info, *misuse) {
	result := Info{Type: Integer, Dim: args[0].Dim}
	for n, arg := range args {
		if arg.Dim != result.Dim {
			return Info{}, &misuse{arg: n, message: "takes three values of one unit", want: result.Dim}
		}
		if arg.Type == Float {
			result.Type = Float
		}
	}
	return result, nil
}

func timestep(args []Info) (Info, *misuse) {
	for n, arg := range args {
		if arg.Dim != units.Second.Dim {
			return Info{}, &misuse{arg: n, message: "takes two times", want: units.Second.Dim}
		}
	}
	return Info{Type: Integer}, nil
}

func randomNumber([]Info) (Info, *misuse) { return Info{Type: Float}, nil }

// functionOf returns the function of a call: one of the language, or one that a user gave as values or as code.
func functionOf(name string, scope Scope) (*function, bool) {
	if f, ok := functions[name]; ok {
		return f, true
	}
	switch sym, _ := scope.Lookup(name); {
	case sym.Timed != nil:
		return sym.Timed.function(sym), true
	case sym.Given != nil:
		return sym.Given.function(sym), true
	}
	return nil, false
}
