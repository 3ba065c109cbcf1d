package reference

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"golgi/sim/internal/engine/plantest"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/mathlib"
	"golgi/sim/internal/rng"
)

var (
	inf     = math.Inf(1)
	nan     = math.NaN()
	negZero = math.Copysign(0, -1)
)

const (
	maxInt = math.MaxInt64
	minInt = math.MinInt64
)

// operationTests says what operations yield. Operands and results are float64, int or bool.
var operationTests = []struct {
	op   ir.Op
	args []any
	want any
}{
	// IEEE 754.
	{ir.Add, []any{1.5, 2.25}, 3.75},
	{ir.Add, []any{inf, -inf}, nan},
	{ir.Add, []any{negZero, negZero}, negZero},
	{ir.Add, []any{math.MaxFloat64, math.MaxFloat64}, inf},
	{ir.Add, []any{1.0, 0x1p-53}, 1.0}, // rounds to even
	{ir.Sub, []any{1.5, 2.25}, -0.75},
	{ir.Sub, []any{0.0, 0.0}, 0.0},
	{ir.Sub, []any{inf, inf}, nan},
	{ir.Mul, []any{1.5, -2.5}, -3.75},
	{ir.Mul, []any{0.0, -2.5}, negZero},
	{ir.Mul, []any{0.0, inf}, nan},
	{ir.Div, []any{1.0, 3.0}, 1.0 / 3},
	{ir.Div, []any{1.0, 0.0}, inf},
	{ir.Div, []any{1.0, negZero}, -inf},
	{ir.Div, []any{0.0, 0.0}, nan},
	{ir.Neg, []any{0.0}, negZero},
	{ir.Neg, []any{-inf}, inf},
	{ir.Abs, []any{negZero}, 0.0},
	{ir.Abs, []any{-2.5}, 2.5},
	{ir.Fma, []any{1 + 0x1p-30, 1 + 0x1p-30, -1.0}, 0x1p-29 + 0x1p-60}, // the product alone would lose 2^-60
	{ir.Sqrt, []any{2.0}, math.Sqrt2},
	{ir.Sqrt, []any{-1.0}, nan},
	{ir.Sqrt, []any{negZero}, negZero},
	{ir.Floor, []any{-1.5}, -2.0},
	{ir.Floor, []any{negZero}, negZero},
	{ir.Ceil, []any{-1.5}, -1.0},
	{ir.Ceil, []any{1.25}, 2.0},

	// ir: Min and Max.
	{ir.Min, []any{1.0, -2.0}, -2.0},
	{ir.Min, []any{0.0, negZero}, negZero},
	{ir.Min, []any{nan, -inf}, nan},
	{ir.Max, []any{1.0, -2.0}, 1.0},
	{ir.Max, []any{negZero, 0.0}, 0.0},
	{ir.Max, []any{inf, nan}, nan},
	{ir.Sign, []any{-3.5}, -1.0},
	{ir.Sign, []any{negZero}, 0.0},
	{ir.Sign, []any{5e-324}, 1.0},
	{ir.Sign, []any{nan}, nan},

	// CPython 3.11: a % b and a // b.
	{ir.Mod, []any{7.0, 3.0}, 1.0},
	{ir.Mod, []any{-7.0, 3.0}, 2.0},
	{ir.Mod, []any{7.0, -3.0}, -2.0},
	{ir.Mod, []any{-7.0, -3.0}, -1.0},
	{ir.Mod, []any{1.0, 0.1}, 0x1.9999999999996p-4},
	{ir.Mod, []any{-1.0, 0.1}, 0x1p-54},
	{ir.Mod, []any{-5.0, inf}, inf},
	{ir.Mod, []any{5.0, -inf}, -inf},
	{ir.Mod, []any{negZero, 3.0}, 0.0},
	{ir.Mod, []any{0.0, -3.0}, negZero},
	{ir.Mod, []any{6.0, -3.0}, negZero},
	{ir.Mod, []any{-1e-20, 1.0}, 1.0},
	{ir.Mod, []any{inf, 3.0}, nan},
	{ir.Mod, []any{1e300, 1e-300}, 0x1.4f722a6f79f9cp-998},
	{ir.FloorDiv, []any{7.0, 3.0}, 2.0},
	{ir.FloorDiv, []any{-7.0, 3.0}, -3.0},
	{ir.FloorDiv, []any{1.0, 0.1}, 9.0}, // 1/0.1 is 10, but ten times the double 0.1 is more than 1
	{ir.FloorDiv, []any{-1.0, 0.1}, -10.0},
	{ir.FloorDiv, []any{-5.0, inf}, -1.0},
	{ir.FloorDiv, []any{5.0, inf}, 0.0},
	{ir.FloorDiv, []any{negZero, 3.0}, negZero},
	{ir.FloorDiv, []any{6.0, -3.0}, -2.0},
	{ir.FloorDiv, []any{inf, 3.0}, nan},
	{ir.FloorDiv, []any{1e300, 1e-300}, inf},
	// ir: division by zero, as numpy has it.
	{ir.Mod, []any{7.0, 0.0}, nan},
	{ir.FloorDiv, []any{7.0, 0.0}, inf},
	{ir.FloorDiv, []any{-7.0, 0.0}, -inf},
	{ir.FloorDiv, []any{0.0, 0.0}, nan},

	// Two's complement; CPython 3.11 for signs; ir for division by zero.
	{ir.Add, []any{maxInt, 1}, minInt},
	{ir.Sub, []any{minInt, 1}, maxInt},
	{ir.Sub, []any{3, 5}, -2},
	{ir.Mul, []any{1 << 40, 1 << 40}, 0},
	{ir.Mul, []any{-3, 5}, -15},
	{ir.Neg, []any{minInt}, minInt},
	{ir.Neg, []any{5}, -5},
	{ir.Abs, []any{-5}, 5},
	{ir.Abs, []any{minInt}, minInt},
	{ir.Min, []any{3, -5}, -5},
	{ir.Max, []any{3, -5}, 3},
	{ir.Sign, []any{-9}, -1},
	{ir.Sign, []any{9}, 1},
	{ir.Sign, []any{0}, 0},
	{ir.Mod, []any{7, 3}, 1},
	{ir.Mod, []any{-7, 3}, 2},
	{ir.Mod, []any{7, -3}, -2},
	{ir.Mod, []any{-6, 3}, 0},
	{ir.Mod, []any{7, 0}, 0},
	{ir.Mod, []any{minInt, -1}, 0},
	{ir.FloorDiv, []any{7, 3}, 2},
	{ir.FloorDiv, []any{-7, 3}, -3},
	{ir.FloorDiv, []any{7, -3}, -3},
	{ir.FloorDiv, []any{-7, -3}, 2},
	{ir.FloorDiv, []any{-6, 3}, -2},
	{ir.FloorDiv, []any{7, 0}, 0},
	{ir.FloorDiv, []any{minInt, -1}, minInt},

	// Package mathlib; its own tests say how right it is.
	{ir.Pow, []any{2.0, 0.5}, mathlib.Pow(2, 0.5)},
	{ir.Pow, []any{-2.0, 3.0}, -8.0},
	{ir.Exp, []any{1.25}, mathlib.Exp(1.25)},
	{ir.Exp, []any{-inf}, 0.0},
	{ir.Expm1, []any{1.25}, mathlib.Expm1(1.25)},
	{ir.Exprel, []any{1.25}, mathlib.Exprel(1.25)},
	{ir.Exprel, []any{0.0}, 1.0},
	{ir.Log, []any{1.25}, mathlib.Log(1.25)},
	{ir.Log, []any{-1.0}, nan},
	{ir.Log1p, []any{1.25}, mathlib.Log1p(1.25)},
	{ir.Log10, []any{1.25}, mathlib.Log10(1.25)},
	{ir.Sin, []any{1.25}, mathlib.Sin(1.25)},
	{ir.Cos, []any{1.25}, mathlib.Cos(1.25)},
	{ir.Tan, []any{1.25}, mathlib.Tan(1.25)},
	{ir.Asin, []any{0.75}, mathlib.Asin(0.75)},
	{ir.Acos, []any{0.75}, mathlib.Acos(0.75)},
	{ir.Atan, []any{0.75}, mathlib.Atan(0.75)},
	{ir.Sinh, []any{1.25}, mathlib.Sinh(1.25)},
	{ir.Cosh, []any{1.25}, mathlib.Cosh(1.25)},
	{ir.Tanh, []any{1.25}, mathlib.Tanh(1.25)},

	// ir: comparisons with NaN are false, but Ne is true.
	{ir.Lt, []any{1.0, 2.0}, true},
	{ir.Lt, []any{2.0, 2.0}, false},
	{ir.Lt, []any{negZero, 0.0}, false},
	{ir.Lt, []any{nan, 2.0}, false},
	{ir.Lt, []any{-3, 2}, true},
	{ir.Lt, []any{2, 2}, false},
	{ir.Le, []any{2.0, 2.0}, true},
	{ir.Le, []any{3.0, 2.0}, false},
	{ir.Le, []any{2.0, nan}, false},
	{ir.Le, []any{2, 2}, true},
	{ir.Le, []any{3, 2}, false},
	{ir.Eq, []any{negZero, 0.0}, true},
	{ir.Eq, []any{nan, nan}, false},
	{ir.Eq, []any{1, 1}, true},
	{ir.Eq, []any{1, 2}, false},
	{ir.Eq, []any{false, false}, true},
	{ir.Eq, []any{true, false}, false},
	{ir.Ne, []any{nan, nan}, true},
	{ir.Ne, []any{1.0, 1.0}, false},
	{ir.Ne, []any{1, 2}, true},
	{ir.Ne, []any{true, true}, false},
	{ir.Ne, []any{true, false}, true},

	{ir.And, []any{true, true}, true},
	{ir.And, []any{true, false}, false},
	{ir.Or, []any{false, false}, false},
	{ir.Or, []any{true, false}, true},
	{ir.Not, []any{true}, false},
	{ir.Not, []any{false}, true},
	{ir.Select, []any{true, 1.5, nan}, 1.5},
	{ir.Select, []any{false, 1.5, negZero}, negZero},
	{ir.Select, []any{true, 1, 2}, 1},
	{ir.Select, []any{false, 1, 2}, 2},
	{ir.Select, []any{true, false, true}, false},
	{ir.Select, []any{false, false, true}, true},

	// ir: conversions saturate, and NaN is 0.
	{ir.ToFloat, []any{-3}, -3.0},
	{ir.ToFloat, []any{maxInt}, 0x1p63},
	{ir.ToFloat, []any{1<<53 + 1}, 0x1p53}, // rounds to even
	{ir.ToFloat, []any{true}, 1.0},
	{ir.ToFloat, []any{false}, 0.0},
	{ir.ToInt, []any{-2.75}, -2},
	{ir.ToInt, []any{2.75}, 2},
	{ir.ToInt, []any{nan}, 0},
	{ir.ToInt, []any{inf}, maxInt},
	{ir.ToInt, []any{-inf}, minInt},
	{ir.ToInt, []any{0x1p63}, maxInt},
	{ir.ToInt, []any{-0x1p63}, minInt},
	{ir.ToInt, []any{true}, 1},
	{ir.ToInt, []any{false}, 0},
	{ir.ToBool, []any{0.5}, true},
	{ir.ToBool, []any{negZero}, false},
	{ir.ToBool, []any{nan}, true},
	{ir.ToBool, []any{-7}, true},
	{ir.ToBool, []any{0}, false},
}

