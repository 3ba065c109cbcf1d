package syntax

// assignOperators lists the operators of assignment.
var assignOperators = [...]string{
	Set: "=", AddTo: "+=", SubFrom: "-=", MulBy: "*=", DivBy: "/=",
	FloorDivBy: "//=", ModBy: "%=", RaiseBy: "**=",
}

func assignOp(t token) (AssignOp, bool) {
	for op, text := range assignOperators {
		if text != "" && t.is(text) {
			return AssignOp(op), true
		}
	}
	return 0, false
}

// ParseStatements reads assignments, each on a line of its own or with ";" between them. A text may have
// none. Its error is of type Faults and has one fault at most for each statement, which is Broken then; there are no
// statements where the target of one cannot be read.
func ParseStatements(src *Source) ([]*Assign, error) {
	p, fault := newParser(src)
	if fault != nil {
		return nil, Faults{fault}
	}
	p.lines, p.ender = true, ";"
	var list []*Assign
	unread := false
	for p.token.kind != endToken {
		if p.ends() {
			p.advance()
			continue
		}
		begun := p.token.from
		st, fault := p.statement()
		if fault != nil {
			p.faults = append(p.faults, fault)
			p.recover(begun)
		}
		list, unread = append(list, st), unread || st == nil
	}
	if unread {
		list = nil
	}
	return list, p.faults.err()
}

// statement reads one statement; it is nil where its target cannot be read.
func (p *parser) statement() (*Assign, *Fault) {
	target := p.token
	if target.kind != nameToken {
		return nil, p.noTarget()
	}
	p.advance()
	op, ok := assignOp(p.token)
	if !ok {
		return nil, p.noAssignment()
	}
	st := &Assign{Target: Ident{At: target.span(), Name: target.text}, Op: op, OpAt: p.token.span()}
	p.advance()
	value, fault := p.expression()
	if fault == nil {
		fault = p.endStatement()
	}
	st.Value, st.Broken = value, fault != nil
	return st, fault
}

func (p *parser) endStatement() *Fault {
	switch {
	case p.ends():
		return nil
	case p.token.is("="):
		return p.fault("a statement assigns to one variable")
	}
	return p.noOperator()
}

// noTarget explains why no statement begins at the present token.
func (p *parser) noTarget() *Fault {
	if p.token.is("if") || p.token.is("else") || p.token.is("elif") {
		return p.fault(`there is no "if" here`).WithNote("write v = int(cond)*a + int(not cond)*v")
	}
	if _, ok := assignOp(p.token); ok {
		return p.fault("the name of a variable is missing before %q", p.token.text)
	}
	if fault := p.foreign(); fault != nil {
		return fault
	}
	return p.fault("a statement begins with the name of a variable, not with %q", shorten(p.token.text))
}

// noAssignment explains why the name before the present token is not assigned to.
func (p *parser) noAssignment() *Fault {
	name, t := p.before.text, p.token
	switch {
	case t.is("=="):
		return p.fault(`"==" compares`).WithNote(`write "=" to assign`)
	case (t.is("+") || t.is("-")) && p.next(t, true).is(t.text):
		return p.fault("there is no %q here", t.text+t.text).WithNote("write " + name + " " + t.text + "= 1")
	case t.is("/") && p.next(t, true).text == "dt":
		return p.fault("a differential equation is not a statement").WithNote("it belongs to the equations")
	case t.is("("):
		return p.fault("a function call alone does nothing").WithNote("write x = " + name + "(...)")
	case t.is(","):
		return p.fault("a statement assigns to one variable")
	case p.ends():
		return p.faultAfter("the statement assigns nothing").WithNote("write " + name + " = ...")
	}
	if fault := p.foreign(); fault != nil {
		return fault
	}
	return p.fault("an assignment is expected after %q, not %q", name, shorten(t.text)).WithNote(operatorsCure)
}
