package sim

import (
	"fmt"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/engine"
	"golgi/sim/internal/equations"
	"golgi/sim/internal/syntax"
	"golgi/units"
)

// Here is what a network needs that goes on where another simulation has stopped: the time, and spikes under way. All else is state,
// which Set gives: lastspike and not_refractory of neurons with a refractory period, and lastupdate of synapses, too.

// SetTime has the next Run begin at a time, as if the network had simulated up to there. Spikes under way, lastspike and all other state stay
// as they are; spikes that are given for times before are left out.
func (n *Network) SetTime(t units.Quantity) error {
	if err := n.unused(); err != nil {
		return err
	}
	switch {
	case n.broken:
		return n.wasBroken()
	case !isDuration(t):
		return fmt.Errorf("sim: network: cannot begin at %s; wanted a time of 0 or more%s", t, inTime(t))
	}
	before := n.memory.Now()
	if err := n.memory.SetTime(bind.At(t.SI())); err != nil {
		if undo := n.memory.SetTime(before); undo != nil {
			return undo
		}
		return err
	}
	return nil
}

// UnderWay are spikes that are on their way along a pathway, in the order in which they will arrive: at synapse Synapses[k], after Steps[k]
// steps of the group that has spiked; with 0, in the next one.
type UnderWay struct {
	Steps    []int64
	Synapses []int32
}

// UnderWay returns the spikes that are under way along a pathway of synapses: "pre", "post", or one with a name of its own.
func (n *Network) UnderWay(s *Synapses, pathway string) (UnderWay, error) {
	var all UnderWay
	p, w, err := n.pathway(s, pathway)
	if err != nil || w.template == nil || p.IsEmpty() {
		return all, err
	}
	due, err := n.memory.Instance().Queue(p.QueueID(w.name))
	if err != nil {
		return all, fmt.Errorf("sim: %s: %s: %w", s, w.title(), err)
	}
	for _, at := range due {
		for _, batch := range at.Batches {
			synapses := batch.Synapses
			for k := batch.From; synapses == nil && k < batch.To; k++ {
				all.put(at.After, k)
			}
			for _, k := range synapses {
				all.put(at.After, k)
			}
		}
	}
	return all, nil
}

func (u *UnderWay) put(steps int64, synapse int32) {
	u.Steps, u.Synapses = append(u.Steps, steps), append(u.Synapses, synapse)
}

// SetUnderWay replaces the spikes that are under way along a pathway. Steps must not go down.
func (n *Network) SetUnderWay(s *Synapses, pathway string, spikes UnderWay) error {
	p, w, err := n.pathway(s, pathway)
	if err != nil {
		return err
	}
	if err := spikes.check(p.N); err != nil {
		return fmt.Errorf("sim: %s: %s: spikes under way: %w", s, w.title(), err)
	}
	if w.template == nil || p.IsEmpty() {
		return nil // nothing happens when they arrive
	}
	if err := n.memory.Allocate(); err != nil {
		return err
	}
	var due []engine.Due
	for k := 0; k < len(spikes.Steps); {
		first, after := k, spikes.Steps[k]
		for k < len(spikes.Steps) && spikes.Steps[k] == after {
			k++
		}
		due = append(due, engine.Due{After: after, Batches: []engine.Batch{{Synapses: spikes.Synapses[first:k:k]}}})
	}
	if err := n.memory.Instance().SetQueue(p.QueueID(w.name), due, p.N); err != nil {
		return fmt.Errorf("sim: %s: %s: spikes under way: %w", s, w.title(), err)
	}
	p.Wrote(w.name)
	n.plan = nil
	return nil
}

// check says what is wrong with spikes under way, of so many synapses.
func (u UnderWay) check(synapses int) error {
	if len(u.Steps) != len(u.Synapses) {
		return fmt.Errorf("%d Steps and %d Synapses; they list spikes", len(u.Steps), len(u.Synapses))
	}
	last := int64(0)
	for k, steps := range u.Steps {
		switch synapse := u.Synapses[k]; {
		case steps < 0 || steps > engine.MaxDelay:
			return fmt.Errorf("Steps[%d] is %d; wanted 0 to %d", k, steps, int64(engine.MaxDelay))
		case steps < last:
			return fmt.Errorf("Steps[%d] is %d, after %d; list spikes in the order in which they will arrive", k, steps, last)
		case synapse < 0 || int(synapse) >= synapses:
			return fmt.Errorf("Synapses[%d] is %d, but there are %d synapses", k, synapse, synapses)
		}
		last = steps
	}
	return nil
}

// pathway returns a pathway of synapses that are ready, with their part.
func (n *Network) pathway(s *Synapses, name string) (*bind.Part, *pathway, error) {
	if err := n.unused(); err != nil {
		return nil, nil, err
	}
	p, err := n.ready(s)
	if err != nil {
		return nil, nil, err
	}
	w := s.pathway(name)
	if w == nil {
		return nil, nil, fmt.Errorf("sim: %s: there is no pathway %q", s, name)
	}
	return p, w, nil
}

// spikeState returns lastspike or not_refractory as a variable, where neurons have it; else nil.
func spikeState(o modelled, name string) *equations.Variable {
	sym, known := o.scope().Lookup(name)
	if name != "lastspike" && name != "not_refractory" || !known || sym.Kind != equations.Stored || sym.Side != equations.Own {
		return nil
	}
	return &equations.Variable{Kind: syntax.Parameter, Name: name, Info: sym.Info}
}
