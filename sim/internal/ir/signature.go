package ir

import (
	"fmt"
	"slices"
	"strings"
)

// typeSet is a set of types, one bit each.
type typeSet uint8

// The sets of types that operands may have.
const (
	floats   typeSet = 1 << Float
	ints     typeSet = 1 << Int
	bools    typeSet = 1 << Bool
	numbers          = floats | ints
	anything         = floats | ints | bools
)

// has reports whether t belongs to the set.
func (s typeSet) has(t Type) bool { return s&(1<<t) != 0 }

// String lists the types of the set: "float or int".
func (s typeSet) String() string {
	var names []string
	for t := Float; t <= Bool; t++ {
		if s.has(t) {
			names = append(names, t.String())
		}
	}
	return strings.Join(names, " or ")
}

// result says what type an operation yields.
type result uint8

// The rules for results.
const (
	nothing  result = iota // Void
	common                 // the type of the last operand, which operands of several possible types share
	toFloat                // Float
	toInt                  // Int
	toBool                 // Bool
	declared               // the type of the literal, of the constant or of the array's elements
)

// signature is one row of the table of operations. Operands whose set has several types all have the same
// type. The last operands may be None, as many as are optional.
type signature struct {
	name     string
	args     []typeSet
	optional int
	result   result
}

// signatures is the table of operations: their names, operands and results. Whatever handles all operations
// (Validate, the printer, the engines' tests of coverage) goes by it.
var signatures = [opCount]signature{
	Lit:   {name: "lit", result: declared},
	Param: {name: "param", result: declared},
	Index: {name: "index", result: toInt},

	Load:  {name: "load", args: []typeSet{ints}, result: declared},
	Store: {name: "store", args: []typeSet{ints, anything, bools}, optional: 1},
	Incr:  {name: "incr", args: []typeSet{ints, numbers, bools}, optional: 1},
	Emit:  {name: "emit", args: []typeSet{bools}},

	Rand:    {name: "rand", args: []typeSet{ints}, result: toFloat},
	Randn:   {name: "randn", args: []typeSet{ints}, result: toFloat},
	Poisson: {name: "poisson", args: []typeSet{ints, floats}, result: toFloat},

	Call: {name: "call", args: []typeSet{floats, floats, floats}, optional: 2, result: toFloat},

	Fit: {name: "fit", args: []typeSet{ints, numbers, bools}, optional: 1, result: toInt},

	Add:      {name: "add", args: []typeSet{numbers, numbers}, result: common},
	Sub:      {name: "sub", args: []typeSet{numbers, numbers}, result: common},
	Mul:      {name: "mul", args: []typeSet{numbers, numbers}, result: common},
	Neg:      {name: "neg", args: []typeSet{numbers}, result: common},
	Abs:      {name: "abs", args: []typeSet{numbers}, result: common},
	Mod:      {name: "mod", args: []typeSet{numbers, numbers}, result: common},
	FloorDiv: {name: "floordiv", args: []typeSet{numbers, numbers}, result: common},
	Min:      {name: "min", args: []typeSet{numbers, numbers}, result: common},
	Max:      {name: "max", args: []typeSet{numbers, numbers}, result: common},
	Sign:     {name: "sign", args: []typeSet{numbers}, result: common},

	Div:    {name: "div", args: []typeSet{floats, floats}, result: toFloat},
	Fma:    {name: "fma", args: []typeSet{floats, floats, floats}, result: toFloat},
	Sqrt:   {name: "sqrt", args: []typeSet{floats}, result: toFloat},
	Floor:  {name: "floor", args: []typeSet{floats}, result: toFloat},
	Ceil:   {name: "ceil", args: []typeSet{floats}, result: toFloat},
	Pow:    {name: "pow", args: []typeSet{floats, floats}, result: toFloat},
	Exp:    {name: "exp", args: []typeSet{floats}, result: toFloat},
	Expm1:  {name: "expm1", args: []typeSet{floats}, result: toFloat},
	Exprel: {name: "exprel", args: []typeSet{floats}, result: toFloat},
	Log:    {name: "log", args: []typeSet{floats}, result: toFloat},
	Log1p:  {name: "log1p", args: []typeSet{floats}, result: toFloat},
	Log10:  {name: "log10", args: []typeSet{floats}, result: toFloat},
	Sin:    {name: "sin", args: []typeSet{floats}, result: toFloat},
	Cos:    {name: "cos", args: []typeSet{floats}, result: toFloat},
	Tan:    {name: "tan", args: []typeSet{floats}, result: toFloat},
	Asin:   {name: "asin", args: []typeSet{floats}, result: toFloat},
	Acos:   {name: "acos", args: []typeSet{floats}, result: toFloat},
	Atan:   {name: "atan", args: []typeSet{floats}, result: toFloat},
	Sinh:   {name: "sinh", args: []typeSet{floats}, result: toFloat},
	Cosh:   {name: "cosh", args: []typeSet{floats}, result: toFloat},
	Tanh:   {name: "tanh", args: []typeSet{floats}, result: toFloat},

	Lt: {name: "lt", args: []typeSet{numbers, numbers}, result: toBool},
	Le: {name: "le", args: []typeSet{numbers, numbers}, result: toBool},
	Eq: {name: "eq", args: []typeSet{anything, anything}, result: toBool},
	Ne: {name: "ne", args: []typeSet{anything, anything}, result: toBool},

	And: {name: "and", args: []typeSet{bools, bools}, result: toBool},
	Or:  {name: "or", args: []typeSet{bools, bools}, result: toBool},
	Not: {name: "not", args: []typeSet{bools}, result: toBool},

	Select: {name: "select", args: []typeSet{bools, anything, anything}, result: common},

	ToFloat: {name: "tofloat", args: []typeSet{ints | bools}, result: toFloat},
	ToInt:   {name: "toint", args: []typeSet{floats | bools}, result: toInt},
	ToBool:  {name: "tobool", args: []typeSet{floats | ints}, result: toBool},
}

