package search

import "math"

// The functions of package math that are no roots differ in the last bit between processors, and a search must give the same points on all. Here
// are those that a Gaussian process needs, of products that are rounded one by one. They are right to 14 digits.

// ln2 in two parts, of which the first times a whole number is exact.
const ln2High, ln2Low = 6.93147180369123816490e-01, 1.90821492927058770002e-10

// exp returns e^x, by its series for what is left of powers of 2.
func exp(x float64) float64 {
	if x < -700 {
		return 0
	}
	k := math.Floor(float64(x/math.Ln2) + 0.5)
	r := (x - float64(k*ln2High)) - float64(k*ln2Low)
	sum := 1.0
	for n := 14.0; n >= 1; n-- {
		sum = 1 + float64(float64(r/n)*sum)
	}
	return math.Ldexp(sum, int(k))
}

// log returns the natural logarithm of a number above 0, by the series of the inverse hyperbolic tangent.
func log(x float64) float64 {
	m, k := math.Frexp(x)
	if m < math.Sqrt2/2 {
		m, k = float64(m*2), k-1
	}
	s := (m - 1) / (m + 1)
	sum := 0.0
	for n := 23.0; n >= 1; n -= 2 {
		sum = float64(sum*float64(s*s)) + 1/n
	}
	return float64(2*float64(s*sum)) + float64(float64(k)*math.Ln2)
}

// density returns that of a normal variable with mean 0 and variance 1.
func density(x float64) float64 { return exp(float64(x*x)/-2) / math.Sqrt(2*math.Pi) }

// below returns the probability that such a variable is below x: by a series, and for what is further out by a continued fraction.
//
// Source: Abramowitz & Stegun (1964), 26.2.11 and 26.2.14.
func below(x float64) float64 {
	if a := math.Abs(x); a > 4 {
		tail := 0.0
		for n := 60.0; n >= 1; n-- {
			tail = n / (a + tail)
		}
		if tail = density(a) / (a + tail); x > 0 {
			return 1 - tail
		}
		return tail
	}
	term, sum := x, x
	for n := 3.0; n < 120; n += 2 {
		term = float64(term*float64(x*x)) / n
		sum += term
	}
	return 0.5 + float64(density(x)*sum)
}
