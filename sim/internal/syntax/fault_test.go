package syntax

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

func TestFault(t *testing.T) {
	const letters = "abcdefghi+"
	equations := &Source{
		Name: `neuron group "neurons_e": equations`,
		Text: "I : amp\ndv/dt = (El - v + I) / tau : volt\n",
	}
	at := func(part string) Span {
		from := strings.Index(equations.Text, part)
		return Span{from, from + len(part)}
	}
	long := &Source{Name: "reset", Text: "v = " + strings.Repeat(letters, 30) + "z"}
	for _, c := range []struct {
		name  string
		fault *Fault
		want  string
	}{
		{"with a note", Faultf(equations, Span{26, 27}, "cannot add %s to %s", "V", "A").
			WithNote("I has unit A; R*I would have V"),
			`sim: neuron group "neurons_e": equations, line 2: cannot add V to A
  | dv/dt = (El - v + I) / tau : volt
  |                   ^ I has unit A; R*I would have V`},
		{"without", Faultf(equations, at("(El - v + I)"), "no"),
			`sim: neuron group "neurons_e": equations, line 2: no
  | dv/dt = (El - v + I) / tau : volt
  |         ^~~~~~~~~~~~`},
		{"over several lines", Faultf(equations, at("amp\ndv"), "no"),
			`sim: neuron group "neurons_e": equations, line 1: no
  | I : amp
  |     ^~~`},
		{"at the end", Faultf(equations, Span{len(equations.Text), len(equations.Text)}, "no"),
			`sim: neuron group "neurons_e": equations, line 3: no
  |` + " \n  | ^"},
		{"beyond the end", Faultf(equations, Span{1000, 2000}, "no"),
			`sim: neuron group "neurons_e": equations, line 3: no
  |` + " \n  | ^"},
		{"one line with a break", Faultf(&Source{Name: "reset", Text: "v = 0\n"}, Span{4, 5}, "no"),
			"sim: reset: no\n  | v = 0\n  |     ^"},
		{"no name", Faultf(&Source{Name: "", Text: "v = 0\nw = 0"}, Span{6, 7}, "no"), "sim: line 2: no\n  | w = 0\n  | ^"},
		{"no place", Faultf(equations, Span{}, "unknown method %q", "eluer").WithNote(`did you mean "euler"?`),
			`sim: neuron group "neurons_e": equations: unknown method "eluer"; did you mean "euler"?`},
		{"no source", Faultf(nil, Span{1, 2}, "no"), "sim: no"},
		{"tabs, runes and controls", Faultf(&Source{Name: "reset", Text: "\tτ\x1b = ä\r"}, Span{7, 9}, "no"),
			"sim: reset: no\n  |  τ  = ä\n  |       ^"},
		{"start of a long line", Faultf(long, Span{0, 1}, "no"),
			"sim: reset: no\n  | v = " + strings.Repeat(letters, 9) + "abcde…\n  | ^"},
		{"middle of a long line", Faultf(long, Span{104, 113}, "no"),
			"sim: reset: no\n  | …" + strings.Repeat(letters, 10)[1:99] + "…\n  | " +
				strings.Repeat(" ", 50) + "^~~~~~~~~"},
		{"end of a long line", Faultf(long, Span{304, 305}, "no"),
			"sim: reset: no\n  | …" + strings.Repeat(letters, 10)[2:] + "z\n  | " + strings.Repeat(" ", 99) + "^"},
		{"a long span", Faultf(long, Span{4, 300}, "no").WithNote("all"),
			"sim: reset: no\n  | v = " + strings.Repeat(letters, 9) + "abcde…\n  |     ^" +
				strings.Repeat("~", 95) + " all"},
	} {
		if got := c.fault.Error(); got != c.want {
			t.Errorf("%s:\n%s\nwanted\n%s", c.name, got, c.want)
		}
	}
}

func TestFaults(t *testing.T) {
	one, two := &Source{Name: "one", Text: "a b c"}, &Source{Name: "two", Text: "d"}
	faults := Faults{
		Faultf(one, Span{4, 5}, "third"), Faultf(two, Span{0, 1}, "fourth"),
		Faultf(one, Span{0, 1}, "first"), Faultf(one, Span{0, 3}, "second"),
	}
	const want = `sim: one: first
  | a b c
  | ^
sim: one: second
  | a b c
  | ^~~
sim: one: third
  | a b c
  |     ^
sim: two: fourth
  | d
  | ^`
	if got := faults.Error(); got != want {
		t.Errorf("got\n%s\nwanted\n%s", got, want)
	}
}

func TestManyFaults(t *testing.T) {
	_, err := ParseStatements(source("reset", strings.Repeat("a b\n", 23)))
	if faults := FaultsOf(err); len(faults) != 23 {
		t.Errorf("%d faults", len(faults))
	}
	lines := strings.Split(err.Error(), "\n")
	if len(lines) != 61 || lines[60] != "sim: faults not shown: 3" {
		t.Errorf("%d lines; the last is %q", len(lines), lines[len(lines)-1])
	}
}

func TestErrorsAs(t *testing.T) {
	_, err := ParseEquations(source("equations", "k = 1\nj = 2"))
	err = fmt.Errorf("component: %w", err)
	var faults Faults
	if !errors.As(err, &faults) || len(faults) != 2 {
		t.Errorf("faults are %v", faults)
	}
	var fault *Fault
	if !errors.As(err, &fault) || fault != faults[0] {
		t.Errorf("fault is %v", fault)
	}
}
