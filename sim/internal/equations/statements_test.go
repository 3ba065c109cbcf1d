package equations

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"golgi/sim/internal/syntax"
)

func statements(t testing.TB, text string, scope Scope) syntax.Faults {
	t.Helper()
	src := &syntax.Source{Name: "test", Text: text}
	list, err := syntax.ParseStatements(src)
	if err != nil {
		t.Fatal(err)
	}
	return CheckStatements(list, src, scope)
}

func TestStatements(t *testing.T) {
	scope := world(t)
	scope[0].(Symbols)["c"] = Symbol{Name: "c", Kind: Stored, Info: Info{Type: Float}, ReadOnly: "it is flagged (constant)"}
	for _, c := range []struct{ text, want string }{
		{"v = El", ""}, {"v += 2*mV; x -= 1; n += 1; b = v > El", ""}, {"x *= 2\nx /= 3\nn //= 2\nn %= 2\nx **= 0.5\nn **= 2", ""},
		{"v *= x", ""}, {"b = not b", ""}, {"n = int(x)", ""}, {"x += b", ""}, {"x = rand()", ""}, {"g = El", ""},

		// Temporary variables keep their unit and may change their type.
		{"d = v - El\nv = El + d/2", ""}, {"q = 1\nq += 0.5\nx = q", ""}, {"q = 1\nq = q/2\nx = q", ""}, {"on_ = v > El\nb = on_ and b", ""},
		{"d = v - El\nd = 3\nv = d", `
sim: test, line 2: d has unit V, but the expression has none
  | d = 3
  |     ^ write 3*mV`},
		{"d += 1", `
sim: test: unknown variable "d"
  | d += 1
  | ^ it is no variable here`},
		{"V = El", `
sim: test: "V" is no variable, and a temporary one is never used
  | V = El
  | ^ did you mean "v"?`},
		{"V1 = El\nx = v/V1", ""},
		{"vv = El\nv = vw", `
sim: test, line 1: "vv" is no variable, and a temporary one is never used
  | vv = El
  | ^~ did you mean "v"?
sim: test, line 2: unknown name "vw"
  | v = vw
  |     ^~ did you mean "v" or "vr"?`},
		{"x_pre = 1\nx = x_post\nx_post = 2\nv = x_post*mV", `
sim: test, line 1: unknown variable "x_pre"
  | x_pre = 1
  | ^~~~~ it is no variable here
sim: test, line 2: unknown name "x_post"
  | x = x_post
  |     ^~~~~~ it is no variable here, no constant of the namespace and no unit`},
		{"d = foo\nv = d + 3", `
sim: test, line 1: unknown name "foo"
  | d = foo
  |     ^~~ it is no variable here, no constant of the namespace and no unit`},

		// What cannot be written.
		{"c = 1\nEl = 3*mV\nvr = El\ni = 3\nt = 0*ms\ndt += 1*ms\nmV = 3\npi = 3\ns = 2\ns += 1\non = True", `
sim: test, line 1: "c" cannot be assigned to
  | c = 1
  | ^ it is flagged (constant)
sim: test, line 2: "El" cannot be assigned to
  | El = 3*mV
  | ^~ it is a constant of the namespace
sim: test, line 3: "vr" cannot be assigned to
  | vr = El
  | ^~ it is a subexpression
sim: test, line 4: "i" cannot be assigned to
  | i = 3
  | ^ it is an index
sim: test, line 5: "t" cannot be assigned to
  | t = 0*ms
  | ^ it is the time
sim: test, line 6: "dt" cannot be assigned to
  | dt += 1*ms
  | ^~ it is the step size
sim: test, line 7: "mV" cannot be assigned to
  | mV = 3
  | ^~ it is a unit
sim: test, line 8: "pi" cannot be assigned to
  | pi = 3
  | ^~ it is a constant
sim: test, line 9: "s" is shared and cannot be assigned to here
  | s = 2
  | ^ it is one value for all, and these statements run for some elements only
sim: test, line 10: "s" is shared and cannot be assigned to here
  | s += 1
  | ^ it is one value for all, and these statements run for some elements only
sim: test, line 11: "on" cannot be assigned to
  | on = True
  | ^~ it is a constant`},
		{"rand = 1\nxi = 2\n_x = 3\nx = rand + xi + _x", `
sim: test, line 1: a variable cannot be named "rand"
  | rand = 1
  | ^~~~ it is a function
sim: test, line 2: a variable cannot be named "xi"
  | xi = 2
  | ^~ it is noise
sim: test, line 3: a variable cannot be named "_x"
  | _x = 3
  | ^~ names with a leading underscore are reserved`},

		// Units and types.
		{"n = 0.5\nn = x\nn = b\nn += 1\nn += b\nx = b\nb = 1\nb = x\nb = b + 1\nn = v/El", ""},
		{"v = 5\nv += 1\nv *= mV\nx = v\nn = v\nn += 0.5\nn /= 2\nb = v\nb += 1", `
sim: test, line 1: v has unit V, but the expression has none
  | v = 5
  |     ^ write 5*mV
sim: test, line 2: cannot add V to a number without unit
  | v += 1
  |      ^ 1 has no unit; write 1*mV
sim: test, line 3: v has unit V, but the expression has V^2
  | v *= mV
  |      ^~
sim: test, line 4: x has no unit, but the expression has V
  | x = v
  |     ^ v/El would have no unit
sim: test, line 5: n has no unit, but the expression has V
  | n = v
  |     ^ v/El would have no unit
sim: test, line 6: n is an integer, but n + 0.5 is a float
  | n += 0.5
  |      ^~~ write n = int(n + 0.5)
sim: test, line 7: n is an integer, but n/2 is a float
  | n /= 2
  |      ^ write n = int(n/2)
sim: test, line 8: b has no unit, but the expression has V
  | b = v
  |     ^ v/El would have no unit
sim: test, line 9: b is a boolean, but b + 1 is an integer
  | b += 1
  |      ^ write a condition`},
	} {
		expectText(t, c.text, statements(t, c.text, scope), c.want)
	}
}

