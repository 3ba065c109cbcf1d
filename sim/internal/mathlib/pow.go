package mathlib

import "math"

// Pow returns x^y = e^(y ln x), where ln x and the product carry 64 bits. There is one rule for all
// exponents: where x^y is a float64, Pow returns it; in particular Pow(x, 1) = x, and Pow(x, 2) is x*x or,
// rarely, its neighbour. Error: below 0.85 ULP.
//
// The special cases are those of C99 Annex F.9.4.4:
//
//	Pow(x, +-0) = Pow(1, y) = 1, even for NaN
//	Pow(x, y) = NaN for finite x < 0 and finite y that is no integer
//	Pow(-1, +-Inf) = 1
//	Pow(x, -Inf) = +Inf for |x| < 1, 0 for |x| > 1; Pow(x, +Inf) the other way round
//	Pow(+-0, y) = +-Inf for odd y < 0, +Inf for other y < 0; +-0 for odd y > 0, +0 for other y > 0
//	Pow(+Inf, y) = 0 for y < 0, +Inf for y > 0
//	Pow(-Inf, y) = -0 for odd y < 0, 0 for other y < 0; -Inf for odd y > 0, +Inf for other y > 0
//
// Source: ARM optimized routines, pow.c, MIT licence (the order of the sums in powLog).
func Pow(x, y float64) float64 {
	bits := math.Float64bits(x)
	if bits-minNormal >= infBits-minNormal {
		return powSlow(x, y)
	}
	l, lLo := powLog(bits)
	t := float64(y * l)
	if !(math.Abs(t) <= expFast) {
		return powSlow(x, y)
	}
	k, r, rLo := expReduce(t)
	r, rLo = fastTwoSum(r, rLo+math.FMA(y, lLo, math.FMA(y, l, -t)))
	r2 := float64(r * r)
	m := onePlus(r, math.FMA(r2, expPolynomial(r, r2), rLo))
	return math.Float64frombits(math.Float64bits(m) + k<<52)
}

// powSlow takes every x and y.
func powSlow(x, y float64) float64 {
	switch {
	case y == 0 || x == 1:
		return 1
	case x != x || y != y:
		return NaN()
	}
	size := math.Abs(x)
	switch {
	case math.IsInf(y, 0):
		return powInfinite(size, y)
	case x < 0 && y != math.Floor(y) && size <= math.MaxFloat64:
		return NaN()
	}
	var sign uint64
	if oddInteger(y) {
		sign = math.Float64bits(x)
	}
	return withSign(powPositive(size, y), sign)
}

// powInfinite returns size^y for y = +-Inf.
func powInfinite(size, y float64) float64 {
	switch {
	case size == 1:
		return 1
	case (size > 1) == (y > 0):
		return math.Inf(1)
	}
	return 0
}

// powPositive returns x^y for x in [0, +Inf] and finite y != 0.
func powPositive(x, y float64) float64 {
	switch {
	case x == 0 && y > 0 || x > math.MaxFloat64 && y < 0:
		return 0
	case x == 0 || x > math.MaxFloat64:
		return math.Inf(1)
	}
	l, lLo := powLog(positiveBits(x))
	t := float64(y * l)
	switch {
	case t > expMax+1:
		return math.Inf(1)
	case t < expMin-1:
		return 0
	}
	return expScaled(t, math.FMA(y, lLo, math.FMA(y, l, -t)), 0)
}

// oddInteger reports whether the finite y is an odd integer. Beyond 2^53 all are even.
func oddInteger(y float64) bool {
	return y == math.Floor(y) && math.Abs(y) < 0x1p53 && int64(y)&1 != 0
}

// powLog returns ln x as l + lLo, with a relative error below 2^-64, for the positiveBits of x. Of
//
//	k ln 2 - ln c + r - r^2/2 + r^3 powPolynomial(r)
//
// all but the last term is summed exactly.
func powLog(bits uint64) (l, lLo float64) {
	k, z, e := logSplit(bits)
	r := math.FMA(z, e.inverse, -1)
	y, yLo := logSum(k, r, e)
	half := float64(-0.5 * r)
	square := float64(half * r)
	sum := y + square
	rest := yLo + math.FMA(half, r, -square) + (y - sum + square)
	rest = math.FMA(float64(r*r*r), powPolynomial(r), rest)
	l = sum + rest
	return l, sum - l + rest
}

// Coefficients of powPolynomial.
const (
	powC0 = 0x1.5555555555555p-2
	powC1 = -0x1.ffffffffffff9p-3
	powC2 = 0x1.9999999999993p-3
	powC3 = -0x1.5555555584741p-3
	powC4 = 0x1.24924924bdc81p-3
	powC5 = -0x1.fffff5f587154p-4
	powC6 = 0x1.c71c6882582d3p-4
	powC7 = -0x1.99ff05cecbcd4p-4
	powC8 = 0x1.74bab6690beb1p-4
)

// powPolynomial returns (ln(1+r) - r + r^2/2)/r^3 on |r| <= logRadius.
func powPolynomial(r float64) float64 {
	r2 := float64(r * r)
	r4 := float64(r2 * r2)
	low := math.FMA(math.FMA(powC3, r, powC2), r2, math.FMA(powC1, r, powC0))
	high := math.FMA(math.FMA(powC7, r, powC6), r2, math.FMA(powC5, r, powC4))
	return math.FMA(math.FMA(powC8, r4, high), r4, low)
}
