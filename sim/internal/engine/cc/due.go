package cc

/*
#include "loop.h"
*/
import "C"

import (
	"errors"
	"runtime"
	"slices"
	"unsafe"

	"golgi/sim/internal/engine"
	"golgi/sim/internal/ir"
)

// List returns the entries of a list.
func (in *instance) List(id ir.ListID) ([]int32, error) {
	if err := in.guard.List(id); err != nil {
		return nil, err
	}
	defer runtime.KeepAlive(in)
	l := in.lists[id].c
	return copied[int32](unsafe.Pointer(l.entries), int(l.len)), nil
}

// SetList gives a list other entries.
func (in *instance) SetList(id ir.ListID, entries []int32) error {
	if err := in.guard.SetList(id, entries); err != nil {
		return err
	}
	l := in.lists[id].c
	copy(unsafe.Slice((*int32)(unsafe.Pointer(l.entries)), int(l.cap)), entries)
	l.len = C.int64_t(len(entries))
	runtime.KeepAlive(in)
	return nil
}

// Queue returns what is under way in a queue.
func (in *instance) Queue(q ir.QueueID) ([]engine.Due, error) {
	if err := in.guard.Flush(q); err != nil {
		return nil, err
	}
	var due []engine.Due
	queue := in.queues[q]
	slots := unsafe.Slice(queue.slots, int(queue.len))
	for ahead := range len(slots) {
		if s := &slots[(int(queue.now)+ahead)&(len(slots)-1)]; s.batch_len > 0 {
			due = append(due, engine.Due{After: int64(ahead), Batches: engine.Joined(partsOf(s))})
		}
	}
	runtime.KeepAlive(in)
	return due, nil
}

// partsOf returns a copy of what a slot holds.
func partsOf(s *C.golgi_slot) (list []engine.Batch) {
	synapses := unsafe.Slice((*int32)(unsafe.Pointer(s.synapses)), int(s.synapse_len))
	batches := unsafe.Slice(s.batches, int(s.batch_len))
	for k, b := range batches {
		switch {
		case b.order != nil:
			order := unsafe.Slice((*int32)(unsafe.Pointer(b.order)), int(b.to))
			list = append(list, engine.Batch{Synapses: slices.Clone(order[b.from:])})
		case b.listed == 0:
			list = append(list, engine.Batch{From: int32(b.from), To: int32(b.to)})
		case k == len(batches)-1 && s.open != 0: // it has no end yet
			list = append(list, engine.Batch{Synapses: slices.Clone(synapses[b.from:])})
		default:
			list = append(list, engine.Batch{Synapses: slices.Clone(synapses[b.from:b.to])})
		}
	}
	return list
}

// SetQueue replaces what is under way in a queue.
func (in *instance) SetQueue(q ir.QueueID, due []engine.Due, synapses int) error {
	if err := in.guard.SetQueue(q, due, synapses); err != nil {
		return err
	}
	defer runtime.KeepAlive(in)
	queue := in.queues[q]
	C.golgi_flush_queue(queue)
	for _, d := range due {
		for _, b := range d.Batches {
			batch := C.golgi_batch{from: C.int32_t(b.From), to: C.int32_t(b.To)}
			if b.Synapses != nil {
				batch.listed, batch.to = 1, C.int32_t(len(b.Synapses))
			}
			first := (*C.int32_t)(unsafe.Pointer(unsafe.SliceData(b.Synapses)))
			if C.golgi_put_due(queue, C.int64_t(d.After), batch, first) != C.golgi_ok {
				return errors.New("cc: there is no memory for spikes under way")
			}
		}
	}
	return nil
}
