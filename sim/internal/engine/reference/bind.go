package reference

import (
	"errors"

	"golgi/sim/internal/ir"
)

// Bind allocates what the plan's memory has beyond the instance's, and makes it the plan to run. The
// content of delays is checked here. After an error the earlier plan stays bound.
func (in *instance) Bind(plan *ir.Plan) error {
	if err := in.guard.Bind(plan); err != nil {
		return err
	}
	in.grow(plan.Memory)
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
			faults = append(faults, in.guard.StepRefused(n, step.Name, err))
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
	in.guard.Bound(plan)
	return nil
}

// grow allocates what a memory that the guard let pass has beyond the instance's.
func (in *instance) grow(m *ir.Memory) {
	for _, d := range m.Arrays[len(in.arrays):] {
		in.arrays = append(in.arrays, newArray(&d))
	}
	for _, d := range m.Lists[len(in.lists):] {
		in.lists = append(in.lists, &list{name: d.Name, entries: make([]int32, 0, d.Cap)})
	}
	for len(in.queues) < m.Queues {
		in.queues = append(in.queues, &queue{})
	}
	for _, d := range m.Recorders[len(in.recorders):] {
		in.recorders = append(in.recorders, &recorder{name: d.Name, kind: d.Kind, width: d.Width})
	}
	in.guard.Grown(m)
}

// task binds a valid step.
func (in *instance) task(plan *ir.Plan, step *ir.Step) (task, error) {
	switch {
	case step.Map != nil:
		return in.mapping(plan.Kernels[step.Map.Kernel], step.Map), nil
	case step.Propagate != nil:
		p := in.propagation(plan.Kernels[step.Propagate.Kernel], step.Propagate)
		return p, p.checkDelays()
	case step.Host != nil:
		return nil, nil
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
	if m.When != nil {
		bound.when, bound.whenFrom, bound.whenTo = in.lists[m.When.List], m.When.From, m.When.To
	}
	if m.Skip != nil {
		bound.frame, bound.chance = in.frame(k, &m.Binding, true), in.arrays[m.Skip.Chance]
		bound.frame.out = optional(in.lists, m.Out, ir.NoList)
	}
	if m.Rounds > 0 {
		bound.again = in.frame(k, &m.Binding, true)
		bound.again.out, bound.plan = bound.frame.out, m
	}
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
		if in.Op.TouchesMemory() {
			uses[in.Array]++
		}
	}
	for array, access := range k.Effects() {
		if access.Writes() && uses[array] > 1 {
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
	k = k.Merged(b.Arrays)
	fr := newFrame(e.program(k, list), regs)
	fr.kernel, fr.key, fr.arrays, fr.calls = k, b.Key, arrays, b.Calls
	fr.preset(b.Consts)
	return fr
}