// filled returns n elements that hold a value of a test, and their type.
func filled(x any, n int) (ir.Elem, any) {
	switch x := x.(type) {
	case float64:
		return ir.Float64, slices.Repeat([]float64{mathlib.Canonical(x)}, n)
	case int:
		return ir.Int64, slices.Repeat([]int64{int64(x)}, n)
	case bool:
		return ir.Bool8, slices.Repeat([]uint8{truth(x)}, n)
	}
	panic(fmt.Sprintf("a test has a value of type %T", x))
}

// constant returns a value of a test as a constant.
func constant(x any) ir.Num {
	switch x := x.(type) {
	case float64:
		return ir.Num{Float: x}
	case int:
		return ir.Num{Int: int64(x)}
	}
	return ir.Num{Int: int64(truth(x.(bool)))}
}

// TestEveryOperation runs the table above, and the tests of memory below, and checks that no operation was
// left out.
func TestEveryOperation(t *testing.T) {
	covered := map[ir.Op]bool{}
	for _, test := range operationTests {
		for constants := range 1 << len(test.args) { // which operands are the same for all elements
			for _, n := range []int{1, 7, blockLen + 9} {
				for _, list := range []bool{false, true} {
					checkOperation(t, covered, test.op, test.args, test.want, constants, n, list)
				}
			}
		}
	}
	for _, test := range memoryTests {
		checkMemory(t, covered, test)
	}
	for _, op := range ir.Ops() {
		if !covered[op] {
			t.Errorf("no test executes %v", op)
		}
	}
}

