package mathlib

import "math"

const (
	// ln 2 = ln2Top + ln2Rest, where k*ln2Top and its sums with logTable's logHi are exact.
	ln2Top  = 0x1.62e42fefa38p-1
	ln2Rest = 0x1.ef35793c7673p-45

	// 1/ln 10 to 107 bits.
	log10eHi = 0x1.bcb7b1526e50ep-2
	log10eLo = 0x1.95355baaafad3p-57
)

// Log returns the natural logarithm of x:
//
//	x = 2^k z, z in [0.695, 1.391);  r = z c - 1 for c = 1/z to 6 bits out of logTable
//	ln x = k ln 2 - ln c + r + r^2 logPolynomial(r)
//
// r is exact; near x = 1, k = 0 and c = 1, so that nothing cancels. Log(+-0) = -Inf, Log(+Inf) = +Inf,
// Log(1) = +0; Log is NaN below zero. Error: below 0.52 ULP.
//
// Source: P. T. P. Tang (1990), ACM TOMS 16:378 (the scheme); ARM optimized routines, log.c, MIT licence (the
// split of x by one subtraction); the table and the polynomial are our own.
func Log(x float64) float64 {
	bits := math.Float64bits(x)
	if bits-minNormal >= infBits-minNormal {
		return logSlow(x)
	}
	k, z, e := logSplit(bits)
	r := math.FMA(z, e.inverse, -1)
	y, yLo := logSum(k, r, e)
	r2 := float64(r * r)
	return y + math.FMA(r2, logPolynomial(r, r2), yLo)
}

// logSlow takes what is no positive normal number; a subnormal one is scaled up by 2^52 first.
func logSlow(x float64) float64 {
	switch {
	case x == 0:
		return math.Inf(-1)
	case !(x > 0):
		return NaN()
	case x > math.MaxFloat64:
		return x
	}
	y, yLo := logParts(positiveBits(x))
	return y + yLo
}

// RoughlyLog returns the logarithm of a positive normal number with an error below RoughLog, in less than half the time of Log. What is
// computed of it needs Log where the error may show.
func RoughlyLog(x float64) float64 {
	k, z, e := logSplit(math.Float64bits(x))
	r := float64(z*e.inverse) - 1
	r2 := float64(r * r)
	return float64(k*math.Ln2) + e.logHi + (r + float64(r2*(-1.0/2+float64(r*(1.0/3))-float64(r2*(1.0/4)))))
}

// RoughLog bounds the error of RoughlyLog: logRadius^5/5 is 1.2e-9, and the rest is rounding.
const RoughLog = 2e-9

// Log10 returns the logarithm of x to base 10: ln x, unrounded, times 1/ln 10. It is exact at powers of ten.
// The special cases are Log's. Error: below 0.52 ULP.
func Log10(x float64) float64 {
	if !(x > 0) || x > math.MaxFloat64 {
		return logSlow(x)
	}
	head, tail := logParts(positiveBits(x))
	y := head + tail
	yLo := tail - (y - head)
	product := float64(y * log10eHi)
	return product + (math.FMA(y, log10eHi, -product) + math.FMA(y, log10eLo, float64(yLo*log10eHi)))
}

// Log1p returns ln(1+x), accurate near zero, too. With u = 1+x rounded, and lost what the rounding took,
//
//	ln(1+x) = Log(u) with r = z c - 1 + 2^-k c lost.
//
// Log1p(+-0) = +-0, Log1p(-1) = -Inf, Log1p(+Inf) = +Inf; it is NaN below -1.
// Error: below 0.52 ULP.
func Log1p(x float64) float64 {
	if !(x > -1 && x < log1pFast) {
		return log1pSlow(x)
	}
	u, lost := twoSum(1, x)
	k, z, e := logSplit(math.Float64bits(u))
	r := math.FMA(z, e.inverse, -1)
	rLo := float64(float64(lost*pow2(-int64(k))) * e.inverse)
	sum := r + rLo
	y, yLo := logSum(k, sum, e)
	r2 := float64(sum * sum)
	return withSign(y+math.FMA(r2, logPolynomial(sum, r2), yLo+(r-sum+rLo)), math.Float64bits(x))
}

const log1pFast = 0x1p60 // above, ln(1+x) is ln x

func log1pSlow(x float64) float64 {
	if x == -1 {
		return math.Inf(-1)
	}
	if x < -1 {
		return NaN()
	}
	return Log(x)
}

// positiveBits returns the bits of a finite x > 0. A subnormal one is brought to the form 2^k z of normal
// numbers, its exponent running below zero, into the sign; logSplit understands that.
func positiveBits(x float64) uint64 {
	if bits := math.Float64bits(x); bits >= minNormal {
		return bits
	}
	return math.Float64bits(float64(x*0x1p52)) - 52<<52
}

// logParts returns ln x as y + yLo for the positiveBits of x.
func logParts(bits uint64) (y, yLo float64) {
	k, z, e := logSplit(bits)
	r := math.FMA(z, e.inverse, -1)
	y, yLo = logSum(k, r, e)
	r2 := float64(r * r)
	return y, math.FMA(r2, logPolynomial(r, r2), yLo)
}

// logSplit returns k and z with x = 2^k z, z in [0.695, 1.391), and the line of logTable for z.
func logSplit(bits uint64) (k, z float64, e *logEntry) {
	offset := bits - logStart
	exponent := int64(offset) >> 52
	z = math.Float64frombits(bits - uint64(exponent)<<52)
	return float64(exponent), z, &logTable[offset>>47%32]
}

// logSum returns k ln 2 - ln c + r as y + yLo.
func logSum(k, r float64, e *logEntry) (y, yLo float64) {
	head := math.FMA(k, ln2Top, e.logHi)
	y = head + r // |head| > |r|, or head = 0
	return y, math.FMA(k, ln2Rest, e.logLo) + (head - y + r)
}

// Coefficients of logPolynomial.
const (
	logC0 = -0x1.fffffffffffffp-2
	logC1 = 0x1.5555555555554p-2
	logC2 = -0x1.000000000f13ap-2
	logC3 = 0x1.99999999b5033p-3
	logC4 = -0x1.555550df036d7p-3
	logC5 = 0x1.24924516161dfp-3
	logC6 = -0x1.0036169420a06p-3
	logC7 = 0x1.c77ec99aa8895p-4
)

// logPolynomial returns (ln(1+r) - r)/r^2 on |r| <= logRadius.
func logPolynomial(r, r2 float64) float64 {
	r4 := float64(r2 * r2)
	low := math.FMA(math.FMA(logC3, r, logC2), r2, math.FMA(logC1, r, logC0))
	high := math.FMA(math.FMA(logC7, r, logC6), r2, math.FMA(logC5, r, logC4))
	return math.FMA(high, r4, low)
}
