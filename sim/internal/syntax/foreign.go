package syntax

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// noOperand explains why no operand begins at the present token.
func (p *parser) noOperand() *Fault {
	before, t := p.before, p.token
	switch {
	case t.is("["):
		return p.fault("there are no lists here")
	case t.is("not"):
		return p.fault(`"not" needs parentheses here`).WithNote("write (not ...)")
	}
	if fault := p.foreign(); fault != nil {
		return fault
	}
	switch {
	case before.text == "" && p.ends():
		return p.faultAfter("an expression is missing")
	case p.ends():
		return p.faultAfter("a value is missing after %q", before.text)
	case before.text == "":
		return p.fault("a value is missing before %q", t.text)
	}
	return p.fault("a value is missing between %q and %q", before.text, t.text)
}

// noOperator explains why an expression that is complete so far cannot go on with the present token.
func (p *parser) noOperator() *Fault {
	t := p.token
	if fault := p.foreign(); fault != nil {
		return fault
	}
	switch {
	case t.kind == nameToken, t.kind == numberToken, t.is("("), t.is("not"), t.is("True"), t.is("False"):
		return p.fault("an operator is missing before %q", shorten(t.text)).WithNote(`a product needs "*"`)
	case t.is(")"):
		return p.fault(`")" closes nothing`)
	case t.is(","):
		return p.fault(`"," stands between the arguments of a function only`)
	}
	return p.fault("%q cannot stand here", t.text)
}

// foreign explains a token that other languages have and this one lacks; nil if it is none.
func (p *parser) foreign() *Fault {
	t := p.token
	if t.kind == strayToken {
		return p.stray()
	}
	if cure, ok := operatorCures[t.text]; ok {
		return p.fault("%q is not an operator here", t.text).WithNote(cure)
	}
	if c, ok := constructs[t.text]; ok {
		return p.fault("%s", c.message).WithNote(c.note)
	}
	first, _ := utf8.DecodeRuneInString(t.text)
	switch {
	case t.kind == wordToken && !knownWord(t.text):
		return p.fault("%q is a word of Python and cannot be a name", t.text)
	case t.kind == symbolToken && unicode.IsSpace(first):
		return p.fault("the white space %U has no meaning here", first).WithNote("write a plain space")
	}
	return nil
}

func knownWord(word string) bool {
	switch word {
	case "and", "or", "not", "True", "False":
		return true
	}
	return false
}

// operatorCures says what to write for the operators of other languages, and of other places.
var operatorCures = map[string]string{
	"&": `write "and"`, "&&": `write "and"`, "|": `write "or"`, "||": `write "or"`,
	"!": `write "not"`, "~": `write "not"`, "^": `write "**"`,
	"===": `write "=="`, "<>": `write "!="`, "!==": `write "!="`, "=<": `write "<="`, "=>": `write ">="`,
	"<<": "write *2**n", ">>": "write //2**n", "@": `write "*"`, "?": ternaryCure,
	"=": `write "==" to compare`, ":=": `write "=", in a statement of its own`,
	"+=": assignCure, "-=": assignCure, "*=": assignCure, "/=": assignCure, "//=": assignCure,
	"%=": assignCure, "**=": assignCure,
	"&=": operatorsCure, "|=": operatorsCure, "^=": operatorsCure, "@=": operatorsCure, "<<=": operatorsCure,
	">>=": operatorsCure,
	"−":   `write "-"`, "–": `write "-"`, "—": `write "-"`, "×": `write "*"`, "·": `write "*"`,
	"÷": `write "/"`, "≤": `write "<="`, "≥": `write ">="`, "≠": `write "!="`,
	"²": "write **2", "³": "write **3", "√": "write sqrt(...)",
}

const (
	ternaryCure   = "write int(cond)*a + int(not cond)*b"
	assignCure    = "a statement assigns, an expression cannot"
	operatorsCure = "there are = += -= *= /= //= %= **="
)

// constructs are the other things that Python has and this language lacks.
var constructs = map[string]struct{ message, note string }{
	"if":     {`there is no "if" here`, ternaryCure},
	"elif":   {`there is no "if" here`, ternaryCure},
	"else":   {`there is no "if" here`, ternaryCure},
	"lambda": {"functions cannot be defined here", "write the expression itself"},
	"for":    {"there are no loops here", "an expression is computed for each element"},
	"while":  {"there are no loops here", "statements are executed in each step"},
	"in":     {`"in" is not an operator here`, `compare with "==" and "or"`},
	"is":     {`"is" is not an operator here`, `write "=="`},
	"None":   {`there is no "None" here`, "a value is a number, True or False"},
	"[":      {"there are no indices here", "an expression is computed for each element"},
	".":      {"names have no points", "write exp(x), not np.exp(x)"},
	"{":      {`"{" has no meaning here`, `write "("`},
	"}":      {`"}" has no meaning here`, `write ")"`},
	"\\":     {"a backslash can only end a line", `write "/" to divide`},
}

// stray explains a number, name or quoted text that the language lacks.
func (p *parser) stray() *Fault {
	text := p.token.text
	switch c := text[0]; {
	case c == '"' || c == '\'':
		return p.fault("quoted text has no meaning here")
	case isDigit(c) || c == '.':
		return p.strayFault(numberCure(text))
	}
	if len(text) > maxName {
		return p.fault("the name %s has %d characters; at most %d are allowed", shorten(text), len(text), maxName)
	}
	n := strings.IndexFunc(text, func(r rune) bool { return r >= utf8.RuneSelf })
	r, size := utf8.DecodeRuneInString(text[n:])
	at := Span{p.token.from + n, p.token.from + n + size}
	return Faultf(p.src, at, "names have letters a to z, digits and underscores, not %q", string(r)).
		WithNote("spell it out, as tau for τ")
}

func (p *parser) strayFault(cure string) *Fault {
	return p.fault("%q is not a number", shorten(p.token.text)).WithNote(cure)
}

// numberCure says what to write for a stray number, such as 0b12, 1__000, 2j or 2mV.
func numberCure(text string) string {
	end := numberEnd(text, 0)
	rest := text[end:]
	switch {
	case digitsOf(text) != "":
		return baseCure(text[:2])
	case rest[0] == '_':
		return "one underscore may stand between two digits"
	case rest == "j" || rest == "J":
		return fmt.Sprintf("there are no imaginary numbers; if %s is a name, write %s*%s", rest, shorten(text[:end]), rest)
	case rest[0] == '.':
		return "a number has one point"
	}
	return fmt.Sprintf("write %s*%s", shorten(text[:end]), shorten(rest))
}

// baseCure says which digits stand behind what begins an integer.
func baseCure(prefix string) string {
	digits := map[byte]string{'x': "0 to 9 and a to f", 'o': "0 to 7", 'b': "0 and 1"}
	return fmt.Sprintf("behind %s stand the digits %s", prefix, digits[prefix[1]|0x20])
}

// shorten cuts a long text for a message.
func shorten(text string) string {
	const longest = 60 // runes
	if utf8.RuneCountInString(text) <= longest {
		return text
	}
	return string([]rune(text)[:longest-1]) + "…"
}
