package sim

import (
	"golgi/sim/internal/bind"
)

// Degrees returns how many synapses each neuron of the source sends, and how many each neuron of the target receives: 0 where it has
// none. In texts and as variables, N_outgoing and N_incoming are the same for each synapse.
//
// Source: Brian 2, Synapses: N_outgoingpre, N_incomingpost.
func (n *Network) Degrees(s *Synapses) (sent, received []int, err error) {
	if absent(s) {
		return nil, nil, errNoObject
	}
	p, err := n.ready(s)
	if err == nil && p.IsEmpty() {
		err = n.refuse()
	}
	if err != nil {
		return nil, nil, err
	}
	return s.source.degrees(p, outgoing), s.target.degrees(p, incoming), nil
}

// degrees returns numbers of synapses of the elements at an end, out of those of all elements of the whole object.
func (e end) degrees(p *bind.Part, name string) []int {
	all, some := bind.Content[int32](p, name), e.in(p.Memory())
	list := make([]int, some.size)
	for i := range list {
		list[i] = int(all[some.at(i)])
	}
	return list
}
