package sim

import "golgi/sim/internal/syntax"

// Declaration is what equations say of a variable.
type Declaration struct {
	Name          string
	Unit          string // as it is written: "volt", "1"; "integer" and "boolean" are types
	Subexpression bool   // it has no value of its own
}

// Declarations returns what equations of a NeuronGroup or of Synapses define, in their order, as far as they can be read. It does not judge them.
func Declarations(text string) (list []Declaration) {
	all, _ := syntax.ParseEquations(&syntax.Source{Text: text}) // those that are broken say so
	for _, eq := range all {
		if eq != nil && !eq.Broken {
			list = append(list, Declaration{eq.Name.Name, eq.Unit.Text, eq.Kind == syntax.Subexpression})
		}
	}
	return list
}
