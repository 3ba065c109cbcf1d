package mathlib

import (
	"math"
	"math/big"
)

// The reference: elementary functions in math/big, by series, with refPrec bits. Nothing here shares an
// algorithm, a constant or a table with the functions under test. Slow, and meant to be obvious.

const (
	refPrec  = 320  // bits carried by every reference value
	refWide  = 1600 // bits of pi: 1074 for the largest argument of sin, and refPrec beyond
	refGuard = 64   // bits that a series is summed beyond refPrec
)

var (
	refPi  = machinPi(refWide)
	refLn2 = quoMul(refAtanhSeries(bigQuo(bigInt(1), bigInt(3))), 2)
)

func bigNew() *big.Float                { return new(big.Float).SetPrec(refPrec + refGuard) }
func bigInt(i int64) *big.Float         { return bigNew().SetInt64(i) }
func bigOf(x float64) *big.Float        { return bigNew().SetFloat64(x) }
func bigAdd(x, y *big.Float) *big.Float { return bigNew().Add(x, y) }
func bigSub(x, y *big.Float) *big.Float { return bigNew().Sub(x, y) }
func bigMul(x, y *big.Float) *big.Float { return bigNew().Mul(x, y) }
func bigQuo(x, y *big.Float) *big.Float { return bigNew().Quo(x, y) }
func bigSqrt(x *big.Float) *big.Float   { return bigNew().Sqrt(x) }
func bigNeg(x *big.Float) *big.Float    { return bigNew().Neg(x) }

// quoMul returns x*n.
func quoMul(x *big.Float, n int64) *big.Float { return bigMul(x, bigInt(n)) }

// quoInt returns x/n.
func quoInt(x *big.Float, n int64) *big.Float { return bigQuo(x, bigInt(n)) }

// bigShift returns x * 2^n.
func bigShift(x *big.Float, n int) *big.Float { return bigNew().SetMantExp(x, n) }

// negligible reports whether term no longer matters beside sum.
func negligible(term, sum *big.Float) bool {
	return term.Sign() == 0 || term.MantExp(nil) < sum.MantExp(nil)-refPrec-refGuard
}

// bigRound returns the integer nearest to x.
func bigRound(x *big.Float) *big.Int {
	half := big.NewFloat(0.5)
	if x.Sign() < 0 {
		half.Neg(half)
	}
	n, _ := new(big.Float).SetPrec(refWide).Add(x, half).Int(nil)
	return n
}

// machinPi returns pi = 16 atan(1/5) - 4 atan(1/239) with prec bits.
func machinPi(prec uint) *big.Float {
	one := new(big.Int).Lsh(big.NewInt(1), prec+refGuard)
	sum := new(big.Int).Mul(big.NewInt(16), arctanInverse(one, 5))
	sum.Sub(sum, new(big.Int).Mul(big.NewInt(4), arctanInverse(one, 239)))
	pi := new(big.Float).SetPrec(prec).SetInt(sum)
	return pi.SetMantExp(pi, -int(prec+refGuard))
}

// arctanInverse returns one*atan(1/n) by its Taylor series, in fixed point.
func arctanInverse(one *big.Int, n int64) *big.Int {
	power := new(big.Int).Quo(one, big.NewInt(n))
	sum := new(big.Int).Set(power)
	for k := int64(1); power.Sign() != 0; k++ {
		power.Quo(power, big.NewInt(-n*n))
		sum.Add(sum, new(big.Int).Quo(power, big.NewInt(2*k+1)))
	}
	return sum
}

// oddSeries returns x * (1 + c(1) x^2 + c(1) c(2) x^4 + ...) where c(k) = num(k)/den(k).
func oddSeries(x *big.Float, num, den func(k int64) int64) *big.Float {
	return evenSeriesFrom(x, bigMul(x, x), num, den)
}

// evenSeriesFrom returns first * (1 + c(1) z + c(1) c(2) z^2 + ...).
func evenSeriesFrom(first, z *big.Float, num, den func(k int64) int64) *big.Float {
	sum, term := bigNew().Set(first), bigNew().Set(first)
	for k := int64(1); !negligible(term, sum); k++ {
		term = quoInt(quoMul(bigMul(term, z), num(k)), den(k))
		sum = bigAdd(sum, term)
	}
	return sum
}

