package sim

import (
	"fmt"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/equations"
	"golgi/sim/internal/topology"
)

// An End is what Synapses begin or end at: a Group of neurons, or other Synapses, each of which then counts as a neuron does. These do
// not spike, so that a pathway waits for the neurons at the other end.
//
// Source: Brian 2, Synapses: source and target.
type End interface {
	Object
	end() end
}

// An end is an End as the synapses there see it.
type end struct {
	object   End
	of       ended  // whose elements they are
	members         // of size whole where they are not known before the network has made them
	order    int    // of the object among others in the same slot of the schedule
	elements string // what they are called in messages
}

// ended is what has elements at which synapses may end.
type ended interface {
	modelled
	// scopeFrom is the scope of the object as seen from one of its elements (Own), or from a synapse at one of its ends.
	scopeFrom(side equations.Side) equations.Scope
	// has reports whether its elements have something of a name, beside numbers: what synapses there mean without an ending.
	has(name string) bool
}

func (g *NeuronGroup) end() end { return g.neurons().end(g) }
func (s *Subgroup) end() end    { return s.from.end(s) }

func (g *NeuronGroup) has(name string) bool {
	return g.model.Variable(name) != nil || name == "lastspike" || name == "not_refractory"
}

func (n neurons) end(object End) end { return end{object, n.group, n.members, n.order, "neurons"} }

// known reports whether the elements are known before the network has made them.
func (e end) known() bool { return e.size != whole }

// part returns the part of the object whose elements they are.
func (e end) part(m *bind.Memory) *bind.Part { return m.Part(e.of.Name()) }

// in returns the elements in a memory that has made them.
func (e end) in(m *bind.Memory) members {
	if e.known() {
		return e.members
	}
	return members{size: e.part(m).N}
}

// atMost is how many elements there are at most.
func (e end) atMost() int {
	if e.known() {
		return e.size
	}
	return topology.MaxSynapses
}

// refuses reports whether synapses there cannot have a variable of a name, as the elements have one. All may have a lastupdate.
//
// Source: Brian 2, Synapses._create_variables.
func (e end) refuses(name string) bool { return e.of.has(name) && name != equations.LastUpdate }

// outside says that entry n of a list of elements is none.
func (e end) outside(list string, n, element, size int) error {
	if size == topology.MaxSynapses {
		return fmt.Errorf("%s[%d] = %d is no number of a synapse", list, n, element)
	}
	return fmt.Errorf("%s[%d] = %d, but %s has %s 0 to %d", list, n, element, e.object, e.elements, size-1)
}

// has checks that all entries of a list are elements: numbers below a size.
func has[T int | int32](e end, name string, list []T, size int) error {
	for n, i := range list {
		if i < 0 || int(i) >= size {
			return e.outside(name, n, int(i), size)
		}
	}
	return nil
}

// makeEnds makes what the synapses begin and end at, where it is made when it is needed.
func (s *Synapses) makeEnds(m *bind.Memory) error {
	for _, e := range []end{s.source, s.target} {
		if e.known() {
			continue
		}
		if err := e.of.prepare(e.part(m)); err != nil {
			return err
		}
	}
	return nil
}

// declareEnds tells kernels where source and target begin, and how large they are.
func (s *Synapses) declareEnds(p *bind.Part) {
	for side, e := range map[string]members{"pre": s.source.in(p.Memory()), "post": s.target.in(p.Memory())} {
		p.Number("N_"+side, float64(e.size))
		p.Number("_start_"+side, float64(e.start))
	}
}
