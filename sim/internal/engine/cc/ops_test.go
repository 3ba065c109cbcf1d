package cc

import (
	"fmt"
	"testing"

	"golgi/sim/internal/engine/plantest"
	"golgi/sim/internal/engine/reference"
	"golgi/sim/internal/ir"
)

// operands returns n operands of a type: all pairs and triples of odd numbers occur, since the numbers of
// odd ones and the strides have no common divisor, and then ordinary ones.
func operands(typ ir.Type, n, position int) (ir.Elem, any) {
	odd := len(plantest.OddFloats)
	stride := []int{1, odd, odd * odd}[position]
	switch typ {
	case ir.Float:
		source := plantest.Source(position + 1)
		x := make([]float64, n)
		for k := range x {
			if x[k] = plantest.OddFloats[k/stride%odd]; k >= n/2 {
				x[k] = source.Float()
			}
		}
		return ir.Float64, x
	case ir.Int:
		x := make([]int64, n)
		for k := range x {
			x[k] = plantest.OddInts[k/stride%len(plantest.OddInts)]
		}
		return ir.Int64, x
	}
	x := make([]uint8, n)
	for k := range x {
		x[k] = uint8(k >> position & 1)
	}
	return ir.Bool8, x
}

// elemOf returns the type of elements for a type of values.
func elemOf(typ ir.Type) ir.Elem {
	return map[ir.Type]ir.Elem{ir.Float: ir.Float64, ir.Int: ir.Int64, ir.Bool: ir.Bool8}[typ]
}

// addOperation adds two steps that apply an operation to odd operands: over a range, which vectorises, and
// over a list, which does not.
func addOperation(c *plantest.Case, op ir.Op, types []ir.Type, all ir.ListID, n int) {
	b := ir.NewBuilder(op.String())
	var ids []ir.ArrayID
	var args []ir.Value
	for position, typ := range types {
		elem, content := operands(typ, n, position)
		args = append(args, b.Load(b.Array(fmt.Sprint("x", position), elem), b.Index()))
		ids = append(ids, c.Topology(fmt.Sprint("x", position), elem, n, content))
	}
	result := b.Op(op, args...)
	elem := elemOf(b.Type(result))
	b.Store(b.Array("y", elem), b.Index(), result, ir.None)
	k := c.Kernel(b.Kernel())
	for _, list := range []ir.ListID{ir.NoList, all} {
		y := c.State(fmt.Sprintf("%v of %v, list %d", op, types, list), elem, n)
		c.Step(ir.Step{Name: op.String(), Map: &ir.Map{N: n, List: list, To: int32(n), Out: ir.NoList,
			Binding: ir.Binding{Kernel: k, Arrays: append(ids[:len(ids):len(ids)], y)}}})
	}
}

// TestEveryOperation compares every operation with the reference engine on odd numbers, alone in a kernel.
func TestEveryOperation(t *testing.T) {
	t.Parallel()
	n := len(plantest.OddFloats) * len(plantest.OddFloats) * 2
	c := plantest.NewCase(1)
	fires := make([]uint8, n)
	for k := range fires {
		fires[k] = 1
	}
	all := c.Emitter(n, fires)
	for _, op := range plantest.PureOps() {
		for _, types := range plantest.SignaturesOf(op) {
			addOperation(c, op, types, all, n)
		}
	}
	diff, err := plantest.NoDiff(c, reference.New(), ordinary())
	if err != nil {
		t.Fatal(err)
	}
	if diff != "" {
		t.Error(diff)
	}
}
