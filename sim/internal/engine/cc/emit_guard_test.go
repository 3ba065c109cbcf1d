package cc

import (
	"strings"
	"testing"

	"golgi/sim/internal/engine/plantest"
	"golgi/sim/internal/engine/reference"
	"golgi/sim/internal/ir"
)

// What emits does all else first, and looks whether any element may be emitted, where that takes no narrow elements, and what is loaded again stays the same.
func TestGuard(t *testing.T) {
	const nothing, aCopy, itself, itselfBefore = 0, 1, 2, 3 // what is written besides
	build := func(condition func(b *ir.Builder, above, flag ir.Value) ir.Value, more int) *ir.Kernel {
		b := ir.NewBuilder("threshold")
		e := b.Index()
		array, flag, last := b.Array("x", ir.Float64), b.Load(b.Array("flag", ir.Bool8), e), b.Array("last", ir.Float64)
		if more == itselfBefore {
			b.Store(array, e, b.Op(ir.Mul, b.Float(1.5), b.Load(array, e)), ir.None)
		}
		x := b.Load(array, e)
		mask := condition(b, b.Op(ir.Lt, b.Float(1), x), flag)
		b.Emit(mask)
		b.Store(last, e, b.Float(7), mask)
		switch more {
		case aCopy:
			b.Store(b.Array("copy", ir.Float64), e, x, ir.None)
		case itself:
			b.Store(array, e, b.Float(0), ir.None)
		}
		return b.Kernel()
	}
	and := func(b *ir.Builder, above, flag ir.Value) ir.Value { return b.Op(ir.And, flag, above) }
	for _, c := range []struct {
		name    string
		kernel  *ir.Kernel
		guarded bool
	}{
		{"flag and above", build(and, nothing), true},
		{"more is written", build(and, aCopy), true},
		{"what it hangs on is written before", build(and, itselfBefore), true},
		{"what it hangs on is written behind", build(and, itself), false},
		{"flag or above", build(func(b *ir.Builder, above, flag ir.Value) ir.Value { return b.Op(ir.Or, flag, above) }, nothing), false},
		{"above", build(func(b *ir.Builder, above, _ ir.Value) ir.Value { return above }, nothing), true},
		{"flag", build(func(b *ir.Builder, _, flag ir.Value) ir.Value { return flag }, nothing), false},
		{"drawn", build(func(b *ir.Builder, above, flag ir.Value) ir.Value {
			return b.Op(ir.And, flag, b.Op(ir.And, b.Op(ir.Lt, b.Rand(b.Index(), 0), b.Float(0.02)), above))
		}, nothing), true},
		{"never", build(func(b *ir.Builder, _, flag ir.Value) ir.Value { return b.Op(ir.And, flag, b.Bool(false)) }, nothing), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if text := emit("kernel", c.kernel, overRange); strings.Contains(text, "if (any)") != c.guarded {
				t.Errorf("guarded is not %v:\n%s", c.guarded, text)
			}
			const n = 3*64 + 9
			for _, every := range []int{1, 13, 150} {
				x, flag := make([]float64, n), make([]uint8, n)
				for i := range n {
					x[i], flag[i] = float64(i%every/(every-every/8)*2), uint8(i%3/2)
				}
				p := plantest.NewCase(9)
				m := &ir.Map{N: n, List: ir.NoList, Out: p.List("out", n), Binding: ir.Binding{Kernel: p.Kernel(c.kernel)}}
				for _, a := range c.kernel.Arrays {
					switch a.Name {
					case "x":
						m.Arrays = append(m.Arrays, p.StateOf("x", ir.Float64, n, x))
					case "flag":
						m.Arrays = append(m.Arrays, p.StateOf("flag", ir.Bool8, n, flag))
					default:
						m.Arrays = append(m.Arrays, p.State(a.Name, a.Elem, n))
					}
				}
				p.Step(ir.Step{Name: "threshold", Map: m})
				diff, err := plantest.NoDiff(p, reference.New(), ordinary())
				if err != nil || diff != "" {
					t.Error(every, err, diff)
				}
			}
		})
	}
}
