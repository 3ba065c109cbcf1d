package cc

import (
	"fmt"

	"golgi/sim/internal/ir"
)

// stages cuts what is done to an element into the bodies of several loops over a chunk, each with one
// operation that takes time at most.
//
// A processor works on several iterations of a short loop at once. One with ten functions is longer than it
// looks ahead, so it waits for each result in turn, and has not registers enough for what lies in between.
// Loops of their own cost a trip through the first cache per value that crosses from one to another, and
// make the state update of Hodgkin and Huxley a seventh faster.
func (e *emitter) stages() [][]int {
	stages, busy := [][]int{nil}, false
	for n := range e.kernel.Body {
		if e.facts.uniform[n] {
			continue
		}
		if e.kernel.Body[n].Op == ir.Call {
			stages, busy = append(stages, []int{n}, nil), false
			continue
		}
		if takesTime(e.kernel.Body[n].Op) {
			if busy {
				stages = append(stages, nil)
			}
			busy = true
		}
		last := len(stages) - 1
		stages[last] = append(stages[last], n)
	}
	return stages
}

// calls returns the call that a stage is; false where it is a loop.
func (e *emitter) calls(stage []int) (int, bool) {
	if len(stage) == 1 && e.kernel.Body[stage[0]].Op == ir.Call {
		return stage[0], true
	}
	return 0, false
}

// takesTime reports whether an operation is worth a loop of its own.
func takesTime(op ir.Op) bool {
	_, isFunction := functions[op]
	return isFunction || op.Draws() || op == ir.Call
}

// runStages writes the loops over a chunk.
func (e *emitter) runStages(stages [][]int) {
	crosses := e.crossing(stages)
	for n := range e.kernel.Body {
		if crosses[n] {
			e.line("%s kept%d[golgi_chunk];", cType(e.kernel.Body[n].Type), n)
		}
	}
	for _, stage := range stages {
		if n, is := e.calls(stage); is {
			e.callChunk(n)
			e.values[n] = fmt.Sprintf("kept%d[j]", n)
			continue
		}
		e.line("GOLGI_VECTOR")
		e.open("for (int64_t j = 0; j < n; j++) {")
		e.line("const int64_t e = at + j;")
		e.line("(void)e;")
		e.vectorBody(stage)
		for _, n := range stage {
			if crosses[n] {
				e.line("kept%d[j] = %s;", n, e.value(ir.Value(n)))
			}
		}
		e.keep()
		e.close()
		for _, n := range stage {
			if crosses[n] {
				e.values[n] = fmt.Sprintf("kept%d[j]", n)
			}
		}
	}
}

// crossing returns which values are used in a later stage than their own.
func (e *emitter) crossing(stages [][]int) []bool {
	crosses, home := make([]bool, len(e.kernel.Body)), make([]int, len(e.kernel.Body))
	for s, stage := range stages {
		for _, n := range stage {
			home[n] = s
			crosses[n] = crosses[n] || e.kernel.Body[n].Op == ir.Call
			for _, arg := range e.kernel.Body[n].Args {
				if arg != ir.None && !e.facts.uniform[arg] && e.kernel.Body[arg].Op != ir.Index {
					crosses[arg] = crosses[arg] || home[arg] < s
				}
			}
		}
	}
	return crosses
}
