package reference

import (
	"math"

	"golgi/sim/internal/engine"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/mathlib"
	"golgi/sim/internal/rng"
)

// loops are the forms of an operation on two operands: V is a block, S one value for all elements. Where the
// forms with S are missing, the value is spread over a block first.
type loops[T, D any] struct {
	vv func(dst []D, a, b []T)
	vs func(dst []D, a []T, b T)
	sv func(dst []D, a T, b []T)
}

// The tables of loops, by operation and type of the operands.
var (
	floatPairs = map[ir.Op]loops[float64, float64]{
		ir.Add:      {addVV[float64], addVS[float64], addSV[float64]},
		ir.Sub:      {subVV[float64], subVS[float64], subSV[float64]},
		ir.Mul:      {mulVV[float64], mulVS[float64], mulSV[float64]},
		ir.Div:      {divVV, divVS, divSV},
		ir.Min:      {vv: minVV[float64]},
		ir.Max:      {vv: maxVV[float64]},
		ir.Mod:      {vv: pairs(modFloat)},
		ir.FloorDiv: {vv: pairs(floorDivFloat)},
		ir.Pow:      {vv: pairs(mathlib.Pow)},
	}
	intPairs = map[ir.Op]loops[int64, int64]{
		ir.Add:      {addVV[int64], addVS[int64], addSV[int64]},
		ir.Sub:      {subVV[int64], subVS[int64], subSV[int64]},
		ir.Mul:      {mulVV[int64], mulVS[int64], mulSV[int64]},
		ir.Min:      {vv: minVV[int64]},
		ir.Max:      {vv: maxVV[int64]},
		ir.Mod:      {vv: pairs(modInt)},
		ir.FloorDiv: {vv: pairs(floorDivInt)},
	}
	boolPairs = map[ir.Op]loops[uint8, uint8]{
		ir.And: {vv: andVV},
		ir.Or:  {vv: orVV},
		ir.Eq:  {vv: eqVV[uint8]},
		ir.Ne:  {vv: neVV[uint8]},
	}
	floatComparisons = map[ir.Op]loops[float64, uint8]{
		ir.Lt: {ltVV[float64], ltVS[float64], ltSV[float64]},
		ir.Le: {leVV[float64], leVS[float64], leSV[float64]},
		ir.Eq: {vv: eqVV[float64]},
		ir.Ne: {vv: neVV[float64]},
	}
	intComparisons = map[ir.Op]loops[int64, uint8]{
		ir.Lt: {ltVV[int64], ltVS[int64], ltSV[int64]},
		ir.Le: {leVV[int64], leVS[int64], leSV[int64]},
		ir.Eq: {vv: eqVV[int64]},
		ir.Ne: {vv: neVV[int64]},
	}
	floatFunctions = map[ir.Op]func(dst, a []float64){
		ir.Neg:    negate[float64],
		ir.Abs:    absolute,
		ir.Sign:   each(signFloat),
		ir.Sqrt:   squareRoot,
		ir.Floor:  roundDown,
		ir.Ceil:   each(math.Ceil),
		ir.Exp:    mathlib.ExpSlice,
		ir.Expm1:  each(mathlib.Expm1),
		ir.Exprel: each(mathlib.Exprel),
		ir.Log:    mathlib.LogSlice,
		ir.Log1p:  each(mathlib.Log1p),
		ir.Log10:  each(mathlib.Log10),
		ir.Sin:    mathlib.SinSlice,
		ir.Cos:    mathlib.CosSlice,
		ir.Tan:    each(mathlib.Tan),
		ir.Asin:   each(mathlib.Asin),
		ir.Acos:   each(mathlib.Acos),
		ir.Atan:   each(mathlib.Atan),
		ir.Sinh:   each(mathlib.Sinh),
		ir.Cosh:   each(mathlib.Cosh),
		ir.Tanh:   each(mathlib.Tanh),
	}
	intFunctions = map[ir.Op]func(dst, a []int64){
		ir.Neg:  negate[int64],
		ir.Abs:  each(absInt),
		ir.Sign: each(signInt),
	}
)

