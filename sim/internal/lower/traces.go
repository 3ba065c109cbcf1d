package lower

import (
	"fmt"
	"maps"
	"slices"

	"golgi/sim/internal/equations"
	"golgi/sim/internal/integrate"
	"golgi/sim/internal/syntax"
)

// Here is a lowering rule: trace hoisting. A trace is an event-driven variable of synapses that is the same for all synapses of a neuron, such as
//
//	dapre/dt = -apre/tau : 1 (event-driven)
//
// where only the spikes of presynaptic neurons write it, apre += 1. It becomes one value for each neuron, which is computed once for a spike and not
// for each synapse, and is read as it is by now:
//
//	apre(t) = value·exp(-(t - since)/tau)
//
// with the value that the last event of the neuron gave it, at the time since. Reading changes nothing, so that the bits of a trace do not hang on who reads it.
//
// It is legal for variables of one side, pre or post, where
//
//   - a variable is event-driven, and its value after a time follows from that time, constants and traces of its side, in closed form,
//   - pathways of that side alone write it, or what drives it, by statements that are made of constants, t, and traces of its side,
//   - all other event-driven variables are traces, too: they share lastupdate, which can be written from outside,
//   - no text of pathways or of event-driven equations reads or writes lastupdate;
//
// and, what package bind looks after, where all synapses of a neuron receive its spikes together, their values and times are those of one value for each neuron
// when a run begins, and nothing else in the time loop writes them. What else reads them, reads values of synapses as of their last event, as always.
//
// Where steps between events add up to the same time, the plain form multiplies by one exponential for each, and this one by one for all. So traces, and
// what they are added to, differ from those of the plain form by some units in the last place.

// PathwayCode is what is known of a pathway.
type PathwayCode struct {
	Side  equations.Side
	Code  []*syntax.Assign
	Scope equations.Scope
}

// Traces are the event-driven variables of synapses, where each can be one value for each neuron; else there are no Names.
type Traces struct {
	Names []string                  // in the order of the model
	Side  map[string]equations.Side // of each
	Why   map[string]string         // of each event-driven variable, where there are none

	update *integrate.Update
	paths  []PathwayCode
	scope  equations.Scope
}

// FindTraces returns the traces among the variables that an update is about; scope is that of the synapses.
func FindTraces(u *integrate.Update, paths []PathwayCode, scope equations.Scope) *Traces {
	t := &Traces{Side: map[string]equations.Side{}, Why: map[string]string{}, update: u, paths: paths, scope: scope}
	for _, v := range u.Values {
		t.begin(v.Variable.Name)
	}
	for t.followOne() {
	}
	if t.readsLastUpdate() {
		for name := range t.Side {
			t.refuse(name, equations.LastUpdate+" is read or written, too")
		}
	}
	for t.refuseOne() {
	}
	for _, v := range u.Values {
		if t.Side[v.Variable.Name] != 0 {
			t.Names = append(t.Names, v.Variable.Name)
		}
	}
	if len(t.Names) < len(u.Values) {
		for _, name := range t.Names {
			t.refuse(name, "another event-driven variable is no trace, and has "+equations.LastUpdate+" of each synapse")
		}
		t.Names = nil
	}
	return t
}

// begin takes a variable for a trace of the side on which it is written.
func (t *Traces) begin(name string) {
	sides := map[equations.Side]bool{}
	for _, w := range t.paths {
		if slices.ContainsFunc(w.Code, func(st *syntax.Assign) bool { return st.Target.Name == name }) {
			sides[w.Side] = true
		}
	}
	switch len(sides) {
	case 0:
		t.refuse(name, unwritten)
	case 1:
		t.Side[name] = slices.Collect(maps.Keys(sides))[0]
	default:
		t.refuse(name, "spikes of both sides write it")
	}
}

// followOne takes a variable that no pathway writes for a trace of the side of those that drive it, and reports whether there was one.
func (t *Traces) followOne() bool {
	for _, v := range t.update.Values {
		name := v.Variable.Name
		if used := t.usedBy(v); used != "" && t.Why[name] == unwritten {
			t.Side[name] = t.Side[used]
			delete(t.Why, name)
			return true
		}
	}
	return false
}

// unwritten says why a variable is no trace.
const unwritten = "no pathway writes it"

func (t *Traces) refuse(name, why string) {
	delete(t.Side, name)
	t.Why[name] = why
}

