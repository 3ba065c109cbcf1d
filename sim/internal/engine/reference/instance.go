package reference

import (
	"golgi/sim/internal/engine"
	"golgi/sim/internal/ir"
)

// instance is the memory and the time loop of one network.
type instance struct {
	engine    *Engine
	guard     engine.Guard
	arrays    []*array
	lists     []*list
	queues    []*queue
	recorders []*recorder
	registers registers
	schedule  *schedule // nil: unbound
}

// Allocate makes room for what memory has beyond the present memory.
func (in *instance) Allocate(memory *ir.Memory) error {
	if err := in.guard.Allocate(memory); err != nil {
		return err
	}
	in.grow(memory)
	return nil
}

// Read copies elements of an array.
func (in *instance) Read(id ir.ArrayID, from int, dst any) error {
	if err := in.guard.Read(id, from, dst); err != nil {
		return err
	}
	in.arrays[id].read(from, dst)
	return nil
}

// Write sets elements of a state array.
func (in *instance) Write(id ir.ArrayID, from int, src any) error {
	if err := in.guard.Write(id, from, src); err != nil {
		return err
	}
	in.arrays[id].write(from, src)
	return nil
}

// Replace gives an array a new length and content. The plan stays bound.
func (in *instance) Replace(id ir.ArrayID, decl ir.ArrayDecl) error {
	if err := in.guard.Replace(id, &decl); err != nil {
		return err
	}
	*in.arrays[id] = *newArray(&decl)
	in.guard.Replaced(id, decl)
	return nil
}

// Take returns the entries of a recorder and empties it.
func (in *instance) Take(id ir.RecorderID) (engine.Entries, error) {
	if err := in.guard.Take(id); err != nil {
		return engine.Entries{}, err
	}
	return in.recorders[id].take(), nil
}

// Flush forgets the spikes under way in a queue.
func (in *instance) Flush(q ir.QueueID) error {
	if err := in.guard.Flush(q); err != nil {
		return err
	}
	in.queues[q].flush()
	return nil
}

// Stretch has what is under way in a queue arrive after more or fewer steps.
func (in *instance) Stretch(q ir.QueueID, factor float64) error {
	if err := in.guard.Stretch(q, factor); err != nil {
		return err
	}
	if err := in.queues[q].stretch(factor); err != nil {
		return in.guard.StretchFailed(err)
	}
	return nil
}

// Clone returns an independent, unbound instance in the same state. Instances may be cloned by several
// goroutines at a time as long as none uses them otherwise.
func (in *instance) Clone() (engine.Instance, error) {
	if err := in.guard.Usable(); err != nil {
		return nil, err
	}
	c := &instance{engine: in.engine}
	c.copyState(in)
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
	in.copyState(other)
	return nil
}

// copyState replaces all memory by copies of another's, and forgets the plan.
func (in *instance) copyState(from *instance) {
	in.schedule, in.guard = nil, from.guard.Unbound()
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
	in.guard.Close()
	*in = instance{guard: in.guard}
	return nil
}
