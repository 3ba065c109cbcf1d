package mathlib

import "math"

// Expm1 returns e^x - 1, accurate near zero, too.
//
//	x = k ln 2 + r
//	e^x - 1 = (2^k - 1) + 2^k r + 2^k r^2 expPolynomial(r),
//
// of which the first two terms are summed exactly. Expm1(+-0) = +-0, Expm1(-Inf) = -1, Expm1(+Inf) = +Inf.
// Error: below 0.95 ULP.
func Expm1(x float64) float64 {
	if !(math.Abs(x) <= expFast) {
		return expm1Slow(x)
	}
	y, yLo := expm1Parts(x)
	return withSign(y+yLo, math.Float64bits(x))
}

func expm1Slow(x float64) float64 {
	if x < 0 {
		return -1
	}
	return expSlow(x)
}

// Exprel returns (e^x - 1)/x, and 1 at x = 0.
//
// Exprel(-Inf) = 0, Exprel(+Inf) = +Inf; it overflows above 716.35. Error: below 0.9 ULP.
func Exprel(x float64) float64 {
	if !(math.Abs(x) <= expFast) {
		return exprelSlow(x)
	}
	y, yLo := expm1Parts(x)
	quotient := quotientBy(y, yLo, x)
	if math.Abs(x) < exprelTiny {
		return 1
	}
	return quotient
}

// exprelTiny is what all smaller numbers are to Exprel: nothing. It is looked for at the end, since processors work on the quotient meanwhile, which
// may be no number.
const exprelTiny = 0x1p-60

// exprelSlow drops the 1 from e^x - 1, and divides by x before it scales, since e^x may overflow where e^x/x
// does not.
func exprelSlow(x float64) float64 {
	switch {
	case x != x:
		return NaN()
	case x < 0:
		return -1 / x
	case x > exprelMax:
		return math.Inf(1)
	}
	k, r, rLo := expReduce(x)
	r2 := float64(r * r)
	head, headLo := fastTwoSum(1, r)
	headLo += math.FMA(r2, expPolynomial(r, r2), rLo)
	y := quotientBy(head, headLo, x)
	return scale(float64(y*0x1p10), signed12(k)-10)
}

const exprelMax = 717.0 // Exprel has overflown by then, and expReduce holds

// expm1Parts returns e^x - 1 as y + yLo for |x| <= expFast.
func expm1Parts(x float64) (y, yLo float64) {
	k, r, rLo := expReduce(x)
	r2 := float64(r * r)
	tail := math.FMA(r2, expPolynomial(r, r2), math.FMA(rLo, r, rLo))
	power := pow2(signed12(k))
	head, headLo := twoSum(power, -1)
	line := float64(power * r) // exact
	y = head + line            // |head| >= |line|, or head = 0
	return y, math.FMA(power, tail, (head-y+line)+headLo)
}
