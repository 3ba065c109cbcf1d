package cc

import (
	"fmt"

	"golgi/sim/internal/ir"
)

// putOff keeps a write through an index for the end of the chunk.
func (e *emitter) putOff(n int) {
	in := &e.kernel.Body[n]
	e.line("at%d[j] = %s;", n, e.value(in.Args[0]))
	e.line("put%d[j] = %s;", n, e.value(in.Args[1]))
	if in.Args[2] != ir.None {
		e.line("if%d[j] = (uint8_t)%s;", n, e.value(in.Args[2]))
	}
	e.late = append(e.late, func(e *emitter) { e.scatter(n) })
}

// scatter writes the loop of a write that was put off.
func (e *emitter) scatter(n int) {
	in := &e.kernel.Body[n]
	e.open("for (int64_t j = 0; j < n; j++) {")
	if in.Args[2] != ir.None {
		e.line("if (!if%d[j])", n)
		e.line("\tcontinue;")
	}
	kept := e.values
	e.values = map[int]string{int(in.Args[1]): fmt.Sprintf("put%d[j]", n)}
	e.values[int(in.Args[0])] = fmt.Sprintf("at%d[j]", n)
	e.write(in, true)
	e.values = kept
	e.close()
}

// emission writes the loop that appends the numbers of elements, and does to them what is done to no others. Spikes are rare: it looks at eight
// elements at a time.
func (e *emitter) emission() {
	e.open("for (int64_t j = 0; j < n; j += 8) {")
	e.line("uint64_t eight;")
	e.line("memcpy(&eight, emits + j, 8);")
	e.open("if (eight) {")
	e.open("for (int64_t i = j; i < j + 8; i++) {")
	e.open("if (emits[i]) {")
	e.line("f->out[f->emitted++] = (int32_t)(at + i);")
	for n := range e.kernel.Body {
		if in := &e.kernel.Body[n]; e.facts.withEmission(n) {
			e.line("p%d[at + i] = %s;", in.Array, e.written(in, ""))
		}
	}
	e.close()
	e.close()
	e.close()
	e.close()
}
