package equations

import "strings"

// summed is the flag of subexpressions of synapses that are summed onto a variable of the neurons at one end.
const summed = "summed"

// Summed reports whether a variable is a subexpression that is summed onto a variable of neurons.
func (v *Variable) Summed() bool { return v.Has(summed) }

// Sums returns the variables that are summed, in the order of the text.
func (m *Model) Sums() []*Variable { return m.those((*Variable).Summed) }

// Onto returns of which neurons which variable a sum is.
func (v *Variable) Onto() (side Side, variable string) {
	if name, ok := strings.CutSuffix(v.Name, "_pre"); ok {
		return Pre, name
	}
	return Post, strings.TrimSuffix(v.Name, "_post")
}

// refusedSum says why a variable cannot be flagged (summed); it is empty where it can.
//
// Source: Brian 2, Synapses.
func refusedSum(v *Variable) string {
	switch {
	case !strings.HasSuffix(v.Name, "_pre") && !strings.HasSuffix(v.Name, "_post"):
		return "it must say onto which variable of the neurons: " + v.Name + "_post, or " + v.Name + "_pre"
	case len(v.Flags) > 1:
		return "no other flag goes with it"
	case v.Type == Boolean:
		return "a sum is a number"
	}
	return ""
}
