package bind

import (
	"errors"
	"fmt"
	"maps"
	"strings"

	"golgi/sim/internal/engine"
	"golgi/sim/internal/equations"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/lower"
)

// Owner is an object as this package sees it.
type Owner interface {
	Name() string   // unique in a memory; random numbers depend on it
	String() string // for messages
}

// Part is an object's place in a memory: what it has declared, under names that it has chosen. Variables have the names that
// texts have for them; what no text can mean begins with an underscore.
type Part struct {
	Owner Owner
	N     int // number of elements
	Clock int // on which its own steps are

	mem          *Memory
	stream       string             // on which random numbers depend
	own          float64            // step size of its own; 0: it has none
	with         string             // name of the part on whose clock it is; empty: it is on one of its own, or on the network's
	constants    map[string]float64 // of its namespace that have another value than in the description
	borrowed     map[string]string  // the parts whose arrays it has under names with a prefix
	pre, post    string             // names of the parts at its two ends; empty where it has none
	arrays       map[string]ir.ArrayID
	alters       map[string]alterable      // arrays that may be altered between runs
	derived      map[string]func() []int32 // what makes the content of an array that is empty until something asks for it
	sums         map[string]*contentSum    // of fixed arrays
	queues       map[string]ir.QueueID
	lists        map[string]ir.ListID
	numbers      map[string]float64
	altersNumber map[string]bool // those that may be altered between runs
	spikes       ir.ListID
	recorder     ir.RecorderID
	records      Members // of what elements spikes are recorded
	recorded     engine.Entries
	fold         Fold // what becomes of what is recorded; nil: it is kept
	windows      []Window
	sets         int    // how many assignments were made
	fixed        *Seeds // with which the object was added, if they were fixed
	empty        bool
}

// Stream returns on what random numbers of the part depend: its name, or its number.
func (p *Part) Stream() string { return p.stream }

const noRecorder ir.RecorderID = -1

// clone returns a copy for another memory. What was recorded is shared up to here: both may only append.
func (p *Part) clone(mem *Memory) *Part {
	c := *p
	c.mem = mem
	c.arrays, c.queues, c.numbers = maps.Clone(p.arrays), maps.Clone(p.queues), maps.Clone(p.numbers)
	c.lists, c.derived, c.alters = maps.Clone(p.lists), maps.Clone(p.derived), maps.Clone(p.alters)
	c.altersNumber, c.sums = maps.Clone(p.altersNumber), maps.Clone(p.sums)
	c.constants, c.borrowed = maps.Clone(p.constants), maps.Clone(p.borrowed)
	c.windows = clip(p.windows)
	c.recorded = engine.Entries{T: clip(p.recorded.T), I: clip(p.recorded.I), Rows: clip(p.recorded.Rows),
		Width: p.recorded.Width}
	return &c
}

// Try runs a job that declares. Where it fails, the part is as it was, and what was declared takes no memory.
func (p *Part) Try(job func() error) error {
	before, first := p.clone(p.mem), len(p.mem.decl.Arrays)
	err := job()
	if err == nil {
		return nil
	}
	*p = *before
	return errors.Join(err, p.mem.empty(first))
}

// Empty says that the part has no elements because the memory is a draft.
func (p *Part) Empty() { p.empty = true }

// IsEmpty reports whether the part has no elements because the memory is a draft.
func (p *Part) IsEmpty() bool { return p.empty }

// Memory returns the memory of which the part is one.
func (p *Part) Memory() *Memory { return p.mem }

// DT returns the step size of the part's clock in seconds.
func (p *Part) DT() float64 { return p.mem.clocks[p.Clock].dt }

// Ends says between which parts the object's elements are.
func (p *Part) Ends(pre, post *Part) { p.pre, p.post = pre.Owner.Name(), post.Owner.Name() }

// Behind is the name under which an object at a side of another lets that see what is called name at an end of its own.
func Behind(end equations.Side, name string) string { return "_" + end.String() + "." + name }

// behind returns the part to which a name leads, and what it is called there.
func (p *Part) behind(name string) (*Part, string) {
	for end, of := range map[equations.Side]string{equations.Pre: p.pre, equations.Post: p.post} {
		if rest, is := strings.CutPrefix(name, Behind(end, "")); is && of != "" {
			return p.mem.parts[of].behind(rest)
		}
	}
	return p, name
}

