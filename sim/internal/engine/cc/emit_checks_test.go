package cc

import (
	"math"
	"strings"
	"testing"

	"golgi/sim/internal/engine/plantest"
	"golgi/sim/internal/engine/reference"
	"golgi/sim/internal/ir"
)

// countKernel adds to what an index says and counts in integers of the element's own, as a pathway does.
func countKernel() *ir.Kernel {
	b := ir.NewBuilder("count")
	x, n, m, at, on := b.Array("x", ir.Float64), b.Array("n", ir.Int32), b.Array("m", ir.Int32), b.Array("at", ir.Int32), b.Array("on", ir.Bool8)
	e := b.Index()
	b.Incr(x, b.Load(at, e), b.Float(0.1), ir.None)
	counted := b.Fit(n, e, b.Op(ir.Add, b.Load(n, e), b.Int(1)), ir.None)
	b.Store(n, e, counted, ir.None)
	mask := b.Load(on, e)
	b.Store(m, e, b.Fit(m, e, b.Op(ir.Mul, b.Op(ir.ToFloat, b.Load(m, e)), b.Float(1.5)), mask), mask)
	return b.Kernel()
}

// Integers that are checked a chunk ahead give the bits, and the faults, of the reference engine: wherever the one that does not fit lies, and
// where a mask keeps it from being written.
func TestChecksAhead(t *testing.T) {
	if text := emit("k", countKernel(), overRange); !strings.Contains(text, "k_plain(f, 0, at, end)") {
		t.Errorf("integers are not checked ahead:\n%s", text)
	}
	const size = 200
	for _, c := range []struct {
		n, m, off int // where n and m do not fit, and where m is not written
		length    int
	}{
		{-1, -1, 7, size}, {-1, -1, 7, 63}, {0, -1, 7, size}, {130, -1, 7, size}, {199, -1, 7, size}, {62, -1, 7, 63}, {-1, 64, 7, size}, {-1, 64, 64, size},
		{150, 20, 20, size}, {-1, 199, 198, size},
	} {
		p := plantest.NewCase(1)
		n, m, at, on := make([]int32, size), make([]int32, size), make([]int32, size), make([]uint8, size)
		for k := range at {
			n[k], m[k], at[k], on[k] = int32(k), int32(-3*k), int32(k%5), 1
		}
		if c.n >= 0 {
			n[c.n] = math.MaxInt32
		}
		if c.m >= 0 {
			m[c.m] = math.MinInt32
		}
		on[c.off] = 0
		p.Step(ir.Step{Name: "count", Map: &ir.Map{N: c.length, List: ir.NoList, Out: ir.NoList, Binding: ir.Binding{
			Kernel: p.Kernel(countKernel()), Arrays: []ir.ArrayID{p.State("x", ir.Float64, 5), p.StateOf("n", ir.Int32, size, n),
				p.StateOf("m", ir.Int32, size, m), p.StateOf("at", ir.Int32, size, at), p.StateOf("on", ir.Bool8, size, on)}}}})
		diff, err := plantest.NoDiff(p, reference.New(), ordinary())
		if err != nil || diff != "" {
			t.Errorf("%v: %v %s", c, err, diff)
		}
	}
}

// What is written before it is read again, or read through an index, is checked where it is written.
func TestWhatIsNotCheckedAhead(t *testing.T) {
	for _, twice := range []bool{true, false} {
		b := ir.NewBuilder("count")
		x, n, at := b.Array("x", ir.Float64), b.Array("n", ir.Int32), b.Array("at", ir.Int32)
		other, e := b.Array("other", ir.Int32), b.Index()
		b.Incr(x, b.Load(at, e), b.Float(0.1), ir.None)
		for range 2 {
			by := b.Int(1)
			if !twice {
				by = b.Load(other, b.Load(at, e))
			}
			b.Store(n, e, b.Fit(n, e, b.Op(ir.Add, b.Load(n, e), by), ir.None), ir.None)
		}
		if analyse(b.Kernel()).ahead() != nil {
			t.Errorf("twice %v: integers are checked ahead", twice)
		}
	}
}
