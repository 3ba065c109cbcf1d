package cc

import (
	"math"
	"strings"
	"testing"

	"golgi/sim/internal/engine/plantest"
	"golgi/sim/internal/engine/reference"
	"golgi/sim/internal/ir"
)

// What is added to some elements only leaves the others as they are, to the sign of a zero, and asks for no index that it does not use.
func TestAddedToSome(t *testing.T) {
	build := func(uniform bool) *ir.Kernel {
		b := ir.NewBuilder("pre")
		e := b.Index()
		at, on, by := b.Load(b.Array("at", ir.Int32), e), b.Array("on", ir.Bool8), b.Const("w", ir.Float)
		if !uniform {
			by = b.Load(b.Array("weight", ir.Float64), e)
		}
		b.Incr(b.Array("x", ir.Float64), at, by, b.Load(on, e))
		return b.Kernel()
	}
	const n = 40
	for _, c := range []struct {
		name    string
		uniform bool
		weight  float64
		outside int // the synapse whose index is outside; it is off if that is odd
	}{
		{"the same for all", true, 0.5, -1}, {"of each", false, 0.5, -1}, {"minus zero", true, math.Copysign(0, -1), -1}, {"zero", false, 0, -1},
		{"no number", true, math.NaN(), -1}, {"infinite", false, math.Inf(1), -1},
		{"outside and off", true, 0.5, 11}, {"outside and on", true, 0.5, 12}, {"of each, outside and off", false, 0.5, 11},
		{"of each, outside and on", false, 0.5, 12},
	} {
		k := build(c.uniform)
		if text := emit("kernel", k, overRange); strings.Contains(text, "by") == strings.Contains(text, "g_if") {
			t.Errorf("%s: there is a branch:\n%s", c.name, text)
		}
		at, on, weight, x := make([]int32, n), make([]uint8, n), make([]float64, n), make([]float64, 8)
		for i := range n {
			at[i], on[i], weight[i] = int32(i%8), uint8(1-i%2), c.weight
		}
		x[1], x[2], x[3], x[5] = math.Copysign(0, -1), math.Copysign(0, -1), math.Inf(-1), math.NaN()
		if c.outside >= 0 {
			at[c.outside] = 8
		}
		p := plantest.NewCase(1)
		m := &ir.Map{N: n, List: ir.NoList, Out: ir.NoList, Binding: ir.Binding{Kernel: p.Kernel(k), Consts: []ir.Num{{Float: c.weight}}[:len(k.Consts)]}}
		for _, a := range k.Arrays {
			content := map[string]any{"at": at, "on": on, "weight": weight, "x": x}[a.Name]
			size := n
			if a.Name == "x" {
				size = len(x)
			}
			m.Arrays = append(m.Arrays, p.StateOf(a.Name, a.Elem, size, content))
		}
		p.Step(ir.Step{Name: "pre", Map: m})
		diff, err := plantest.NoDiff(p, reference.New(), ordinary())
		if err != nil || diff != "" {
			t.Errorf("%s: %v %s", c.name, err, diff)
		}
	}
}
