package mathlib

import (
	"math"
	"math/bits"
)

// turns is 1/(2 pi), preceded by 64 zero bits: word i holds the bits of weight 2^(63-64i) to 2^(-64i).
// Derived again by TestTurns.
var turns = [20]uint64{
	0x0000000000000000, 0x28be60db9391054a, 0x7f09d5f47d4d3770, 0x36d8a5664f10e410,
	0x7f9458eaf7aef158, 0x6dc91b8e909374b8, 0x01924bba82746487, 0x3f877ac72c4a69cf,
	0xba208d7d4baed121, 0x3a671c09ad17df90, 0x4e64758e60d4ce7d, 0x272117e2ef7e4a0e,
	0xc7fe25fff7816603, 0xfbcbc462d6829b47, 0xdb4d9fb3c9f2c26d, 0xd3d18fd9a797fa8b,
	0x5d49eeb1faf97c5e, 0xcf41ce7de294a4ba, 0x9afed7ec47e35742, 0x1580cc11bf1edaea,
}

const (
	twoPiHi = 0x1.921fb54442d18p+2
	twoPiLo = 0x1.1a62633145c07p-52
)

// trigReduceHuge returns x - k pi/2 as r + rLo, |r| <= pi/4, for any finite x >= trigFast, by multiplying x
// with those bits of 1/(2 pi) that matter modulo one turn. No double comes closer to a multiple of pi/2
// than 2^-62, and the product holds 139 bits of the fraction, so r has 70 bits or more.
//
// Source: Payne & Hanek (1983), SIGNUM Newsl. 18:19.
func trigReduceHuge(x float64) (k uint64, r, rLo float64) {
	f := turnFraction(math.Float64bits(x))
	k = (f[0] + 1<<61) >> 62
	f[0] -= k << 62 // now a signed number, |f| <= 1/8 turn
	negative := f[0]>>63 != 0
	if negative {
		f = negate192(f)
	}
	t, tLo := fractionFloats(f)
	r = float64(t * twoPiHi)
	rLo = math.FMA(t, twoPiHi, -r) + math.FMA(t, twoPiLo, float64(tLo*twoPiHi))
	if negative {
		return k, -r, -rLo
	}
	return k, r, rLo
}

// turnFraction returns the fractional part of x/(2 pi) in 192 bits, for the bits of a finite x >= 1.
func turnFraction(x uint64) [3]uint64 {
	mantissa := x&(minNormal-1) | minNormal
	start := x>>52 - 1023 - 52 + 64 // of the window's first bit: x is mantissa * 2^(start-64)
	word, shift := start/64, start%64
	var w [3]uint64
	for i := range w {
		w[i] = turns[word+uint64(i)]<<shift | turns[word+uint64(i)+1]>>(64-shift)
	}
	carry2, low2 := bits.Mul64(w[2], mantissa)
	carry1, low1 := bits.Mul64(w[1], mantissa)
	_, low0 := bits.Mul64(w[0], mantissa)
	mid, carry := bits.Add64(low1, carry2, 0)
	return [3]uint64{low0 + carry1 + carry, mid, low2}
}

// negate192 returns -f modulo 2^192.
func negate192(f [3]uint64) [3]uint64 {
	var carry uint64
	f[2], carry = bits.Add64(^f[2], 1, 0)
	f[1], carry = bits.Add64(^f[1], 0, carry)
	f[0], _ = bits.Add64(^f[0], 0, carry)
	return f
}

// fractionFloats returns f/2^192 as t + tLo, to 117 bits after the leading zeros; f < 2^190, and not zero
// in its first 128 bits.
func fractionFloats(f [3]uint64) (t, tLo float64) {
	exponent := int64(0)
	if f[0] == 0 {
		f[0], f[1], f[2] = f[1], f[2], 0
		exponent = -64
	}
	zeros := uint64(bits.LeadingZeros64(f[0]))
	high := f[0]<<zeros | f[1]>>(64-zeros)
	next := f[1]<<zeros | f[2]>>(64-zeros)
	unit := pow2(exponent - int64(zeros))
	t = float64(float64(high>>11) * float64(unit*0x1p-53))
	tLo = float64(float64(high<<53|next>>11) * float64(unit*0x1p-117))
	return t, tLo
}
