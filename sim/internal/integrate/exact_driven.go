package integrate

import (
	"maps"
	"math"
	"slices"

	"golgi/sim/internal/syntax"
)

// A block whose coefficients differ between elements is solved in closed form where no variable that drives
// another is driven itself: a single equation, or a membrane potential with synaptic currents. Let
// dx/dt = a·x + b + Σ c·y, and for each driver dy/dt = a'·y + b', with y∞ = -b'/a' where it goes. After a step h
//
//	x(t+h) = x·e^(a·h) + Σ c·(y - y∞)·D(a, a') + (b + Σ c·y∞)·h·exprel(a·h)
//	D(a, a') = (e^(a·h) - e^(a'·h))/(a - a') = h·exp(max(a, a')·h)·exprel(-|a - a'|·h)
//
// which holds for equal coefficients, and overflows only where the solution does.

// closed reports whether a block has this form. A driver with an input but no coefficient of its own has not.
func (lin *linear) closed(block []int) bool {
	for _, i := range block {
		for j := range lin.a[i] {
			leaky := lin.a[j][j] != nil
			if j != i && (len(lin.a[j]) > 1 || len(lin.a[j]) == 1 && !leaky || lin.b[j] != nil && !leaky) {
				return false
			}
		}
	}
	return true
}

// solveClosed writes the solution of a block in closed form, and for variables that flagged ones drive a second
// one in which the flagged ones rest.
func (lin *linear) solveClosed(block []int, u *Update) {
	for _, i := range block {
		value := Value{Variable: lin.sys.Variables[i], Expr: lin.closedForm(i, nobody)}
		for j := range lin.a[i] {
			if j != i && lin.flagged(j) && !lin.flagged(i) {
				value.Refractory = lin.closedForm(i, lin.flagged)
			}
		}
		u.Values[i] = value
	}
}

// closedForm returns the value of variable i after a step, while some variables rest.
func (lin *linear) closedForm(i int, rests func(i int) bool) syntax.Expr {
	a, input := lin.a[i][i], lin.b[i]
	sum := multiply(name(lin.sys.Variables[i].Name), exponential(a))
	for _, j := range slices.Sorted(maps.Keys(lin.a[i])) {
		if j == i {
			continue
		}
		c, y := lin.a[i][j], name(lin.sys.Variables[j].Name)
		if rests(j) || lin.a[j][j] == nil {
			input = add(input, multiply(c, y))
			continue
		}
		target := negate(divide(lin.b[j], lin.a[j][j]))
		input = add(input, multiply(c, target))
		sum = add(sum, multiply(multiply(c, subtract(y, target)), quotient(a, lin.a[j][j])))
	}
	return add(sum, integral(input, a))
}

// exponential is e^(a·h).
func exponential(a syntax.Expr) syntax.Expr {
	if a == nil {
		return integer(1)
	}
	return call("exp", multiply(a, name(stepName)))
}

// integral is input·h·exprel(a·h), what a constant input adds in a step.
func integral(input, a syntax.Expr) syntax.Expr {
	area := multiply(input, name(stepName))
	if a == nil {
		return area
	}
	return multiply(area, call("exprel", multiply(a, name(stepName))))
}

// quotient is D(a, b).
func quotient(a, b syntax.Expr) syntax.Expr {
	infinity := &syntax.Number{Text: "inf", Value: math.Inf(1)}
	larger := call("clip", orZero(a), b, infinity)
	gap := call("abs", subtract(a, b))
	h := name(stepName)
	return multiply(multiply(h, call("exp", multiply(larger, h))), call("exprel", negate(multiply(gap, h))))
}
