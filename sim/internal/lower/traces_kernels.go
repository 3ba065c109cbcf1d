package lower

import (
	"slices"

	"golgi/sim/internal/equations"
	"golgi/sim/internal/integrate"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/syntax"
)

// Arrays of the neurons of a side, counted in their whole group. All are Float64.
func eventOf(side equations.Side) Ref { return Ref{equations.Own, EventArray(side)} }
func sinceOf(side equations.Side) Ref { return Ref{equations.Own, SinceArray(side)} }
func valueOf(trace string) Ref        { return Ref{equations.Own, ValueArray(trace)} }
func nowOf(trace string) Ref          { return Ref{equations.Own, NowArray(trace)} }

// EventArray names the array of the times of the last events, in seconds.
func EventArray(side equations.Side) string { return "_" + side.String() + "_event" }

// SinceArray names the array of the times as of which the values of traces are, in seconds.
func SinceArray(side equations.Side) string { return "_" + side.String() + "_since" }

// ValueArray names the array of the values of a trace.
func ValueArray(trace string) string { return "_value_of_" + trace }

// NowArray names an array in which a pathway keeps the values that a trace has at present.
func NowArray(trace string) string { return "_now_of_" + trace }

// TracePathway is a pathway whose traces are values of neurons.
type TracePathway struct {
	Neurons *Template // over the neurons to which the event happens, by their numbers in the group
	Others  *Template // over the neurons of the other side: their traces at present; nil: nobody reads them
	Synapse *Template // over synapses, with what Others has
	Alone   *Template // Synapse without Others, which computes itself what it reads
	Done    bool      // nothing is left to do for synapses
}

// Sides returns the sides on which pathways wait for events, each once.
func (t *Traces) Sides() []equations.Side {
	var sides []equations.Side
	for _, w := range t.paths {
		if !slices.Contains(sides, w.Side) {
			sides = append(sides, w.Side)
		}
	}
	return sides
}

// Of returns the traces of a side.
func (t *Traces) Of(side equations.Side) []string {
	return slices.DeleteFunc(slices.Clone(t.Names), func(name string) bool { return t.Side[name] != side })
}

// Pathway lowers pathway number n.
func (t *Traces) Pathway(n int) TracePathway {
	w := t.paths[n]
	other := equations.Pre
	if w.Side == equations.Pre {
		other = equations.Post
	}
	ownRead, otherRead := t.readBy(w, w.Side), t.readBy(w, other)
	p := TracePathway{Neurons: t.neurons(w, ownRead)}
	if len(otherRead) > 0 {
		p.Others = t.others(w, other)
	}
	p.Done = !slices.ContainsFunc(w.Code, func(st *syntax.Assign) bool { return t.Side[st.Target.Name] == 0 })
	p.Synapse = t.synapse(w, ownRead, otherRead, other, true)
	if p.Alone = p.Synapse; len(otherRead) > 0 {
		p.Alone = t.synapse(w, ownRead, otherRead, other, false)
	}
	return p
}

// readBy returns the traces of a side, if statements that write no trace read any of them.
func (t *Traces) readBy(w PathwayCode, side equations.Side) []string {
	for _, st := range w.Code {
		if t.Side[st.Target.Name] == 0 && equations.Mentions(st.Value, w.Scope, func(_ string, sym equations.Symbol) bool {
			return ofSynapses(sym) && t.Side[sym.Name] == side
		}) {
			return t.Of(side)
		}
	}
	return nil
}

// decay has the locals of traces be what they are by a time, of a neuron of their side.
func (l *lowerer) decay(t *Traces, side equations.Side, neuron, time ir.Value) {
	names := t.Of(side)
	for _, name := range names {
		l.locals[name] = l.b.Load(l.array(valueOf(name), ir.Float64), neuron)
	}
	l.locals[integrate.StepName] = l.b.Op(ir.Sub, time, l.b.Load(l.array(sinceOf(side), ir.Float64), neuron))
	now := map[string]ir.Value{}
	for _, v := range t.update.Values {
		if name := v.Variable.Name; t.Side[name] == side {
			now[name] = l.convert(l.expr(v.Expr, hiding{t.scope, t}), ir.Float)
		}
	}
	for _, name := range names {
		l.locals[name] = now[name]
	}
}

// keep stores the locals of traces in arrays of a neuron.
func (l *lowerer) keep(names []string, array func(trace string) Ref, neuron ir.Value) {
	for _, name := range names {
		l.b.Store(l.array(array(name), ir.Float64), neuron, l.locals[name], ir.None)
	}
}

// traceStatement executes a statement that writes a trace, or a temporary variable for one.
func (l *lowerer) traceStatement(t *Traces, st *syntax.Assign, scope equations.Scope) {
	l.statement(st, scope, equations.Pathway)
	if name := st.Target.Name; t.Side[name] != 0 {
		l.locals[name] = l.convert(l.locals[name], ir.Float)
	}
}

