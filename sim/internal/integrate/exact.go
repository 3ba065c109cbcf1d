package integrate

import (
	"fmt"

	"golgi/sim/internal/equations"
	"golgi/sim/internal/syntax"
)

// exact integrates linear equations dX/dt = A·X + b with A and b constant over the step,
//
//	X(t+dt) = e^(A·dt)·X(t) + Φ·b,   Φ = ∫ e^(A·s) ds for s from 0 to dt,
//
// which holds for singular and defective A as well. The equations fall into blocks that are not coupled. A
// single equation becomes x·exp(a·dt) + b·dt·exprel(a·dt), where a may differ between neurons; a coupled
// block needs an A of constants, whose propagators are computed once when the step size is known. b may be
// anything that does not change during a step.
//
// Source: Brian 2, method "exact" ("linear"); Rotter & Diesmann (1999), Biol. Cybern. 81:381.
func exact(sys *System) (*Update, *syntax.Fault) {
	if len(sys.Variables) == 0 {
		return &Update{Method: "exact"}, nil
	}
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

// linear is a system as A·X + b; nil entries are zero.
type linear struct {
	sys *System
	a   [][]syntax.Expr
	b   []syntax.Expr
}

func linearSystem(sys *System) (*linear, *syntax.Fault) {
	n := len(sys.Variables)
	lin := &linear{sys: sys, a: make([][]syntax.Expr, n), b: make([]syntax.Expr, n)}
	for row, v := range sys.Variables {
		l, ok := linearForm(v.Expr, sys)
		if !ok {
			return nil, syntax.Faultf(sys.Source, v.Expr.Span(),
				"method \"exact\" needs linear equations, but d%s/dt is not linear; use euler", v.Name)
		}
		if sys.timed(v.Expr) {
			return nil, syntax.Faultf(sys.Source, v.Expr.Span(),
				"method \"exact\" needs d%s/dt to be constant over a step, but it depends on time; use euler", v.Name)
		}
		lin.a[row], lin.b[row] = make([]syntax.Expr, n), l.rest
		for col, w := range sys.Variables {
			lin.a[row][col] = l.of[w.Name]
		}
	}
	return lin, nil
}

// blocks returns the sets of variables that are coupled, each in ascending order.
func (lin *linear) blocks() [][]int {
	n := len(lin.b)
	seen := make([]bool, n)
	var blocks [][]int
	for start := range n {
		if seen[start] {
			continue
		}
		coupled := reach(n, start, func(i, j int) bool { return lin.a[i][j] != nil || lin.a[j][i] != nil })
		var block []int
		for i, in := range coupled {
			if in {
				seen[i] = true
				block = append(block, i)
			}
		}
		blocks = append(blocks, block)
	}
	return blocks
}

// reach returns which of n nodes can be reached from start, itself included.
func reach(n, start int, edge func(i, j int) bool) []bool {
	reached := make([]bool, n)
	reached[start] = true
	for todo := []int{start}; len(todo) > 0; {
		i := todo[0]
		todo = todo[1:]
		for j := range n {
			if !reached[j] && edge(i, j) {
				reached[j] = true
				todo = append(todo, j)
			}
		}
	}
	return reached
}

// uniform reports whether all coefficients of a block are numbers known to the host.
func (lin *linear) uniform(block []int) bool {
	for _, i := range block {
		for _, j := range block {
			if lin.a[i][j] != nil && lin.sys.varies(lin.a[i][j]) {
				return false
			}
		}
	}
	return true
}

func (lin *linear) solve(block []int, u *Update) *syntax.Fault {
	switch {
	case lin.uniform(block):
		lin.solveUniform(block, u)
	case len(block) == 1:
		lin.solveSingle(block[0], u)
	default:
		v := lin.sys.Variables[block[0]]
		return syntax.Faultf(lin.sys.Source, v.Expr.Span(), "method \"exact\" needs the coefficients of coupled "+
			"equations to be constants of the namespace, but those of %s and %s differ between elements; use euler",
			v.Name, lin.sys.Variables[block[1]].Name)
	}
	return nil
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
// drive others a second set in which the flagged ones stand still.
func (lin *linear) solveUniform(block []int, u *Update) {
	free := lin.propagate(block, u, "", func(int) bool { return false })
	var frozen []syntax.Expr
	if lin.flaggedDriveOthers(block) {
		frozen = lin.propagate(block, u, "_refractory", lin.guarded)
	}
	for n, i := range block {
		v := lin.sys.Variables[i]
		u.Values[i] = Value{Variable: v, Expr: free[n]}
		if frozen != nil && !lin.guarded(i) {
			u.Values[i].Refractory = frozen[n]
		}
	}
}

func (lin *linear) guarded(i int) bool { return lin.sys.Variables[i].Has("unless refractory") }

func (lin *linear) flaggedDriveOthers(block []int) bool {
	for _, i := range block {
		for _, j := range block {
			if !lin.guarded(i) && lin.guarded(j) && lin.drives(i, j) {
				return true
			}
		}
	}
	return false
}

// drives reports whether variable j enters, directly or not, the derivative of variable i.
func (lin *linear) drives(i, j int) bool {
	return reach(len(lin.b), i, func(i, j int) bool { return lin.a[i][j] != nil })[j]
}

// propagate returns the new values of a block's variables. Those that stand still have no derivative.
func (lin *linear) propagate(block []int, u *Update, suffix string, still func(int) bool) []syntax.Expr {
	p := lin.propagators(block, still)
	values := make([]syntax.Expr, len(block))
	for n, i := range block {
		for m, j := range block {
			if !lin.drives(i, j) {
				continue
			}
			x, b := lin.sys.Variables[j].Name, lin.b[j]
			row := fmt.Sprintf("%s_%s%s", lin.sys.Variables[i].Name, x, suffix)
			values[n] = add(values[n], multiply(u.constant("_P_"+row, p.entry(n, m)), name(x)))
			if b != nil && !still(j) {
				values[n] = add(values[n], multiply(u.constant("_B_"+row, p.entry(n, len(block)+m)), b))
			}
		}
		values[n] = orZero(values[n])
	}
	return values
}

// constant names a number of the update and returns the name.
func (u *Update) constant(text string, value func(dt float64) float64) syntax.Expr {
	u.Constants = append(u.Constants, Constant{Name: text, Value: value})
	return name(text)
}

// propagator is the matrix [e^(A·dt) Φ] of a block, as a function of dt.
type propagator struct{ coefficients [][]float64 }

func (lin *linear) propagators(block []int, still func(int) bool) propagator {
	a := make([][]float64, len(block))
	for n, i := range block {
		a[n] = make([]float64, len(block))
		for m, j := range block {
			if lin.a[i][j] != nil && !still(i) {
				a[n][m], _ = equations.Eval(lin.a[i][j], lin.sys.Scope)
			}
		}
	}
	return propagator{a}
}

// entry returns the function of dt that gives entry (row, col) of [e^(A·dt) Φ].
func (p propagator) entry(row, col int) func(dt float64) float64 {
	return func(dt float64) float64 {
		n := len(p.coefficients)
		m := make([]float64, 4*n*n) // [A·dt dt; 0 0], whose exponential is [e^(A·dt) Φ; 0 1]
		for i, coefficients := range p.coefficients {
			for j, c := range coefficients {
				m[i*2*n+j] = float64(c * dt)
			}
			m[i*2*n+n+i] = dt
		}
		return expm(m, 2*n)[row*2*n+col]
	}
}
