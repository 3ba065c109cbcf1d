package cc

import (
	"fmt"
	"strings"

	"golgi/sim/internal/ir"
)

// form says over what a compiled kernel runs.
type form uint8

// The forms.
const (
	overRange form = iota // all elements from ≤ e < to
	overList              // the elements of a list
	overGaps              // those of all elements that come up
	overOrder             // the elements of a list of which there are copies: see copiesInOrder
)

// emit returns the C text of a valid kernel in one form, as a function of the given name. Parameters that are
// bound to one array are one parameter to the kernel: see merged.
//
// A kernel over a list, and one whose elements depend on each other, is one loop that does what the IR says,
// element after element. Any other becomes a loop that compilers vectorise: see vector.
func emit(symbol string, k *ir.Kernel, f form) string { return emitPacked(symbol, k, f, 0) }

// emitPacked does so where some of the first 64 array parameters are packed, see pack.go.
func emitPacked(symbol string, k *ir.Kernel, f form, packed uint64) string {
	e := &emitter{kernel: k, form: f, packed: packed, facts: analyse(k), symbol: symbol}
	switch ahead := e.facts.ahead(); {
	case f == overRange && e.facts.vectorises:
		e.vector()
	case f == overRange && ahead != nil:
		e.checkedAhead(ahead)
	default:
		e.plain("int "+symbol, f)
	}
	return e.text.String()
}

// emitter writes the C text of one kernel.
type emitter struct {
	kernel *ir.Kernel
	form   form
	packed uint64 // arrays
	facts  *facts
	symbol string

	text    strings.Builder
	indent  string
	values  map[int]string   // values that have another name than v and their number
	fast    bool             // operations are the branch-free ones, which may set bad
	checked bool             // integers are known to fit
	late    []func(*emitter) // what a chunk does once it turned out to be good

	// In a vector loop:
	now      map[int]string // array to the expression of the element's own value, once it was assigned
	assigned map[int]bool   // arrays whose own value was assigned by this loop
	allAside bool           // memory stays as it is until the end of a chunk
	again    []bool         // values that later stages work out again instead of keeping them
}

// line writes one line.
func (e *emitter) line(format string, args ...any) {
	e.text.WriteString(e.indent)
	fmt.Fprintf(&e.text, format, args...)
	e.text.WriteByte('\n')
}

// open writes a line and indents what follows; it is undone by close.
func (e *emitter) open(format string, args ...any) {
	e.line(format, args...)
	e.indent += "\t"
}

// close ends what open began.
func (e *emitter) close() {
	e.indent = e.indent[1:]
	e.line("}")
}

// value returns the C expression of a value.
func (e *emitter) value(v ir.Value) string {
	if name, ok := e.values[int(v)]; ok {
		return name
	}
	in := &e.kernel.Body[v]
	switch {
	case in.Op == ir.Lit:
		return literal(in)
	case in.Op == ir.Index:
		return "e"
	}
	return fmt.Sprintf("v%d", v)
}

// cType returns the C type of values.
func cType(t ir.Type) string {
	switch t {
	case ir.Float:
		return "double"
	case ir.Int:
		return "int64_t"
	}
	return "golgi_bool"
}

// cElem returns the C type of elements in memory.
func cElem(el ir.Elem) string {
	switch el {
	case ir.Float64:
		return "double"
	case ir.Int32:
		return "int32_t"
	case ir.Int64:
		return "int64_t"
	}
	return "uint8_t"
}

// elem returns the C type of the elements of an array.
func (e *emitter) elem(array int) string {
	if array < 64 && e.packed>>array&1 != 0 {
		return "uint16_t"
	}
	return cElem(e.kernel.Arrays[array].Elem)
}

// head opens the function: the memory, and the values that are the same for all elements.
func (e *emitter) head(signature string, f form) {
	e.open("%s(golgi_frame *f, const int32_t *entries, int64_t from, int64_t to)\n{", signature)
	e.line("(void)entries;")
	e.line("if (from >= to)")
	e.line("\treturn 0;")
	for a := range e.kernel.Arrays {
		if e.facts.effects[a] == 0 {
			continue
		}
		constant := ""
		if !e.facts.effects[a].Writes() {
			constant = "const "
		}
		e.line("%s%s *restrict const p%d = f->arrays[%d]->data;", constant, e.elem(a), a, a)
		e.line("const int64_t n%d = f->arrays[%d]->len;", a, a)
	}
	if e.kernel.Draws() || f == overGaps {
		e.line("const uint32_t key[2] = {f->key[0], f->key[1]};")
		e.line("const uint64_t tick = f->tick;")
	}
	if f == overRange {
		e.ownBounds()
	}
	e.fast = false
	for n := range e.kernel.Body {
		if e.facts.uniform[n] {
			e.compute(n)
		}
	}
}

// ownBounds checks once that all elements lie within the arrays that are used at the element's own index,
// but for writes that may be skipped as a whole, which check by themselves.
func (e *emitter) ownBounds() {
	seen := map[int]bool{}
	for n := range e.kernel.Body {
		if in := &e.kernel.Body[n]; e.kernel.Own(n) && !e.facts.skippable(n) && !seen[in.Array] {
			seen[in.Array] = true
			e.line("if (to > n%d)", in.Array)
			e.line("\treturn golgi_outside(f, %d, from > n%d ? from : n%d);", in.Array, in.Array, in.Array)
		}
	}
}

