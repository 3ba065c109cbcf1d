package cc

/*
#include <stdlib.h>
#include "loop.h"
*/
import "C"

import (
	"errors"
	"runtime"
	"runtime/cgo"
	"unsafe"

	"golgi/sim/internal/engine"
	"golgi/sim/internal/ir"
)

// schedule is a bound plan: a C plan, and what errors need to know.
type schedule struct {
	plan  *C.golgi_plan
	of    *ir.Plan
	steps []boundStep
	owned []unsafe.Pointer // C memory of the plan
	times []C.int64_t      // of the steps; nil: they were never measured

	handles []cgo.Handle // of functions that are lent
}

// boundStep is what Go keeps of a step.
type boundStep struct {
	c      *C.golgi_step
	name   string
	kernel *ir.Kernel // nil where there is none
	arrays []*array   // one per array parameter of the kernel
	packed uint64     // which of the first 64 are packed

	rows, delays, recorder string   // names
	values                 []*array // that are recorded
	endless                *ir.Map
	lent                   *lent
	copied                 []*array // that there are copies of, in order
}

// own allocates C memory that goes with the schedule.
func own[T any](s *schedule, n int) []T {
	p := need[T](n)
	s.owned = append(s.owned, unsafe.Pointer(p))
	return unsafe.Slice(p, n)
}

// free gives the schedule's memory back.
func (s *schedule) free() {
	for _, p := range s.owned {
		C.free(p)
	}
	for _, h := range s.handles {
		h.Delete()
	}
	s.owned, s.handles = nil, nil
}

// unbind forgets the plan.
func (s *store) unbind() {
	if s.schedule != nil {
		s.schedule.free()
		s.schedule = nil
	}
}

// Bind allocates what the plan's memory has beyond the instance's, compiles what is missing, and makes it
// the plan to run. The content of delays is checked here. After an error the earlier plan stays bound.
func (in *instance) Bind(plan *ir.Plan) error {
	if err := in.guard.Bind(plan); err != nil {
		return err
	}
	defer runtime.KeepAlive(in)
	if err := in.grow(plan.Memory); err != nil {
		return err
	}
	s := &schedule{of: plan}
	if err := in.fill(s, plan); err != nil {
		s.free()
		return err
	}
	in.unbind()
	in.schedule = s
	in.guard.Bound(plan)
	return nil
}

// fill makes the C plan.
func (in *instance) fill(s *schedule, plan *ir.Plan) error {
	s.plan = &own[C.golgi_plan](s, 1)[0]
	clocks := own[C.golgi_clock](s, max(1, len(plan.Clocks)))
	for n, c := range plan.Clocks {
		clocks[n] = C.golgi_clock{
			dt: C.double(c.DT), time: in.arrays[c.Time].c, step: in.arrays[c.Step].c, tick: in.arrays[c.Tick].c,
		}
	}
	steps := own[C.golgi_step](s, max(1, len(plan.Steps)))
	s.plan.clocks, s.plan.clock_count = &clocks[0], C.int64_t(len(plan.Clocks))
	s.plan.steps, s.plan.step_count = &steps[0], C.int64_t(len(plan.Steps))
	for n := range plan.Steps {
		s.steps = append(s.steps, in.step(s, plan, &plan.Steps[n], &steps[n]))
	}
	s.note(steps)
	if err := in.engine.link(s.steps); err != nil {
		return err
	}
	return in.checkDelays(s)
}

// note notes what the time loop looks at in all steps at once.
func (s *schedule) note(steps []C.golgi_step) {
	spans, records := own[C.golgi_span](s, len(steps)), own[*C.golgi_step](s, len(steps))
	for n := range steps {
		spans[n] = C.golgi_span{from: steps[n].from, to: steps[n].to}
		if steps[n].kind == C.golgi_is_record {
			records[s.plan.record_count] = &steps[n]
			s.plan.record_count++
		}
	}
	s.plan.spans, s.plan.records, s.plan.alike = &spans[0], &records[0], &own[C.int64_t](s, len(steps))[0]
}