// neurons is what an event does to the traces of the neurons to which it happens. Of those that synapses read, it leaves what they were before.
func (t *Traces) neurons(w PathwayCode, read []string) *Template {
	l := newLowerer(w.Side.String()+"_neurons", false)
	now := l.ident("t", w.Scope)
	if writes := slices.ContainsFunc(w.Code, func(st *syntax.Assign) bool { return t.Side[st.Target.Name] != 0 }); writes || len(read) > 0 {
		l.decay(t, w.Side, l.element, now)
		l.keep(read, nowOf, l.element)
		if writes {
			l.traceStatements(t, w)
			l.keep(t.Of(w.Side), valueOf, l.element)
			l.b.Store(l.array(sinceOf(w.Side), ir.Float64), l.element, now, ir.None)
		}
	}
	l.b.Store(l.array(eventOf(w.Side), ir.Float64), l.element, now, ir.None)
	return l.template()
}

// traceStatements executes the statements that write traces, and those that give them temporary variables.
func (l *lowerer) traceStatements(t *Traces, w PathwayCode) {
	temporary := map[string]bool{}
	for _, st := range w.Code {
		_, known := w.Scope.Lookup(st.Target.Name)
		if !known {
			temporary[st.Target.Name] = t.clean(st.Value, w, temporary) && (st.Op == syntax.Set || temporary[st.Target.Name])
		}
		if known && t.Side[st.Target.Name] != 0 || temporary[st.Target.Name] {
			l.traceStatement(t, st, hiding{w.Scope, t})
		}
	}
}

// others computes the traces of a side at present, for all its neurons.
func (t *Traces) others(w PathwayCode, side equations.Side) *Template {
	l := newLowerer(side.String()+"_traces", false)
	neuron := l.b.Op(ir.Add, l.element, l.start(side))
	l.decay(t, side, neuron, l.ident("t", w.Scope))
	l.keep(t.Of(side), nowOf, neuron)
	return l.template()
}

// synapse is what is left to do for a synapse.
func (t *Traces) synapse(w PathwayCode, ownRead, otherRead []string, other equations.Side, ready bool) *Template {
	l := newLowerer(w.Side.String(), false)
	l.take(ownRead, w.Side)
	if ready {
		l.take(otherRead, other)
	} else if len(otherRead) > 0 {
		l.decay(t, other, l.elementOf(other), l.ident("t", w.Scope))
	}
	scope := hiding{w.Scope, t}
	for _, st := range w.Code {
		if t.Side[st.Target.Name] == 0 {
			l.statement(st, scope, equations.Pathway)
		} else if len(ownRead) > 0 {
			l.traceStatement(t, st, scope)
		}
	}
	return l.template()
}

// take has the locals of traces of a side be what a pathway keeps of them.
func (l *lowerer) take(names []string, side equations.Side) {
	for _, name := range names {
		l.locals[name] = l.b.Load(l.array(nowOf(name), ir.Float64), l.elementOf(side))
	}
}

// Arrays returns the names of the arrays of synapses that traces stand for.
func (t *Traces) Arrays() []string {
	return append(slices.Clone(t.Names), equations.LastUpdate)
}

// ofSynapse returns what is in the arrays of a synapse: the values of the last event at either end.
func (l *lowerer) ofSynapse(t *Traces) map[string]ir.Value {
	var last ir.Value
	for k, side := range t.Sides() {
		event := l.b.Load(l.array(eventOf(side), ir.Float64), l.elementOf(side))
		if k == 0 {
			last = event
		} else {
			last = l.b.Op(ir.Max, last, event)
		}
	}
	for _, side := range t.Sides() {
		if len(t.Of(side)) > 0 {
			l.decay(t, side, l.elementOf(side), last)
		}
	}
	values := map[string]ir.Value{equations.LastUpdate: last}
	for _, name := range t.Names {
		values[name] = l.locals[name]
	}
	return values
}

// Read computes what an array of the synapses would have, into Output.
func (t *Traces) Read(name string) *Template {
	l := newLowerer("read", false)
	value := l.ofSynapse(t)[name]
	l.b.Store(l.array(Output, ir.Float64), l.element, value, ir.None)
	return l.template()
}

// Spread gives the arrays of the synapses what they would have.
func (t *Traces) Spread() *Template {
	l := newLowerer("spread", false)
	values := l.ofSynapse(t)
	for _, name := range t.Arrays() {
		l.b.Store(l.array(Ref{equations.Own, name}, ir.Float64), l.element, values[name], ir.None)
	}
	return l.template()
}

// Agree tells, as a boolean, into Output, whether the arrays of a synapse have what they would have, at no time to come.
func (t *Traces) Agree() *Template {
	l := newLowerer("agree", false)
	values := l.ofSynapse(t)
	agrees := l.b.Op(ir.Le, values[equations.LastUpdate], l.ident("t", t.scope))
	for _, name := range t.Arrays() {
		stored := l.b.Load(l.array(Ref{equations.Own, name}, ir.Float64), l.element)
		agrees = l.b.Op(ir.And, agrees, l.b.Op(ir.Eq, stored, values[name]))
	}
	l.b.Store(l.array(Output, ir.Bool8), l.element, agrees, ir.None)
	return l.template()
}
