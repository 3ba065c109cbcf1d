package integrate

import (
	"math/big"
	"strings"

	"golgi/sim/internal/equations"
	"golgi/sim/internal/syntax"
)

// algebra multiplies expressions out, and notes what it meets.
type algebra struct {
	unreal map[string]bool        // factors of which it is not certain that they are real numbers
	floats bool                   // a literal has a fraction
	trees  map[string]syntax.Expr // what factors are
	work   int                    // products of terms so far
}

// maxWork bounds the products of terms.
const maxWork = 200_000

// times returns a product, nil where there is too much to multiply.
func (al *algebra) times(p, q polynomial) polynomial {
	if al.work += len(p) * len(q); al.work > maxWork {
		return nil
	}
	return p.times(q)
}

func newAlgebra() *algebra {
	return &algebra{unreal: make(map[string]bool), trees: make(map[string]syntax.Expr)}
}

// of returns the polynomial of an expression.
func (al *algebra) of(e syntax.Expr, scope equations.Scope) polynomial {
	switch e := e.(type) {
	case *syntax.Number:
		if x, ok := rational(e); ok {
			al.floats = al.floats || !e.Integer
			return constantPolynomial(x)
		}
	case *syntax.Ident:
		if sym, _ := scope.Lookup(e.Name); sym.Kind == equations.Formula {
			return al.of(sym.Expr, sym.Scope)
		}
	case *syntax.Unary:
		return al.unary(e, scope)
	case *syntax.Binary:
		if p, ok := al.binary(e, scope); ok {
			return p
		}
		al.unreal[e.String()] = true
	case *syntax.Call:
		al.unreal[e.String()] = !realFunctions[e.Func] || !al.isReal(al.of(e.Args[0], scope))
	}
	return al.factor(e)
}

// factor is an expression that stays as it is.
func (al *algebra) factor(e syntax.Expr) polynomial {
	text := e.String()
	al.trees[text] = e
	return factorPolynomial(text, 1)
}

// inverse returns 1/p, of the expression e.
func (al *algebra) inverse(p polynomial, e syntax.Expr) polynomial {
	if len(p) > 1 {
		al.trees["("+p.String()+")"] = e
	}
	return p.inverse()
}

// realFunctions have real values for all real arguments, and are known for it.
//
// Source: sympy, is_real of functions. Those that Brian defines itself are not known there.
var realFunctions = map[string]bool{
	"exp": true, "sin": true, "cos": true, "sinh": true, "cosh": true, "tanh": true, "arctan": true, "abs": true,
	"floor": true, "ceil": true, "sign": true,
}

// isReal reports whether it is certain that a polynomial is a real number: a quotient may be none.
func (al *algebra) isReal(p polynomial) bool {
	for _, t := range p {
		for factor, exponent := range t.factors {
			if exponent < 0 || al.unreal[factor] {
				return false
			}
		}
	}
	return true
}

// rational returns a literal as it was written; false where it is very large or small.
func rational(e *syntax.Number) (*big.Rat, bool) {
	const most = 1e50
	if e.Value > most || e.Value < 1/most && e.Value != 0 || strings.ContainsAny(e.Text, "n_") {
		return nil, false
	}
	return new(big.Rat).SetString(e.Text)
}

func (al *algebra) unary(e *syntax.Unary, scope equations.Scope) polynomial {
	switch e.Op {
	case syntax.Negate:
		return polynomial{}.add(al.of(e.X, scope), -1)
	case syntax.Plus:
		return al.of(e.X, scope)
	}
	return al.factor(e)
}

// binary is false for what is a factor as it stands.
func (al *algebra) binary(e *syntax.Binary, scope equations.Scope) (polynomial, bool) {
	switch e.Op {
	case syntax.Add, syntax.Sub, syntax.Mul, syntax.Div:
	case syntax.Pow:
		return al.power(e, scope)
	default:
		return nil, false
	}
	x, y := al.of(e.X, scope), al.of(e.Y, scope)
	switch {
	case x == nil || y == nil:
		return nil, true
	case e.Op == syntax.Add:
		return x.add(y, 1), true
	case e.Op == syntax.Sub:
		return x.add(y, -1), true
	case e.Op == syntax.Mul:
		return al.times(x, y), true
	}
	return al.times(x, al.inverse(y, e.Y)), true
}

// power is false where the exponent is not a small whole number.
func (al *algebra) power(e *syntax.Binary, scope equations.Scope) (polynomial, bool) {
	value, known := equations.Eval(e.Y, equations.Symbols{})
	p, n := al.of(e.X, scope), int(value)
	if !known || float64(n) != value || n > maxExponent || n < -maxExponent {
		return nil, false
	}
	if n < 0 {
		p, n = al.inverse(p, e.X), -n
	}
	power := constantPolynomial(big.NewRat(1, 1))
	for range n {
		power = al.times(power, p)
	}
	return power, true
}
