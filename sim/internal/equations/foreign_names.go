package equations

import (
	"fmt"

	"golgi/sim/internal/syntax"
	"golgi/units"
)

// Names that mean something elsewhere: in Python, in mathematics, in Brian 2 with what is not there yet. A suggestion by
// spelling would send their writer the wrong way.

// foreignNames says what to write instead of names of values.
var foreignNames = map[string]string{
	"true": "write True", "TRUE": "write True", "false": "write False", "FALSE": "write False",
	"nan": "NaN is no number", "NaN": "NaN is no number", "NAN": "NaN is no number",
	"infinity": "write inf", "Inf": "write inf", "INF": "write inf", "oo": "write inf",
	"lastspike": "a group of neurons has it where Refractory is given", "not_refractory": "a group of neurons has it where Refractory is given",
	"Pi": "write pi", "PI": "write pi", "none": "a value is a number, True or False", "null": "a value is a number, True or False",
}

// foreignFunctions says what to write instead of functions.
var foreignFunctions = map[string]string{
	"ln": "write log(...), which is the natural logarithm", "log2": "write log(...)/log(2)",
	"pow": "write x**y", "power": "write x**y", "square": "write x**2", "exp2": "write 2**x",
	"asin": "write arcsin(...)", "acos": "write arccos(...)", "atan": "write arctan(...)", "fabs": "write abs(...)",
	"max": "write clip(x, least, inf)", "min": "write clip(x, -inf, most)", "maximum": "write clip(x, least, inf)",
	"minimum": "write clip(x, -inf, most)", "round": "write floor(x + 0.5)", "rint": "write floor(x + 0.5)", "trunc": "write int(x)",
	"heaviside": "write int(x > 0)", "Heaviside": "write int(x > 0)", "step": "write int(x > 0)", "theta": "write int(x > 0)",
	"where": "write int(cond)*a + int(not cond)*b", "float": "write 1.0*x", "bool": "write x != 0",
	"random": "write rand()", "uniform": "write low + (high - low)*rand()", "normal": "write mean + sigma*randn()",
	"gauss": "write mean + sigma*randn()", "mod": "write x % y", "diff": "write the derivative as dx/dt = ... on a line of its own",
	"binomial": "it is a function of Brian 2 that is not there yet",
	"sum":      "an expression is computed for each element; there are no sums over elements",
	"mean":     "an expression is computed for each element; there are no means over elements",
	"arctan2":  "there is arctan(y/x)", "atan2": "there is arctan(y/x)",
}

// notFunction says what a name before a parenthesis is that is no function; empty where it is nothing.
func (c *checker) notFunction(e *syntax.Call) (message, note string) {
	sym, known := c.scope.Lookup(e.Func)
	if !known {
		return "", ""
	}
	message = fmt.Sprintf("%q is %s and no function", e.Func, sym.what())
	if len(e.Args) == 1 {
		if t, is := e.Args[0].(*syntax.Ident); is && t.Name == "t" && sym.Kind != Number {
			return message, fmt.Sprintf("write %s: it is that of the present anyway", e.Func)
		}
		return message, fmt.Sprintf("write %s*(...)", e.Func)
	}
	return message, fmt.Sprintf("write %s", e.Func)
}

// what says what kind of thing a name is.
func (s Symbol) what() string {
	_, unit := units.Lookup(s.Name)
	switch {
	case s.Kind == Formula:
		return "a subexpression"
	case s.Kind == Number && s.Unit && unit:
		return "a unit"
	case s.Kind == Number, s.Kind == Bound:
		return "a constant"
	}
	return "a variable"
}
