package equations

import (
	"testing"

	"golgi/sim/internal/syntax"
)

// What is shared is written first, and from what is the same for all elements; refused is what Brian 2.5.1 refuses.
func TestStatementsForAll(t *testing.T) {
	scope := world(t)
	names := scope[0].(Symbols)
	names["q"] = Symbol{Name: "q", Kind: Stored, Info: Info{Type: Float}, Shared: true}
	names["p"] = Symbol{Name: "p", Kind: Stored, Info: Info{Type: Float}, Shared: true}
	for _, c := range []struct {
		text   string
		shared int
		want   string
	}{
		{"x = 1", 0, ""}, {"q = 2*q", 1, ""}, {"q = 2*p\nx = q", 1, ""}, {"a = q + 1\nq = a\np = a\nx = a", 3, ""},
		{"q = rand()", 1, ""}, {"q += 1\nb = v > El\np = 1", 0, `
sim: test, line 3: "p" is shared, and is written before what each element has, as "b"
  | p = 1
  | ^ move it up`},
		{"q = x", 0, `
sim: test: "q" is shared, but the expression is not the same for all elements
  | q = x
  |     ^`},
		{"a = q\na += x\nq = a", 0, `
sim: test, line 3: "q" is shared, but the expression is not the same for all elements
  | q = a
  |     ^`},
		{"a = rand()\nq = 2\nx = a", 0, `
sim: test, line 2: "q" is shared, and is written before what each element has, as "a"
  | q = 2
  | ^ move it up`},
	} {
		src := &syntax.Source{Name: "test", Text: c.text}
		list, err := syntax.ParseStatements(src)
		if err != nil {
			t.Fatal(err)
		}
		shared, faults := CheckForAll(list, src, scope)
		got := ""
		if len(faults) > 0 {
			got = "\n" + faults.Error()
		}
		if got != c.want || got == "" && shared != c.shared {
			t.Errorf("%q: %d statements write what is shared, and\n%s\nwant %d and\n%s", c.text, shared, got, c.shared, c.want)
		}
	}
}
