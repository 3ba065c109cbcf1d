package cc

import (
	"fmt"
	"slices"

	"golgi/sim/internal/ir"
)

// vector writes the function of a kernel whose elements are independent, over a range.
//
// The loop that computes has no branches and no writes but to the element's own places, so that compilers
// vectorise it. What does not fit in there is put off to the end of a chunk of elements: the emission of
// numbers, writes through indices, and, where a function may meet an argument outside its usual range or an
// index may lie outside its array, all other writes. If one did, the chunk is done again by the plain loop,
// which takes everything; memory still is as it was. Over a chunk there may be several loops: see phases.
// Narrow elements are put off, too: gcc computes as many elements at once as narrow ones fill a vector, and
// then has not registers enough.
func (e *emitter) vector() {
	ahead, last := e.phases()
	e.allAside = last == nil
	puts := e.putsOff() || len(ahead) > 0
	if puts {
		e.plain("GOLGI_SHARED int "+e.symbol+"_plain", overRange)
		e.line("")
	}
	e.head("int "+e.symbol, overRange)
	e.values, e.now, e.assigned, e.fast = map[int]string{}, map[int]string{}, map[int]bool{}, true
	e.emptyArrays()
	if puts {
		e.chunks(ahead, last)
	} else {
		e.line("GOLGI_VECTOR")
		e.open("for (int64_t e = from; e < to; e++) {")
		e.vectorBody(last)
		e.keep()
		e.close()
	}
	e.line("return 0;")
	e.close()
}

// putsOff reports whether anything is put off to the end of a chunk.
func (e *emitter) putsOff() bool {
	for n := range e.kernel.Body {
		if op := e.kernel.Body[n].Op; (op == ir.Store || op == ir.Incr) && !e.kernel.Own(n) {
			return true
		}
	}
	for a := range e.kernel.Arrays {
		if e.aside(a) {
			return true
		}
	}
	return e.allAside || e.kernel.Emits()
}

// emptyArrays leaves kernels that load through indices from an array without elements to the plain loop: the
// vector loop needs one to load in place of what lies outside.
func (e *emitter) emptyArrays() {
	for n := range e.kernel.Body {
		if in := &e.kernel.Body[n]; in.Op == ir.Load && !e.kernel.Own(n) && !e.facts.uniform[n] {
			e.line("if (n%d == 0)", in.Array)
			e.line("\treturn %s_plain(f, 0, from, to);", e.symbol)
		}
	}
}

// chunks writes the loop over chunks of elements. They are whole multiples of what a vector holds, so that compilers need no second loop for a
// rest, which takes as long to compile as the first; the plain loop does the last few elements.
func (e *emitter) chunks(ahead [][]int, last []int) {
	stages := ahead
	if last != nil {
		stages = append(slices.Clone(ahead), last)
	}
	crosses := e.crossing(stages)
	e.open("for (int64_t at = from, n; at < to; at += n) {")
	e.line("n = to - at < golgi_chunk ? (to - at) & -8 : golgi_chunk;")
	e.line("if (n == 0)")
	e.line("\treturn %s_plain(f, 0, at, to);", e.symbol)
	if e.facts.mayFail {
		e.line("golgi_bool bad = 0;")
	}
	e.buffers(crosses)
	e.late = nil
	for _, stage := range ahead {
		e.runStage(stage, crosses)
	}
	if e.facts.mayFail {
		e.open("if (GOLGI_RARELY(bad)) {")
		e.line("if (%s_plain(f, 0, at, at + n))", e.symbol)
		e.line("\treturn golgi_fault;")
		e.line("continue;")
		e.close()
	}
	emission, cuts := e.cutEmission(last)
	if cuts {
		e.look(emission)
		last = emission.second
	}
	if last != nil {
		e.runStage(last, crosses)
	}
	for _, effect := range e.late {
		effect(e)
	}
	if cuts {
		e.close()
	}
	for a, array := range e.kernel.Arrays {
		if e.aside(a) {
			e.line("GOLGI_VECTOR")
			e.line("for (int64_t j = 0; j < n; j++)")
			e.line("\tp%d[at + j] = (%s)%s;", a, cElem(array.Elem), e.setAside(a))
		}
	}
	e.close()
}

