package lower

import (
	"golgi/sim/internal/equations"
	"golgi/sim/internal/integrate"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/syntax"
)

// Pathway executes statements for a synapse at which a spike arrives. What is event-driven, if anything, is integrated before from
// equations.LastUpdate up to now, which is then the last update.
//
// Source: Brian 2, SynapticPathway.update_abstract_code.
func Pathway(role string, list []*syntax.Assign, scope equations.Scope, driven *integrate.Update) *Template {
	l := newLowerer(role, false)
	if driven != nil {
		l.catchUp(driven, scope)
	}
	for _, st := range list {
		l.statement(st, scope, equations.Pathway)
	}
	if driven != nil {
		l.store(equations.LastUpdate, l.ident("t", scope), ir.None, scope)
	}
	return l.template()
}

// catchUp integrates over the time since the last update. All values come from the old ones.
func (l *lowerer) catchUp(u *integrate.Update, scope equations.Scope) {
	h := l.b.Op(ir.Sub, l.ident("t", scope), l.ident(equations.LastUpdate, scope))
	l.locals[integrate.StepName] = h
	for _, e := range u.Exponentials {
		l.exponential(e, h, scope, func(name string, value ir.Value) { l.locals[name] = value })
	}
	values := l.values(u, scope, ir.None)
	for n, v := range u.Values {
		l.store(v.Variable.Name, values[n], ir.None, scope)
	}
}
