package ir

import (
	"fmt"
	"strings"
)

// String returns the text of the plan: what the memory holds, the clocks, the steps in order with what is
// bound to their kernels' parameters, and the kernels. Invalid plans have a text too.
func (p *Plan) String() string {
	t := planText{plan: p}
	t.number()
	t.line("plan")
	t.memory()
	for n, c := range p.Clocks {
		t.line("  clock %d: dt %v s, time %s, step %s, tick %s",
			n, c.DT, t.array(c.Time), t.array(c.Step), t.array(c.Tick))
	}
	for n := range p.Steps {
		t.step(n, &p.Steps[n])
	}
	for n, k := range p.Kernels {
		if k != nil {
			body := strings.TrimPrefix(strings.TrimSuffix(k.String(), "\n"), "kernel ")
			t.line("  kernel %d: %s", n, strings.ReplaceAll(body, "\n", "\n  "))
		}
	}
	return t.b.String()
}

// planText is a plan's text in the making.
type planText struct {
	plan    *Plan
	numbers []int // of the arrays, without those of what happened between runs
	b       strings.Builder
}

// number numbers the arrays that steps can have: what was drawn or asked for before a run leaves the text as it is.
func (t *planText) number() {
	if t.plan.Memory == nil {
		return
	}
	next := 0
	for _, a := range t.plan.Memory.Arrays {
		t.numbers = append(t.numbers, next)
		if !a.Scratch {
			next++
		}
	}
}

// line writes one line.
func (t *planText) line(format string, args ...any) { fmt.Fprintf(&t.b, format+"\n", args...) }

// memory writes what the memory declares.
func (t *planText) memory() {
	m := t.plan.Memory
	if m == nil {
		return
	}
	for id, a := range m.Arrays {
		if a.Scratch {
			continue
		}
		kind := "state"
		if a.Shared != nil {
			kind = "topology"
		}
		t.line("  array %d: %s %v[%d] %s", t.numbers[id], a.Name, a.Elem, a.Len, kind)
	}
	for id, l := range m.Lists {
		t.line("  list %d: %s, at most %d", id, l.Name, l.Cap)
	}
	for id, r := range m.Recorders {
		if r.Kind == SpikeEntries {
			t.line("  recorder %d: %s, spikes", id, r.Name)
		} else {
			t.line("  recorder %d: %s, rows of %d", id, r.Name, r.Width)
		}
	}
	if m.Queues > 0 {
		t.line("  queues: %d", m.Queues)
	}
}

// step writes one step.
func (t *planText) step(n int, s *Step) {
	head := fmt.Sprintf("  step %d: %s on clock %d: ", n, s.Name, s.Clock)
	if s.Map != nil {
		t.line("%s%s", head, t.mapping(s.Map))
		t.binding(&s.Map.Binding)
	}
	if s.Propagate != nil {
		t.line("%s%s", head, t.propagate(s.Propagate))
		t.binding(&s.Propagate.Binding)
	}
	if s.Record != nil {
		t.line("%s%s", head, t.record(s.Record))
	}
	if s.Host != nil {
		t.line("%sjob %d of the host", head, s.Host.Job)
	}
}

// mapping returns the text of a map.
func (t *planText) mapping(m *Map) string {
	text := fmt.Sprintf("map %s over %d", t.kernel(m.Kernel), m.N)
	if m.List != NoList {
		text = fmt.Sprintf("map %s over %s", t.kernel(m.Kernel), t.list(m.List, m.From, m.To))
	}
	if m.Skip != nil {
		text += fmt.Sprintf(", each with probability %s", t.array(m.Skip.Chance))
	}
	if m.When != nil {
		text += fmt.Sprintf(" when there are %s", t.list(m.When.List, m.When.From, m.When.To))
	}
	if m.Out != NoList {
		text += " into " + t.listName(m.Out)
	}
	if m.Rounds != 0 {
		text += fmt.Sprintf(", again until that is empty, %d times at most", m.Rounds)
	}
	return text
}

