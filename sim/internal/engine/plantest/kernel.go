package plantest

import (
	"fmt"
	"math"
	"slices"

	"golgi/sim/internal/ir"

	"pgregory.net/rapid"
)

// Parameters are the array parameters of random kernels: some of each type that kernels read and write, two
// of indices and one of numbers, which none writes, and one to scatter to.
var Parameters = []ir.Elem{
	ir.Float64, ir.Float64, ir.Float64, ir.Int32, ir.Int32, ir.Int64, ir.Bool8, ir.Bool8,
	ir.Int32, ir.Int64, ir.Float64, ir.Float64,
}

// Where the kinds of parameters begin.
const (
	indices = 8
	target  = 11
)

// kernelSource draws the instructions of one kernel.
//
// Half of the kernels are calm, as most of those of models are: they reach elsewhere than to the element's
// own index only in what they do not write, and for one scatter at the end. The others do at will, and mostly
// have to run one element at a time.
type kernelSource struct {
	t      *rapid.T
	b      *ir.Builder
	length int64
	values map[ir.Type][]ir.Value
	arrays []int
	calm   bool
	emits  bool
	draws  int
}

// Calls are what random kernels call: functions of one and of three floats.
var Calls = map[string]ir.Function{
	"fold":  {Name: "fold", Value: func(x ...float64) float64 { return x[0]/3 - 1 }},
	"least": {Name: "least", Value: func(x ...float64) float64 { return min(x[0], x[1], x[2]) }},
}

// Kernel draws a valid kernel over Parameters, whose indices lie within arrays of the given length. It has
// three constants: a float, an integer and a boolean.
func Kernel(t *rapid.T, length int) *ir.Kernel {
	s := &kernelSource{t: t, b: ir.NewBuilder("random"), length: int64(length), values: map[ir.Type][]ir.Value{}}
	s.calm = rapid.Bool().Draw(t, "calm")
	for n, elem := range Parameters {
		s.arrays = append(s.arrays, s.b.Array(fmt.Sprintf("p%d", n), elem))
	}
	s.keep(s.b.Const("c0", ir.Float), s.b.Const("c1", ir.Int), s.b.Const("c2", ir.Bool))
	s.keep(s.b.Index(), s.b.Float(1.5), s.b.Float(math.Inf(-1)), s.b.Int(-3), s.b.Bool(true))
	for range rapid.IntRange(1, 30).Draw(t, "instructions") {
		s.step()
	}
	if s.calm && rapid.Bool().Draw(t, "scatter") {
		s.write(target, s.index())
	}
	return s.b.Kernel()
}

// keep makes values available as operands.
func (s *kernelSource) keep(vs ...ir.Value) {
	for _, v := range vs {
		s.values[s.b.Type(v)] = append(s.values[s.b.Type(v)], v)
	}
}

// pick draws an earlier value of a type, mostly a late one.
func (s *kernelSource) pick(typ ir.Type) ir.Value {
	vs := s.values[typ]
	back := rapid.IntRange(0, len(vs)-1).Draw(s.t, "operand")
	if rapid.Bool().Draw(s.t, "late") {
		back %= 4
	}
	return vs[len(vs)-1-min(back, len(vs)-1)]
}

// index draws a value that is an index within the arrays, mostly the element's own.
func (s *kernelSource) index() ir.Value {
	switch rapid.IntRange(0, 9).Draw(s.t, "index") {
	case 0, 1:
		return s.b.Load(s.arrays[indices], s.b.Index())
	case 2:
		return s.b.Load(s.arrays[indices+1], s.b.Index())
	case 3:
		return s.b.Op(ir.Mod, s.pick(ir.Int), s.b.Int(s.length))
	case 4:
		return s.b.Int(rapid.Int64Range(0, s.length-1).Draw(s.t, "at"))
	}
	return s.b.Index()
}

// place draws an index into what may be written.
func (s *kernelSource) place() ir.Value {
	if s.calm {
		return s.b.Index()
	}
	return s.index()
}

// mask draws a mask or none.
func (s *kernelSource) mask() ir.Value {
	if rapid.Bool().Draw(s.t, "masked") {
		return s.pick(ir.Bool)
	}
	return ir.None
}

