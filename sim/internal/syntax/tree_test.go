package syntax

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestWalk(t *testing.T) {
	var seen []string
	Walk(mustParseExpr(t, "a + f(b, -c)*(not d)"), func(e Expr) bool {
		seen = append(seen, e.String())
		_, isCall := e.(*Call)
		return !isCall
	})
	const want = "a + f(b, -c)*(not d); a; f(b, -c)*(not d); f(b, -c); not d; d"
	if got := strings.Join(seen, "; "); got != want {
		t.Errorf("visited %s, wanted %s", got, want)
	}
}

func TestIdentifiers(t *testing.T) {
	var names []string
	for _, id := range Identifiers(mustParseExpr(t, "b*exp(-a/b) + True + 1 > not_refractory")) {
		names = append(names, id.Name)
	}
	if got := strings.Join(names, " "); got != "b a b not_refractory" {
		t.Errorf("names are %s", got)
	}
}

func TestSubstitute(t *testing.T) {
	before := mustParseExpr(t, "x*2 - f(-x, y) ** x")
	text := before.String()
	sum := mustParseExpr(t, "a + b")
	after := Substitute(before, func(id *Ident) Expr {
		if id.Name == "x" {
			return sum
		}
		return nil
	})
	const want = "(a + b)*2 - f(-(a + b), y)**(a + b)"
	if after.String() != want || before.String() != text {
		t.Errorf("%s became %s, wanted %s", before, after, want)
	}
}

func TestSubstituteNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := trees().Draw(t, "tree")
		if same := Substitute(e, func(*Ident) Expr { return nil }); !Same(e, same) {
			t.Fatalf("%s became %s", e, same)
		}
	})
}

func TestSame(t *testing.T) {
	list := []string{
		"1", "1.0", "2", "True", "False", "a", "b", "-a", "+a", "not a", "-b", "a + b", "a - b", "b + a", "a + a",
		"f()", "g()", "f(a)", "f(b)", "f(a, b)",
	}
	for m, x := range list {
		for n, y := range list {
			if got := Same(mustParseExpr(t, x), mustParseExpr(t, " ("+y+")")); got != (m == n) {
				t.Errorf("Same(%s, %s) = %t", x, y, got)
			}
		}
	}
	if !Same(mustParseExpr(t, "1.0"), mustParseExpr(t, "1.")) {
		t.Error("1.0 and 1. differ")
	}
}
