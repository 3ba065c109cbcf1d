package syntax

import (
	"strings"
	"testing"
)

func TestParseEquations(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", ""},
		{"comments", "\n  # nothing\n\t\n", ""},
		{"three kinds", "dv/dt = -v/tau : volt\nI = g*v : amp\ng : siemens",
			"dv/dt = -v/tau : volt\nI = g*v : amp\ng : siemens"},
		{"close", "dn/dt=(ninf-n)/taun:1", "dn/dt = (ninf - n)/taun : 1"},
		{"types", "n : integer\nb = v > 3*mV : boolean", "n : integer\nb = v > 3*mV : boolean"},
		// Brian 2, documentation, "Equations": comments and line breaks
		{"continued", "# the membrane\ndv/dt = (gL*(EL - v)       # leak\n" +
			"         + gK*n**4*(EK - v)\n\n         + I) / Cm : volt  # unit\n# a parameter\nI : amp # injected",
			"dv/dt = (gL*(EL - v) + gK*n**4*(EK - v) + I)/Cm : volt\nI : amp"},
		{"continued without parentheses", "x = a\n + b\n : 1\ny : 1", "x = a + b : 1\ny : 1"},
		{"a name and a colon on the last line", "x = a +\n b : 1", "x = a + b : 1"},
		{"continued by a backslash", "x = a \\\n+ b : volt \\\n  (shared)", "x = a + b : volt (shared)"},
		{"every token on its line", "dv\n/\ndt\n=\n1\n:\n1\n(\nunless\nrefractory\n)\nx\n:\nvolt",
			"dv/dt = 1 : 1 (unless refractory)\nx : volt"},
		{"carriage returns", "x : 1\r\ny : 1 (shared)\r\n", "x : 1\ny : 1 (shared)"},
		{"d in names", "ddd/dt = d : 1\nd : 1\ndt_ : 1\ndd = 1 : 1", "ddd/dt = d : 1\nd : 1\ndt_ : 1\ndd = 1 : 1"},
		{"flags", "x : 1 (constant,  shared)\ny = 1 : 1(constant   over dt)\nI_post = g : amp (summed)",
			"x : 1 (constant, shared)\ny = 1 : 1 (constant over dt)\nI_post = g : amp (summed)"},
		{"hyphens", "dx/dt = x : 1 (event-driven)\ndy/dt = y : 1 (clock-driven)",
			"dx/dt = x : 1 (event-driven)\ndy/dt = y : 1 (clock-driven)"},
		{"units", "a : amp/(meter**2)\nb : (volt/second) * meter** (-2)\nc : siemens *  meter ** -2 (linked)",
			"a : amp/(meter**2)\nb : (volt/second) * meter** (-2)\nc : siemens * meter ** -2 (linked)"},
		{"a unit in parentheses, then flags", "a : amp/(meter**2) (point current)",
			"a : amp/(meter**2) (point current)"},
	} {
		list, err := ParseEquations(source("equations", c.text))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		} else if printed(list) != c.want {
			t.Errorf("%s: %q is\n%s\nwanted\n%s", c.name, c.text, printed(list), c.want)
		}
	}
}

func TestEquationParts(t *testing.T) {
	const text = "x : 1\ndv/dt = -v : amp / (meter**2)  (unless  refractory, constant)"
	list, err := ParseEquations(source("equations", text))
	if err != nil {
		t.Fatal(err)
	}
	if list[0].Kind != Parameter || list[0].Expr != nil || list[1].Kind != Differential {
		t.Errorf("kinds are %d and %d", list[0].Kind, list[1].Kind)
	}
	eq := list[1]
	if eq.Name.Name != "v" || text[eq.Name.At.From:eq.Name.At.To] != "v" || eq.Name.At.From != 7 {
		t.Errorf("name is %+v", eq.Name)
	}
	for _, c := range []struct {
		got           Text
		text, written string
	}{
		{eq.Unit, "amp / (meter**2)", "amp / (meter**2)"},
		{eq.Flags[0], "unless refractory", "unless  refractory"},
		{eq.Flags[1], "constant", "constant"},
	} {
		if c.got.Text != c.text || text[c.got.At.From:c.got.At.To] != c.written {
			t.Errorf("%q is at %q", c.got.Text, text[c.got.At.From:c.got.At.To])
		}
	}
}

