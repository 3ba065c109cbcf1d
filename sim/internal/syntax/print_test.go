package syntax

import (
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestPrint(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"((a)+((b*c)))", "a + b*c"},
		{"a-(b-c)-(d)", "a - (b - c) - d"},
		{"a/(b*c)/d", "a/(b*c)/d"},
		{"a  //b%  c", "a//b%c"},
		{"(-x)**2 + -(x**2)", "(-x)**2 + -x**2"},
		{"2**(-x)**(y)", "2**(-x)**y"},
		{"2**(-(x**y))", "2**-x**y"},
		{"(2**3)**(3**2)", "(2**3)**3**2"},
		{"not(a==b)and(not c)", "not a == b and not c"},
		{"(not a) == (b < c)", "(not a) == (b < c)"},
		{"a and (b or c) or d", "a and (b or c) or d"},
		{"a and (b and c)", "a and (b and c)"},
		{"- - + a", "--+a"},
		{"f( (a) ,b+1, )", "f(a, b + 1)"},
		{"1.50e+3*True", "1.50e+3*True"},
	} {
		if got := mustParseExpr(t, c.text).String(); got != c.want {
			t.Errorf("%q prints as %q, wanted %q", c.text, got, c.want)
		}
	}
}

// trees generates expressions.
func trees() *rapid.Generator[Expr] {
	leaf := rapid.OneOf(
		rapid.Map(rapid.IntRange(0, 1000), func(n int) Expr {
			return &Number{Text: strconv.Itoa(n), Value: float64(n), Integer: true}
		}),
		rapid.Map(rapid.Float64Range(0, 1e300), func(x float64) Expr {
			return &Number{Text: strconv.FormatFloat(x, 'e', -1, 64), Value: x}
		}),
		rapid.Map(rapid.Bool(), func(b bool) Expr { return &Bool{Value: b} }),
		rapid.Map(rapid.StringMatching(`[A-Za-z_][A-Za-z0-9_]{0,3}x`), func(name string) Expr {
			return &Ident{Name: name}
		}),
	)
	return grown(leaf, 5)
}

func grown(leaf *rapid.Generator[Expr], height int) *rapid.Generator[Expr] {
	if height == 0 {
		return leaf
	}
	part := rapid.Deferred(func() *rapid.Generator[Expr] { return grown(leaf, height-1) })
	binary := rapid.Custom(func(t *rapid.T) Expr {
		op := BinaryOp(rapid.IntRange(int(Add), int(Or)).Draw(t, "op"))
		return &Binary{Op: op, X: part.Draw(t, "x"), Y: part.Draw(t, "y")}
	})
	unary := rapid.Custom(func(t *rapid.T) Expr {
		op := UnaryOp(rapid.IntRange(int(Negate), int(Not)).Draw(t, "op"))
		return &Unary{Op: op, X: part.Draw(t, "x")}
	})
	call := rapid.Custom(func(t *rapid.T) Expr {
		return &Call{Func: "f", Args: rapid.SliceOfN(part, 0, 3).Draw(t, "args")}
	})
	return rapid.OneOf(leaf, binary, binary, unary, call)
}

func TestPrintedTreesAreReadAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := trees().Draw(t, "tree")
		again, err := ParseExpr(&Source{Text: e.String()})
		if err != nil {
			t.Fatalf("%s: %v", shape(e), err)
		}
		if !Same(e, again) {
			t.Fatalf("%s prints as %q, which is %s", shape(e), e, shape(again))
		}
	})
}

// Without any of its parentheses a printed expression is another one, or none.
func TestPrintHasTheFewestParentheses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := trees().Draw(t, "tree")
		text := e.String()
		for open, close := range parentheses(text) {
			shorter := text[:open] + " " + text[open+1:close] + " " + text[close+1:]
			if again, err := ParseExpr(&Source{Text: shorter}); err == nil && Same(e, again) {
				t.Fatalf("%q could be %q", text, shorter)
			}
		}
	})
}

// parentheses returns where each parenthesis of text opens and closes.
func parentheses(text string) map[int]int {
	pairs := make(map[int]int)
	var opened []int
	for n, r := range text {
		switch r {
		case '(':
			opened = append(opened, n)
		case ')':
			last := len(opened) - 1
			pairs[opened[last]], opened = n, opened[:last]
		}
	}
	return pairs
}

// Spans say where an expression stands: what is there, read alone, is that expression.
func TestSpansHoldTheirExpressions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := trees().Draw(t, "tree").String()
		text = strings.ReplaceAll(text, " ", rapid.SampledFrom([]string{" ", "  ", "\n"}).Draw(t, "space"))
		e, err := ParseExpr(&Source{Text: text})
		if err != nil {
			t.Fatal(err)
		}
		Walk(e, func(part Expr) bool {
			at := part.Span()
			alone, err := ParseExpr(&Source{Text: text[at.From:at.To]})
			if err != nil || !Same(part, alone) {
				t.Fatalf("%s of %q is said to be at %q", shape(part), text, text[at.From:at.To])
			}
			return true
		})
	})
}
