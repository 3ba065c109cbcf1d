package cc

import "golgi/sim/internal/ir"

// guard writes a loop that looks whether any element of a chunk may be emitted at all, and opens what is only done where one may, if elements are
// emitted and nothing else is done to them in the last loop. It reports whether it did. Most chunks have no spike; to look for one takes a third of what it
// takes to find which, since nothing is written down.
//
// No bit changes: what is left out for a chunk would have done nothing to it.
func (e *emitter) guard(last []int) bool {
	condition := e.facts.necessary()
	if condition < 0 {
		return false
	}
	needed := make([]bool, len(e.kernel.Body))
	needed[condition] = true
	for n := condition; n >= 0; n-- {
		for _, arg := range e.kernel.Body[n].Args {
			if needed[n] && arg != ir.None {
				needed[arg] = true
			}
		}
	}
	var body []int
	for _, n := range last {
		if needed[n] {
			body = append(body, n)
		}
	}
	e.line("golgi_bool any = 0;")
	e.line("GOLGI_VECTOR")
	e.open("for (int64_t j = 0; j < n; j++) {")
	e.line("const int64_t e = at + j;")
	e.line("(void)e;")
	e.vectorBody(body)
	e.line("any |= %s;", e.value(ir.Value(condition)))
	e.close()
	e.open("if (any) {")
	return true
}

// necessary returns an instruction without whose value being true no element is emitted, and no element is written to where none is emitted; -1, where
// there is none, or where it takes narrow elements to know.
func (f *facts) necessary() int {
	condition := -1
	for n := range f.kernel.Body {
		in := &f.kernel.Body[n]
		switch {
		case in.Op == ir.Emit && condition >= 0:
			return -1
		case in.Op == ir.Emit:
			condition = f.wide(int(in.Args[0]), f.narrow())
			if condition < 0 {
				return -1
			}
		case in.Op.TouchesMemory() && in.Op != ir.Load && !f.withEmission(n):
			return -1
		}
	}
	return condition
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
