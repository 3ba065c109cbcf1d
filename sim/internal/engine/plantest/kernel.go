package plantest

import (
	"fmt"
	"math"
	"slices"

	"golgi/sim/internal/ir"

	"pgregory.net/rapid"
)

// Parameters are the array parameters of random kernels: some of each type that kernels write, and behind
// those, an Int32 and an Int64 array of indices, which none writes.
var Parameters = []ir.Elem{
	ir.Float64, ir.Float64, ir.Float64, ir.Int32, ir.Int32, ir.Int64, ir.Bool8, ir.Bool8, ir.Int32, ir.Int64,
}

// Writable is how many of Parameters kernels write.
const Writable = 8

// kernelSource draws the instructions of one kernel.
type kernelSource struct {
	t      *rapid.T
	b      *ir.Builder
	length int64
	values map[ir.Type][]ir.Value
	arrays []int
	calm   bool // writes only at the element's own index, as most kernels of models do
	emits  bool
	draws  int
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
	case 0:
		return s.b.Load(s.arrays[Writable], s.b.Index())
	case 1:
		return s.b.Load(s.arrays[Writable+1], s.b.Index())
	case 2:
		return s.b.Op(ir.Mod, s.pick(ir.Int), s.b.Int(s.length))
	case 3:
		return s.b.Int(rapid.Int64Range(0, s.length-1).Draw(s.t, "at"))
	}
	return s.b.Index()
}

// target draws the index of a write.
func (s *kernelSource) target() ir.Value {
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
	switch rapid.IntRange(0, 9).Draw(s.t, "kind") {
	case 0, 1:
		s.load()
	case 2:
		n := rapid.IntRange(0, Writable-1).Draw(s.t, "array")
		s.b.Store(s.arrays[n], s.target(), s.pick(Parameters[n].Type()), s.mask())
	case 3:
		n := rapid.IntRange(0, Writable-3).Draw(s.t, "array")
		s.b.Incr(s.arrays[n], s.target(), s.pick(Parameters[n].Type()), s.mask())
	case 4:
		s.other()
	default:
		s.operation()
	}
}

// load adds a load; a calm kernel reaches elsewhere only in what it does not write.
func (s *kernelSource) load() {
	n := rapid.IntRange(0, len(s.arrays)-1).Draw(s.t, "array")
	index := s.b.Index()
	if !s.calm || n >= Writable {
		index = s.index()
	}
	s.keep(s.b.Load(s.arrays[n], index))
}

// other adds a random number or an emission.
func (s *kernelSource) other() {
	s.draws++
	switch rapid.IntRange(0, 2).Draw(s.t, "other") {
	case 0:
		s.keep(s.b.Rand(s.index(), s.draws))
	case 1:
		s.keep(s.b.Randn(s.index(), s.draws))
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
