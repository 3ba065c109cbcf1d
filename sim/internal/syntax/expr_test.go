package syntax

import (
	"strings"
	"testing"
	"time"
)

// The shapes are those of Python 3's module ast, with its boolean operators in pairs.
func TestParseExpr(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"a + b*c", "(+ a (* b c))"},
		{"a - b - c", "(- (- a b) c)"},
		{"a/b*c", "(* (/ a b) c)"},
		{"a // b % c", "(% (// a b) c)"},
		{"-x**2", "(- (** x 2))"},
		{"2**-x", "(** 2 (- x))"},
		{"2**3**2", "(** 2 (** 3 2))"},
		{"(2**3)**2", "(** (** 2 3) 2)"},
		{"2**-3**2", "(** 2 (- (** 3 2)))"},
		{"-a*b", "(* (- a) b)"},
		{"-a + +b", "(+ (- a) (+ b))"},
		{"a--b", "(- a (- b))"},
		{"a*-b", "(* a (- b))"},
		{"not a == b", "(not (== a b))"},
		{"not a and b", "(and (not a) b)"},
		{"not not a", "(not (not a))"},
		{"a or b and not c", "(or a (and b (not c)))"},
		{"(a or b) and c", "(and (or a b) c)"},
		{"a < b == (c < d)", ""},
		{"(a < b) == (c < d)", "(== (< a b) (< c d))"},
		{"a + 1 >= b - 1", "(>= (+ a 1) (- b 1))"},
		{"f()", "(f())"},
		{"f(a, -b,)", "(f() a (- b))"},
		{"clip(g(a)**2, 0, (b))", "(clip() (** (g() a) 2) 0 b)"},
		{"f (x)", "(f() x)"},
		{"True and not False", "(and True (not False))"},
		{"((a))", "a"},
		{"nota or android", "(or nota android)"},
		{" a\n + # the first\n\n b \t# the second\n", "(+ a b)"},
		{"a \\\n + b\r\n", "(+ a b)"},
		{"a + \\\r\n b", "(+ a b)"},
		{"_a1 != A_1", "(!= _a1 A_1)"},
	} {
		e, err := ParseExpr(source("threshold", c.text))
		switch {
		case c.want == "" && err == nil:
			t.Errorf("%q was accepted as %s", c.text, shape(e))
		case c.want != "" && err != nil:
			t.Error(err)
		case c.want != "" && shape(e) != c.want:
			t.Errorf("%q is %s, wanted %s", c.text, shape(e), c.want)
		}
	}
}

func TestParseNumbers(t *testing.T) {
	for _, c := range []struct {
		text    string
		value   float64
		integer bool
	}{
		{"0", 0, true}, {"00", 0, true}, {"20", 20, true}, {"9007199254740991", 1<<53 - 1, true},
		{"1.", 1, false}, {".5", .5, false}, {"1.5", 1.5, false}, {"012.5", 12.5, false},
		{"1e-3", 1e-3, false}, {"1E5", 1e5, false}, {"1.e+2", 100, false}, {".5e0", .5, false},
		{"1e-999", 0, false},
		// As Brian 2.5.1 takes them, in equations and in statements.
		{"1_000", 1000, true}, {"1_0.5_0", 10.5, false}, {"1e1_0", 1e10, false}, {"0_0", 0, true}, {"1_000e-3", 1, false},
		{"0x10", 16, true}, {"0XfF", 255, true}, {"0x1e3", 0x1e3, true}, {"0x_1_F", 31, true},
		{"0b101", 5, true}, {"0B0", 0, true}, {"0o17", 15, true}, {"0O7_7", 63, true}, {"0x1fffffffffffff", 1<<53 - 1, true},
	} {
		n, ok := mustParseExpr(t, c.text).(*Number)
		if !ok || n.Value != c.value || n.Integer != c.integer || n.Text != c.text {
			t.Errorf("%q is %+v", c.text, n)
		}
	}
}

