package integrate

import (
	"fmt"
	"math"
	"slices"

	"golgi/sim/internal/equations"
	"golgi/sim/internal/syntax"
)

// exact integrates linear equations dX/dt = A·X + b with A and b constant over the step,
//
//	X(t+dt) = P·X(t) + B·b,   P = e^(A·dt),   B = ∫ e^(A·s) ds for s from 0 to dt,
//
// which holds for singular and defective A as well. The equations fall into blocks that are not coupled. A
// single equation whose coefficient a may differ between neurons becomes x·exp(a·dt) + b·dt·exprel(a·dt); the
// coefficients of any other block must be constants of the namespace, so that P and B are computed once when the
// step size is known. b may be anything that does not change during a step.
//
// Source: Brian 2, method "exact" ("linear"); Rotter & Diesmann (1999), Biol. Cybern. 81:381.
func exact(sys *System) (*Update, *syntax.Fault) {
	lin, fault := linearSystem(sys)
	if fault != nil {
		return nil, fault
	}
	u := &Update{Method: "exact", Values: make([]Value, len(sys.Variables))}
	for _, block := range lin.blocks() {
		if fault := lin.solve(block, u); fault != nil {
			return nil, fault
		}
	}
	return u, nil
}

// linear is a system as A·X + b; what is missing is zero.
type linear struct {
	sys *System
	a   []map[int]syntax.Expr // by row and column
	b   []syntax.Expr
}

func linearSystem(sys *System) (*linear, *syntax.Fault) {
	n := len(sys.Variables)
	lin := &linear{sys: sys, a: make([]map[int]syntax.Expr, n), b: make([]syntax.Expr, n)}
	for row, v := range sys.Variables {
		f, ok := sys.form(v.Expr, sys.Scope)
		if !ok {
			return nil, lin.fault(row, "it is not linear in the variables", "method \"exact\" cannot solve d%s/dt", v.Name)
		}
		if sys.timed(v.Expr) {
			return nil, lin.fault(row, "it changes within a step", "method \"exact\" cannot solve d%s/dt", v.Name)
		}
		lin.a[row], lin.b[row] = make(map[int]syntax.Expr), f.rest
		for col, w := range sys.Variables {
			if c := f.of[w.Name]; c != nil {
				lin.a[row][col] = c
			}
		}
	}
	return lin, nil
}

// fault says why the equation of variable i cannot be solved.
func (lin *linear) fault(i int, why, format string, args ...any) *syntax.Fault {
	return syntax.Faultf(lin.sys.Source, lin.sys.Variables[i].Expr.Span(), format, args...).WithNote(why + "; use euler")
}

// maxBlock bounds the coupled equations of one block: P and B have 2·n² entries.
const maxBlock = 64

func (lin *linear) solve(block []int, u *Update) *syntax.Fault {
	name := lin.sys.Variables[block[0]].Name
	a, uniform := lin.matrix(block)
	switch {
	case len(block) > maxBlock:
		return lin.fault(block[0], fmt.Sprintf("at most %d", maxBlock),
			"method \"exact\" cannot solve %d coupled equations, among them d%s/dt", len(block), name)
	case uniform && !finite(a):
		return lin.fault(block[0], "the constants overflow", "method \"exact\" cannot solve d%s/dt", name)
	case uniform:
		lin.solveUniform(block, a, u)
	case len(block) == 1:
		lin.solveSingle(block[0], u)
	default:
		return lin.fault(block[0], "their coefficients are not all constants of the namespace",
			"method \"exact\" cannot solve the coupled d%s/dt and d%s/dt", name, lin.sys.Variables[block[1]].Name)
	}
	return nil
}

// matrix returns the coefficients of a block as numbers; false where they are none, since they differ between
// neurons or are known only in a network.
func (lin *linear) matrix(block []int) (a [][]float64, ok bool) {
	a = make([][]float64, len(block))
	for n, i := range block {
		a[n] = make([]float64, len(block))
		for m, j := range block {
			c := lin.a[i][j]
			if c == nil {
				continue
			}
			if a[n][m], ok = equations.Eval(c, lin.sys.Scope); !ok {
				return nil, false
			}
		}
	}
	return a, true
}

func finite(a [][]float64) bool {
	for _, row := range a {
		for _, x := range row {
			if math.IsInf(x, 0) || math.IsNaN(x) {
				return false
			}
		}
	}
	return true
}

// solveSingle writes x·exp(a·dt) + b·dt·exprel(a·dt) for an equation whose a differs between elements.
func (lin *linear) solveSingle(i int, u *Update) {
	v := lin.sys.Variables[i]
	exponent := multiply(lin.a[i][i], name(stepName))
	decayed := multiply(name(v.Name), call("exp", exponent))
	driven := multiply(multiply(lin.b[i], name(stepName)), call("exprel", exponent))
	u.Values[i] = Value{Variable: v, Expr: add(decayed, driven)}
}

// solveUniform writes the propagators of a block as constants, and for blocks in which flagged variables
// drive others a second set in which the flagged ones rest.
func (lin *linear) solveUniform(block []int, a [][]float64, u *Update) {
	for n, value := range lin.propagate(block, a, u, nobody) {
		i := block[n]
		u.Values[i] = Value{Variable: lin.sys.Variables[i], Expr: value}
	}
	if !lin.flaggedDriveOthers(block) {
		return
	}
	for n, value := range lin.propagate(block, a, u, lin.flagged) {
		if i := block[n]; !lin.flagged(i) {
			u.Values[i].Refractory = value
		}
	}
}

func nobody(int) bool { return false }

// flagged reports whether a variable is flagged (unless refractory).
func (lin *linear) flagged(i int) bool { return lin.sys.Variables[i].Has("unless refractory") }

func (lin *linear) flaggedDriveOthers(block []int) bool {
	for _, i := range block {
		for _, j := range block {
			if !lin.flagged(i) && lin.flagged(j) && lin.drives(i, j, nobody) {
				return true
			}
		}
	}
	return false
}

// propagate returns the values of a block's variables after a step during which some rest: their derivatives
// are zero.
func (lin *linear) propagate(block []int, a [][]float64, u *Update, rests func(i int) bool) []syntax.Expr {
	set := ""
	for n, i := range block {
		if rests(i) {
			a, set = withZeroRow(a, n), "_rest"
		}
	}
	p := &propagator{coefficients: a}
	values := make([]syntax.Expr, len(block))
	for n, i := range block {
		for m, j := range block {
			if !lin.drives(i, j, rests) {
				continue
			}
			x := lin.sys.Variables[j].Name
			entry := fmt.Sprintf("%s[%s,%s]", set, lin.sys.Variables[i].Name, x)
			values[n] = add(values[n], multiply(u.constant("P"+entry, p.entry(n, m)), name(x)))
			if b := lin.b[j]; b != nil && !rests(j) {
				values[n] = add(values[n], multiply(u.constant("B"+entry, p.entry(n, len(block)+m)), b))
			}
		}
	}
	return values
}

func withZeroRow(a [][]float64, n int) [][]float64 {
	a = slices.Clone(a)
	a[n] = make([]float64, len(a))
	return a
}

// constant names a number of the update and returns the name.
func (u *Update) constant(text string, value func(dt float64) float64) syntax.Expr {
	u.Constants = append(u.Constants, Constant{Name: text, Value: value})
	return name(text)
}
