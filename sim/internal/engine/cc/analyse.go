package cc

import (
	"slices"

	"golgi/sim/internal/ir"
)

// facts is what the emitter knows about a kernel.
type facts struct {
	kernel     *ir.Kernel
	used       []bool // the array is touched
	written    []bool // the array is written
	uniform    []bool // the value is the same for all elements
	emits      bool
	draws      bool
	heavy      bool // there are functions that take time
	vectorises bool // over a range, elements are independent and worth a vector loop
	mayFail    bool // the vector loop may meet arguments that it cannot handle
}

// analyse looks at a valid kernel.
func analyse(k *ir.Kernel) *facts {
	f := &facts{
		kernel:  k,
		used:    make([]bool, len(k.Arrays)),
		written: make([]bool, len(k.Arrays)),
		uniform: make([]bool, len(k.Body)),
		emits:   k.Emits(),
	}
	for _, in := range k.Body {
		switch in.Op {
		case ir.Store, ir.Incr:
			f.written[in.Array] = true
			f.used[in.Array] = true
		case ir.Load:
			f.used[in.Array] = true
		case ir.Rand, ir.Randn:
			f.draws = true
		}
	}
	for n := range k.Body {
		f.uniform[n] = f.isUniform(n)
	}
	f.weigh()
	return f
}

// isUniform reports whether instruction n depends on literals, constants and unwritten memory at such
// indices alone.
func (f *facts) isUniform(n int) bool {
	in := &f.kernel.Body[n]
	switch in.Op {
	case ir.Index, ir.Store, ir.Incr, ir.Emit:
		return false
	case ir.Load:
		if f.written[in.Array] {
			return false
		}
	}
	return !slices.ContainsFunc(in.Args[:], func(arg ir.Value) bool { return arg != ir.None && !f.uniform[arg] })
}

// touches reports whether an operation touches memory.
func touches(op ir.Op) bool { return op == ir.Load || op == ir.Store || op == ir.Incr }

// own reports whether instruction n reaches into memory at the element's own index.
func (f *facts) own(n int) bool {
	in := &f.kernel.Body[n]
	return touches(in.Op) && f.kernel.Body[in.Args[0]].Op == ir.Index
}

// weigh decides whether a vector loop is possible and pays. Writes through indices are done one by one,
// after the vector loop of a chunk, which is worth it only beside functions that take time.
func (f *facts) weigh() {
	scatters, skips := false, false
	for n := range f.kernel.Body {
		in := &f.kernel.Body[n]
		if f.uniform[n] {
			continue
		}
		fn, isFunction := functions[in.Op]
		foreign := touches(in.Op) && !f.own(n)
		scatters = scatters || foreign && in.Op != ir.Load
		skips = skips || f.skippable(n)
		f.heavy = f.heavy || isFunction || in.Op == ir.Rand || in.Op == ir.Randn
		f.mayFail = f.mayFail || isFunction && !fn.total || foreign && in.Op == ir.Load
	}
	f.vectorises = !f.kernel.Sequential() && !skips && (f.heavy || !scatters)
}

// skippable reports whether instruction n is a write that may not happen at all, because its mask is the
// same for all elements: then it does not matter how long the array is.
func (f *facts) skippable(n int) bool {
	in := &f.kernel.Body[n]
	return (in.Op == ir.Store || in.Op == ir.Incr) && in.Args[2] != ir.None && f.uniform[in.Args[2]]
}
