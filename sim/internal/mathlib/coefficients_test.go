package mathlib

import (
	"fmt"
	"math"
	"math/big"
	"slices"
	"strings"
	"testing"
)

// A powerSeries is first * (1 + c(1) x + c(1) c(2) x^2 + ...) with c(k) = num(k)/den(k): the function that a
// polynomial of this package stands for.
type powerSeries struct {
	first    *big.Float
	num, den func(k int64) int64
}

func (s powerSeries) at(x *big.Float) *big.Float { return evenSeriesFrom(s.first, x, s.num, s.den) }

// inverse returns 1/n.
func inverse(n int64) *big.Float { return bigQuo(bigInt(1), bigInt(n)) }

// The polynomials, and where each holds.
var polynomials = []struct {
	name     string
	got      []float64
	function powerSeries
	lo, hi   float64
}{
	{"expPolynomial", []float64{expC0, expC1, expC2, expC3, expC4, expC5,
		expC6, expC7, expC8, expC9, expC10},
		powerSeries{inverse(2), one, func(k int64) int64 { return k + 2 }}, -0.34658, 0.34658},
	{"sinhPolynomial", []float64{sinhC0, sinhC1, sinhC2, sinhC3, sinhC4},
		powerSeries{inverse(6), one, oddFactorial}, 0, 0.12012},
	{"coshPolynomial", []float64{coshC0, coshC1, coshC2, coshC3, coshC4, coshC5},
		powerSeries{inverse(2), one, evenFactorial(1)}, 0, 0.12012},
	{"sinPolynomial", []float64{sinC0, sinC1, sinC2, sinC3, sinC4, sinC5, sinC6},
		powerSeries{inverse(-6), minusOne, oddFactorial}, 0, 0.6169},
	{"cosPolynomial", []float64{cosC0, cosC1, cosC2, cosC3, cosC4, cosC5},
		powerSeries{inverse(24), minusOne, evenFactorial(2)}, 0, 0.6169},
	{"logPolynomial", []float64{logC0, logC1, logC2, logC3, logC4, logC5, logC6, logC7},
		powerSeries{inverse(-2), alternating(1), plus(2)}, -logRadius, logRadius},
	{"powPolynomial", []float64{powC0, powC1, powC2, powC3, powC4, powC5, powC6, powC7, powC8},
		powerSeries{inverse(3), alternating(2), plus(3)}, -logRadius, logRadius},
	{"atanPolynomial", []float64{atanC0, atanC1, atanC2, atanC3, atanC4, atanC5,
		atanC6, atanC7, atanC8, atanC9, atanC10, atanC11},
		powerSeries{inverse(-3), odd(-1, 1), odd(1, 3)}, 0, 0.17158},
	{"asinPolynomial", []float64{asinC0, asinC1, asinC2, asinC3, asinC4, asinC5,
		asinC6, asinC7, asinC8, asinC9, asinC10, asinC11, asinC12},
		powerSeries{inverse(6), squareOdd, asinDenominator}, 0, 0.25},
}

// Successive quotients of 1/(2k+3)!, 1/(2k+2n)!, +-1/(k+n), -+1/(2k+3) and of the series of asin.
func oddFactorial(k int64) int64 { return (2*k + 2) * (2*k + 3) }

func evenFactorial(n int64) func(k int64) int64 {
	return func(k int64) int64 { return (2*k + 2*n - 1) * (2*k + 2*n) }
}

func plus(n int64) func(k int64) int64        { return func(k int64) int64 { return k + n } }
func alternating(n int64) func(k int64) int64 { return func(k int64) int64 { return -(k + n) } }

func odd(sign, n int64) func(k int64) int64 {
	return func(k int64) int64 { return sign * (2*k + n) }
}

func squareOdd(k int64) int64       { return (2*k + 1) * (2*k + 1) }
func asinDenominator(k int64) int64 { return (2*k + 2) * (2*k + 3) }

// TestCoefficients derives every polynomial again, to the last bit.
func TestCoefficients(t *testing.T) {
	for _, p := range polynomials {
		want := chebyshev(p.function, p.lo, p.hi, len(p.got))
		if !slices.Equal(p.got, want) {
			t.Errorf("%s: want\n%s", p.name, hexList(want))
		}
	}
}

// hexList prints coefficients as the source has them.
func hexList(c []float64) string {
	var s strings.Builder
	for _, x := range c {
		fmt.Fprintf(&s, "\t%x,\n", x)
	}
	return s.String()
}

// chebyshev returns the coefficients, lowest first, of the polynomial through f at the n Chebyshev points of
// [lo, hi], rounded to float64.
func chebyshev(f powerSeries, lo, hi float64, n int) []float64 {
	nodes, values := make([]*big.Float, n), make([]*big.Float, n)
	mid, half := bigShift(bigAdd(bigOf(lo), bigOf(hi)), -1), bigShift(bigSub(bigOf(hi), bigOf(lo)), -1)
	for i := range n {
		angle := quoInt(quoMul(bigNew().Set(refPi), int64(2*i+1)), int64(2*n))
		nodes[i] = bigAdd(mid, bigMul(half, refCos(angle)))
		values[i] = f.at(nodes[i])
	}
	coefficients := make([]float64, n)
	for i, c := range interpolate(nodes, values) {
		coefficients[i], _ = c.Float64()
	}
	return coefficients
}

// interpolate returns the polynomial through the points: divided differences, then Newton's form multiplied
// out.
func interpolate(x, y []*big.Float) []*big.Float {
	n := len(x)
	d := slices.Clone(y)
	for k := 1; k < n; k++ {
		for i := n - 1; i >= k; i-- {
			d[i] = bigQuo(bigSub(d[i], d[i-1]), bigSub(x[i], x[i-k]))
		}
	}
	p := []*big.Float{d[n-1]}
	for i := n - 2; i >= 0; i-- { // p = p*(X - x[i]) + d[i]
		p = append([]*big.Float{bigInt(0)}, p...)
		for j := range p[:len(p)-1] {
			p[j] = bigSub(p[j], bigMul(x[i], p[j+1]))
		}
		p[0] = bigAdd(p[0], d[i])
	}
	return p
}

// TestTruncation measures how well the polynomials, with their rounded coefficients, stand for their
// functions: the largest error on 200 points, times x: relative to a leading term of 1.
func TestTruncation(t *testing.T) {
	for _, p := range polynomials {
		worst := 0.0
		for i := range 201 {
			x := bigOf(p.lo + float64((p.hi-p.lo)*float64(i)/200))
			e, _ := bigMul(x, bigSub(evaluate(p.got, x), p.function.at(x))).Float64()
			worst = max(worst, math.Abs(e))
		}
		if worst > truncationBound {
			t.Errorf("%s: error %g, want at most %g", p.name, worst, truncationBound)
		}
	}
}

const truncationBound = 0x1p-57

func evaluate(coefficients []float64, x *big.Float) *big.Float {
	sum := bigInt(0)
	for _, c := range slices.Backward(coefficients) {
		sum = bigAdd(bigMul(sum, x), bigOf(c))
	}
	return sum
}
