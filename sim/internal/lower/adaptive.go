package lower

import (
	"golgi/sim/internal/equations"
	"golgi/sim/internal/integrate"
	"golgi/sim/internal/ir"
)

// Arrays of a group whose neurons have steps of their own within a time step.
var (
	Elapsed  = Ref{equations.Own, "_elapsed"}   // how much of the time step is over, in seconds
	NextStep = Ref{equations.Own, "_next_step"} // how long the next step is to be; 0: as long as the time step
)

// The control of the steps. With the largest error r, in units of its tolerance, a step is repeated where r > 1.1,
// shorter by 0.9/r^(1/5) but not by less than 0.2; where r < 0.5, the next one is longer by 0.9/r^(1/6), at most by 5.
//
// Source: GNU Scientific Library 2.7, ode-initval2/cscal.c.
const (
	rejects, lengthens        = 1.1, 0.5
	safety, shortest, longest = 0.9, 0.2, 5.0
)

// AdaptiveUpdate is one step of their own of all neurons. It emits those that have not reached the end of the time step
// yet. Who is refractory was decided before.
func AdaptiveUpdate(u *integrate.Update, sys *integrate.System, r Refractory) *Template {
	l := newLowerer("stateupdate", false)
	active := ir.None
	if r.Given() {
		active = l.ident(notRefractory, sys.Scope)
	}
	scope := u.Scope(sys)
	dt := l.ident("dt", sys.Scope)
	elapsed, next := l.array(Elapsed, ir.Float64), l.array(NextStep, ir.Float64)
	over, size := l.b.Load(elapsed, l.element), l.b.Load(next, l.element)
	zero := l.b.Float(0)
	size = l.b.Op(ir.Select, l.b.Op(ir.Lt, zero, size), size, dt)
	left := l.b.Op(ir.Sub, dt, over)
	last := l.b.Op(ir.Le, left, size)
	h := l.b.Op(ir.Select, last, left, size)
	l.locals[integrate.OwnStep], l.locals[integrate.OwnTime] = h, l.b.Op(ir.Add, l.ident("t", sys.Scope), over)
	for _, st := range u.Steps {
		l.step(st, scope, active)
	}
	values := l.values(u, scope, active)
	worst := l.worstError(u, scope)
	rejected := l.b.Op(ir.Lt, l.b.Float(rejects), worst)
	accepted := l.b.Op(ir.Not, rejected)
	l.storeValues(u, sys, values, func(flagged bool) ir.Value {
		if flagged && active != ir.None {
			return l.b.Op(ir.And, accepted, active)
		}
		return accepted
	})
	shorter := l.b.Op(ir.Mul, h, l.b.Op(ir.Max, l.factor(worst, 5), l.b.Float(shortest)))
	longer := l.b.Op(ir.Mul, h, l.b.Op(ir.Min, l.b.Op(ir.Max, l.factor(worst, 6), l.b.Float(1)), l.b.Float(longest)))
	longer = l.b.Op(ir.Select, l.b.Op(ir.Lt, worst, l.b.Float(lengthens)), l.b.Op(ir.Min, longer, dt), h)
	kept := l.b.Op(ir.Select, last, size, longer) // the last one may be short only because the end was near
	l.b.Store(next, l.element, l.b.Op(ir.Select, rejected, shorter, kept), ir.None)
	done := l.b.Op(ir.And, last, accepted)
	over = l.b.Op(ir.Select, rejected, over, l.b.Op(ir.Add, over, h))
	l.b.Store(elapsed, l.element, l.b.Op(ir.Select, done, zero, over), ir.None)
	l.b.Emit(l.b.Op(ir.Not, done))
	return l.template()
}

// worstError is the largest error of a step, in units of its tolerance.
func (l *lowerer) worstError(u *integrate.Update, scope equations.Scope) ir.Value {
	worst := l.b.Float(0)
	for n, e := range u.Adaptive.Errors {
		if e != nil {
			size := l.b.Op(ir.Abs, l.convert(l.expr(e, scope), ir.Float))
			worst = l.b.Op(ir.Max, worst, l.b.Op(ir.Div, size, l.ident(u.Adaptive.Tolerances[n], scope)))
		}
	}
	return worst
}

// factor is by how much a step changes for an error.
func (l *lowerer) factor(worst ir.Value, order float64) ir.Value {
	return l.b.Op(ir.Div, l.b.Float(safety), l.b.Op(ir.Pow, worst, l.b.Float(1/order)))
}

// Refractoriness decides who is refractory, where the state update does not.
func Refractoriness(r Refractory, scope equations.Scope) *Template {
	l := newLowerer("refractoriness", false)
	l.refresh(r, scope)
	return l.template()
}
