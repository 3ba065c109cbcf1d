package syntax

import (
	"strings"
	"testing"

	"golgi/internal/plain"
)

// What other languages have is named and cured, wherever it stands.
func TestForeign(t *testing.T) {
	const letters = "names have letters a to z, digits and underscores, not "
	const ternary = "write int(cond)*a + int(not cond)*b"
	for _, c := range []struct{ text, message, at, note string }{
		{"a & b", `"&" is not an operator here`, "  ^", `write "and"`},
		{"a && b", `"&&" is not an operator here`, "  ^~", `write "and"`},
		{"a | b", `"|" is not an operator here`, "  ^", `write "or"`},
		{"a || b", `"||" is not an operator here`, "  ^~", `write "or"`},
		{"!a", `"!" is not an operator here`, "^", `write "not"`},
		{"~a", `"~" is not an operator here`, "^", `write "not"`},
		{"a^2", `"^" is not an operator here`, " ^", `write "**"`},
		{"a <> b", `"<>" is not an operator here`, "  ^~", `write "!="`},
		{"a === b", `"===" is not an operator here`, "  ^~~", `write "=="`},
		{"a =< b", `"=<" is not an operator here`, "  ^~", `write "<="`},
		{"a => b", `"=>" is not an operator here`, "  ^~", `write ">="`},
		{"a = b", `"=" is not an operator here`, "  ^", `write "==" to compare`},
		{"(a := b)", `":=" is not an operator here`, "   ^~", `write "=", in a statement of its own`},
		{"a += b", `"+=" is not an operator here`, "  ^~", "a statement assigns, an expression cannot"},
		{"a << b", `"<<" is not an operator here`, "  ^~", "write *2**n"},
		{"a >> b", `">>" is not an operator here`, "  ^~", "write //2**n"},
		{"a @ b", `"@" is not an operator here`, "  ^", `write "*"`},
		{"a ? b : c", `"?" is not an operator here`, "  ^", ternary},
		{"a if b else c", `there is no "if" here`, "  ^~", ternary},
		{"lambda x: x", "functions cannot be defined here", "^~~~~~", "write the expression itself"},
		{"sum(x for x in y)", "there are no loops here", "      ^~~", "an expression is computed for each element"},
		{"a in b", `"in" is not an operator here`, "  ^~", `compare with "==" and "or"`},
		{"a is b", `"is" is not an operator here`, "  ^~", `write "=="`},
		{"a == None", `there is no "None" here`, "     ^~~~", "a value is a number, True or False"},
		{"1 + class", `"class" is a word of Python and cannot be a name`, "    ^~~~~", ""},
		{"x[0]", "there are no indices here", " ^", "an expression is computed for each element"},
		{"[0, 1]", "there are no lists here", "^", ""},
		{"np.exp(x)", "names have no points", "  ^", "write exp(x), not np.exp(x)"},
		{"{a}", `"{" has no meaning here`, "^", `write "("`},
		{`a\b`, "a backslash can only end a line", " ^", `write "/" to divide`},
		{"'v' + 1", "quoted text has no meaning here", "^~~", ""},
		{`f("v")`, "quoted text has no meaning here", "  ^~~", ""},
		{"2e+x", `"2e" is not a number`, "^~", "write 2*e"},
		{`"v`, "quoted text has no meaning here", "^~", ""},
		{"f(x=1)", "arguments cannot be named", "  ^", "write the value alone, in its place"},
		{"f(x)(y)", `an operator is missing before "("`, "    ^", `a product needs "*"`},
		{"a $ b", `"$" cannot stand here`, "  ^", ""},

		{"1/τ", letters + `"τ"`, "  ^", "spell it out, as tau for τ"},
		{"g_ä + 1", letters + `"ä"`, "  ^", "spell it out, as tau for τ"},
		{"a − b", `"−" is not an operator here`, "  ^", `write "-"`},
		{"a·b", `"·" is not an operator here`, " ^", `write "*"`},
		{"v²", `"²" is not an operator here`, " ^", "write **2"},
		{"a ≤ b", `"≤" is not an operator here`, "  ^", `write "<="`},
		{"a\u00a0+ b", "the white space U+00A0 has no meaning here", " ^", "write a plain space"},

		{"2mV", `"2mV" is not a number`, "^~~", "write 2*mV"},
		{"1__000", `"1__000" is not a number`, "^~~~~~", "one underscore may stand between two digits"},
		{"1_", `"1_" is not a number`, "^~", "one underscore may stand between two digits"},
		{"0x1G", `"0x1G" is not a number`, "^~~~", "behind 0x stand the digits 0 to 9 and a to f"},
		{"0x1.8p3", `"0x1.8p3" is not a number`, "^~~~~~~", "behind 0x stand the digits 0 to 9 and a to f"},
		{"0O", `"0O" is not a number`, "^~", "behind 0O stand the digits 0 to 7"},
		{"0b12", `"0b12" is not a number`, "^~~~", "behind 0b stand the digits 0 and 1"},
		{"1.5j + 2", `"1.5j" is not a number`, "^~~~", "there are no imaginary numbers; if j is a name, write 1.5*j"},
		{"0x7fff_ffff_ffff_ffff", "the integer 0x7fff_ffff_ffff_ffff is too large", "^~~~~~~~~~~~~~~~~~~~~", "write a float, in decimal digits and with a point"},
		{"0b" + strings.Repeat("1", 70), "the integer 0b" + strings.Repeat("1", 57) + "… is too large", "^" + strings.Repeat("~", 71), "write a float, in decimal digits and with a point"},
		{"012", `"012" is not a number`, "^~~", "write 12"},
		{"0_1_2", `"0_1_2" is not a number`, "^~~~~", "write 1_2"},
		{"1.5.2", `"1.5.2" is not a number`, "^~~~~", "a number has one point"},
		{"1e999", "the number 1e999 is too large", "^~~~~", "floats go up to 1.8e308; there is inf"},
		{"9007199254740993", "the integer 9007199254740993 is too large", "^~~~~~~~~~~~~~~~",
			"write it with a point"},
	} {
		want := `sim: neuron group "n": threshold: ` + c.message + "\n  | " + plain.Aligned(c.text) + "\n  | " + c.at
		if c.note != "" {
			want += " " + c.note
		}
		_, err := ParseExpr(source("threshold", c.text))
		checkFault(t, err, want)
	}
}
