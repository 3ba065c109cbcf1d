package cc

import "golgi/sim/internal/ir"

// checkedAhead writes the function of a kernel over a range whose integers are checked a chunk ahead, in a loop without branches: a
// branch for each element makes a loop of a few instructions half as slow again. A chunk in which one does not fit is left to the plain loop,
// which says which; so are short ranges, since a vector loop takes its time to begin.
func (e *emitter) checkedAhead(ahead []bool) {
	e.plain("GOLGI_SHARED int "+e.symbol+"_plain", overRange)
	e.line("")
	e.values = map[int]string{}
	e.head("int "+e.symbol, overRange)
	e.line("if (to - from < golgi_chunk)")
	e.line("\treturn %s_plain(f, 0, from, to);", e.symbol)
	e.choices()
	e.emitting()
	e.open("for (int64_t at = from; at < to; at += golgi_chunk) {")
	e.line("const int64_t end = to - at < golgi_chunk ? to : at + golgi_chunk;")
	e.line("golgi_bool bad = 0;")
	e.line("GOLGI_VECTOR")
	e.open("for (int64_t e = at; e < end; e++) {")
	e.fast = true
	for n := range e.kernel.Body {
		if in := &e.kernel.Body[n]; ahead[n] && in.Op == ir.Load {
			e.loadAt(n, "e")
		} else if ahead[n] && in.Op != ir.Index {
			e.compute(n)
		}
	}
	e.fast = false
	e.close()
	e.open("if (GOLGI_RARELY(bad)) {")
	e.stored()
	e.line("return %s_plain(f, 0, at, end);", e.symbol)
	e.close()
	e.open("for (int64_t e = at; e < end; e++) {")
	e.line("(void)e;")
	e.checked = true
	for n := range e.kernel.Body {
		if !e.facts.uniform[n] {
			e.plainInstruction(n, overRange)
		}
	}
	e.checked = false
	e.close()
	e.close()
	e.stored()
	e.line("return 0;")
	e.close()
}

// ahead returns which instructions of a kernel it takes to check its integers before anything is done to an element; nil, where that cannot be
// done, or where there are none. They read memory at the element's own index alone, and before it is written.
func (f *facts) ahead() []bool {
	k, ahead, found := f.kernel, make([]bool, len(f.kernel.Body)), false
	for n := len(k.Body) - 1; n >= 0; n-- {
		in := &k.Body[n]
		if f.uniform[n] {
			continue
		}
		if in.Op == ir.Fit {
			ahead[n], found = true, true
		}
		if !ahead[n] {
			continue
		}
		if takesTime(in.Op) || in.Op == ir.Load && (!k.Own(n) || writtenBefore(k, n)) {
			return nil
		}
		for _, arg := range in.Args {
			if arg != ir.None {
				ahead[arg] = true
			}
		}
	}
	for n := range ahead {
		ahead[n] = ahead[n] && !f.uniform[n]
	}
	if !found || k.Sequential() {
		return nil
	}
	return ahead
}

// writtenBefore reports whether an instruction before n writes the array that n reads.
func writtenBefore(k *ir.Kernel, n int) bool {
	for m := range k.Body[:n] {
		if in := &k.Body[m]; in.Op.TouchesMemory() && in.Op != ir.Load && in.Array == k.Body[n].Array {
			return true
		}
	}
	return false
}
