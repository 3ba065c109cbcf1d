package sim

import (
	"golgi/sim/internal/syntax"
	"golgi/units"
)

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

// Variable is a variable of an object: of a group, a subgroup, or synapses.
type Variable struct {
	Name      string
	Dimension units.Dimension
	Parameter bool // it has a value that no equation changes
	Computed  bool // it is a subexpression, and has no value of its own
}

// Variables returns the variables of an object, in the order of its equations; nil where it has none.
func Variables(o Object) (list []Variable) {
	if absent(o) || o.elements().of == nil || o.elements().of.variables() == nil {
		return nil
	}
	for _, v := range o.elements().of.variables().Variables {
		list = append(list, Variable{v.Name, v.Dim, v.Kind == syntax.Parameter, v.Kind == syntax.Subexpression})
	}
	return list
}
