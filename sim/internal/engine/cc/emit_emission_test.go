package cc

import (
	"strings"
	"testing"

	"golgi/sim/internal/engine/plantest"
	"golgi/sim/internal/engine/reference"
	"golgi/sim/internal/ir"
)

// thresholdOf emits elements above 1 and stores under the mask of the emission; more is called behind that.
func thresholdOf(more func(b *ir.Builder, e, mask ir.Value, last, flag int)) *ir.Kernel {
	b := ir.NewBuilder("threshold")
	e := b.Index()
	x, last, flag := b.Array("x", ir.Float64), b.Array("last", ir.Float64), b.Array("flag", ir.Bool8)
	mask := b.Op(ir.And, b.Op(ir.Lt, b.Float(1), b.Load(x, e)), b.Load(flag, e))
	b.Emit(mask)
	b.Store(flag, e, b.Bool(false), mask)
	b.Store(last, e, b.Float(7), mask)
	more(b, e, mask, last, flag)
	return b.Kernel()
}

// What is stored where an element is emitted is stored with its number, unless something else is done to the array.
func TestStoredWithEmission(t *testing.T) {
	t.Parallel()
	nothing := func(*ir.Builder, ir.Value, ir.Value, int, int) {}
	for _, c := range []struct {
		name   string
		kernel *ir.Kernel
		stores int // with the emission
	}{
		{"threshold", thresholdOf(nothing), 2},
		{"read behind it", thresholdOf(func(b *ir.Builder, e, mask ir.Value, last, flag int) { b.Store(flag, e, b.Load(flag, e), ir.None) }), 1},
		{"stored twice", thresholdOf(func(b *ir.Builder, e, mask ir.Value, last, flag int) { b.Store(last, e, b.Float(8), mask) }), 1},
		{"another mask", thresholdOf(func(b *ir.Builder, e, mask ir.Value, last, flag int) {
			b.Store(last, e, b.Float(9), b.Op(ir.Lt, b.Load(last, e), b.Float(8)))
		}), 1},
		{"another value for each", thresholdOf(func(b *ir.Builder, e, mask ir.Value, last, flag int) {
			b.Store(b.Array("copy", ir.Float64), e, b.Load(last, e), mask)
		}), 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := strings.Count(emit("kernel", c.kernel, overRange), "[at + i] = "); got != c.stores {
				t.Errorf("%d arrays are stored with the emission, want %d:\n%s", got, c.stores, emit("kernel", c.kernel, overRange))
			}
			const n = 2*64 + 9
			x, flag := make([]float64, n), make([]uint8, n)
			for i := range n {
				x[i], flag[i] = float64(i%13)/6, uint8(i%3/2)
			}
			p := plantest.NewCase(9)
			arrays := []ir.ArrayID{p.StateOf("x", ir.Float64, n, x), p.StateOf("last", ir.Float64, n, make([]float64, n)), p.StateOf("flag", ir.Bool8, n, flag)}
			if len(c.kernel.Arrays) > 3 {
				arrays = append(arrays, p.StateOf("copy", ir.Float64, n, make([]float64, n)))
			}
			p.Step(ir.Step{Name: "threshold", Map: &ir.Map{N: n, List: ir.NoList, Out: p.List("out", n), Binding: ir.Binding{Kernel: p.Kernel(c.kernel), Arrays: arrays}}})
			diff, err := plantest.NoDiff(p, reference.New(), ordinary())
			if err != nil || diff != "" {
				t.Error(err, diff)
			}
		})
	}
}
