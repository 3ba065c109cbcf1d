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
// which holds for singular and defective A as well. The equations fall into blocks that are not coupled. Where
// the coefficients of a block are constants of the namespace, P and B are computed once when the step size is
// known. Where they differ between neurons, a single equation and some coupled ones have a closed form
// (exact_driven.go), and the others have matrices for each neuron (exponential.go). b may be anything that does not
// change during a step.
//
// Source: Brian 2, method "exact" ("linear"); Rotter & Diesmann (1999), Biol. Cybern. 81:381.
func exact(sys *System) (*Update, *syntax.Fault) {
	lin, fault := linearSystem(sys, exactMethod)
	if fault != nil {
		return nil, fault
	}
	u := &Update{Method: exactMethod, Values: make([]Value, len(sys.Variables))}
	for _, block := range lin.blocks() {
		if fault := lin.solve(block, u); fault != nil {
			return nil, fault
		}
	}
	return u, nil
}

// exactMethod is the name of the method exact.
const exactMethod = "exact"

// linear is a system as A·X + b; what is missing is zero.
type linear struct {
	sys    *System
	method string                // in faults
	a      []map[int]syntax.Expr // by row and column
	b      []syntax.Expr
}

func linearSystem(sys *System, method string) (*linear, *syntax.Fault) {
	n, variables := len(sys.Variables), names{is: sys.has}
	lin := &linear{sys: sys, method: method, a: make([]map[int]syntax.Expr, n), b: make([]syntax.Expr, n)}
	for row, v := range sys.Variables {
		f, ok := variables.form(v.Expr, sys.Scope)
		if !ok {
			f, ok = variables.multipliedOut(v.Expr, sys.Scope)
		}
		switch {
		case equations.Noisy(v.Expr, sys.Scope):
			return nil, lin.fault(row, derivative(v), "it has noise")
		case !ok:
			term := variables.nonlinear(v.Expr, sys.Scope)
			return nil, sys.refusal(method, derivative(v), term, "it is not linear in the variables")
		case sys.timed(v.Expr):
			return nil, lin.fault(row, derivative(v), sys.whyTimed(v.Expr))
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

func derivative(v *equations.Variable) string { return "d" + v.Name + "/dt" }

// fault says what, about the equation of variable i, cannot be solved and why.
func (lin *linear) fault(i int, what, why string) *syntax.Fault {
	return lin.sys.refusal(lin.method, what, lin.sys.Variables[i].Expr, why)
}

// maxBlock bounds the coupled equations of one block: P and B have 2·n² entries.
const maxBlock = 64

func (lin *linear) solve(block []int, u *Update) *syntax.Fault {
	first := derivative(lin.sys.Variables[block[0]])
	a, uniform := lin.matrix(block)
	switch {
	case len(block) > maxBlock:
		what := fmt.Sprintf("%d coupled equations, among them %s", len(block), first)
		return lin.fault(block[0], what, fmt.Sprintf("at most %d", maxBlock))
	case uniform && !finite(a):
		return lin.fault(block[0], first, "the constants overflow")
	case uniform:
		lin.solveUniform(block, a, u)
	case lin.closed(block):
		lin.solveClosed(block, u)
	default:
		return lin.solveEach(block, u)
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

// solveUniform writes the propagators of a block as constants.
func (lin *linear) solveUniform(block []int, a [][]float64, u *Update) {
	lin.solveWith(block, u, func(set string, rests func(i int) bool) *motion {
		mo := lin.motion(block, set, rests)
		resting := slices.Clone(a)
		for n, i := range block {
			if rests(i) {
				resting[n] = make([]float64, len(a))
			}
		}
		p := &propagator{coefficients: resting}
		mo.entry = func(name string, n, m int, integral bool) syntax.Expr {
			if integral {
				m += len(block)
			}
			return u.constant(name, p.entry(n, m))
		}
		return mo
	})
}

// solveWith writes the values of a block by propagators, and for variables that flagged ones drive a second value, by
// propagators with which the flagged ones rest.
func (lin *linear) solveWith(block []int, u *Update, with func(set string, rests func(i int) bool) *motion) {
	free, resting := with("", nobody), with("_rest", lin.flagged)
	for n, i := range block {
		value := Value{Variable: lin.sys.Variables[i], Expr: free.value(n)}
		if !lin.flagged(i) && free.isDrivenBy(n, lin.flagged) {
			value.Refractory = resting.value(n)
		}
		u.Values[i] = value
	}
}

func nobody(int) bool { return false }

// flagged reports whether a variable is flagged (unless refractory).
func (lin *linear) flagged(i int) bool { return lin.sys.Variables[i].Has("unless refractory") }

// motion is how a block moves while some of its variables rest: their derivatives are zero.
type motion struct {
	lin    *linear
	block  []int
	rests  func(i int) bool
	driven [][]bool
	set    string // distinguishes the names of its propagators
	// entry refers to the entry (n, m) of P, or of its integral B, by a name.
	entry func(name string, n, m int, integral bool) syntax.Expr
}

func (lin *linear) motion(block []int, set string, rests func(i int) bool) *motion {
	return &motion{lin: lin, block: block, rests: rests, driven: lin.driven(block, rests), set: set}
}

// isDrivenBy reports whether a variable of a kind drives the block's variable n.
func (mo *motion) isDrivenBy(n int, kind func(i int) bool) bool {
	for m, j := range mo.block {
		if mo.driven[n][m] && kind(j) {
			return true
		}
	}
	return false
}

// value returns the value of the block's variable n after a step. Which terms it has depends on what occurs
// in the equations, not on the numbers: these are not part of the code.
func (mo *motion) value(n int) syntax.Expr {
	var sum syntax.Expr
	variables := mo.lin.sys.Variables
	for m, j := range mo.block {
		if !mo.driven[n][m] {
			continue
		}
		x := variables[j].Name
		entry := fmt.Sprintf("%s[%s,%s]", mo.set, variables[mo.block[n]].Name, x)
		sum = add(sum, multiply(mo.entry("P"+entry, n, m, false), name(x)))
		if b := mo.lin.b[j]; b != nil && !mo.rests(j) {
			sum = add(sum, multiply(mo.entry("B"+entry, n, m, true), b))
		}
	}
	return sum
}

// constant names a number of the update and returns the name.
func (u *Update) constant(text string, value func(dt float64) float64) syntax.Expr {
	u.Constants = append(u.Constants, Constant{Name: text, Value: value})
	return name(text)
}
