package reference

import "golgi/sim/internal/ir"

// facts is what compile knows about a kernel before it makes operations, one entry per instruction.
type facts struct {
	sequential bool
	uniform    []bool // the value is the same for all elements, and is computed once
	last       []int  // the last instruction that uses the value, or its own number
	wide       []bool // the value, an own index or loaded from Int32, is needed as a 64-bit integer
	inPlace    []bool // the load is a view of memory, which nothing overwrites while the value is used
	target     []int  // the array in which the value is computed at once, because it is stored there; or none
	stored     []bool // the store has nothing to do, because its value was computed in place

	fused    []*fusion // the instruction computes one of its operands too, or nil
	absorbed []bool    // the value is computed by the instruction that uses it
}

// analyse looks at a valid kernel.
func analyse(k *ir.Kernel, list bool) *facts {
	n := len(k.Body)
	f := &facts{
		sequential: k.Sequential(),
		uniform:    k.Uniform(),
		last:       make([]int, n),
		wide:       make([]bool, n),
		inPlace:    make([]bool, n),
		target:     make([]int, n),
		stored:     make([]bool, n),
		fused:      make([]*fusion, n),
		absorbed:   make([]bool, n),
	}
	f.findUses(k, list)
	f.findFusions(k)
	for n := range k.Body {
		f.target[n] = none
	}
	if list {
		return f
	}
	for n := range k.Body {
		f.inPlace[n] = f.isInPlace(k, n)
	}
	if !f.sequential {
		for n := range k.Body {
			f.findTarget(k, n)
		}
	}
	return f
}

// findUses finds last uses, and uses for which a narrow integer does not do.
func (f *facts) findUses(k *ir.Kernel, list bool) {
	for n := range k.Body {
		f.last[n] = n
		in := &k.Body[n]
		for pos, arg := range in.Args {
			if arg == ir.None {
				continue
			}
			f.last[arg] = n
			asIndex := pos == 0 && (in.Op.TouchesMemory() || in.Op == ir.Rand || in.Op == ir.Randn) && !f.uniform[arg]
			converted := in.Op == ir.ToFloat && (list || k.Body[arg].Op != ir.Index)
			if !asIndex && !converted {
				f.wide[arg] = true
			}
		}
	}
}

// writes reports whether instruction n writes an array.
func writes(k *ir.Kernel, n, array int) bool {
	in := &k.Body[n]
	return (in.Op == ir.Store || in.Op == ir.Incr) && in.Array == array
}

// isInPlace reports whether the load n of the element's own value need not be copied: nothing writes the
// array before the instruction that uses the value last; that one may.
func (f *facts) isInPlace(k *ir.Kernel, n int) bool {
	if k.Body[n].Op != ir.Load || !k.Own(n) {
		return false
	}
	for j := n + 1; j < f.last[n]; j++ {
		if writes(k, j, k.Body[n].Array) {
			return false
		}
	}
	return true
}

// findTarget marks store s and the value that it stores, where the value can be computed in the array at
// once: it is stored for every element at its own index, in the array's own representation, and nobody
// looks at what the array held before, or changes what it holds while the value is still used.
func (f *facts) findTarget(k *ir.Kernel, s int) {
	in := &k.Body[s]
	if in.Op != ir.Store || !k.Own(s) || in.Args[2] != ir.None || k.Arrays[in.Array].Elem == ir.Int32 {
		return
	}
	v := int(in.Args[1])
	if f.uniform[v] || f.target[v] != none || k.Body[v].Op == ir.Index || k.Body[v].Op == ir.Load {
		return
	}
	for n := range k.Body {
		views := f.target[n] == in.Array || f.inPlace[n] && k.Body[n].Array == in.Array
		before := n < v && views && f.last[n] > v
		between := n > v && n < s && k.Own(n) && k.Body[n].Array == in.Array
		after := n > s && n < f.last[v] && writes(k, n, in.Array)
		if before || between || after {
			return
		}
	}
	f.target[v], f.stored[s] = in.Array, true
}
