package integrate

import "math"

// expm returns the exponential of an n×n matrix, row by row, by scaling, a Taylor polynomial of degree 18 and
// squaring. With the norm scaled to at most 1/4 the truncation is below 1e-28. Balancing comes first: variables
// in amperes beside variables in volts would cost as many digits as their coefficients are apart. Every
// operation rounds once, so that the result is the same on every machine; gonum's mat.Exp is its oracle in
// the tests.
//
// Source: Moler & Van Loan (2003), SIAM Rev. 45:3, method 3.
func expm(m []float64, n int) []float64 {
	scale := balance(m, n)
	result := expmBalanced(rescale(m, n, scale, -1), n)
	return rescale(result, n, scale, 1)
}

// balance returns exponents d for which 2^-d[i]·m[i,j]·2^d[j] has rows and columns of like size. Sizes below
// negligible do not matter to the exponential.
//
// Source: Osborne (1960), J. ACM 7:338; Parlett & Reinsch (1969), Numer. Math. 13:293.
func balance(m []float64, n int) []int {
	const negligible, sweeps = 1.0 / 1024, 64
	d := make([]int, n)
	for range sweeps {
		settled := true
		for i := range n {
			row, column := negligible, negligible
			for j := range n {
				if j != i {
					row += math.Ldexp(math.Abs(m[i*n+j]), d[j]-d[i])
					column += math.Ldexp(math.Abs(m[j*n+i]), d[i]-d[j])
				}
			}
			_, rowExponent := math.Frexp(row)
			_, columnExponent := math.Frexp(column)
			shift := (rowExponent - columnExponent) / 2
			d[i] += shift
			settled = settled && shift == 0
		}
		if settled {
			break
		}
	}
	return d
}

// rescale returns m[i,j] times 2 to the power sign·(d[i]-d[j]).
func rescale(m []float64, n int, d []int, sign int) []float64 {
	out := make([]float64, len(m))
	for k, x := range m {
		out[k] = math.Ldexp(x, sign*(d[k/n]-d[k%n]))
	}
	return out
}

func expmBalanced(m []float64, n int) []float64 {
	_, exponent := math.Frexp(infinityNorm(m, n))
	squarings := max(0, exponent+2)
	scaled := make([]float64, n*n)
	for k, x := range m {
		scaled[k] = math.Ldexp(x, -squarings)
	}
	result := identity(n)
	for degree := 18; degree >= 1; degree-- {
		result = product(scaled, result, n)
		for k := range result {
			result[k] /= float64(degree)
		}
		for i := range n {
			result[i*n+i] += 1
		}
	}
	for range squarings {
		result = product(result, result, n)
	}
	return result
}

func infinityNorm(m []float64, n int) float64 {
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
	return norm
}

func identity(n int) []float64 {
	m := make([]float64, n*n)
	for i := range n {
		m[i*n+i] = 1
	}
	return m
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
