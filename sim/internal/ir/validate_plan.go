package ir

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// Validate reports everything that is wrong with the plan as far as it can be seen without the content of
// arrays: the memory and the kernels themselves, clocks, and for each step that what it names exists and
// has the type and length it must have. A queue and a recorder belong to at most one step each.
func (p *Plan) Validate() error {
	if p == nil {
		return errors.New("ir: there is no plan")
	}
	if err := p.Memory.Validate(); err != nil {
		return err
	}
	c := planChecker{plan: p, where: "ir: ", queues: map[QueueID]int{}, recorders: map[RecorderID]int{}}
	for n, clock := range p.Clocks {
		c.clock(n, clock)
	}
	for n, kernel := range p.Kernels {
		if kernel == nil {
			c.fault("kernel %d is not there", n)
		} else if err := kernel.Validate(); err != nil {
			c.faults = append(c.faults, err)
		}
	}
	if len(c.faults) > 0 { // steps over invalid kernels say nothing more
		return errors.Join(c.faults...)
	}
	for n := range p.Steps {
		c.step(n)
	}
	return errors.Join(c.faults...)
}

// ValidateMap reports everything that is wrong with running the kernel as m says over the memory; the number
// m.Kernel is not looked at. It is for maps outside a plan.
func ValidateMap(memory *Memory, kernel *Kernel, m *Map) error {
	if err := memory.Validate(); err != nil {
		return err
	}
	if kernel == nil || m == nil {
		return errors.New("ir: there is no kernel or no map")
	}
	if err := kernel.Validate(); err != nil {
		return err
	}
	c := planChecker{plan: &Plan{Memory: memory}, where: "ir: "}
	c.within(kernel)
	c.mapping(kernel, m)
	return errors.Join(c.faults...)
}

// planChecker gathers the faults of one plan.
type planChecker struct {
	plan      *Plan
	where     string // the step and the kernel, put before each fault
	queues    map[QueueID]int
	recorders map[RecorderID]int
	faults    []error
}

// fault records a fault of the present step.
func (c *planChecker) fault(format string, args ...any) {
	c.faults = append(c.faults, errors.New(c.where+fmt.Sprintf(format, args...)))
}

// within makes later faults those of a kernel.
func (c *planChecker) within(kernel *Kernel) { c.where += "kernel " + kernel.Role + ": " }

// clock checks a clock and that its scalars are its own.
func (c *planChecker) clock(n int, clock Clock) {
	if !(clock.DT > 0) || math.IsInf(clock.DT, 0) {
		c.fault("clock %d: dt is %v s; it must be positive", n, clock.DT)
	}
	c.scalar(n, "time", clock.Time, Float64)
	c.scalar(n, "step", clock.Step, Int64)
	c.scalar(n, "tick", clock.Tick, Int64)
	if clock.Step == clock.Tick {
		c.fault("clock %d: step and tick are the same array %d", n, clock.Step)
	}
	for other, earlier := range c.plan.Clocks[:n] {
		if clock.shares(earlier) {
			c.fault("clock %d: shares an array with clock %d", n, other)
		}
	}
}

// arrays returns the three scalars of the clock.
func (clock Clock) arrays() []ArrayID { return []ArrayID{clock.Time, clock.Step, clock.Tick} }

// owns reports whether an array is one of the clock's.
func (clock Clock) owns(id ArrayID) bool { return slices.Contains(clock.arrays(), id) }

// shares reports whether two clocks have an array in common.
func (clock Clock) shares(other Clock) bool {
	return slices.ContainsFunc(clock.arrays(), other.owns)
}

// scalar checks an array of a clock.
func (c *planChecker) scalar(n int, role string, id ArrayID, elem Elem) {
	a := c.array(id)
	switch {
	case a == nil:
		c.fault("clock %d: there is no array %d for its %s", n, id, role)
	case a.Elem != elem || a.Len != 1 || a.Shared != nil:
		c.fault("clock %d: array %d (%s) must be one %v of state to hold its %s", n, id, a.Name, elem, role)
	}
}

// array returns a declaration, or nil where there is none.
func (c *planChecker) array(id ArrayID) *ArrayDecl {
	if id < 0 || int(id) >= len(c.plan.Memory.Arrays) {
		return nil
	}
	return &c.plan.Memory.Arrays[id]
}

