package integrate

import (
	"math"
	"math/big"
	"math/cmplx"
	"slices"

	"golgi/sim/internal/equations"

	"gonum.org/v1/gonum/mat"
)

// exactByDefault reports whether Brian 2 would choose the exact method by itself. It solves equations as they are
// written, for whatever values names have, so that the choice hangs on how they are written:
//
//   - A must be regular, so that no equation is dv/dt = I.
//   - Where eigenvalues are complex for certain, as a number times a square, the solution is real only if that can be
//     seen: where no entry of A has a quotient by a name. So w*y is solved, and y/tau and y/(4*ms) are not.
//   - Where it hangs on values whether they are complex, the solution has a root of unknown sign. It is taken, but for
//     an A that has no quotients, of which the real part is wanted, which is then not found.
//   - Eigenvalues of three variables and more that drive each other are found where they are numbers times one product
//     of names, and roots of numbers do.
//   - A variable that is (unless refractory) has a factor of unknown sign.
//   - A function that a user gave as code may be anything, so that no equation has one.
//
// The method here can integrate all of them when it is asked for. Where Brian's root is of a negative number, its
// solution is NaN, and the one here is right.
//
// Source: Brian 2.5.1, stateupdaters/exact.py, and what sympy 1.11 makes of it: recorded in testdata of
// testing/conformance, as default_*.
func exactByDefault(sys *System) bool {
	for _, v := range sys.Variables {
		if equations.CallsGiven(v.Expr, sys.Scope) {
			return false
		}
	}
	lin, fault := linearSystem(sys, exactMethod)
	if fault != nil {
		return false
	}
	s := lin.multiplyOut()
	for _, block := range lin.blocks() {
		for _, loop := range lin.loops(block) { // the eigenvalues of A are those of its loops
			if !s.solves(loop, block) {
				return false
			}
		}
	}
	return true
}

// symbolic is the matrix A with its entries multiplied out.
type symbolic struct {
	algebra *algebra
	entries map[[2]int]polynomial
	real    bool // all entries are real numbers for certain
}

// resting is the factor of an equation that is (unless refractory), and of unknown sign.
const resting = "int(not_refractory)"

func (lin *linear) multiplyOut() *symbolic {
	s := &symbolic{algebra: newAlgebra(), entries: make(map[[2]int]polynomial), real: true}
	s.algebra.unreal[resting] = true
	for i := range lin.a {
		sym, _ := lin.sys.Scope.Lookup(lin.sys.Variables[i].Name)
		for j, c := range lin.a[i] {
			p := s.algebra.of(c, lin.sys.Scope)
			if sym.Guarded {
				p = p.times(factorPolynomial(resting, 1))
			}
			s.entries[[2]int{i, j}] = p
			s.real = s.real && s.algebra.isReal(p)
		}
	}
	return s
}

// entry returns an entry of A, which may be zero.
func (s *symbolic) entry(i, j int) polynomial {
	p, ok := s.entries[[2]int{i, j}]
	if !ok {
		return polynomial{}
	}
	return p
}

// solves reports whether Brian solves a loop of a block.
func (s *symbolic) solves(loop, block []int) bool {
	for _, i := range loop {
		for _, j := range loop {
			if s.entry(i, j) == nil { // too long to say
				return true
			}
		}
	}
	switch len(loop) {
	case 1:
		return len(s.entry(loop[0], loop[0])) > 0
	case 2:
		return s.solvesTwo(loop[0], loop[1], block)
	}
	return s.solvesMany(loop)
}

// solvesTwo is about two variables that drive each other, with eigenvalues (a + d ± sqrt(D))/2.
func (s *symbolic) solvesTwo(i, j int, block []int) bool {
	a, b, c, d := s.entry(i, i), s.entry(i, j), s.entry(j, i), s.entry(j, j)
	apart := a.plus(d, -1)
	root := apart.times(apart).plus(b.times(c), 4)
	lead, single := root.single()
	switch {
	case root == nil: // too long to say
		return true
	case len(a.times(d).plus(b.times(c), -1)) == 0:
		return false // singular
	case root.isSquare() || single && lead.even() && lead.number.Sign() > 0:
		return true
	case single && lead.even():
		return s.real && s.oscillates(lead, apart, block)
	}
	return !s.real || root.isPositive()
}