func one(int64) int64      { return 1 }
func minusOne(int64) int64 { return -1 }

// refAtanhSeries returns atanh(x) = x + x^3/3 + x^5/5 + ... for |x| <= 1/2.
func refAtanhSeries(x *big.Float) *big.Float {
	return oddSeries(x, func(k int64) int64 { return 2*k - 1 }, func(k int64) int64 { return 2*k + 1 })
}

// refSinhSeries and the three below hold for small |x|.
func refSinhSeries(x *big.Float) *big.Float {
	return oddSeries(x, one, func(k int64) int64 { return 2 * k * (2*k + 1) })
}

func refCoshSeries(x *big.Float) *big.Float {
	return evenSeriesFrom(bigInt(1), bigMul(x, x), one, func(k int64) int64 { return 2 * k * (2*k - 1) })
}

func refSinSeries(x *big.Float) *big.Float {
	return oddSeries(x, minusOne, func(k int64) int64 { return 2 * k * (2*k + 1) })
}

func refCosSeries(x *big.Float) *big.Float {
	return evenSeriesFrom(bigInt(1), bigMul(x, x), minusOne, func(k int64) int64 { return 2 * k * (2*k - 1) })
}

// refExp returns e^x: sinh + cosh of x mod ln 2, scaled by a power of two.
func refExp(x *big.Float) *big.Float {
	k := bigRound(bigQuo(x, refLn2)).Int64()
	r := bigSub(x, quoMul(refLn2, k))
	return bigShift(bigAdd(refSinhSeries(r), refCoshSeries(r)), int(k))
}

// refExpm1 returns e^x - 1; near zero by its own series, so that nothing cancels.
func refExpm1(x *big.Float) *big.Float {
	if x.MantExp(nil) > -2 {
		return bigSub(refExp(x), bigInt(1))
	}
	if x.Sign() == 0 {
		return x
	}
	s, h := refSinhSeries(x), refSinhSeries(bigShift(x, -1)) // cosh x - 1 = 2 sinh^2(x/2)
	return bigAdd(s, bigShift(bigMul(h, h), 1))
}

func refExprel(x *big.Float) *big.Float {
	if x.Sign() == 0 {
		return bigInt(1)
	}
	return bigQuo(refExpm1(x), x)
}

// refLog returns ln x = k ln 2 + 2 atanh((m-1)/(m+1)), m in [0.7, 1.4].
func refLog(x *big.Float) *big.Float {
	m := bigNew()
	k := x.MantExp(m)
	if m.Cmp(big.NewFloat(0.7)) < 0 {
		m, k = bigShift(m, 1), k-1
	}
	t := bigQuo(bigSub(m, bigInt(1)), bigAdd(m, bigInt(1)))
	return bigAdd(quoMul(refLn2, int64(k)), bigShift(refAtanhSeries(t), 1))
}

func refLog10(x *big.Float) *big.Float { return bigQuo(refLog(x), refLog(bigInt(10))) }

// refLog1p returns ln(1+x); near zero as 2 atanh(x/(2+x)).
func refLog1p(x *big.Float) *big.Float {
	if x.MantExp(nil) <= -2 {
		return bigShift(refAtanhSeries(bigQuo(x, bigAdd(bigInt(2), x))), 1)
	}
	sum := new(big.Float).SetPrec(refWide).Add(big.NewFloat(1), x)
	return refLog(bigNew().Set(sum))
}

// refPow returns x^y for x > 0.
func refPow(x, y *big.Float) *big.Float { return refExp(bigMul(y, refLog(x))) }

// refReduce returns x - n pi/2 and n mod 4, with |x - n pi/2| <= pi/4.
func refReduce(x *big.Float) (*big.Float, int) {
	half := new(big.Float).SetPrec(refWide).SetMantExp(refPi, -1)
	n := bigRound(new(big.Float).SetPrec(refWide).Quo(x, half))
	turn := new(big.Float).SetPrec(2*refWide).Mul(new(big.Float).SetPrec(refWide).SetInt(n), half)
	r := new(big.Float).SetPrec(refWide).Sub(x, turn)
	return bigNew().Set(r), int(new(big.Int).And(n, big.NewInt(3)).Int64())
}

