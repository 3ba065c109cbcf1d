package cc

import (
	"fmt"

	"golgi/sim/internal/ir"
)

// Increments that happen to some elements only, such as those by synapses of neurons that may be refractory, are done to all in the loop that goes
// element after element: the others get -0 added. A branch would be guessed wrong whenever one is refractory, which takes as long as ten increments.
//
// No bit changes: x + -0 is x, also where x is +0 or -0. Where the index lies outside the array, nothing is added, as before.

// maybe reports whether instruction n is such an increment.
func (f *facts) maybe(n int) bool {
	in := &f.kernel.Body[n]
	return in.Op == ir.Incr && f.kernel.Arrays[in.Array].Elem == ir.Float64 && in.Args[2] != ir.None && !f.uniform[in.Args[2]]
}

// choices declares what is added where the same is added to all elements: nothing, and that.
func (e *emitter) choices() {
	for n := range e.kernel.Body {
		if in := &e.kernel.Body[n]; e.facts.maybe(n) && e.facts.uniform[in.Args[1]] {
			e.line("const double by%d[2] = {-0.0, %s};", n, e.value(in.Args[1]))
		}
	}
}

// maybeAdd writes the increment.
func (e *emitter) maybeAdd(n int, checked bool) {
	in := &e.kernel.Body[n]
	at, mask := e.value(in.Args[0]), e.value(in.Args[2])
	by := fmt.Sprintf("g_if(%s, %s)", mask, e.value(in.Args[1]))
	if e.facts.uniform[in.Args[1]] {
		by = fmt.Sprintf("by%d[(%s) & 1]", n, mask)
	}
	place := fmt.Sprintf("p%d[%s]", in.Array, at)
	if !checked {
		e.line("%s = %s + %s;", place, place, by)
		return
	}
	e.open("if (GOLGI_RARELY((uint64_t)(%s) >= (uint64_t)n%d)) {", at, in.Array)
	e.line("if (%s)", mask)
	e.line("\treturn golgi_outside(f, %d, %s);", in.Array, at)
	e.close()
	e.line("else")
	e.line("\t%s = %s + %s;", place, place, by)
}