func TestParseEquationsFaults(t *testing.T) {
	const noUnit = `end it with ": volt", say, or with ": 1" for a number`
	const flagList = "there are: constant, constant over dt, unless refractory, shared, linked, event-driven, " +
		"clock-driven, summed, point current"
	for _, c := range []struct{ text, want string }{
		{"dv/dt = (E - v/tau : volt", "\"(\" is never closed\n  | dv/dt = (E - v/tau : volt\n  |         ^"},
		{"dv/dt = (E -* v)/tau : volt", "a value is missing between \"-\" and \"*\"\n" +
			"  | dv/dt = (E -* v)/tau : volt\n  |             ^"},
		{"dv/dt = ((1 if v > 0 else 2) - v)/tau : 1", "there is no \"if\" here\n" +
			"  | dv/dt = ((1 if v > 0 else 2) - v)/tau : 1\n  |             ^~ write int(cond)*a + int(not cond)*b"},
		{"dv/dx = -v/tau : volt", "\"dv/dx\" is not a derivative by time\n" +
			"  | dv/dx = -v/tau : volt\n  | ^~~~~ write dv/dt"},
		{"v/dt = 1 : 1", "\"v/dt\" is not a derivative by time\n  | v/dt = 1 : 1\n  | ^~~~ write dv/dt"},
		{"d/dt = 1 : 1", "\"d/dt\" is not a derivative by time\n  | d/dt = 1 : 1\n  | ^~~~ write dv/dt"},
		{"dv/(dt) = 1 : 1", "\"dv/\" is not a derivative by time\n  | dv/(dt) = 1 : 1\n  | ^~~ write dv/dt"},
		{"dv/dt : volt", "\"=\" is missing after \"dv/dt\"\n  | dv/dt : volt\n  |       ^"},
		{"v' = -v/tau : volt", "\"v'\" is not a derivative\n  | v' = -v/tau : volt\n  | ^~ write dv/dt"},
		{"k : 1 (konstant)", "unknown flag \"konstant\"\n  | k : 1 (konstant)\n  |        ^~~~~~~~ did you mean \"constant\"?"},
		{"k : 1 (meter)", "unknown flag \"meter\"\n  | k : 1 (meter)\n  |        ^~~~~ " + flagList},
		{"k : 1 ()", "a flag is expected, not \")\"\n  | k : 1 ()\n  |        ^ " + flagList},
		{"k : 1 (shared,", "a flag is missing after \",\"\n  | k : 1 (shared,\n  |               ^"},
		{"k : 1 (shared", "\"(\" is never closed\n  | k : 1 (shared\n  |       ^"},
		{"k : 1 (shared, shared)", "the flag \"shared\" stands here twice\n  | k : 1 (shared, shared)\n" +
			"  |                ^~~~~~"},
		{"k : 1 (shared) (constant)", "flags stand in one pair of parentheses\n  | k : 1 (shared) (constant)\n" +
			"  |                ^ separate them by commas"},
		{"k : 1 (shared) j : 1", "\"j\" follows a complete definition\n  | k : 1 (shared) j : 1\n" +
			"  |                ^ the next one begins on a line of its own"},
		{"k : (constant over dt)", "the definition of \"k\" has no unit\n  | k : (constant over dt)\n" +
			"  |    ^ " + noUnit},
		{"k", "the definition of \"k\" has no unit\n  | k\n  |  ^ " + noUnit},
		{"k :", "the definition of \"k\" has no unit\n  | k :\n  |    ^ " + noUnit},
		{"k = 2*x # metres", "the definition of \"k\" has no unit\n  | k = 2*x # metres\n  |        ^ " + noUnit},
		{"k amp", "\"=\" or \":\" is expected after \"k\", not \"amp\"\n  | k amp\n  |   ^~~"},
		{"k == 2 : 1", "\"==\" does not define a variable\n  | k == 2 : 1\n  |   ^~ write \"=\""},
		{"k += 2 : 1", "\"+=\" does not define a variable\n  | k += 2 : 1\n  |   ^~ write \"=\""},
		{"k = 1, 2 : 1", "\",\" stands between the arguments of a function only\n  | k = 1, 2 : 1\n  |      ^"},
		{"k = f(x : 1", "\"(\" is never closed\n  | k = f(x : 1\n  |      ^"},
		{"k = : 1", "a value is missing after \"=\"\n  | k = : 1\n  |    ^"},
		{"k : amp/(meter", "\"(\" is never closed\n  | k : amp/(meter\n  |         ^"},
		{"k : amp)", "\")\" closes nothing\n  | k : amp)\n  |        ^"},
		{"k : volt = 3", "\"=\" cannot stand in a unit\n  | k : volt = 3\n  |          ^"},
		{"k : 1; j : 1", "\";\" cannot stand in a unit\n  | k : 1; j : 1\n  |      ^"},
		{"k ? 1", "\"?\" is not an operator here\n  | k ? 1\n  |   ^ write int(cond)*a + int(not cond)*b"},
		{"k : not volt", "\"not\" cannot stand in a unit\n  | k : not volt\n  |     ^~~"},
		{"k : \xff", "the text is not UTF-8: byte 0xff\n  | k : ?\n  |     ^"},
		{"1 : volt", "an equation begins with the name of a variable, not with \"1\"\n  | 1 : volt\n  | ^"},
		{"τ : second", "names have letters a to z, digits and underscores, not \"τ\"\n  | τ : second\n" +
			"  | ^ spell it out, as tau for τ"},
	} {
		_, err := ParseEquations(source("equations", c.text))
		checkFault(t, err, `sim: neuron group "n": equations: `+c.want)
	}
}

// Every definition has its own fault, and what is right between them is none.
func TestAllFaultsOfEquations(t *testing.T) {
	_, err := ParseEquations(source("equations", strings.Join([]string{
		"dv/dt = (El - v + I/tau",
		"I : amp",
		"m = 1/(1 + exp(-v 5)",
		"    + 2)",
		"h : 1 (konstant,",
		"       shared)",
		"x = 2*y",
		"dy/dt = -y/tau : 1",
		"z : 1 : 2",
	}, "\n")))
	checkFault(t, err, `sim: neuron group "n": equations, line 1: "(" is never closed
  | dv/dt = (El - v + I/tau
  |         ^
sim: neuron group "n": equations, line 3: an operator is missing before "5"
  | m = 1/(1 + exp(-v 5)
  |                   ^ a product needs "*"
sim: neuron group "n": equations, line 5: unknown flag "konstant"
  | h : 1 (konstant,
  |        ^~~~~~~~ did you mean "constant"?
sim: neuron group "n": equations, line 7: the definition of "x" has no unit
  | x = 2*y
  |        ^ end it with ": volt", say, or with ": 1" for a number
sim: neuron group "n": equations, line 9: ":" follows a complete definition
  | z : 1 : 2
  |       ^ the next one begins on a line of its own`)
}
