// Package reference is the engine that defines what a plan means: plain, right and deterministic. It runs
// anywhere without a compiler, on one goroutine per instance.
//
// # How it works
//
// A kernel is compiled to a program: a list of operations, each a Go loop over a block of 512 elements,
// between registers that stay in the first-level cache. What is the same for all elements is computed once
// per step. What lies in memory as it is needed is used there, not copied. Programs hold neither memory nor
// values and are shared by all instances of an Engine.
//
// An instance owns the arrays, lists, queues and recorders of one network. Bind gives each step of a plan a
// frame, in which a program finds the memory that belongs to it; Run goes through the steps in order of
// time.
//
// # Law of the room
//
// Every operation rounds once, as the IR says. A loop may compute two operations in one go only where each
// is rounded by itself: products are written float64(a*b) before they are added to, since Go may fuse them
// otherwise.
package reference

import (
	"sync"

	"golgi/sim/internal/engine"
	"golgi/sim/internal/ir"
)

// Engine is the reference engine. Its programs are shared by all instances, and it may be used by several
// goroutines at a time.
type Engine struct {
	mu       sync.Mutex
	programs map[programKey]*program
}

// programKey names a compiled kernel.
type programKey struct {
	hash [32]byte
	list bool
}

// New returns an engine without programs.
func New() *Engine { return &Engine{programs: map[programKey]*program{}} }

// Name returns "reference".
func (e *Engine) Name() string { return "reference" }

// Version is part of cache keys; the bits of results are those of the IR, whatever it says.
func (e *Engine) Version() string { return "1" }

// NewInstance returns an instance without memory.
func (e *Engine) NewInstance() (engine.Instance, error) {
	return &instance{engine: e, guard: engine.NewGuard(e.Name())}, nil
}

// Close does nothing: an engine holds memory only.
func (e *Engine) Close() error { return nil }

// program returns the program of a valid kernel for ranges or for lists, compiled at the first call.
func (e *Engine) program(k *ir.Kernel, list bool) *program {
	key := programKey{k.Hash(), list}
	e.mu.Lock()
	defer e.mu.Unlock()
	p, ok := e.programs[key]
	if !ok {
		p = compile(k, list)
		e.programs[key] = p
	}
	return p
}
