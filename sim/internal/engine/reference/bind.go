package reference

import (
	"errors"
	"fmt"
	"slices"

	"golgi/sim/internal/ir"
)

// Bind allocates what the plan's memory has beyond the instance's, and makes it the plan to run. The
// content of delays is checked here. After an error the earlier plan stays bound.
func (in *instance) Bind(plan *ir.Plan) error {
	if in.closed {
		return errClosed
	}
	if err := plan.Validate(); err != nil {
		return err
	}
	if err := in.grow(plan.Memory); err != nil {
		return err
	}
	s := &schedule{}
	for _, c := range plan.Clocks {
		s.clocks = append(s.clocks, &clock{
			dt: c.DT, time: in.arrays[c.Time], step: in.arrays[c.Step], tick: in.arrays[c.Tick],
		})
	}
	var faults []error
	for n := range plan.Steps {
		step := &plan.Steps[n]
		task, err := in.task(plan, step)
		if err != nil {
			faults = append(faults, fmt.Errorf("reference: step %d (%s): %w", n, step.Name, err))
		}
		s.steps = append(s.steps, scheduled{name: step.Name, clock: step.Clock, task: task})
		if r, ok := task.(*recording); ok {
			s.recordings = append(s.recordings, r)
		}
	}
	if len(faults) > 0 {
		return errors.Join(faults...)
	}
	in.schedule = s
	return nil
}

// grow allocates what a valid memory has beyond the instance's, once what both have agrees.
func (in *instance) grow(m *ir.Memory) error {
	if err := in.compare(m); err != nil {
		return err
	}
	for id := len(in.arrays); id < len(m.Arrays); id++ {
		a, err := newArray(&m.Arrays[id])
		if err != nil {
			return err
		}
		in.arrays = append(in.arrays, a)
	}
	for id := len(in.lists); id < len(m.Lists); id++ {
		in.lists = append(in.lists, &list{name: m.Lists[id].Name, entries: make([]int32, 0, m.Lists[id].Cap)})
	}
	for len(in.queues) < m.Queues {
		in.queues = append(in.queues, &queue{})
	}
	for id := len(in.recorders); id < len(m.Recorders); id++ {
		d := &m.Recorders[id]
		in.recorders = append(in.recorders, &recorder{name: d.Name, kind: d.Kind, width: d.Width})
	}
	return nil
}

// compare reports where a memory disagrees with what the instance has.
func (in *instance) compare(m *ir.Memory) error {
	if len(m.Arrays) < len(in.arrays) || len(m.Lists) < len(in.lists) ||
		m.Queues < len(in.queues) || len(m.Recorders) < len(in.recorders) {
		return errors.New("reference: the plan's memory is smaller than the instance's; a memory only grows")
	}
	var faults []error
	for id, a := range in.arrays {
		if d := &m.Arrays[id]; d.Elem != a.elem || d.Len != a.len() || (d.Shared != nil) != a.shared {
			faults = append(faults, fmt.Errorf("reference: array %d is declared as %s: %v[%d], "+
				"but the instance has %s: %v[%d]; use Replace to change it",
				id, d.Name, d.Elem, d.Len, a.name, a.elem, a.len()))
		}
	}
	for id, l := range in.lists {
		if d := &m.Lists[id]; d.Cap != cap(l.entries) {
			faults = append(faults, fmt.Errorf("reference: list %d (%s) holds %d entries, not %d",
				id, l.name, cap(l.entries), d.Cap))
		}
	}
	for id, r := range in.recorders {
		if d := &m.Recorders[id]; d.Kind != r.kind || d.Width != r.width {
			faults = append(faults, fmt.Errorf("reference: recorder %d (%s) cannot change its kind or width",
				id, r.name))
		}
	}
	return errors.Join(faults...)
}

// task binds a valid step.
func (in *instance) task(plan *ir.Plan, step *ir.Step) (task, error) {
	switch {
	case step.Map != nil:
		return in.mapping(plan.Kernels[step.Map.Kernel], step.Map), nil
	case step.Propagate != nil:
		p := in.propagation(plan.Kernels[step.Propagate.Kernel], step.Propagate)
		return p, p.checkDelays()
	}
	return in.recording(step), nil
}

