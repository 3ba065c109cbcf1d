package cc

import (
	"fmt"

	"golgi/sim/internal/ir"
)

// phases cuts what is done to an element into loops that leave memory as it is, each with one function, and the loop behind them, which writes.
//
// Once the first have run over a chunk, all arguments of functions and all indices are known to be usual, or the plain loop does the chunk; so the
// last one writes to memory where it belongs, and nothing is put aside that would have to be copied. No bit changes: each instruction is done once to
// each element with the operands that it has, and elements are independent.
//
// That cannot be where a function depends on what the element wrote itself before. Then last is nil, and all loops put aside what they write.
func (e *emitter) phases() (ahead [][]int, last []int) {
	e.again = make([]bool, len(e.kernel.Body))
	early := e.facts.early()
	var all, first []int
	last = []int{}
	for n := range e.kernel.Body {
		if e.facts.uniform[n] {
			continue
		}
		all = append(all, n)
		if early != nil && early[n] {
			first = append(first, n)
		} else {
			last = append(last, n)
		}
	}
	if early == nil {
		return e.stages(all), nil
	}
	for _, n := range first {
		e.again[n] = e.facts.isCheap(n)
	}
	if len(first) > 0 {
		ahead = e.stages(first)
	}
	return ahead, last
}

// early returns which instructions it takes to work out functions, and all that a vector loop may be unable to handle, before anything is written;
// nil, where that cannot be done.
func (f *facts) early() []bool {
	k, early := f.kernel, make([]bool, len(f.kernel.Body))
	for n := len(k.Body) - 1; n >= 0; n-- {
		in := &k.Body[n]
		if f.uniform[n] {
			continue
		}
		early[n] = early[n] || takesTime(in.Op) || in.Op == ir.Fit || in.Op == ir.Load && !k.Own(n)
		if !early[n] {
			continue
		}
		if in.Op == ir.Load && k.Own(n) && writtenBefore(k, n) {
			return nil
		}
		for _, arg := range in.Args {
			if arg != ir.None {
				early[arg] = true
			}
		}
	}
	for n := range early {
		early[n] = early[n] && !f.uniform[n]
	}
	return early
}

// cheap are operations that take less time than a trip through the first cache.
var cheap = map[ir.Op]bool{ir.Neg: true, ir.Add: true, ir.Sub: true, ir.Mul: true, ir.Lt: true, ir.Le: true}

// isCheap reports whether an instruction is an own element of 8 bytes, or one operation on such and on what is the same for all elements.
func (f *facts) isCheap(n int) bool {
	in := &f.kernel.Body[n]
	if in.Op == ir.Load {
		return f.isPlainLoad(n)
	}
	if !cheap[in.Op] {
		return false
	}
	for _, arg := range in.Args[:in.Op.Operands()] {
		if !f.uniform[arg] && !f.isPlainLoad(int(arg)) {
			return false
		}
	}
	return true
}

// isPlainLoad reports whether an instruction loads the element's own 8 bytes as they were before the kernel.
func (f *facts) isPlainLoad(n int) bool {
	in := &f.kernel.Body[n]
	return in.Op == ir.Load && f.kernel.Own(n) && f.kernel.Arrays[in.Array].Elem.Bytes() == 8 && !writtenBefore(f.kernel, n)
}

// staysCheap reports whether an instruction is cheap and gives the same once the kernel has written what it writes.
func (f *facts) staysCheap(n int) bool {
	in := &f.kernel.Body[n]
	if !f.isCheap(n) || in.Op == ir.Load {
		return false
	}
	for _, arg := range in.Args[:in.Op.Operands()] {
		if load := &f.kernel.Body[arg]; load.Op == ir.Load && f.effects[load.Array].Writes() {
			return false
		}
	}
	return true
}

// inPlace returns the expression of a cheap value of an element where it is used again.
func (e *emitter) inPlace(n int, element string) string {
	in := &e.kernel.Body[n]
	if in.Op == ir.Load {
		return fmt.Sprintf("p%d[%s]", in.Array, element)
	}
	kept := e.values
	e.values = map[int]string{}
	for _, arg := range in.Args[:in.Op.Operands()] {
		if !e.facts.uniform[arg] {
			e.values[int(arg)] = e.inPlace(int(arg), element)
		}
	}
	text := "(" + e.expression(in) + ")"
	e.values = kept
	return text
}

// anew returns the instruction whose value is all that is written to a narrow array, if it takes less to work that out anew than to put it aside;
// else -1.
func (e *emitter) anew(array int) int {
	value := -1
	for n := range e.kernel.Body {
		in := &e.kernel.Body[n]
		if in.Array != array || !in.Op.TouchesMemory() {
			continue
		}
		if in.Op != ir.Store || in.Args[2] != ir.None || !e.kernel.Own(n) || value >= 0 {
			return -1
		}
		value = int(in.Args[1])
	}
	if e.allAside || value < 0 || !e.facts.staysCheap(value) {
		return -1
	}
	return value
}

// setAside returns the expression of what was put aside for element at + j of an array.
func (e *emitter) setAside(array int) string {
	if value := e.anew(array); value >= 0 {
		return e.inPlace(value, "at + j")
	}
	return fmt.Sprintf("new%d[j]", array)
}
