package mathlib

import "math"

// Sin returns the sine of x, in radians, for every finite x:
//
//	|x| = k pi/2 + r, |r| <= pi/4
//	sin |x| = sin r, cos r, -sin r, -cos r for k mod 4 = 0, 1, 2, 3
//
// Both polynomials are evaluated and one chosen, so that there is no branch. Sin(+-0) = +-0; Sin is NaN at
// +-Inf. Error: below 0.85 ULP.
//
// Source: Cody & Waite (1980), ch. 8, for |x| < 2^20; Payne & Hanek (1983), SIGNUM Newsl. 18:19, beyond.
func Sin(x float64) float64 {
	size := math.Abs(x)
	if !(size < trigFast) {
		return sinSlow(x)
	}
	k, r, rLo := trigReduce(size)
	return trigChoose(k, r, rLo, math.Float64bits(x))
}

// Cos returns the cosine of x, in radians, for every finite x; as Sin, a quarter turn ahead. Cos is NaN at
// +-Inf. Error: below 0.85 ULP.
func Cos(x float64) float64 {
	size := math.Abs(x)
	if !(size < trigFast) {
		return cosSlow(x)
	}
	k, r, rLo := trigReduce(size)
	return trigChoose(k+1, r, rLo, 0)
}

func sinSlow(x float64) float64 {
	if x-x != 0 {
		return NaN()
	}
	k, r, rLo := trigReduceHuge(math.Abs(x))
	return trigChoose(k, r, rLo, math.Float64bits(x))
}

func cosSlow(x float64) float64 {
	if x-x != 0 {
		return NaN()
	}
	k, r, rLo := trigReduceHuge(math.Abs(x))
	return trigChoose(k+1, r, rLo, 0)
}

const (
	trigFast = 0x1p20

	twoOverPi = 0x1.45f306dc9c883p-1

	// pi/2 to 139 bits. x - k*halfPiHi is exact within an fma, and k*halfPiMid by itself: it has 33 bits.
	halfPiHi  = 0x1.921fb54442d18p+0
	halfPiMid = 0x1.1a626331p-54
	halfPiLo  = 0x1.1701b839a252p-88
)

// trigReduce returns x - k pi/2 as r + rLo, |r| <= pi/4, for 0 <= x < trigFast. Only the low bits of k hold.
func trigReduce(x float64) (k uint64, r, rLo float64) {
	shifted := math.FMA(x, twoOverPi, roundMagic)
	n := shifted - roundMagic
	exact := math.FMA(-n, halfPiHi, x)
	mid := float64(n * halfPiMid)
	r = exact - mid
	return math.Float64bits(shifted), r, math.FMA(-n, halfPiLo, exact-r-mid)
}

// trigChoose returns sin(r + rLo + k pi/2), negated where sign has the sign bit.
func trigChoose(k uint64, r, rLo float64, sign uint64) float64 {
	s, sLo := sinParts(r, rLo)
	c, cLo := cosParts(r, rLo)
	return math.Float64frombits(trigPick(k, s+sLo, c+cLo) ^ sign&signBit)
}

// trigPick returns the bits of s, c, -s, -c for k mod 4 = 0, 1, 2, 3.
func trigPick(k uint64, s, c float64) uint64 {
	y := math.Float64bits(s)
	if k&1 != 0 { // on integers, so that compilers make a conditional move of it
		y = math.Float64bits(c)
	}
	return y ^ k&2<<62
}

// sinParts returns sin(r + rLo) as s + sLo.
func sinParts(r, rLo float64) (s, sLo float64) {
	z := float64(r * r)
	lo := math.FMA(float64(-0.5*z), rLo, rLo) // rLo cos r
	return r, math.FMA(float64(z*r), sinPolynomial(z), lo)
}

// cosParts returns cos(r + rLo) as c + cLo.
func cosParts(r, rLo float64) (c, cLo float64) {
	z := float64(r * r)
	half := float64(0.5 * z)
	c = 1 - half
	return c, (1 - c - half) + math.FMA(float64(z*z), cosPolynomial(z), float64(-r*rLo))
}

// Coefficients of sinPolynomial and cosPolynomial.
const (
	sinC0 = -0x1.5555555555555p-3
	sinC1 = 0x1.111111111111p-7
	sinC2 = -0x1.a01a01a019937p-13
	sinC3 = 0x1.71de3a54607fap-19
	sinC4 = -0x1.ae6454129f078p-26
	sinC5 = 0x1.61217eed1c04ap-33
	sinC6 = -0x1.ab17c21adf462p-41

	cosC0 = 0x1.5555555555555p-5
	cosC1 = -0x1.6c16c16c16967p-10
	cosC2 = 0x1.a01a019f4e9f4p-16
	cosC3 = -0x1.27e4fa17c44ep-22
	cosC4 = 0x1.1eeb68d2958ddp-29
	cosC5 = -0x1.907d9316a965fp-37
)

// sinPolynomial returns (sin r - r)/r^3 for z = r^2, |r| <= pi/4.
func sinPolynomial(z float64) float64 {
	z2 := float64(z * z)
	high := math.FMA(math.FMA(sinC6, z, sinC5), z2, math.FMA(sinC4, z, sinC3))
	return math.FMA(math.FMA(high, z, sinC2), z2, math.FMA(sinC1, z, sinC0))
}

// cosPolynomial returns (cos r - 1 + r^2/2)/r^4 for z = r^2, |r| <= pi/4.
func cosPolynomial(z float64) float64 {
	z2 := float64(z * z)
	high := math.FMA(math.FMA(cosC5, z, cosC4), z2, math.FMA(cosC3, z, cosC2))
	return math.FMA(high, z2, math.FMA(cosC1, z, cosC0))
}
