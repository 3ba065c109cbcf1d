package cc

import (
	"fmt"
	"math"
	"strconv"

	"golgi/sim/internal/ir"
)

// operators are the operations that C has, by the type of their operands.
var operators = map[ir.Op]string{
	ir.Lt: "(golgi_bool)(%s < %s)", ir.Le: "(golgi_bool)(%s <= %s)",
	ir.Eq: "(golgi_bool)(%s == %s)", ir.Ne: "(golgi_bool)(%s != %s)",
	ir.And: "%s & %s", ir.Or: "%s | %s", ir.Not: "%s ^ 1", ir.Select: "%s ? %s : %s",
	ir.ToFloat: "(double)%s", ir.ToBool: "(golgi_bool)(%s != 0)", ir.Fma: "g_fma(%s, %s, %s)",
}

// floatOperators are the operations on floats.
var floatOperators = map[ir.Op]string{
	ir.Add: "%s + %s", ir.Sub: "%s - %s", ir.Mul: "%s * %s", ir.Div: "%s / %s", ir.Neg: "-%s",
	ir.Abs: "g_abs(%s)", ir.Sqrt: "g_sqrt(%s)", ir.Floor: "g_floor(%s)", ir.Ceil: "g_ceil(%s)",
	ir.Min: "g_min(%s, %s)", ir.Max: "g_max(%s, %s)", ir.Sign: "g_sign(%s)",
	ir.Mod: "g_mod(%s, %s)", ir.FloorDiv: "g_floordiv(%s, %s)", ir.ToInt: "g_toint(%s)",
}

// intOperators are the operations on integers.
var intOperators = map[ir.Op]string{
	ir.Add: "g_add_i(%s, %s)", ir.Sub: "g_sub_i(%s, %s)", ir.Mul: "g_mul_i(%s, %s)", ir.Neg: "g_neg_i(%s)",
	ir.Abs: "g_abs_i(%s)", ir.Min: "g_min_i(%s, %s)", ir.Max: "g_max_i(%s, %s)", ir.Sign: "g_sign_i(%s)",
	ir.Mod: "g_mod_i(%s, %s)", ir.FloorDiv: "g_floordiv_i(%s, %s)",
}

// function is an elementary function of mathlib/*.h: m_name takes every argument, m_name_fast is free of
// branches.
type function struct {
	name  string
	total bool // the fast form takes every argument, too, and has nothing to report
}

// functions are the elementary functions.
var functions = map[ir.Op]function{
	ir.Pow: {name: "pow"}, ir.Exp: {name: "exp"}, ir.Expm1: {name: "expm1"}, ir.Exprel: {name: "exprel"},
	ir.Log: {name: "log"}, ir.Log1p: {name: "log1p"}, ir.Log10: {name: "log10"},
	ir.Sin: {name: "sin"}, ir.Cos: {name: "cos"}, ir.Tan: {name: "tan"},
	ir.Asin: {"asin", true}, ir.Acos: {"acos", true}, ir.Atan: {"atan", true},
	ir.Sinh: {name: "sinh"}, ir.Cosh: {name: "cosh"}, ir.Tanh: {"tanh", true},
}

// compute writes an instruction that has a value and reads no memory, or a load at an index that is the same
// for all elements.
func (e *emitter) compute(n int) {
	in := &e.kernel.Body[n]
	switch in.Op {
	case ir.Lit:
	case ir.Call:
		e.callOne(n)
	case ir.Fit:
		e.fit(n)
	case ir.Load:
		e.checkIndex(in)
		e.loadAt(n, e.value(in.Args[0]))
	default:
		e.line("const %s v%d = %s;", cType(in.Type), n, e.expression(in))
	}
}

// fit writes the check of a number that is about to be written to an array of integers. In a vector loop, one that does not fit
// leaves the chunk to the plain loop.
func (e *emitter) fit(n int) {
	in := &e.kernel.Body[n]
	value := e.value(in.Args[1])
	misfit, fitted, bits := fmt.Sprintf("%s != (int32_t)%s", value, value), value, value
	if e.kernel.Body[in.Args[1]].Type == ir.Float {
		misfit, fitted = fmt.Sprintf("!g_fits(%s)", value), fmt.Sprintf("g_cutoff(%s)", value)
		bits = fmt.Sprintf("(int64_t)g_bits(%s)", value)
	}
	if in.Args[2] != ir.None {
		misfit = fmt.Sprintf("(%s) & (%s)", misfit, e.value(in.Args[2]))
	}
	e.line("const int64_t v%d = %s;", n, fitted)
	switch {
	case e.checked:
	case e.fast:
		e.line("bad |= %s;", misfit)
	default:
		e.line("if (GOLGI_RARELY(%s))", misfit)
		e.line("\treturn golgi_misfit(f, %d, %s, %s);", n, e.value(in.Args[0]), bits)
	}
}

// expression returns the C expression of an instruction.
func (e *emitter) expression(in *ir.Instr) string {
	switch in.Op {
	case ir.Param:
		if in.Type == ir.Float {
			return fmt.Sprintf("f->consts[%d].f", in.Param)
		}
		return fmt.Sprintf("f->consts[%d].i", in.Param)
	case ir.Rand, ir.Randn:
		return fmt.Sprintf("g_%v%s(key, %s, tick, %du)", in.Op, e.suffix(), e.value(in.Args[0]), uint32(in.Draw))
	}
	if in.Op == ir.Poisson {
		return fmt.Sprintf("g_poisson(key, %s, tick, %du, %s)", e.value(in.Args[0]), uint32(in.Draw), e.value(in.Args[1]))
	}
	var args []any
	for _, arg := range in.Args[:in.Op.Operands()] {
		args = append(args, e.value(arg))
	}
	if f, ok := functions[in.Op]; ok {
		return e.call(f, args)
	}
	return fmt.Sprintf(e.format(in), args...)
}

// suffix chooses the form of a function that is free of branches.
func (e *emitter) suffix() string {
	if e.fast {
		return "_fast"
	}
	return ""
}

// call returns the call of an elementary function.
func (e *emitter) call(f function, args []any) string {
	list := fmt.Sprint(args[0])
	if len(args) == 2 {
		list = fmt.Sprintf("%s, %s", args...)
	}
	if e.fast && !f.total {
		list += ", &bad"
	}
	return fmt.Sprintf("m_%s%s(%s)", f.name, e.suffix(), list)
}

// format returns the pattern of an operation.
func (e *emitter) format(in *ir.Instr) string {
	from := e.kernel.Body[in.Args[0]].Type
	if in.Op == ir.ToInt && from == ir.Bool {
		return "%s"
	}
	if pattern, ok := floatOperators[in.Op]; ok && from == ir.Float {
		return pattern
	}
	if pattern, ok := intOperators[in.Op]; ok && from == ir.Int {
		return pattern
	}
	pattern, ok := operators[in.Op]
	if !ok {
		panic(fmt.Sprintf("cc: %v of %v has no C", in.Op, from))
	}
	return pattern
}

// literal returns a literal in C, to the bit.
func literal(in *ir.Instr) string {
	switch {
	case in.Type != ir.Float && in.Int == math.MinInt64:
		return "INT64_MIN"
	case in.Type != ir.Float:
		return fmt.Sprintf("INT64_C(%d)", in.Int)
	case math.IsNaN(in.Num) || math.IsInf(in.Num, 0):
		return fmt.Sprintf("g_float(%#xu)", math.Float64bits(in.Num))
	}
	return "(" + strconv.FormatFloat(in.Num, 'x', -1, 64) + ")"
}
