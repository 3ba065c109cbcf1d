package mathlib

import "math"

// Below quotientFast, rounding takes x/y at most up to the next integer.
const quotientFast = 0x1p51

// Mod returns x - y*floor(x/y): the remainder with the sign of y, exact but for one rounding where x and y
// differ in sign. A zero has the sign of y. These are Python's rules for x % y.
//
// Mod(x, +-Inf) = x for finite x of the same sign, +-Inf for x of the other. Where Python raises an error, at
// y = 0, it is NaN; so it is at x = +-Inf.
func Mod(x, y float64) float64 {
	q := math.Floor(x / y)
	if !(math.Abs(q) < quotientFast && math.Abs(y) <= math.MaxFloat64) {
		return modSlow(x, y)
	}
	return floorRemainder(math.FMA(-q, y, x), y)
}

// FloorDiv returns floor(x/y), as Python's x // y: the integer before rounding where |x/y| < 2^51, and
// (x - x % y)/y beyond. A zero has the sign of x/y.
//
// FloorDiv(x, +-Inf) = +-0 or -1. At y = 0, where Python raises an error, it is x/y: an infinity, or NaN
// for 0/0. It is NaN at x = +-Inf.
func FloorDiv(x, y float64) float64 {
	q := math.Floor(x / y)
	if !(math.Abs(q) < quotientFast && math.Abs(y) <= math.MaxFloat64) {
		return floorDivSlow(x, y)
	}
	if differs(math.FMA(-q, y, x), y) { // x/y was rounded up to q
		return q - 1
	}
	return q
}

// floorRemainder moves a remainder r in (-|y|, |y|) to the sign of y.
func floorRemainder(r, y float64) float64 {
	if differs(r, y) {
		r += y
	}
	if r == 0 {
		return withSign(0, math.Float64bits(y))
	}
	return r
}

// differs reports whether r is not zero and has not the sign of y.
func differs(r, y float64) bool { return r != 0 && (r < 0) != (y < 0) }

// modSlow takes every x and y. math.Mod is exact, so every library agrees on it.
func modSlow(x, y float64) float64 {
	if x-x != 0 || y == 0 || y != y {
		return NaN()
	}
	return floorRemainder(math.Mod(x, y), y)
}

// floorDivSlow takes every x and y. Source: CPython 3.11, Objects/floatobject.c, _float_div_mod.
func floorDivSlow(x, y float64) float64 {
	if y == 0 {
		return Canonical(x / y)
	}
	if x-x != 0 || y != y {
		return NaN()
	}
	r := math.Mod(x, y)
	q := (x - r) / y
	if differs(r, y) {
		q--
	}
	if q == 0 {
		return withSign(0, math.Float64bits(x/y))
	}
	floor := math.Floor(q)
	if q-floor > 0.5 {
		floor++
	}
	return floor
}

// ToInt returns x without its fraction. It saturates: beyond the range of int64 it is math.MaxInt64 or
// math.MinInt64. ToInt(NaN) = 0.
func ToInt(x float64) int64 {
	switch {
	case x != x:
		return 0
	case x >= 0x1p63:
		return math.MaxInt64
	case x < -0x1p63:
		return math.MinInt64
	}
	return int64(x)
}