// step adds one instruction, or a few.
func (s *kernelSource) step() {
	switch rapid.IntRange(0, 11).Draw(s.t, "kind") {
	case 0, 1:
		s.keep(s.b.Load(s.arrays[s.array(0, indices)], s.place()))
	case 2:
		s.keep(s.b.Load(s.arrays[s.array(indices, target)], s.index()))
	case 3, 4:
		s.write(s.array(0, indices), s.place())
	case 5:
		s.other()
	case 6, 7, 8: // what models are made of, and pairs of which engines may do in one go
		op := rapid.SampledFrom([]ir.Op{ir.Add, ir.Sub, ir.Mul, ir.Div}).Draw(s.t, "arithmetic")
		s.keep(s.b.Op(op, s.pick(ir.Float), s.pick(ir.Float)))
	default:
		s.operation()
	}
}

// array draws one of the parameters from ≤ n < to.
func (s *kernelSource) array(from, to int) int { return rapid.IntRange(from, to-1).Draw(s.t, "array") }

// write stores a value in an array or, where its type can be added to, increments.
func (s *kernelSource) write(n int, at ir.Value) {
	typ := Parameters[n].Type()
	if typ != ir.Bool && rapid.Bool().Draw(s.t, "increment") {
		s.b.Incr(s.arrays[n], at, s.pick(typ), s.mask())
		return
	}
	value, mask := s.pick(typ), s.mask()
	if Parameters[n] == ir.Int32 {
		value = s.b.Op(ir.Mod, value, s.b.Int(1<<20))
		if floats := s.values[ir.Float]; len(floats)%2 == 0 {
			value = s.b.Op(ir.Mod, floats[len(floats)-1], s.b.Float(1<<20))
			value = s.b.Op(ir.Select, s.b.Op(ir.Eq, value, value), value, s.b.Float(0.5)) // no NaN
		}
		value = s.b.Fit(s.arrays[n], at, value, mask)
	}
	s.b.Store(s.arrays[n], at, value, mask)
}

// other adds a random number, calls or an emission.
func (s *kernelSource) other() {
	s.draws++
	switch rapid.IntRange(0, 2).Draw(s.t, "other") {
	case 0:
		x := s.b.Rand(s.index(), s.draws)
		if s.draws%2 == 0 {
			x = s.b.Call("fold", x)
		}
		s.keep(x)
	case 1:
		if s.draws%2 == 0 {
			s.keep(s.b.Poisson(s.index(), s.pick(ir.Float), s.draws))
			return
		}
		floats := s.values[ir.Float]
		s.keep(s.b.Call("least", s.b.Randn(s.index(), s.draws), floats[0], floats[len(floats)-1]))
	default:
		if !s.emits {
			s.b.Emit(s.pick(ir.Bool))
		}
		s.emits = true
	}
}

// operation adds a pure operation with operands of types that fit.
func (s *kernelSource) operation() {
	op := rapid.SampledFrom(PureOps()).Draw(s.t, "op")
	all := SignaturesOf(op)
	types := all[rapid.IntRange(0, len(all)-1).Draw(s.t, "types")]
	args := make([]ir.Value, len(types))
	for n, typ := range types {
		args[n] = s.pick(typ)
	}
	s.keep(s.b.Op(op, args...))
}

// PureOps returns the operations on values alone.
func PureOps() []ir.Op {
	return slices.DeleteFunc(ir.Ops(), func(op ir.Op) bool { return !op.Pure() })
}

// SignaturesOf returns all combinations of types that an operation takes.
func SignaturesOf(op ir.Op) [][]ir.Type {
	var found [][]ir.Type
	types := []ir.Type{ir.Float, ir.Int, ir.Bool}
	total := 1
	for range op.Operands() {
		total *= len(types)
	}
	for code := range total {
		args := make([]ir.Type, op.Operands())
		for n := range args {
			args[n] = types[code%3]
			code /= 3
		}
		if _, err := op.Result(args...); err == nil {
			found = append(found, args)
		}
	}
	return found
}
