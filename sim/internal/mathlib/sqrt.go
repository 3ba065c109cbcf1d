package mathlib

import "math"

// Sqrt returns the square root of x, correctly rounded (IEEE 754 demands it of every machine).
// Sqrt(+-0) = +-0, Sqrt(+Inf) = +Inf; it is NaN below zero.
func Sqrt(x float64) float64 {
	if !(x >= 0) {
		return NaN()
	}
	return math.Sqrt(x)
}
