package components

import (
	"maps"
	"slices"
	"strings"

	"golgi/sim"
	"golgi/units"
)

// A Synapse is what the synapses of a [Connection] do: variables beside the weight w, and statements when the neurons at their ends
// spike, in the words of Brian 2. The stock ones are [STDP], [TsodyksMarkram], [GapJunction] and so on. The zero Synapse adds its weight to the target
// at each presynaptic spike.
//
// In texts, target_post is the variable of the target that the connection is onto; as a unit, weight is that of w.
type Synapse struct {
	Name, About, Source string
	Model               string // variables, w among them if it changes; else it is added
	OnPre, OnPost       string // OnPre empty: target_post += w
	Silent              bool   // spikes do nothing: the target is a sum of the Model
	Parameters          Parameters
	Initial             Values
	Method              string // of integration
	unit                string // of the weight; empty: what the simulator says
	bounded             bool   // between 0 and w_max
}

// weight is the dimension that the weight must have, for a target of a dimension, if that is known.
func (p Synapse) weight(target units.Dimension) (dim units.Dimension, known bool) {
	adds := slices.Contains(strings.Split(p.OnPre, "\n"), "target_post += w")
	switch {
	case p.unit == "target" || adds || p.OnPre == "" && !p.Silent:
		return target, true
	case p.unit == "":
		return dim, false
	}
	unit, err := units.ParseUnit(p.unit)
	return unit.Dim, err == nil
}

// defines reports whether the model has a variable.
func (p Synapse) defines(variable string) bool {
	return slices.ContainsFunc(sim.Declarations(p.Model), func(d sim.Declaration) bool { return d.Name == variable })
}

// own is what a parameter is called in texts: no variable of the neurons has that name, which would be meant instead.
func own(name string) string { return "syn_" + name }

// synapse is the description of synapses onto a variable, with weights of a unit, all the same or not.
func (p Synapse) synapse(onto, unit string, constant bool) sim.Synapse {
	by := map[string]string{"target_post": onto + "_post", "weight": unit}
	list, _ := p.Parameters.list() // what is wrong with it, the group has said
	for _, parameter := range list {
		by[parameter.name] = own(parameter.name)
	}
	if constant {
		by["w"] = own("w")
	}
	pre := p.OnPre
	if pre == "" && !p.Silent {
		pre = "target_post += w"
	}
	s := sim.Synapse{Model: rename(strings.TrimSpace(p.Model), by), OnPre: rename(pre, by), OnPost: rename(p.OnPost, by), Method: p.Method}
	for _, variable := range slices.Sorted(maps.Keys(p.Initial)) {
		s.Initial = append(s.Initial, sim.Set{Variable: variable, Value: initialValue(rename(p.Initial[variable], by))})
	}
	return s
}