// Array declares an array of state, which starts as zeros. In texts it is called label.
func (p *Part) Array(name, label string, elem ir.Elem, length int) {
	p.arrays[name] = p.mem.declare(ir.ArrayDecl{Name: p.label(label), Elem: elem, Len: length})
}

// Ints is Fixed for integers.
func (p *Part) Ints(name, label string, content []int32) { p.Fixed(name, label, content) }

// Longs is Fixed for long integers.
func (p *Part) Longs(name, label string, content []int64) { p.Fixed(name, label, content) }

// Fixed declares an array that never changes and is shared by all clones: []float64, []int32, []int64 or []uint8. In texts it is
// called label.
func (p *Part) Fixed(name, label string, content any) {
	elem, length := ir.ContentOf(content)
	p.arrays[name] = p.mem.declare(ir.ArrayDecl{Name: p.label(label), Elem: elem, Len: length, Shared: content})
	p.newSum(name)
}

func (p *Part) label(label string) string { return p.Owner.Name() + "." + label }

// Variables declares the arrays of a model's stored variables.
func (p *Part) Variables(m *equations.Model) {
	for _, v := range m.Variables {
		if !v.Stored() {
			continue
		}
		length := p.N
		if v.Has("shared") {
			length = 1
		}
		p.Array(v.Name, v.Name, lower.ElemOf(v.Type), length)
	}
}

// Borrow gives names to the arrays of another part: their own with a prefix.
func (p *Part) Borrow(prefix string, from *Part) {
	if p.borrowed == nil {
		p.borrowed = make(map[string]string)
	}
	p.borrowed[prefix] = from.Owner.Name()
	for name, id := range from.arrays {
		p.arrays[prefix+name] = id
	}
}

// Lend gives a name to an array for a while, until it is forgotten.
func (p *Part) Lend(name string, id ir.ArrayID) { p.arrays[name] = id }

// Forget takes the name of an array that was lent away.
func (p *Part) Forget(name string) { delete(p.arrays, name) }

// Has reports whether an array was declared.
func (p *Part) Has(name string) bool {
	_, ok := p.arrays[name]
	return ok
}

// Find returns the number of an array, ir.NoArray where it was not declared.
func (p *Part) Find(name string) ir.ArrayID {
	if !p.Has(name) {
		return ir.NoArray
	}
	return p.arrays[name]
}

// ArrayID returns the number of an array, which must have been declared. It has its content.
func (p *Part) ArrayID(name string) ir.ArrayID {
	id, ok := p.arrays[name]
	if !ok {
		panic(fmt.Sprintf("bind: %s has no array %q", p.Owner, name))
	}
	if content := p.derived[name]; content != nil {
		delete(p.derived, name)
		if err := p.Replace(name, content()); err != nil {
			p.derived[name] = content // there is no memory: whatever reads the array is out of its bounds, which is an error
		}
	}
	return id
}

// Derived declares a fixed array of integers, which content makes when something asks for it.
func (p *Part) Derived(name, label string, content func() []int32) {
	p.Ints(name, label, []int32{})
	p.derive(name, content)
}

// Derives reports whether nothing has asked for the content of an array yet.
func (p *Part) Derives(name string) bool { return p.derived[name] != nil }

// Derive takes the content of a fixed array of integers away, which content makes again when something asks for it.
func (p *Part) Derive(name string, content func() []int32) error {
	if p.Derives(name) {
		return nil
	}
	if err := p.Replace(name, []int32{}); err != nil {
		return err
	}
	p.derive(name, content)
	return nil
}

func (p *Part) derive(name string, content func() []int32) {
	if p.derived == nil {
		p.derived = map[string]func() []int32{}
	}
	p.derived[name] = content
}

// Content returns what a topology holds; it is not to be changed.
func Content[T int32 | int64 | float64](p *Part, name string) []T {
	return p.mem.decl.Arrays[p.ArrayID(name)].Shared.([]T)
}

// Replace gives an array that is fixed another version.
func (p *Part) Replace(name string, content any) error {
	id := p.ArrayID(name)
	decl := p.mem.decl.Arrays[id]
	_, decl.Len = ir.ContentOf(content)
	decl.Shared = content
	p.newSum(name)
	return p.mem.replace(id, decl)
}

// NumberOf returns a number to which Number has given a value.
func (p *Part) NumberOf(name string) float64 { return p.numbers[name] }

// Number gives a value to a number that kernels know by name.
func (p *Part) Number(name string, value float64) { p.numbers[name] = value }