// isPositive reports whether a sum has positive terms alone, for whatever values.
func (p polynomial) isPositive() bool {
	for _, t := range p {
		if t.number.Sign() < 0 || !t.even() {
			return false
		}
	}
	return true
}

// oscillates reports whether the real part of an oscillation of two variables is found. D is a negative number times a
// square; apart is the difference of their own coefficients.
func (s *symbolic) oscillates(root term, apart polynomial, block []int) bool {
	if len(apart) == 0 && len(block) == 2 {
		return true
	}
	number := term{number: new(big.Rat).Neg(root.number)}
	_, square := number.root()
	if !square && !s.algebra.floats {
		return false
	}
	if len(block) > 2 {
		_, alike := s.alike(block)
		return alike
	}
	lead, single := apart.single()
	return single && lead.times(lead).key() == root.key()
}

// alike returns the matrix of some variables in whole numbers, where its entries are multiples of one product of names;
// what they are multiples of does not matter.
func (s *symbolic) alike(variables []int) (whole [][]float64, ok bool) {
	key, multiple := "", big.NewInt(1)
	numbers := make(map[[2]int]*big.Rat)
	for n, i := range variables {
		for m, j := range variables {
			p := s.entry(i, j)
			if len(p) == 0 {
				continue
			}
			t, single := p.single()
			if !single || key != "" && key != t.key() {
				return nil, false
			}
			key, numbers[[2]int{n, m}] = t.key(), t.number
			common := new(big.Int).GCD(nil, nil, multiple, t.number.Denom())
			multiple = new(big.Int).Mul(multiple, common.Div(t.number.Denom(), common))
		}
	}
	whole = make([][]float64, len(variables))
	for n := range variables {
		whole[n] = make([]float64, len(variables))
		for m := range variables {
			if x := numbers[[2]int{n, m}]; x != nil {
				whole[n][m], _ = new(big.Rat).Mul(x, new(big.Rat).SetInt(multiple)).Float64()
			}
		}
	}
	return whole, true
}

const (
	// rounding is how far eigenvalues may be off beside the largest; those of equal ones are off by the root of the
	// machine precision.
	rounding = 1e-6
	// vanishes is the size of an eigenvalue, beside the largest, that is zero up to rounding.
	vanishes = 1e-12
)

// solvesMany is about three variables and more that drive each other.
func (s *symbolic) solvesMany(loop []int) bool {
	if len(loop) > maxBlock { // nobody finds such roots
		return false
	}
	whole, alike := s.alike(loop)
	if !alike {
		return false
	}
	n := len(whole)
	m := mat.NewDense(n, n, nil)
	for i, row := range whole {
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
	reals, oscillates := make([]float64, n), false
	for k, value := range values {
		if cmplx.Abs(value) <= float64(vanishes*largest) {
			return false
		}
		reals[k] = real(value)
		oscillates = oscillates || math.Abs(imag(value)) > float64(rounding*cmplx.Abs(value))
	}
	if oscillates {
		return s.real && s.algebra.floats
	}
	return quadratic(reals, float64(rounding*largest))
}

// quadratic reports whether the eigenvalues of a matrix of whole numbers are whole numbers, or in pairs the roots of
// quadratic equations with whole coefficients. Roots of higher equations are written with the imaginary unit.
func quadratic(values []float64, off float64) bool {
	isWhole := func(x, off float64) bool { return math.Abs(x-math.Round(x)) <= off }
	var odd []float64
	for _, x := range values {
		if !isWhole(x, off) {
			odd = append(odd, x)
		}
	}
	for len(odd) > 0 {
		x := odd[0]
		partner := slices.IndexFunc(odd[1:], func(y float64) bool {
			return isWhole(x+y, off) && isWhole(float64(x*y), float64(off*(math.Abs(x)+math.Abs(y))))
		})
		if partner < 0 {
			return false
		}
		odd = slices.Delete(odd[1:], partner, partner+1)
	}
	return true
}
