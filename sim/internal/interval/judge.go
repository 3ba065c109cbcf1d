package interval

import (
	"golgi/sim/internal/ir"
)

// Verdict is what is known of a condition on a block of pairs.
type Verdict uint8

// The verdicts.
const (
	Perhaps Verdict = iota
	Never
	Always
)

// Test evaluates a kernel in ranges. It is used by one goroutine at a time.
type Test struct {
	kernel     *ir.Kernel
	row, first string
	consts     []ir.Num
	contents   []*Content
	values     []Range
	varies     []int // the instructions that hang on the pair
	result     ir.Value
}

// NewTest returns the test of a kernel that stores a condition on pairs: element e is the pair of two neurons, that which the constant
// parameter row names, and that which first names plus e. consts are the values of the other constant parameters, and contents those of
// arrays that are known and do not change meanwhile; nil: anything.
func NewTest(k *ir.Kernel, consts []ir.Num, row, first string, contents []*Content) *Test {
	t := &Test{kernel: k, row: row, first: first, consts: consts, contents: contents, values: make([]Range, len(k.Body)), result: ir.None}
	varies := make([]bool, len(k.Body))
	for n := range k.Body {
		in := &k.Body[n]
		varies[n] = in.Op == ir.Index || in.Op == ir.Param && t.places(in)
		for _, arg := range in.Args {
			varies[n] = varies[n] || arg != ir.None && varies[arg]
		}
		switch {
		case in.Op == ir.Store:
			t.result = in.Args[1]
		case varies[n]:
			t.varies = append(t.varies, n)
		default:
			t.values[n] = t.value(in, Range{}, Range{})
		}
	}
	return t
}

// places reports whether a parameter says where a block lies.
func (t *Test) places(in *ir.Instr) bool {
	name := t.kernel.Consts[in.Param].Name
	return name == t.row || name == t.first
}

// Judge says what is known of the pairs of rows and columns, which are whole numbers.
func (t *Test) Judge(rows, columns Range) Verdict {
	if t.result == ir.None {
		return Perhaps
	}
	switch r := t.bound(rows, columns); {
	case r.Lo == 0 && r.Hi == 0 && !r.NaN:
		return Never
	case r.excludesZero():
		return Always
	}
	return Perhaps
}

// content returns what is known of an array; nil: nothing is.
func (t *Test) content(array int) *Content {
	if t.contents == nil {
		return nil
	}
	return t.contents[array]
}

// bound returns between what the result lies for pairs of some rows and columns.
func (t *Test) bound(rows, columns Range) Range {
	for _, n := range t.varies {
		t.values[n] = t.value(&t.kernel.Body[n], rows, columns)
	}
	return t.values[t.result]
}

// value returns the range of one instruction.
func (t *Test) value(in *ir.Instr, rows, columns Range) Range {
	switch in.Op {
	case ir.Lit:
		if in.Type == ir.Float {
			return Point(in.Num)
		}
		return whole(in.Int)
	case ir.Param:
		return t.param(in, rows, columns)
	case ir.Index:
		return Range{} // columns are all in first
	case ir.Load:
		return t.content(in.Array).load(in, t.values[in.Args[0]])
	case ir.Call, ir.Rand, ir.Randn, ir.Poisson, ir.Fit, ir.Store, ir.Incr, ir.Emit:
		return Anything(in.Type)
	}
	var args [3]Range
	for k, arg := range in.Args {
		if arg != ir.None {
			args[k] = t.values[arg]
		}
	}
	r := apply(in, t.kernel.Body[in.Args[0]].Type, args[0], args[1], args[2], in.Args[0] == in.Args[1])
	if r.Lo != r.Lo || r.Hi != r.Hi {
		return Anything(in.Type)
	}
	return r
}

func (t *Test) param(in *ir.Instr, rows, columns Range) Range {
	switch t.kernel.Consts[in.Param].Name {
	case t.row:
		return rows
	case t.first:
		return columns
	}
	if in.Type == ir.Float {
		return Point(t.consts[in.Param].Float)
	}
	return whole(t.consts[in.Param].Int)
}

// whole returns the range of an integer.
func whole(n int64) Range {
	if r := Point(float64(n)); r.small() {
		return r
	}
	return Anything(ir.Int)
}
