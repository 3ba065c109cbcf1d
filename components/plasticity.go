package components

import (
	"strings"

	"golgi/sim"
)

// A Plasticity is what changes synapses: variables beside the weight w, and statements when the neurons at their ends spike. In the
// statements, deliver stands for what a presynaptic spike adds to its target, "target_post += w", in the words of Brian 2.
type Plasticity struct {
	Name, About, Source string
	Model               string // variables besides w; of the unit of w, weight_unit
	OnPre, OnPost       string
	Parameters          Parameters
	Initial             Values
	Method              string
	changes             bool // w
}

// synapse is the description of synapses onto a variable, without the weight.
func (p Plasticity) synapse(onto string) sim.Synapse {
	by := map[string]string{"target_post": onto + "_post"}
	pre := p.OnPre
	if pre == "" {
		pre = "target_post += w"
	}
	s := sim.Synapse{Model: strings.TrimSpace(p.Model), OnPre: rename(pre, by), OnPost: rename(p.OnPost, by), Method: p.Method}
	for _, variable := range sortedNames(p.Initial) {
		s.Initial = append(s.Initial, sim.Set{Variable: variable, Value: p.Initial[variable]})
	}
	return s
}

// plasticities are the stock ones.
var plasticities = []Plasticity{}
