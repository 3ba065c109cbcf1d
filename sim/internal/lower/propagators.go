package lower

import (
	"math"

	"golgi/sim/internal/equations"
	"golgi/sim/internal/integrate"
	"golgi/sim/internal/ir"
)

// Propagators computes the matrix exponentials that an update refers to, for all elements, into arrays of the object
// that have the names of the entries. With M = A·h halved until its norm is below 1/4,
//
//	F = 1 + M/2! + M²/3! + …,   E = e^M - 1 = M·F,
//
// and for each halving
//
//	F(2M) = F(M) + E(M)·F(M)/2,   E(2M) = 2·E(M) + E(M)²,
//
// so that P = 1 + E and B = h·F. How often is decided element by element, by selection. That E and not e^M is squared
// keeps the digits of a slow variable beside a fast one.
//
// Source: as in integrate.expm.
func Propagators(u *integrate.Update, sys *integrate.System) *Template {
	l := newLowerer("propagators", false)
	for _, e := range u.Exponentials {
		scope := u.Scope(sys)
		l.exponential(e, l.ident(integrate.StepName, scope), sys.Scope, func(name string, value ir.Value) {
			l.store(name, value, ir.None, scope)
		})
	}
	return l.template()
}

const (
	// halvings is how often a matrix is halved at most. Beyond a norm of 2^22 the propagators are NaN.
	halvings = 24
	// degree of the polynomial for F: 0.25^14/15! < 2^-53.
	degree = 13
)

// matrix has ir.None where an entry is zero for certain.
type matrix [][]ir.Value

func newMatrix(n int) matrix {
	m := make(matrix, n)
	for i := range m {
		m[i] = make([]ir.Value, n)
		for j := range m[i] {
			m[i][j] = ir.None
		}
	}
	return m
}

// exponential computes the entries that an update refers to over a step h, and gives them to keep by their names.
func (l *lowerer) exponential(e *integrate.Exponential, h ir.Value, scope equations.Scope, keep func(name string, value ir.Value)) {
	n, half := len(e.A), l.b.Float(0.5)
	m := newMatrix(n)
	for i, row := range e.A {
		for j, a := range row {
			if a != nil {
				m[i][j] = l.b.Op(ir.Mul, l.convert(l.expr(a, scope), ir.Float), h)
			}
		}
	}
	masks, scale := l.halve(l.norm(m))
	m = l.each(m, func(x ir.Value) ir.Value { return l.b.Op(ir.Mul, x, scale) })
	f := l.series(m)
	em := l.product(m, f)
	for _, mask := range masks {
		f = l.selected(mask, l.sum(f, l.each(l.product(em, f), func(x ir.Value) ir.Value { return l.b.Op(ir.Mul, x, half) })), f)
		em = l.selected(mask, l.sum(l.sum(em, em), l.product(em, em)), em)
	}
	p, b := l.plusOne(em), l.each(f, func(x ir.Value) ir.Value { return l.b.Op(ir.Mul, x, h) })
	for i := range n {
		for j := range n {
			l.entry(e.P[i][j], p[i][j], keep)
			l.entry(e.B[i][j], b[i][j], keep)
		}
	}
}

// entry keeps an entry, if it has a name.
func (l *lowerer) entry(name string, value ir.Value, keep func(name string, value ir.Value)) {
	if name == "" {
		return
	}
	if value == ir.None {
		value = l.b.Float(0)
	}
	keep(name, value)
}

// norm is the largest sum of the sizes in a row.
func (l *lowerer) norm(m matrix) ir.Value {
	norm := l.b.Float(0)
	for _, row := range m {
		sum := ir.None
		for _, x := range row {
			if x != ir.None {
				sum = l.plus(sum, l.b.Op(ir.Abs, x))
			}
		}
		if sum != ir.None {
			norm = l.b.Op(ir.Max, norm, sum)
		}
	}
	return norm
}

// halve returns, for each halving, whether it is needed, and the power of two to which they lead; NaN, where they do
// not suffice.
func (l *lowerer) halve(norm ir.Value) (needed []ir.Value, scale ir.Value) {
	one, half := l.b.Float(1), l.b.Float(0.5)
	scale = one
	for k := range halvings {
		mask := l.b.Op(ir.Lt, l.b.Float(math.Ldexp(0.25, k)), norm)
		needed = append(needed, mask)
		scale = l.b.Op(ir.Mul, scale, l.b.Op(ir.Select, mask, half, one))
	}
	enough := l.b.Op(ir.Le, norm, l.b.Float(math.Ldexp(0.25, halvings)))
	return needed, l.b.Op(ir.Select, enough, scale, l.b.Float(math.NaN()))
}

// series is F of a small matrix, by Horner's scheme.
func (l *lowerer) series(m matrix) matrix {
	f := l.plusOne(newMatrix(len(m)))
	for k := degree; k >= 1; k-- {
		divisor := l.b.Float(float64(k + 1))
		f = l.plusOne(l.each(l.product(m, f), func(x ir.Value) ir.Value { return l.b.Op(ir.Div, x, divisor) }))
	}
	return f
}

func (l *lowerer) each(m matrix, op func(x ir.Value) ir.Value) matrix {
	out := newMatrix(len(m))
	for i, row := range m {
		for j, x := range row {
			if x != ir.None {
				out[i][j] = op(x)
			}
		}
	}
	return out
}

// plus adds two values, each of which may be zero.
func (l *lowerer) plus(x, y ir.Value) ir.Value {
	switch {
	case x == ir.None:
		return y
	case y == ir.None:
		return x
	}
	return l.b.Op(ir.Add, x, y)
}

func (l *lowerer) sum(a, b matrix) matrix {
	out := newMatrix(len(a))
	for i := range a {
		for j := range a {
			out[i][j] = l.plus(a[i][j], b[i][j])
		}
	}
	return out
}

func (l *lowerer) plusOne(a matrix) matrix {
	out := l.each(a, func(x ir.Value) ir.Value { return x })
	for i := range out {
		out[i][i] = l.plus(out[i][i], l.b.Float(1))
	}
	return out
}

func (l *lowerer) product(a, b matrix) matrix {
	out := newMatrix(len(a))
	for i := range a {
		for k := range a {
			for j := range a {
				if a[i][k] != ir.None && b[k][j] != ir.None {
					out[i][j] = l.plus(out[i][j], l.b.Op(ir.Mul, a[i][k], b[k][j]))
				}
			}
		}
	}
	return out
}

func (l *lowerer) selected(mask ir.Value, a, b matrix) matrix {
	out := newMatrix(len(a))
	for i := range a {
		for j := range a {
			if a[i][j] == ir.None {
				continue
			}
			otherwise := b[i][j]
			if otherwise == ir.None {
				otherwise = l.b.Float(0)
			}
			out[i][j] = l.b.Op(ir.Select, mask, a[i][j], otherwise)
		}
	}
	return out
}
