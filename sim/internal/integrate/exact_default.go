package integrate

import (
	"math"
	"math/cmplx"

	"gonum.org/v1/gonum/mat"
)

// exactByDefault reports whether Brian 2 would choose the exact method by itself: not where A is singular (a
// variable that only integrates its input) or has complex eigenvalues (an oscillation), although the method
// here can integrate both when it is asked for.
//
// Source: Brian 2.5.1, stateupdaters/exact.py: A is inverted symbolically, and complex terms are refused.
func exactByDefault(sys *System) bool {
	lin, fault := linearSystem(sys)
	if fault != nil {
		return false
	}
	for _, block := range lin.blocks() {
		if lin.uniform(block) {
			if !regularAndReal(lin.propagators(block, func(int) bool { return false }).coefficients) {
				return false
			}
		} else if lin.a[block[0]][block[0]] == nil {
			return false
		}
	}
	return true
}

// tolerance separates the imaginary parts of true oscillations from the rounding of equal eigenvalues, which
// is about the root of the machine precision.
const tolerance = 1e-6

func regularAndReal(a [][]float64) bool {
	n := len(a)
	m := mat.NewDense(n, n, nil)
	for i, row := range a {
		m.SetRow(i, row)
	}
	var eigen mat.Eigen
	if !eigen.Factorize(m, mat.EigenNone) {
		return false
	}
	for _, value := range eigen.Values(nil) {
		if value == 0 || math.Abs(imag(value)) > float64(tolerance*cmplx.Abs(value)) {
			return false
		}
	}
	return true
}
