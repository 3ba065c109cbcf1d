package bind

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"sync"

	"golgi/internal/memory"
	"golgi/sim/internal/engine"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/rng"
)

// Memory is all that a network holds, in an instance of an engine. It is used by one goroutine at a time, but
// several may clone it at once.
type Memory struct {
	steps, building Seeds // on which random numbers depend
	fixed           *Seeds
	drawn           Drawn
	touched         Touched

	inst    engine.Instance
	decl    ir.Memory // what inst holds, or will hold once it has allocated it
	time    Instant   // up to which was simulated
	clocks  []clock
	parts   map[string]*Part
	scratch map[string]ir.ArrayID
	draft   bool // what is made needs no content
	changed bool // a part has, or has had, constants of other values
	stop    func() error

	hoists   []*Hoist   // of the last plan
	lazy     []deferred // arrays that the steps of the last plan do not keep
	behind   []deferred // those of them that are behind
	catching sync.Mutex

	numbered bool // random numbers depend on the numbers of parts, not on names
	added    int  // parts that were ever added
}

// New returns a memory with nothing in it but the network's own clock, of step size dt in seconds.
func New(inst engine.Instance, dt float64) *Memory {
	m := &Memory{inst: inst, parts: make(map[string]*Part), scratch: make(map[string]ir.ArrayID)}
	m.addClock(dt)
	return m
}

// StopWhen has whatever takes long end with the error that stop returns, if it does; nil: nothing stops it.
func (m *Memory) StopWhen(stop func() error) { m.stop = stop }

// Stopped returns the error with which what takes long has to end.
func (m *Memory) Stopped() error {
	if m.stop == nil {
		return nil
	}
	return m.stop()
}

// MakeDraft makes the memory one in which a model is only tried.
func (m *Memory) MakeDraft() { m.draft = true }

// Draft reports whether the memory is one in which a model is only tried.
func (m *Memory) Draft() bool { return m.draft }

// Instance returns the instance that holds the memory.
func (m *Memory) Instance() engine.Instance { return m.inst }

// Close frees the memory.
func (m *Memory) Close() error { return m.inst.Close() }

// Part returns the part of the object called name; nil where there is none.
func (m *Memory) Part(name string) *Part { return m.parts[name] }

// Add returns an empty part for an object.
func (m *Memory) Add(owner Owner) *Part {
	p := &Part{Owner: owner, mem: m, arrays: make(map[string]ir.ArrayID), queues: make(map[string]ir.QueueID),
		lists: make(map[string]ir.ListID), numbers: make(map[string]float64), spikes: ir.NoList, recorder: noRecorder, fixed: m.fixed}
	p.stream = owner.Name()
	if m.numbered {
		p.stream = fmt.Sprintf("#%d", m.added) // which is no name
	}
	m.added++
	m.parts[owner.Name()] = p
	return p
}

// NumberStreams has random numbers of parts that are added depend on how many were before, or on their names.
func (m *Memory) NumberStreams(by bool) { m.numbered = by }

// Drop forgets a part that could not be declared.
func (m *Memory) Drop(p *Part) { delete(m.parts, p.Owner.Name()) }

// Clone returns a memory in the same state, which shares topology, and nothing that changes.
func (m *Memory) Clone() (*Memory, error) {
	if err := memory.Ask("a copy of its state", m.stateBytes()); err != nil {
		return nil, err
	}
	if err := m.catchUpAlone(); err != nil {
		return nil, err
	}
	inst, err := m.inst.Clone()
	if err != nil {
		return nil, err
	}
	c := &Memory{inst: inst, steps: m.steps, building: m.building, fixed: m.fixed, drawn: m.drawn, draft: m.draft, numbered: m.numbered}
	c.adopt(m)
	return c, nil
}

// stateBytes returns how many bytes arrays of state and lists take.
func (m *Memory) stateBytes() (sum int64) {
	for _, decl := range m.decl.Arrays {
		if decl.Shared == nil {
			sum += int64(decl.Len) * int64(decl.Elem.Bytes())
		}
	}
	for _, list := range m.decl.Lists {
		sum += int64(list.Cap) * int64(ir.Int32.Bytes())
	}
	return sum
}

// Restore brings the memory into the state of another of the same engine. It keeps its seed and trial.
func (m *Memory) Restore(from *Memory) error {
	if err := from.catchUpAlone(); err != nil {
		return err
	}
	if err := m.inst.Assign(from.inst); err != nil {
		return err
	}
	m.hoists, m.lazy, m.behind = nil, nil, nil
	m.adopt(from)
	return nil
}

// adopt takes over everything of another memory but its instance and its random numbers.
func (m *Memory) adopt(from *Memory) {
	m.time, m.decl, m.clocks = from.time, clipped(from.decl), clip(from.clocks)
	m.scratch, m.added, m.changed = maps.Clone(from.scratch), from.added, from.changed
	m.parts = make(map[string]*Part, len(from.parts))
	for name, p := range from.parts {
		m.parts[name] = p.clone(m)
	}
}

// clip returns a slice whose append allocates, so that two may append to what they share.
func clip[T any](s []T) []T { return s[:len(s):len(s)] }