// mapping binds a map.
func (in *instance) mapping(k *ir.Kernel, m *ir.Map) *mapping {
	bound := &mapping{
		frame: in.frame(k, &m.Binding, m.List != ir.NoList),
		n:     m.N,
		list:  optional(in.lists, m.List, ir.NoList),
		from:  m.From,
		to:    m.To,
	}
	bound.frame.out = optional(in.lists, m.Out, ir.NoList)
	return bound
}

// propagation binds a propagation.
func (in *instance) propagation(k *ir.Kernel, p *ir.Propagate) *propagation {
	bound := &propagation{
		queue:   in.queues[p.Queue],
		spikes:  in.lists[p.Spikes],
		from:    p.From,
		to:      p.To,
		rows:    in.arrays[p.Rows],
		order:   optional(in.arrays, p.Order, ir.NoArray),
		delays:  optional(in.arrays, p.Delays, ir.NoArray),
		byRange: in.frame(k, &p.Binding, false),
		byList:  in.frame(k, &p.Binding, true),
	}
	if bound.delays == nil {
		bound.delay = int64(p.Delay)
	}
	bound.merge = mergeable(bound.byList.kernel)
	return bound
}

// mergeable reports whether it makes no difference to a kernel whether an element occurs twice in one
// block: no array that is written is used by a second instruction.
func mergeable(k *ir.Kernel) bool {
	uses := make([]int, len(k.Arrays))
	for _, in := range k.Body {
		if in.Op == ir.Load || in.Op == ir.Store || in.Op == ir.Incr {
			uses[in.Array]++
		}
	}
	for array, access := range k.Effects() {
		if access&^ir.Reads != 0 && uses[array] > 1 {
			return false
		}
	}
	return true
}

// recording binds a recording.
func (in *instance) recording(step *ir.Step) *recording {
	r := step.Record
	bound := recording{
		recorder: in.recorders[r.Recorder], clock: step.Clock, from: r.From, to: r.To, rate: r.Rate,
	}
	if bound.recorder.kind == ir.SpikeEntries || r.Rate != 0 {
		bound.spikes = in.lists[r.Spikes]
	}
	for _, id := range r.Values {
		bound.values = append(bound.values, in.arrays[id])
	}
	return newRecording(bound)
}

// optional returns what an identifier names, or nil where it is the one for nothing.
func optional[T any, ID ~int32](from []*T, id, nothing ID) *T {
	if id == nothing {
		return nil
	}
	return from[id]
}

// frame binds a kernel's parameters to memory and values.
func (in *instance) frame(k *ir.Kernel, b *ir.Binding, list bool) *frame {
	arrays := make([]*array, len(b.Arrays))
	for n, id := range b.Arrays {
		arrays[n] = in.arrays[id]
	}
	return in.engine.frame(k, b, list, arrays, &in.registers)
}

// frame binds a kernel's parameters to values and to memory: arrays has one per array parameter.
func (e *Engine) frame(k *ir.Kernel, b *ir.Binding, list bool, arrays []*array, regs *registers) *frame {
	k = merged(k, b.Arrays)
	fr := newFrame(e.program(k, list), regs)
	fr.kernel, fr.key, fr.arrays = k, b.Key, arrays
	fr.preset(b.Consts)
	return fr
}

// merged returns the kernel with the parameters that are bound to one array made one, so that what is written
// through the one is seen through the other.
func merged(k *ir.Kernel, ids []ir.ArrayID) *ir.Kernel {
	m := *k
	m.Body = slices.Clone(k.Body)
	changed := false
	for n := range m.Body {
		in := &m.Body[n]
		if in.Op != ir.Load && in.Op != ir.Store && in.Op != ir.Incr {
			continue
		}
		first := slices.Index(ids, ids[in.Array])
		changed = changed || first != in.Array
		in.Array = first
	}
	if !changed {
		return k
	}
	return &m
}
