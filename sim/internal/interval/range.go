package interval

import (
	"math"

	"golgi/sim/internal/ir"
)

// Range holds the numbers from Lo to Hi, and NaN where NaN says so. Integers are in it as long as a float can hold them; booleans
// are 0 and 1.
type Range struct {
	Lo, Hi float64
	NaN    bool
}

// exact is the largest magnitude of the integers that are held without rounding.
const exact = 1 << 53

// Anything returns the range of all values of a type.
func Anything(t ir.Type) Range {
	switch t {
	case ir.Bool:
		return Range{Lo: 0, Hi: 1}
	case ir.Int:
		return Range{Lo: math.MinInt64, Hi: math.MaxInt64}
	}
	return Range{Lo: math.Inf(-1), Hi: math.Inf(1), NaN: true}
}

// Point returns the range of one number; of NaN it is anything.
func Point(x float64) Range {
	if x != x {
		return Anything(ir.Float)
	}
	return Range{Lo: x, Hi: x}
}

// finite reports whether arithmetic on the range yields no NaN.
func (r Range) finite() bool {
	return !r.NaN && r.Lo >= -math.MaxFloat64 && r.Hi <= math.MaxFloat64
}

// small reports whether all integers of the range are held without rounding.
func (r Range) small() bool { return !r.NaN && r.Lo >= -exact && r.Hi <= exact }

func (r Range) isPoint() bool { return r.Lo == r.Hi && !r.NaN }

// excludesZero reports whether all numbers of the range have one sign.
func (r Range) excludesZero() bool { return r.Lo > 0 || r.Hi < 0 }

// truth returns the range of a condition.
func truth(may, must bool) Range {
	r := Range{}
	if may {
		r.Hi = 1
	}
	if must {
		r.Lo = 1
	}
	return r
}

// hull returns the range of what is in the one or the other.
func hull(a, b Range) Range {
	return Range{Lo: math.Min(a.Lo, b.Lo), Hi: math.Max(a.Hi, b.Hi), NaN: a.NaN || b.NaN}
}

// corners returns the range of an operation that is greatest and least at the bounds of its operands.
func corners(op func(x, y float64) float64, a, b Range) Range {
	r := Point(op(a.Lo, b.Lo))
	for _, x := range [...]float64{op(a.Lo, b.Hi), op(a.Hi, b.Lo), op(a.Hi, b.Hi)} {
		r = hull(r, Point(x))
	}
	return r
}
