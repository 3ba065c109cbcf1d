package syntax

import (
	"strings"
	"testing"
)

func printed[T interface{ String() string }](list []T) string {
	lines := make([]string, len(list))
	for n, item := range list {
		lines[n] = item.String()
	}
	return strings.Join(lines, "\n")
}

func TestParseStatements(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{" \n# nothing\n;\n", ""},
		{"v = vr", "v = vr"},
		{"v=vr;w+=b", "v = vr\nw += b"},
		{"v = 0*mV\n\n  vt += 3*mV   # adapt\n", "v = 0*mV\nvt += 3*mV"},
		{"a -= 1\na *= 2\na /= 4\na //= 2\na %= 3\na **= 2", "a -= 1\na *= 2\na /= 4\na //= 2\na %= 3\na **= 2"},
		{"apre += Apre\nw = clip(w + apost, 0, wmax)", "apre += Apre\nw = clip(w + apost, 0, wmax)"},
		{"active = cnt < 3", "active = cnt < 3"},
		{"w = clip(w +\n  dw,\n  0, 1); x = 1", "w = clip(w + dw, 0, 1)\nx = 1"},
		{"w = a \\\n  + b\r\nx = 1\r\n", "w = a + b\nx = 1"},
		{"x = -y", "x = -y"},
	} {
		list, err := ParseStatements(source("reset", c.text))
		if err != nil {
			t.Error(err)
		} else if printed(list) != c.want {
			t.Errorf("%q is\n%s\nwanted\n%s", c.text, printed(list), c.want)
		}
	}
}

func TestStatementSpans(t *testing.T) {
	list, err := ParseStatements(source("reset", "v = 0\ng_e **= 2*x"))
	if err != nil {
		t.Fatal(err)
	}
	st := list[1]
	if st.Target.At != (Span{6, 9}) || st.OpAt != (Span{10, 13}) || st.Value.Span() != (Span{14, 17}) {
		t.Errorf("spans are %v %v %v", st.Target.At, st.OpAt, st.Value.Span())
	}
	if st.Op != RaiseBy {
		t.Errorf("operator is %s", st.Op)
	}
}

func TestParseStatementsFaults(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"if v > 2*mV: v = 0*mV", "there is no \"if\" here\n  | if v > 2*mV: v = 0*mV\n" +
			"  | ^~ write v = int(cond)*a + int(not cond)*v"},
		{"v", "the statement assigns nothing\n  | v\n  |  ^ write v = ..."},
		{"v =", "a value is missing after \"=\"\n  | v =\n  |    ^"},
		{"v == 3", "\"==\" compares\n  | v == 3\n  |   ^~ write \"=\" to assign"},
		{"v++", "there is no \"++\" here\n  | v++\n  |  ^ write v += 1"},
		{"n--", "there is no \"--\" here\n  | n--\n  |  ^ write n -= 1"},
		{"v := 3", "\":=\" is not an operator here\n  | v := 3\n  |   ^~ write \"=\", in a statement of its own"},
		{"v ^= 3", "\"^=\" is not an operator here\n  | v ^= 3\n  |   ^~ there are = += -= *= /= //= %= **="},
		{"v = w = 3", "a statement assigns to one variable\n  | v = w = 3\n  |       ^"},
		{"v, w = 1", "a statement assigns to one variable\n  | v, w = 1\n  |  ^"},
		{"f(x)", "a function call alone does nothing\n  | f(x)\n  |  ^ write x = f(...)"},
		{"v[0] = 1", "there are no indices here\n  | v[0] = 1\n  |  ^ an expression is computed for each element"},
		{"G.v = 1", "names have no points\n  | G.v = 1\n  |  ^ write exp(x), not np.exp(x)"},
		{"v - 3", "an assignment is expected after \"v\", not \"-\"\n  | v - 3\n" +
			"  |   ^ there are = += -= *= /= //= %= **="},
		{"dv/dt = 3", "a differential equation is not a statement\n  | dv/dt = 3\n" +
			"  |   ^ it belongs to the equations"},
		{"3 = v", "a statement begins with the name of a variable, not with \"3\"\n  | 3 = v\n  | ^"},
		{"=0", "the name of a variable is missing before \"=\"\n  | =0\n  | ^"},
		{"v = 1; += 2", "the name of a variable is missing before \"+=\"\n  | v = 1; += 2\n  |        ^~"},
		{"τ = v", "names have letters a to z, digits and underscores, not \"τ\"\n  | τ = v\n" +
			"  | ^ spell it out, as tau for τ"},
		{"while x: y = 1", "there are no loops here\n  | while x: y = 1\n" +
			"  | ^~~~~ statements are executed in each step"},
		{"v = '\xff'", "the text is not UTF-8: byte 0xff\n  | v = '?'\n  |      ^"},
		{"v = f(a; w = 1", "\"(\" is never closed\n  | v = f(a; w = 1\n  |      ^"},
	} {
		_, err := ParseStatements(source("reset", c.text))
		checkFault(t, err, `sim: neuron group "n": reset: `+c.want)
	}
}

// Every statement has its own fault, and what is right between them is none.
func TestAllFaultsOfStatements(t *testing.T) {
	const text = "v = (1 +\n  2 3)*x; w = 1; x = y z\nu += \nv = (a\nw = 2\nx == 1"
	_, err := ParseStatements(source("reset", text))
	checkFault(t, err, `sim: neuron group "n": reset, line 2: an operator is missing before "3"
  |   2 3)*x; w = 1; x = y z
  |     ^ a product needs "*"
sim: neuron group "n": reset, line 2: an operator is missing before "z"
  |   2 3)*x; w = 1; x = y z
  |                        ^ a product needs "*"
sim: neuron group "n": reset, line 3: a value is missing after "+="
  | u +=
  |     ^
sim: neuron group "n": reset, line 4: "(" is never closed
  | v = (a
  |     ^
sim: neuron group "n": reset, line 6: "==" compares
  | x == 1
  |   ^~ write "=" to assign`)
}
