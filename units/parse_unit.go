package units

import (
	"fmt"
	"math/big"
	"strings"
)

// maxName bounds the text of a unit, without its spaces, and with it the nesting of parentheses.
const maxName = 500

// ParseUnit reads the expression of a unit: names and symbols, 1, products with * or a space, quotients,
// powers with ** or ^, and parentheses. From left to right, as in Python, A/m*s is (A/m)*s.
//
//	uF/cm**2   siemens*meter**-2   amp/(meter**2)   1/ms   second**-0.5   second**(-1/2)   V s^-1/2
//
// An exponent after ^ may be a bare fraction, which is how dimensions print; after ** it needs
// parentheses, since Python would divide. The name of the unit is the text without needless spaces. The
// scale is correctly rounded. Errors are *SyntaxError.
func ParseUnit(text string) (Unit, error) {
	p := newParser(text)
	f, err := p.product()
	if err != nil {
		return Unit{}, err
	}
	return p.finish(f)
}

// finish makes the unit of a text read to its end.
func (p *parser) finish(f factor) (Unit, error) {
	if p.token.kind != endToken {
		return Unit{}, p.unexpected("the end of the unit")
	}
	scale, err := f.scale()
	if err != nil {
		return Unit{}, p.fault(token{}, "%s is no unit: %v", p.name.String(), err)
	}
	return Unit{p.name.String(), scale, f.dim}, nil
}

// product reads power { ("*" | "/" | nothing) power }.
func (p *parser) product() (factor, error) {
	left, err := p.power()
	if err != nil {
		return factor{}, err
	}
	return p.productFrom(left)
}

func (p *parser) productFrom(left factor) (factor, error) {
	for {
		operator := p.token
		switch {
		case p.at("*"), p.at("/"):
			p.take()
		case p.startsFactor():
			p.space()
		default:
			return left, nil
		}
		right, err := p.power()
		if err != nil {
			return factor{}, err
		}
		if operator.text == "/" {
			right = right.inverse()
		}
		if left, err = left.mul(right); err != nil {
			return factor{}, p.fault(operator, "%v", err)
		}
	}
}

// startsFactor reports whether a further factor follows without an operator.
func (p *parser) startsFactor() bool { return p.token.kind == nameToken || p.at("(") }

// space keeps two names apart in the name of the unit.
func (p *parser) space() {
	if name := p.name.String(); p.token.kind == nameToken && !strings.HasSuffix(name, ")") {
		p.name.WriteString(" ")
	}
}

// power reads operand [ ("**" | "^") exponent ].
func (p *parser) power() (factor, error) {
	f, err := p.operand()
	if err != nil {
		return factor{}, err
	}
	operator := p.token
	if !p.at("**") && !p.at("^") {
		return f, nil
	}
	p.take()
	exponent, err := p.exponent(operator.text == "^")
	if err != nil {
		return factor{}, err
	}
	if f, err = f.pow(exponent); err != nil {
		return factor{}, p.fault(operator, "%v", err)
	}
	return f, nil
}

// operand reads name | "1" | "(" product ")".
func (p *parser) operand() (factor, error) {
	at := p.token
	switch {
	case p.name.Len()+len(at.text) > maxName:
		return factor{}, p.fault(at, "a unit may have %d characters at most", maxName)
	case at.kind == nameToken:
		e, ok := vocabulary().find(at.text)
		if !ok {
			return factor{}, p.fault(at, "%s", unknownUnit(at.text))
		}
		p.take()
		return e.factor, nil
	case at.kind == numberToken && at.text == "1":
		p.take()
		return factor{}, nil
	case at.kind == numberToken:
		return factor{}, p.fault(at, "the only number in a unit is 1, not %s; a quantity has one number, in front, and fractional powers "+
			"are written like second**(-1/2)", shorten(at.text, longestWord))
	case p.at("("):
		return p.parenthesis()
	}
	return factor{}, p.unexpected("a unit")
}

func (p *parser) parenthesis() (factor, error) {
	p.take()
	f, err := p.product()
	if err != nil {
		return factor{}, err
	}
	if !p.at(")") {
		return factor{}, p.unexpected(`")"`)
	}
	p.take()
	return f, nil
}

// exponent reads a signed number, with "/" number behind it if bare fractions are allowed, or a signed
// number or fraction in parentheses.
func (p *parser) exponent(bareFraction bool) (rational, error) {
	if !p.at("(") {
		return p.fraction(bareFraction)
	}
	p.take()
	r, err := p.fraction(true)
	if err != nil {
		return rational{}, err
	}
	if !p.at(")") {
		return rational{}, p.unexpected(`")"`)
	}
	p.take()
	return r, nil
}

func (p *parser) fraction(allowed bool) (rational, error) {
	start, text := p.token, ""
	if p.at("-") || p.at("+") {
		text = p.token.text
		p.take()
	}
	if p.token.kind != numberToken {
		return rational{}, p.unexpected("an exponent")
	}
	text += p.token.text
	p.take()
	if allowed && p.at("/") && p.peek().kind == numberToken {
		p.take()
		text += "/" + p.token.text
		p.take()
	}
	r, err := exponentFromText(text)
	if err != nil {
		return rational{}, p.fault(start, "%v", err)
	}
	return r, nil
}

// exponentFromText reads "-1/2", "0.5", "2".
func exponentFromText(text string) (rational, error) {
	const most = 12 // characters; big.Rat would build 1e999999999 in memory
	if len(text) > most || strings.ContainsAny(text, "eE") {
		return rational{}, fmt.Errorf("the exponent %s is out of range; "+
			"numerator and denominator go up to %d", shorten(text, longestWord), maxTerm)
	}
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		return rational{}, fmt.Errorf("%s is no exponent", text)
	}
	return newRational(int(r.Num().Int64()), int(r.Denom().Int64()))
}
