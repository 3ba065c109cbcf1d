package integrate

import "math"

// expm returns the exponential of an n×n matrix, row by row: a Taylor polynomial of the matrix scaled to a
// norm below 1/4, squared as often as it was halved. With degree 18 the truncation is below 1e-28. Since E
// = e^M - 1 is what is squared, by
//
//	E(2M) = 2·E(M) + E(M)²
//
// the rounding of a large 1 + E does not double with each squaring: a slow variable beside a fast one keeps
// its digits. Every operation rounds once, so that the result is the same on every machine.
//
// Source: Moler & Van Loan (2003), SIAM Rev. 45:3, method 3; Higham (2005), SIAM J. Matrix Anal. Appl.
// 26:1179.
func expm(m []float64, n int) []float64 {
	squarings := halvings(m, n)
	scaled := make([]float64, n*n)
	for k, x := range m {
		scaled[k] = math.Ldexp(x, -squarings)
	}
	e := taylor(scaled, n)
	for range squarings {
		square := product(e, e, n)
		for k, x := range e {
			e[k] = x + x + square[k]
		}
	}
	for i := range n {
		e[i*n+i]++
	}
	return e
}

// taylor returns e^m - 1 of a small matrix by Horner's scheme.
func taylor(m []float64, n int) []float64 {
	sum := make([]float64, n*n)
	for degree := 18; degree >= 1; degree-- {
		next := product(m, sum, n)
		for k := range sum {
			sum[k] = (m[k] + next[k]) / float64(degree)
		}
	}
	return sum
}

// halvings returns how often a matrix must be halved to have an infinity norm below 1/4; 0 where its norm
// is not finite.
func halvings(m []float64, n int) int {
	norm := 0.0
	for i := range n {
		sum := 0.0
		for j := range n {
			sum += math.Abs(m[i*n+j])
		}
		norm = max(norm, sum)
	}
	if math.IsInf(norm, 0) || math.IsNaN(norm) {
		return 0
	}
	_, exponent := math.Frexp(norm)
	return max(0, exponent+2)
}

func product(a, b []float64, n int) []float64 {
	c := make([]float64, n*n)
	for i := range n {
		for k := range n {
			for j := range n {
				c[i*n+j] += float64(a[i*n+k] * b[k*n+j])
			}
		}
	}
	return c
}
