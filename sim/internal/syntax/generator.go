package syntax

// Generator says to which neurons one is connected: Element for each value of Variable in From, From + Step, …, before To, where
// If holds.
//
//	Element for Variable in range(From, To, Step) if If
//	Element for Variable in sample(From, To, Step, p=P) if If       each value with probability P
//	Element for Variable in sample(From, To, Step, size=Size) if If   Size different values
//	Element if If                                                   once
//
// From, Step and If may be left out.
type Generator struct {
	Element  Expr
	Variable *Ident // nil: there is no loop
	Sampled  bool
	From, To Expr // From nil: 0
	Step     Expr // nil: 1
	P, Size  Expr // of a sample, one of them
	If       Expr // nil: always
}

// ParseGenerator reads a text that is one Generator. Its error is of type Faults.
//
// Source: Brian 2, parse_synaptic_generator_syntax.
func ParseGenerator(src *Source) (*Generator, error) {
	p, fault := newParser(src)
	if fault != nil {
		return nil, Faults{fault}
	}
	g := &Generator{}
	if fault = p.generator(g); fault == nil && p.token.kind != endToken {
		if p.token.is("for") || p.token.is("if") {
			fault = p.fault("there is one %q in a generator", p.token.text)
		} else {
			fault = p.noOperator()
		}
	}
	if fault != nil {
		return nil, Faults{fault}
	}
	return g, nil
}

func (p *parser) generator(g *Generator) (fault *Fault) {
	if g.Element, fault = p.expression(); fault != nil {
		return fault
	}
	if p.token.is("for") {
		if fault = p.loop(g); fault != nil {
			return fault
		}
	}
	if p.token.is("if") {
		p.advance()
		g.If, fault = p.expression()
	}
	return fault
}

const generatorCure = "write k for k in range(i - 10, i + 10)"

// loop reads what begins with for.
func (p *parser) loop(g *Generator) *Fault {
	p.advance()
	if p.token.kind != nameToken {
		return p.fault(`a name is missing after "for"`).WithNote(generatorCure)
	}
	g.Variable = &Ident{At: p.token.span(), Name: p.token.text}
	p.advance()
	if !p.token.is("in") {
		return p.fault(`"in" is missing after "for %s"`, shorten(g.Variable.Name)).WithNote(generatorCure)
	}
	p.advance()
	if g.Sampled = p.token.text == "sample"; !g.Sampled && p.token.text != "range" {
		return p.fault(`range(...) or sample(...) is missing after "in"`).WithNote(generatorCure)
	}
	function := p.token
	p.advance()
	if !p.token.is("(") {
		return p.faultAfter(`"(" is missing after %q`, function.text)
	}
	return p.bounds(g, function)
}

// bounds reads the arguments of range or sample.
func (p *parser) bounds(g *Generator, function token) *Fault {
	open := p.takeOpen()
	var args []Expr
	for !p.token.is(")") {
		named := p.token.kind == nameToken && p.next(p.token, false).is("=")
		arg, fault := p.argument(g, named)
		if fault != nil {
			return fault
		}
		if arg != nil {
			args = append(args, arg)
		}
		if !p.token.is(",") {
			break
		}
		p.advance()
	}
	if fault := p.takeClose(open); fault != nil {
		return fault
	}
	at := Span{function.from, p.before.to()}
	switch {
	case len(args) == 0 || len(args) > 3:
		return Faultf(p.src, at, "%s takes from, to and step, of which from and step may be left out", function.text)
	case g.Sampled && (g.P == nil) == (g.Size == nil):
		return Faultf(p.src, at, "a sample has either p=..., a probability, or size=..., a number")
	}
	if g.To = args[0]; len(args) > 1 {
		g.From, g.To = args[0], args[1]
	}
	if len(args) > 2 {
		g.Step = args[2]
	}
	return nil
}

// argument reads an argument, nil: it is that of a name.
func (p *parser) argument(g *Generator, named bool) (Expr, *Fault) {
	if !named {
		return p.expr(orLevel)
	}
	name := p.token
	into := map[string]*Expr{"p": &g.P, "size": &g.Size}[name.text]
	if into == nil || !g.Sampled || *into != nil {
		return nil, p.fault("there is no argument %q here", shorten(name.text)).WithNote("a sample has p=... or size=...")
	}
	p.advance()
	p.advance()
	e, fault := p.expr(orLevel)
	*into = e
	return nil, fault
}