// buffers declares where a chunk keeps what it puts off.
func (e *emitter) buffers(crosses []bool) {
	for n := range e.kernel.Body {
		in := &e.kernel.Body[n]
		switch {
		case in.Op == ir.Emit:
			e.line("uint8_t emits[golgi_chunk];")
		case in.Op.TouchesMemory() && in.Op != ir.Load && !e.kernel.Own(n):
			e.line("int64_t at%d[golgi_chunk];", n)
			e.line("%s put%d[golgi_chunk];", cType(e.kernel.Body[in.Args[1]].Type), n)
			if in.Args[2] != ir.None {
				e.line("uint8_t if%d[golgi_chunk];", n)
			}
		}
	}
	for n := range e.kernel.Body {
		if crosses[n] {
			e.line("%s kept%d[golgi_chunk];", cType(e.kernel.Body[n].Type), n)
		}
	}
	for a, array := range e.kernel.Arrays {
		if e.aside(a) && e.anew(a) < 0 {
			e.line("%s new%d[golgi_chunk];", cType(array.Elem.Type()), a)
		}
	}
}

// aside reports whether an array's own elements are written to the side, and to memory at the end of a chunk.
func (e *emitter) aside(array int) bool {
	elem := e.kernel.Arrays[array].Elem
	return (e.allAside || elem == ir.Bool8 || elem == ir.Int32) && e.writtenAtOwn(array)
}

// writtenAtOwn reports whether an array is written at the element's own index.
func (e *emitter) writtenAtOwn(array int) bool {
	for n := range e.kernel.Body {
		if in := &e.kernel.Body[n]; in.Array == array && e.kernel.Own(n) && in.Op != ir.Load && !e.facts.withEmission(n) {
			return true
		}
	}
	return false
}

// vectorBody writes what some instructions do to one element.
func (e *emitter) vectorBody(instructions []int) {
	for _, n := range instructions {
		switch in := &e.kernel.Body[n]; in.Op {
		case ir.Index:
		case ir.Load:
			e.vectorLoad(n)
		case ir.Store, ir.Incr:
			if e.facts.withEmission(n) {
				break // emission does it
			} else if e.kernel.Own(n) {
				e.assign(n)
			} else {
				e.putOff(n)
			}
		case ir.Emit:
			e.line("emits[j] = (uint8_t)%s;", e.value(in.Args[0]))
			e.late = append(e.late, (*emitter).emission)
		default:
			e.compute(n)
		}
	}
}

// vectorLoad writes a load: of the element's own value as it is by now, or through an index, which is 0 in
// place of one that is outside. That is done with bits: a condition would become one between two addresses, through which the compiler gathers
// nothing.
func (e *emitter) vectorLoad(n int) {
	in := &e.kernel.Body[n]
	if e.kernel.Own(n) {
		e.line("const %s v%d = %s;", cType(in.Type), n, e.current(in.Array))
		return
	}
	at := e.value(in.Args[0])
	e.line("const int64_t i%d = %s & -(int64_t)((uint64_t)(%s) < (uint64_t)n%d);", n, at, at, in.Array)
	e.line("bad |= i%d != %s;", n, at)
	e.loadAt(n, fmt.Sprintf("i%d", n))
}

// current returns the element's own value in an array as it is by now.
func (e *emitter) current(array int) string {
	if now, ok := e.now[array]; ok {
		return now
	}
	return fmt.Sprintf("p%d[e]", array)
}

// assign writes a store or an increment at the element's own index: to a variable, which keep brings to
// memory.
func (e *emitter) assign(n int) {
	in := &e.kernel.Body[n]
	typ := cType(e.kernel.Arrays[in.Array].Elem.Type())
	old := ""
	if in.Op == ir.Incr || in.Args[2] != ir.None {
		old = e.current(in.Array)
	}
	value := e.written(in, old)
	if in.Args[2] != ir.None {
		e.line("const %s set%d = %s;", typ, n, value)
		value = fmt.Sprintf("%s ? set%d : %s", e.value(in.Args[2]), n, old)
	}
	e.line("const %s now%d = %s;", typ, n, value)
	e.now[in.Array] = fmt.Sprintf("now%d", n)
	e.assigned[in.Array] = true
}

// keep writes the element's own values that the loop assigned to memory, or to the side.
func (e *emitter) keep() {
	for a := range e.kernel.Arrays {
		if !e.assigned[a] {
			continue
		}
		place := fmt.Sprintf("p%d[e]", a)
		if e.aside(a) && e.anew(a) >= 0 {
			continue
		} else if e.aside(a) {
			place = fmt.Sprintf("new%d[j]", a)
		}
		e.line("%s = %s;", place, e.now[a])
		e.now[a] = place
	}
	clear(e.assigned)
}
