package lower

import (
	"golgi/sim/internal/equations"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/syntax"
)

// Here is a lowering rule: neurons that spike at random, rand() < p, are not asked one by one. Those that may are found by geometric gaps of
// the largest p, and each of them spikes with p over the largest.
//
// It is legal where the p of each neuron is known before the draws of the step: it is made of constants and of variables, and nothing else happens to the
// neurons where they are tested. It gives other numbers than rand() < p would, of the same distribution: each neuron spikes with
// probability p, independently of all others and of other steps.
//
// Source: Devroye (1986), Non-uniform random variate generation, VI.2, thinning, and X.2.

// Chance is the largest probability of a group, at most 1. It is Float64, of one element.
var Chance = Ref{equations.Own, "_chance"}

// LargestChance finds the largest value of p, from 0 to 1, among all elements.
func LargestChance(p syntax.Expr, scope equations.Scope) *Template {
	l := newLowerer("chance", false)
	array, zero := l.array(Chance, ir.Float64), l.b.Int(0)
	sofar := l.b.Op(ir.Select, l.b.Op(ir.Eq, l.element, zero), l.b.Float(0), l.b.Load(array, zero))
	value := l.convert(l.expr(p, scope), ir.Float)
	larger := l.b.Op(ir.Select, l.b.Op(ir.Lt, sofar, value), value, sofar)
	l.b.Store(array, zero, l.b.Op(ir.Min, larger, l.b.Float(1)), ir.None)
	return l.template()
}

// ChosenThreshold yields the neurons that spike with probability p, of those that come up with Chance.
func ChosenThreshold(p syntax.Expr, scope equations.Scope) *Template {
	l := newLowerer("threshold", false)
	largest := l.b.Load(l.array(Chance, ir.Float64), l.b.Int(0))
	value := l.convert(l.expr(p, scope), ir.Float)
	kept := l.b.Op(ir.Lt, l.b.Op(ir.Mul, l.b.Rand(l.element, 0), largest), value)
	l.b.Emit(l.b.Op(ir.Or, l.b.Op(ir.Le, largest, value), kept))
	return l.template()
}
