package reference

import (
	"errors"
	"fmt"

	"golgi/sim/internal/engine"
	"golgi/sim/internal/ir"
)

// instance is the memory and the time loop of one network.
type instance struct {
	engine    *Engine
	arrays    []*array
	lists     []*list
	queues    []*queue
	recorders []*recorder
	registers registers
	schedule  *schedule // nil: unbound
	closed    bool
}

// Allocate makes room for what memory has beyond the present memory.
func (in *instance) Allocate(memory *ir.Memory) error {
	if in.closed {
		return errClosed
	}
	if err := memory.Validate(); err != nil {
		return err
	}
	return in.grow(memory)
}

// Read copies elements of an array.
func (in *instance) Read(id ir.ArrayID, from int, dst any) error {
	a, err := in.array(id)
	if err != nil {
		return err
	}
	return a.read(from, dst)
}

// Write sets elements of a state array.
func (in *instance) Write(id ir.ArrayID, from int, src any) error {
	a, err := in.array(id)
	if err != nil {
		return err
	}
	return a.write(from, src)
}

// Replace gives an array a new length and content. The plan stays bound.
func (in *instance) Replace(id ir.ArrayID, decl ir.ArrayDecl) error {
	a, err := in.array(id)
	if err != nil {
		return err
	}
	if err := decl.Validate(); err != nil {
		return fmt.Errorf("reference: replace array %d %w", id, err)
	}
	if decl.Elem != a.elem || (decl.Shared != nil) != a.shared {
		return fmt.Errorf("reference: replace array %s: its type and whether it is topology cannot change", a.name)
	}
	replaced, err := newArray(&decl)
	if err != nil {
		return err
	}
	*a = *replaced
	return nil
}

// array returns an array of the instance.
func (in *instance) array(id ir.ArrayID) (*array, error) {
	if in.closed {
		return nil, errClosed
	}
	if id < 0 || int(id) >= len(in.arrays) {
		return nil, fmt.Errorf("reference: there is no array %d; the instance has %d", id, len(in.arrays))
	}
	return in.arrays[id], nil
}

// Take returns the entries of a recorder and empties it.
func (in *instance) Take(id ir.RecorderID) (engine.Entries, error) {
	if in.closed {
		return engine.Entries{}, errClosed
	}
	if id < 0 || int(id) >= len(in.recorders) {
		return engine.Entries{}, fmt.Errorf("reference: there is no recorder %d; the instance has %d",
			id, len(in.recorders))
	}
	return in.recorders[id].take(), nil
}

// Flush forgets the spikes under way in a queue.
func (in *instance) Flush(q ir.QueueID) error {
	if in.closed {
		return errClosed
	}
	if q < 0 || int(q) >= len(in.queues) {
		return fmt.Errorf("reference: there is no queue %d; the instance has %d", q, len(in.queues))
	}
	in.queues[q].flush()
	return nil
}

// Clone returns an independent, unbound instance in the same state. Instances may be cloned by several
// goroutines at a time as long as none uses them otherwise.
func (in *instance) Clone() (engine.Instance, error) {
	if in.closed {
		return nil, errClosed
	}
	c := &instance{engine: in.engine}
	c.copyState(in)
	return c, nil
}

// Assign makes this instance's memory equal to another's.
func (in *instance) Assign(from engine.Instance) error {
	if in.closed {
		return errClosed
	}
	other, ok := from.(*instance)
	if !ok {
		return fmt.Errorf("reference: cannot assign from an instance of another engine (%T)", from)
	}
	if other.closed {
		return errors.New("reference: cannot assign from a closed instance")
	}
	in.schedule = nil
	if other != in {
		in.copyState(other)
	}
	return nil
}

// copyState replaces all memory by copies of another's.
func (in *instance) copyState(from *instance) {
	in.arrays = clones(from.arrays, (*array).clone)
	in.lists = clones(from.lists, (*list).clone)
	in.queues = clones(from.queues, (*queue).clone)
	in.recorders = clones(from.recorders, (*recorder).clone)
}

// clones copies each element of a slice.
func clones[T any](from []*T, clone func(*T) *T) []*T {
	to := make([]*T, len(from))
	for n, x := range from {
		to[n] = clone(x)
	}
	return to
}

// Close gives the memory back. Every other method then returns an error.
func (in *instance) Close() error {
	*in = instance{closed: true}
	return nil
}
