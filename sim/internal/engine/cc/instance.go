package cc

/*
#include "loop.h"
*/
import "C"

import (
	"errors"
	"fmt"
	"runtime"
	"slices"
	"unsafe"

	"golgi/sim/internal/engine"
	"golgi/sim/internal/ir"
)

// errClosed is what every method of a closed instance returns.
var errClosed = errors.New("cc: the instance is closed")

// instance is the memory and the time loop of one network.
type instance struct {
	engine *Engine
	*store
	cleanup runtime.Cleanup
	closed  bool
}

// newInstance returns an instance without memory, which is freed by Close, or once nobody has the instance
// any more. Hence the calls of KeepAlive: what a method uses last may be C memory, which the collector does
// not see.
func newInstance(e *Engine) *instance {
	in := &instance{engine: e, store: &store{}}
	in.cleanup = runtime.AddCleanup(in, (*store).free, in.store)
	return in
}

// Allocate makes room for what memory has beyond the present memory.
func (in *instance) Allocate(memory *ir.Memory) error {
	if in.closed {
		return errClosed
	}
	if err := memory.Validate(); err != nil {
		return err
	}
	defer runtime.KeepAlive(in)
	return in.grow(memory)
}

// grow allocates what a valid memory has beyond the store's, once what both have agrees.
func (s *store) grow(m *ir.Memory) error {
	if err := s.compare(m); err != nil {
		return err
	}
	for id := len(s.arrays); id < len(m.Arrays); id++ {
		a, err := newArray(&m.Arrays[id])
		if err != nil {
			return err
		}
		s.arrays = append(s.arrays, a)
	}
	for id := len(s.lists); id < len(m.Lists); id++ {
		l, err := newList(m.Lists[id].Name, m.Lists[id].Cap)
		if err != nil {
			return err
		}
		s.lists = append(s.lists, l)
	}
	for len(s.queues) < m.Queues {
		s.queues = append(s.queues, need[C.golgi_queue](1))
	}
	for id := len(s.recorders); id < len(m.Recorders); id++ {
		s.recorders = append(s.recorders, newRecorder(&m.Recorders[id]))
	}
	return nil
}

// compare reports where a memory disagrees with what the store has.
func (s *store) compare(m *ir.Memory) error {
	if len(m.Arrays) < len(s.arrays) || len(m.Lists) < len(s.lists) ||
		m.Queues < len(s.queues) || len(m.Recorders) < len(s.recorders) {
		return errors.New("cc: the plan's memory is smaller than the instance's; a memory only grows")
	}
	var faults []error
	for id, a := range s.arrays {
		if d := &m.Arrays[id]; d.Elem != a.elem || d.Len != a.len() || (d.Shared != nil) != a.shared() {
			faults = append(faults, fmt.Errorf(
				"cc: array %d is declared as %s: %v[%d], but the instance has %s: %v[%d]; use Replace to change it",
				id, d.Name, d.Elem, d.Len, a.name, a.elem, a.len()))
		}
	}
	for id, l := range s.lists {
		if d := &m.Lists[id]; d.Cap != int(l.c.cap) {
			faults = append(faults, fmt.Errorf("cc: list %d (%s) holds %d entries, not %d",
				id, l.name, l.c.cap, d.Cap))
		}
	}
	for id, r := range s.recorders {
		d := &m.Recorders[id]
		if d.Kind != r.kind || d.Kind == ir.RowEntries && d.Width != int(r.c.width) {
			faults = append(faults, fmt.Errorf("cc: recorder %d (%s) cannot change its kind or width", id, r.name))
		}
	}
	return errors.Join(faults...)
}

// Read copies elements of an array.
func (in *instance) Read(id ir.ArrayID, from int, dst any) error {
	a, err := in.array(id)
	if err != nil {
		return err
	}
	defer runtime.KeepAlive(in)
	return a.read(from, dst)
}

// Write sets elements of a state array.
func (in *instance) Write(id ir.ArrayID, from int, src any) error {
	a, err := in.array(id)
	if err != nil {
		return err
	}
	defer runtime.KeepAlive(in)
	return a.write(from, src)
}

