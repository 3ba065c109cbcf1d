package syntax

import "strings"

// String returns the operator as written.
func (op BinaryOp) String() string { return binaryOperators[op].text }

// String returns the operator as written.
func (op UnaryOp) String() string { return [...]string{Negate: "-", Plus: "+", Not: "not"}[op] }

// String returns the operator as written.
func (op AssignOp) String() string { return assignOperators[op] }

// String returns the literal as written.
func (n *Number) String() string { return n.Text }

// String returns True or False.
func (n *Bool) String() string {
	if n.Value {
		return "True"
	}
	return "False"
}

// String returns the name.
func (n *Ident) String() string { return n.Name }

// String prints the expression.
func (n *Unary) String() string { return text(n) }

// String prints the expression.
func (n *Binary) String() string { return text(n) }

// String prints the call.
func (n *Call) String() string { return text(n) }

// String prints the statement.
func (a *Assign) String() string {
	return a.Target.Name + " " + a.Op.String() + " " + a.Value.String()
}

// String prints the definition on one line.
func (eq *Equation) String() string {
	text := eq.Name.Name
	if eq.Kind == Differential {
		text = "d" + text + "/dt"
	}
	if eq.Expr != nil {
		text += " = " + eq.Expr.String()
	}
	text += " : " + eq.Unit.Text
	if len(eq.Flags) == 0 {
		return text
	}
	names := make([]string, len(eq.Flags))
	for n, flag := range eq.Flags {
		names[n] = flag.Text
	}
	return text + " (" + strings.Join(names, ", ") + ")"
}

func text(e Expr) string {
	var p printer
	p.print(e, orLevel)
	return p.String()
}

// printer writes expressions with the fewest parentheses. Products and powers stand close, x*y, weaker
// operators apart, x + y.
type printer struct{ strings.Builder }

// print writes an operand of an operator that needs one of level least.
func (p *printer) print(e Expr, least level) {
	if levelOf(e) < least {
		p.WriteByte('(')
		defer p.WriteByte(')')
	}
	switch e := e.(type) {
	case *Unary:
		p.unary(e)
	case *Binary:
		p.binary(e)
	case *Call:
		p.call(e)
	default:
		p.WriteString(e.String())
	}
}

// levelOf returns how strongly the outermost operator of e binds.
func levelOf(e Expr) level {
	switch e := e.(type) {
	case *Unary:
		return e.Op.level()
	case *Binary:
		return e.Op.level()
	}
	return atomLevel
}

func (op UnaryOp) level() level {
	if op == Not {
		return notLevel
	}
	return signLevel
}

// leftLevel is the least level of a left operand that needs no parentheses.
func (op BinaryOp) leftLevel() level {
	switch op.level() {
	case powerLevel, comparisonLevel: // the one groups to the right, the other not at all
		return op.level() + 1
	}
	return op.level()
}

func (p *printer) unary(e *Unary) {
	p.WriteString(e.Op.String())
	if e.Op == Not {
		p.WriteByte(' ')
	}
	p.print(e.X, e.Op.level())
}

func (p *printer) binary(e *Binary) {
	p.print(e.X, e.Op.leftLevel())
	if e.Op.level() >= productLevel {
		p.WriteString(e.Op.String())
	} else {
		p.WriteString(" " + e.Op.String() + " ")
	}
	p.print(e.Y, e.Op.rightLevel())
}

func (p *printer) call(e *Call) {
	p.WriteString(e.Func + "(")
	for n, arg := range e.Args {
		if n > 0 {
			p.WriteString(", ")
		}
		p.print(arg, orLevel)
	}
	p.WriteByte(')')
}
