package engine

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"golgi/sim/internal/ir"
)

// Guard knows what an instance has, and refuses for it what cannot be done, so that all engines refuse the
// same in the same words. A method that is called like one of Instance reports why that one cannot begin. Where
// it returns nil, the arguments are right, and only what arrays of indices and delays hold is left to check.
//
// The instance tells its guard what has become of it: Grown, Replaced, Bound and Close. A copy of a guard is
// independent of the original.
type Guard struct {
	engine string
	memory ir.Memory // no slice of it ever changes: copies share them, and who has declared it
	plan   *ir.Plan  // nil: unbound
	closed bool
}

// NewGuard returns the guard of an instance without memory. Errors begin with the engine's name.
func NewGuard(engine string) Guard { return Guard{engine: engine} }

// fault returns an error under the engine's name.
func (g *Guard) fault(format string, args ...any) error {
	return fmt.Errorf(g.engine+": "+format, args...)
}

// Grown says that the instance has all of a memory that Bind, Allocate or Exec let pass.
func (g *Guard) Grown(m *ir.Memory) {
	g.memory = ir.Memory{Arrays: slices.Clip(m.Arrays), Lists: slices.Clip(m.Lists), Queues: m.Queues, Recorders: slices.Clip(m.Recorders)}
}

// Replaced says that an array is as declared now.
func (g *Guard) Replaced(id ir.ArrayID, decl ir.ArrayDecl) {
	g.memory.Arrays = slices.Clone(g.memory.Arrays)
	g.memory.Arrays[id] = decl
}

// Bound says which plan Run executes.
func (g *Guard) Bound(plan *ir.Plan) { g.plan = plan }

// Unbound returns the guard of an instance with the same memory and no plan.
func (g *Guard) Unbound() Guard { return Guard{engine: g.engine, memory: g.memory} }

// Close says that the instance is closed.
func (g *Guard) Close() { *g = Guard{engine: g.engine, closed: true} }

// Usable returns an error if the instance is closed.
func (g *Guard) Usable() error {
	if g.closed {
		return g.fault("the instance is closed")
	}
	return nil
}

// Bind validates the plan and compares its memory with the instance's.
func (g *Guard) Bind(plan *ir.Plan) error {
	if err := g.Usable(); err != nil {
		return err
	}
	if err := plan.Validate(); err != nil {
		return err
	}
	return g.compare(plan.Memory)
}

// Allocate validates the memory and compares it with the instance's.
func (g *Guard) Allocate(m *ir.Memory) error {
	if err := g.Usable(); err != nil {
		return err
	}
	if err := g.beyond(m).Validate(); err != nil {
		return m.Validate() // which numbers what is wrong
	}
	return g.compare(m)
}

// beyond returns what a memory has beyond the instance's: all, where the slices are others.
func (g *Guard) beyond(m *ir.Memory) *ir.Memory {
	if m == nil || !continues(g.memory.Arrays, m.Arrays) {
		return m
	}
	more := *m
	more.Arrays = m.Arrays[len(g.memory.Arrays):]
	return &more
}

// continues reports whether a slice is another one with more behind, so that what they have in common is the same.
func continues[T any](there, all []T) bool {
	return len(there) <= len(all) && (len(there) == 0 || &there[0] == &all[0])
}

// Exec validates the map and compares the memory with the instance's.
func (g *Guard) Exec(memory *ir.Memory, kernel *ir.Kernel, m *ir.Map) error {
	if err := g.Usable(); err != nil {
		return err
	}
	if err := ir.ValidateMap(memory, kernel, m); err != nil {
		return err
	}
	return g.compare(memory)
}

// Run checks that a plan is bound, that each clock has an end, and that the clocks' arrays are scalars, since
// they may have been replaced.
func (g *Guard) Run(until []int64) error {
	if err := g.Usable(); err != nil {
		return err
	}
	if g.plan == nil {
		return g.fault("run: no plan is bound")
	}
	if len(until) != len(g.plan.Clocks) {
		return g.fault("run: %d ends are given for %d clocks", len(until), len(g.plan.Clocks))
	}
	for n, c := range g.plan.Clocks {
		for _, id := range []ir.ArrayID{c.Time, c.Step, c.Tick} {
			if g.memory.Arrays[id].Len != 1 {
				return g.fault("run: the arrays of clock %d do not have one element each", n)
			}
		}
	}
	return nil
}

// Profile checks that a plan is bound.
func (g *Guard) Profile() error {
	if err := g.Usable(); err != nil {
		return err
	}
	if g.plan == nil {
		return g.fault("profile: no plan is bound")
	}
	return nil
}

// Read checks that dst is of the array's type, and that the array has what is read.
func (g *Guard) Read(id ir.ArrayID, from int, dst any) error {
	a, err := g.array(id)
	if err != nil {
		return err
	}
	elem, n := ir.ContentOf(dst)
	if elem == 0 {
		return g.fault("read array %s: cannot read %v into %T", a.Name, a.Elem, dst)
	}
	return g.within(a, "read", from, elem, n)
}

// Write checks that src is of the array's type, and that the array is state and has what is written.
func (g *Guard) Write(id ir.ArrayID, from int, src any) error {
	a, err := g.array(id)
	if err != nil {
		return err
	}
	if a.Shared != nil {
		return g.fault("write array %s: it is topology, which is replaced and not written", a.Name)
	}
	elem, n := ir.ContentOf(src)
	if elem == 0 {
		return g.fault("write array %s: cannot write %T to %v", a.Name, src, a.Elem)
	}
	if err := g.within(a, "write", from, elem, n); err != nil {
		return err
	}
	return g.booleans(a.Name, src)
}