// Replace gives an array a new length and content. The plan stays bound.
func (in *instance) Replace(id ir.ArrayID, decl ir.ArrayDecl) error {
	a, err := in.array(id)
	if err != nil {
		return err
	}
	if err := decl.Validate(); err != nil {
		return fmt.Errorf("cc: replace array %d %w", id, err)
	}
	if decl.Elem != a.elem || (decl.Shared != nil) != a.shared() {
		return fmt.Errorf("cc: replace array %s: its type and whether it is topology cannot change", a.name)
	}
	by, err := newArray(&decl)
	if err != nil {
		return err
	}
	a.replace(by)
	runtime.KeepAlive(in)
	return nil
}

// array returns an array of the instance.
func (in *instance) array(id ir.ArrayID) (*array, error) {
	if in.closed {
		return nil, errClosed
	}
	if id < 0 || int(id) >= len(in.arrays) {
		return nil, fmt.Errorf("cc: there is no array %d; the instance has %d", id, len(in.arrays))
	}
	return in.arrays[id], nil
}

// Take returns the entries of a recorder and empties it.
func (in *instance) Take(id ir.RecorderID) (engine.Entries, error) {
	if in.closed {
		return engine.Entries{}, errClosed
	}
	if id < 0 || int(id) >= len(in.recorders) {
		return engine.Entries{}, fmt.Errorf("cc: there is no recorder %d; the instance has %d",
			id, len(in.recorders))
	}
	defer runtime.KeepAlive(in)
	return in.recorders[id].take(), nil
}

// take returns the entries and empties the recorder; its blocks stay for the next.
func (r *recorder) take() engine.Entries {
	n := int(r.c.len)
	e := engine.Entries{T: copied[float64](unsafe.Pointer(r.c.times), n)}
	if r.kind == ir.RowEntries {
		e.Width = int(r.c.width)
		e.Rows = copied[float64](unsafe.Pointer(r.c.rows), n*e.Width)
		canonical(e.Rows)
	} else {
		e.I = copied[int32](unsafe.Pointer(r.c.spikes), n)
	}
	r.c.len = 0
	return e
}

// copied copies C memory.
func copied[T word](p unsafe.Pointer, n int) []T { return slices.Clone(unsafe.Slice((*T)(p), n)) }

// Flush forgets the spikes under way in a queue.
func (in *instance) Flush(q ir.QueueID) error {
	if in.closed {
		return errClosed
	}
	if q < 0 || int(q) >= len(in.queues) {
		return fmt.Errorf("cc: there is no queue %d; the instance has %d", q, len(in.queues))
	}
	C.golgi_flush_queue(in.queues[q])
	runtime.KeepAlive(in)
	return nil
}

// Clone returns an independent, unbound instance in the same state. Instances may be cloned by several
// goroutines at a time as long as none uses them otherwise.
func (in *instance) Clone() (engine.Instance, error) {
	if in.closed {
		return nil, errClosed
	}
	c := newInstance(in.engine)
	copied, err := in.clone()
	if err != nil {
		return nil, err
	}
	*c.store = *copied
	runtime.KeepAlive(in)
	return c, nil
}

// Assign makes this instance's memory equal to another's.
func (in *instance) Assign(from engine.Instance) error {
	if in.closed {
		return errClosed
	}
	other, ok := from.(*instance)
	if !ok {
		return fmt.Errorf("cc: cannot assign from an instance of another engine (%T)", from)
	}
	if other.closed {
		return errors.New("cc: cannot assign from a closed instance")
	}
	if other == in {
		in.unbind()
		return nil
	}
	copied, err := other.clone()
	if err != nil {
		return err
	}
	in.store.free()
	*in.store = *copied
	runtime.KeepAlive(in)
	runtime.KeepAlive(other)
	return nil
}

// Close gives the memory back. Every other method then returns an error.
func (in *instance) Close() error {
	if !in.closed {
		in.cleanup.Stop()
		in.store.free()
		in.closed = true
	}
	return nil
}