// pure turns an operation on values into a block operation.
func (c *compiler) pure(in *ir.Instr) {
	if fu := c.facts.fused[c.now]; fu != nil {
		c.fusedPair(fu)
		return
	}
	switch in.Op {
	case ir.ToFloat, ir.ToInt, ir.ToBool:
		c.conversion(in)
	case ir.Select:
		c.selection(in)
	case ir.Fma:
		c.fma(in)
	case ir.Not:
		elementwise(c, in, boolBank, boolSlots, boolBank, boolSlots, not)
	default:
		c.table(in)
	}
}

// table turns the operations of the tables above into block operations.
func (c *compiler) table(in *ir.Instr) {
	compares := in.Type == ir.Bool
	switch c.kernel.Body[in.Args[0]].Type {
	case ir.Float:
		if f, found := floatFunctions[in.Op]; found {
			elementwise(c, in, floatBank, floatSlots, floatBank, floatSlots, f)
		} else if compares {
			pairwise(c, in, boolBank, boolSlots, floatSlots, floatComparisons[in.Op])
		} else {
			pairwise(c, in, floatBank, floatSlots, floatSlots, floatPairs[in.Op])
		}
	case ir.Int:
		if f, found := intFunctions[in.Op]; found {
			elementwise(c, in, intBank, intSlots, intBank, intSlots, f)
		} else if compares {
			pairwise(c, in, boolBank, boolSlots, intSlots, intComparisons[in.Op])
		} else {
			pairwise(c, in, intBank, intSlots, intSlots, intPairs[in.Op])
		}
	case ir.Bool:
		pairwise(c, in, boolBank, boolSlots, boolSlots, boolPairs[in.Op])
	}
}

// elementwise emits an operation on one operand.
func elementwise[S, D any](
	c *compiler, in *ir.Instr,
	from bank, src func(*frame) [][]S, to bank, res func(*frame) [][]D, f func([]D, []S),
) {
	a := c.operand(in.Args[0]).slot
	if from == narrowBank {
		a = c.homes[in.Args[0]].thin
	}
	dst := c.result(to)
	c.emit(func(fr *frame) error { f(res(fr)[dst][:fr.n], src(fr)[a]); return nil })
}

// pairwise emits an operation on two operands in the form that fits them.
func pairwise[T, D any](
	c *compiler, in *ir.Instr, to bank, res func(*frame) [][]D, src func(*frame) [][]T, form loops[T, D],
) {
	a, b := c.operand(in.Args[0]), c.operand(in.Args[1])
	switch {
	case a.one && form.sv != nil:
		dst := c.result(to)
		c.emit(func(fr *frame) error {
			slots := src(fr)
			form.sv(res(fr)[dst][:fr.n], slots[a.slot][0], slots[b.slot])
			return nil
		})
	case b.one && form.vs != nil:
		dst := c.result(to)
		c.emit(func(fr *frame) error {
			slots := src(fr)
			form.vs(res(fr)[dst][:fr.n], slots[a.slot], slots[b.slot][0])
			return nil
		})
	default:
		x, y := c.vector(in.Args[0]), c.vector(in.Args[1])
		dst := c.result(to)
		c.emit(func(fr *frame) error {
			slots := src(fr)
			form.vv(res(fr)[dst][:fr.n], slots[x], slots[y])
			return nil
		})
	}
}

// fma emits a fused multiply-add.
func (c *compiler) fma(in *ir.Instr) {
	x, y, z := c.vector(in.Args[0]), c.vector(in.Args[1]), c.vector(in.Args[2])
	dst := c.result(floatBank)
	c.emit(func(fr *frame) error {
		fmaVVV(fr.floats[dst][:fr.n], fr.floats[x], fr.floats[y], fr.floats[z])
		return nil
	})
}

// selection emits a choice between two values.
func (c *compiler) selection(in *ir.Instr) {
	switch in.Type {
	case ir.Float:
		choose(c, in, floatBank, floatSlots, selectFloat)
	case ir.Int:
		choose(c, in, intBank, intSlots, selectWord[int64])
	default:
		choose(c, in, boolBank, boolSlots, selectWord[uint8])
	}
}

// choose emits a choice between two values of one bank.
func choose[T any](
	c *compiler, in *ir.Instr, b bank, slots func(*frame) [][]T, f func(dst []T, mask []uint8, x, y []T),
) {
	mask, x, y := c.vector(in.Args[0]), c.vector(in.Args[1]), c.vector(in.Args[2])
	dst := c.result(b)
	c.emit(func(fr *frame) error {
		s := slots(fr)
		f(s[dst][:fr.n], fr.bools[mask], s[x], s[y])
		return nil
	})
}