// checkOperation runs one operation over n elements, of a range or a list.
func checkOperation(
	t *testing.T, covered map[ir.Op]bool, op ir.Op, args []any, want any, constants, n int, list bool,
) {
	c := plantest.NewCase(1)
	b := ir.NewBuilder(op.String())
	m := &ir.Map{N: n, List: ir.NoList, To: int32(n), Out: ir.NoList}
	values := make([]ir.Value, len(args))
	for k, arg := range args {
		elem, content := filled(arg, n)
		if name := fmt.Sprint("x", k); constants>>k&1 == 1 {
			values[k] = b.Const(name, elem.Type())
			m.Consts = append(m.Consts, constant(arg))
		} else {
			values[k] = b.Load(b.Array(name, elem), b.Index())
			m.Arrays = append(m.Arrays, c.StateOf(name, elem, n, content))
		}
	}
	elem, content := filled(want, n)
	b.Store(b.Array("y", elem), b.Index(), b.Op(op, values...), ir.None)
	y := c.State("y", elem, n)
	m.Arrays = append(m.Arrays, y)
	k := b.Kernel()
	for _, in := range k.Body {
		covered[in.Op] = true
	}
	if list {
		m.List = c.Emitter(n, slices.Repeat([]uint8{1}, n))
	}
	m.Kernel = c.Kernel(k)
	c.Step(ir.Step{Name: op.String(), Map: m})
	got, err := c.Run(New())
	must(err)
	if diff := plantest.Differ(got.Arrays[y], content); diff != "" {
		t.Errorf("%v of %v, constants %b, %d elements, list %v:\n%v\n%s", op, args, constants, n, list, k, diff)
	}
}