// propagate returns the text of a propagation.
func (t *planText) propagate(p *Propagate) string {
	text := fmt.Sprintf("propagate %s from %s, rows %s",
		t.kernel(p.Kernel), t.list(p.Spikes, p.From, p.To), t.array(p.Rows))
	if p.Order != NoArray {
		text += ", order " + t.array(p.Order)
	}
	if p.Delays != NoArray {
		return fmt.Sprintf("%s, delays %s, queue %d", text, t.array(p.Delays), p.Queue)
	}
	return fmt.Sprintf("%s, delay %d, queue %d", text, p.Delay, p.Queue)
}

// record returns the text of a recording.
func (t *planText) record(r *Record) string {
	if int(r.Recorder) < 0 || t.plan.Memory == nil || int(r.Recorder) >= len(t.plan.Memory.Recorders) {
		return fmt.Sprintf("record into recorder?%d", r.Recorder)
	}
	decl := t.plan.Memory.Recorders[r.Recorder]
	switch {
	case decl.Kind == SpikeEntries && len(r.Values) == 0:
		return fmt.Sprintf("record %s into %s", t.list(r.Spikes, r.From, r.To), decl.Name)
	case r.Rate != 0:
		return fmt.Sprintf("record count of %s times %v into %s", t.list(r.Spikes, r.From, r.To), r.Rate, decl.Name)
	}
	values := make([]string, len(r.Values))
	for n, id := range r.Values {
		values[n] = t.array(id)
	}
	if decl.Kind == SpikeEntries {
		return fmt.Sprintf("record %s with %s into %s", t.list(r.Spikes, r.From, r.To), strings.Join(values, ", "), decl.Name)
	}
	return fmt.Sprintf("record %s into %s", strings.Join(values, ", "), decl.Name)
}

// binding writes what stands for each parameter.
func (t *planText) binding(b *Binding) {
	if b.Kernel < 0 || b.Kernel >= len(t.plan.Kernels) || t.plan.Kernels[b.Kernel] == nil {
		return
	}
	k := t.plan.Kernels[b.Kernel]
	for n, id := range b.Arrays {
		if n < len(k.Arrays) {
			t.line("    %s = array %s", k.Arrays[n].Name, t.array(id))
		}
	}
	for n, v := range b.Consts {
		if n < len(k.Consts) {
			t.line("    %s = %s", k.Consts[n].Name, v.text(k.Consts[n].Type))
		}
	}
	if k.Draws() {
		t.line("    key %08x %08x", b.Key[0], b.Key[1])
	}
}

// text returns the number as a literal of the given type.
func (v Num) text(typ Type) string {
	switch typ {
	case Float:
		return formatFloat(v.Float)
	case Bool:
		return fmt.Sprint(v.Int != 0)
	}
	return fmt.Sprint(v.Int)
}

// kernel names a kernel by role and number.
func (t *planText) kernel(n int) string {
	if n < 0 || n >= len(t.plan.Kernels) || t.plan.Kernels[n] == nil {
		return fmt.Sprintf("kernel?%d", n)
	}
	return fmt.Sprintf("%s (kernel %d)", t.plan.Kernels[n].Role, n)
}

// array names an array by name and number.
func (t *planText) array(id ArrayID) string {
	if t.plan.Memory == nil || id < 0 || int(id) >= len(t.plan.Memory.Arrays) {
		return fmt.Sprintf("array?%d", id)
	}
	return fmt.Sprintf("%s (%d)", t.plan.Memory.Arrays[id].Name, t.numbers[id])
}

// listName names a list by name and number.
func (t *planText) listName(id ListID) string {
	if t.plan.Memory == nil || id < 0 || int(id) >= len(t.plan.Memory.Lists) {
		return fmt.Sprintf("list?%d", id)
	}
	return fmt.Sprintf("%s (list %d)", t.plan.Memory.Lists[id].Name, id)
}

// list names a range of a list's entries.
func (t *planText) list(id ListID, from, to int32) string {
	return fmt.Sprintf("%s[%d:%d]", t.listName(id), from, to)
}