// step checks that a step has one operation, and checks that.
func (c *planChecker) step(n int) {
	step := &c.plan.Steps[n]
	c.where = fmt.Sprintf("ir: step %d (%s): ", n, step.Name)
	if step.Clock < 0 || step.Clock >= len(c.plan.Clocks) {
		c.fault("there is no clock %d; the plan has %d", step.Clock, len(c.plan.Clocks))
	}
	if n := step.operations(); n != 1 {
		c.fault("has %d operations; it must have one", n)
		return
	}
	switch {
	case step.Map != nil:
		if kernel := c.kernel(&step.Map.Binding); kernel != nil {
			c.within(kernel)
			c.mapping(kernel, step.Map)
		}
	case step.Propagate != nil:
		c.propagate(n, step.Propagate)
	case step.Record != nil:
		c.record(n, step.Record)
	case step.Host.Job < 0:
		c.fault("there is no job %d", step.Host.Job)
	}
}

// operations returns how many pointers of the step are set.
func (s *Step) operations() int {
	n := 0
	for _, set := range []bool{s.Map != nil, s.Propagate != nil, s.Record != nil, s.Host != nil} {
		if set {
			n++
		}
	}
	return n
}

// kernel returns the kernel of a binding, or nil where there is none.
func (c *planChecker) kernel(b *Binding) *Kernel {
	if b.Kernel < 0 || b.Kernel >= len(c.plan.Kernels) {
		c.fault("there is no kernel %d; the plan has %d", b.Kernel, len(c.plan.Kernels))
		return nil
	}
	return c.plan.Kernels[b.Kernel]
}

// binding checks that the parameters of a kernel are filled in.
func (c *planChecker) binding(kernel *Kernel, b *Binding) {
	if len(b.Arrays) != len(kernel.Arrays) || len(b.Consts) != len(kernel.Consts) {
		c.fault("it has %d arrays and %d constants; %d and %d are bound",
			len(kernel.Arrays), len(kernel.Consts), len(b.Arrays), len(b.Consts))
		return
	}
	if len(b.Calls) != len(kernel.Calls) {
		c.fault("it calls %d functions; %d are bound", len(kernel.Calls), len(b.Calls))
		return
	}
	for n, f := range b.Calls {
		if f.Value == nil {
			c.fault("function %s is not there", kernel.Calls[n])
		}
	}
	effects := kernel.Effects()
	for n, id := range b.Arrays {
		param := kernel.Arrays[n]
		a := c.array(id)
		switch {
		case a == nil:
			c.fault("there is no array %d for %s", id, param.Name)
		case a.Elem != param.Elem:
			c.fault("array %d (%s) is %v; %s must be %v", id, a.Name, a.Elem, param.Name, param.Elem)
		case effects[n].Writes() && a.Shared != nil:
			c.fault("it writes %s, but array %d (%s) is topology", param.Name, id, a.Name)
		case effects[n].Writes() && c.clocked(id):
			c.fault("it writes %s, but array %d (%s) belongs to a clock", param.Name, id, a.Name)
		}
	}
	for n, param := range kernel.Consts {
		if v := b.Consts[n].Int; param.Type == Bool && v != 0 && v != 1 {
			c.fault("constant %s is bool; it cannot be %d", param.Name, v)
		}
	}
}

// clocked reports whether an array belongs to a clock.
func (c *planChecker) clocked(id ArrayID) bool {
	return slices.ContainsFunc(c.plan.Clocks, func(clock Clock) bool { return clock.owns(id) })
}

// list checks that a list exists and that its range makes sense.
func (c *planChecker) list(role string, id ListID, from, to int32) bool {
	if id < 0 || int(id) >= len(c.plan.Memory.Lists) {
		c.fault("there is no list %d for %s; the memory has %d", id, role, len(c.plan.Memory.Lists))
		return false
	}
	if from < 0 || to < from {
		c.fault("entries %d to %d of %s are no range", from, to, role)
		return false
	}
	return true
}

// mapping checks a map of the kernel.
func (c *planChecker) mapping(kernel *Kernel, m *Map) {
	c.binding(kernel, &m.Binding)
	elements := m.N
	if m.List != NoList {
		if !c.list("its domain", m.List, m.From, m.To) {
			return
		}
		elements = c.plan.Memory.Lists[m.List].Cap
	}
	if elements < 0 || elements > MaxLen {
		c.fault("the domain has %d elements; it can have 0 to %d", elements, MaxLen)
	}
	if kernel.Emits() != (m.Out != NoList) {
		c.fault("it emits: %v; its output is list %d", kernel.Emits(), m.Out)
		return
	}
	if m.Skip != nil {
		c.skip(m)
	}
	if m.When != nil {
		c.when(m)
	}
	if m.Rounds < 0 || m.Rounds > 0 && m.Out == NoList {
		c.fault("it emits: %v; it cannot have %d rounds", kernel.Emits(), m.Rounds)
	}
	if m.Out == NoList || !c.list("its output", m.Out, 0, 0) {
		return
	}
	if m.Out == m.List {
		c.fault("list %d cannot be domain and output at once", m.Out)
	}
	if capacity := c.plan.Memory.Lists[m.Out].Cap; capacity < elements {
		c.fault("list %d (%s) holds %d entries; %d may be emitted",
			m.Out, c.plan.Memory.Lists[m.Out].Name, capacity, elements)
	}
}

