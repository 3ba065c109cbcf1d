package lower

import (
	"golgi/sim/internal/equations"
	"golgi/sim/internal/integrate"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/syntax"
)

// Refractory says how long a neuron is refractory after a spike: for a Duration, or While a condition holds.
// At most one of the two is given.
type Refractory struct {
	Duration syntax.Expr // in seconds
	While    syntax.Expr
}

// Given reports whether there is a refractory period at all.
func (r Refractory) Given() bool { return r.Duration != nil || r.While != nil }

// StateUpdate is the update of all neurons by one step: who is refractory, then the new values, all of them
// from the old ones. Guarded variables of refractory neurons keep their values.
func StateUpdate(u *integrate.Update, sys *integrate.System, r Refractory) *Template {
	l := newLowerer("stateupdate", false)
	active := ir.None
	if r.Given() {
		active = l.refresh(r, sys.Scope)
	}
	l.integrate(u, sys, active)
	return l.template()
}

// integrate stores the new values of an update; active says who is not refractory, unless it is None.
func (l *lowerer) integrate(u *integrate.Update, sys *integrate.System, active ir.Value) {
	scope := u.Scope(sys)
	for _, st := range u.Steps {
		l.step(st, scope, active)
	}
	l.storeValues(u, sys, l.values(u, scope, active), func(flagged bool) ir.Value {
		if flagged {
			return active
		}
		return ir.None
	})
}

// values computes the new values of an update.
func (l *lowerer) values(u *integrate.Update, scope equations.Scope, active ir.Value) []ir.Value {
	values := make([]ir.Value, len(u.Values))
	for n, v := range u.Values {
		values[n] = l.convert(l.expr(v.Expr, scope), ir.Float)
		if v.Refractory != nil && active != ir.None {
			frozen := l.convert(l.expr(v.Refractory, scope), ir.Float)
			values[n] = l.b.Op(ir.Select, active, values[n], frozen)
		}
	}
	return values
}

// storeValues stores new values where a mask holds, for variables that are flagged (unless refractory) or not.
func (l *lowerer) storeValues(u *integrate.Update, sys *integrate.System, values []ir.Value, mask func(flagged bool) ir.Value) {
	for n, v := range u.Values {
		sym, _ := sys.Scope.Lookup(v.Variable.Name)
		array, index := l.place(sym)
		l.b.Store(array, index, values[n], mask(v.Variable.Has("unless refractory")))
	}
}

// step computes an intermediate result of an update, which is a local variable of the kernel.
func (l *lowerer) step(st integrate.Step, scope equations.Scope, active ir.Value) {
	if st.Scope != nil {
		scope = st.Scope
	}
	value := l.convert(l.expr(st.Expr, scope), ir.Float)
	if st.Rests && active != ir.None {
		value = l.b.Op(ir.Select, active, value, l.b.Float(0))
	}
	l.locals[st.Name] = value
}

// NeverSpiked is the time of the last spike of a neuron that has not spiked, in seconds.
//
// Source: Brian 2, NeuronGroup: lastspike starts at -1e4 s.
const NeverSpiked = -1e4

// refresh sets not_refractory and returns it.
//
//	duration:  lastspike <= max(t + 1e-3·dt - timestep(duration)·dt, NeverSpiked)
//	condition: not_refractory or not condition
//
// The first is Brian's timestep(t - lastspike) >= timestep(duration), timestep(x) = int((x + 1e-3·dt)/dt), solved for
// lastspike: the same in real numbers if the duration has a step at least (or lastspike is not in the future), and
// so in floats, where the slack is larger than all rounding up to 1e9 s. It is written so that neurons of one
// duration share all but the comparison: a division for each would be most of a simple neuron's work. A neuron that has never
// spiked is not refractory, however long the duration (Brian's are, for more than 1e4 s).
//
// Source: Brian 2, NeuronGroup: StateUpdater.
func (l *lowerer) refresh(r Refractory, scope equations.Scope) ir.Value {
	var active ir.Value
	if r.Duration != nil {
		active = l.rested(r.Duration, func() ir.Value { return l.ident("t", scope) }, scope)
	} else {
		ended := l.b.Op(ir.Not, l.expr(r.While, scope))
		active = l.b.Op(ir.Or, l.ident(notRefractory, scope), ended)
	}
	l.store(notRefractory, active, ir.None, scope)
	return active
}

// notRefractory is the variable that says who may spike.
const notRefractory = "not_refractory"

