package syntax

import (
	"math"
	"strconv"
	"strings"
)

// level is how strongly an operator binds.
type level uint8

const (
	orLevel level = iota + 1
	andLevel
	notLevel
	comparisonLevel
	sumLevel
	productLevel
	signLevel
	powerLevel
	atomLevel // of operands
)

// binaryOperators lists the binary operators. Source: Python 3, Language Reference, 6.17 Operator precedence.
var binaryOperators = [...]struct {
	text  string
	level level
}{
	Or: {"or", orLevel}, And: {"and", andLevel},
	Less: {"<", comparisonLevel}, LessEqual: {"<=", comparisonLevel},
	Greater: {">", comparisonLevel}, GreaterEqual: {">=", comparisonLevel},
	Equal: {"==", comparisonLevel}, NotEqual: {"!=", comparisonLevel},
	Add: {"+", sumLevel}, Sub: {"-", sumLevel},
	Mul: {"*", productLevel}, Div: {"/", productLevel},
	FloorDiv: {"//", productLevel}, Mod: {"%", productLevel},
	Pow: {"**", powerLevel},
}

func binaryOp(t token) (BinaryOp, bool) {
	for op, operator := range binaryOperators {
		if operator.text != "" && t.is(operator.text) {
			return BinaryOp(op), true
		}
	}
	return 0, false
}

func (op BinaryOp) level() level { return binaryOperators[op].level }

// rightLevel is the least level of a right operand that needs no parentheses.
func (op BinaryOp) rightLevel() level {
	if op == Pow {
		return signLevel
	}
	return op.level() + 1
}

// ParseExpr reads a text that is one expression. Its error is of type Faults.
func ParseExpr(src *Source) (Expr, error) {
	p, fault := newParser(src)
	if fault != nil {
		return nil, Faults{fault}
	}
	e, fault := p.expression()
	if fault == nil && p.token.kind != endToken {
		fault = p.noOperator()
	}
	if fault != nil {
		return nil, Faults{fault}
	}
	return e, nil
}

// expression reads an expression, up to the first token that cannot go on with it.
func (p *parser) expression() (Expr, *Fault) {
	p.depth, p.count = 0, 0
	return p.expr(orLevel)
}

// expr reads an expression of operators that bind at least as strongly as least.
//
// Source: Pratt (1973), Top down operator precedence.
func (p *parser) expr(least level) (Expr, *Fault) {
	if p.depth++; p.depth > maxDepth {
		return nil, p.fault("the expression is nested too deeply").WithNote("give a part of it a name")
	}
	defer func() { p.depth-- }()
	from := p.token.from
	left, fault := p.operand(least)
	compared := false
	for fault == nil {
		op, ok := binaryOp(p.token)
		if !ok || op.level() < least {
			break
		}
		compares := op.level() == comparisonLevel
		if compares && compared {
			return nil, p.chained(left.(*Binary), op)
		}
		compared = compares
		left, fault = p.binary(from, left, op)
	}
	return left, fault
}

// binary reads an operator and its right operand.
func (p *parser) binary(from int, left Expr, op BinaryOp) (Expr, *Fault) {
	if p.count++; p.count > maxOperators {
		return nil, p.fault("the expression has more than %d operators", maxOperators).
			WithNote("give a part of it a name")
	}
	opAt := p.token.span()
	p.advance()
	right, fault := p.expr(op.rightLevel())
	return &Binary{At: Span{from, p.before.to()}, OpAt: opAt, Op: op, X: left, Y: right}, fault
}

// chained refuses a < b < c, which Python takes for a < b and b < c.
func (p *parser) chained(left *Binary, op BinaryOp) *Fault {
	fault := p.fault("comparisons cannot be chained")
	p.advance()
	right, rightFault := p.expr(op.rightLevel())
	if rightFault != nil {
		return rightFault
	}
	second := &Binary{Op: op, X: left.Y, Y: right}
	return fault.WithNote("write " + shorten((&Binary{Op: And, X: left, Y: second}).String()))
}