// skip checks which elements of a map come up.
func (c *planChecker) skip(m *Map) {
	c.index("probability", m.Skip.Chance, Float64, 1)
	if m.List != NoList || m.Rounds > 0 {
		c.fault("it skips elements; it can have neither list %d as its domain nor %d rounds", m.List, m.Rounds)
	}
}

// when checks in which steps a map runs. What it emits would stay from one step to another.
func (c *planChecker) when(m *Map) {
	if c.list("the entries for which it waits", m.When.List, m.When.From, m.When.To) && m.Out != NoList {
		c.fault("it emits into list %d; it cannot wait for others", m.Out)
	}
}

// propagate checks step n, a propagation of spikes.
func (c *planChecker) propagate(n int, p *Propagate) {
	if kernel := c.kernel(&p.Binding); kernel != nil {
		c.within(kernel)
		c.binding(kernel, &p.Binding)
		if kernel.Emits() {
			c.fault("it emits; a kernel over synapses cannot")
		}
	}
	if c.list("the spikes", p.Spikes, p.From, p.To) {
		c.index("rows", p.Rows, Int64, int(p.To-p.From)+1)
	}
	if p.Order != NoArray {
		c.index("order", p.Order, Int32, -1)
	}
	if p.Delays != NoArray {
		c.index("delays", p.Delays, Int32, -1)
	} else if p.Delay < 0 {
		c.fault("the delay is %d steps; it cannot be negative", p.Delay)
	}
	if p.Queue < 0 || int(p.Queue) >= c.plan.Memory.Queues {
		c.fault("there is no queue %d; the memory has %d", p.Queue, c.plan.Memory.Queues)
		return
	}
	if other, taken := c.queues[p.Queue]; taken {
		c.fault("queue %d belongs to step %d already", p.Queue, other)
	}
	c.queues[p.Queue] = n
}

// index checks an array that says where synapses are; length -1 is any.
func (c *planChecker) index(role string, id ArrayID, elem Elem, length int) {
	a := c.array(id)
	switch {
	case a == nil:
		c.fault("there is no array %d for the %s", id, role)
	case a.Elem != elem:
		c.fault("array %d (%s) is %v; the %s must be %v", id, a.Name, a.Elem, role, elem)
	case length >= 0 && a.Len != length:
		c.fault("array %d (%s) has %d elements; the %s need %d", id, a.Name, a.Len, role, length)
	}
}

// record checks step n, a recording.
func (c *planChecker) record(n int, r *Record) {
	if r.Recorder < 0 || int(r.Recorder) >= len(c.plan.Memory.Recorders) {
		c.fault("there is no recorder %d; the memory has %d", r.Recorder, len(c.plan.Memory.Recorders))
		return
	}
	if other, taken := c.recorders[r.Recorder]; taken {
		c.fault("recorder %d belongs to step %d already", r.Recorder, other)
	}
	c.recorders[r.Recorder] = n
	decl := &c.plan.Memory.Recorders[r.Recorder]
	if decl.Kind == SpikeEntries || r.Rate != 0 {
		c.list("the spikes", r.Spikes, r.From, r.To)
	}
	if decl.Kind == SpikeEntries {
		c.valuesOfSpikes(decl, r)
		return
	}
	c.row(decl, r)
}

// valuesOfSpikes checks that there is a value of each of a row for every element that may spike.
func (c *planChecker) valuesOfSpikes(decl *RecorderDecl, r *Record) {
	if len(r.Values) != decl.Width {
		c.fault("records %d values of each spike; recorder %d (%s) has rows of %d", len(r.Values), r.Recorder, decl.Name, decl.Width)
	}
	for _, id := range r.Values {
		switch a := c.array(id); {
		case a == nil:
			c.fault("there is no array %d to record", id)
		case a.Elem != Float64:
			c.fault("array %d (%s) is %v; what is recorded of a spike must be %v", id, a.Name, a.Elem, Float64)
		case a.Len < int(r.To):
			c.fault("array %d (%s) has %d elements; spikes of up to %d are recorded with it", id, a.Name, a.Len, r.To)
		}
	}
}

// row checks that what a step records is as wide as the recorder.
func (c *planChecker) row(decl *RecorderDecl, r *Record) {
	width := 0
	if r.Rate != 0 {
		width = 1
	}
	for _, id := range r.Values {
		a := c.array(id)
		if a == nil {
			c.fault("there is no array %d to record", id)
			return
		}
		width += a.Len
	}
	if width != decl.Width {
		c.fault("records %d values; recorder %d (%s) has rows of %d", width, r.Recorder, decl.Name, decl.Width)
	}
}