// memoryTest runs a kernel over the elements 0 to 3 of three arrays: x (Float64, 10 20 30 40), n (Int32, 3
// 2 1 0) and ready (Bool8, 1 0 1 0).
type memoryTest struct {
	name string
	body func(b *ir.Builder, x, n, ready int)
	x    []float64
	n    []int32
	out  []int32
}

var memoryTests = []memoryTest{
	{"store at own", func(b *ir.Builder, x, n, ready int) {
		b.Store(x, b.Index(), b.Float(1), ir.None)
	}, []float64{1, 1, 1, 1}, []int32{3, 2, 1, 0}, nil},
	{"store at own if", func(b *ir.Builder, x, n, ready int) {
		b.Store(x, b.Index(), b.Float(1), b.Load(ready, b.Index()))
	}, []float64{1, 20, 1, 40}, []int32{3, 2, 1, 0}, nil},
	{"reverse", func(b *ir.Builder, x, n, ready int) { // one after another: 10 goes to 3, comes back to 0
		b.Store(x, b.Load(n, b.Index()), b.Load(x, b.Index()), ir.None)
	}, []float64{10, 20, 20, 10}, []int32{3, 2, 1, 0}, nil},
	{"sum into one", func(b *ir.Builder, x, n, ready int) {
		b.Incr(x, b.Int(0), b.Op(ir.ToFloat, b.Load(n, b.Index())), ir.None)
	}, []float64{16, 20, 30, 40}, []int32{3, 2, 1, 0}, nil},
	{"sum into one if", func(b *ir.Builder, x, n, ready int) {
		b.Incr(x, b.Int(0), b.Op(ir.ToFloat, b.Load(n, b.Index())), b.Load(ready, b.Index()))
	}, []float64{14, 20, 30, 40}, []int32{3, 2, 1, 0}, nil},
	{"increment elsewhere", func(b *ir.Builder, x, n, ready int) {
		b.Incr(x, b.Load(n, b.Index()), b.Op(ir.ToFloat, b.Index()), ir.None)
	}, []float64{13, 22, 31, 40}, []int32{3, 2, 1, 0}, nil},
	{"a 32-bit array keeps the low bits", func(b *ir.Builder, x, n, ready int) {
		b.Incr(n, b.Index(), b.Int(1<<32+math.MaxInt32), ir.None)
	}, []float64{10, 20, 30, 40},
		[]int32{math.MinInt32 + 2, math.MinInt32 + 1, math.MinInt32, math.MaxInt32}, nil},
	{"emission", func(b *ir.Builder, x, n, ready int) {
		b.Emit(b.Load(ready, b.Load(n, b.Index())))
	}, []float64{10, 20, 30, 40}, []int32{3, 2, 1, 0}, []int32{1, 3}},
	{"random numbers", func(b *ir.Builder, x, n, ready int) {
		b.Store(x, b.Index(), b.Op(ir.Add, b.Rand(b.Load(n, b.Index()), 1), b.Randn(b.Index(), 2)), ir.None)
	}, []float64{random(3, 0), random(2, 1), random(1, 2), random(0, 3)}, []int32{3, 2, 1, 0}, nil},
	{"Poisson numbers", func(b *ir.Builder, x, n, ready int) {
		b.Store(x, b.Index(), b.Poisson(b.Load(n, b.Index()), b.Load(x, b.Index()), 3), ir.None)
	}, []float64{poisson(3, 10), poisson(2, 20), poisson(1, 30), poisson(0, 40)}, []int32{3, 2, 1, 0}, nil},
	{"integers that fit", func(b *ir.Builder, x, n, ready int) {
		large := b.Op(ir.Mul, b.Op(ir.ToInt, b.Op(ir.Not, b.Load(ready, b.Index()))), b.Int(1<<40)) // where nothing is written
		b.Store(n, b.Index(), b.Fit(n, b.Index(), b.Op(ir.Sub, large, b.Int(7)), b.Load(ready, b.Index())), b.Load(ready, b.Index()))
		b.Store(n, b.Int(3), b.Fit(n, b.Int(3), b.Int(math.MaxInt32), ir.None), ir.None)
	}, []float64{10, 20, 30, 40}, []int32{-7, 2, -7, math.MaxInt32}, nil},
	{"floats that fit when they are cut off", func(b *ir.Builder, x, n, ready int) {
		value := b.Op(ir.Select, b.Load(ready, b.Index()), b.Op(ir.Mul, b.Load(x, b.Index()), b.Float(-0.25)), b.Float(math.Inf(1)))
		b.Store(n, b.Index(), b.Fit(n, b.Index(), value, b.Load(ready, b.Index())), b.Load(ready, b.Index()))
		b.Store(n, b.Int(3), b.Fit(n, b.Int(3), b.Float(math.MinInt32-0.5), ir.None), ir.None)
	}, []float64{10, 20, 30, 40}, []int32{-2, 2, -7, math.MinInt32}, nil},
	{"calls", func(b *ir.Builder, x, n, ready int) {
		b.Store(x, b.Index(), b.Call("weigh", b.Load(x, b.Index()), b.Call("weigh", b.Op(ir.ToFloat, b.Load(n, b.Index())))), ir.None)
	}, []float64{10 + 20*3, 20 + 20*2, 30 + 20*1, 40}, []int32{3, 2, 1, 0}, nil},
}

