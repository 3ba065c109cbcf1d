package mathlib

import "math"

const (
	signBit   = 1 << 63
	infBits   = 0x7FF << 52 // the bits of +Inf
	minNormal = 1 << 52     // the bits of 2^-1022

	// Adding roundMagic and subtracting it again rounds to the nearest integer, ties to even, for
	// |x| < 2^51; before the subtraction the low bits of the sum are that integer in two's complement.
	roundMagic = 0x1.8p52
)

// NaN returns the one NaN of the simulator, 0x7FF8000000000000: quiet, positive, without payload.
// (math.NaN has a payload, and x86 makes a negative NaN of 0/0.)
func NaN() float64 { return math.Float64frombits(0x7FF8000000000000) }

// Canonical returns x, with every NaN replaced by NaN().
func Canonical(x float64) float64 {
	if x != x {
		return NaN()
	}
	return x
}

// pow2 returns 2^k for -1022 <= k <= 1023. Only the low 12 bits of k count.
func pow2(k int64) float64 { return math.Float64frombits(uint64(k)<<52 + 0x3FF0000000000000) }

// scale returns x * 2^k, rounded once, for |x| in [1/4, 4) and |k| <= 2000: it may be subnormal or infinite.
func scale(x float64, k int64) float64 {
	half := k / 2 // x * 2^half is normal, so it is exact
	return float64(float64(x*pow2(half)) * pow2(k-half))
}

// withSign returns |x| with the sign of bits.
func withSign(x float64, bits uint64) float64 {
	return math.Float64frombits(math.Float64bits(x)&^signBit | bits&signBit)
}

// twoSum returns a + b as sum + lost. Source: Knuth, TAOCP 2, 4.2.2, theorem B.
func twoSum(a, b float64) (sum, lost float64) {
	sum = a + b
	bPart := sum - a
	return sum, (a - (sum - bPart)) + (b - bPart)
}

// fastTwoSum is twoSum for |a| >= |b| or a = 0. Source: Dekker (1971), Numer. Math. 18:224.
func fastTwoSum(a, b float64) (sum, lost float64) {
	sum = a + b
	return sum, a - sum + b
}

// quotient returns (n + nLo) / (d + dLo), where the Lo parts are what the others lost by rounding. The error
// is 0.5 ULP and a little.
func quotient(n, nLo, d, dLo float64) float64 {
	inverse := 1 / d
	q := float64(n * inverse)
	rest := math.FMA(-q, d, n) + math.FMA(-q, dLo, nLo)
	return math.FMA(rest, inverse, q)
}

// quotientBy returns (n + nLo) / d, where nLo may be as large as n/2. The error is 0.5 ULP and two roundings
// of nLo/d.
func quotientBy(n, nLo, d float64) float64 {
	inverse := 1 / d
	q := float64(n * inverse)
	return math.FMA(math.FMA(-q, d, n)+nLo, inverse, q)
}
