package mathlib

import "math"

const (
	log2e = 0x1.71547652b82fep+0 // 1/ln 2

	// ln 2 = ln2Hi + ln2Lo to 107 bits. x - k*ln2Hi is exact within an fma.
	ln2Hi = 0x1.62e42fefa39efp-1
	ln2Lo = 0x1.abc9e3b39803fp-56

	expFast = 708.0                 // up to here, e^x and e^-x are normal numbers
	expMax  = 0x1.62e42fefa39efp+9  // 709.78: the largest x whose e^x is finite
	expMin  = -0x1.74910d52d3051p+9 // -745.13: the least x whose e^x is not rounded to zero
)

// Exp returns e^x:
//
//	x = k ln 2 + r, |r| <= ln(2)/2
//	e^x = 2^k (1 + r + r^2 expPolynomial(r))
//
// Exp(+-0) = 1, Exp(-Inf) = 0, Exp(+Inf) = +Inf; above 709.78 it overflows to +Inf, below -745.13 it is 0.
// Error: below 0.65 ULP, 0.8 where the result is subnormal.
//
// Source: Cody & Waite (1980), Software Manual for the Elementary Functions, ch. 6 (the reduction).
func Exp(x float64) float64 {
	if !(math.Abs(x) <= expFast) {
		return expSlow(x)
	}
	k, r, rLo := expReduce(x)
	r2 := float64(r * r)
	m := onePlus(r, math.FMA(r2, expPolynomial(r, r2), rLo))
	return math.Float64frombits(math.Float64bits(m) + k<<52)
}

func expSlow(x float64) float64 {
	switch {
	case x != x:
		return NaN()
	case x > expMax:
		return math.Inf(1)
	case x < expMin:
		return 0
	}
	return expScaled(x, 0, 0)
}

// expScaled returns 2^j e^(x+xLo) for |x| <= 800 and |xLo| < 2^-40, also where it is subnormal or infinite.
func expScaled(x, xLo float64, j int64) float64 {
	k, r, rLo := expReduce(x)
	r, rLo = fastTwoSum(r, rLo+xLo) // where |r| is the smaller, 2^-93 may get lost
	r2 := float64(r * r)
	m := onePlus(r, math.FMA(r2, expPolynomial(r, r2), rLo))
	return scale(m, signed12(k)+j)
}

// expReduce returns x - k ln 2 as r + rLo, |r| <= ln(2)/2, for |x| <= 800. Only the low 12 bits of k hold.
func expReduce(x float64) (k uint64, r, rLo float64) {
	shifted := math.FMA(x, log2e, roundMagic)
	n := shifted - roundMagic
	exact, rest := math.FMA(-n, ln2Hi, x), float64(n*ln2Lo)
	r, rLo = fastTwoSum(exact, -rest) // where exact is the smaller, 2^-99 may get lost
	return math.Float64bits(shifted), r, rLo
}

// signed12 returns the low 12 bits of k as a signed number.
func signed12(k uint64) int64 { return int64(k<<52) >> 52 }

// onePlus returns 1 + r + tail. 1 + r is added exactly, so that only the last sum rounds; |r| <= 1.
func onePlus(r, tail float64) float64 {
	sum := 1 + r
	return sum + ((1 - sum + r) + tail)
}

// Coefficients of expPolynomial.
const (
	expC0  = 0x1p-1
	expC1  = 0x1.5555555555557p-3
	expC2  = 0x1.5555555555556p-5
	expC3  = 0x1.11111111100dep-7
	expC4  = 0x1.6c16c16c162d6p-10
	expC5  = 0x1.a01a01abe683ap-13
	expC6  = 0x1.a01a01a6d7b19p-16
	expC7  = 0x1.71de02364614ap-19
	expC8  = 0x1.27e4db6718a69p-22
	expC9  = 0x1.af4ddfbb33a59p-26
	expC10 = 0x1.1f72fdb6c6442p-29
)

// expPolynomial returns (e^r - 1 - r)/r^2 on |r| <= ln(2)/2.
func expPolynomial(r, r2 float64) float64 {
	odd := math.FMA(math.FMA(math.FMA(expC9, r2, expC7), r2, expC5), r2, expC3)
	even := math.FMA(math.FMA(math.FMA(expC10, r2, expC8), r2, expC6), r2, expC4)
	high := math.FMA(odd, r, math.FMA(even, r2, expC2))
	return math.FMA(high, r2, math.FMA(expC1, r, expC0))
}
