package syntax

import (
	"cmp"
	"slices"
	"strings"

	"golgi/internal/suggest"
)

// knownFlags are those of any equation. Which kinds of equations may carry which is for later stages to say.
var knownFlags = []string{
	"constant", "constant over dt", "unless refractory", "shared", "linked", "event-driven", "clock-driven",
	"summed", "point current",
}

// ParseEquations reads a block of equations. Its error is of type Faults and has one fault at most for each definition,
// which is Broken then; there are no definitions where the name of one cannot be read.
func ParseEquations(src *Source) ([]*Equation, error) {
	p, fault := newParser(src)
	if fault != nil {
		return nil, Faults{fault}
	}
	p.ender = ":"
	var list []*Equation
	unread := false
	for p.token.kind != endToken {
		begun := p.token.from
		eq, fault := p.equation()
		p.lines = false
		if fault != nil {
			p.faults = append(p.faults, fault)
			p.recover(begun)
		} else {
			p.skipLines()
		}
		list, unread = append(list, eq), unread || eq == nil
	}
	if unread {
		list = nil
	}
	return list, p.faults.err()
}

// skipLines goes past a line break that is the present token.
func (p *parser) skipLines() {
	if p.token.kind == lineToken {
		p.advance()
	}
}

// equation reads one definition and stops at the end of its last line; it is nil where its name cannot be read.
func (p *parser) equation() (*Equation, *Fault) {
	eq, fault := p.leftSide()
	if eq == nil {
		return nil, fault
	}
	if fault == nil && eq.Kind != Parameter {
		eq.Expr, fault = p.expression()
	}
	if fault == nil {
		fault = p.colon(eq)
	}
	if fault == nil {
		eq.Unit, fault = p.unit()
	}
	if fault == nil {
		eq.Flags, fault = p.flags()
	}
	if fault == nil {
		fault = p.endEquation()
	}
	eq.Broken = fault != nil
	return eq, fault
}

// leftSide reads "x", "x =" or "dx/dt =".
func (p *parser) leftSide() (*Equation, *Fault) {
	name := p.token
	if name.kind != nameToken {
		return nil, p.noLeftSide()
	}
	p.advance()
	eq := &Equation{Kind: Parameter, Name: Ident{At: name.span(), Name: name.text}}
	switch {
	case p.token.is(":"):
		return eq, nil
	case p.token.is("="):
		eq.Kind = Subexpression
		p.advance()
		return eq, nil
	case p.token.is("/"):
		return p.derivative(name)
	}
	return eq, p.noDefinition(eq)
}

// derivative reads "/dt =" after "dx".
func (p *parser) derivative(name token) (*Equation, *Fault) {
	p.advance()
	by := p.token
	variable, ok := strings.CutPrefix(name.text, "d")
	if variable == "" {
		return nil, p.noDerivative(name)
	}
	eq := &Equation{Kind: Differential, Name: Ident{At: Span{name.to() - len(variable), name.to()}, Name: variable}}
	if !ok || by.text != "dt" {
		return eq, p.noDerivative(name)
	}
	p.advance()
	if !p.token.is("=") {
		return eq, p.fault(`"=" is missing after "%s/dt"`, name.text)
	}
	p.advance()
	return eq, nil
}

// noDerivative explains why name/x, with x the present token, is not dx/dt.
func (p *parser) noDerivative(name token) *Fault {
	variable := strings.TrimPrefix(name.text, "d")
	if variable == "" {
		variable = "v"
	}
	left, at := name.text+"/", Span{name.from, p.before.to()}
	if p.token.kind == nameToken {
		left, at.To = left+p.token.text, p.token.to()
	}
	return Faultf(p.src, at, "%q is not a derivative by time", left).WithNote("write d" + variable + "/dt")
}

// noLeftSide explains why no definition begins at the present token.
func (p *parser) noLeftSide() *Fault {
	if fault := p.foreign(); fault != nil {
		return fault
	}
	return p.fault("an equation begins with the name of a variable, not with %q", shorten(p.token.text))
}

// noDefinition explains why the name before the present token is not defined.
func (p *parser) noDefinition(eq *Equation) *Fault {
	t := p.token
	_, assigns := assignOp(t)
	switch {
	case t.kind == endToken || t.first:
		return p.noUnit(eq)
	case assigns, t.is("=="), t.is(":="):
		return p.fault("%q does not define a variable", t.text).WithNote(`write "="`)
	case t.text[0] == '\'':
		at := Span{eq.Name.At.From, t.from + 1}
		return Faultf(p.src, at, "%q is not a derivative", eq.Name.Name+"'").
			WithNote("write d" + eq.Name.Name + "/dt")
	}
	if fault := p.foreign(); fault != nil {
		return fault
	}
	return p.fault(`"=" or ":" is expected after %q, not %q`, eq.Name.Name, shorten(t.text))
}

// noUnit says that a definition lacks its unit.
func (p *parser) noUnit(eq *Equation) *Fault {
	return p.faultAfter("the definition of %q has no unit", eq.Name.Name).
		WithNote(`end it with ": volt", say, or with ": 1" for a number`)
}

