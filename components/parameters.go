package components

import (
	"fmt"
	"regexp"
	"strconv"

	"golgi/units"
)

// Parameters describe the parameters of a stock part, a line each: name, default, between which values it must be, and what it is.
//
//	n     = 10                      # number of synapses of each target
//	U     = 0.5   >= 0 <= 1         # use at the first spike
//	tau_r = 1 ms  > 0               # rise time constant
//	tau_d = 5 ms  > 0 != tau_r      # decay time constant
//
// A default with a decimal point is a float, one without an integer, one with a unit a quantity. Behind it may stand what must be true of the value: >, >=, <,
// <= or !=, and a number in the unit of the default, or the name of another parameter.
type Parameters string

// Values give parameters other values than their defaults, by name, as a command line does: {"tau": "10 ms"}.
type Values map[string]string

// readValue reads a value: an integer, a truth value, a float or a quantity.
func readValue(text string) (any, error) {
	switch text {
	case "true":
		return true, nil
	case "false":
		return false, nil
	}
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return n, nil
	}
	q, err := units.Parse(text)
	switch {
	case err != nil:
		return nil, fmt.Errorf("%q is no value: %w", text, err)
	case q.Dimension().IsDimensionless():
		return q.SI(), nil
	}
	return q, nil
}

// as returns a text as a value like another.
func as(like any, text string) (any, error) {
	value, err := readValue(text)
	if err != nil {
		return nil, err
	}
	if n, is := value.(int64); is {
		if _, wanted := like.(float64); wanted {
			return float64(n), nil
		}
	}
	q, quantity := value.(units.Quantity)
	want, wanted := like.(units.Quantity)
	switch {
	case quantity && wanted && q.Dimension() != want.Dimension():
		return nil, fmt.Errorf("%s has unit %s, and the default is %s", text, q.Dimension(), want)
	case wanted && !quantity && isNumber(value):
		return nil, fmt.Errorf("%s has no unit, and the default is %s", text, want)
	case quantity && !wanted && isNumber(like):
		return nil, fmt.Errorf("%s has unit %s, and the default, %v, has none", text, q.Dimension(), like)
	case fmt.Sprintf("%T", value) != fmt.Sprintf("%T", like):
		return nil, fmt.Errorf("%s is no value like the default, %v", text, like)
	}
	return value, nil
}

var nameRule = regexp.MustCompile(`^[A-Za-z]\w*$`)

func isName(name string) bool { return nameRule.MatchString(name) }

// quantityRule is a number with a unit behind it, which is no expression.
var quantityRule = regexp.MustCompile(`^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*[A-Za-z]`)

// initialValue is what an initial value means: a quantity, or else an expression.
func initialValue(text string) any {
	if q, err := units.Parse(text); err == nil && q.Dimension() != (units.Dimension{}) && quantityRule.MatchString(text) {
		return q
	}
	return text
}
