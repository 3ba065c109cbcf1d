package ir

import (
	"fmt"
	"math"
)

// Builder assembles a kernel, instruction by instruction. It gives equal values one instruction: literals,
// constants, the index, equal operations on equal operands, and loads with nothing stored in between. It
// changes nothing else and never merges two draws.
//
// Misuse (a wrong type, an unknown value, two draws with one number) is a mistake of the program that lowers
// equations and panics.
type Builder struct {
	kernel Kernel
	known  map[Instr]Value          // pure instructions
	loads  map[Elem]map[Instr]Value // since the last write to an array of that element type
	arrays map[string]int
	consts map[string]int
	calls  map[string]int
}

// NewBuilder returns a builder of a kernel with the given role.
func NewBuilder(role string) *Builder {
	return &Builder{
		kernel: Kernel{Role: role},
		known:  map[Instr]Value{},
		loads:  map[Elem]map[Instr]Value{},
		arrays: map[string]int{},
		consts: map[string]int{},
		calls:  map[string]int{},
	}
}

// Array returns the number of the array parameter of that name, declaring it the first time.
func (b *Builder) Array(name string, elem Elem) int {
	n, ok := b.arrays[name]
	if !ok {
		n = len(b.kernel.Arrays)
		b.arrays[name] = n
		b.kernel.Arrays = append(b.kernel.Arrays, Array{Name: name, Elem: elem})
	}
	if was := b.kernel.Arrays[n].Elem; was != elem || !elem.valid() {
		b.misuse("array %s is %v, not %v", name, was, elem)
	}
	return n
}

// Const returns the value of the constant parameter of that name, declaring it the first time.
func (b *Builder) Const(name string, typ Type) Value {
	n, ok := b.consts[name]
	if !ok {
		n = len(b.kernel.Consts)
		b.consts[name] = n
		b.kernel.Consts = append(b.kernel.Consts, Const{Name: name, Type: typ})
	}
	if was := b.kernel.Consts[n].Type; was != typ || typ < Float || typ > Bool {
		b.misuse("constant %s is %v, not %v", name, was, typ)
	}
	return b.intern(instr(Param, typ, Instr{Param: n}))
}

// Float returns a literal of type Float.
func (b *Builder) Float(x float64) Value {
	// The key holds the bits, so that -0 is not 0 and NaN is NaN.
	in := instr(Lit, Float, Instr{Int: int64(math.Float64bits(x))})
	if v, ok := b.known[in]; ok {
		return v
	}
	v := b.append(instr(Lit, Float, Instr{Num: x}))
	b.known[in] = v
	return v
}

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
	types := make([]Type, len(args))
	for n, arg := range args {
		types[n] = b.Type(arg)
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
	if b.loads[elem] == nil {
		b.loads[elem] = map[Instr]Value{}
	}
	return b.internIn(b.loads[elem], instr(Load, elem.Type(), Instr{Array: array}, index))
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
	n, ok := b.calls[name]
	if !ok {
		n = len(b.kernel.Calls)
		b.calls[name] = n
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
	b.kernel.Body = append(b.kernel.Body, in)
	c := checker{kernel: &b.kernel, draws: map[int]int{}, emission: -1}
	c.instruction(len(b.kernel.Body) - 1)
	if err := c.err(); err != nil {
		panic(err)
	}
	return Value(len(b.kernel.Body) - 1)
}

// intern adds a pure instruction unless there is an equal one.
func (b *Builder) intern(in Instr) Value { return b.internIn(b.known, in) }

func (b *Builder) internIn(known map[Instr]Value, in Instr) Value {
	if v, ok := known[in]; ok {
		return v
	}
	v := b.append(in)
	known[in] = v
	return v
}

// forgetLoads makes later loads of arrays of that element type new instructions: a binding may give two
// parameters the same memory.
func (b *Builder) forgetLoads(elem Elem) { delete(b.loads, elem) }

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
