package reference

import "golgi/sim/internal/ir"

// Exec runs one kernel at once.
func (in *instance) Exec(memory *ir.Memory, kernel *ir.Kernel, m *ir.Map, tick uint64) error {
	if err := in.guard.Exec(memory, kernel, m); err != nil {
		return err
	}
	in.grow(memory)
	if err := in.mapping(kernel, m).run(moment{tick: tick}); err != nil {
		return in.guard.ExecFailed(err)
	}
	return nil
}

// Lent is an array of somebody else: a slice of its type of elements, used where it lies.
type Lent struct {
	Name    string
	Content any
}

// ExecOver runs one kernel at once over lent memory: one array per array parameter, the same one where the
// map binds the same. The map is valid (ir.ValidateMap) and knows no lists. Errors do not name the engine.
func (e *Engine) ExecOver(memory []Lent, kernel *ir.Kernel, m *ir.Map, tick uint64) error {
	arrays := make([]*array, len(memory))
	for n, lent := range memory {
		arrays[n] = &array{name: lent.Name, elem: kernel.Arrays[n].Elem}
		arrays[n].adopt(lent.Content)
	}
	bound := mapping{frame: e.frame(kernel, &m.Binding, false, arrays, &registers{}), n: m.N}
	return bound.run(moment{tick: tick})
}
