package cc

/*
#include "loop.h"
*/
import "C"

import (
	"runtime"

	"golgi/sim/internal/engine/reference"
	"golgi/sim/internal/ir"
)

// Exec runs one kernel at once: over lists compiled, over a range on the reference engine.
func (in *instance) Exec(memory *ir.Memory, kernel *ir.Kernel, m *ir.Map, tick uint64) error {
	if err := in.guard.Exec(memory, kernel, m); err != nil {
		return err
	}
	defer runtime.KeepAlive(in)
	if err := in.grow(memory); err != nil {
		return err
	}
	if m.List == ir.NoList && m.Out == ir.NoList && m.Skip == nil {
		return in.interpret(kernel, m, tick)
	}
	return in.runOnce(kernel, m, tick)
}

// interpret has the reference engine run a map over a range, on the arrays where they lie.
func (in *instance) interpret(kernel *ir.Kernel, m *ir.Map, tick uint64) error {
	lent := make([]reference.Lent, len(m.Arrays))
	for n, id := range m.Arrays {
		a := in.arrays[id]
		lent[n] = reference.Lent{Name: a.name, Content: a.content()}
	}
	if err := in.engine.once.ExecOver(lent, kernel, m, tick); err != nil {
		return in.guard.ExecFailed(err)
	}
	return nil
}

// runOnce compiles a map over lists and runs it.
func (in *instance) runOnce(kernel *ir.Kernel, m *ir.Map, tick uint64) error {
	s := &schedule{}
	defer s.free()
	step := boundStep{c: &own[C.golgi_step](s, 1)[0]}
	in.bindMap(s, &step, kernel, m)
	if err := in.engine.link([]boundStep{step}); err != nil {
		return err
	}
	var report C.golgi_report
	if rc := C.golgi_map(step.c, C.uint64_t(tick), &report); rc != C.golgi_ok {
		return in.guard.ExecFailed(step.fault(rc, &report))
	}
	return nil
}
