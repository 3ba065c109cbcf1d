package cc

/*
#include "loop.h"
*/
import "C"

import (
	"context"
	"errors"
	"fmt"
	"runtime"

	"golgi/sim/internal/engine"
)

// wallTime is about how long the time loop runs, in seconds, before it looks whether it is to stop.
const wallTime = 0.01

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
	for {
		if err := ctx.Err(); err != nil {
			return engine.Cancelled, err
		}
		var report C.golgi_report
		switch rc := C.golgi_run(in.schedule.plan, &ends[0], wallTime, &report); rc {
		case C.golgi_yield:
		case C.golgi_reached:
			return engine.Reached, nil
		case C.golgi_full:
			return engine.BlockFull, nil
		default:
			return 0, in.schedule.fault(rc, &report)
		}
	}
}

// fault says which step failed, when and why.
func (s *schedule) fault(rc C.int, r *C.golgi_report) error {
	step := s.steps[r.step]
	t := *(*float64)(s.clocks()[step.c.clock].time.data)
	return fmt.Errorf("cc: step %s at t = %v s: %w", step.name, t, step.fault(rc, r))
}

// fault says why a step failed.
func (b boundStep) fault(rc C.int, r *C.golgi_report) error {
	switch rc {
	case C.golgi_index_outside:
		a := b.arrays[r.b]
		return fmt.Errorf("kernel %s: index %d is outside array %s (parameter %s), which has %d elements",
			b.kernel.Role, r.a, a.name, b.kernel.Arrays[r.b].Name, a.len())
	case C.golgi_no_row:
		return fmt.Errorf("array %s has no row %d", b.rows, r.a)
	case C.golgi_bad_row:
		return fmt.Errorf("array %s: row %d goes from %d to %d, not within 0 to %d", b.rows, r.a, r.b, r.c, r.d)
	case C.golgi_no_delay:
		return fmt.Errorf("array %s has no delay for synapse %d", b.delays, r.a)
	case C.golgi_negative:
		return fmt.Errorf("the delay of synapse %d is %d steps; it cannot be negative", r.a, r.b)
	case C.golgi_too_long:
		return fmt.Errorf("a delay is %d steps; at most %d are possible", r.a, engine.MaxDelay)
	case C.golgi_width:
		return fmt.Errorf("there are %d values to record; recorder %s has rows of %d",
			r.a, b.recorder, b.c.recorder.width)
	case C.golgi_no_memory:
		return errors.New("there is no memory left")
	}
	panic(fmt.Sprintf("cc: the time loop came back with %d", rc))
}
