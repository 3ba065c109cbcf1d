package mathlib

import "math"

const (
	piHi = 0x1.921fb54442d18p+1
	piLo = 0x1.1a62633145c07p-53

	quarterPiHi = piHi / 4
	quarterPiLo = piLo / 4

	tanEighthTurn = 0x1.a827999fcef32p-2 // tan(pi/8)
	cotEighthTurn = 0x1.3504f333f9de6p+1 // 1/tan(pi/8)

	atanHalfPi = 0x1p60 // from 2^53.6 on, atan x is pi/2
)

// Atan returns the arctangent of x, in radians: for a = |x|,
//
//	atan a,  pi/4 + atan((a-1)/(a+1)),  pi/2 + atan(-1/a)
//
// below tan(pi/8), between, and above 1/tan(pi/8), so that the polynomial serves up to tan(pi/8).
// Atan(+-0) = +-0, Atan(+-Inf) = +-pi/2. Error: below 0.7 ULP.
func Atan(x float64) float64 {
	if x != x {
		return NaN()
	}
	a := min(math.Abs(x), atanHalfPi)
	n, nLo, d, dLo, eighths := a, 0.0, 1.0, 0.0, 0.0
	if a > tanEighthTurn {
		n, nLo = twoSum(a, -1)
		d, dLo = twoSum(a, 1)
		eighths = 1
	}
	if a > cotEighthTurn {
		n, nLo, d, dLo, eighths = -1, 0, a, 0, 2
	}
	return withSign(atanSum(eighths, n, nLo, d, dLo), math.Float64bits(x))
}

// atanSum returns eighths*pi/4 + atan((n+nLo)/(d+dLo)).
func atanSum(eighths, n, nLo, d, dLo float64) float64 {
	inverse := 1 / d
	t := float64(n * inverse)
	tLo := float64((math.FMA(-t, d, n) + math.FMA(-t, dLo, nLo)) * inverse)
	z := float64(t * t)
	tail := math.FMA(float64(z*t), atanPolynomial(z), tLo)
	base := float64(eighths * quarterPiHi)
	y := base + t // base > |t|, or base = 0
	return y + ((base - y + t) + math.FMA(eighths, quarterPiLo, tail))
}

// Asin returns the arcsine of x, in radians: by a polynomial up to 1/2, and above as
//
//	pi/2 - 2 asin(sqrt((1-x)/2)).
//
// Asin(+-0) = +-0; it is NaN where |x| > 1. Error: below 0.7 ULP.
func Asin(x float64) float64 {
	a := math.Abs(x)
	if !(a <= 1) {
		return NaN()
	}
	if a <= 0.5 {
		return x + asinTail(x, float64(x*x))
	}
	s, sLo := asinDouble(a)
	y := piHi/2 - s
	return withSign(y+((piHi/2-y-s)+(piLo/2-sLo)), math.Float64bits(x))
}

// Acos returns the arccosine of x, in radians:
//
//	pi/2 - asin x,  2 asin(sqrt((1-x)/2)),  pi - 2 asin(sqrt((1+x)/2))
//
// for |x| <= 1/2, x above and x below. Acos(1) = 0; it is NaN where |x| > 1. Error: below 0.7 ULP.
func Acos(x float64) float64 {
	a := math.Abs(x)
	if !(a <= 1) {
		return NaN()
	}
	if a <= 0.5 {
		y := piHi/2 - x
		return y + ((piHi/2 - y - x) + (piLo/2 - asinTail(x, float64(x*x))))
	}
	s, sLo := asinDouble(a)
	if x > 0 {
		return s + sLo
	}
	y := piHi - s
	return y + ((piHi - y - s) + (piLo - sLo))
}

// asinDouble returns 2 asin(sqrt((1-a)/2)) as y + yLo for a in [1/2, 1].
func asinDouble(a float64) (y, yLo float64) {
	z := float64(0.5 * (1 - a)) // exact
	if z == 0 {
		return 0, 0
	}
	s := math.Sqrt(z)
	y = s + s
	sLo := math.FMA(-s, s, z) / y
	tail := sLo + asinTail(s, z)
	return y, tail + tail
}

// asinTail returns asin s - s for z = s^2 <= 1/4.
func asinTail(s, z float64) float64 { return float64(float64(s*z) * asinPolynomial(z)) }

// Coefficients of atanPolynomial and asinPolynomial.
const (
	atanC0  = -0x1.5555555555555p-2
	atanC1  = 0x1.9999999999953p-3
	atanC2  = -0x1.249249248d7e6p-3
	atanC3  = 0x1.c71c71c3045bap-4
	atanC4  = -0x1.745d165de250bp-4
	atanC5  = 0x1.3b1392d7e8f74p-4
	atanC6  = -0x1.110e87e6a8722p-4
	atanC7  = 0x1.e19a10824a50bp-5
	atanC8  = -0x1.ac7a7bd8f05cp-5
	atanC9  = 0x1.74dd67f0d3109p-5
	atanC10 = -0x1.1b32a3266af2ep-5
	atanC11 = 0x1.0ad10221730d6p-6

	asinC0  = 0x1.5555555555556p-3
	asinC1  = 0x1.3333333332ecap-4
	asinC2  = 0x1.6db6db6e31f13p-5
	asinC3  = 0x1.f1c71c1db0623p-6
	asinC4  = 0x1.6e8bb1c8209a2p-6
	asinC5  = 0x1.1c4d35cf95421p-6
	asinC6  = 0x1.c9cf07674736ap-7
	asinC7  = 0x1.782651caa6547p-7
	asinC8  = 0x1.52420b04b37bep-7
	asinC9  = 0x1.65a9c4dfcf8b2p-8
	asinC10 = 0x1.1d189408314eep-6
	asinC11 = -0x1.e6aaa8a0a04ccp-7
	asinC12 = 0x1.d72b2bc8155f8p-6
)

// atanPolynomial returns (atan t - t)/t^3 for z = t^2, |t| <= tan(pi/8).
func atanPolynomial(z float64) float64 {
	z2 := float64(z * z)
	z4 := float64(z2 * z2)
	low := math.FMA(math.FMA(atanC3, z, atanC2), z2, math.FMA(atanC1, z, atanC0))
	mid := math.FMA(math.FMA(atanC7, z, atanC6), z2, math.FMA(atanC5, z, atanC4))
	high := math.FMA(math.FMA(atanC11, z, atanC10), z2, math.FMA(atanC9, z, atanC8))
	return math.FMA(math.FMA(high, z4, mid), z4, low)
}

// asinPolynomial returns (asin s - s)/s^3 for z = s^2 <= 1/4.
func asinPolynomial(z float64) float64 {
	z2 := float64(z * z)
	z4 := float64(z2 * z2)
	low := math.FMA(math.FMA(asinC3, z, asinC2), z2, math.FMA(asinC1, z, asinC0))
	mid := math.FMA(math.FMA(asinC7, z, asinC6), z2, math.FMA(asinC5, z, asinC4))
	high := math.FMA(math.FMA(asinC11, z, asinC10), z2, math.FMA(asinC9, z, asinC8))
	return math.FMA(math.FMA(math.FMA(asinC12, z4, high), z4, mid), z4, low)
}
