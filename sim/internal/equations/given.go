package equations

import (
	"fmt"

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
