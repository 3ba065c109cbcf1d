package trajectory

import (
	"math"
	"math/big"
)

// A ratio finds numbers between two, evenly in their logarithms. It multiplies roots of the quotient, which big.Float computes to the
// last bit, so that the numbers are the same on every machine; math.Pow differs in the last bit between processors.
type ratio struct {
	from  *big.Float
	roots []*big.Float // (to/from)^(2^-1), ^(2^-2), …
}

// ratioDigits is the precision in bits; of the exponent, so many binary digits count.
const ratioPrecision, ratioDigits = 160, 120

func ratioOf(from, to float64) ratio {
	r := ratio{from: newBig().SetFloat64(from)}
	root := newBig().Quo(newBig().SetFloat64(to), r.from)
	for range ratioDigits {
		root = newBig().Sqrt(root)
		r.roots = append(r.roots, root)
	}
	return r
}

func newBig() *big.Float { return new(big.Float).SetPrec(ratioPrecision) }

// at returns from * (to/from)^(num/den), with 0 <= num < den < 2^63.
func (r ratio) at(num, den uint64) float64 {
	x := newBig().Set(r.from)
	for _, root := range r.roots {
		if num == 0 {
			break
		}
		if num *= 2; num >= den {
			num -= den
			x.Mul(x, root)
		}
	}
	f, _ := x.Float64()
	return f
}

// between returns the number at a place from 0 to 1, which is that of to.
func (r ratio) between(place, to float64) float64 {
	if place >= 1 {
		return to
	}
	return min(r.at(uint64(math.Ldexp(place, 53)), 1<<53), to)
}
