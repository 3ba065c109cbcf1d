package cc

import (
	"fmt"
	"slices"
	"strings"

	"golgi/sim/internal/ir"
)

// interpret runs a kernel over a range on the reference engine. What the kernel only reads is lent to it as
// topology; what it writes is copied there and back.
func (in *instance) interpret(kernel *ir.Kernel, m *ir.Map, tick uint64) error {
	memory, lent := &ir.Memory{}, *m
	lent.Arrays = make([]ir.ArrayID, len(m.Arrays))
	effects := kernel.Effects()
	ids := []ir.ArrayID{}
	for n, id := range m.Arrays {
		at := slices.Index(ids, id)
		if at < 0 {
			at = len(ids)
			ids = append(ids, id)
			a := in.arrays[id]
			memory.Arrays = append(memory.Arrays,
				ir.ArrayDecl{Name: a.name, Elem: a.elem, Len: a.len(), Shared: a.content()})
		}
		lent.Arrays[n] = ir.ArrayID(at)
		if effects[n]&^ir.Reads != 0 {
			memory.Arrays[at].Shared = nil
		}
	}
	return in.interpretOver(memory, ids, kernel, &lent, tick)
}

// interpretOver runs a kernel on the reference engine over memory whose state is that of the given arrays.
func (in *instance) interpretOver(
	memory *ir.Memory, ids []ir.ArrayID, kernel *ir.Kernel, m *ir.Map, tick uint64,
) error {
	guest, err := in.engine.once.NewInstance()
	if err != nil {
		return err
	}
	defer guest.Close()
	if err := guest.Allocate(memory); err != nil {
		return err
	}
	for at, id := range ids {
		if memory.Arrays[at].Shared == nil {
			if err := guest.Write(ir.ArrayID(at), 0, in.arrays[id].content()); err != nil {
				return err
			}
		}
	}
	if err := guest.Exec(memory, kernel, m, tick); err != nil {
		return fmt.Errorf("cc: %s", strings.TrimPrefix(err.Error(), "reference: "))
	}
	for at, id := range ids {
		if memory.Arrays[at].Shared == nil {
			if err := guest.Read(ir.ArrayID(at), 0, in.arrays[id].content()); err != nil {
				return err
			}
		}
	}
	return nil
}
