package integrate

import "sync/atomic"

// propagator is the matrix [P B] of a block as a function of the step size. It keeps the last one that was
// asked for, since all its entries are wanted for one step size; it may be used by several goroutines.
type propagator struct {
	coefficients [][]float64
	last         atomic.Pointer[solution]
}

type solution struct {
	dt     float64
	matrix []float64
}

// entry returns the function of dt that gives entry (row, col) of [P B].
func (p *propagator) entry(row, col int) func(dt float64) float64 {
	return func(dt float64) float64 { return p.at(dt)[row*2*len(p.coefficients)+col] }
}

// at returns the exponential of [A·dt dt; 0 0], which is [P B; 0 1].
//
// Source: Van Loan (1978), IEEE Trans. Autom. Control 23:395.
func (p *propagator) at(dt float64) []float64 {
	if s := p.last.Load(); s != nil && s.dt == dt {
		return s.matrix
	}
	n := len(p.coefficients)
	m := make([]float64, 4*n*n)
	for i, coefficients := range p.coefficients {
		for j, c := range coefficients {
			m[i*2*n+j] = float64(c * dt)
		}
		m[i*2*n+n+i] = dt
	}
	s := &solution{dt, expm(m, 2*n)}
	p.last.Store(s)
	return s.matrix
}
