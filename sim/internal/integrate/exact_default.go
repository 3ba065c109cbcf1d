package integrate

import (
	"math"
	"math/cmplx"

	"gonum.org/v1/gonum/mat"
)

// exactByDefault reports whether Brian 2 would choose the exact method by itself for a system that exact can
// solve: not where A is singular (a variable that only integrates its input) or has complex eigenvalues (an
// oscillation), although the method here can integrate both when it is asked for.
//
// Source: Brian 2.5.1, stateupdaters/exact.py: A is inverted symbolically, and complex terms are refused.
func exactByDefault(sys *System) bool {
	lin, fault := linearSystem(sys)
	if fault != nil {
		return false
	}
	for _, block := range lin.blocks() {
		for _, loop := range lin.loops(block) { // the eigenvalues of A are those of its loops
			a, uniform := lin.matrix(loop)
			if uniform && !regularAndReal(a) || lin.a[loop[0]][loop[0]] == nil && len(loop) == 1 {
				return false
			}
		}
	}
	return true
}

const (
	// oscillates separates the imaginary parts of true oscillations from the rounding of equal eigenvalues,
	// which is about the root of the machine precision.
	oscillates = 1e-6
	// vanishes is the size of an eigenvalue, beside the largest of its loop, that is zero up to rounding.
	vanishes = 1e-12
)

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
	values := eigen.Values(nil)
	largest := 0.0
	for _, value := range values {
		largest = max(largest, cmplx.Abs(value))
	}
	for _, value := range values {
		size := cmplx.Abs(value)
		if size <= float64(vanishes*largest) || math.Abs(imag(value)) > float64(oscillates*size) {
			return false
		}
	}
	return true
}