// checkDelays checks the delays of all propagations and makes room in their queues.
func (in *instance) checkDelays(s *schedule) error {
	var faults []error
	for n, step := range s.steps {
		if step.c.kind != C.golgi_is_propagate {
			continue
		}
		var report C.golgi_report
		if rc := C.golgi_check_delays(step.c, &report); rc != C.golgi_ok {
			faults = append(faults, in.guard.StepRefused(n, step.name, step.fault(rc, &report)))
		}
	}
	return errors.Join(faults...)
}

// step binds a valid step, but for the functions of its kernel.
func (in *instance) step(s *schedule, plan *ir.Plan, step *ir.Step, c *C.golgi_step) boundStep {
	b := boundStep{c: c, name: step.Name}
	c.clock = C.int32_t(step.Clock)
	switch {
	case step.Map != nil:
		in.bindMap(s, &b, plan.Kernels[step.Map.Kernel], step.Map)
	case step.Host != nil:
		c.kind = C.golgi_is_host
	case step.Propagate != nil:
		in.bindPropagate(s, &b, plan.Kernels[step.Propagate.Kernel], step.Propagate)
	default:
		in.bindRecord(s, &b, step.Record)
	}
	return b
}

// bindMap binds a map.
func (in *instance) bindMap(s *schedule, b *boundStep, k *ir.Kernel, m *ir.Map) {
	b.c.kind, b.c.n = C.golgi_is_map, C.int64_t(m.N)
	if m.List != ir.NoList {
		b.c.list, b.c.from, b.c.to = in.lists[m.List].c, C.int32_t(m.From), C.int32_t(m.To)
	}
	if m.Out != ir.NoList {
		b.c.out = in.lists[m.Out].c
	}
	if m.When != nil {
		b.c.when, b.c.when_from, b.c.when_to = in.lists[m.When.List].c, C.int32_t(m.When.From), C.int32_t(m.When.To)
	}
	if m.Skip != nil {
		b.c.chance = in.arrays[m.Skip.Chance].c
	}
	if m.Rounds > 0 {
		b.c.rounds, b.c.spare = C.int64_t(m.Rounds), &own[C.int32_t](s, max(1, int(b.c.out.cap)))[0]
		b.endless = m
	}
	in.bindFrame(s, b, k, &m.Binding)
}

// bindPropagate binds a propagation.
func (in *instance) bindPropagate(s *schedule, b *boundStep, k *ir.Kernel, p *ir.Propagate) {
	b.c.kind = C.golgi_is_propagate
	b.c.list, b.c.from, b.c.to = in.lists[p.Spikes].c, C.int32_t(p.From), C.int32_t(p.To)
	b.c.queue = in.queues[p.Queue]
	b.c.rows, b.rows = in.arrays[p.Rows].c, in.arrays[p.Rows].name
	if p.Order != ir.NoArray {
		b.c.order = in.arrays[p.Order].c
		if in.arrays[p.Order].shared() {
			b.c.order_stays = 1
		}
	}
	if p.Delays != ir.NoArray {
		b.c.delays, b.delays = in.arrays[p.Delays].c, in.arrays[p.Delays].name
	} else {
		b.c.delay = C.int64_t(p.Delay)
	}
	in.bindFrame(s, b, k, &p.Binding)
	in.copiesInOrder(s, b, p)
	b.pack()
	s.bindAlong(b)
}

// bindAlong says what there is for each synapse.
func (s *schedule) bindAlong(b *boundStep) {
	var along []C.golgi_along
	used := map[int]bool{}
	for n := range b.kernel.Body {
		if i := &b.kernel.Body[n]; b.kernel.Own(n) && !used[i.Array] {
			used[i.Array] = true
			size := sizeOf(b.arrays[i.Array].elem)
			if b.isPacked(i.Array) {
				size = bytesOfPacked
			}
			along = append(along, C.golgi_along{array: b.bound()[i.Array], size: C.int64_t(size)})
		}
	}
	if len(along) > 0 {
		kept := own[C.golgi_along](s, len(along))
		copy(kept, along)
		b.c.along, b.c.along_count = &kept[0], C.int64_t(len(along))
	}
}