// colon goes past the colon before the unit. From here on line breaks count.
func (p *parser) colon(eq *Equation) *Fault {
	switch {
	case p.token.is(":"):
		p.advance()
	case p.token.kind == endToken, p.startsDefinition():
		return p.noUnit(eq)
	default:
		return p.noOperator()
	}
	p.lines = true
	if p.ends() || p.startsDefinition() || p.startsFlags() {
		return p.noUnit(eq)
	}
	return nil
}

// startsFlags reports whether a parenthesis with a flag in it begins at the present token.
func (p *parser) startsFlags() bool {
	word := p.next(p.token, false).text
	return p.token.is("(") && slices.ContainsFunc(knownFlags, func(flag string) bool {
		rest, ok := strings.CutPrefix(flag, word)
		return ok && word != "" && (rest == "" || rest[0] == ' ' || rest[0] == '-')
	})
}

// unit reads a unit as text, up to the flags or the end of the line.
func (p *parser) unit() (Text, *Fault) {
	var read, opened []token
	for !p.ends() && !p.atFlags(len(opened)) {
		switch {
		case p.token.is("("):
			opened = append(opened, p.token)
		case p.token.is(")") && len(opened) > 0:
			opened = opened[:len(opened)-1]
		case !inUnit(p.token):
			return Text{}, p.notInUnit()
		}
		read = append(read, p.token)
		p.advance()
	}
	if len(opened) > 0 {
		return Text{}, Faultf(p.src, opened[len(opened)-1].span(), `"(" is never closed`)
	}
	return join(read), nil
}

// atFlags reports whether a parenthesis opens flags: it follows a finished unit.
func (p *parser) atFlags(depth int) bool {
	finished := p.before.kind != symbolToken || p.before.is(")")
	return p.token.is("(") && depth == 0 && finished
}

// join returns the text of tokens, with one space for any white space between them.
func join(tokens []token) Text {
	if len(tokens) == 0 {
		return Text{}
	}
	var text strings.Builder
	end := tokens[0].from
	for _, t := range tokens {
		if t.from > end {
			text.WriteByte(' ')
		}
		text.WriteString(t.text)
		end = t.to()
	}
	return Text{At: Span{tokens[0].from, end}, Text: text.String()}
}

// inUnit reports whether a token may stand in a unit. Whether the unit is one is for package units to say.
func inUnit(t token) bool {
	switch t.kind {
	case nameToken, numberToken, strayToken:
		return true
	case symbolToken:
		return slices.Contains([]string{"*", "/", "**", "^", "-", "+"}, t.text)
	}
	return false
}

func (p *parser) notInUnit() *Fault {
	if p.token.is(")") {
		return p.noOperator()
	}
	return p.fault("%q cannot stand in a unit", shorten(p.token.text))
}

// flags reads the flags behind a unit, if there are any; they may stand on the next line.
func (p *parser) flags() ([]Text, *Fault) {
	if p.token.kind == lineToken && p.next(p.token, false).is("(") {
		p.token = p.next(p.token, false)
	}
	if !p.token.is("(") {
		return nil, nil
	}
	var list []Text
	open := p.takeOpen()
	for {
		flag, fault := p.flag(list)
		if fault != nil {
			return nil, fault
		}
		list = append(list, flag)
		if !p.token.is(",") {
			return list, p.takeClose(open)
		}
		p.advance()
	}
}

// flag reads one flag, which is none of those before it.
func (p *parser) flag(before []Text) (Text, *Fault) {
	var read []token
	for p.token.kind == nameToken || p.token.kind == wordToken || p.token.is("-") {
		read = append(read, p.token)
		p.advance()
	}
	flag := join(read)
	switch same := func(f Text) bool { return f.Text == flag.Text }; {
	case flag.Text == "" && p.ends():
		return flag, p.faultAfter("a flag is missing after %q", p.before.text)
	case flag.Text == "":
		return flag, p.fault("a flag is expected, not %q", shorten(p.token.text)).WithNote(flagsCure())
	case !slices.Contains(knownFlags, flag.Text):
		return flag, Faultf(p.src, flag.At, "unknown flag %q", shorten(flag.Text)).
			WithNote(cmp.Or(suggest.DidYouMean(flag.Text, knownFlags), flagsCure()))
	case slices.ContainsFunc(before, same):
		return flag, Faultf(p.src, flag.At, "the flag %q stands here twice", flag.Text)
	}
	return flag, nil
}

func flagsCure() string { return "there are: " + strings.Join(knownFlags, ", ") }

// endEquation checks that nothing follows a definition on its last line.
func (p *parser) endEquation() *Fault {
	switch {
	case p.token.kind == endToken, p.token.kind == lineToken:
		return nil
	case p.token.is("("):
		return p.fault("flags stand in one pair of parentheses").WithNote("separate them by commas")
	}
	return p.fault("%q follows a complete definition", shorten(p.token.text)).
		WithNote("the next one begins on a line of its own")
}
