package sim_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"golgi/sim"
)

// recordedNumber is a number of JSON, or "nan", "inf" or "-inf".
type recordedNumber float64

// UnmarshalJSON reads it.
func (x *recordedNumber) UnmarshalJSON(text []byte) error {
	_, err := fmt.Sscan(strings.Trim(string(text), `"`), (*float64)(x))
	return err
}

// recordedExpression is what real Brian 2 makes of an expression: refuses it, or gives it a type, a unit and values over a grid.
type recordedExpression struct {
	Text, Type, Unit, Refused string
	Values                    []recordedNumber
}

// Why the numbers of some expressions are others.
const (
	halfPrecision = "Brian computes functions of booleans with 11 bits"
	simplified    = "sympy simplifies x/x to 1, and inf*0 to 0, where Python gives NaN"
	logical       = "numpy adds booleans by or"
	cutOff        = "Brian cuts powers of integers that are written down off to integers, where Python gives floats"
)

var otherNumbers = map[string]string{"7 ** -3": cutOff, "2**-1": cutOff, "10**-2": cutOff, "v/v": simplified, "inf*0": simplified, "b + c": logical,
	"expm1(x < y)": halfPrecision, "exprel(x < y)": halfPrecision, "exp(b)": halfPrecision, "expm1(b)": halfPrecision, "exprel(b)": halfPrecision,
	"arccos(b)": halfPrecision, "arcsin(b)": halfPrecision, "arctan(b)": halfPrecision, "cos(b)": halfPrecision, "cosh(b)": halfPrecision,
	"log1p(b)": halfPrecision, "sin(b)": halfPrecision, "sinh(b)": halfPrecision, "tan(b)": halfPrecision, "tanh(b)": halfPrecision}

// refusedByLimits begin what Brian 2.5.1 says of expressions that it refuses for no reason of the language: it prints NaN and infinity
// as names that it does not know, numpy has no negative powers of integers and no differences of booleans, and sympy does not compute with conditions.
var refusedByLimits = []string{"NameError: name 'nan'", "NameError: name 'inf'", "ValueError: Integers to negative integer powers", "TypeError: numpy boolean subtract",
	"ZeroDivisionError", "SyntaxError: Unknown syntax: Call", "TypeError: unsupported operand type(s) for /: 'StrictLessThan'", "SyntaxError: Floor division",
	"SyntaxError: Error during evaluation of sympy expression"}

// otherTypes are the types of expressions to which Brian gives others, which only says what may be declared.
var otherTypes = map[string]string{"7 ** -3": "1", "2**-1": "1", "10**-2": "1", "2**3**2": "1", "k ** b": "1", "b ** c": "1", "b + c": "integer",
	"b * c": "integer", "abs(b)": "integer", "not k": "boolean", "not x": "boolean"}

// The operators and functions of the language have the types, units and values that they have in Brian 2, and refuse what it refuses. The
// grid and its source are in testdata/brian2_expressions.py.
func TestExpressionsOfBrian2(t *testing.T) {
	text, err := os.ReadFile("testdata/brian2_expressions.json")
	check(t, err)
	var recorded struct {
		Grid        map[string][]float64
		Expressions []recordedExpression
	}
	check(t, json.Unmarshal(text, &recorded))
	for _, e := range recorded.Expressions {
		unit := cmp.Or(otherTypes[e.Text], map[string]string{"boolean": "boolean", "integer": "integer"}[e.Type], e.Unit, "1")
		spec := sim.Neurons{Name: "g", Size: len(recorded.Grid["k"]),
			Equations: "k : integer\nl : integer\nx : 1\ny : 1\nb : boolean\nc : boolean\nv = x*mV : volt\nr = " + e.Text + " : " + unit}
		for name, values := range recorded.Grid {
			spec.Initial = append(spec.Initial, sim.Set{Variable: name, Value: values})
		}
		g, err := sim.NewNeuronGroup(spec)
		switch {
		case err != nil && e.Refused == "":
			t.Errorf("%s: refused, but Brian 2 takes it: %v", e.Text, err)
		case err == nil && e.Refused != "" && !hasPrefix(e.Refused, refusedByLimits):
			t.Errorf("%s: taken, but Brian 2 says %s", e.Text, e.Refused)
		case err == nil && e.Refused == "":
			net := network(t, sim.Options{}, g)
			compareExpression(t, e, get(t, net, g, "r"))
		}
	}
}

func hasPrefix(text string, prefixes []string) bool {
	for _, prefix := range prefixes {
		if strings.HasPrefix(text, prefix) {
			return true
		}
	}
	return false
}

// compareExpression compares values with what Brian 2 gives: its elementary functions are those of libm.
func compareExpression(t *testing.T, e recordedExpression, got []float64) {
	t.Helper()
	const ulps = 4 * 0x1p-52
	differ := ""
	for n, want := range e.Values {
		want := float64(want)
		if got[n] == want || math.IsNaN(got[n]) && math.IsNaN(want) || math.Abs(got[n]-want) <= float64(ulps*math.Abs(want)) {
			continue
		}
		differ = fmt.Sprintf("%s at row %d of the grid is %v, and %v in Brian 2", e.Text, n, got[n], want)
		break
	}
	if reason := otherNumbers[e.Text]; (reason != "") != (differ != "") {
		t.Errorf("%s (%s)", differ, reason)
	}
}
