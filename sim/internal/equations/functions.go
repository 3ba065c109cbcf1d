package equations

import (
	"math"

	"golgi/units"
)

// Function is a function of the equation language.
type Function struct {
	Name string
	Args int
	// Result returns what is known of the result, or a message about argument number arg (from 0).
	Result func(args []Info) (info Info, arg int, fault string)
	// Eval computes the function of numbers; nil where it is no function of its arguments alone.
	Random bool // a new number at each evaluation
}

// LookupFunction returns the function of a name.
func LookupFunction(name string) (*Function, bool) {
	f, ok := functions[name]
	return f, ok
}

// functions is the table of functions, by name.
var functions = functionTable()

func functionTable() map[string]*Function {
	table := make(map[string]*Function)
	add := func(args int, result func([]Info) (Info, int, string), names ...string) {
		for _, name := range names {
			table[name] = &Function{Name: name, Args: args, Result: result}
		}
	}
	add(1, plainNumber, "exp", "expm1", "exprel", "log", "log10", "log1p", "sin", "cos", "tan",
		"sinh", "cosh", "tanh", "arcsin", "arccos", "arctan", "floor", "ceil")
	add(1, squareRoot, "sqrt")
	add(1, sameAsArgument, "abs")
	add(1, signOf, "sign")
	add(1, toInteger, "int")
	add(3, clip, "clip")
	add(2, timestep, "timestep")
	add(0, randomNumber, "rand", "randn")
	table["rand"].Random, table["randn"].Random = true, true
	return table
}

func mathConstant(name string) (float64, bool) {
	switch name {
	case "pi":
		return math.Pi, true
	case "e":
		return math.E, true
	case "inf":
		return math.Inf(1), true
	}
	return 0, false
}

func plainNumber(args []Info) (Info, int, string) {
	if !args[0].Dim.IsDimensionless() {
		return Info{}, 0, "needs a number without unit"
	}
	return Info{Type: Float}, 0, ""
}

func squareRoot(args []Info) (Info, int, string) {
	dim, err := args[0].Dim.Pow(1, 2)
	if err != nil {
		return Info{}, 0, err.Error()
	}
	return Info{Type: Float, Dim: dim}, 0, ""
}

func sameAsArgument(args []Info) (Info, int, string) {
	if args[0].Type == Boolean {
		return Info{}, 0, "needs a number"
	}
	return args[0], 0, ""
}

func signOf(args []Info) (Info, int, string) {
	info, arg, fault := sameAsArgument(args)
	info.Dim = units.Dimension{}
	return info, arg, fault
}

func toInteger(args []Info) (Info, int, string) {
	if _, _, fault := plainNumber(args); fault != "" {
		return Info{}, 0, fault
	}
	return Info{Type: Integer}, 0, ""
}

func clip(args []Info) (Info, int, string) {
	result := Info{Type: Integer, Dim: args[0].Dim}
	for n, arg := range args {
		if arg.Dim != result.Dim {
			return Info{}, n, "needs the unit of the first argument, " + result.Dim.String()
		}
		if arg.Type != Integer {
			result.Type = Float
		}
	}
	return result, 0, ""
}

func timestep(args []Info) (Info, int, string) {
	for n, arg := range args {
		if arg.Dim != units.Second.Dim {
			return Info{}, n, "needs a time"
		}
	}
	return Info{Type: Integer}, 0, ""
}

func randomNumber([]Info) (Info, int, string) { return Info{Type: Float}, 0, "" }
