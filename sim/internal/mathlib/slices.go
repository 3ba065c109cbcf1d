package mathlib

import "math"

// The slice forms set dst[i] = F(x[i]) to the same bits as the scalar functions, and save their calls: 15
// to 30 percent over a block of 512. dst may be x; x is at least as long as dst.

// ExpSlice sets dst[i] = Exp(x[i]).
func ExpSlice(dst, x []float64) {
	x = x[:len(dst)]
	for i, v := range x {
		if !(math.Abs(v) <= expFast) {
			dst[i] = expSlow(v)
			continue
		}
		k, r, rLo := expReduce(v)
		r2 := float64(r * r)
		m := onePlus(r, math.FMA(r2, expPolynomial(r, r2), rLo))
		dst[i] = math.Float64frombits(math.Float64bits(m) + k<<52)
	}
}

// LogSlice sets dst[i] = Log(x[i]).
func LogSlice(dst, x []float64) {
	x = x[:len(dst)]
	for i, v := range x {
		bits := math.Float64bits(v)
		if bits-minNormal >= infBits-minNormal {
			dst[i] = logSlow(v)
			continue
		}
		k, z, e := logSplit(bits)
		r := math.FMA(z, e.inverse, -1)
		y, yLo := logSum(k, r, e)
		r2 := float64(r * r)
		dst[i] = y + math.FMA(r2, logPolynomial(r, r2), yLo)
	}
}

// SinSlice sets dst[i] = Sin(x[i]).
func SinSlice(dst, x []float64) {
	x = x[:len(dst)]
	for i, v := range x {
		size := math.Abs(v)
		if !(size < trigFast) {
			dst[i] = sinSlow(v)
			continue
		}
		k, r, rLo := trigReduce(size)
		s, sLo := sinParts(r, rLo)
		c, cLo := cosParts(r, rLo)
		y := trigPick(k, s+sLo, c+cLo)
		dst[i] = math.Float64frombits(y ^ math.Float64bits(v)&signBit)
	}
}

// CosSlice sets dst[i] = Cos(x[i]).
func CosSlice(dst, x []float64) {
	x = x[:len(dst)]
	for i, v := range x {
		size := math.Abs(v)
		if !(size < trigFast) {
			dst[i] = cosSlow(v)
			continue
		}
		k, r, rLo := trigReduce(size)
		s, sLo := sinParts(r, rLo)
		c, cLo := cosParts(r, rLo)
		dst[i] = math.Float64frombits(trigPick(k+1, s+sLo, c+cLo))
	}
}
