package equations

import (
	"fmt"

	"golgi/sim/internal/syntax"
	"golgi/units"
)

// Given is a function that a user gave as code: of floats in SI units, and of nothing else. Its result is a float.
type Given struct {
	Params []string
	Units  []units.Dimension // of the arguments
	Result units.Dimension
	Value  func(x ...float64) float64
}

// function returns how the function is called.
func (g *Given) function(sym Symbol) *function {
	return &function{name: sym.Name, args: len(g.Params), result: g.result}
}

// result is the rule of the function.
func (g *Given) result(args []Info) (Info, *misuse) {
	for n, arg := range args {
		want := g.Units[n]
		switch {
		case arg.Type == Boolean:
			return Info{}, &misuse{arg: n, message: "needs a number", want: want}
		case arg.Dim != want:
			return Info{}, &misuse{arg: n, message: fmt.Sprintf("takes %s, %s", g.Params[n], unitOr(want, "a number without unit")), want: want}
		}
	}
	return Info{Type: Float, Dim: g.Result}, nil
}

// CallsGiven reports whether an expression, or a subexpression that it refers to, calls a function that a user gave as code.
func CallsGiven(e syntax.Expr, scope Scope) bool {
	return callsGiven(e, scope, make(map[syntax.Expr]bool))
}

func callsGiven(e syntax.Expr, scope Scope, seen map[syntax.Expr]bool) (calls bool) {
	syntax.Walk(e, func(e syntax.Expr) bool {
		switch e := e.(type) {
		case *syntax.Call:
			sym, _ := scope.Lookup(e.Func)
			calls = calls || sym.Given != nil
		case *syntax.Ident:
			if sym, _ := scope.Lookup(e.Name); sym.Kind == Formula && !seen[sym.Expr] {
				seen[sym.Expr] = true
				calls = calls || callsGiven(sym.Expr, sym.Scope, seen)
			}
		}
		return !calls
	})
	return calls
}