// clipped returns declarations to which others may be appended.
func clipped(m ir.Memory) ir.Memory {
	return ir.Memory{Arrays: clip(m.Arrays), Lists: clip(m.Lists), Queues: m.Queues, Recorders: clip(m.Recorders)}
}

// Allocate makes room for what was declared.
func (m *Memory) Allocate() error { return m.inst.Allocate(&m.decl) }

func (m *Memory) declare(decl ir.ArrayDecl) ir.ArrayID {
	m.decl.Arrays = append(m.decl.Arrays, decl) // clones see less of it, and have none of its room
	return ir.ArrayID(len(m.decl.Arrays) - 1)
}

// Stretch has what is due in a queue after k steps be due after k·factor.
func (m *Memory) Stretch(q ir.QueueID, factor float64) error {
	if err := m.Allocate(); err != nil {
		return err
	}
	return m.inst.Stretch(q, factor)
}

// key returns the key of the random numbers at a site of an object.
func (s Seeds) key(object, site string) rng.Key {
	return rng.NewKey(uint64(s.Seed), uint64(s.Trial), object, site)
}

// Scratch returns an array for intermediate results that has room for count elements.
func (m *Memory) Scratch(name string, elem ir.Elem, count int) (ir.ArrayID, error) {
	id, ok := m.scratch[name]
	if !ok {
		id = m.declare(ir.ArrayDecl{Name: "scratch " + name, Elem: elem, Len: count, Scratch: true})
		m.scratch[name] = id
		return id, m.Allocate()
	}
	if decl := m.decl.Arrays[id]; decl.Len < count {
		decl.Len = count
		return id, m.replace(id, decl)
	}
	return id, nil
}

// largeScratch is from how many elements on a scratch array does not stay for the next.
const largeScratch = 1 << 18

// shrink takes the content of a scratch array away.
func (m *Memory) shrink(id ir.ArrayID) error {
	decl := m.decl.Arrays[id]
	decl.Len = 0
	return m.replace(id, decl)
}

// ScratchInts returns a scratch array that begins with a list.
func (m *Memory) ScratchInts(name string, list []int32) (ir.ArrayID, error) {
	id, err := m.Scratch(name, ir.Int32, len(list))
	if err == nil {
		err = m.inst.Write(id, 0, list)
	}
	return id, err
}

// replace gives an array a new length, or another version of what it holds.
func (m *Memory) replace(id ir.ArrayID, decl ir.ArrayDecl) error {
	if err := m.Allocate(); err != nil {
		return err
	}
	arrays := append([]ir.ArrayDecl(nil), m.decl.Arrays...)
	arrays[id] = decl
	m.decl.Arrays = arrays
	return m.inst.Replace(id, decl)
}

// empty makes the arrays from number first on empty, but for scratch arrays, which serve others.
func (m *Memory) empty(first int) error {
	scratch := map[ir.ArrayID]bool{}
	for _, id := range m.scratch {
		scratch[id] = true
	}
	for id := ir.ArrayID(first); int(id) < len(m.decl.Arrays); id++ {
		decl := m.decl.Arrays[id]
		if decl.Len = 0; decl.Shared != nil {
			decl.Shared = reflect.MakeSlice(reflect.TypeOf(decl.Shared), 0, 0).Interface()
		}
		if scratch[id] {
			continue
		}
		if err := m.replace(id, decl); err != nil {
			return err
		}
	}
	return nil
}

// Read returns the values of an array as floats; booleans are 0 and 1.
func (m *Memory) Read(id ir.ArrayID) ([]float64, error) {
	if err := m.catchUp(id); err != nil {
		return nil, err
	}
	n := m.decl.Arrays[id].Len
	switch elem := m.decl.Arrays[id].Elem; elem {
	case ir.Float64:
		values := make([]float64, n)
		return values, m.inst.Read(id, 0, values)
	case ir.Int32:
		return readAs[int32](m, id, n)
	case ir.Int64:
		return readAs[int64](m, id, n)
	case ir.Bool8:
		return readAs[uint8](m, id, n)
	default:
		panic(fmt.Sprintf("bind: array %d of elements %v", id, elem))
	}
}

func readAs[T int32 | int64 | uint8](m *Memory, id ir.ArrayID, n int) ([]float64, error) {
	raw, values := make([]T, n), make([]float64, n)
	err := m.inst.Read(id, 0, raw)
	for i, x := range raw {
		values[i] = float64(x)
	}
	return values, err
}

// Write sets the values of an array that is no topology from floats.
func (m *Memory) Write(id ir.ArrayID, values []float64) error {
	if err := errors.Join(m.catchUp(id), m.Allocate()); err != nil {
		return err
	}
	switch elem := m.decl.Arrays[id].Elem; elem {
	case ir.Float64:
		return m.inst.Write(id, 0, values)
	case ir.Int32:
		return writeAs[int32](m, id, values)
	case ir.Int64:
		return writeAs[int64](m, id, values)
	case ir.Bool8:
		return writeAs[uint8](m, id, values)
	default:
		panic(fmt.Sprintf("bind: array %d of elements %v", id, elem))
	}
}

func writeAs[T int32 | int64 | uint8](m *Memory, id ir.ArrayID, values []float64) error {
	raw := make([]T, len(values))
	for i, x := range values {
		raw[i] = T(x)
	}
	return m.inst.Write(id, 0, raw)
}
