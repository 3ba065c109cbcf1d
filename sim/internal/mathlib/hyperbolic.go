package mathlib

import "math"

const (
	hyperbolicFast     = 700.0
	hyperbolicOverflow = 0x1.633ce8fb9f87dp+9 // 710.48: the largest x whose sinh x is finite

	tanhOne = 30.0 // from 19.06 on, tanh x is 1
)

// Sinh returns the hyperbolic sine of x. With |x| = k ln 2 + r,
//
//	sinh x = sinh(k ln 2) cosh r + cosh(k ln 2) sinh r,
//
// where the factors of k are sums of powers of two. Sinh(+-0) = +-0, Sinh(+-Inf) = +-Inf; it overflows beyond
// +-710.48. Error: below 0.75 ULP.
func Sinh(x float64) float64 {
	size := math.Abs(x)
	if !(size <= hyperbolicFast) {
		return sinhSlow(x)
	}
	y, yLo := sinhParts(hyperbolicReduce(size))
	return withSign(y+yLo, math.Float64bits(x))
}

func sinhSlow(x float64) float64 {
	if x < 0 {
		return -coshSlow(x)
	}
	return coshSlow(x)
}

// Cosh returns the hyperbolic cosine of x; with |x| = k ln 2 + r,
//
//	cosh x = cosh(k ln 2) cosh r + sinh(k ln 2) sinh r.
//
// Cosh(+-0) = 1, Cosh(+-Inf) = +Inf; it overflows beyond +-710.48. Error: below 0.75 ULP.
func Cosh(x float64) float64 {
	size := math.Abs(x)
	if !(size <= hyperbolicFast) {
		return coshSlow(x)
	}
	y, yLo := coshParts(hyperbolicReduce(size))
	return y + yLo
}

// coshSlow returns e^|x| / 2: beyond hyperbolicFast e^-|x| is lost anyway.
func coshSlow(x float64) float64 {
	size := math.Abs(x)
	switch {
	case x != x:
		return NaN()
	case size > hyperbolicOverflow:
		return math.Inf(1)
	}
	return expScaled(size, 0, -1)
}

// Tanh returns the hyperbolic tangent of x: Sinh/Cosh, with their rounding errors carried through the
// division. Tanh(+-0) = +-0, Tanh(+-Inf) = +-1. Error: below 0.75 ULP.
func Tanh(x float64) float64 {
	if x != x {
		return NaN()
	}
	k, r, sinhTail, coshTail := hyperbolicReduce(min(math.Abs(x), tanhOne))
	n, nLo := fastTwoSum(sinhParts(k, r, sinhTail, coshTail))
	d, dLo := fastTwoSum(coshParts(k, r, sinhTail, coshTail))
	return withSign(quotient(n, nLo, d, dLo), math.Float64bits(x))
}

// sinhParts returns sinh(k ln 2 + r) as y + yLo: sinhK + coshK r, and the rest.
func sinhParts(k int64, r, sinhTail, coshTail float64) (y, yLo float64) {
	sinhK, sinhKLo, coshK, coshKLo := powerHyperbolics(k)
	return crossSum(sinhK, sinhKLo, coshK, coshKLo, r, math.FMA(sinhK, coshTail, float64(coshK*sinhTail)))
}

// coshParts returns cosh(k ln 2 + r) as y + yLo: coshK + sinhK r, and the rest.
func coshParts(k int64, r, sinhTail, coshTail float64) (y, yLo float64) {
	sinhK, sinhKLo, coshK, coshKLo := powerHyperbolics(k)
	return crossSum(coshK, coshKLo, sinhK, sinhKLo, r, math.FMA(coshK, coshTail, float64(sinhK*sinhTail)))
}

// hyperbolicReduce returns k and r with x = k ln 2 + r for x in [0, hyperbolicFast], and the tails sinh r - r
// and cosh r - 1.
func hyperbolicReduce(x float64) (k int64, r, sinhTail, coshTail float64) {
	bits, r, rLo := expReduce(x)
	z := float64(r * r)
	sinhTail = math.FMA(float64(r*z), sinhPolynomial(z), rLo)
	coshTail = math.FMA(z, coshPolynomial(z), float64(r*rLo))
	return signed12(bits), r, sinhTail, coshTail
}

// powerHyperbolics returns sinh(k ln 2) and cosh(k ln 2), and what their rounding took, for k >= 0.
func powerHyperbolics(k int64) (sinhK, sinhKLo, coshK, coshKLo float64) {
	up, down := pow2(k-1), pow2(-k-1)
	sinhK, coshK = up-down, up+down
	return sinhK, up - sinhK - down, coshK, up - coshK + down
}

// crossSum returns (a + aLo) + (b + bLo)*r + tail as y + yLo, where a = 0 or |a| >= |b*r|.
func crossSum(a, aLo, b, bLo, r, tail float64) (y, yLo float64) {
	line := float64(b * r)
	y = a + line
	return y, (a - y + line) + (math.FMA(b, r, -line) + math.FMA(bLo, r, aLo) + tail)
}

// Coefficients of sinhPolynomial and coshPolynomial.
const (
	sinhC0 = 0x1.5555555555556p-3
	sinhC1 = 0x1.11111111109b4p-7
	sinhC2 = 0x1.a01a01a7c3448p-13
	sinhC3 = 0x1.71de0db1ade18p-19
	sinhC4 = 0x1.af38a1dde986ep-26

	coshC0 = 0x1p-1
	coshC1 = 0x1.5555555555557p-5
	coshC2 = 0x1.6c16c16c15a6bp-10
	coshC3 = 0x1.a01a01a9e87c4p-16
	coshC4 = 0x1.27e4d41c4d6fp-22
	coshC5 = 0x1.1f7f22194b02ap-29
)

// sinhPolynomial returns (sinh r - r)/r^3 for z = r^2, |r| <= ln(2)/2.
func sinhPolynomial(z float64) float64 {
	z2 := float64(z * z)
	return math.FMA(math.FMA(math.FMA(sinhC4, z, sinhC3), z, sinhC2), z2, math.FMA(sinhC1, z, sinhC0))
}

// coshPolynomial returns (cosh r - 1)/r^2 for z = r^2, |r| <= ln(2)/2.
func coshPolynomial(z float64) float64 {
	z2 := float64(z * z)
	high := math.FMA(math.FMA(coshC5, z, coshC4), z2, math.FMA(coshC3, z, coshC2))
	return math.FMA(high, z2, math.FMA(coshC1, z, coshC0))
}
