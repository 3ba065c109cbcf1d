package integrate

import (
	"strings"
	"testing"

	"golgi/sim/internal/equations"
	"golgi/sim/internal/syntax"
	"golgi/units"
)

// system reads equations. Constants are written behind "where", as in "dv/dt = -v/tau : 1 where tau = 10 ms".
func system(t testing.TB, text string) *System {
	t.Helper()
	sys, faults := read(text)
	if faults != nil {
		t.Fatal(faults)
	}
	return sys
}

// read is system for equations that may have faults.
func read(text string) (*System, error) {
	text, constants, _ := strings.Cut(text, " where ")
	src := &syntax.Source{Name: "test", Text: text}
	block, err := syntax.ParseEquations(src)
	if err != nil {
		return nil, err
	}
	m, list := equations.NewModel(src, block, equations.Neurons)
	own := equations.Symbols{
		"t":              {Name: "t", Kind: equations.Stored, Info: equations.Info{Type: equations.Float, Dim: units.Second.Dim}, Side: equations.Clock},
		"i":              {Name: "i", Kind: equations.Element, Info: equations.Info{Type: equations.Integer}},
		"N":              {Name: "N", Kind: equations.Bound, Info: equations.Info{Type: equations.Integer}},
		"t_in_timesteps": {Name: "t_in_timesteps", Kind: equations.Stored, Info: equations.Info{Type: equations.Integer}, Side: equations.Clock},
		"dt":             {Name: "dt", Kind: equations.Bound, Info: equations.Info{Type: equations.Float, Dim: units.Second.Dim}},
	}
	scope := equations.Layers{own, equations.Units{}}
	for _, v := range m.Variables {
		sym := equations.Symbol{Name: v.Name, Kind: equations.Stored, Info: v.Info, Side: equations.Own}
		if v.Kind == syntax.Subexpression {
			sym.Kind, sym.Expr, sym.Scope = equations.Formula, v.Expr, scope
		}
		own[v.Name] = sym
	}
	for _, c := range strings.Split(constants, ",") {
		if name, value, ok := strings.Cut(c, "="); ok {
			q := units.MustParse(strings.TrimSpace(value))
			own[strings.TrimSpace(name)] = equations.Symbol{Kind: equations.Number, Value: q.SI(),
				Info: equations.Info{Type: equations.Float, Dim: q.Dimension()}}
		}
	}
	if list = append(list, m.Check(scope)...); len(list) > 0 {
		return nil, list
	}
	return NewSystem(m, m.ClockDriven(), scope), nil
}

func choose(t testing.TB, sys *System, method string) *Update {
	t.Helper()
	u, faults := Choose(sys, Method{Text: method})
	if faults != nil {
		t.Fatal(faults)
	}
	return u
}

// text prints an update: the rule of each variable, and the one for a refractory neuron where there is another.
func text(u *Update) string {
	var b strings.Builder
	for _, st := range u.Steps {
		if st.Scope == nil {
			b.WriteString(st.Name + " = " + st.Expr.String() + "\n")
		}
	}
	for _, v := range u.Values {
		b.WriteString(v.Variable.Name + " <- " + v.Expr.String() + "\n")
		if v.Refractory != nil {
			b.WriteString("    refractory: " + v.Refractory.String() + "\n")
		}
	}
	return b.String()
}

// state gives values to variables and parameters.
type state map[string]float64

// step returns the state after one time step of dt seconds.
func step(t testing.TB, sys *System, u *Update, before state, dt float64, refractory bool) state {
	t.Helper()
	known := equations.Symbols{stepName: {Kind: equations.Number, Value: dt}, "dt": {Kind: equations.Number, Value: dt}}
	for name, value := range before {
		known[name] = equations.Symbol{Kind: equations.Number, Value: value}
	}
	for _, c := range u.Constants {
		known[c.Name] = equations.Symbol{Kind: equations.Number, Value: c.Value(dt)}
	}
	scope := valued{u.Scope(sys), known}
	for _, st := range u.Steps {
		value, ok := 0.0, true
		if _, given := known[st.Name]; given { // the noise of the step
			continue
		}
		if !refractory || !st.Rests {
			value, ok = equations.Eval(st.Expr, valued{st.scopeOr(scope), known})
		}
		if !ok {
			t.Fatalf("%s cannot be computed", st.Expr)
		}
		known[st.Name] = equations.Symbol{Kind: equations.Number, Value: value}
	}
	after := make(state)
	for name, value := range before {
		after[name] = value
	}
	for _, v := range u.Values {
		e := v.Expr
		switch {
		case refractory && v.Variable.Has("unless refractory"):
			continue
		case refractory && v.Refractory != nil:
			e = v.Refractory
		}
		value, ok := equations.Eval(e, scope)
		if !ok {
			t.Fatalf("%s cannot be computed", e)
		}
		after[v.Variable.Name] = value
	}
	return after
}

// valued is a scope in which names have values where they are no formulas.
type valued struct {
	equations.Scope
	known equations.Symbols
}

func (s valued) Lookup(name string) (equations.Symbol, bool) {
	sym, ok := s.Scope.Lookup(name)
	if sym.Kind == equations.Formula {
		sym.Scope = valued{sym.Scope, s.known}
		return sym, ok
	}
	if known, ok := s.known[name]; ok {
		return known, true
	}
	return sym, ok
}
