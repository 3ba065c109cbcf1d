package reference

import (
	"fmt"
	"math"
	"slices"

	"golgi/sim/internal/ir"
	"golgi/sim/internal/mathlib"
	"golgi/sim/internal/rng"
)

// cell is one element of memory or one value: Float in f; Int and Bool in i.
type cell struct {
	f float64
	i int64
}

// oracle runs kernels element by element, as the package doc of ir defines them. It shares no code with the
// engine but the functions of one or two numbers, which have tables of their own.
type oracle struct {
	elems  []ir.Elem
	arrays [][]cell
}

// run executes the kernel for each element in order and returns what it emits.
func (o *oracle) run(k *ir.Kernel, b *ir.Binding, elements []int32, tick uint64) ([]int32, error) {
	emitted := []int32{}
	for _, e := range elements {
		values := make([]cell, len(k.Body))
		for n := range k.Body {
			in := &k.Body[n]
			var args [3]cell
			for pos, arg := range in.Args {
				if arg != ir.None {
					args[pos] = values[arg]
				}
			}
			switch in.Op {
			case ir.Lit:
				values[n] = cell{in.Num, in.Int}
			case ir.Param:
				values[n] = cell{b.Consts[in.Param].Float, b.Consts[in.Param].Int}
			case ir.Index:
				values[n] = cell{i: int64(e)}
			case ir.Rand:
				values[n] = cell{f: rng.Uniform(b.Key, uint32(args[0].i), tick, uint32(in.Draw))}
			case ir.Randn:
				values[n] = cell{f: rng.Normal(b.Key, uint32(args[0].i), tick, uint32(in.Draw))}
			case ir.Emit:
				if args[0].i != 0 {
					emitted = append(emitted, e)
				}
			case ir.Load, ir.Store, ir.Incr:
				id := b.Arrays[in.Array]
				masked := in.Op != ir.Load && in.Args[2] != ir.None && args[2].i == 0
				if masked {
					continue
				}
				if args[0].i < 0 || args[0].i >= int64(len(o.arrays[id])) {
					return emitted, fmt.Errorf("index %d", args[0].i)
				}
				place := &o.arrays[id][args[0].i]
				switch in.Op {
				case ir.Load:
					values[n] = *place
				case ir.Store:
					*place = args[1]
				case ir.Incr:
					*place = cell{place.f + args[1].f, place.i + args[1].i}
				}
				if o.elems[id] == ir.Int32 {
					place.i = int64(int32(place.i))
				}
			default:
				values[n] = evaluate(in.Op, k.Body[in.Args[0]].Type, args)
			}
		}
	}
	return emitted, nil
}

// evaluate applies a pure operation to operands, of which the first has type t.
func evaluate(op ir.Op, t ir.Type, x [3]cell) cell {
	a, b, i, j := x[0].f, x[1].f, x[0].i, x[1].i
	isInt := t != ir.Float
	truth := func(c bool) cell {
		if c {
			return cell{i: 1}
		}
		return cell{}
	}
	one := func(f func(float64) float64) cell { return cell{f: f(a)} }
	switch op {
	case ir.Add:
		return cell{a + b, i + j}
	case ir.Sub:
		return cell{a - b, i - j}
	case ir.Mul:
		return cell{a * b, i * j}
	case ir.Neg:
		return cell{-a, -i}
	case ir.Abs:
		return cell{math.Abs(a), max(i, -i)}
	case ir.Mod:
		return cell{modFloat(a, b), modInt(i, j)}
	case ir.FloorDiv:
		return cell{floorDivFloat(a, b), floorDivInt(i, j)}
	case ir.Min:
		return cell{least(a, b), min(i, j)}
	case ir.Max:
		return cell{-least(-a, -b), max(i, j)}
	case ir.Sign:
		return cell{signFloat(a), signInt(i)}
	case ir.Div:
		return cell{f: a / b}
	case ir.Fma:
		return cell{f: math.FMA(a, b, x[2].f)}
	case ir.Sqrt:
		return one(math.Sqrt)
	case ir.Floor:
		return one(math.Floor)
	case ir.Ceil:
		return one(math.Ceil)
	case ir.Pow:
		return cell{f: mathlib.Pow(a, b)}
	case ir.Exp:
		return one(mathlib.Exp)
	case ir.Expm1:
		return one(mathlib.Expm1)
	case ir.Exprel:
		return one(mathlib.Exprel)
	case ir.Log:
		return one(mathlib.Log)
	case ir.Log1p:
		return one(mathlib.Log1p)
	case ir.Log10:
		return one(mathlib.Log10)
	case ir.Sin:
		return one(mathlib.Sin)
	case ir.Cos:
		return one(mathlib.Cos)
	case ir.Tan:
		return one(mathlib.Tan)
	case ir.Asin:
		return one(mathlib.Asin)
	case ir.Acos:
		return one(mathlib.Acos)
	case ir.Atan:
		return one(mathlib.Atan)
	case ir.Sinh:
		return one(mathlib.Sinh)
	case ir.Cosh:
		return one(mathlib.Cosh)
	case ir.Tanh:
		return one(mathlib.Tanh)
	case ir.Lt:
		return truth(isInt && i < j || !isInt && a < b)
	case ir.Le:
		return truth(isInt && i <= j || !isInt && a <= b)
	case ir.Eq:
		return truth(isInt && i == j || !isInt && a == b)
	case ir.Ne:
		return truth(isInt && i != j || !isInt && a != b)
	case ir.And:
		return truth(i != 0 && j != 0)
	case ir.Or:
		return truth(i != 0 || j != 0)
	case ir.Not:
		return truth(i == 0)
	case ir.Select:
		if i != 0 {
			return x[1]
		}
		return x[2]
	case ir.ToFloat:
		return cell{f: float64(i)}
	case ir.ToInt:
		if isInt {
			return cell{i: i}
		}
		return cell{i: intOfFloat(a)}
	case ir.ToBool:
		return truth(isInt && i != 0 || !isInt && a != 0)
	}
	panic(fmt.Sprintf("the oracle does not know %v", op))
}

