package cc

import (
	"math"
	"strings"
	"testing"

	"golgi/sim/internal/engine/plantest"
	"golgi/sim/internal/engine/reference"
	"golgi/sim/internal/ir"
)

// staged is a kernel of four stages, in which everything crosses from one to another that can: values, own
// values loaded, stored, loaded again, incremented and stored under a mask, in arrays of every element type,
// and emission.
func staged() *ir.Kernel {
	b := ir.NewBuilder("staged")
	e := b.Index()
	x, count, wide, flag := b.Array("x", ir.Float64), b.Array("count", ir.Int32), b.Array("wide", ir.Int64),
		b.Array("flag", ir.Bool8)
	before, n, was := b.Load(x, e), b.Load(count, e), b.Load(flag, e)
	rises := b.Op(ir.Lt, before, b.Op(ir.Exp, before))
	b.Store(count, e, b.Op(ir.Sub, n, b.Int(1<<31)), ir.None) // wraps
	b.Store(flag, e, rises, was)
	noise := b.Op(ir.Sub, b.Rand(e, 0), b.Float(0.5))
	b.Incr(x, e, noise, ir.None)
	b.Incr(count, e, b.Load(wide, e), rises)
	after := b.Load(x, e)
	b.Incr(wide, e, b.Load(count, e), was)
	b.Store(x, e, b.Op(ir.Mul, b.Op(ir.Sin, after), before), b.Load(flag, e))
	b.Emit(b.Op(ir.Lt, noise, b.Op(ir.Exprel, b.Op(ir.Sub, after, b.Load(x, e)))))
	return b.Kernel()
}

// TestStages runs it over whole chunks and a rest, with usual arguments, and with one that is not.
func TestStages(t *testing.T) {
	t.Parallel()
	k := staged()
	if got := strings.Count(emit("kernel", k, overRange), "e = at + j;"); got != 4 {
		t.Errorf("the kernel has %d stages, want 4", got)
	}
	const n = 3*64 + 21
	for _, unusual := range []float64{0, math.Inf(-1)} {
		x, count, wide, flag := make([]float64, n), make([]int32, n), make([]int64, n), make([]uint8, n)
		for i := range n {
			x[i], count[i], wide[i], flag[i] = float64(i%17)-8, int32(i), int64(i*i), uint8(i%2)
		}
		x[100] = unusual
		c := plantest.NewCase(9)
		c.Step(ir.Step{Name: "staged", Map: &ir.Map{N: n, List: ir.NoList, Out: c.List("out", n),
			Binding: ir.Binding{Kernel: c.Kernel(k), Arrays: []ir.ArrayID{
				c.StateOf("x", ir.Float64, n, x), c.StateOf("count", ir.Int32, n, count),
				c.StateOf("wide", ir.Int64, n, wide), c.StateOf("flag", ir.Bool8, n, flag)}}}})
		diff, err := plantest.NoDiff(c, reference.New(), ordinary())
		if err != nil || diff != "" {
			t.Error(err, diff)
		}
	}
}
