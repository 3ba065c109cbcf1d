package reference

import (
	"math/bits"
	"slices"

	"golgi/sim/internal/engine"
)

// queue holds spikes under way to synapses: a ring with one slot per step of the pathway. Its time counts
// the steps that the pathway has executed since the queue was made, so that spikes survive the end of a
// run, another plan, and a change of dt.
type queue struct {
	now   int64
	slots []slot // a power of two; slot now&(len-1) is due in this step
}

// slot holds what is due in one step, in the order in which it was put.
type slot struct {
	batches  []batch
	synapses []int32 // those of listed batches, one after another
	listed   int64   // the step in which the last listed batch was put, plus one; 0 if there is none
}

// batch is a run of synapses put in one step: the numbers from ≤ s < to, or, where listed, the part from ≤
// k < to of the slot's synapses.
type batch struct {
	from, to int32
	listed   bool
}

// reserve makes room for delays up to the given number of steps.
func (q *queue) reserve(delay int) {
	if delay < len(q.slots) {
		return
	}
	slots := make([]slot, 1<<bits.Len(uint(delay)))
	for ahead := range int64(len(q.slots)) {
		slots[(q.now+ahead)&int64(len(slots)-1)] = *q.at(ahead)
	}
	q.slots = slots
}

// at returns the slot that is due after the given number of steps.
func (q *queue) at(delay int64) *slot { return &q.slots[(q.now+delay)&int64(len(q.slots)-1)] }

// putRange puts the synapses from ≤ s < to. In one step a pathway puts ranges, or lists.
func (q *queue) putRange(delay int64, from, to int32) {
	s := q.at(delay)
	s.batches = append(s.batches, batch{from: from, to: to})
}

// putList puts synapses by number.
func (q *queue) putList(delay int64, synapses []int32) {
	s := q.at(delay)
	s.open(q.now)
	s.synapses = append(s.synapses, synapses...)
}

// putOne puts one synapse by number.
func (q *queue) putOne(delay int64, synapse int32) {
	s := q.at(delay)
	if s.listed != q.now+1 {
		s.open(q.now)
	}
	s.synapses = append(s.synapses, synapse)
}

// open makes the slot's last batch a listed one of the given step. Its end is found by seal.
func (s *slot) open(step int64) {
	if s.listed == step+1 {
		return
	}
	s.batches = append(s.batches, batch{from: int32(len(s.synapses)), listed: true})
	s.listed = step + 1
}

// seal completes the ends of listed batches. Where merge is set, listed batches with nothing in between
// become one: for kernels to which it is all the same whether a synapse occurs twice.
func (s *slot) seal(merge bool) []batch {
	end := int32(len(s.synapses))
	for k := len(s.batches) - 1; k >= 0; k-- {
		if b := &s.batches[k]; b.listed {
			b.to, end = end, b.from
		}
	}
	if !merge {
		return s.batches
	}
	kept := s.batches[:0]
	for _, b := range s.batches {
		if last := len(kept) - 1; b.listed && last >= 0 && kept[last].listed {
			kept[last].to = b.to
		} else {
			kept = append(kept, b)
		}
	}
	s.batches = kept
	return kept
}

// advance empties the slot of this step and goes on to the next.
func (q *queue) advance() {
	s := q.at(0)
	*s = slot{batches: s.batches[:0], synapses: s.synapses[:0]}
	q.now++
}

// flush forgets what is under way.
func (q *queue) flush() { clear(q.slots) }

// stretch has what is due after k steps be due after k·factor.
func (q *queue) stretch(factor float64) error {
	to := &queue{now: q.now}
	for ahead, due := range engine.Stretched(len(q.slots), factor) {
		from := q.at(int64(ahead))
		if len(from.batches) == 0 {
			continue
		}
		if due > engine.MaxDelay {
			return engine.LongDelay(due)
		}
		to.reserve(int(due))
		to.at(due).append(from)
	}
	to.reserve(len(q.slots) - 1)
	*q = *to
	return nil
}

// append puts what another slot holds behind what is here.
func (s *slot) append(from *slot) {
	for _, b := range from.seal(false) {
		if b.listed {
			b = batch{from: b.from + int32(len(s.synapses)), listed: true}
		}
		s.batches = append(s.batches, b)
	}
	s.synapses = append(s.synapses, from.synapses...)
	s.listed = 0 // what is put now comes later
}

// clone copies the queue.
func (q *queue) clone() *queue {
	c := &queue{now: q.now, slots: make([]slot, len(q.slots))}
	for k, s := range q.slots {
		c.slots[k] = slot{batches: slices.Clone(s.batches), synapses: slices.Clone(s.synapses), listed: s.listed}
	}
	return c
}