// within checks that an array has n elements of the given type from an index on.
func (g *Guard) within(a *ir.ArrayDecl, what string, from int, elem ir.Elem, n int) error {
	if elem != a.Elem {
		return g.fault("%s array %s: its elements are %v, not %v", what, a.Name, a.Elem, elem)
	}
	if from < 0 || from > a.Len || n > a.Len-from {
		return g.fault("%s array %s: elements %d to %d are outside; it has %d",
			what, a.Name, from, from+n, a.Len)
	}
	return nil
}

// booleans reports a byte that is no boolean: kernels take it for granted that there is none.
func (g *Guard) booleans(name string, content any) error {
	bytes, _ := content.([]uint8)
	for k, b := range bytes {
		if b > 1 {
			return g.fault("array %s: element %d is %d; a bool8 is 0 or 1", name, k, b)
		}
	}
	return nil
}

// Replace validates the declaration and checks that it differs from the array's in length and content only.
func (g *Guard) Replace(id ir.ArrayID, decl *ir.ArrayDecl) error {
	a, err := g.array(id)
	if err != nil {
		return err
	}
	if err := decl.Validate(); err != nil {
		return g.fault("replace array %d %w", id, err)
	}
	if !alike(decl, a) {
		return g.fault("replace array %s: its type and whether it is topology cannot change", a.Name)
	}
	return g.booleans(decl.Name, decl.Shared)
}

// Take checks that there is such a recorder.
func (g *Guard) Take(id ir.RecorderID) error {
	if err := g.Usable(); err != nil {
		return err
	}
	if id < 0 || int(id) >= len(g.memory.Recorders) {
		return g.fault("there is no recorder %d; the instance has %d", id, len(g.memory.Recorders))
	}
	return nil
}

// Flush checks that there is such a queue.
func (g *Guard) Flush(q ir.QueueID) error {
	if err := g.Usable(); err != nil {
		return err
	}
	if q < 0 || int(q) >= g.memory.Queues {
		return g.fault("there is no queue %d; the instance has %d", q, g.memory.Queues)
	}
	return nil
}

// Stretch checks that there is such a queue, and the factor.
func (g *Guard) Stretch(q ir.QueueID, factor float64) error {
	if err := g.Flush(q); err != nil {
		return err
	}
	if !(factor > 0) || math.IsInf(factor, 0) {
		return g.fault("queue %d cannot be stretched by %v", q, factor)
	}
	return nil
}

// StretchFailed says why a queue cannot be stretched.
func (g *Guard) StretchFailed(err error) error { return g.fault("%w", err) }

// Assign checks that the instance to copy from is open; its guard is nil where it is one of another engine.
func (g *Guard) Assign(from Instance, guard *Guard) error {
	switch {
	case g.closed:
		return g.Usable()
	case guard == nil:
		return g.fault("cannot assign from an instance of another engine (%T)", from)
	case guard.closed:
		return g.fault("cannot assign from a closed instance")
	}
	return nil
}

// array returns what an array of the instance is declared as.
func (g *Guard) array(id ir.ArrayID) (*ir.ArrayDecl, error) {
	if err := g.Usable(); err != nil {
		return nil, err
	}
	if id < 0 || int(id) >= len(g.memory.Arrays) {
		return nil, g.fault("there is no array %d; the instance has %d", id, len(g.memory.Arrays))
	}
	return &g.memory.Arrays[id], nil
}

// compare reports where a memory contradicts what the instance has, and what is wrong with what is new.
func (g *Guard) compare(m *ir.Memory) error {
	has := &g.memory
	if len(m.Arrays) < len(has.Arrays) || len(m.Lists) < len(has.Lists) ||
		m.Queues < has.Queues || len(m.Recorders) < len(has.Recorders) {
		return g.fault("the plan's memory is smaller than the instance's; a memory only grows")
	}
	var faults []error
	known := 0
	if continues(has.Arrays, m.Arrays) {
		known = len(has.Arrays)
	}
	for id := known; id < len(has.Arrays); id++ {
		if a, d := &has.Arrays[id], &m.Arrays[id]; !alike(a, d) || a.Len != d.Len {
			faults = append(faults, g.fault("array %d is declared as %s: %v[%d], "+
				"but the instance has %s: %v[%d]; use Replace to change it",
				id, d.Name, d.Elem, d.Len, a.Name, a.Elem, a.Len))
		}
	}
	for id, l := range has.Lists {
		if d := m.Lists[id]; d.Cap != l.Cap {
			faults = append(faults,
				g.fault("list %d (%s) holds %d entries, not %d", id, l.Name, l.Cap, d.Cap))
		}
	}
	for id, r := range has.Recorders {
		if d := m.Recorders[id]; d.Kind != r.Kind || d.Width != r.Width {
			faults = append(faults, g.fault("recorder %d (%s) cannot change its kind or width", id, r.Name))
		}
	}
	for _, d := range m.Arrays[len(has.Arrays):] {
		faults = append(faults, g.booleans(d.Name, d.Shared))
	}
	return errors.Join(faults...)
}

// alike reports whether two arrays have one type of elements, and are both state or both topology.
func alike(a, b *ir.ArrayDecl) bool {
	return a.Elem == b.Elem && (a.Shared != nil) == (b.Shared != nil)
}
