package sim

import (
	"fmt"
	"regexp"

	"golgi/sim/internal/syntax"
)

// Object is a part of a network: *NeuronGroup, *Subgroup, *Synapses, *SpikeMonitor, *StateMonitor or
// *PopulationRateMonitor.
type Object interface {
	// Name is unique within a network.
	Name() string
	// String names the object in messages: neuron group "exc".
	String() string
	// parts are the groups that must be in a network before the object.
	parts() []Object
}

// Group is a set of neurons that can be connected and recorded: a *NeuronGroup, which Poisson groups and spike
// generator groups are as well, or a *Subgroup.
type Group interface {
	Object
	// Size is the number of neurons.
	Size() int
	// neurons returns the group whose neurons start, start+1, … these are.
	neurons() (group *NeuronGroup, start int)
}

// absent reports whether there is no object: nil, or a nil pointer that a constructor returned beside an error.
func absent(o Object) bool {
	switch o := o.(type) {
	case nil:
		return true
	case *NeuronGroup:
		return o == nil
	case *Subgroup:
		return o == nil
	case *Synapses:
		return o == nil
	case *SpikeMonitor:
		return o == nil
	case *StateMonitor:
		return o == nil
	case *PopulationRateMonitor:
		return o == nil
	}
	return false
}

var nameRule = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*$`)

// checkName refuses names that would not be names in every place where they are used.
func checkName(kind, name string) error {
	if !nameRule.MatchString(name) {
		return fmt.Errorf("sim: %s %q: a name begins with a letter and has letters, digits and underscores", kind, name)
	}
	return nil
}

// source is the source of a text that belongs to an object.
func source(o fmt.Stringer, what, text string) *syntax.Source {
	return &syntax.Source{Name: o.String() + ": " + what, Text: text}
}

// faults turns a list of faults into an error, nil where there are none.
func faults(list syntax.Faults) error {
	if len(list) == 0 {
		return nil
	}
	return list
}
