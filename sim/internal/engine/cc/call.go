package cc

/*
#include "loop.h"
*/
import "C"

import (
	"runtime/cgo"
	"unsafe"

	"golgi/sim/internal/engine"
	"golgi/sim/internal/ir"
)

// lent are the functions that a bound kernel calls.
type lent struct {
	kernel    *ir.Kernel
	functions []ir.Function
	failed    error // of the call that failed last
}

// lend gives functions to the kernel of a step. They are taken back with the schedule.
func (s *schedule) lend(b *boundStep, functions []ir.Function) {
	if len(functions) == 0 {
		return
	}
	b.lent = &lent{kernel: b.kernel, functions: functions}
	handle := cgo.NewHandle(b.lent)
	s.handles = append(s.handles, handle)
	C.golgi_lend(&b.c.frame, C.uintptr_t(handle))
}

// golgiCall computes a function for n elements. It returns 1 where that fails.
//
//export golgiCall
func golgiCall(functions C.uintptr_t, number C.int32_t, n C.int64_t, a, b, c, out *C.double) C.int {
	l := cgo.Handle(functions).Value().(*lent)
	var args [][]float64
	for _, arg := range []*C.double{a, b, c} {
		if arg != nil {
			args = append(args, unsafe.Slice((*float64)(arg), int(n)))
		}
	}
	if l.failed = engine.Call(l.kernel, l.functions[number], args, unsafe.Slice((*float64)(out), int(n))); l.failed != nil {
		return 1
	}
	return 0
}
