package cc

import "golgi/sim/internal/ir"

// facts is what the emitter knows about a kernel.
type facts struct {
	kernel     *ir.Kernel
	effects    []ir.Access // how the arrays are used
	uniform    []bool      // the value is the same for all elements
	heavy      bool        // there are functions that take time
	vectorises bool        // over a range, elements are independent and worth a vector loop
	mayFail    bool        // the vector loop may meet arguments that it cannot handle
}

// analyse looks at a valid kernel.
func analyse(k *ir.Kernel) *facts {
	f := &facts{kernel: k, effects: k.Effects(), uniform: k.Uniform()}
	f.weigh()
	return f
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
		foreign := in.Op.TouchesMemory() && !f.kernel.Own(n)
		scatters = scatters || foreign && in.Op != ir.Load
		skips = skips || f.skippable(n)
		f.heavy = f.heavy || takesTime(in.Op)
		f.mayFail = f.mayFail || isFunction && !fn.total || foreign && in.Op == ir.Load || in.Op == ir.Call || in.Op == ir.Fit
	}
	f.vectorises = !f.kernel.Sequential() && !skips && (f.heavy || !scatters)
}

// skippable reports whether instruction n is a write that may not happen at all, because its mask is the
// same for all elements: then it does not matter how long the array is.
func (f *facts) skippable(n int) bool {
	in := &f.kernel.Body[n]
	return (in.Op == ir.Store || in.Op == ir.Incr) && in.Args[2] != ir.None && f.uniform[in.Args[2]]
}

// withEmission reports whether instruction n is a store of the same value for all elements at their own places, done where the number of the
// element is emitted, and nothing else is done to that array behind it: such as the time of the last spike.
func (f *facts) withEmission(n int) bool {
	in := &f.kernel.Body[n]
	if in.Op != ir.Store || in.Args[2] == ir.None || !f.kernel.Own(n) || !f.uniform[in.Args[1]] {
		return false
	}
	if elem := f.kernel.Arrays[in.Array].Elem; elem != ir.Float64 && elem != ir.Bool8 {
		return false
	}
	emitted := false
	for m := range f.kernel.Body {
		other := &f.kernel.Body[m]
		emitted = emitted || other.Op == ir.Emit && other.Args[0] == in.Args[2]
		if m != n && other.Op.TouchesMemory() && other.Array == in.Array && (m > n || other.Op != ir.Load || !f.kernel.Own(m)) {
			return false
		}
	}
	return emitted
}