// Expressions of models by Brette & Gerstner, Hodgkin & Huxley, Izhikevich, Jeffress and Traub & Miles, as
// Brian 2's examples write them.
func TestParseExprOfModels(t *testing.T) {
	for _, text := range []string{
		"(gL*(EL - vm) + gL*DeltaT*exp((vm - VT)/DeltaT) + I - w)/C",
		"0.32*(mV**-1)*4*mV/exprel((13*mV - v + VT)/(4*mV))/ms",
		"(0.04/ms/mV)*v**2 + (5/ms)*v + 140*mV/ms - u + I",
		"4./(1 + exp((40*mV - v + VT)/(5*mV)))/ms",
		"(gl*(El - v) + ge*(Ee - v) - g_na*(m*m*m)*h*(v - ENa) - g_kd*(n*n*n*n)*(v - EK))/Cm",
		"0.125*exp(-clip(v - vr, -20*mV, 20*mV)/(80*mV))/ms",
		"(x >= 2 and x <= 3) or i == 5",
		"(t - lastspike) < 3*ms",
		"rand() < 0.1*exp(-abs(x_pre - x_post)/(80*um))",
		"-60*mV + (i*7 % 20)*0.45*mV",
		"abs(x)**0.5 - abs(x)**-1.5 + 2**3**0.5",
		"abs(i - j) <= 1 and j < N_post - 1 and i + j != N_pre",
		"sqrt(2*sigma**2/tau)*xi",
		"timestep(t - lastspike, dt) >= timestep(5*ms, dt)",
	} {
		e := mustParseExpr(t, text)
		if again := mustParseExpr(t, e.String()); !Same(e, again) {
			t.Errorf("%q prints as %q", text, e)
		}
	}
}

func TestSpans(t *testing.T) {
	const text = "not (a + b2)*-f(x, 1.5)\n >= True"
	at := func(part string) Span {
		from := strings.Index(text, part)
		return Span{from, from + len(part)}
	}
	not := mustParseExpr(t, text).(*Unary)
	compare := not.X.(*Binary)
	product := compare.X.(*Binary)
	sum := product.X.(*Binary)
	minus := product.Y.(*Unary)
	call := minus.X.(*Call)
	for _, c := range []struct {
		what      string
		got, want Span
	}{
		{"not", not.Span(), Span{0, len(text)}},
		{"comparison", compare.Span(), Span{4, len(text)}},
		{">=", compare.OpAt, at(">=")},
		{"True", compare.Y.Span(), at("True")},
		{"product", product.Span(), at("(a + b2)*-f(x, 1.5)")},
		{"*", product.OpAt, at("*")},
		{"sum", sum.Span(), at("a + b2")},
		{"b2", sum.Y.Span(), at("b2")},
		{"minus", minus.Span(), at("-f(x, 1.5)")},
		{"call", call.Span(), at("f(x, 1.5)")},
		{"x", call.Args[0].Span(), at("x")},
		{"1.5", call.Args[1].Span(), at("1.5")},
	} {
		if c.got != c.want {
			t.Errorf("%s is at %v, wanted %v", c.what, c.got, c.want)
		}
	}
}

