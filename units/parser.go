package units

import (
	"fmt"
	"strings"
)

// parser is at a token of a text. It collects in name the tokens of the unit.
type parser struct {
	text  string
	token token
	name  strings.Builder
}

func newParser(text string) *parser { return &parser{text: text, token: scan(text, 0)} }

// peek returns the token behind the present one.
func (p *parser) peek() token { return scan(p.text, p.token.pos+len(p.token.text)) }

func (p *parser) skip() { p.token = p.peek() }

// take skips a token that belongs to the unit.
func (p *parser) take() {
	p.name.WriteString(p.token.text)
	p.skip()
}

func (p *parser) at(symbol string) bool { return p.token.kind == symbolToken && p.token.text == symbol }

func (p *parser) fault(at token, format string, args ...any) error {
	return &SyntaxError{Text: p.text, Pos: at.pos, Reason: fmt.Sprintf(format, args...)}
}

// unexpected says what was wanted at the present token.
func (p *parser) unexpected(wanted string) error {
	if p.token.kind == endToken {
		return p.fault(p.token, "the text ends where %s is expected", wanted)
	}
	return p.fault(p.token, "%s is expected, not %q", wanted, shorten(p.token.text, longestWord))
}