// least is the minimum as ir defines it, case by case.
func least(a, b float64) float64 {
	switch {
	case a != a || b != b:
		return math.NaN()
	case a < b || a == b && math.Signbit(a):
		return a
	}
	return b
}

// machine is an instance beside an oracle with the same memory.
type machine struct {
	memory   ir.Memory
	instance *instance
	oracle   oracle
}

// newMachine returns a machine whose arrays have the given content.
func newMachine(e *Engine, contents ...[]cell) func(elems ...ir.Elem) *machine {
	return func(elems ...ir.Elem) *machine {
		m := &machine{}
		for id, elem := range elems {
			m.memory.Arrays = append(m.memory.Arrays,
				ir.ArrayDecl{Name: fmt.Sprintf("m%d", id), Elem: elem, Len: len(contents[id])})
			m.oracle.elems = append(m.oracle.elems, elem)
			m.oracle.arrays = append(m.oracle.arrays, slices.Clone(contents[id]))
		}
		in, err := e.NewInstance()
		must(err)
		m.instance = in.(*instance)
		must(m.instance.Allocate(&m.memory))
		for id, elem := range elems {
			must(m.instance.Write(ir.ArrayID(id), 0, content(elem, contents[id])))
		}
		return m
	}
}

// must panics on an error that is a fault of the test.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

// content turns cells into the content of an array.
func content(elem ir.Elem, cells []cell) any {
	switch elem {
	case ir.Float64:
		return convert(cells, func(c cell) float64 { return c.f })
	case ir.Int32:
		return convert(cells, func(c cell) int32 { return int32(c.i) })
	case ir.Int64:
		return convert(cells, func(c cell) int64 { return c.i })
	}
	return convert(cells, func(c cell) uint8 { return uint8(c.i) })
}

// convert applies a function to each cell.
func convert[T any](cells []cell, f func(cell) T) []T {
	out := make([]T, len(cells))
	for k, c := range cells {
		out[k] = f(c)
	}
	return out
}

// differences returns where the instance's memory is not that of the oracle, to the bit; all NaNs are one.
func (m *machine) differences() []string {
	var out []string
	for id, a := range m.instance.arrays {
		want := words(content(a.elem, m.oracle.arrays[id]))
		read := content(a.elem, make([]cell, a.len()))
		must(m.instance.Read(ir.ArrayID(id), 0, read))
		for k, got := range words(read) {
			if got != want[k] {
				out = append(out,
					fmt.Sprintf("array %d (%v) element %d is %#x, want %#x", id, a.elem, k, got, want[k]))
				break
			}
		}
	}
	return out
}

// words returns the bits of the content of an array.
func words(content any) []uint64 {
	var out []uint64
	switch x := content.(type) {
	case []float64:
		for _, v := range x {
			out = append(out, math.Float64bits(mathlib.Canonical(v)))
		}
	case []int32:
		for _, v := range x {
			out = append(out, uint64(v))
		}
	case []int64:
		for _, v := range x {
			out = append(out, uint64(v))
		}
	case []uint8:
		for _, v := range x {
			out = append(out, uint64(v))
		}
	}
	return out
}
