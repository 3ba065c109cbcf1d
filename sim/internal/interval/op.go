package interval

import (
	"math"

	"golgi/sim/internal/ir"
	"golgi/sim/internal/mathlib"
)

// apply returns the range of an operation whose operands lie in ranges.
func apply(in *ir.Instr, operand ir.Type, a, b, c Range, same bool) Range {
	switch in.Op {
	case ir.Lt:
		return truth(a.Lo < b.Hi, a.Hi < b.Lo && !a.NaN && !b.NaN)
	case ir.Le:
		return truth(a.Lo <= b.Hi, a.Hi <= b.Lo && !a.NaN && !b.NaN)
	case ir.Eq:
		return equal(a, b)
	case ir.Ne:
		return not(equal(a, b))
	case ir.And:
		return Range{Lo: min(a.Lo, b.Lo), Hi: min(a.Hi, b.Hi)}
	case ir.Or:
		return Range{Lo: max(a.Lo, b.Lo), Hi: max(a.Hi, b.Hi)}
	case ir.Not:
		return not(a)
	case ir.Select:
		return selected(a, b, c)
	case ir.ToBool:
		return truth(a.NaN || a.Lo != 0 || a.Hi != 0, a.excludesZero())
	case ir.ToFloat:
		return a
	case ir.ToInt:
		return toInt(a)
	case ir.Mod, ir.FloorDiv:
		return divided(in, a, b)
	}
	if in.Type == ir.Int {
		return integer(in.Op, a, b, same)
	}
	if in.Type == ir.Float && operand == ir.Float {
		return float(in.Op, a, b, same)
	}
	return Anything(in.Type)
}

func equal(a, b Range) Range {
	return truth(a.Lo <= b.Hi && b.Lo <= a.Hi, a.isPoint() && b.isPoint() && a.Lo == b.Lo)
}

func not(a Range) Range { return Range{Lo: 1 - a.Hi, Hi: 1 - a.Lo} }

func selected(which, yes, no Range) Range {
	switch {
	case which.Lo == 1:
		return yes
	case which.Hi == 0:
		return no
	}
	return hull(yes, no)
}

func toInt(a Range) Range {
	if !a.small() {
		return Anything(ir.Int)
	}
	return Range{Lo: math.Trunc(a.Lo), Hi: math.Trunc(a.Hi)}
}

// integer is arithmetic that wraps round beyond 64 bits, and is not followed beyond 53.
func integer(op ir.Op, a, b Range, same bool) Range {
	if !a.small() || !b.small() {
		return Anything(ir.Int)
	}
	if r, known := arithmetic(op, a, b, same); known && r.small() {
		return r
	}
	return Anything(ir.Int)
}

// float is arithmetic that rounds. Rounding keeps order, so that the bounds of what is rounded are the rounded bounds.
func float(op ir.Op, a, b Range, same bool) Range {
	if !a.finite() || !b.finite() {
		return Anything(ir.Float)
	}
	if r, known := arithmetic(op, a, b, same); known {
		return r
	}
	switch op {
	case ir.Div:
		if b.excludesZero() {
			return corners(func(x, y float64) float64 { return x / y }, a, b)
		}
	case ir.Sqrt:
		if a.Lo >= 0 {
			return Range{Lo: math.Sqrt(a.Lo), Hi: math.Sqrt(a.Hi)}
		}
	case ir.Floor:
		return Range{Lo: math.Floor(a.Lo), Hi: math.Floor(a.Hi)}
	case ir.Ceil:
		return Range{Lo: math.Ceil(a.Lo), Hi: math.Ceil(a.Hi)}
	case ir.Exp:
		r := widened(mathlib.Exp(a.Lo), mathlib.Exp(a.Hi))
		return Range{Lo: max(r.Lo, 0), Hi: r.Hi}
	case ir.Log:
		if a.Lo > 0 {
			return widened(mathlib.Log(a.Lo), mathlib.Log(a.Hi))
		}
	case ir.Sin, ir.Cos:
		return widened(-1, 1)
	}
	return Anything(ir.Float)
}

// arithmetic is what integers and floats have in common; same says that both operands are one value.
func arithmetic(op ir.Op, a, b Range, same bool) (r Range, known bool) {
	switch op {
	case ir.Add:
		return Range{Lo: a.Lo + b.Lo, Hi: a.Hi + b.Hi}, true
	case ir.Sub:
		return Range{Lo: a.Lo - b.Hi, Hi: a.Hi - b.Lo}, true
	case ir.Mul:
		r := corners(func(x, y float64) float64 { return float64(x * y) }, a, b)
		if same {
			r.Lo = max(r.Lo, 0)
		}
		return r, true
	case ir.Neg:
		return Range{Lo: -a.Hi, Hi: -a.Lo}, true
	case ir.Abs:
		if a.excludesZero() {
			return corners(func(x, _ float64) float64 { return math.Abs(x) }, a, a), true
		}
		return Range{Lo: 0, Hi: max(-a.Lo, a.Hi)}, true
	case ir.Min:
		return Range{Lo: min(a.Lo, b.Lo), Hi: min(a.Hi, b.Hi)}, true
	case ir.Max:
		return Range{Lo: max(a.Lo, b.Lo), Hi: max(a.Hi, b.Hi)}, true
	case ir.Sign:
		return Range{Lo: sign(a.Lo), Hi: sign(a.Hi)}, true
	}
	return Range{}, false
}

func sign(x float64) float64 {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return 0
}

// quotients is the largest magnitude of the quotients whose floor is followed.
const quotients = 1 << 50

// divided is the quotient rounded down, or the remainder, of Python.
func divided(in *ir.Instr, a, b Range) Range {
	if in.Type != ir.Int && in.Type != ir.Float || !b.excludesZero() || !b.small() || !a.small() {
		return Anything(in.Type)
	}
	q := corners(mathlib.FloorDiv, a, b)
	switch {
	case !(math.Max(-q.Lo, q.Hi) < quotients):
		return Anything(in.Type)
	case in.Op == ir.FloorDiv:
		return q
	case b.isPoint() && q.isPoint():
		return Range{Lo: mathlib.Mod(a.Lo, b.Lo), Hi: mathlib.Mod(a.Hi, b.Lo)}
	case b.Lo > 0:
		return Range{Lo: 0, Hi: b.Hi}
	}
	return Range{Lo: b.Lo, Hi: 0}
}

// slack is far more than the error of a function of mathlib.
const slack = 1e-9

// widened returns a range that holds what a function may compute that is monotone but for its error.
func widened(lo, hi float64) Range {
	return Range{
		Lo: lo - float64(slack*math.Abs(lo)) - math.SmallestNonzeroFloat64,
		Hi: hi + float64(slack*math.Abs(hi)) + math.SmallestNonzeroFloat64,
	}
}
