package syntax

import "unicode/utf8"

const (
	maxText      = 1 << 20 // bytes
	maxDepth     = 1000    // calls of expr within each other; parentheses take one to six
	maxOperators = 10_000  // in one expression: no tree is higher, so that later stages may recurse
)

// parser is at a token of a text. This file has what the parsers of all three kinds of text share. Methods
// return the first fault they meet; recover then finds the place to go on from.
type parser struct {
	src    *Source
	token  token
	before token  // the one before token
	lines  bool   // a line break is a token while no parenthesis is open
	ender  string // the symbol that ends an expression: ":" in equations, ";" in statements
	open   int    // parentheses
	depth  int    // of expr
	count  int    // of operators in the expression
	faults Faults
}

// newParser returns a parser at the first token of a readable text.
func newParser(src *Source) (*parser, *Fault) {
	if len(src.Text) > maxText {
		return nil, Faultf(src, Span{}, "the text has %d bytes; at most %d are read", len(src.Text), maxText)
	}
	if pos := invalidByte(src.Text); pos >= 0 {
		return nil, Faultf(src, Span{pos, pos + 1}, "the text is not UTF-8: byte 0x%02x", src.Text[pos])
	}
	p := &parser{src: src}
	p.advance()
	return p, nil
}

// invalidByte returns where text stops being UTF-8, -1 where it never does.
func invalidByte(text string) int {
	for pos, r := range text {
		if r != utf8.RuneError {
			continue
		}
		if _, size := utf8.DecodeRuneInString(text[pos:]); size == 1 {
			return pos
		}
	}
	return -1
}

// advance goes to the next token that counts.
func (p *parser) advance() {
	p.before = p.token
	p.token = p.next(p.token, p.lines && p.open == 0)
}

// next returns the token after t, with or without regard to line breaks.
func (p *parser) next(t token, lines bool) token {
	following := scan(p.src.Text, t.to())
	following.first = t.kind == lineToken || t.to() == 0
	for following.kind == lineToken && !lines {
		following = scan(p.src.Text, following.to())
		following.first = true
	}
	return following
}

// ends reports whether what is read ends at the present token for want of more.
func (p *parser) ends() bool {
	t := p.token
	return t.kind == endToken || t.kind == lineToken || p.ender != "" && t.is(p.ender)
}

// startsDefinition reports whether the present token begins a line with "x =", "x +=", "x :" or "dx/dt =".
// This is how faults and recover tell a new definition or statement from the rest of an old one.
func (p *parser) startsDefinition() bool {
	if !p.token.first || p.token.kind != nameToken {
		return false
	}
	second := p.next(p.token, true)
	if second.is("/") {
		second = p.next(p.next(second, true), true)
		return second.is("=")
	}
	_, assigns := assignOp(second)
	return assigns || second.is(":")
}

// recover goes on to the next definition or statement after a fault in the one that began at pos begun.
func (p *parser) recover(begun int) {
	for p.token.kind != endToken {
		if p.token.from > begun && p.startsDefinition() {
			break
		}
		if p.lines && p.open == 0 && p.ends() {
			break
		}
		switch {
		case p.token.is("("):
			p.open++
		case p.token.is(")") && p.open > 0:
			p.open--
		}
		p.advance()
	}
	p.open = 0
}

// fault makes a fault at the present token.
func (p *parser) fault(format string, args ...any) *Fault {
	return Faultf(p.src, p.token.span(), format, args...)
}

// faultAfter makes a fault behind the token before the present one.
func (p *parser) faultAfter(format string, args ...any) *Fault {
	return Faultf(p.src, Span{p.before.to(), p.before.to()}, format, args...)
}

// takeOpen goes past an opening parenthesis and returns it.
func (p *parser) takeOpen() token {
	open := p.token
	p.open++
	p.advance()
	return open
}

// takeClose goes past the parenthesis that closes open.
func (p *parser) takeClose(open token) *Fault {
	switch {
	case p.token.is(")"):
		p.open--
		p.advance()
		return nil
	case p.ends(), p.startsDefinition():
		return Faultf(p.src, open.span(), `"(" is never closed`)
	}
	return p.noOperator()
}