// A single value that is too large is one fault.
func TestLargestStatement(t *testing.T) {
	list := statements(t, "x = -x"+strings.Repeat(" + -x", 9999), world(t))
	if len(list) > 0 {
		t.Errorf("20000 operations are refused: %.200v", list)
	}
	list = statements(t, "n = 1; x = - -x"+strings.Repeat(" + -x", 9999)+"\nfoo += 1", world(t))
	if len(list) != 1 || list[0].Message != "with its subexpressions written out, this has more than 20000 operations" {
		t.Errorf("20001 operations: %.500v", list)
	}
}

// However much stands in a text, it is answered soon.
func TestBoundsOfStatements(t *testing.T) {
	scope := world(t)
	m, list := model(t, chain(12))
	if len(list) > 0 {
		t.Fatal(list)
	}
	for _, v := range m.Variables {
		scope[0].(Symbols)[v.Name] = Symbol{Name: v.Name, Kind: Formula, Info: v.Info, Expr: v.Expr, Scope: scope}
	}
	const tooLarge = "sim: test, line %d: with its subexpressions written out, this has more than 20000 operations\n  | %s\n  | %s"
	for _, c := range []struct{ name, line, caret string }{
		{"statements that use much", "x = x11", "    ^~~ every use of a subexpression counts"},
		{"statements", "x = x", "    ^ every use of a subexpression counts"},
		{"temporary variables", "q%d = x", ""},
	} {
		var b strings.Builder
		for k := range 80_000 {
			fmt.Fprintln(&b, strings.ReplaceAll(c.line, "%d", fmt.Sprint(k)))
		}
		start := time.Now()
		list := statements(t, b.String(), scope)
		if took := time.Since(start); took > 30*time.Second {
			t.Errorf("%s took %v", c.name, took)
		}
		if len(list) == 0 {
			t.Fatalf("%s: no fault", c.name)
		}
		if c.caret != "" {
			line := map[string]int{"x = x11": 4, "x = x": 20001}[c.line]
			expectText(t, c.name, list, fmt.Sprintf(tooLarge, line, c.line, c.caret))
		}
	}
}
