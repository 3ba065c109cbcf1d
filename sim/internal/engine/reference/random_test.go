package reference

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"golgi/sim/internal/ir"
	"golgi/sim/internal/rng"

	"pgregory.net/rapid"
)

// kernelSource draws random valid kernels over a fixed set of array parameters of one length:
// those of parameters.
//
// Half of the kernels reach elsewhere than to the element's own index at will, and mostly have to run one
// element at a time. The others do so only where blocks are possible.
type kernelSource struct {
	t      *rapid.T
	wild   bool
	b      *ir.Builder
	length int64
	values map[ir.Type][]ir.Value
	arrays []int
	emits  bool
	draws  int
}

// parameters are the array parameters of random kernels: some that are written and read, two of indices,
// one of numbers that is read only, and one for the scatter.
var parameters = []ir.Elem{
	ir.Float64, ir.Float64, ir.Float64, ir.Int32, ir.Int32, ir.Int64, ir.Bool8, ir.Bool8,
	ir.Int32, ir.Int64, ir.Float64, ir.Float64,
}

// Where the kinds of parameters begin.
const (
	writable = 8 // before this
	indices  = 8
	target   = 11
)

// randomKernel draws a kernel whose indices lie within arrays of the given length.
func randomKernel(t *rapid.T, length int) *ir.Kernel {
	s := &kernelSource{t: t, b: ir.NewBuilder("random"), length: int64(length), values: map[ir.Type][]ir.Value{}}
	for n, elem := range parameters {
		s.arrays = append(s.arrays, s.b.Array(fmt.Sprintf("p%d", n), elem))
	}
	s.keep(s.b.Const("c0", ir.Float), s.b.Const("c1", ir.Int), s.b.Const("c2", ir.Bool))
	s.keep(s.b.Index(), s.b.Float(1.5), s.b.Float(math.Inf(-1)), s.b.Int(-3), s.b.Bool(true))
	s.wild = rapid.Bool().Draw(t, "wild")
	for range rapid.IntRange(1, 30).Draw(t, "instructions") {
		s.step()
	}
	if !s.wild && rapid.Bool().Draw(t, "scatter") {
		s.scatter()
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

// index draws an index into an array that is written.
func (s *kernelSource) index() ir.Value {
	if !s.wild {
		return s.b.Index()
	}
	return s.anyIndex()
}

// anyIndex draws a value that is an index within the arrays; mostly the element's own.
func (s *kernelSource) anyIndex() ir.Value {
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

// scatter adds the one write elsewhere that a kernel over blocks can have: to an array that it does not use
// otherwise.
func (s *kernelSource) scatter() {
	value := s.pick(ir.Float)
	if rapid.Bool().Draw(s.t, "increment") {
		s.b.Incr(s.arrays[target], s.anyIndex(), value, s.mask())
	} else {
		s.b.Store(s.arrays[target], s.anyIndex(), value, s.mask())
	}
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
		s.keep(s.b.Load(s.arrays[rapid.IntRange(0, writable-1).Draw(s.t, "array")], s.index()))
	case 2:
		s.keep(s.b.Load(s.arrays[rapid.IntRange(indices, target-1).Draw(s.t, "array")], s.anyIndex()))
	case 3, 4:
		n := rapid.IntRange(0, writable-1).Draw(s.t, "array")
		s.b.Store(s.arrays[n], s.index(), s.pick(parameters[n].Type()), s.mask())
	case 5:
		n := rapid.IntRange(0, writable-3).Draw(s.t, "array")
		s.b.Incr(s.arrays[n], s.index(), s.pick(parameters[n].Type()), s.mask())
	case 6:
		s.other()
	case 7, 8, 9:
		op := rapid.SampledFrom([]ir.Op{ir.Add, ir.Sub, ir.Mul, ir.Div}).Draw(s.t, "arithmetic")
		s.keep(s.b.Op(op, s.pick(ir.Float), s.pick(ir.Float)))
	default:
		s.operation()
	}
}

// other adds a random number or an emission.
func (s *kernelSource) other() {
	s.draws++
	switch rapid.IntRange(0, 2).Draw(s.t, "other") {
	case 0:
		s.keep(s.b.Rand(s.anyIndex(), s.draws))
	case 1:
		s.keep(s.b.Randn(s.anyIndex(), s.draws))
	default:
		if !s.emits {
			s.b.Emit(s.pick(ir.Bool))
		}
		s.emits = true
	}
}

// operation adds a pure operation with operands of types that fit.
func (s *kernelSource) operation() {
	op := rapid.SampledFrom(pureOps()).Draw(s.t, "op")
	for _, types := range signaturesOf(op) {
		if rapid.Bool().Draw(s.t, "this type") {
			args := make([]ir.Value, len(types))
			for n, typ := range types {
				args[n] = s.pick(typ)
			}
			s.keep(s.b.Op(op, args...))
			return
		}
	}
}

// pureOps returns the operations on values alone.
func pureOps() []ir.Op {
	return slices.DeleteFunc(ir.Ops(), func(op ir.Op) bool { return !op.Pure() })
}

// signaturesOf returns all combinations of types that an operation takes.
func signaturesOf(op ir.Op) [][]ir.Type {
	var found [][]ir.Type
	types := []ir.Type{ir.Float, ir.Int, ir.Bool}
	total := int(math.Pow(3, float64(op.Operands())))
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

// oddFloats are what floats in memory are drawn from, among others.
var oddFloats = []float64{
	0, math.Copysign(0, -1), 1, -1, 0.5, math.Inf(1), math.Inf(-1), math.NaN(), 5e-324, math.MaxFloat64, 1e300,
	-7.25,
}

// oddInts are what integers in memory are drawn from, among others.
var oddInts = []int64{0, 1, -1, 2, math.MaxInt32, math.MinInt32, math.MaxInt64, math.MinInt64, 1 << 32, -40}

// randomContent draws the content of the array of parameter n.
func randomContent(t *rapid.T, n, length int) []cell {
	seed := rapid.Uint64().Draw(t, "content")
	cells := make([]cell, length)
	for k := range cells {
		seed = seed*6364136223846793005 + 1442695040888963407
		r := int64(seed >> 33)
		switch {
		case n == indices || n == indices+1:
			cells[k].i = r % int64(length)
		case parameters[n] == ir.Bool8:
			cells[k].i = r & 1
		case parameters[n] == ir.Float64 && r%3 == 0:
			cells[k].f = oddFloats[(r>>8)%int64(len(oddFloats))]
		case parameters[n] == ir.Float64:
			cells[k].f = float64(r)/(1<<29) - 2
		default:
			cells[k].i = oddInts[r%int64(len(oddInts))]
		}
		if parameters[n] == ir.Int32 {
			cells[k].i = int64(int32(cells[k].i))
		}
	}
	return cells
}

// randomMachine draws memory for random kernels, with a list of elements as array-free domain.
func randomMachine(t *rapid.T, e *Engine, length int) *machine {
	contents := make([][]cell, len(parameters))
	for n := range parameters {
		contents[n] = randomContent(t, n, length)
	}
	m := newMachine(e, contents...)(parameters...)
	m.memory.Lists = []ir.ListDecl{{Name: "domain", Cap: length}, {Name: "out", Cap: length}}
	must(m.instance.Allocate(&m.memory))
	return m
}

// randomBinding draws what the parameters are bound to; some share an array of their type.
func randomBinding(t *rapid.T) ir.Binding {
	b := ir.Binding{
		Consts: []ir.Num{{Float: rapid.Float64().Draw(t, "c0")}, {Int: rapid.Int64().Draw(t, "c1")},
			{Int: rapid.Int64Range(0, 1).Draw(t, "c2")}},
		Key: rng.Key{rapid.Uint32().Draw(t, "key"), 7},
	}
	for n := range parameters {
		b.Arrays = append(b.Arrays, ir.ArrayID(n))
	}
	if rapid.IntRange(0, 3).Draw(t, "sharing") == 0 {
		b.Arrays[1], b.Arrays[4] = b.Arrays[0], b.Arrays[3]
	}
	return b
}

// TestRandomKernels compares the engine with the oracle, bit for bit, on random kernels over ranges and
// lists.
func TestRandomKernels(t *testing.T) {
	e := New()
	for range 10 { // the default number of checks is low for so many paths
		rapid.Check(t, func(t *rapid.T) { checkRandomKernel(t, e) })
	}
}

// checkRandomKernel compares one kernel.
func checkRandomKernel(t *rapid.T, e *Engine) {
	length := rapid.SampledFrom([]int{1, 2, 9, 37, 530, 1100}).Draw(t, "length")
	k := randomKernel(t, length)
	m := randomMachine(t, e, length)
	mapping := ir.Map{Binding: randomBinding(t), N: length, List: ir.NoList, Out: ir.NoList}
	if k.Emits() {
		mapping.Out = 1
	}
	elements := make([]int32, length)
	for n := range elements {
		elements[n] = int32(n)
	}
	if rapid.Bool().Draw(t, "over a list") {
		elements = randomDomain(t, m, &mapping, elements)
	}
	want, err := m.oracle.run(k, &mapping.Binding, elements, 42)
	must(err)
	if err := m.instance.Exec(&m.memory, k, &mapping, 42); err != nil {
		t.Fatalf("%v\n%v", err, k)
	}
	if diffs := m.differences(); len(diffs) > 0 {
		t.Fatalf("%v\n%v", k, diffs)
	}
	if got := m.instance.lists[1].entries; !slices.Equal(got, want) {
		t.Fatalf("%v\nemitted %v\n   want %v", k, got, want)
	}
}

// randomDomain makes the domain a part of a list.
func randomDomain(t *rapid.T, m *machine, mapping *ir.Map, all []int32) []int32 {
	step := rapid.IntRange(1, 5).Draw(t, "every")
	chosen := []int32{}
	for n := rapid.IntRange(0, step).Draw(t, "first"); n < len(all); n += step {
		chosen = append(chosen, int32(n))
	}
	m.instance.lists[0].entries = append(m.instance.lists[0].entries, chosen...)
	mapping.List = 0
	mapping.From = rapid.Int32Range(0, int32(len(all))).Draw(t, "from")
	mapping.To = rapid.Int32Range(mapping.From, int32(len(all))).Draw(t, "to")
	return slices.DeleteFunc(chosen, func(e int32) bool { return e < mapping.From || e >= mapping.To })
}