// weigh is x + 10*y of two numbers, and 2*x of one.
func weigh(x ...float64) float64 {
	if len(x) == 1 {
		return 2 * x[0]
	}
	return x[0] + float64(10*x[1])
}

// random is what the test of random numbers draws: uniform at one index, normal at another.
func random(uniform, normal uint32) float64 {
	return rng.Uniform(rng.Key{5, 6}, uniform, 77, 1) + rng.Normal(rng.Key{5, 6}, normal, 77, 2)
}

func poisson(index uint32, mean float64) float64 {
	return rng.Poisson(rng.Key{5, 6}, index, 77, 3, mean)
}

// checkMemory runs a test of memory.
func checkMemory(t *testing.T, covered map[ir.Op]bool, test memoryTest) {
	b := ir.NewBuilder(test.name)
	x, n, ready := b.Array("x", ir.Float64), b.Array("n", ir.Int32), b.Array("ready", ir.Bool8)
	test.body(b, x, n, ready)
	k := b.Kernel()
	for _, in := range k.Body {
		covered[in.Op] = true
	}
	memory := &ir.Memory{
		Arrays: []ir.ArrayDecl{{Name: "x", Elem: ir.Float64, Len: 4}, {Name: "n", Elem: ir.Int32, Len: 4},
			{Name: "ready", Elem: ir.Bool8, Len: 4, Shared: []uint8{1, 0, 1, 0}}},
		Lists: []ir.ListDecl{{Name: "out", Cap: 4}},
	}
	in := newInstance(New(), memory)
	must(in.Write(0, 0, []float64{10, 20, 30, 40}))
	must(in.Write(1, 0, []int32{3, 2, 1, 0}))
	m := &ir.Map{N: 4, List: ir.NoList, Out: ir.NoList, Binding: ir.Binding{
		Arrays: []ir.ArrayID{0, 1, 2}, Key: rng.Key{5, 6}}}
	for range k.Calls {
		m.Calls = append(m.Calls, ir.Function{Name: "weigh", Value: weigh})
	}
	if k.Emits() {
		m.Out = 0
	}
	must(in.Exec(memory, k, m, 77))
	gotX, gotN := make([]float64, 4), make([]int32, 4)
	must(in.Read(0, 0, gotX))
	must(in.Read(1, 0, gotN))
	out := in.lists[0].entries
	if !slices.Equal(gotX, test.x) || !slices.Equal(gotN, test.n) || !slices.Equal(out, test.out) {
		t.Errorf("%s: got x = %v, n = %v, out = %v; want %v, %v, %v\n%v",
			test.name, gotX, gotN, out, test.x, test.n, test.out, k)
	}
}

