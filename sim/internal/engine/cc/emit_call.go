package cc

import (
	"fmt"
	"strings"

	"golgi/sim/internal/ir"
)

// A function of the binding is called for many elements at once, since a way into Go and back takes as long as a dozen operations.
// So a call in a vector loop is a stage of its own; elsewhere it is made for one element.

// callOne writes a call for one element.
func (e *emitter) callOne(n int) {
	in := &e.kernel.Body[n]
	var args []string
	for k, arg := range in.Args {
		name := "NULL"
		if arg != ir.None {
			name = fmt.Sprintf("&of%d_%d", n, k)
			e.line("const double of%d_%d = %s;", n, k, e.value(arg))
		}
		args = append(args, name)
	}
	e.line("double v%d;", n)
	e.line("if (f->call(f, %d, 1, %s, &v%d))", in.Param, strings.Join(args, ", "), n)
	e.line("\treturn golgi_fault;")
}

// callChunk writes a call for the elements of a chunk. What it needs was kept by the stages before, but for what is the same for
// all elements. Where the call fails, perhaps for numbers that are none of the element's, the plain loop does the chunk again.
func (e *emitter) callChunk(n int) {
	in := &e.kernel.Body[n]
	var args []string
	for k, arg := range in.Args {
		switch {
		case arg == ir.None:
			args = append(args, "NULL")
		case e.facts.uniform[arg]:
			name := fmt.Sprintf("of%d_%d", n, k)
			e.line("double %s[golgi_chunk];", name)
			e.line("for (int64_t j = 0; j < n; j++)")
			e.line("\t%s[j] = %s;", name, e.value(arg))
			args = append(args, name)
		default:
			args = append(args, fmt.Sprintf("kept%d", arg))
		}
	}
	e.line("bad |= f->call(f, %d, n, %s, kept%d) != 0;", in.Param, strings.Join(args, ", "), n)
}
