package reference

import (
	"testing"

	"golgi/sim/internal/engine/plantest"
	"golgi/sim/internal/ir"
)

// TestHazards runs kernels in which a view of memory, or a value computed in place, would show what is
// written too early, and compares them with the oracle.
func TestHazards(t *testing.T) {
	type parts struct {
		*ir.Builder
		v, w    int // arrays
		x, y, i ir.Value
	}
	tests := map[string]func(p parts){
		"the old value is stored elsewhere before the new one": func(p parts) {
			next := p.Op(ir.Mul, p.x, p.Float(2))
			p.Store(p.w, p.i, p.x, ir.None)
			p.Store(p.v, p.i, next, ir.None)
		},
		"the old value is stored elsewhere after the new one": func(p parts) {
			p.Store(p.v, p.i, p.Op(ir.Mul, p.x, p.Float(2)), ir.None)
			p.Store(p.w, p.i, p.x, ir.None)
		},
		"the new value is used after another write": func(p parts) {
			next := p.Op(ir.Exp, p.y)
			p.Store(p.v, p.i, next, ir.None)
			p.Incr(p.v, p.i, p.Float(1), ir.None)
			p.Store(p.w, p.i, next, ir.None)
		},
		"two new values of one array": func(p parts) {
			first := p.Op(ir.Exp, p.y)
			p.Store(p.v, p.i, first, ir.None)
			second := p.Op(ir.Abs, p.y)
			p.Store(p.w, p.i, first, ir.None)
			p.Store(p.v, p.i, second, ir.None)
		},
		"a masked write between value and store": func(p parts) {
			next := p.Op(ir.Exp, p.y)
			p.Store(p.v, p.i, p.Float(9), p.Op(ir.Lt, p.y, p.Float(2)))
			p.Store(p.v, p.i, next, ir.None)
		},
		"a load between value and store": func(p parts) {
			next := p.Op(ir.Exp, p.y)
			p.Store(p.w, p.i, p.Load(p.v, p.i), ir.None)
			p.Store(p.v, p.i, next, ir.None)
		},
		"the first factor of a fused pair is overwritten": func(p parts) {
			product := p.Op(ir.Mul, p.x, p.y)
			p.Store(p.v, p.i, p.Float(7), ir.None)
			p.Store(p.w, p.i, p.Op(ir.Add, product, p.y), ir.None)
		},
		"the second factor of a fused pair is overwritten": func(p parts) {
			product := p.Op(ir.Mul, p.y, p.x)
			p.Store(p.v, p.i, p.Float(7), ir.None)
			p.Store(p.w, p.i, p.Op(ir.Add, product, p.y), ir.None)
		},
		"a mask is overwritten by what it masks": func(p parts) {
			ready := p.Array("ready", ir.Bool8)
			mask := p.Load(ready, p.i)
			p.Store(ready, p.i, p.Op(ir.Not, mask), mask)
			p.Store(p.v, p.i, p.Op(ir.ToFloat, p.Load(ready, p.i)), ir.None)
		},
	}
	for name, body := range tests {
		b := ir.NewBuilder(name)
		p := parts{Builder: b, v: b.Array("v", ir.Float64), w: b.Array("w", ir.Float64), i: b.Index()}
		p.x, p.y = b.Load(p.v, p.i), b.Load(p.w, p.i)
		body(p)
		k := b.Kernel()
		c := plantest.NewCase(1)
		ids := []ir.ArrayID{
			c.StateOf("v", ir.Float64, 3, []float64{1, 2, 3}), c.StateOf("w", ir.Float64, 3, []float64{1.5, 2.5, 3.5}),
			c.StateOf("ready", ir.Bool8, 3, []uint8{1, 0, 1})}
		c.Step(ir.Step{Name: name, Map: &ir.Map{N: 3, List: ir.NoList, Out: ir.NoList, Binding: ir.Binding{
			Kernel: c.Kernel(k), Arrays: ids[:len(k.Arrays)]}}})
		diff, err := plantest.NoDiff(c, oracle{}, New())
		if err != nil || diff != "" {
			t.Errorf("%v %s\n%v", err, diff, k)
		}
	}
}

// TestNothingIsCopied checks that a plain state update computes in memory: one operation per view and
// instruction.
func TestNothingIsCopied(t *testing.T) {
	b := ir.NewBuilder("decay")
	v := b.Array("v", ir.Float64)
	b.Store(v, b.Index(), b.Op(ir.Mul, b.Load(v, b.Index()), b.Const("factor", ir.Float)), ir.None)
	p := compile(b.Kernel(), false)
	if len(p.body) != 3 || len(p.once) != 0 { // view of v, view of v as result, product
		t.Errorf("%d operations a block and %d once, want 3 and 0", len(p.body), len(p.once))
	}
	for bank, slots := range p.slots {
		for _, kind := range slots {
			if kind == register {
				t.Errorf("bank %d has a register", bank)
			}
		}
	}
}

// TestUniformValuesAreComputedOnce checks that what does not depend on the element leaves the block.
func TestUniformValuesAreComputedOnce(t *testing.T) {
	b := ir.NewBuilder("uniform")
	now := b.Load(b.Array("t", ir.Float64), b.Int(0))
	factor := b.Op(ir.Exp, b.Op(ir.Neg, b.Op(ir.Div, now, b.Const("tau", ir.Float))))
	b.Store(b.Array("v", ir.Float64), b.Index(), factor, ir.None)
	p := compile(b.Kernel(), false)
	if len(p.once) != 4 || len(p.body) != 1 { // load, div, neg, exp; store
		t.Errorf("%d operations once and %d a block, want 4 and 1", len(p.once), len(p.body))
	}
}
