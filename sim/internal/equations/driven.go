package equations

import (
	"fmt"

	"golgi/sim/internal/syntax"
)

// Flags of differential equations of synapses: they are integrated when a spike arrives, or at every step.
const eventDriven, clockDriven = "event-driven", "clock-driven"

// EventDriven reports whether a variable follows a differential equation that is integrated when a spike arrives.
func (v *Variable) EventDriven() bool { return v.Has(eventDriven) }

// ClockDriven reports whether a variable follows a differential equation that is integrated at every step.
func (v *Variable) ClockDriven() bool { return v.Kind == syntax.Differential && !v.EventDriven() }

// Undecided returns the names of the variables whose equations say neither.
func (m *Model) Undecided() []string {
	var names []string
	for _, v := range m.ClockDriven() {
		if !v.Has(clockDriven) {
			names = append(names, v.Name)
		}
	}
	return names
}

// CheckDriven finds what is integrated or summed at every step and depends on what has a value only when a spike arrives, and the other way
// round.
//
// Source: Brian 2, Synapses.verify_dependencies.
func (m *Model) CheckDriven(scope Scope) syntax.Faults {
	var faults syntax.Faults
	for _, v := range m.Variables {
		if v.Kind != syntax.Differential && !v.Summed() || m.broken[v.Name] {
			continue
		}
		wrong := (*Variable).EventDriven
		if v.EventDriven() {
			wrong = (*Variable).ClockDriven
		}
		if other := m.uses(v.Expr, scope, wrong); other != nil {
			faults = append(faults, syntax.Faultf(m.Source, v.Expr.Span(), "the %s %q cannot depend on the %s %q",
				v.driven(), v.Name, other.driven(), other.Name).WithNote(fmt.Sprintf("flag %s (clock-driven)", either(v, other).Name)))
		}
	}
	return faults
}

// either returns the one of two variables that is event-driven.
func either(v, w *Variable) *Variable {
	if v.EventDriven() {
		return v
	}
	return w
}

// driven is the flag that a variable has, or that stands for none.
func (v *Variable) driven() string {
	switch {
	case v.EventDriven():
		return eventDriven
	case v.Summed():
		return summed
	}
	return clockDriven
}

// uses returns the first variable of the model of some kind that an expression uses, also through subexpressions.
func (m *Model) uses(e syntax.Expr, scope Scope, kind func(*Variable) bool) (used *Variable) {
	Mentions(e, scope, func(_ string, sym Symbol) bool {
		if v := m.byName[sym.Name]; v != nil && sym.Kind == Stored && sym.Side == Own && kind(v) {
			used = v
		}
		return used != nil
	})
	return used
}