// plain writes the function that goes element after element, as the IR says.
func (e *emitter) plain(signature string, f form) {
	e.values, e.fast = map[int]string{}, false
	e.head(signature, f)
	e.choices()
	e.emitting()
	switch f {
	case overRange:
		e.open("for (int64_t e = from; e < to; e++) {")
	case overList, overOrder:
		e.open("for (int64_t k = from; k < to; k++) {")
		e.line("const int64_t e = entries[k];")
		e.prefetch()
	case overGaps:
		e.gaps()
	}
	e.line("(void)e;")
	for n := range e.kernel.Body {
		if !e.facts.uniform[n] {
			e.plainInstruction(n, f)
		}
	}
	e.close()
	e.stored()
	e.line("return 0;")
	e.close()
}

// prefetch asks for the elements of arrays that the loop will reach some elements ahead, at their own places.
func (e *emitter) prefetch() {
	seen := map[int]bool{}
	for n := range e.kernel.Body {
		in := &e.kernel.Body[n]
		if e.kernel.Own(n) && !seen[in.Array] && !(e.form == overOrder && e.facts.inOrder(n)) {
			if len(seen) == 0 {
				e.line("const int64_t ahead = entries[k + golgi_ahead < to ? k + golgi_ahead : k];")
			}
			seen[in.Array] = true
			e.line("GOLGI_PREFETCH(p%d, ahead);", in.Array)
		}
	}
}

// gaps opens the loop over the elements that come up.
func (e *emitter) gaps() {
	e.line("const double log1mp = m_log1p(-(f->chance > 1 ? 1 : f->chance));")
	e.line("g_stream numbers = {0};")
	gap := fmt.Sprintf("g_gap(&numbers, key, %du, tick, log1mp)", uint32(ir.SkipIndex))
	e.open("for (int64_t e = from + %s; e < to; e += 1 + %s) {", gap, gap)
}

// emitting begins what a loop emits, and stored leaves it in the frame.
func (e *emitter) emitting() {
	if e.kernel.Emits() {
		e.line("int32_t *restrict const out = f->out;")
		e.line("int64_t emitted = f->emitted;")
	}
}

func (e *emitter) stored() {
	if e.kernel.Emits() {
		e.line("f->emitted = emitted;")
	}
}

// plainInstruction writes one instruction of the plain loop.
func (e *emitter) plainInstruction(n int, f form) {
	in := &e.kernel.Body[n]
	checked := f != overRange || !e.kernel.Own(n) || e.facts.skippable(n)
	switch in.Op {
	case ir.Index:
	case ir.Store, ir.Incr:
		if e.facts.maybe(n) {
			e.maybeAdd(n, checked)
		} else if in.Args[2] != ir.None {
			e.open("if (%s) {", e.value(in.Args[2]))
			e.write(in, checked)
			e.close()
		} else {
			e.write(in, checked)
		}
	case ir.Emit:
		e.line("if (%s)", e.value(in.Args[0]))
		e.line("\tout[emitted++] = (int32_t)e;")
	case ir.Load:
		if f == overOrder && e.facts.inOrder(n) {
			e.line("const int64_t v%d = f->in_order[%d][k];", n, in.Array)
			break
		}
		if checked {
			e.checkIndex(in)
		}
		e.loadAt(n, e.value(in.Args[0]))
	default:
		e.compute(n)
	}
}

// checkIndex writes the check of an index.
func (e *emitter) checkIndex(in *ir.Instr) {
	at := e.value(in.Args[0])
	e.line("if (GOLGI_RARELY((uint64_t)(%s) >= (uint64_t)n%d))", at, in.Array)
	e.line("\treturn golgi_outside(f, %d, %s);", in.Array, at)
}

// loadAt writes a load.
func (e *emitter) loadAt(n int, index string) {
	in := &e.kernel.Body[n]
	e.line("const %s v%d = p%d[%s];", cType(in.Type), n, in.Array, index)
}

// write writes a store or an increment.
func (e *emitter) write(in *ir.Instr, checked bool) {
	if checked {
		e.checkIndex(in)
	}
	place := fmt.Sprintf("p%d[%s]", in.Array, e.value(in.Args[0]))
	e.line("%s = %s;", place, e.written(in, place))
}

// written returns what a store or an increment puts where place is.
func (e *emitter) written(in *ir.Instr, place string) string {
	elem := e.kernel.Arrays[in.Array].Elem
	value := e.value(in.Args[1])
	switch {
	case in.Op == ir.Store && elem == ir.Float64:
		return value
	case in.Op == ir.Store:
		return fmt.Sprintf("(%s)%s", cElem(elem), value)
	case elem == ir.Float64:
		return fmt.Sprintf("%s + %s", place, value)
	}
	return fmt.Sprintf("(%s)g_add_i(%s, %s)", cElem(elem), place, value)
}
