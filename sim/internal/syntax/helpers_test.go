package syntax

import (
	"strings"
	"testing"
)

// source is a text of a neuron group.
func source(what, text string) *Source {
	return &Source{Name: `neuron group "n": ` + what, Text: text}
}

func mustParseExpr(t *testing.T, text string) Expr {
	t.Helper()
	e, err := ParseExpr(source("threshold", text))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// shape prints a tree with all its parentheses, operators first.
func shape(e Expr) string {
	switch e := e.(type) {
	case *Unary:
		return "(" + e.Op.String() + " " + shape(e.X) + ")"
	case *Binary:
		return "(" + e.Op.String() + " " + shape(e.X) + " " + shape(e.Y) + ")"
	case *Call:
		parts := []string{e.Func + "()"}
		for _, arg := range e.Args {
			parts = append(parts, shape(arg))
		}
		return "(" + strings.Join(parts, " ") + ")"
	}
	return e.String()
}

// checkFault compares the whole text of an error.
func checkFault(t *testing.T, err error, want string) {
	t.Helper()
	if err == nil {
		t.Fatalf("accepted; wanted\n%s", want)
	}
	if err.Error() != want {
		t.Errorf("error is\n%s\nwanted\n%s", err, want)
	}
}
