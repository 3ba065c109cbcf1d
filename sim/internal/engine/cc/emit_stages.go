package cc

import (
	"fmt"

	"golgi/sim/internal/ir"
)

// farEnough is how many operations, one of another, may come before one that takes time in its loop.
const farEnough = 3

// stages cuts instructions into the bodies of several loops over a chunk, each with one
// operation that takes time at most, and not much before it.
//
// A processor works on several iterations of a short loop at once. One with ten functions is longer than it
// looks ahead, so it waits for each result in turn, and has not registers enough for what lies in between.
// Loops of their own cost a trip through the first cache per value that crosses from one to another, and
// make the state update of Hodgkin and Huxley a fifth faster. What lies between two functions stays with one of them: a
// processor divides while it does other things, but not two numbers at a time.
func (e *emitter) stages(instructions []int) [][]int {
	stages, busy := [][]int{nil}, false
	far := make([]int, len(e.kernel.Body)) // how many operations of its loop, one of another, an instruction is the last of
	for _, n := range instructions {
		in := &e.kernel.Body[n]
		if in.Op == ir.Call {
			stages, busy = append(stages, []int{n}, nil), false
			clear(far)
			continue
		}
		for _, arg := range in.Args {
			if arg != ir.None {
				far[n] = max(far[n], far[arg])
			}
		}
		if takesTime(in.Op) {
			if busy || far[n] > farEnough {
				stages = append(stages, nil)
				clear(far)
			}
			busy = true
		}
		if in.Op != ir.Load && in.Op != ir.Index {
			far[n]++
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

// runStage writes the loop over a chunk that a stage is.
func (e *emitter) runStage(stage []int, crosses []bool) {
	if n, is := e.calls(stage); is {
		e.callChunk(n)
		e.values[n] = fmt.Sprintf("kept%d[j]", n)
		return
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
		switch {
		case e.again[n]:
			e.values[n] = e.inPlace(n, "e")
		case crosses[n]:
			e.values[n] = fmt.Sprintf("kept%d[j]", n)
		}
	}
}

// crossing returns which values are kept for a later stage than their own.
func (e *emitter) crossing(stages [][]int) []bool {
	crosses, home := make([]bool, len(e.kernel.Body)), make([]int, len(e.kernel.Body))
	for s, stage := range stages {
		for _, n := range stage {
			home[n] = s
			crosses[n] = crosses[n] || e.kernel.Body[n].Op == ir.Call
			for _, arg := range e.kernel.Body[n].Args {
				if arg != ir.None && !e.facts.uniform[arg] && e.kernel.Body[arg].Op != ir.Index {
					crosses[arg] = crosses[arg] || home[arg] < s && (!e.again[arg] || e.kernel.Body[n].Op == ir.Call)
				}
			}
		}
	}
	return crosses
}
