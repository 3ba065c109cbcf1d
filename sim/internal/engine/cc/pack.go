package cc

/*
#include <stdlib.h>
#include "loop.h"
*/
import "C"

import (
	"math"
	"sync"
	"unsafe"

	"golgi/sim/internal/ir"
)

// The targets of synapses are half of what a spike has to fetch from memory, or all of it, and most fit 16 bits. Pathways read a copy of such arrays, which
// clones share. Integers of 16 bits become the same 64 bits as those of 32, so that no bit changes.
const (
	bytesOfPacked = 2
	leastPacked   = 1 << 14 // arrays that are shorter lie in the cache anyway
)

// packed is the copy of an array of topology, made when it is asked for.
type packed struct {
	once sync.Once
	c    *C.golgi_array // nil: there is none
}

func (p *packed) free() {
	if p.c != nil {
		C.free(p.c.data)
		release(unsafe.Pointer(p.c))
	}
}

// pack makes the copy if the elements fit.
func (p *packed) pack(elements []int32) {
	if len(elements) < leastPacked {
		return
	}
	for _, e := range elements {
		if e < 0 || e > math.MaxUint16 {
			return
		}
	}
	data := zeros[uint16](len(elements))
	if data == nil {
		return // there is no memory for it, and no need
	}
	to := unsafe.Slice(data, len(elements))
	for k, e := range elements {
		to[k] = uint16(e)
	}
	p.c = need[C.golgi_array](1)
	p.c.data, p.c.len = unsafe.Pointer(data), C.int64_t(len(elements))
}

// isPacked reports whether there is a packed copy of an array.
func (a *array) isPacked() bool { return a.shared() && a.topic.packed.c != nil }

// pack has a pathway read packed copies of arrays that it only reads, where its kernel goes synapse after synapse: a vector of narrow elements would be
// more elements than registers hold.
func (b *boundStep) pack() {
	f := analyse(b.kernel)
	if f.vectorises {
		return
	}
	for n, array := range b.arrays {
		if n >= 64 || f.effects[n] != ir.Reads || array.elem != ir.Int32 || !array.shared() {
			continue
		}
		array.topic.packed.once.Do(func() { array.topic.packed.pack(elements[int32](array)) })
		if array.isPacked() {
			b.packed |= 1 << n
			b.bound()[n] = array.topic.packed.c
		}
	}
}

// bound returns the arrays as the kernel gets them.
func (b *boundStep) bound() []*C.golgi_array {
	return unsafe.Slice(b.c.frame.arrays, len(b.arrays))
}

// isPacked reports whether the kernel reads a packed copy.
func (b *boundStep) isPacked(array int) bool { return array < 64 && b.packed>>array&1 != 0 }

// rebind binds the plan anew where it is, since an array is no longer what its kernels were chosen for.
func (in *instance) rebind() error {
	old := in.schedule
	s := &schedule{of: old.of}
	if err := in.fill(s, old.of); err != nil {
		s.free()
		return err
	}
	s.plan.next, s.plan.stop = old.plan.next, old.plan.stop
	if old.times != nil {
		s.times = own[C.int64_t](s, len(old.times))
		copy(s.times, old.times)
		if old.plan.times != nil {
			s.plan.times = &s.times[0]
		}
	}
	in.unbind()
	in.schedule = s
	return nil
}
