package cc

/*
#include "loop.h"
*/
import "C"

import (
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"sync/atomic"
	"time"
	"unsafe"

	"golgi/sim/internal/engine"
	"golgi/sim/internal/ir"
)

// Run executes steps in order of time until every clock is at its end.
func (in *instance) Run(ctx context.Context, until []int64) (engine.Reason, error) {
	if err := in.guard.Run(until); err != nil {
		return 0, err
	}
	ends := make([]C.int64_t, len(until)+1)
	for n, end := range until {
		ends[n] = C.int64_t(end)
	}
	defer runtime.KeepAlive(in)
	defer in.schedule.pauseWith(ctx)()
	for {
		if err := ctx.Err(); err != nil && !in.within() {
			return engine.Cancelled, err
		}
		var report C.golgi_report
		switch rc := C.golgi_run(in.schedule.plan, &ends[0], &report); rc {
		case C.golgi_paused:
		case C.golgi_reached:
			return engine.Reached, nil
		case C.golgi_full:
			return engine.BlockFull, nil
		case C.golgi_host:
			return engine.HostStep, nil
		case C.golgi_stopped:
			return engine.Stopped, nil
		default:
			return 0, in.fault(rc, &report)
		}
	}
}

// Profile has steps measured, or not.
func (in *instance) Profile(on bool) error {
	if err := in.guard.Profile(); err != nil {
		return err
	}
	s := in.schedule
	if s.plan.times = nil; on {
		if s.times == nil {
			s.times = own[C.int64_t](s, max(1, len(s.steps)))
		}
		clear(s.times)
		s.plan.times = &s.times[0]
	}
	runtime.KeepAlive(in)
	return nil
}

// Times returns how long each step took.
func (in *instance) Times() []time.Duration {
	if in.schedule == nil || in.schedule.plan.times == nil {
		return nil
	}
	times := make([]time.Duration, len(in.schedule.steps))
	for n := range times {
		times[n] = time.Duration(in.schedule.times[n])
	}
	clear(in.schedule.times)
	runtime.KeepAlive(in)
	return times
}

// within reports whether a moment has begun, and goes on behind a step of the host.
func (in *instance) within() bool { return in.schedule != nil && in.schedule.plan.next > 0 }

// At returns the step at which Run came back for the host.
func (in *instance) At() int {
	if in.schedule == nil {
		return 0
	}
	return int(in.schedule.plan.next) - 1
}

// Stop has the run end after the moment that it is in.
func (in *instance) Stop() {
	if in.within() {
		in.schedule.plan.stop = 1
	}
}

// pauseWith has the plan told to pause as soon as ctx is done, so that the time loop need not look at a clock: it is told at once
// where ctx is done already. The function that it returns ends that.
func (s *schedule) pauseWith(ctx context.Context) (end func()) {
	if ctx.Done() == nil {
		return func() {}
	}
	flag := (*int32)(unsafe.Pointer(&s.plan.pause))
	goOn := func() { atomic.StoreInt32(flag, 0) }
	if ctx.Err() != nil {
		atomic.StoreInt32(flag, 1)
		return goOn
	}
	told := make(chan struct{})
	forget := context.AfterFunc(ctx, func() {
		atomic.StoreInt32(flag, 1)
		close(told)
	})
	return func() {
		if !forget() {
			<-told
		}
		goOn()
	}
}

// fault says which step failed, when and why.
func (in *instance) fault(rc C.int, r *C.golgi_report) error {
	step := in.schedule.steps[r.step]
	t := *(*float64)(in.schedule.clocks()[step.c.clock].time.data)
	return in.guard.StepFailed(step.name, t, step.fault(rc, r))
}

// misfit says what does not fit the array of an instruction at an index: an integer, or the bits of a float.
func (b boundStep) misfit(instruction int, index, value int64) error {
	in := &b.kernel.Body[instruction]
	name := b.arrays[in.Array].name
	if b.kernel.Body[in.Args[1]].Type == ir.Float {
		return engine.DoesNotFit(name, index, math.Float64frombits(uint64(value)))
	}
	return engine.DoesNotFit(name, index, value)
}

// fault says why a step failed.
func (b boundStep) fault(rc C.int, r *C.golgi_report) error {
	switch rc {
	case C.golgi_index_outside:
		a := b.arrays[r.b]
		return engine.IndexOutside(a.name, a.len(), int64(r.a))
	case C.golgi_no_row:
		return engine.NoRow(b.rows, int64(r.a))
	case C.golgi_bad_row:
		return engine.BadRow(b.rows, int64(r.a), int64(r.b), int64(r.c), int64(r.d))
	case C.golgi_no_delay:
		return engine.NoDelay(b.delays, int64(r.a))
	case C.golgi_negative:
		return engine.NegativeDelay(int64(r.a), int64(r.b))
	case C.golgi_too_long:
		return engine.LongDelay(int64(r.a))
	case C.golgi_width:
		return engine.OtherWidth(b.recorder, int64(r.a), int64(b.c.recorder.width))
	case C.golgi_endless:
		return engine.Endless(b.endless, int64(r.a))
	case C.golgi_few:
		return engine.FewValues(b.values[r.a].name, int64(r.b), int64(b.c.to))
	case C.golgi_misfits:
		return b.misfit(int(r.b), int64(r.a), int64(r.c))
	case C.golgi_call_failed:
		return b.lent.failed
	case C.golgi_no_memory:
		return errors.New("there is no memory left")
	}
	panic(fmt.Sprintf("cc: the time loop came back with %d", rc))
}
