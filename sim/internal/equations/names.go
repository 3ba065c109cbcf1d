package equations

import (
	"slices"
	"strings"

	"golgi/sim/internal/syntax"
	"golgi/units"
)

// reserved are the names that the language gives a meaning, and which.
//
// Source: Brian 2, equations: check_identifier_reserved, and the variables of groups and synapses.
var reserved = map[string]string{
	"t": "it is the time", "dt": "it is the step size", "t_in_timesteps": "it is the time in steps",
	"i": "it is the number of the element", "j": "it is the number of the postsynaptic neuron",
	"N":          "it is the number of elements",
	"N_incoming": "it is a number of synapses", "N_outgoing": "it is a number of synapses",
	"lastspike": "it is the time of the last spike", "not_refractory": "it says whether a neuron may spike",
	"lastupdate": "it is the time of the last update", "xi": "it is noise",
}

// RefusedName says why a variable or constant cannot have a name; it is empty where it can.
func RefusedName(name string) string {
	_, isFunction := functions[name]
	_, isConstant := mathConstants[name]
	_, isUnit := units.Lookup(name)
	switch {
	case reserved[name] != "":
		return reserved[name]
	case isFunction:
		return "it is a function"
	case isConstant:
		return "it is a constant"
	case isUnit:
		return "it is a unit"
	case strings.HasPrefix(name, "xi_"):
		return "it is noise"
	case strings.HasPrefix(name, "_"):
		return "names with a leading underscore are reserved"
	case HasEnd(name):
		return "the endings _pre and _post say whose variable a synapse means"
	}
	return ""
}

// HasEnd reports whether a name ends as those by which synapses mean variables of their neurons.
func HasEnd(name string) bool {
	return strings.HasSuffix(name, "_pre") || strings.HasSuffix(name, "_post")
}

type kindList []syntax.EquationKind

// flagged tells which kinds of equations of which owners may carry a flag that is supported.
var flagged = map[string]struct {
	kinds  kindList
	owners []Owner
}{
	"constant":          {kindList{syntax.Parameter}, []Owner{Neurons, Synapses}},
	"shared":            {kindList{syntax.Parameter, syntax.Subexpression}, []Owner{Neurons, Synapses}},
	"linked":            {kindList{syntax.Parameter}, []Owner{Neurons}},
	"constant over dt":  {kindList{syntax.Subexpression}, []Owner{Neurons, Synapses}},
	"unless refractory": {kindList{syntax.Differential}, []Owner{Neurons}},
	summed:              {kindList{syntax.Subexpression}, []Owner{Synapses}},
	eventDriven:         {kindList{syntax.Differential}, []Owner{Synapses}},
	clockDriven:         {kindList{syntax.Differential}, []Owner{Synapses}},
}

// refusedFlag says why an equation cannot have a flag; it is empty where it can.
func refusedFlag(flag string, kind syntax.EquationKind, owner Owner) string {
	rule, ok := flagged[flag]
	switch {
	case !ok:
		return "this flag is not supported yet"
	case !slices.Contains(rule.owners, owner):
		return "the flag is not for " + [...]string{Neurons: "neurons", Synapses: "synapses"}[owner]
	case !slices.Contains(rule.kinds, kind):
		return "the flag is not for " + kindNames[kind]
	}
	return ""
}

var kindNames = [...]string{
	syntax.Differential:  "differential equations",
	syntax.Subexpression: "subexpressions",
	syntax.Parameter:     "parameters",
}
