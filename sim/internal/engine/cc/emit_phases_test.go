package cc

import (
	"math"
	"strings"
	"testing"

	"golgi/sim/internal/engine/plantest"
	"golgi/sim/internal/engine/reference"
	"golgi/sim/internal/ir"
)

// gates is a state update: two functions, one of what hangs on the other's result, writes of all widths, and an emission. Where again is set, the
// second function is of what was written before.
func gates(again bool) *ir.Kernel {
	b := ir.NewBuilder("gates")
	e := b.Index()
	x, y, late, ready := b.Array("x", ir.Float64), b.Array("y", ir.Float64), b.Array("late", ir.Float64), b.Array("ready", ir.Bool8)
	rests := b.Op(ir.Le, b.Load(late, e), b.Const("until", ir.Float))
	b.Store(ready, e, rests, ir.None)
	before := b.Load(x, e)
	opens := b.Op(ir.Exp, b.Op(ir.Neg, before))
	if again {
		b.Store(x, e, opens, ir.None)
		before = b.Load(x, e)
	}
	closes := b.Op(ir.Exprel, b.Op(ir.Mul, before, b.Op(ir.Add, opens, b.Load(y, e))))
	b.Store(x, e, b.Op(ir.Add, before, b.Op(ir.Mul, closes, b.Float(1e-3))), rests)
	b.Incr(y, e, b.Op(ir.Sub, before, b.Load(y, e)), ir.None)
	b.Emit(b.Op(ir.Lt, b.Load(x, e), b.Load(y, e)))
	return b.Kernel()
}

// What is written goes to its place where functions are done with before, over any number of elements, and where arguments are unusual.
func TestPhases(t *testing.T) {
	for _, again := range []bool{false, true} {
		k := gates(again)
		if aside := strings.Contains(emit("kernel", k, overRange), "double new"); aside != again {
			t.Errorf("again %v: put aside %v:\n%s", again, aside, emit("kernel", k, overRange))
		}
		for _, n := range []int{1, 7, 8, 63, 64, 65, 200} {
			for _, unusual := range []float64{0, 1e3, math.NaN(), math.Copysign(0, -1), 0x1p-70} {
				x, y, late := make([]float64, n), make([]float64, n), make([]float64, n)
				for i := range n {
					x[i], y[i], late[i] = float64(i%17)/8-1, float64(i%5)/4, float64(i%3)
				}
				x[n/2] = unusual
				c := plantest.NewCase(9)
				c.Step(ir.Step{Name: "gates", Map: &ir.Map{N: n, List: ir.NoList, Out: c.List("out", n), Binding: ir.Binding{
					Kernel: c.Kernel(k), Consts: []ir.Num{{Float: 1}}, Arrays: []ir.ArrayID{
						c.StateOf("x", ir.Float64, n, x), c.StateOf("y", ir.Float64, n, y), c.StateOf("late", ir.Float64, n, late),
						c.State("ready", ir.Bool8, n)}}}})
				diff, err := plantest.NoDiff(c, reference.New(), ordinary())
				if err != nil || diff != "" {
					t.Errorf("again %v, %d elements, one of them %g: %v %s", again, n, unusual, err, diff)
				}
			}
		}
	}
}

// What is called is called of arrays: of what is cheap to work out, too, and of what other functions gave.
func TestPhasesOfCalls(t *testing.T) {
	b := ir.NewBuilder("called")
	e := b.Index()
	x := b.Array("x", ir.Float64)
	before := b.Load(x, e)
	once := b.Call("hypot", before, b.Op(ir.Neg, before))
	twice := b.Call("hypot", b.Op(ir.Exp, once), b.Float(2))
	b.Store(x, e, b.Op(ir.Add, twice, before), ir.None)
	const n = 150
	content := make([]float64, n)
	for i := range content {
		content[i] = float64(i)/n - 1
	}
	hypot := ir.Function{Name: "hypot", Value: func(x ...float64) float64 { return math.Hypot(x[0], x[1]) }}
	c := plantest.NewCase(9)
	c.Step(ir.Step{Name: "called", Map: &ir.Map{N: n, List: ir.NoList, Out: ir.NoList, Binding: ir.Binding{
		Kernel: c.Kernel(b.Kernel()), Calls: []ir.Function{hypot}, Arrays: []ir.ArrayID{c.StateOf("x", ir.Float64, n, content)}}}})
	diff, err := plantest.NoDiff(c, reference.New(), ordinary())
	if err != nil || diff != "" {
		t.Error(err, diff)
	}
}