// newInstance returns an instance with memory.
func newInstance(e *Engine, memory *ir.Memory) *instance {
	in, err := e.NewInstance()
	must(err)
	must(in.Allocate(memory))
	return in.(*instance)
}

// TestFusions checks each pair of fused operations against the two by themselves, on odd numbers.
func TestFusions(t *testing.T) {
	for p, loop := range fusions {
		const n = 11
		operands := make([][]float64, 3)
		for k := range operands {
			operands[k] = make([]float64, n)
			for e := range operands[k] {
				operands[k][e] = plantest.OddFloats[(e*(k+2)+k)%len(plantest.OddFloats)] + float64(e%3)/3
			}
		}
		for _, scalar := range plantest.OddFloats {
			args := slices.Clone(operands)
			for k, kind := range p.kinds {
				if kind == 'S' {
					args[k] = []float64{scalar}
				}
			}
			got := make([]float64, n)
			loop(got, args[0], args[1], args[2])
			for e := range got {
				at := func(k int) float64 { return args[k][e%len(args[k])] }
				first := evaluate(p.first, ir.Float, [3]cell{{f: at(0)}, {f: at(1)}}).f
				want := evaluate(p.second, ir.Float, [3]cell{{f: first}, {f: at(2)}}).f
				if p.right {
					want = evaluate(p.second, ir.Float, [3]cell{{f: at(2)}, {f: first}}).f
				}
				if math.Float64bits(mathlib.Canonical(got[e])) != math.Float64bits(mathlib.Canonical(want)) {
					t.Errorf("%v: of %v, %v, %v got %v, want %v", p, at(0), at(1), at(2), got[e], want)
				}
			}
		}
	}
}

// TestFusionIsFound checks that a pair becomes one operation, and that a value with a second use does not.
func TestFusionIsFound(t *testing.T) {
	build := func(extra bool) *program {
		b := ir.NewBuilder("k")
		x := b.Load(b.Array("x", ir.Float64), b.Index())
		product := b.Op(ir.Mul, b.Const("dt", ir.Float), x)
		b.Store(b.Array("y", ir.Float64), b.Index(), b.Op(ir.Add, x, product), ir.None)
		if extra {
			b.Store(b.Array("z", ir.Float64), b.Index(), product, ir.None)
		}
		return compile(b.Kernel(), false)
	}
	if got := len(build(false).body); got != 3 { // view x, view y, y = x·dt + x
		t.Errorf("x + dt·x takes %d operations, want 3", got)
	}
	if got := len(build(true).body); got != 5 { // view x, view z, z = x·dt, view y, y = x + z
		t.Errorf("x + dt·x with dt·x stored takes %d operations, want 5", got)
	}
}
