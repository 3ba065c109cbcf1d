package sim

import (
	"cmp"
	"fmt"
	"strings"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/equations"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/lower"
	"golgi/sim/internal/syntax"
)

// SpikeFunction describes a SpikeOperation: a function in Go that is called when neurons spike.
type SpikeFunction struct {
	Name  string // mandatory, unique in a network
	Of    Group  // whose spikes
	Event string // another event than the spike; empty: that
	// Do is called in each step in which it happens to neurons, with their numbers within Of in ascending order. It may do with the network
	// what the function of an Operation may.
	Do    func(net *Network, neurons []int) error
	When  string // slot of the schedule; empty: behind the test of the event, as for a SpikeMonitor
	Order int    // order among objects in the same slot, where When is given
}

// SpikeOperation calls a function in Go with the neurons of a group that spike in a step, if there are any. A run comes back from its compiled
// steps for that in each step, and looks at all neurons of the group.
//
// Source: Brian 1.4, SpikeMonitor(source, function=…).
type SpikeOperation struct {
	eventRecorder
	do    func(net *Network, neurons []int) error
	marks *lower.Template // of who has spiked
}

// NewSpikeOperation checks a description and returns the operation it describes, or an error with all faults.
func NewSpikeOperation(spec SpikeFunction) (*SpikeOperation, error) {
	of := Object(nil)
	if !absent(spec.Of) {
		of = spec.Of
	}
	base, err := newEventRecorder("spike operation", Recording{Name: spec.Name, Of: of, Event: cmp.Or(spec.Event, spikeEvent),
		When: spec.When, Order: spec.Order})
	if err == nil && spec.Do == nil {
		err = fmt.Errorf("sim: %s: Do must be the function to call", &base)
	}
	if err != nil {
		return nil, err
	}
	one := &syntax.Assign{Target: syntax.Ident{Name: spiked}, Op: syntax.Set, Value: &syntax.Bool{Value: true}}
	marks := lower.Statements("mark", []*syntax.Assign{one}, equations.Symbols{spiked: mark(spiked)}, equations.Reset)
	return &SpikeOperation{base, spec.Do, marks}, nil
}

// declare has a mark for each neuron of the whole group.
func (o *SpikeOperation) declare(p *bind.Part) error {
	p.N = o.from.group.Size()
	p.Array(spiked, spiked, ir.Bool8, p.N)
	return o.eventRecorder.declare(p)
}

func (o *SpikeOperation) schedule(s *bind.Schedule, p *bind.Part) error {
	s.MapSpikes(o.when(p), o.marks, p.Site("mark"), o.from.happen(p.Memory(), o.event))
	s.Host(o.when(p), func(network any) error { return o.call(network.(*Network)) })
	return nil
}

// call calls the function with the neurons that are marked.
func (o *SpikeOperation) call(net *Network) error {
	p := net.memory.Part(o.Name())
	marks, err := p.Read(spiked)
	if err != nil {
		return err
	}
	var neurons []int
	for i := range o.from.size {
		if marks[o.from.at(i)] != 0 {
			neurons = append(neurons, i)
		}
	}
	if err := p.Fill(spiked, 0); err != nil || len(neurons) == 0 {
		return err
	}
	if err := o.do(net, neurons); err != nil {
		return fmt.Errorf("sim: %s, at %s: %w", o, net.Time(), err)
	}
	return nil
}

func (o *SpikeOperation) explain(b *strings.Builder, _ *bind.Part) {
	fmt.Fprintf(b, "%s of %s: a function in Go\n", o, o.spec.Of)
}
