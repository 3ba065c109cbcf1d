package units

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

type tokenKind int

const (
	endToken tokenKind = iota
	numberToken
	nameToken
	symbolToken // one character, or **
)

type token struct {
	kind tokenKind
	text string
	pos  int
}

// scan returns the first token of text at or after pos.
func scan(text string, pos int) token {
	pos += len(text[pos:]) - len(strings.TrimLeftFunc(text[pos:], unicode.IsSpace))
	rest := text[pos:]
	first, size := utf8.DecodeRuneInString(rest)
	switch {
	case rest == "":
		return token{endToken, "", pos}
	case numberLength(rest) > 0:
		return token{numberToken, rest[:numberLength(rest)], pos}
	case isNameStart(first):
		return token{nameToken, rest[:nameLength(rest)], pos}
	case strings.HasPrefix(rest, "**"):
		return token{symbolToken, "**", pos}
	}
	return token{symbolToken, rest[:size], pos}
}

func isNameStart(r rune) bool { return r == '_' || unicode.IsLetter(r) }

func nameLength(text string) int {
	for i, r := range text {
		if !isNameStart(r) && !unicode.IsDigit(r) {
			return i
		}
	}
	return len(text)
}

// numberLength returns the length of the decimal number that text begins with, such as 20, .5 or 1e-3,
// and 0 where there is none. An e that no digits follow belongs to what comes next.
func numberLength(text string) int {
	n := digits(text, 0)
	mantissa := n
	if n < len(text) && text[n] == '.' {
		fraction := digits(text, n+1)
		mantissa += fraction - n - 1
		n = fraction
	}
	if mantissa == 0 {
		return 0
	}
	if n < len(text) && (text[n] == 'e' || text[n] == 'E') {
		exponent := n + 1
		if exponent < len(text) && (text[exponent] == '+' || text[exponent] == '-') {
			exponent++
		}
		if end := digits(text, exponent); end > exponent {
			return end
		}
	}
	return n
}

// digits returns where the digits that begin at pos end.
func digits(text string, pos int) int {
	for pos < len(text) && '0' <= text[pos] && text[pos] <= '9' {
		pos++
	}
	return pos
}
