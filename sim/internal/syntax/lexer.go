package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

type tokenKind uint8

const (
	endToken    tokenKind = iota
	lineToken             // a line break
	numberToken           // 20, .5, 1e-3, 1_000, 0x1F
	nameToken             // tau_m
	wordToken             // a keyword of Python: and, True, lambda
	symbolToken           // an operator, a bracket, or any character that begins nothing else
	strayToken            // a number, name or quoted text that the language does not have: 2mV, τ, "a"
)

// token is a piece of text and where it begins.
type token struct {
	kind  tokenKind
	text  string
	from  int
	first bool // in its line
}

func (t token) to() int    { return t.from + len(t.text) }
func (t token) span() Span { return Span{t.from, t.to()} }

// is reports whether the token is the symbol or keyword text.
func (t token) is(text string) bool {
	return t.text == text && (t.kind == symbolToken || t.kind == wordToken)
}

// scan returns the first token of text at or after pos. It is a function of both alone, so that looking ahead
// needs no state.
func scan(text string, pos int) token {
	pos = skipBlank(text, pos)
	if pos == len(text) {
		return token{kind: endToken, from: pos}
	}
	kind, end := symbolToken, pos
	first, _ := utf8.DecodeRuneInString(text[pos:])
	switch {
	case first == '\n':
		kind, end = lineToken, pos+1
	case isDigit(byteAt(text, pos)), first == '.' && isDigit(byteAt(text, pos+1)):
		kind, end = scanNumber(text, pos)
	case first == '_' || unicode.IsLetter(first):
		kind, end = scanName(text, pos)
	case first == '"' || first == '\'':
		kind, end = strayToken, quoteEnd(text, pos)
	default:
		end = symbolEnd(text, pos)
	}
	return token{kind: kind, text: text[pos:end], from: pos}
}

// skipBlank returns where white space, comments and continued line ends at pos end.
func skipBlank(text string, pos int) int {
	for pos < len(text) {
		switch {
		case strings.IndexByte(" \t\r\f", text[pos]) >= 0:
			pos++
		case text[pos] == '#':
			pos = lineEnd(text, pos)
		case strings.HasPrefix(text[pos:], "\\\n"):
			pos += 2
		case strings.HasPrefix(text[pos:], "\\\r\n"):
			pos += 3
		default:
			return pos
		}
	}
	return pos
}

// lineEnd returns where the line that holds pos ends.
func lineEnd(text string, pos int) int {
	if n := strings.IndexByte(text[pos:], '\n'); n >= 0 {
		return pos + n
	}
	return len(text)
}

// scanNumber reads a number. One that runs into letters, digits or points is a stray as a whole, so that a fault can say what
// 2mV or 1__000 should be.
//
// Source: The Python Language Reference 3.11, 2.4.5 to 2.4.6.
func scanNumber(text string, pos int) (tokenKind, int) {
	end := numberEnd(text, pos)
	run := end
	for isWordByte(byteAt(text, run)) || byteAt(text, run) == '.' {
		run++
	}
	if run > end {
		return strayToken, run
	}
	return numberToken, end
}

func numberEnd(text string, pos int) int {
	if digits := digitsOf(text[pos:]); digits != "" {
		if end := groupsEnd(text, pos+2, digits); end > pos+2 {
			return end
		}
	}
	end := digitsEnd(text, pos)
	if byteAt(text, end) == '.' {
		end = digitsEnd(text, end+1)
	}
	if e := byteAt(text, end); e != 'e' && e != 'E' {
		return end
	}
	exponent := end + 1
	if sign := byteAt(text, exponent); sign == '+' || sign == '-' {
		exponent++
	}
	if last := digitsEnd(text, exponent); last > exponent {
		return last
	}
	return end
}

const decimal = "0123456789"

// digitsOf returns the digits of the base of which an integer says that it is written in; none where it says nothing.
func digitsOf(number string) string {
	if byteAt(number, 0) != '0' {
		return ""
	}
	switch byteAt(number, 1) {
	case 'x', 'X':
		return decimal + "abcdefABCDEF"
	case 'o', 'O':
		return decimal[:8]
	case 'b', 'B':
		return decimal[:2]
	}
	return ""
}

// digitsEnd returns where decimal digits end, between any two of which there may be an underscore.
func digitsEnd(text string, pos int) int {
	if byteAt(text, pos) == '_' {
		return pos
	}
	return groupsEnd(text, pos, decimal)
}

// groupsEnd returns where digits end, before each of which there may be an underscore.
func groupsEnd(text string, pos int, digits string) int {
	for {
		next := pos
		if byteAt(text, next) == '_' {
			next++
		}
		if next == len(text) || strings.IndexByte(digits, text[next]) < 0 {
			return pos
		}
		pos = next + 1
	}
}

// maxName bounds a name, so that messages stay readable.
const maxName = 255

// scanName reads letters and digits of any script; only Latin ones make a name.
func scanName(text string, pos int) (tokenKind, int) {
	end, kind := len(text), nameToken
	for n, r := range text[pos:] {
		if r != '_' && !unicode.In(r, unicode.Letter, unicode.Nd, unicode.Mark) {
			end = pos + n
			break
		}
		if r >= utf8.RuneSelf {
			kind = strayToken
		}
	}
	switch {
	case end-pos > maxName:
		kind = strayToken
	case isKeyword(text[pos:end]):
		kind = wordToken
	}
	return kind, end
}

// isKeyword reports whether Python keeps a word for itself. Source: Python 3, keyword.kwlist.
func isKeyword(word string) bool {
	switch word {
	case "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def",
		"del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda",
		"nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield":
		return true
	}
	return false
}

// quoteEnd returns where a quoted text ends: behind the closing quote or at the end of the line.
func quoteEnd(text string, pos int) int {
	for end := pos + 1; end < len(text); end++ {
		switch text[end] {
		case text[pos]:
			return end + 1
		case '\n':
			return end
		}
	}
	return len(text)
}

// longSymbols are the symbols of several characters, longer ones first. Those of other languages are among
// them, so that a fault can name them.
var longSymbols = [...]string{
	"**=", "//=", "<<=", ">>=", "===", "!==",
	"**", "//", "==", "!=", "<=", ">=", "+=", "-=", "*=", "/=", "%=",
	"<>", "=<", "=>", "<<", ">>", ":=", "&=", "|=", "^=", "@=", "&&", "||",
}

func symbolEnd(text string, pos int) int {
	for _, symbol := range longSymbols {
		if strings.HasPrefix(text[pos:], symbol) {
			return pos + len(symbol)
		}
	}
	_, size := utf8.DecodeRuneInString(text[pos:])
	return pos + size
}

// byteAt returns 0 behind the end of text.
func byteAt(text string, pos int) byte {
	if pos < len(text) {
		return text[pos]
	}
	return 0
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isWordByte(c byte) bool {
	return isDigit(c) || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_'
}
