package syntax

import (
	"fmt"
	"strings"
	"testing"
)

// text prints a generator with all that it has.
func (g *Generator) text() string {
	part := func(name string, e Expr) string {
		if e == nil {
			return ""
		}
		return " " + name + ":" + e.String()
	}
	variable := "once"
	if g.Variable != nil {
		variable = fmt.Sprintf("%s sampled:%v", g.Variable.Name, g.Sampled)
	}
	return g.Element.String() + " | " + variable + part("from", g.From) + part("to", g.To) + part("step", g.Step) + part("p", g.P) +
		part("size", g.Size) + part("if", g.If)
}

// The forms of Brian 2's documentation of connect, and others.
func TestGenerators(t *testing.T) {
	for text, want := range map[string]string{
		"i":                                    "i | once",
		"(i + 1) % N_post if i > 2":            "(i + 1)%N_post | once if:i > 2",
		"k for k in range(i + 1)":              "k | k sampled:false to:i + 1",
		"k for k in range(i-2, i+3) if k != i": "k | k sampled:false from:i - 2 to:i + 3 if:k != i",
		"i+(-1)**k for k in range(2) if i>0 and i<N_pre-1": "i + (-1)**k | k sampled:false to:2 if:i > 0 and i < N_pre - 1",
		"k for k in range(9, -1, -2)":                      "k | k sampled:false from:9 to:-1 step:-2",
		"k for k in sample(N_post, p=i*1.0/(N_pre-1))":     "k | k sampled:true to:N_post p:i*1.0/(N_pre - 1)",
		"k for k in sample(1, N_post, 2, size=i//2)":       "k | k sampled:true from:1 to:N_post step:2 size:i//2",
		"k for k in sample(size=3, 10)\n if k > 1":         "k | k sampled:true to:10 size:3 if:k > 1",
	} {
		g, err := ParseGenerator(&Source{Text: text})
		if err != nil {
			t.Errorf("%s: %v", text, err)
		} else if got := g.text(); got != want {
			t.Errorf("%s\n is   %s\n want %s", text, got, want)
		}
	}
}

func TestMistakesInGenerators(t *testing.T) {
	for text, want := range map[string]string{
		"k for k on range(2)": `"in" is missing after "for k"
  | k for k on range(2)
  |         ^~ write k for k in range(i - 10, i + 10)`,
		"k for 3 in range(2)": `a name is missing after "for"
  | k for 3 in range(2)
  |       ^ write k for k in range(i - 10, i + 10)`,
		"k for k in 10": `range(...) or sample(...) is missing after "in"
  | k for k in 10
  |            ^~ write k for k in range(i - 10, i + 10)`,
		"k for k in range 10": `"(" is missing after "range"
  | k for k in range 10
  |                 ^`,
		"k for k in range()": `range takes from, to and step, of which from and step may be left out
  | k for k in range()
  |            ^~~~~~~`,
		"k for k in range(1, 2, 3, 4)": `range takes from, to and step, of which from and step may be left out
  | k for k in range(1, 2, 3, 4)
  |            ^~~~~~~~~~~~~~~~~`,
		"k for k in range(5, p=0.1)": `there is no argument "p" here
  | k for k in range(5, p=0.1)
  |                     ^ a sample has p=... or size=...`,
		"k for k in sample(5, q=0.1)": `there is no argument "q" here
  | k for k in sample(5, q=0.1)
  |                      ^ a sample has p=... or size=...`,
		"k for k in sample(5)": `a sample has either p=..., a probability, or size=..., a number
  | k for k in sample(5)
  |            ^~~~~~~~~`,
		"k for k in sample(5, p=0.1, size=2)": `a sample has either p=..., a probability, or size=..., a number
  | k for k in sample(5, p=0.1, size=2)
  |            ^~~~~~~~~~~~~~~~~~~~~~~~`,
		"k for k in range(5": `"(" is never closed
  | k for k in range(5
  |                 ^`,
		"k for k in range(5) for l in range(2)": `there is one "for" in a generator
  | k for k in range(5) for l in range(2)
  |                     ^~~`,
		"k for k in range(5) if k > 1 if k < 2": `there is one "if" in a generator
  | k for k in range(5) if k > 1 if k < 2
  |                              ^~`,
		"k for k in range(5) k > 1": `an operator is missing before "k"
  | k for k in range(5) k > 1
  |                     ^ a product needs "*"`,
		"i if": `a value is missing after "if"
  | i if
  |     ^`,
		"": "an expression is missing",
	} {
		_, err := ParseGenerator(&Source{Text: text})
		if got := strings.TrimPrefix(fmt.Sprint(err), "sim: "); got != want {
			t.Errorf("%q\n got  %s\n want %s", text, got, want)
		}
	}
}

func FuzzParseGenerator(f *testing.F) {
	f.Add("k for k in sample(1, N_post, 2, size=i//2) if k != i")
	f.Fuzz(func(t *testing.T, text string) {
		g, err := ParseGenerator(&Source{Text: text})
		if (g == nil) == (err == nil) {
			t.Errorf("%q gives %v and %v", text, g, err)
		}
	})
}
