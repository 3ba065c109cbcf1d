package integrate

import (
	"maps"
	"math/big"
	"slices"
	"strconv"

	"golgi/sim/internal/equations"
	"golgi/sim/internal/syntax"
)

// multipliedOut writes an expression as a linear form where it is one once it is multiplied out, as v**2/v - 3*v.
func (in names) multipliedOut(e syntax.Expr, scope equations.Scope) (form, bool) {
	al := newAlgebra()
	f := form{of: make(map[string]syntax.Expr)}
	p := al.of(e, scope)
	for _, key := range slices.Sorted(maps.Keys(p)) {
		name, coefficient, ok := in.divideOut(p[key], al, scope)
		switch {
		case !ok:
			return form{}, false
		case name == "":
			f.rest = add(f.rest, coefficient)
		default:
			f.of[name] = add(f.of[name], coefficient)
		}
	}
	return f, p != nil
}

// divideOut returns the name that is a factor of a term, empty where there is none, and the rest of the term; false where
// the term is not linear.
func (in names) divideOut(t term, al *algebra, scope equations.Scope) (name string, coefficient syntax.Expr, ok bool) {
	coefficient = numberTree(t.number)
	for _, factor := range slices.Sorted(maps.Keys(t.factors)) {
		exponent := t.factors[factor]
		switch {
		case in.is(factor) && (exponent != 1 || name != ""):
			return "", nil, false
		case in.is(factor):
			name = factor
			continue
		case !in.held && in.mentioned(al.trees[factor], scope):
			return "", nil, false
		}
		for range max(exponent, -exponent) {
			if exponent > 0 {
				coefficient = multiply(coefficient, al.trees[factor])
			} else {
				coefficient = divide(coefficient, al.trees[factor])
			}
		}
	}
	return name, coefficient, true
}

// mentioned reports whether one of the names occurs in an expression.
func (in names) mentioned(e syntax.Expr, scope equations.Scope) bool {
	return equations.Mentions(e, scope, func(name string, _ equations.Symbol) bool { return in.is(name) })
}

// numberTree returns a fraction as a literal.
func numberTree(x *big.Rat) syntax.Expr {
	if x.Sign() < 0 {
		return negate(numberTree(new(big.Rat).Neg(x)))
	}
	value, _ := x.Float64()
	return &syntax.Number{Text: strconv.FormatFloat(value, 'g', -1, 64), Value: value, Integer: x.IsInt() && value < 1<<53}
}
