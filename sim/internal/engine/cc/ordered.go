package cc

/*
#include "loop.h"
*/
import "C"

import (
	"errors"
	"unsafe"

	"golgi/sim/internal/ir"
)

// Here is an optimising pass. A propagation whose synapses have one delay goes along its order: synapse order[k] for k = lo, lo+1, … What it loads of topology
// at a synapse's own number, such as the neuron at the other end, lies all over memory; so it gets copies in that order, of which number k is that of synapse
// order[k]. No bit changes, since topology does not: where an array is replaced, the form that has copies is not used any more.

// inOrder reports whether instruction n is such a load.
func (f *facts) inOrder(n int) bool {
	in := &f.kernel.Body[n]
	return in.Op == ir.Load && f.kernel.Own(n) && f.kernel.Arrays[in.Array].Elem == ir.Int32 && f.effects[in.Array] == ir.Reads
}

// copiesInOrder gives a propagation what it needs for the form overOrder, if it can have that.
func (in *instance) copiesInOrder(s *schedule, b *boundStep, p *ir.Propagate) {
	if p.Order == ir.NoArray || p.Delays != ir.NoArray {
		return
	}
	order := in.arrays[p.Order].ints()
	f := analyse(b.kernel)
	copies := map[int][]C.int32_t{}
	for n, instr := range b.kernel.Body {
		if !f.inOrder(n) || copies[instr.Array] != nil {
			continue
		}
		content := b.arrays[instr.Array]
		if content.topic == nil || len(order) == 0 {
			return
		}
		copies[instr.Array] = own[C.int32_t](s, len(order))
		if !reorder(copies[instr.Array], content.ints(), order) {
			return
		}
	}
	if len(copies) == 0 {
		return
	}
	table := own[*C.int32_t](s, len(b.arrays))
	for array, content := range copies {
		table[array] = &content[0]
		b.copied = append(b.copied, b.arrays[array])
	}
	b.copied = append(b.copied, in.arrays[p.Order])
	b.c.frame.in_order = &table[0]
}

// reorder sets to[k] = from[order[k]]; it returns false where an index is outside.
func reorder(to, from []C.int32_t, order []C.int32_t) bool {
	for k, e := range order {
		if uint(e) >= uint(len(from)) {
			return false
		}
		to[k] = from[e]
	}
	return true
}

// ints returns the content of an array of Int32 where it lies.
func (a *array) ints() []C.int32_t {
	if a.c.len == 0 {
		return nil
	}
	return unsafe.Slice((*C.int32_t)(a.c.data), int(a.c.len))
}

// settle has queues hold synapses by number that they hold by an order, since that is to be replaced.
func (s *store) settle(order *array) error {
	if !order.shared() || order.elem != ir.Int32 {
		return nil
	}
	for _, q := range s.queues {
		if C.golgi_settle_queue(q) != C.golgi_ok {
			return errors.New("cc: there is no memory for spikes under way")
		}
	}
	return nil
}

// forgetCopies has no step use copies of an array that is to be replaced.
func (s *store) forgetCopies(a *array) {
	if s.schedule == nil {
		return
	}
	for _, b := range s.schedule.steps {
		for _, copied := range b.copied {
			if copied == a {
				b.c.ordered = nil
			}
		}
	}
}
