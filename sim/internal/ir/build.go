package ir

import (
	"fmt"
	"math"
	"slices"
)

// Builder assembles a kernel, instruction by instruction. It gives equal values one instruction: literals,
// constants, the index, equal operations on equal operands, and loads with nothing stored in between. It
// changes nothing else and never merges two draws.
//
// Misuse (a wrong type, an unknown value, two draws with one number) is a mistake of the program that lowers
// equations and panics.
type Builder struct {
	kernel Kernel
	check  checker
	sums   []uint32 // of the instructions: equal ones have equal sums
	fresh  [256]int // by Elem: from which instruction on loads hold what arrays of these elements do
}

// usual is how many instructions most kernels have at most.
const usual = 32

// NewBuilder returns a builder of a kernel with the given role.
func NewBuilder(role string) *Builder {
	b := &Builder{kernel: Kernel{Role: role, Body: make([]Instr, 0, usual)}, sums: make([]uint32, 0, usual)}
	b.check = checker{kernel: &b.kernel, alone: true, emission: -1}
	return b
}

// Array returns the number of the array parameter of that name, declaring it the first time.
func (b *Builder) Array(name string, elem Elem) int {
	n := slices.IndexFunc(b.kernel.Arrays, func(a Array) bool { return a.Name == name })
	if n < 0 {
		n = len(b.kernel.Arrays)
		b.kernel.Arrays = append(b.kernel.Arrays, Array{Name: name, Elem: elem})
	}
	if was := b.kernel.Arrays[n].Elem; was != elem || !elem.valid() {
		b.misuse("array %s is %v, not %v", name, was, elem)
	}
	return n
}

// Const returns the value of the constant parameter of that name, declaring it the first time.
func (b *Builder) Const(name string, typ Type) Value {
	v, _ := b.NewConst(name, typ)
	return v
}

// NewConst is Const, and says whether it was the first time.
func (b *Builder) NewConst(name string, typ Type) (v Value, isNew bool) {
	n := slices.IndexFunc(b.kernel.Consts, func(c Const) bool { return c.Name == name })
	if isNew = n < 0; isNew {
		n = len(b.kernel.Consts)
		b.kernel.Consts = append(b.kernel.Consts, Const{Name: name, Type: typ})
	}
	if was := b.kernel.Consts[n].Type; was != typ || typ < Float || typ > Bool {
		b.misuse("constant %s is %v, not %v", name, was, typ)
	}
	return b.intern(instr(Param, typ, Instr{Param: n})), isNew
}

// Float returns a literal of type Float.
func (b *Builder) Float(x float64) Value { return b.intern(instr(Lit, Float, Instr{Num: x})) }

// Int returns a literal of type Int.
func (b *Builder) Int(x int64) Value { return b.intern(instr(Lit, Int, Instr{Int: x})) }

// Bool returns a literal of type Bool.
func (b *Builder) Bool(x bool) Value {
	in := instr(Lit, Bool, Instr{})
	if x {
		in.Int = 1
	}
	return b.intern(in)
}

// Index returns the number of the element.
func (b *Builder) Index() Value { return b.intern(instr(Index, Int, Instr{})) }

// Op returns the result of a pure operation.
func (b *Builder) Op(op Op, args ...Value) Value {
	types := make([]Type, 0, 3)
	for _, arg := range args {
		types = append(types, b.Type(arg))
	}
	typ, err := op.Result(types...)
	if err != nil {
		b.misuse("%v", err)
	}
	return b.intern(instr(op, typ, Instr{}, args...))
}

// Load returns the element of an array at an index.
func (b *Builder) Load(array int, index Value) Value {
	elem := b.elem(array)
	return b.internFrom(b.fresh[elem], instr(Load, elem.Type(), Instr{Array: array}, index))
}

// Store writes a value to an array at an index; mask, unless None, says where.
func (b *Builder) Store(array int, index, value, mask Value) {
	b.append(instr(Store, Void, Instr{Array: array}, index, value, mask))
	b.forgetLoads(b.elem(array))
}

// Incr adds a value to an array at an index; mask, unless None, says where.
func (b *Builder) Incr(array int, index, value, mask Value) {
	b.append(instr(Incr, Void, Instr{Array: array}, index, value, mask))
	b.forgetLoads(b.elem(array))
}

// Emit puts the element on the kernel's list where the mask is true.
func (b *Builder) Emit(mask Value) { b.append(instr(Emit, Void, Instr{}, mask)) }

// Rand returns draw number draw, uniform in [0, 1), at an index.
func (b *Builder) Rand(index Value, draw int) Value {
	return b.append(instr(Rand, Float, Instr{Draw: draw}, index))
}

