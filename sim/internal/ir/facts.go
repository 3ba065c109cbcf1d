package ir

import "slices"

// Effects returns how the kernel uses each of its arrays.
func (k *Kernel) Effects() []Access {
	effects := make([]Access, len(k.Arrays))
	for _, in := range k.Body {
		switch in.Op {
		case Load:
			effects[in.Array] |= Reads
		case Store:
			effects[in.Array] |= Sets
		case Incr:
			effects[in.Array] |= Increments
		}
	}
	return effects
}

// Emits reports whether the kernel yields a list of elements, as thresholds do.
func (k *Kernel) Emits() bool {
	return slices.ContainsFunc(k.Body, func(in Instr) bool { return in.Op == Emit })
}

// Draws reports whether the kernel uses random numbers.
func (k *Kernel) Draws() bool {
	return slices.ContainsFunc(k.Body, func(in Instr) bool { return in.Op.Draws() })
}

// Sequential reports whether elements must run strictly one after another, because one may see or overtake
// what another wrote: an array that is written, and used at some index other than the element's own, and
// used more than once. Engines may otherwise run instruction by instruction over blocks of elements, as
// long as each instruction visits the elements in the order of the domain.
//
// Array parameters that a binding gives the same memory count as one: it is the Merged kernel to ask.
func (k *Kernel) Sequential() bool {
	written := make([]bool, len(k.Arrays))
	foreign := make([]bool, len(k.Arrays)) // used somewhere else than at the element's own index
	uses := make([]int, len(k.Arrays))
	for n := range k.Body {
		in := &k.Body[n]
		if !in.Op.TouchesMemory() {
			continue
		}
		uses[in.Array]++
		written[in.Array] = written[in.Array] || in.Op != Load
		foreign[in.Array] = foreign[in.Array] || !k.Own(n)
	}
	for a := range uses {
		if written[a] && foreign[a] && uses[a] > 1 {
			return true
		}
	}
	return false
}

// Own reports whether instruction n reaches into memory at the element's own index.
func (k *Kernel) Own(n int) bool {
	in := &k.Body[n]
	return in.Op.TouchesMemory() && k.Body[in.Args[0]].Op == Index
}

// Uniform returns for each instruction whether its value is the same for all elements: it depends on
// literals, constants and unwritten memory at such indices alone.
func (k *Kernel) Uniform() []bool {
	effects, uniform := k.Effects(), make([]bool, len(k.Body))
	varies := func(arg Value) bool { return arg != None && !uniform[arg] }
	for n := range k.Body {
		in := &k.Body[n]
		switch in.Op {
		case Index, Store, Incr, Emit:
			continue
		case Load:
			if effects[in.Array].Writes() {
				continue
			}
		}
		uniform[n] = !slices.ContainsFunc(in.Args[:], varies)
	}
	return uniform
}

// Merged returns the kernel with the array parameters that are bound to one array made one, the first of
// them, so that what is written through the one is seen through the other, and no two arrays in use overlap.
// The parameters stay as many; where there is nothing to merge, it is k itself.
func (k *Kernel) Merged(arrays []ArrayID) *Kernel {
	m := *k
	m.Body = slices.Clone(k.Body)
	changed := false
	for n := range m.Body {
		in := &m.Body[n]
		if !in.Op.TouchesMemory() {
			continue
		}
		first := slices.Index(arrays, arrays[in.Array])
		changed = changed || first != in.Array
		in.Array = first
	}
	if !changed {
		return k
	}
	return &m
}