// rested reports at a time whether the last spike was a duration ago.
func (l *lowerer) rested(duration syntax.Expr, t func() ir.Value, scope equations.Scope) ir.Value {
	dt := l.ident("dt", scope)
	steps := l.convert(l.timestep(l.expr(duration, scope), dt), ir.Float)
	now := l.b.Op(ir.Add, t(), l.slack(dt))
	latest := l.b.Op(ir.Sub, now, l.b.Op(ir.Mul, steps, dt))
	latest = l.b.Op(ir.Max, latest, l.b.Float(NeverSpiked))
	return l.b.Op(ir.Le, l.ident("lastspike", scope), latest)
}

func (l *lowerer) store(name string, value, mask ir.Value, scope equations.Scope) {
	sym, _ := scope.Lookup(name)
	array, index := l.place(sym)
	l.b.Store(array, index, value, mask)
}

// Threshold yields the neurons that spike: condition, and not refractory. A spike begins a refractory period. Of what is watched, nil
// for nothing, the lowest value so far is kept.
func Threshold(condition, watched syntax.Expr, scope equations.Scope, r Refractory) *Template {
	l := newLowerer("threshold", false)
	if watched != nil {
		l.lowest(watched, scope)
	}
	spikes := l.expr(condition, scope)
	if r.Given() {
		spikes = l.b.Op(ir.And, spikes, l.ident(notRefractory, scope))
	}
	l.b.Emit(spikes)
	if r.Given() {
		l.store(notRefractory, l.b.Bool(false), spikes, scope)
		l.store("lastspike", l.ident("t", scope), spikes, scope)
	}
	return l.template()
}

// LowestValue is the lowest value so far of what is watched, or 0; NaN where it was NaN once. It is Float64.
var LowestValue = Ref{equations.Own, "_lowest"}

// Lowest keeps the lowest value so far of an expression in LowestValue.
func Lowest(e syntax.Expr, scope equations.Scope) *Template {
	l := newLowerer("watch", false)
	l.lowest(e, scope)
	return l.template()
}

func (l *lowerer) lowest(e syntax.Expr, scope equations.Scope) {
	array := l.array(LowestValue, ir.Float64)
	l.b.Store(array, l.element, l.b.Op(ir.Min, l.b.Load(array, l.element), l.expr(e, scope)), ir.None)
}

// SpikeTrains yields the neurons whose next spike is due, and turns to the one after it. At the beginning of a period
// the next spike is the first.
func SpikeTrains(scope equations.Scope) *Template {
	l := newLowerer("threshold", false)
	period := l.number(Number{Name: SpikePeriod, Type: ir.Int})
	now := l.b.Op(ir.Mod, l.ident("t_in_timesteps", scope), period)
	first := l.b.Load(l.array(FirstSpike, ir.Int32), l.element)
	next := l.b.Load(l.array(NextSpike, ir.Int32), l.element)
	next = l.b.Op(ir.Select, l.b.Op(ir.Eq, now, l.b.Int(0)), first, next)
	due := l.b.Op(ir.Eq, l.b.Load(l.array(SpikeSteps, ir.Int64), next), now)
	l.b.Emit(due)
	l.b.Store(l.array(NextSpike, ir.Int32), l.element, l.b.Op(ir.Add, next, l.convert(due, ir.Int)), ir.None)
	return l.template()
}

// Statements executes statements for each element, one statement after another.
func Statements(role string, list []*syntax.Assign, scope equations.Scope, who equations.Writer) *Template {
	l := newLowerer(role, false)
	for _, st := range list {
		l.statement(st, scope, who)
	}
	return l.template()
}

func (l *lowerer) statement(st *syntax.Assign, scope equations.Scope, who equations.Writer) {
	sym, known := scope.Lookup(st.Target.Name)
	if !known {
		l.locals[st.Target.Name] = l.assigned(st, scope)
		return
	}
	mask := ir.None
	if sym.Guarded && who != equations.Reset {
		mask = l.ident(activeName(sym.Side), scope)
	}
	array, index := l.place(sym)
	to := typeOf(sym.Type)
	if sym.Type == equations.Integer {
		l.b.Store(array, index, l.fitted(array, index, l.uncut(st, scope), mask), mask)
		return
	}
	switch st.Op {
	case syntax.AddTo:
		l.b.Incr(array, index, l.convert(l.expr(st.Value, scope), to), mask)
	case syntax.SubFrom:
		l.b.Incr(array, index, l.b.Op(ir.Neg, l.convert(l.expr(st.Value, scope), to)), mask)
	default:
		l.b.Store(array, index, l.convert(l.assigned(st, scope), to), mask)
	}
}

