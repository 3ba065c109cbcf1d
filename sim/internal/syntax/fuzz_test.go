package syntax

import (
	"slices"
	"testing"
)

// checkFaults requires that faults are ordered, lie in their text and can be printed.
func checkFaults(t *testing.T, err error, text string) {
	faults := err.(Faults)
	for _, f := range faults {
		if f.At.From < 0 || f.At.From > f.At.To || f.At.To > len(text) || f.Message == "" || f.Error() == "" {
			t.Fatalf("%q: fault %+v", text, f)
		}
	}
	if !slices.Equal(faults, faults.sorted()) {
		t.Fatalf("%q: faults are not in order: %v", text, faults)
	}
}

func FuzzParseExpr(f *testing.F) {
	for _, text := range []string{
		"a + b*-c**2 % 3 // f(x, 1.5e-3,)", "not a < b and (c or True)", "a < b < c", "((", "τ", "1_0 + 0x_1F*0b11", "0o8", "1__0j", "'x",
		"x if y", "'x\ny", "\\\n#", "-\xff", "a.b[c]{d}",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		e, err := ParseExpr(&Source{Text: text})
		if err != nil {
			checkFaults(t, err, text)
			return
		}
		again, err := ParseExpr(&Source{Text: e.String()})
		if err != nil || !Same(e, again) {
			t.Fatalf("%q prints as %q: %v", text, e, err)
		}
	})
}

func FuzzParseStatements(f *testing.F) {
	for _, text := range []string{
		"v = vr; w += (b +\n c) # d\nx **= 2", "if x: y = 1", "v++", "a = (b\nc = d", "a, b = 1",
		";;\n\\\n", "f(", "a = b = c",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		list, err := ParseStatements(&Source{Text: text})
		if err != nil {
			checkFaults(t, err, text)
			return
		}
		again, err := ParseStatements(&Source{Text: printed(list)})
		if err != nil || !slices.EqualFunc(list, again, sameAssign) {
			t.Fatalf("%q prints as %q: %v", text, printed(list), err)
		}
	})
}

func sameAssign(a, b *Assign) bool {
	return a.Target.Name == b.Target.Name && a.Op == b.Op && Same(a.Value, b.Value)
}

func FuzzParseEquations(f *testing.F) {
	for _, text := range []string{
		"dv/dt = (E - v +\n I)/tau : volt (unless refractory) # x\nI = 2*nA : amp\nn : integer (constant, shared)",
		"k : amp/(meter**2)\n (point current)", "dv/dx = 1 : 1", "k : (constant)", "k = 1\nj = 2", "x : (",
		"x : 1 (a-b,,", "d/dt", "x = (\ny : 1", "x : a ( b )( c )",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		list, err := ParseEquations(&Source{Text: text})
		if err != nil {
			checkFaults(t, err, text)
			return
		}
		again, err := ParseEquations(&Source{Text: printed(list)})
		if err != nil || !slices.EqualFunc(list, again, sameEquation) {
			t.Fatalf("%q prints as %q: %v", text, printed(list), err)
		}
	})
}

func sameEquation(a, b *Equation) bool {
	sameText := func(a, b Text) bool { return a.Text == b.Text }
	sameExpr := a.Expr == nil && b.Expr == nil || Same(a.Expr, b.Expr)
	return a.Kind == b.Kind && a.Name.Name == b.Name.Name && sameExpr && a.Unit.Text == b.Unit.Text &&
		slices.EqualFunc(a.Flags, b.Flags, sameText)
}

// Whatever calls functions of users is written out to a text without them that means itself, or is refused.
func FuzzInline(f *testing.F) {
	for _, text := range []string{"twice(x)", "mix(twice(a), b, twice(twice(c)))", "twice(rand())", "mix(a, b)", "-twice(a + b)**2", "twice", "f(twice(x), 1)"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		e, err := ParseExpr(&Source{Text: text, Functions: someFunctions()})
		if err != nil {
			checkFaults(t, err, text)
			return
		}
		again, err := ParseExpr(&Source{Text: e.String()})
		if err != nil || !Same(e, again) {
			t.Fatalf("%q is written out as %q: %v", text, e, err)
		}
		if slices.ContainsFunc(Calls(e), func(name string) bool { return name == "twice" || name == "mix" }) {
			t.Fatalf("%q is written out as %q", text, e)
		}
	})
}

// someFunctions are twice(x) and mix(a, b, c), whose parameters texts may use as names.
func someFunctions() *Functions {
	fs := &Functions{ByName: map[string]*Function{}, Draws: func(e Expr) bool { return slices.Contains(Calls(e), "rand") }}
	for _, f := range []struct {
		name, body string
		params     []string
	}{{"twice", "x + x", []string{"x"}}, {"mix", "(a - b)*c + sqrt(b, 1.0, -2)", []string{"a", "b", "c"}}} {
		body, err := ParseExpr(&Source{Text: f.body})
		if err != nil {
			panic(err)
		}
		fs.ByName[f.name] = &Function{Name: f.name, Params: f.params, Body: body}
	}
	return fs
}
