package modelfile

import (
	"fmt"
	"math"
	"strings"

	"golgi/sim"
)

// underWay are spikes that are on their way along a pathway when the simulation begins.
type underWay struct {
	place
	Pathway  string `key:"pathway,needed"`
	Steps    ints   `key:"steps,needed"`
	Synapses ints   `key:"synapses,needed"`
}

// send puts the spikes on their way.
func (u *underWay) send(net *sim.Network, along sim.Object) error {
	spikes := sim.UnderWay{Steps: make([]int64, len(u.Steps)), Synapses: make([]int32, len(u.Synapses))}
	for k, steps := range u.Steps {
		spikes.Steps[k] = int64(steps)
	}
	for k, synapse := range u.Synapses {
		if synapse < 0 || synapse > math.MaxInt32 {
			return malformed("%s: number %d of the synapses is %d", u.at.where(), k, synapse)
		}
		spikes.Synapses[k] = int32(synapse)
	}
	return net.SetUnderWay(along.(*sim.Synapses), u.Pathway, spikes)
}

// underWaySuffix is how the spikes under way along a pathway are called in results, after its name.
const underWaySuffix = ".under_way"

// underWay returns the spikes that are under way along a pathway: rows of steps and synapse.
func (s *Simulation) underWay(object, variable string) (Array, error) {
	along, is := s.objects[object].(*sim.Synapses)
	if !is {
		return Array{}, fmt.Errorf("modelfile: %q has no pathways, and so nothing under way", object)
	}
	got, err := s.net.UnderWay(along, strings.TrimSuffix(variable, underWaySuffix))
	a := Array{Shape: []int{len(got.Steps), 2}, Values: make([]float64, 0, 2*len(got.Steps)), Whole: true}
	for k, steps := range got.Steps {
		a.Values = append(a.Values, float64(steps), float64(got.Synapses[k]))
	}
	return a, err
}
