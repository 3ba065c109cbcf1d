package lower

import (
	"slices"

	"golgi/sim/internal/equations"
	"golgi/sim/internal/integrate"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/syntax"
)

// Here is a lowering rule: state update and threshold of a group of neurons in one kernel. Each would go through all neurons, and what they do takes little
// more time than to bring the variables there and back. Not_refractory is not kept in between: of neurons that are refractory for a time that is the same for
// all, it is what lastspike says,
//
//	not_refractory = lastspike <= max(t + 1e-3·dt - timestep(duration)·dt, NeverSpiked)
//
// but false of those that spike in this step.
//
// It is legal where
//
//   - the update is a single step of all neurons, and the condition calls no function, so that it draws nothing and fails nowhere,
//   - neurons are never refractory, or for a time that is made of numbers alone,
//   - neither equations nor condition mention not_refractory;
//
// and, what package bind looks after, where no other step of the time loop reads or writes not_refractory, and none between the two reads or writes what would
// come earlier. No bit changes: each neuron has the same operations in the same order.

// LastTime is the time of the last step, which RefractoryAt reads: a Float64 array of one element.
var LastTime = Ref{equations.Own, "_last_time"}

// Fused is StateUpdate and then Threshold, without not_refractory; nil, where that is not legal.
func Fused(u *integrate.Update, sys *integrate.System, r Refractory, condition, watched syntax.Expr, scope equations.Scope) *Template {
	if r.While != nil || r.Duration != nil && !only(r.Duration, scope, isNumber) || calls(condition, scope) {
		return nil
	}
	l := newLowerer("stateupdate and threshold", false)
	active := ir.None
	t := func() ir.Value { return l.ident("t", scope) }
	if r.Given() {
		active = l.rested(r.Duration, t, scope)
	}
	l.integrate(u, sys, active)
	clear(l.locals)
	if watched != nil {
		l.lowest(watched, scope)
	}
	spikes := l.expr(condition, scope)
	if r.Given() {
		spikes = l.b.Op(ir.And, spikes, active)
	}
	l.b.Emit(spikes)
	if r.Given() {
		l.store("lastspike", t(), spikes, scope)
	}
	template := l.template()
	if slices.Contains(template.Arrays, Ref{equations.Own, notRefractory}) {
		return nil
	}
	return template
}

// calls reports whether an expression calls a function, also through subexpressions.
func calls(e syntax.Expr, scope equations.Scope) (is bool) {
	syntax.Walk(e, func(e syntax.Expr) bool {
		switch e := e.(type) {
		case *syntax.Ident:
			if sym, _ := scope.Lookup(e.Name); sym.Kind == equations.Formula {
				is = is || calls(sym.Expr, sym.Scope)
			}
		case *syntax.Call:
			is = true
		}
		return !is
	})
	return is
}

// isNumber reports whether a name stands for the same number for all elements and at all times.
func isNumber(_ string, sym equations.Symbol) bool { return sym.Kind == equations.Number }

// RefractoryAt gives all neurons the not_refractory that they had after the state update at LastTime, and then those that spiked the one that they had after
// the threshold.
func RefractoryAt(r Refractory, scope equations.Scope) (all, spiking *Template) {
	l := newLowerer("refractory", false)
	t := func() ir.Value { return l.b.Load(l.array(LastTime, ir.Float64), l.b.Int(0)) }
	l.store(notRefractory, l.rested(r.Duration, t, scope), ir.None, scope)
	one := newLowerer("refractory", false)
	one.store(notRefractory, one.b.Bool(false), ir.None, scope)
	return l.template(), one.template()
}