// operand reads an operand with the signs or the not before it.
func (p *parser) operand(least level) (Expr, *Fault) {
	switch {
	case p.token.kind == numberToken:
		return p.number()
	case p.token.kind == nameToken:
		return p.nameOrCall()
	case p.token.is("True"), p.token.is("False"):
		value := &Bool{At: p.token.span(), Value: p.token.is("True")}
		p.advance()
		return value, nil
	case p.token.is("-"):
		return p.unary(Negate, signLevel)
	case p.token.is("+"):
		return p.unary(Plus, signLevel)
	case p.token.is("not") && least <= notLevel:
		return p.unary(Not, notLevel)
	case p.token.is("("):
		return p.parenthesis()
	}
	return nil, p.noOperand()
}

func (p *parser) unary(op UnaryOp, least level) (Expr, *Fault) {
	from := p.token.from
	p.advance()
	x, fault := p.expr(least)
	return &Unary{At: Span{from, p.before.to()}, Op: op, X: x}, fault
}

func (p *parser) parenthesis() (Expr, *Fault) {
	open := p.takeOpen()
	e, fault := p.expr(orLevel)
	if fault == nil {
		fault = p.takeClose(open)
	}
	return e, fault
}

// maxInteger is where float64 begins to miss integers.
const maxInteger = 1 << 53

func (p *parser) number() (Expr, *Fault) {
	text := p.token.text
	value, integer, err := valueOf(strings.ReplaceAll(text, "_", ""))
	switch {
	case integer && len(text) > 1 && text[0] == '0' && digitsOf(text) == "" && value != 0:
		return nil, p.strayFault("write " + strings.TrimLeft(text, "0_"))
	case integer && value >= maxInteger && digitsOf(text) != "":
		return nil, p.fault("the integer %s is too large", shorten(text)).WithNote("write a float, in decimal digits and with a point")
	case integer && value >= maxInteger:
		return nil, p.fault("the integer %s is too large", shorten(text)).WithNote("write it with a point")
	case err != nil:
		return nil, p.fault("the number %s is too large", shorten(text)).
			WithNote("floats go up to 1.8e308; there is inf")
	}
	n := &Number{At: p.token.span(), Text: text, Value: value, Integer: integer}
	p.advance()
	return n, nil
}

// valueOf returns the value of a number without underscores. An integer that is too large for its base is infinite.
func valueOf(text string) (value float64, integer bool, err error) {
	if digitsOf(text) == "" {
		value, err = strconv.ParseFloat(text, 64)
		return value, !strings.ContainsAny(text, ".eE"), err
	}
	n, err := strconv.ParseUint(text, 0, 64)
	if err != nil {
		return math.Inf(1), true, nil
	}
	return float64(n), true, nil
}

func (p *parser) nameOrCall() (Expr, *Fault) {
	name := p.token
	p.advance()
	if !p.token.is("(") {
		return &Ident{At: name.span(), Name: name.text}, nil
	}
	args, fault := p.arguments()
	if fault != nil {
		return nil, fault
	}
	return p.inline(&Call{At: Span{name.from, p.before.to()}, Func: name.text, Args: args})
}

// arguments reads the arguments of a call, with their parentheses.
func (p *parser) arguments() ([]Expr, *Fault) {
	open := p.takeOpen()
	var args []Expr
	for !p.token.is(")") {
		if p.token.kind == nameToken && p.next(p.token, false).is("=") {
			return nil, p.fault("arguments cannot be named").WithNote("write the value alone, in its place")
		}
		arg, fault := p.expr(orLevel)
		if fault != nil {
			return nil, fault
		}
		args = append(args, arg)
		if !p.token.is(",") {
			break
		}
		p.advance()
	}
	return args, p.takeClose(open)
}