func TestParseExprFaults(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", "an expression is missing"},
		{" # nothing\n", "an expression is missing"},
		{"a +", "a value is missing after \"+\"\n  | a +\n  |    ^"},
		{"a + # b", "a value is missing after \"+\"\n  | a + # b\n  |    ^"},
		{"* a", "a value is missing before \"*\"\n  | * a\n  | ^"},
		{"(E -* v)", "a value is missing between \"-\" and \"*\"\n  | (E -* v)\n  |     ^"},
		{"2*()", "a value is missing between \"(\" and \")\"\n  | 2*()\n  |    ^"},
		{"f(,a)", "a value is missing between \"(\" and \",\"\n  | f(,a)\n  |   ^"},
		{"2*(a + b", "\"(\" is never closed\n  | 2*(a + b\n  |   ^"},
		{"f(a, b", "\"(\" is never closed\n  | f(a, b\n  |  ^"},
		{"a + b)", "\")\" closes nothing\n  | a + b)\n  |      ^"},
		{"a, b", "\",\" stands between the arguments of a function only\n  | a, b\n  |  ^"},
		{"2 v", "an operator is missing before \"v\"\n  | 2 v\n  |   ^ a product needs \"*\""},
		{"2(v)", "an operator is missing before \"(\"\n  | 2(v)\n  |  ^ a product needs \"*\""},
		{"(a b)", "an operator is missing before \"b\"\n  | (a b)\n  |    ^ a product needs \"*\""},
		{"a not b", "an operator is missing before \"not\"\n  | a not b\n  |   ^~~ a product needs \"*\""},
		{"a == not b", "\"not\" needs parentheses here\n  | a == not b\n  |      ^~~ write (not ...)"},
		{"a : b", "\":\" cannot stand here\n  | a : b\n  |   ^"},
		{"a; b", "\";\" cannot stand here\n  | a; b\n  |  ^"},
		{"a < b < )", "a value is missing between \"<\" and \")\"\n  | a < b < )\n  |         ^"},
		{"-1 < v*2 <= (a or b)", "comparisons cannot be chained\n  | -1 < v*2 <= (a or b)\n" +
			"  |          ^~ write -1 < v*2 and v*2 <= (a or b)"},
	} {
		_, err := ParseExpr(source("threshold", c.text))
		checkFault(t, err, `sim: neuron group "n": threshold: `+c.want)
	}
}

func TestBounds(t *testing.T) {
	for _, c := range []struct {
		name, text, want string // want is empty where text is accepted
	}{
		{"200 parentheses", strings.Repeat("(", 200) + "x" + strings.Repeat(")", 200), ""},
		{"200 nested sums of products", strings.Repeat("a or b + c*f(", 200) + "x" + strings.Repeat(")", 200), ""},
		{"200 signs", strings.Repeat("-", 200) + "x", ""},
		{"parentheses", strings.Repeat("(", maxText), "the expression is nested too deeply"},
		{"signs", strings.Repeat("-", maxText), "the expression is nested too deeply"},
		{"nots", strings.Repeat("not ", maxText/4), "the expression is nested too deeply"},
		{"powers", strings.Repeat("x**", maxText/3), "the expression is nested too deeply"},
		{"calls", strings.Repeat("f(", maxText/2), "the expression is nested too deeply"},
		{"10000 operators", strings.Repeat("x+", maxOperators) + "x", ""},
		{"operators", strings.Repeat("x+", maxText/2), "the expression has more than 10000 operators"},
		{"length", strings.Repeat(" ", maxText+1), "the text has 1048577 bytes; at most 1048576 are read"},
		{"long name", strings.Repeat("x", maxName), ""},
		{"name", strings.Repeat("x", maxName+1),
			"the name " + strings.Repeat("x", 59) + "… has 256 characters; at most 255 are allowed"},
		{"encoding", "v > \xff", "the text is not UTF-8: byte 0xff"},
	} {
		e, err := ParseExpr(source("threshold", c.text))
		if c.want == "" {
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
			} else if again := mustParseExpr(t, e.String()); !Same(e, again) {
				t.Errorf("%s: printed and read again, the tree differs", c.name)
			}
			continue
		}
		if err == nil || err.(Faults)[0].Message != c.want {
			t.Errorf("%s: error is %v, wanted %s", c.name, err, c.want)
		}
	}
}

// Reading takes time in proportion to the length: the longest text is read in a fraction of a second.
func TestLongTexts(t *testing.T) {
	const limit = 10 * time.Second // quadratic time would be minutes
	for _, c := range []struct{ begin, repeated string }{
		{"x : ", "a*"}, {"x : 1 ", "(shared, "}, {"", "''"}, {"", "x : 1\n"}, {"", "x = f(\n"},
	} {
		text := c.begin + strings.Repeat(c.repeated, (maxText-len(c.begin))/len(c.repeated))
		start := time.Now()
		if _, err := ParseEquations(source("equations", text)); err != nil && err.Error() == "" {
			t.Errorf("%q…: an error without text", c.repeated)
		}
		if took := time.Since(start); took > limit {
			t.Errorf("%q…: took %v", c.repeated, took)
		}
	}
}
