package mathlib

import "math"

// Tan returns the tangent of x, in radians, for every finite x:
//
//	sin r / cos r, or -cos r / sin r in odd quarters,
//
// with r as for Sin, and the rounding errors of sine and cosine carried through the division. Tan(+-0) = +-0;
// Tan is NaN at +-Inf. Error: below 1 ULP.
func Tan(x float64) float64 {
	size := math.Abs(x)
	if !(size < trigFast) {
		return tanSlow(x)
	}
	k, r, rLo := trigReduce(size)
	return tanChoose(k, r, rLo, math.Float64bits(x))
}

func tanSlow(x float64) float64 {
	if x-x != 0 {
		return NaN()
	}
	k, r, rLo := trigReduceHuge(math.Abs(x))
	return tanChoose(k, r, rLo, math.Float64bits(x))
}

// tanChoose returns tan(r + rLo + k pi/2), negated where sign has the sign bit.
func tanChoose(k uint64, r, rLo float64, sign uint64) float64 {
	n, nLo := fastTwoSum(sinParts(r, rLo))
	d, dLo := fastTwoSum(cosParts(r, rLo))
	if k&1 != 0 {
		n, nLo, d, dLo = -d, -dLo, n, nLo
	}
	y := math.Float64bits(quotient(n, nLo, d, dLo))
	return math.Float64frombits(y ^ sign&signBit)
}
