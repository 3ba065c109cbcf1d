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

// instance is the memory and the time loop of one network.
type instance struct {
	engine *Engine
	guard  engine.Guard
	*store
	cleanup runtime.Cleanup
}

// newInstance returns an instance without memory, which is freed by Close, or once nobody has the instance
// any more. Hence the calls of KeepAlive: what a method uses last may be C memory, which the collector does
// not see.
func newInstance(e *Engine) *instance {
	in := &instance{engine: e, guard: engine.NewGuard(e.Name()), store: &store{}}
	in.cleanup = runtime.AddCleanup(in, (*store).free, in.store)
	return in
}

// Allocate makes room for what memory has beyond the present memory.
func (in *instance) Allocate(memory *ir.Memory) error {
	if err := in.guard.Allocate(memory); err != nil {
		return err
	}
	defer runtime.KeepAlive(in)
	return in.grow(memory)
}

// grow allocates what a memory that the guard let pass has beyond the instance's.
func (in *instance) grow(m *ir.Memory) error {
	if err := in.store.grow(m); err != nil {
		return err
	}
	in.guard.Grown(m)
	return nil
}

// Read copies elements of an array.
func (in *instance) Read(id ir.ArrayID, from int, dst any) error {
	if err := in.guard.Read(id, from, dst); err != nil {
		return err
	}
	in.arrays[id].read(from, dst)
	runtime.KeepAlive(in)
	return nil
}

// Write sets elements of a state array.
func (in *instance) Write(id ir.ArrayID, from int, src any) error {
	if err := in.guard.Write(id, from, src); err != nil {
		return err
	}
	in.arrays[id].write(from, src)
	runtime.KeepAlive(in)
	return nil
}

// Replace gives an array a new length and content. The plan stays bound.
func (in *instance) Replace(id ir.ArrayID, decl ir.ArrayDecl) error {
	if err := in.guard.Replace(id, &decl); err != nil {
		return err
	}
	if err := in.settle(in.arrays[id]); err != nil {
		return err
	}
	by, err := newArray(decl)
	if err != nil {
		return err
	}
	in.forgetCopies(in.arrays[id])
	defer runtime.KeepAlive(in)
	was := in.arrays[id].isPacked()
	in.arrays[id].replace(by)
	in.guard.Replaced(id, decl)
	if was && in.schedule != nil {
		return in.rebind()
	}
	return nil
}

// Take returns the entries of a recorder and empties it.
func (in *instance) Take(id ir.RecorderID) (engine.Entries, error) {
	if err := in.guard.Take(id); err != nil {
		return engine.Entries{}, err
	}
	defer runtime.KeepAlive(in)
	return in.recorders[id].take(), nil
}

// take returns the entries and empties the recorder; its blocks stay for the next.
func (r *recorder) take() engine.Entries {
	n := int(r.c.len)
	e := engine.Entries{T: copied[float64](unsafe.Pointer(r.c.times), n)}
	if e.Width = int(r.c.width); e.Width > 0 {
		e.Rows = copied[float64](unsafe.Pointer(r.c.rows), n*e.Width)
		engine.Canonical(e.Rows)
	}
	if r.kind == ir.SpikeEntries {
		e.I = copied[int32](unsafe.Pointer(r.c.spikes), n)
	}
	r.c.len = 0
	return e
}

// copied copies C memory.
func copied[T word](p unsafe.Pointer, n int) []T { return slices.Clone(unsafe.Slice((*T)(p), n)) }

// Flush forgets the spikes under way in a queue.
func (in *instance) Flush(q ir.QueueID) error {
	if err := in.guard.Flush(q); err != nil {
		return err
	}
	C.golgi_flush_queue(in.queues[q])
	runtime.KeepAlive(in)
	return nil
}

// Stretch has what is under way in a queue arrive after more or fewer steps.
func (in *instance) Stretch(q ir.QueueID, factor float64) error {
	if err := in.guard.Stretch(q, factor); err != nil {
		return err
	}
	queue := in.queues[q]
	due := engine.Stretched(int(queue.len), factor)
	var longest C.int64_t
	switch C.golgi_stretch_queue(queue, (*C.int64_t)(unsafe.Pointer(unsafe.SliceData(due))), &longest) {
	case C.golgi_too_long:
		return in.guard.StretchFailed(engine.LongDelay(int64(longest)))
	case C.golgi_no_memory:
		return in.guard.StretchFailed(errors.New("there is no memory for spikes under way"))
	}
	runtime.KeepAlive(in)
	return nil
}

// Clone returns an independent, unbound instance in the same state. Instances may be cloned by several
// goroutines at a time as long as none uses them otherwise.
func (in *instance) Clone() (engine.Instance, error) {
	if err := in.guard.Usable(); err != nil {
		return nil, err
	}
	c := newInstance(in.engine)
	if err := c.copyState(in); err != nil {
		return nil, err
	}
	return c, nil
}

// Assign makes this instance's memory equal to another's.
func (in *instance) Assign(from engine.Instance) error {
	other, ok := from.(*instance)
	var theirs *engine.Guard
	if ok {
		theirs = &other.guard
	}
	if err := in.guard.Assign(from, theirs); err != nil {
		return err
	}
	return in.copyState(other)
}

// copyState replaces all memory by copies of another's, and forgets the plan.
func (in *instance) copyState(from *instance) error {
	copied, err := from.clone()
	if err != nil {
		return err
	}
	in.store.free()
	*in.store, in.guard = *copied, from.guard.Unbound()
	runtime.KeepAlive(in)
	runtime.KeepAlive(from)
	return nil
}

// Close gives the memory back. Every other method then returns an error.
func (in *instance) Close() error {
	in.cleanup.Stop()
	in.store.free()
	in.guard.Close()
	return nil
}
