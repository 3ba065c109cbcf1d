package engine

import (
	"slices"

	"golgi/sim/internal/ir"
)

// Due is what is under way in a queue, and due after some steps: 0 is the next one.
type Due struct {
	After   int64
	Batches []Batch // in the order in which they were put
}

// Batch is a run of synapses: those listed or, where there is no list, From ≤ s < To.
type Batch struct {
	From, To int32
	Synapses []int32
}

// Joined returns batches with those joined that are listed and follow each other: how they were put leaves no trace.
func Joined(list []Batch) []Batch {
	var joined []Batch
	for _, b := range list {
		if last := len(joined) - 1; b.Synapses != nil && last >= 0 && joined[last].Synapses != nil {
			joined[last].Synapses = slices.Concat(joined[last].Synapses, b.Synapses)
		} else {
			joined = append(joined, b)
		}
	}
	return joined
}

// List checks that there is such a list.
func (g *Guard) List(id ir.ListID) error {
	if err := g.Usable(); err != nil {
		return err
	}
	if id < 0 || int(id) >= len(g.memory.Lists) {
		return g.fault("there is no list %d; the instance has %d", id, len(g.memory.Lists))
	}
	return nil
}

// SetList checks that entries go up, and are below the capacity.
func (g *Guard) SetList(id ir.ListID, entries []int32) error {
	if err := g.List(id); err != nil {
		return err
	}
	last := int32(-1)
	for k, e := range entries {
		if e <= last || int(e) >= g.memory.Lists[id].Cap {
			return g.fault("list %s: entry %d, %d, is not above the one before it and below %d", g.memory.Lists[id].Name, k, e, g.memory.Lists[id].Cap)
		}
		last = e
	}
	return nil
}

// SetQueue checks that what is due comes in order, and that its synapses are below a number.
func (g *Guard) SetQueue(q ir.QueueID, due []Due, synapses int) error {
	if err := g.Flush(q); err != nil {
		return err
	}
	last := int64(-1)
	for _, d := range due {
		if d.After <= last || d.After > MaxDelay {
			return g.fault("queue %d: what is due after %d steps is not behind what is due after %d, and within %d", q, d.After, last, MaxDelay)
		}
		last = d.After
		for _, b := range d.Batches {
			outside := b.Synapses == nil && !(0 <= b.From && b.From <= b.To && int(b.To) <= synapses)
			if outside || slices.ContainsFunc(b.Synapses, func(s int32) bool { return s < 0 || int(s) >= synapses }) {
				return g.fault("queue %d: what is due after %d steps is not among %d synapses", q, d.After, synapses)
			}
		}
	}
	return nil
}