// increase adds a value to an element of an array; an integer that then does not fit is an error.
func (l *lowerer) increase(array int, index, value, mask ir.Value) {
	if l.b.Type(value) != ir.Int {
		l.b.Incr(array, index, value, mask)
		return
	}
	sum := l.b.Op(ir.Add, l.b.Load(array, index), value)
	l.b.Store(array, index, l.fitted(array, index, sum, mask), mask)
}

// fitted returns a value that is about to be stored in an integer variable. A float is cut off.
func (l *lowerer) fitted(array int, index, value, mask ir.Value) ir.Value {
	if l.b.Type(value) == ir.Bool {
		value = l.convert(value, ir.Int)
	}
	return l.b.Fit(array, index, value, mask)
}

// assigned returns what a statement assigns: its value, or target op value.
func (l *lowerer) assigned(st *syntax.Assign, scope equations.Scope) ir.Value {
	if op, augmented := equations.Operator(st.Op); augmented {
		return l.binary(&syntax.Binary{Op: op, X: &st.Target, Y: st.Value}, scope)
	}
	return l.expr(st.Value, scope)
}

// uncut is assigned, but where the value of a plain assignment is cut off by int(…), it is not: fitted does that, and refuses
// what is no number.
func (l *lowerer) uncut(st *syntax.Assign, scope equations.Scope) ir.Value {
	if st.Op != syntax.Set {
		return l.assigned(st, scope)
	}
	return l.uncutValue(st.Value, scope)
}

func (l *lowerer) uncutValue(e syntax.Expr, scope equations.Scope) ir.Value {
	if call, ok := e.(*syntax.Call); ok && call.Func == "int" {
		return l.uncutValue(call.Args[0], scope)
	}
	return l.expr(e, scope)
}

// activeName is the name under which a synapse finds not_refractory of a neuron.
func activeName(side equations.Side) string {
	if side == equations.Own {
		return "not_refractory"
	}
	return "not_refractory_" + side.String()
}

// Assignment gives a variable the value of an expression, where condition holds (nil: everywhere), for all
// elements or for those in Selected. Guarded variables are written.
func Assignment(variable string, value, condition syntax.Expr, scope equations.Scope, selected bool) *Template {
	l := newLowerer("set", selected)
	sym, _ := scope.Lookup(variable)
	compute := l.expr
	if sym.Type == equations.Integer {
		compute = l.uncutValue
	}
	result := compute(value, scope)
	mask := ir.None
	if condition != nil {
		mask = l.expr(condition, scope)
	}
	array, index := l.place(sym)
	if sym.Type == equations.Integer {
		result = l.fitted(array, index, result, mask)
	}
	l.b.Store(array, index, l.convert(result, typeOf(sym.Type)), mask)
	return l.template()
}

// FloatProbe is Probe in floats throughout, so that it shows which integers are too large to be held.
func FloatProbe(e syntax.Expr, scope equations.Scope, selected bool) *Template {
	l := newLowerer("probe", selected)
	l.floats = true
	l.b.Store(l.array(Output, ir.Float64), l.b.Index(), l.convert(l.expr(e, scope), ir.Float), ir.None)
	return l.template()
}

// Probe computes an expression as a float for all elements, or for those in Selected, into Output.
func Probe(e syntax.Expr, scope equations.Scope, selected bool) *Template {
	l := newLowerer("probe", selected)
	value := l.convert(l.expr(e, scope), ir.Float)
	l.b.Store(l.array(Output, ir.Float64), l.b.Index(), value, ir.None)
	return l.template()
}

// RowProbe is Probe for a row of pairs: element e is neuron Row with neuron First + e.
func RowProbe(e syntax.Expr, scope equations.Scope) *Template {
	return rowProbe(e, scope, ir.Float64)
}

// RowTest computes a condition for a row of pairs, as a boolean, into Output.
func RowTest(e syntax.Expr, scope equations.Scope) *Template {
	return rowProbe(e, scope, ir.Bool8)
}

func rowProbe(e syntax.Expr, scope equations.Scope, into ir.Elem) *Template {
	l := newLowerer("probe", false)
	l.row = true
	value := l.convert(l.expr(e, scope), into.Type())
	l.b.Store(l.array(Output, into), l.b.Index(), value, ir.None)
	return l.template()
}