// SpikeList declares the list of the neurons that spike in a step.
func (p *Part) SpikeList() {
	p.spikes = ir.ListID(len(p.mem.decl.Lists))
	p.mem.decl.Lists = append(p.mem.decl.Lists, ir.ListDecl{Name: p.Owner.Name(), Cap: p.N})
}

// Spikes returns the list of the neurons that spike in a step.
func (p *Part) Spikes() ir.ListID { return p.spikes }

// List declares a list of elements, in the order of which a kernel emits them.
func (p *Part) List(name string) {
	p.lists[name] = ir.ListID(len(p.mem.decl.Lists))
	p.mem.decl.Lists = append(p.mem.decl.Lists, ir.ListDecl{Name: p.label(name), Cap: p.N})
}

// HasList reports whether a list was declared.
func (p *Part) HasList(name string) bool {
	_, ok := p.lists[name]
	return ok
}

// ListID returns the number of a list.
func (p *Part) ListID(name string) ir.ListID { return p.lists[name] }

// Queue declares a queue of spikes under way.
func (p *Part) Queue(name string) {
	p.queues[name] = ir.QueueID(p.mem.decl.Queues)
	p.mem.decl.Queues++
}

// QueueID returns the number of a queue.
func (p *Part) QueueID(name string) ir.QueueID { return p.queues[name] }

// RecordsSpikes declares the recorder of a monitor of spikes of some elements, with so many values of each.
func (p *Part) RecordsSpikes(width int, of Members) {
	p.records = of
	p.Records(ir.SpikeEntries, width)
}

// Records declares the recorder of a monitor.
func (p *Part) Records(kind ir.RecorderKind, width int) {
	p.recorder = ir.RecorderID(len(p.mem.decl.Recorders))
	p.mem.decl.Recorders = append(p.mem.decl.Recorders,
		ir.RecorderDecl{Name: p.Owner.Name(), Kind: kind, Width: width})
}

// Recorder returns the number of the part's recorder.
func (p *Part) Recorder() ir.RecorderID { return p.recorder }

// A Fold takes in what a recorder has gathered, of which nothing is kept.
type Fold func(p *Part, entries engine.Entries) error

// Folds has a fold take in what is recorded. It may keep what it makes of that in arrays of the part.
func (p *Part) Folds(fold Fold) { p.fold = fold }

// Recorded returns all that was recorded. It is not to be changed.
func (p *Part) Recorded() engine.Entries { return p.recorded }

// Keeps reports whether what a recorder gathers is kept.
func (p *Part) Keeps() bool { return p.fold == nil && (p.recorder != noRecorder || p.empty) }

// Refill has entries be what was recorded.
func (p *Part) Refill(e engine.Entries) { p.recorded = e }

// Forgo lets go of all that was recorded.
func (p *Part) Forgo() { p.recorded = engine.Entries{Width: p.recorded.Width} }

// Take takes what the recorder has gathered, where there is one.
func (p *Part) Take() error {
	if p.recorder == noRecorder {
		return nil
	}
	taken, err := p.mem.inst.Take(p.recorder)
	if err != nil {
		return fmt.Errorf("sim: %s: %w", p.Owner, err)
	}
	return p.Record(taken)
}

// Record adds entries to what was recorded.
func (p *Part) Record(e engine.Entries) error {
	if p.fold != nil {
		return p.fold(p, e)
	}
	p.recorded.T = append(p.recorded.T, e.T...)
	p.recorded.I = append(p.recorded.I, e.I...)
	p.recorded.Rows = append(p.recorded.Rows, e.Rows...)
	p.recorded.Width = e.Width
	return nil
}

// NextSet returns the site of another assignment. Its random numbers depend on how many there were.
func (p *Part) NextSet() Site {
	p.sets++
	return p.Site(fmt.Sprintf("set %d", p.sets-1))
}

// Read returns the values of an array as floats.
func (p *Part) Read(name string) ([]float64, error) { return p.mem.Read(p.ArrayID(name)) }

// Write sets the values of an array of state.
func (p *Part) Write(name string, values []float64) error {
	return p.mem.Write(p.ArrayID(name), values)
}

// Fill sets all values of an array of state.
func (p *Part) Fill(name string, value float64) error {
	values := make([]float64, p.mem.decl.Arrays[p.ArrayID(name)].Len)
	for i := range values {
		values[i] = value
	}
	return p.Write(name, values)
}