// refuseOne refuses a variable that is no trace, as far as is known by now, and reports whether there was one.
func (t *Traces) refuseOne() bool {
	for _, v := range t.update.Values {
		name := v.Variable.Name
		side := t.Side[name]
		if side == 0 {
			if used := t.usedBy(v); used != "" {
				t.refuse(used, fmt.Sprintf("%s depends on it, which is no trace", name))
				return true
			}
			continue
		}
		if !only(v.Expr, t.scope, t.decays(side)) {
			t.refuse(name, "its equation has more than constants and traces of its side")
			return true
		}
		if st := t.writtenOtherwise(name, side); st != nil {
			t.refuse(name, fmt.Sprintf("\"%s\" has more than constants and traces of its side", st))
			return true
		}
	}
	return false
}

// usedBy returns a trace on which the value of a variable hangs that is none; empty: there is none.
func (t *Traces) usedBy(v integrate.Value) (used string) {
	equations.Mentions(v.Expr, t.scope, func(_ string, sym equations.Symbol) bool {
		if ofSynapses(sym) && t.Side[sym.Name] != 0 {
			used = sym.Name
		}
		return used != ""
	})
	return used
}

// ofSynapses reports whether a symbol is a variable of the synapses themselves.
func ofSynapses(sym equations.Symbol) bool {
	return sym.Kind == equations.Stored && sym.Side == equations.Own
}

// decays says what the value of a trace of a side after some time may hang on.
func (t *Traces) decays(side equations.Side) func(name string, sym equations.Symbol) bool {
	return func(name string, sym equations.Symbol) bool {
		return name == integrate.StepName && sym.Kind == 0 || sym.Kind == equations.Number || ofSynapses(sym) && t.Side[sym.Name] == side
	}
}

// writtenOtherwise returns a statement of the side that gives a variable what is not the same for all synapses of a neuron.
func (t *Traces) writtenOtherwise(name string, side equations.Side) *syntax.Assign {
	for _, w := range t.paths {
		if w.Side != side {
			continue
		}
		temporary := map[string]bool{}
		for _, st := range w.Code {
			clean := t.clean(st.Value, w, temporary)
			if _, known := w.Scope.Lookup(st.Target.Name); !known {
				temporary[st.Target.Name] = clean && (st.Op == syntax.Set || temporary[st.Target.Name])
			}
			if st.Target.Name == name && !clean {
				return st
			}
		}
	}
	return nil
}

// clean reports whether the value of an expression in a pathway is the same for all synapses of a neuron, with temporary variables that are.
func (t *Traces) clean(e syntax.Expr, w PathwayCode, temporary map[string]bool) bool {
	return only(e, w.Scope, func(name string, sym equations.Symbol) bool {
		switch {
		case sym.Kind == 0:
			return temporary[name]
		case sym.Kind == equations.Number:
			return true
		case sym.Side == equations.Clock:
			return true
		}
		return ofSynapses(sym) && t.Side[sym.Name] == w.Side
	})
}

// readsLastUpdate reports whether a text of a pathway or of an event-driven equation reads or writes lastupdate.
func (t *Traces) readsLastUpdate() bool {
	is := func(_ string, sym equations.Symbol) bool { return ofSynapses(sym) && sym.Name == equations.LastUpdate }
	for _, v := range t.update.Values {
		if equations.Mentions(v.Expr, t.scope, is) {
			return true
		}
	}
	for _, w := range t.paths {
		for _, st := range w.Code {
			if st.Target.Name == equations.LastUpdate || equations.Mentions(st.Value, w.Scope, is) {
				return true
			}
		}
	}
	return false
}

// repeatable are the functions besides those of functionOps that give the same of the same.
var repeatable = []string{"abs", "sign", "int", "clip"}

// only reports whether an expression has nothing but names that may be there, also through subexpressions, and functions that give
// the same of the same.
func only(e syntax.Expr, scope equations.Scope, may func(name string, sym equations.Symbol) bool) bool {
	all := true
	syntax.Walk(e, func(e syntax.Expr) bool {
		switch e := e.(type) {
		case *syntax.Ident:
			sym, _ := scope.Lookup(e.Name)
			if sym.Kind == equations.Formula {
				all = all && only(sym.Expr, sym.Scope, may)
			} else {
				all = all && may(e.Name, sym)
			}
		case *syntax.Call:
			_, function := functionOps[e.Func]
			all = all && (function || slices.Contains(repeatable, e.Func))
		}
		return all
	})
	return all
}

// hiding is a scope that does not know traces: these are locals of a kernel.
type hiding struct {
	equations.Scope
	traces *Traces
}

// Lookup returns the symbol of a name that is no trace.
func (h hiding) Lookup(name string) (equations.Symbol, bool) {
	sym, known := h.Scope.Lookup(name)
	switch {
	case ofSynapses(sym) && h.traces.Side[sym.Name] != 0:
		return equations.Symbol{}, false
	case sym.Kind == equations.Formula:
		sym.Scope = hiding{sym.Scope, h.traces}
	}
	return sym, known
}