// bindFrame fills in a kernel's parameters.
func (in *instance) bindFrame(s *schedule, b *boundStep, k *ir.Kernel, binding *ir.Binding) {
	b.kernel = k.Merged(binding.Arrays)
	arrays := own[*C.golgi_array](s, max(1, len(binding.Arrays)))
	for n, id := range binding.Arrays {
		arrays[n] = in.arrays[id].c
		b.arrays = append(b.arrays, in.arrays[id])
	}
	consts := own[C.golgi_num](s, max(1, len(binding.Consts)))
	for n, num := range binding.Consts {
		if k.Consts[n].Type == ir.Float {
			*(*float64)(unsafe.Pointer(&consts[n])) = num.Float
		} else {
			*(*int64)(unsafe.Pointer(&consts[n])) = num.Int
		}
	}
	b.c.frame.arrays, b.c.frame.consts = &arrays[0], &consts[0]
	s.lend(b, binding.Calls)
	b.c.frame.key = [2]C.uint32_t{C.uint32_t(binding.Key[0]), C.uint32_t(binding.Key[1])}
}

// bindRecord binds a recording.
func (in *instance) bindRecord(s *schedule, b *boundStep, r *ir.Record) {
	rec := in.recorders[r.Recorder]
	b.c.kind, b.c.recorder, b.c.rate = C.golgi_is_record, rec.c, C.double(r.Rate)
	b.c.from, b.c.to = C.int32_t(r.From), C.int32_t(r.To)
	b.recorder = rec.name
	if rec.kind == ir.SpikeEntries || r.Rate != 0 {
		b.c.list = in.lists[r.Spikes].c
	}
	b.c.worst, b.c.limit = 1, max(1, engine.FloatsPerBlock/(rec.c.width+1))
	if rec.kind == ir.SpikeEntries {
		b.c.worst = min(C.int64_t(r.To-r.From), b.c.list.cap)
		b.c.limit = engine.SpikesPerBlock/(rec.c.width+1) + b.c.worst
	}
	values, elems := own[*C.golgi_array](s, max(1, len(r.Values))), own[C.int32_t](s, max(1, len(r.Values)))
	for n, id := range r.Values {
		b.values = append(b.values, in.arrays[id])
		values[n], elems[n] = in.arrays[id].c, C.int32_t(in.arrays[id].elem)
	}
	b.c.values, b.c.elems, b.c.value_count = &values[0], &elems[0], C.int64_t(len(r.Values))
}

// clocks returns the clocks of the plan.
func (s *schedule) clocks() []C.golgi_clock {
	return unsafe.Slice(s.plan.clocks, int(s.plan.clock_count))
}

// link fills in the functions of all kernels.
func (e *Engine) link(steps []boundStep) error {
	variants, places := wanted(steps)
	found, err := e.functions(variants)
	for n, f := range found {
		*(*unsafe.Pointer)(places[n]) = f
	}
	return err
}

// wanted returns the forms in which steps need their kernels, and where the function of each goes.
func wanted(steps []boundStep) (variants []variant, places []unsafe.Pointer) {
	for _, step := range steps {
		propagates := step.c.kind == C.golgi_is_propagate
		if step.kernel != nil && (propagates || step.c.list == nil) {
			form := overRange
			if step.c.chance != nil {
				form = overGaps
			}
			variants = append(variants, variant{step.kernel, form, step.packed})
			places = append(places, unsafe.Pointer(&step.c._range))
		}
		if step.copied != nil {
			variants = append(variants, variant{step.kernel, overOrder, step.packed})
			places = append(places, unsafe.Pointer(&step.c.ordered))
		}
		if step.kernel != nil && (propagates || step.c.list != nil || step.c.rounds > 0) {
			variants = append(variants, variant{step.kernel, overList, step.packed})
			places = append(places, unsafe.Pointer(&step.c.listed))
		}
	}
	return variants, places
}

// Code returns the C text of the kernels of the plan that is bound, each once, without what stands before those of every unit.
func (in *instance) Code() string {
	if in.schedule == nil {
		return ""
	}
	defer runtime.KeepAlive(in)
	in.engine.mu.Lock()
	defer in.engine.mu.Unlock()
	variants, _ := wanted(in.schedule.steps)
	kernels := map[key]variant{}
	for _, v := range variants {
		kernels[in.engine.key(v)] = v
	}
	return bodies(kernels)
}
