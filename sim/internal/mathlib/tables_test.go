package mathlib

import (
	"math"
	"math/big"
	"testing"
)

// TestLogTable derives every line of logTable again: the interval, 1/z rounded to a multiple of 1/32 or
// 1/64, and its logarithm in two parts; and checks what Log and Pow rest on.
func TestLogTable(t *testing.T) {
	widest := 0.0
	for i, e := range logTable {
		lo := math.Float64frombits(logStart + uint64(i)<<47)
		hi := math.Float64frombits(logStart + uint64(i+1)<<47)
		if want := roundedInverse(lo, hi); e.inverse != want {
			t.Errorf("logTable[%d].inverse = %x, want %x", i, e.inverse, want)
		}
		logHi, logLo := splitAt42(bigNeg(refLog(bigOf(e.inverse))))
		if e.logHi != logHi || e.logLo != logLo {
			t.Errorf("logTable[%d] has %x, %x, want %x, %x", i, e.logHi, e.logLo, logHi, logLo)
		}
		for _, z := range []float64{lo, math.Nextafter(hi, 0)} {
			checkExactRadius(t, z, e)
			widest = max(widest, math.Abs(float64(z*e.inverse)-1))
		}
	}
	if widest > logRadius || widest < 0.999*logRadius {
		t.Errorf("logTable reaches out to |r| = %x, and logRadius is %x", widest, logRadius)
	}
}

func roundedInverse(lo, hi float64) float64 {
	if lo < 1 && hi > 1 {
		return 1
	}
	mid, steps := (lo+hi)/2, 64.0
	if mid < 0.97 {
		steps = 32
	}
	return math.Round(steps/mid) / steps
}

// splitAt42 returns x as a multiple of 2^-42 and the rest.
func splitAt42(x *big.Float) (hi, lo float64) {
	top := bigShift(bigNew().SetInt(bigRound(bigShift(x, 42))), -42)
	hi, _ = top.Float64()
	lo, _ = bigSub(x, top).Float64()
	return hi, lo
}

// checkExactRadius fails where z*inverse - 1 is not exact, or not smaller than logHi, if that is not 0.
func checkExactRadius(t *testing.T, z float64, e logEntry) {
	r := math.FMA(z, e.inverse, -1)
	exact := bigSub(bigMul(bigOf(z), bigOf(e.inverse)), bigInt(1))
	if exact.Cmp(bigOf(r)) != 0 {
		t.Errorf("%x * %x - 1 is not exact", z, e.inverse)
	}
	if e.logHi != 0 && math.Abs(r) >= math.Abs(e.logHi) {
		t.Errorf("r = %g at %g is not below |logHi| = %g", r, z, e.logHi)
	}
}

// TestConstants derives the constants that are split over several numbers.
func TestConstants(t *testing.T) {
	ln2 := refLn2
	top, rest := splitAt42(ln2)
	pi := bigNew().Set(refPi)
	mid := bigSub(bigShift(pi, -1), bigOf(halfPiHi))
	for _, c := range []struct {
		name string
		got  float64
		want *big.Float
	}{
		{"log2e", log2e, bigQuo(bigInt(1), ln2)},
		{"ln2Hi", ln2Hi, ln2},
		{"ln2Lo", ln2Lo, bigSub(ln2, bigOf(ln2Hi))},
		{"ln2Top", ln2Top, bigOf(top)},
		{"ln2Rest", ln2Rest, bigOf(rest)},
		{"log10eHi", log10eHi, bigQuo(bigInt(1), refLog(bigInt(10)))},
		{"log10eLo", log10eLo, bigSub(bigQuo(bigInt(1), refLog(bigInt(10))), bigOf(log10eHi))},
		{"twoOverPi", twoOverPi, bigQuo(bigInt(2), pi)},
		{"halfPiHi", halfPiHi, bigShift(pi, -1)},
		{"halfPiMid", halfPiMid, new(big.Float).SetPrec(33).Set(mid)},
		{"halfPiLo", halfPiLo, bigSub(mid, bigOf(halfPiMid))},
		{"twoPiHi", twoPiHi, bigShift(pi, 1)},
		{"twoPiLo", twoPiLo, bigSub(bigShift(pi, 1), bigOf(twoPiHi))},
		{"piHi", piHi, pi},
		{"piLo", piLo, bigSub(pi, bigOf(piHi))},
		{"tanEighthTurn", tanEighthTurn, refTan(bigShift(pi, -3))},
		{"cotEighthTurn", cotEighthTurn, bigQuo(bigInt(1), refTan(bigShift(pi, -3)))},
	} {
		if want, _ := c.want.Float64(); c.got != want {
			t.Errorf("%s = %x, want %x", c.name, c.got, want)
		}
	}
}

// TestTurns derives the bits of 1/(2 pi).
func TestTurns(t *testing.T) {
	wide := func() *big.Float { return new(big.Float).SetPrec(refWide) }
	inverse := wide().Quo(wide().SetInt64(1), wide().SetMantExp(refPi, 1))
	digits, _ := wide().SetMantExp(inverse, 64*(len(turns)-1)).Int(nil)
	for i := len(turns) - 1; i >= 0; i-- {
		if want := digits.Uint64(); turns[i] != want {
			t.Errorf("turns[%d] = %#016x, want %#016x", i, turns[i], want)
		}
		digits.Rsh(digits, 64)
	}
}
