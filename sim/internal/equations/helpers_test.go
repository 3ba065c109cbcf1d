package equations

import (
	"strings"
	"testing"

	"golgi/sim/internal/syntax"
	"golgi/units"
)

// dim is the dimension of a unit, as in "volt/second".
func dim(t testing.TB, unit string) units.Dimension {
	t.Helper()
	u, err := units.ParseUnit(unit)
	if err != nil {
		t.Fatal(err)
	}
	return u.Dim
}

func parse(t testing.TB, text string) (syntax.Expr, *syntax.Source) {
	t.Helper()
	src := &syntax.Source{Name: "test", Text: text}
	e, err := syntax.ParseExpr(src)
	if err != nil {
		t.Fatal(err)
	}
	return e, src
}

// quantity is a constant of the namespace.
func quantity(name, value string) Symbol {
	q := units.MustParse(value)
	return Symbol{Name: name, Kind: Number, Info: Info{Float, q.Dimension()}, Value: q.SI(), ReadOnly: "it is a constant of the namespace"}
}

// world is a scope with something of every kind:
//
//	V  v, u   A  I   1  x   integer  n   boolean  b   shared  s   guarded  g (V)   element number  i
//	constants  El = -70 mV, R = 100 Mohm, tau = 10 ms, k = 2, three = 3 (integer), on (boolean), zero = 0
//	formulas  vr = v - El, twice = 2*three, half = 1/2, hot = v > El
func world(t testing.TB) Layers {
	stored := func(name string, typ Type, unit string) Symbol {
		return Symbol{Name: name, Kind: Stored, Info: Info{typ, dim(t, unit)}, Side: Own}
	}
	s := Symbols{
		"v": stored("v", Float, "volt"), "u": stored("u", Float, "volt"), "I": stored("I", Float, "amp"),
		"x": stored("x", Float, "1"), "n": stored("n", Integer, "1"), "b": stored("b", Boolean, "1"),
		"s": stored("s", Float, "1"), "g": stored("g", Float, "volt"),
		"t":  {Name: "t", Kind: Stored, Info: Info{Float, dim(t, "second")}, Side: Clock, ReadOnly: "it is the time"},
		"dt": {Name: "dt", Kind: Bound, Info: Info{Float, dim(t, "second")}, ReadOnly: "it is the step size"},
		"i":  {Name: "i", Kind: Element, Info: Info{Type: Integer}, Side: Own, ReadOnly: "it is an index"},
		"El": quantity("El", "-70 mV"), "R": quantity("R", "100 Mohm"), "tau": quantity("tau", "10 ms"),
		"k": quantity("k", "2"), "zero": quantity("zero", "0"),
		"three": {Name: "three", Kind: Number, Info: Info{Type: Integer}, Value: 3},
		"on":    {Name: "on", Kind: Number, Info: Info{Type: Boolean}, Value: 1},
	}
	shared := s["s"]
	shared.Shared = true
	s["s"] = shared
	scope := Layers{s, Units{}}
	for name, f := range map[string]struct {
		typ        Type
		unit, text string
	}{"vr": {Float, "volt", "v - El"}, "twice": {Integer, "1", "2*three"}, "half": {Float, "1", "1/2"}, "hot": {Boolean, "1", "v > El"}} {
		e, _ := parse(t, f.text)
		s[name] = Symbol{Name: name, Kind: Formula, Info: Info{f.typ, dim(t, f.unit)}, Side: Own, Expr: e, Scope: scope}
	}
	return scope
}

// model reads a block of neurons' equations and checks it in the scope of its own variables and extra.
func model(t testing.TB, text string, extra ...Scope) (*Model, syntax.Faults) {
	t.Helper()
	return modelOf(t, Neurons, text, extra...)
}

func modelOf(t testing.TB, owner Owner, text string, extra ...Scope) (*Model, syntax.Faults) {
	t.Helper()
	src := &syntax.Source{Name: "test", Text: text}
	block, err := syntax.ParseEquations(src)
	if err != nil {
		t.Fatal(err)
	}
	m, list := NewModel(src, block, owner)
	own := Symbols{"tau": quantity("tau", "10 ms"), "El": quantity("El", "-70 mV"),
		"t": {Name: "t", Kind: Stored, Info: Info{Float, dim(t, "second")}, Side: Clock},
		"i": {Name: "i", Kind: Element, Info: Info{Type: Integer}, Side: Own}}
	scope := append(Layers{own, Units{}}, extra...)
	for _, v := range m.Variables {
		sym := Symbol{Name: v.Name, Kind: Stored, Info: v.Info, Side: Own, Shared: v.Has("shared")}
		if v.Kind == syntax.Subexpression {
			sym.Kind, sym.Expr, sym.Scope = Formula, v.Expr, scope
		}
		own[v.Name] = sym
	}
	return m, append(list, m.Check(scope)...)
}

// expectText compares the text of faults with what is wanted; empty means none.
func expectText(t *testing.T, what string, got syntax.Faults, want string) {
	t.Helper()
	text := ""
	if len(got) > 0 {
		text = got.Error()
	}
	if want = strings.TrimSpace(want); text != want {
		t.Errorf("%s:\n got\n%s\nwant\n%s", what, text, want)
	}
}
