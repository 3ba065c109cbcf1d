// Package ir is the language in which engines are told what to compute.
//
// A Kernel is a straight line of typed instructions in static single assignment form, run once for every
// element of its domain. It owns no memory: arrays and constants are numbered parameters, which a Binding
// fills in, so that one kernel serves every object of the same shape. A Plan is an ordered list of steps
// (kernels, spike propagation, recording) on one or several clocks, over the arrays of a Memory.
//
// # Meaning
//
// The IR defines results to the last bit. Floats are IEEE 754 double; each instruction rounds once; Fma is
// the only fused operation; elementary functions are those of package mathlib; random numbers are those of
// package rng, a function of (key, index, tick, draw); function parameters are what the binding gives, functions of
// their operands alone. Elements run in the order of the domain as if one after another, each executing the whole
// body before the next begins.
//
// Where an operation yields a NaN, its sign and payload are not defined: whoever reads an array or takes a
// recorder's entries gets the one NaN of package mathlib.
//
// # Use
//
// A Builder assembles a kernel. Validate says all that is wrong with a kernel, a memory or a plan; String gives
// its text; Hash is the key under which a compiled kernel is kept. The table in signature.go says what each
// operation takes and yields.
//
// # Law of the room
//
// Package ir knows nothing of Go, C or CUDA, of equations or of units: no name in it may belong to one
// engine, and an instruction that is not validated, printed and executed by every engine does not exist.
package ir

// Type is the type of a value in a kernel. Bool is stored as one byte (0 or 1), Int is a signed 64-bit
// integer in a register and 32 bits in an Int32 array, Float is an IEEE 754 double.
type Type uint8

// The types of values.
const (
	Void Type = iota // the "result" of stores
	Float
	Int
	Bool
)

// Value is the number of the instruction that computes a value.
type Value int32

// None marks an unused operand.
const None Value = -1

// Instr is one instruction. Which fields are used depends on Op; Validate holds the rules.
type Instr struct {
	Op    Op
	Type  Type     // of the result
	Args  [3]Value // operands, None where unused
	Array int      // Load, Store, Incr, Fit: number of the array parameter
	Param int      // Param: number of the constant parameter; Call: of the function parameter
	Draw  int      // Rand, Randn, Poisson: which draw of this kernel it is; no two instructions share one
	Num   float64  // Lit of type Float
	Int   int64    // Lit of type Int, and of type Bool (0 or 1)
}

// Access says how a kernel uses an array parameter.
type Access uint8

// The ways to use an array; they combine as bits.
const (
	Reads Access = 1 << iota
	Sets
	Increments
)

// Writes reports whether the array is changed.
func (a Access) Writes() bool { return a&^Reads != 0 }

// Array is an array parameter of a kernel. Name is for the reader of the text only.
type Array struct {
	Name string
	Elem Elem
}

// Const is a constant parameter of a kernel: a value of the namespace, or a number computed when the kernel
// is bound, such as a propagator of the exact integrator.
type Const struct {
	Name string
	Type Type
}

// Kernel is a body of instructions run for each element of a domain. The domain is chosen by the step that
// runs the kernel: all elements 0 ≤ i < N, or the elements of a list. Op Index yields the element's number.
type Kernel struct {
	Role   string // what it is for: "stateupdate", "threshold", "reset", "pre", …; for the reader only
	Arrays []Array
	Consts []Const
	Calls  []string // names of the function parameters; for the reader only
	Body   []Instr
}
