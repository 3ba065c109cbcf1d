package reference

import (
	"fmt"
	"math"

	"golgi/sim/internal/ir"
	"golgi/sim/internal/mathlib"
	"golgi/sim/internal/rng"
)

// cell is one element of memory or one value: Float in f; Int and Bool in i.
type cell struct {
	f float64
	i int64
}

// execution is the work of a kernel in one step.
type execution struct {
	*oracleInstance
	kernel  *ir.Kernel
	binding *ir.Binding
	tick    uint64
	emitted []int32
}

// execute runs the kernel for each element in order and returns what it emits. Indices are inside.
func (o *oracleInstance) execute(k *ir.Kernel, b *ir.Binding, elements []int32, tick uint64) []int32 {
	x := &execution{oracleInstance: o, kernel: k, binding: b, tick: tick}
	for _, e := range elements {
		values := make([]cell, len(k.Body))
		for n := range values {
			values[n] = x.instruction(&k.Body[n], e, values)
		}
	}
	return x.emitted
}

// instruction executes one instruction for element e, after the values of those before.
func (x *execution) instruction(in *ir.Instr, e int32, values []cell) cell {
	var args [3]cell
	for pos, arg := range in.Args {
		if arg != ir.None {
			args[pos] = values[arg]
		}
	}
	switch in.Op {
	case ir.Lit:
		return cell{in.Num, in.Int}
	case ir.Param:
		return cell{x.binding.Consts[in.Param].Float, x.binding.Consts[in.Param].Int}
	case ir.Index:
		return cell{i: int64(e)}
	case ir.Rand:
		return cell{f: rng.Uniform(x.binding.Key, uint32(args[0].i), x.tick, uint32(in.Draw))}
	case ir.Randn:
		return cell{f: rng.Normal(x.binding.Key, uint32(args[0].i), x.tick, uint32(in.Draw))}
	case ir.Poisson:
		return cell{f: rng.Poisson(x.binding.Key, uint32(args[0].i), x.tick, uint32(in.Draw), args[1].f)}
	case ir.Load, ir.Store, ir.Incr:
		return x.access(in, args)
	case ir.Emit:
		if args[0].i != 0 {
			x.emitted = append(x.emitted, e)
		}
		return cell{}
	}
	if in.Op == ir.Fit {
		if n, _ := cutOff(args[1].f); x.kernel.Body[in.Args[1]].Type == ir.Float {
			return cell{i: n}
		}
		return args[1]
	}
	if in.Op == ir.Call {
		var list []float64
		for pos, arg := range in.Args {
			if arg != ir.None {
				list = append(list, args[pos].f)
			}
		}
		return cell{f: x.binding.Calls[in.Param].Value(list...)}
	}
	return evaluate(in.Op, x.kernel.Body[in.Args[0]].Type, args)
}

// access reads or writes memory.
func (x *execution) access(in *ir.Instr, args [3]cell) cell {
	id := x.binding.Arrays[in.Array]
	place := &x.arrays[id][args[0].i]
	if in.Op == ir.Load {
		return *place
	}
	if in.Args[2] != ir.None && args[2].i == 0 {
		return cell{}
	}
	if in.Op == ir.Store {
		*place = args[1]
	} else {
		*place = cell{place.f + args[1].f, place.i + args[1].i}
	}
	if x.plan.Memory.Arrays[id].Elem == ir.Int32 {
		place.i = int64(int32(place.i))
	}
	return cell{}
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