// Randn returns draw number draw, standard normal, at an index.
func (b *Builder) Randn(index Value, draw int) Value {
	return b.append(instr(Randn, Float, Instr{Draw: draw}, index))
}

// Poisson returns draw number draw, a Poisson number of a mean, at an index.
func (b *Builder) Poisson(index, mean Value, draw int) Value {
	return b.append(instr(Poisson, Float, Instr{Draw: draw}, index, mean))
}

// Fit returns what is about to be stored in an array of integers at an index, cut off where it is a float, and makes it an error
// where it does not fit; mask, unless None, says where it is stored.
func (b *Builder) Fit(array int, index, value, mask Value) Value {
	return b.append(instr(Fit, Int, Instr{Array: array}, index, value, mask))
}

// Call returns the result of the function parameter of that name, declaring it the first time.
func (b *Builder) Call(name string, args ...Value) Value {
	n := slices.Index(b.kernel.Calls, name)
	if n < 0 {
		n = len(b.kernel.Calls)
		b.kernel.Calls = append(b.kernel.Calls, name)
	}
	if len(args) > 3 {
		b.misuse("function %s is called with %d values", name, len(args))
	}
	return b.intern(instr(Call, Float, Instr{Param: n}, args...))
}

// Type returns the type of a value.
func (b *Builder) Type(v Value) Type {
	if v < 0 || int(v) >= len(b.kernel.Body) {
		b.misuse("there is no value %d", v)
	}
	return b.kernel.Body[v].Type
}

// Kernel returns the kernel, which is valid. The builder is not to be used any more.
func (b *Builder) Kernel() *Kernel {
	if err := b.kernel.Validate(); err != nil {
		panic(err)
	}
	return &b.kernel
}

// elem returns the element type of an array parameter.
func (b *Builder) elem(array int) Elem {
	if array < 0 || array >= len(b.kernel.Arrays) {
		b.misuse("there is no array %d", array)
	}
	return b.kernel.Arrays[array].Elem
}

// append adds an instruction and checks its operands.
func (b *Builder) append(in Instr) Value {
	b.kernel.Body, b.sums = append(b.kernel.Body, in), append(b.sums, in.sum())
	b.check.instruction(len(b.kernel.Body) - 1)
	if len(b.check.faults) > 0 {
		panic(b.check.err())
	}
	return Value(len(b.kernel.Body) - 1)
}

// intern adds a pure instruction unless there is an equal one.
func (b *Builder) intern(in Instr) Value { return b.internFrom(0, in) }

// internFrom adds an instruction unless there is an equal one from a place on.
func (b *Builder) internFrom(first int, in Instr) Value {
	sum := in.sum()
	for n := first; n < len(b.sums); n++ {
		if b.sums[n] == sum && b.kernel.Body[n].same(&in) {
			return Value(n)
		}
	}
	return b.append(in)
}

// sum is a hash.
func (in *Instr) sum() uint32 {
	h := uint64(in.Op)<<8 | uint64(in.Type)
	for _, x := range [...]uint64{uint64(in.Args[0]), uint64(in.Args[1]), uint64(in.Args[2]), uint64(in.Array), uint64(in.Param),
		uint64(in.Int), math.Float64bits(in.Num)} {
		h = (h ^ x) * 0x9E3779B97F4A7C15 // the golden ratio
		h ^= h >> 32
	}
	return uint32(h)
}

// same reports whether two instructions are equal, to the bits of numbers: -0 is not 0, and NaN is NaN.
func (in *Instr) same(as *Instr) bool {
	return in.Op == as.Op && in.Type == as.Type && in.Args == as.Args && in.Array == as.Array && in.Param == as.Param &&
		in.Draw == as.Draw && in.Int == as.Int && math.Float64bits(in.Num) == math.Float64bits(as.Num)
}

// forgetLoads makes later loads of arrays of that element type new instructions: a binding may give two
// parameters the same memory.
func (b *Builder) forgetLoads(elem Elem) { b.fresh[elem] = len(b.kernel.Body) }

// misuse panics with the kernel's name.
func (b *Builder) misuse(format string, args ...any) {
	panic(fmt.Sprintf("ir: building kernel %s: %s", b.kernel.Role, fmt.Sprintf(format, args...)))
}

// instr completes an instruction whose other fields are given.
func instr(op Op, typ Type, in Instr, args ...Value) Instr {
	in.Op, in.Type, in.Args = op, typ, [3]Value{None, None, None}
	copy(in.Args[:], args)
	return in
}