// conversion emits a change of type.
func (c *compiler) conversion(in *ir.Instr) {
	from := c.kernel.Body[in.Args[0]].Type
	switch {
	case in.Op == ir.ToFloat && from == ir.Bool:
		elementwise(c, in, boolBank, boolSlots, floatBank, floatSlots, floatOfInt[uint8])
	case in.Op == ir.ToFloat && c.homes[in.Args[0]].thin != none:
		elementwise(c, in, narrowBank, narrowSlots, floatBank, floatSlots, floatOfInt[int32])
	case in.Op == ir.ToFloat:
		elementwise(c, in, intBank, intSlots, floatBank, floatSlots, floatOfInt[int64])
	case in.Op == ir.ToInt && from == ir.Bool:
		elementwise(c, in, boolBank, boolSlots, intBank, intSlots, widen[uint8])
	case in.Op == ir.ToInt:
		elementwise(c, in, floatBank, floatSlots, intBank, intSlots, truncate)
	case from == ir.Int:
		elementwise(c, in, intBank, intSlots, boolBank, boolSlots, truths[int64])
	default:
		elementwise(c, in, floatBank, floatSlots, boolBank, boolSlots, truths[float64])
	}
}

// random emits a random number for each element.
func (c *compiler) random(in *ir.Instr) {
	draw, drawRange := rng.Uniform, rng.UniformSlice
	if in.Op == ir.Randn {
		draw, drawRange = rng.Normal, rng.NormalSlice
	}
	number := uint32(in.Draw)
	at := c.reach(in.Args[0])
	dst := c.result(floatBank)
	switch {
	case at.own:
		c.emit(func(fr *frame) error {
			drawRange(fr.floats[dst][:fr.n], fr.key, uint32(fr.first), fr.tick, number)
			return nil
		})
	case at.thin:
		c.emit(drawing(draw, number, dst, narrowSlots, at.slot))
	default:
		c.emit(drawing(draw, number, dst, intSlots, at.slot))
	}
}

// drawing is the operation of random numbers at indices.
func drawing[I index](
	draw func(key rng.Key, index uint32, tick uint64, draw uint32) float64, number uint32,
	dst int, indices func(*frame) [][]I, at int,
) operation {
	return func(fr *frame) error {
		x := fr.floats[dst][:fr.n]
		for k, j := range indices(fr)[at][:fr.n] {
			x[k] = draw(fr.key, uint32(j), fr.tick, number)
		}
		return nil
	}
}

// poisson emits a Poisson number for each element, of a mean of its own.
func (c *compiler) poisson(in *ir.Instr) {
	number, at, mean := uint32(in.Draw), c.vector(in.Args[0]), c.vector(in.Args[1])
	dst := c.result(floatBank)
	c.emit(func(fr *frame) error {
		x, means := fr.floats[dst][:fr.n], fr.floats[mean]
		for k, j := range fr.ints[at][:fr.n] {
			x[k] = rng.Poisson(fr.key, uint32(j), fr.tick, number, means[k])
		}
		return nil
	})
}

// emission emits the numbers of the elements where a mask is true.
func (c *compiler) emission(in *ir.Instr) {
	mask := c.vector(in.Args[0])
	if c.prog.list {
		c.emit(func(fr *frame) error {
			fr.out.entries = appendEntries(fr.out.entries, fr.narrows[entriesSlot], fr.bools[mask])
			return nil
		})
	} else {
		c.emit(func(fr *frame) error {
			fr.out.entries = appendRange(fr.out.entries, fr.first, fr.bools[mask][:fr.n])
			return nil
		})
	}
	c.release()
}

// call emits a call of a function of the binding.
func (c *compiler) call(in *ir.Instr) {
	var args []int
	for _, arg := range in.Args {
		if arg != ir.None {
			args = append(args, c.vector(arg))
		}
	}
	dst := c.result(floatBank)
	c.emit(func(fr *frame) error {
		x := make([][]float64, len(args))
		for n, arg := range args {
			x[n] = fr.floats[arg]
		}
		return engine.Call(fr.kernel, fr.calls[in.Param], x, fr.floats[dst][:fr.n])
	})
}