// refSinQuarter returns sin(x + quarter*pi/2).
func refSinQuarter(x *big.Float, quarter int) *big.Float {
	r, n := refReduce(x)
	n += quarter
	y := refSinSeries(r)
	if n&1 != 0 {
		y = refCosSeries(r)
	}
	if n&2 != 0 {
		y = bigNeg(y)
	}
	return y
}

func refSin(x *big.Float) *big.Float { return refSinQuarter(x, 0) }
func refCos(x *big.Float) *big.Float { return refSinQuarter(x, 1) }
func refTan(x *big.Float) *big.Float { return bigQuo(refSin(x), refCos(x)) }

// refSinh returns (e^x - e^-x)/2.
func refSinh(x *big.Float) *big.Float {
	if x.MantExp(nil) <= 0 {
		return refSinhSeries(x)
	}
	return bigShift(bigSub(refExp(x), refExp(bigNeg(x))), -1)
}

func refCosh(x *big.Float) *big.Float { return bigShift(bigAdd(refExp(x), refExp(bigNeg(x))), -1) }

// refTanh returns sinh/cosh; beyond 400 it is 1 to more bits than refPrec.
func refTanh(x *big.Float) *big.Float {
	if new(big.Float).Abs(x).Cmp(big.NewFloat(400)) > 0 {
		return bigInt(int64(x.Sign()))
	}
	return bigQuo(refSinh(x), refCosh(x))
}

// refAtan returns atan x: the angle is halved four times, atan x = 2 atan(x / (1 + sqrt(1+x^2))), and then
// the Taylor series taken.
func refAtan(x *big.Float) *big.Float {
	if x.MantExp(nil) > 400 { // 1 + x^2 would lose the 1
		return bigSub(bigShift(bigNew().Set(refPi), -1), bigQuo(bigInt(1), x))
	}
	y := bigNew().Set(x)
	for range 4 {
		y = bigQuo(y, bigAdd(bigInt(1), bigSqrt(bigAdd(bigInt(1), bigMul(y, y)))))
	}
	y = oddSeries(y, func(k int64) int64 { return -(2*k - 1) }, func(k int64) int64 { return 2*k + 1 })
	return bigShift(y, 4)
}

// refAtanOdd is refAtan for either sign.
func refAtanOdd(x *big.Float) *big.Float {
	if x.Sign() < 0 {
		return bigNeg(refAtan(bigNeg(x)))
	}
	return refAtan(x)
}

// refAsin returns atan(x / sqrt((1-x)(1+x))).
func refAsin(x *big.Float) *big.Float {
	c := bigMul(bigSub(bigInt(1), x), bigAdd(bigInt(1), x))
	if c.Sign() == 0 {
		return quoMul(bigShift(bigNew().Set(refPi), -1), int64(x.Sign()))
	}
	return refAtanOdd(bigQuo(x, bigSqrt(c)))
}

// refAcos returns 2 atan(sqrt((1-x)/(1+x))).
func refAcos(x *big.Float) *big.Float {
	if x.Cmp(bigInt(-1)) == 0 {
		return bigNew().Set(refPi)
	}
	t := bigQuo(bigSub(bigInt(1), x), bigAdd(bigInt(1), x))
	if t.Sign() == 0 {
		return t
	}
	return bigShift(refAtan(bigSqrt(t)), 1)
}

// ulpError returns |got - want| in units of the last place of want: 2^(e-52) for |want| in [2^e, 2^(e+1)),
// and 2^-1074 below the normal range. An infinite got counts as 2^1024.
func ulpError(got float64, want *big.Float) float64 {
	if want.Sign() == 0 {
		if got == 0 {
			return 0
		}
		return math.Inf(1)
	}
	if math.IsInf(got, 0) {
		return ulpDistance(bigShift(bigInt(int64(math.Copysign(1, got))), 1024), want)
	}
	if math.IsNaN(got) {
		return math.Inf(1)
	}
	return ulpDistance(bigOf(got), want)
}

func ulpDistance(got, want *big.Float) float64 {
	place := max(want.MantExp(nil)-1, -1022) - 52
	diff, _ := bigShift(bigSub(got, want), -place).Float64()
	return math.Abs(diff)
}
