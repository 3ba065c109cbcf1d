package trajectory

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golgi/internal/plain"
	"golgi/units"
)

// A piece is a part of a line, which knows where it stands.
type piece struct {
	text string
	at   int // in the line
	line string
}

// part returns the bytes from one to another.
func (p piece) part(from, to int) piece { return piece{p.text[from:to], p.at + from, p.line} }

// trimmed returns the piece without spaces at its ends.
func (p piece) trimmed() piece {
	from := len(p.text) - len(strings.TrimLeftFunc(p.text, unicode.IsSpace))
	return p.part(from, max(from, len(strings.TrimRightFunc(p.text, unicode.IsSpace))))
}

// cut returns what stands before and behind the first of a byte.
func (p piece) cut(separator byte) (before, behind piece, found bool) {
	i := strings.IndexByte(p.text, separator)
	if i < 0 {
		return p, piece{}, false
	}
	return p.part(0, i), p.part(i+1, len(p.text)), true
}

// split returns what stands between commas: outside of brackets, or anywhere if these mean nothing.
func (p piece) split(brackets bool) (parts []piece) {
	depth, from := 0, 0
	for i := range len(p.text) {
		switch c := p.text[i]; {
		case c == '(' || c == '[':
			depth++
		case c == ')' || c == ']':
			depth--
		case c == ',' && (depth == 0 || !brackets):
			parts = append(parts, p.part(from, i).trimmed())
			from = i + 1
		}
	}
	return append(parts, p.part(from, len(p.text)).trimmed())
}

// shapeless says what keeps a piece from being numbers, whatever their kind.
func (p piece) shapeless() error {
	if p.text == "" {
		return p.fault("a value is missing; commas stand between values, as in 1,2,3")
	}
	if at := unpaired(p.text); at >= 0 {
		return p.part(at, len(p.text)).fault("this bracket has no other half")
	}
	return p.dangling()
}

// separators matches what stands between terms.
var separators = regexp.MustCompile(`;|(?:^|\s)with(?:\s|$)`)

// dangling finds a separator that none is, since no term follows.
func (p piece) dangling() error {
	if at := separators.FindStringIndex(p.text); at != nil {
		word := p.part(at[0], at[1]).trimmed()
		return word.fault("behind %s follows NAME=VALUES, as in R_ee=1,2 %[1]s tau=5ms,10ms", word.text)
	}
	return nil
}

// unpaired returns where a text has a bracket without its other half; -1: nowhere.
func unpaired(text string) int {
	var open []int
	for i := range len(text) {
		switch c := text[i]; {
		case c == '(' || c == '[':
			open = append(open, i)
		case c != ')' && c != ']':
		case len(open) == 0 || (text[open[len(open)-1]] == '(') != (c == ')'):
			return i
		default:
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		return open[0]
	}
	return -1
}

var called = regexp.MustCompile(`^([A-Za-z]\w*)\s*\(`)

// call returns the name before a bracket that ends with the piece, and what is in it.
func (p piece) call() (name, args piece, is bool) {
	found := called.FindStringSubmatchIndex(p.text)
	if found == nil || !strings.HasSuffix(p.text, ")") {
		return p, p, false
	}
	return p.part(found[2], found[3]), p.part(found[1], len(p.text)-1), true
}

// A lineFault is what is wrong at a place of a line.
type lineFault struct {
	piece
	reason string
	cause  error // which it wraps; may be nil
}

// fault says what is wrong with the piece.
func (p piece) fault(format string, args ...any) error {
	return &lineFault{p, fmt.Sprintf(format, args...), nil}
}

// because says the same by an error, if there is one; where that points into the piece, so does the caret.
func (p piece) because(err error) error {
	if err == nil {
		return nil
	}
	text := err.Error()
	if inner := (*units.SyntaxError)(nil); errors.As(err, &inner) {
		text = strings.Replace(text, inner.Error(), inner.Reason, 1)
		if at := strings.Index(p.text, inner.Text); at >= 0 {
			p = p.part(min(len(p.text), at+inner.Pos), len(p.text))
		}
	}
	return &lineFault{p, text, err}
}

// Error gives the reason and, below it, the line with a caret under the place.
func (f *lineFault) Error() string {
	const before, after = 60, 40
	start, end := max(0, f.at-before), min(len(f.line), f.at+after)
	left, right := plain.Aligned(f.line[start:f.at]), plain.Aligned(f.line[f.at:end])
	if start > 0 {
		left = "…" + left
	}
	if end < len(f.line) {
		right += "…"
	}
	return fmt.Sprintf("%s\n  | %s%s\n  | %s^", f.reason, left, right, strings.Repeat(" ", utf8.RuneCountInString(left)))
}

func (f *lineFault) Unwrap() error { return f.cause }

// shortened returns as much of a text as an error has.
func shortened(text string) string {
	const most = 40
	if runes := []rune(plain.Aligned(text)); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return plain.Aligned(text)
}
