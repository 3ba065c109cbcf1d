package cc

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"golgi/sim/internal/engine/plantest"
	"golgi/sim/internal/engine/reference"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/rng"
)

// arguments returns arguments of functions: a third of all bit patterns, a third of all exponents a function
// may see in a model, a third of ordinary numbers.
func arguments(n int, seed uint64) []float64 {
	r := rand.New(rand.NewPCG(seed, 1))
	x := make([]float64, n)
	for k := range x {
		switch k % 3 {
		case 0:
			x[k] = math.Float64frombits(r.Uint64())
		case 1:
			x[k] = math.Ldexp(2*r.Float64()-1, r.IntN(64)-40)
		default:
			x[k] = 40*r.Float64() - 20
		}
	}
	return x
}

// addFunctions adds steps that apply elementary functions, by default all, to arguments, each alone and over
// a range.
func addFunctions(c *plantest.Case, x, y []float64, chosen ...ir.Op) {
	n := len(x)
	xs, ys := c.Topology("x", ir.Float64, n, x), c.Topology("y", ir.Float64, n, y)
	if len(chosen) == 0 {
		chosen = slices.DeleteFunc(plantest.PureOps(), func(op ir.Op) bool { return functions[op].name == "" })
	}
	for _, op := range chosen {
		b := ir.NewBuilder(op.String())
		args := []ir.Value{b.Load(b.Array("x", ir.Float64), b.Index())}
		ids := []ir.ArrayID{xs}
		if op.Operands() == 2 {
			args = append(args, b.Load(b.Array("y", ir.Float64), b.Index()))
			ids = append(ids, ys)
		}
		b.Store(b.Array("z", ir.Float64), b.Index(), b.Op(op, args...), ir.None)
		ids = append(ids, c.State(op.String(), ir.Float64, n))
		c.Step(ir.Step{Name: op.String(), Map: &ir.Map{N: n, List: ir.NoList, Out: ir.NoList,
			Binding: ir.Binding{Kernel: c.Kernel(b.Kernel()), Arrays: ids}}})
	}
}

// TestFunctions compares the elementary functions in C with those of package mathlib on many arguments: the
// branch-free forms where all arguments of a chunk are usual, the others where some are not.
func TestFunctions(t *testing.T) {
	t.Parallel()
	const n = 20_000
	e := ordinary()
	for round := range uint64(many(1)) {
		c := plantest.NewCase(1)
		addFunctions(c, arguments(n, 4*round), arguments(n, 4*round+1))
		usual, positive := arguments(n, 4*round+2), make([]float64, n)
		for k := range usual { // no NaN, nothing huge: chunks without any detour
			usual[k] = math.Mod(usual[k], 600)
			if usual[k] != usual[k] {
				usual[k] = 1
			}
			positive[k] = math.Abs(usual[k]) + 0x1p-900
		}
		addFunctions(c, usual, arguments(n, 4*round+3))
		addFunctions(c, positive, usual)
		diff, err := plantest.NoDiff(c, reference.New(), e)
		if err != nil || diff != "" {
			t.Fatal(err, diff)
		}
	}
}

// TestRandomNumbers compares uniform, normal and Poisson numbers, far out in all words of the counter. Means are from 0 to
// 2000, with steps of 1/10.
func TestRandomNumbers(t *testing.T) {
	const n = 20_000
	c := plantest.NewCase(2)
	c.Content[c.Plan.Clocks[0].Tick] = []int64{math.MaxInt64 - 5}
	b := ir.NewBuilder("noise")
	far := b.Op(ir.Sub, b.Const("far", ir.Int), b.Index())
	b.Store(b.Array("u", ir.Float64), b.Index(), b.Rand(b.Index(), 0), ir.None)
	b.Store(b.Array("n", ir.Float64), b.Index(), b.Randn(far, math.MaxUint32), ir.None)
	mean := b.Op(ir.Div, b.Op(ir.ToFloat, b.Index()), b.Float(10))
	b.Store(b.Array("p", ir.Float64), b.Index(), b.Poisson(far, mean, 3), ir.None)
	k := c.Kernel(b.Kernel())
	for _, key := range []rng.Key{{}, {math.MaxUint32, math.MaxUint32}, {1, 0x80000000}} {
		c.Step(ir.Step{Name: "noise", Map: &ir.Map{N: n, List: ir.NoList, Out: ir.NoList, Binding: ir.Binding{
			Kernel: k, Key: key, Consts: []ir.Num{{Int: math.MinInt64 + 7}},
			Arrays: []ir.ArrayID{c.State("u", ir.Float64, n), c.State("n", ir.Float64, n), c.State("p", ir.Float64, n)}}}})
	}
	diff, err := plantest.NoDiff(c, reference.New(), ordinary())
	if err != nil || diff != "" {
		t.Error(err, diff)
	}
}
