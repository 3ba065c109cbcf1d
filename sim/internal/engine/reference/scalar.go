package reference

import "math"

// modFloat is Python's a % b: the remainder of truncated division, plus b where their signs differ, and a
// zero of b's sign where it is zero.
func modFloat(a, b float64) float64 {
	r := math.Mod(a, b)
	switch {
	case r == 0:
		return math.Copysign(0, b)
	case (b < 0) != (r < 0) && r == r:
		return r + b
	}
	return r
}

// floorDivFloat is Python's a // b: (a - a%b)/b brought to the nearest integer, and a/b where b is zero.
//
// Source: CPython 3.11, Objects/floatobject.c, float_divmod; numpy 1.24, npy_divmod (for b = 0).
func floorDivFloat(a, b float64) float64 {
	if b == 0 {
		return a / b
	}
	r := math.Mod(a, b)
	q := (a - r) / b
	if r != 0 && (b < 0) != (r < 0) {
		q--
	}
	if q == 0 {
		return math.Copysign(0, a/b)
	}
	whole := math.Floor(q)
	if q-whole > 0.5 {
		whole++
	}
	return whole
}

// modInt is Python's a % b, and 0 where b is 0.
func modInt(a, b int64) int64 {
	if b == 0 {
		return 0
	}
	r := a % b
	if r != 0 && (r < 0) != (b < 0) {
		r += b
	}
	return r
}

// floorDivInt is Python's a // b, and 0 where b is 0; the smallest integer by -1 wraps.
func floorDivInt(a, b int64) int64 {
	if b == 0 {
		return 0
	}
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

// absInt wraps at the smallest integer.
func absInt(a int64) int64 {
	if a < 0 {
		return -a
	}
	return a
}

// signFloat is -1, 0 or 1, and NaN of NaN.
func signFloat(a float64) float64 {
	switch {
	case a > 0:
		return 1
	case a < 0:
		return -1
	case a == 0:
		return 0
	}
	return a
}

// signInt is -1, 0 or 1.
func signInt(a int64) int64 {
	switch {
	case a > 0:
		return 1
	case a < 0:
		return -1
	}
	return 0
}

// intOfFloat truncates towards zero, saturates at ±2^63 and makes NaN 0: what the conversion of Go leaves
// to the machine.
func intOfFloat(a float64) int64 {
	const limit = 1 << 63
	switch {
	case a >= limit:
		return math.MaxInt64
	case a < -limit:
		return math.MinInt64
	case a != a:
		return 0
	}
	return int64(a)
}

// truth is 1 for true and 0 for false; the compiler makes it one instruction.
func truth(c bool) uint8 {
	var b uint8
	if c {
		b = 1
	}
	return b
}

// cutOff truncates towards zero what then fits 32 bits; anything else becomes 0.
func cutOff(a float64) (n int64, fits bool) {
	if a > math.MinInt32-1 && a < math.MaxInt32+1 {
		return int64(a), true
	}
	return 0, false
}
