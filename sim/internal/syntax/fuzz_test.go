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
		"a + b*-c**2 % 3 // f(x, 1.5e-3,)", "not a < b and (c or True)", "a < b < c", "((", "τ", "1_0", "'x",
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
