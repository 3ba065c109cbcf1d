package cc

import (
	"slices"

	"golgi/sim/internal/ir"
)

// A kernel that emits elements, as thresholds do, has two loops over a chunk: one that does all else, and looks whether any element may be emitted at all,
// and one that finds out which, only where one may. Most chunks have no spike; to look for one takes a third of what it takes to find which, since nothing is
// written down.
//
// No bit changes: what is left out for a chunk would have done nothing to it, and what the second loop works out again reads what no element has changed since.

// cut is the last loop over a chunk in two.
type cut struct {
	first     []int // all that is done to an element but emission
	condition int   // without which being true for any there is no second loop
	second    []int // emission
}

// cutEmission cuts the last loop; false, where it cannot be cut.
func (e *emitter) cutEmission(last []int) (c cut, can bool) {
	emit := -1
	for n := range e.kernel.Body {
		in := &e.kernel.Body[n]
		switch {
		case in.Op == ir.Emit && emit >= 0:
			return c, false
		case in.Op == ir.Emit:
			emit = n
		case in.Op.TouchesMemory() && in.Op != ir.Load && !e.kernel.Own(n):
			return c, false
		}
	}
	if emit < 0 || last == nil {
		return c, false
	}
	c.condition = e.facts.wide(int(e.kernel.Body[emit].Args[0]), e.facts.narrow())
	again := e.behind(last, emit)
	if c.condition < 0 || !e.facts.keeps(again) {
		return c, false
	}
	roots := []int{c.condition}
	for n := range e.kernel.Body {
		if in := &e.kernel.Body[n]; in.Op.TouchesMemory() && in.Op != ir.Load && !e.facts.withEmission(n) {
			roots = append(roots, n)
		}
	}
	needed := e.behind(last, roots...)
	for _, n := range last {
		if needed[n] {
			c.first = append(c.first, n)
		}
		if again[n] {
			c.second = append(c.second, n)
		}
	}
	return c, true
}

// look writes the first loop, and opens what is only done where an element may be emitted.
func (e *emitter) look(c cut) {
	e.line("golgi_bool any = 0;")
	e.line("GOLGI_VECTOR")
	e.open("for (int64_t j = 0; j < n; j++) {")
	e.line("const int64_t e = at + j;")
	e.line("(void)e;")
	e.vectorBody(c.first)
	e.line("any |= %s;", e.value(ir.Value(c.condition)))
	e.keep()
	e.close()
	e.open("if (any) {")
}

// behind returns which instructions the results of some follow from, and these themselves, as far as they are not kept from loops before the last one.
func (e *emitter) behind(last []int, roots ...int) []bool {
	here, needed := slices.Clone(e.again), make([]bool, len(e.kernel.Body))
	for _, n := range last {
		here[n] = true
	}
	for _, n := range roots {
		needed[n] = true
	}
	for n := len(needed) - 1; n >= 0; n-- {
		needed[n] = needed[n] && here[n]
		for _, arg := range e.kernel.Body[n].Args {
			if needed[n] && arg != ir.None {
				needed[arg] = true
			}
		}
	}
	return needed
}

// keeps reports whether what some instructions load is the same once the kernel has written all that it writes, but for what it does with emission: they load
// elements' own values, behind all that is written there.
func (f *facts) keeps(instructions []bool) bool {
	for n, is := range instructions {
		if in := &f.kernel.Body[n]; !is || f.uniform[n] || in.Op != ir.Load {
			continue
		}
		if !f.kernel.Own(n) {
			return false
		}
		for m := n + 1; m < len(f.kernel.Body); m++ {
			if in := &f.kernel.Body[m]; in.Op.TouchesMemory() && in.Op != ir.Load && in.Array == f.kernel.Body[n].Array && !f.withEmission(m) {
				return false
			}
		}
	}
	return true
}

// wide returns the first of the conditions that instruction n joins by "and" that is known without narrow elements; -1, where there is none.
func (f *facts) wide(n int, narrow []bool) int {
	in := &f.kernel.Body[n]
	switch {
	case !narrow[n] && !f.uniform[n]:
		return n
	case in.Op != ir.And || f.uniform[n]:
		return -1
	}
	if first := f.wide(int(in.Args[0]), narrow); first >= 0 {
		return first
	}
	return f.wide(int(in.Args[1]), narrow)
}

// narrow returns which instructions hang on elements of less than 8 bytes.
func (f *facts) narrow() []bool {
	narrow := make([]bool, len(f.kernel.Body))
	for n := range f.kernel.Body {
		in := &f.kernel.Body[n]
		narrow[n] = in.Op == ir.Load && f.kernel.Arrays[in.Array].Elem.Bytes() < 8
		for _, arg := range in.Args {
			narrow[n] = narrow[n] || arg != ir.None && narrow[arg]
		}
	}
	return narrow
}