// Ops returns all operations, for tests that must cover them.
func Ops() []Op {
	ops := make([]Op, 0, opCount)
	for op := Invalid + 1; op < opCount; op++ {
		ops = append(ops, op)
	}
	return ops
}

// String returns the name that the operation has in the text of a kernel.
func (op Op) String() string {
	if !op.valid() {
		return fmt.Sprintf("op(%d)", uint8(op))
	}
	return signatures[op].name
}

// Operands returns how many operands the operation takes at most; Store, Incr and Call may lack the last ones.
func (op Op) Operands() int {
	if !op.valid() {
		return 0
	}
	return len(signatures[op].args)
}

// Pure reports whether the operation depends on its operands only: it neither is a leaf, nor touches memory,
// nor draws a random number.
func (op Op) Pure() bool { return op >= Add && op < opCount }

// Result returns the type that a pure operation yields for operands of the given types, or an error that says
// which operand is wrong.
func (op Op) Result(args ...Type) (Type, error) {
	if !op.Pure() {
		return Void, fmt.Errorf("%v is not an operation on values alone", op)
	}
	sig := &signatures[op]
	if len(args) != len(sig.args) {
		return Void, fmt.Errorf("%v takes %d operands, not %d", op, len(sig.args), len(args))
	}
	if err := sig.check(args); err != nil {
		return Void, err
	}
	switch sig.result {
	case toFloat:
		return Float, nil
	case toInt:
		return Int, nil
	case toBool:
		return Bool, nil
	}
	return args[len(args)-1], nil
}

// check compares the types of operands with the row.
func (sig *signature) check(args []Type) error {
	shared := Void
	for k, t := range args {
		want := sig.args[k]
		if !want.has(t) {
			return fmt.Errorf("operand %d of %s is %v; it takes %v", k+1, sig.name, t, want)
		}
		if !want.several() {
			continue
		}
		if shared == Void {
			shared = t
		}
		if t != shared {
			return fmt.Errorf("operand %d of %s is %v beside %v; both must be of one type", k+1, sig.name, t, shared)
		}
	}
	return nil
}

// several reports whether the set has more than one type.
func (s typeSet) several() bool { return s&(s-1) != 0 }

// valid reports whether the operation is in the table.
func (op Op) valid() bool { return op > Invalid && op < opCount }

// TouchesMemory reports whether Args[0] is an index of Array.
func (op Op) TouchesMemory() bool { return op == Load || op == Store || op == Incr }

// Draws reports whether the operation yields a random number.
func (op Op) Draws() bool { return op == Rand || op == Randn || op == Poisson }

// leaf reports whether the operation has no operands and no effect.
func (op Op) leaf() bool { return op == Lit || op == Param || op == Index }

// String returns "float", "int", "bool" or "void".
func (t Type) String() string {
	names := []string{Void: "void", Float: "float", Int: "int", Bool: "bool"}
	if int(t) < len(names) {
		return names[t]
	}
	return fmt.Sprintf("type(%d)", uint8(t))
}

// String returns "float64", "int32", "int64" or "bool8".
func (e Elem) String() string {
	names := []string{Float64: "float64", Int32: "int32", Int64: "int64", Bool8: "bool8"}
	if e.valid() {
		return names[e]
	}
	return fmt.Sprintf("elem(%d)", uint8(e))
}

// valid reports whether the type of elements exists.
func (e Elem) valid() bool { return slices.Contains([]Elem{Float64, Int32, Int64, Bool8}, e) }
