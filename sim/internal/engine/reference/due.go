package reference

import (
	"slices"

	"golgi/sim/internal/engine"
	"golgi/sim/internal/ir"
)

// List returns the entries of a list.
func (in *instance) List(id ir.ListID) ([]int32, error) {
	if err := in.guard.List(id); err != nil {
		return nil, err
	}
	return slices.Clone(in.lists[id].entries), nil
}

// SetList gives a list other entries.
func (in *instance) SetList(id ir.ListID, entries []int32) error {
	if err := in.guard.SetList(id, entries); err != nil {
		return err
	}
	in.lists[id].entries = append(in.lists[id].entries[:0], entries...)
	return nil
}

// Queue returns what is under way in a queue.
func (in *instance) Queue(q ir.QueueID) ([]engine.Due, error) {
	if err := in.guard.Flush(q); err != nil {
		return nil, err
	}
	var due []engine.Due
	queue := in.queues[q]
	for ahead := range int64(len(queue.slots)) {
		if s := queue.at(ahead); len(s.batches) > 0 {
			due = append(due, engine.Due{After: ahead, Batches: engine.Joined(s.parts())})
		}
	}
	return due, nil
}

// parts returns a copy of what a slot holds, which is sealed.
func (s *slot) parts() (list []engine.Batch) {
	for _, b := range s.seal(false) {
		if b.listed {
			list = append(list, engine.Batch{Synapses: slices.Clone(s.synapses[b.from:b.to])})
		} else {
			list = append(list, engine.Batch{From: b.from, To: b.to})
		}
	}
	return list
}

// SetQueue replaces what is under way in a queue.
func (in *instance) SetQueue(q ir.QueueID, due []engine.Due, synapses int) error {
	if err := in.guard.SetQueue(q, due, synapses); err != nil {
		return err
	}
	queue := in.queues[q]
	queue.flush()
	for _, d := range due {
		queue.reserve(int(d.After))
		s := queue.at(d.After)
		for _, b := range d.Batches {
			if b.Synapses == nil {
				s.batches = append(s.batches, batch{from: b.From, to: b.To})
			} else {
				s.putApart(b.Synapses)
			}
		}
		s.listed = 0 // what is put now comes later
	}
	return nil
}

// putApart puts synapses in batches in each of which a synapse stands once, as in those of one step.
func (s *slot) putApart(synapses []int32) {
	in := map[int32]int{} // number of the last batch in which a synapse stands, from 1 on
	batches := 0
	for _, synapse := range synapses {
		if batches == 0 || in[synapse] == batches {
			s.batches = append(s.batches, batch{from: int32(len(s.synapses)), listed: true})
			batches++
		}
		in[synapse] = batches
		s.synapses = append(s.synapses, synapse)
	}
}
