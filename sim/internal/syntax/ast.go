package syntax

// Span is a range of bytes in a source text.
type Span struct{ From, To int }

// Expr is a node of an expression tree.
type Expr interface {
	// Span is where the expression stands in its source.
	Span() Span
	// String prints the expression in the language, with the fewest parentheses; parsing it gives an equal tree.
	String() string
}

// Number is a literal. A literal without point and exponent is an integer.
type Number struct {
	At      Span
	Text    string
	Value   float64
	Integer bool
}

// Bool is True or False.
type Bool struct {
	At    Span
	Value bool
}

// Ident is a name.
type Ident struct {
	At   Span
	Name string
}

// UnaryOp is the operator of a Unary.
type UnaryOp uint8

// The unary operators.
const (
	Negate UnaryOp = iota + 1
	Plus
	Not
)

// Unary is an operator before one operand.
type Unary struct {
	At Span
	Op UnaryOp
	X  Expr
}

// BinaryOp is the operator of a Binary.
type BinaryOp uint8

// The binary operators, as in Python.
const (
	Add BinaryOp = iota + 1
	Sub
	Mul
	Div
	FloorDiv
	Mod
	Pow
	Less
	LessEqual
	Greater
	GreaterEqual
	Equal
	NotEqual
	And
	Or
)

// Binary is an operator between two operands. OpAt is where the operator stands.
type Binary struct {
	At   Span
	OpAt Span
	Op   BinaryOp
	X, Y Expr
}

// Call is a function call.
type Call struct {
	At   Span
	Func string
	Args []Expr
}

// Span returns where the node stands.
func (n *Number) Span() Span { return n.At }

// Span returns where the node stands.
func (n *Bool) Span() Span { return n.At }

// Span returns where the node stands.
func (n *Ident) Span() Span { return n.At }

// Span returns where the node stands.
func (n *Unary) Span() Span { return n.At }

// Span returns where the node stands.
func (n *Binary) Span() Span { return n.At }

// Span returns where the node stands.
func (n *Call) Span() Span { return n.At }

// AssignOp is the operator of an Assign.
type AssignOp uint8

// The operators of assignment.
const (
	Set AssignOp = iota + 1
	AddTo
	SubFrom
	MulBy
	DivBy
	FloorDivBy
	ModBy
	RaiseBy
)

// Assign is a statement: name op value.
type Assign struct {
	Target Ident
	Op     AssignOp
	OpAt   Span
	Value  Expr
	Broken bool // it has a fault, so that its target is all that is known
}

// EquationKind says what a line of an equation block defines.
type EquationKind uint8

// The kinds of equations.
const (
	Differential  EquationKind = iota + 1 // dx/dt = expr : unit (flags)
	Subexpression                         // x = expr : unit (flags)
	Parameter                             // x : unit (flags)
)

// Equation is one definition of an equation block.
type Equation struct {
	Kind   EquationKind
	Name   Ident
	Expr   Expr // nil for parameters
	Unit   Text // as written: "volt", "1", "boolean", "integer", "amp/meter**2"
	Flags  []Text
	Broken bool // it has a fault, so that its name is all that is known
}

// Text is a piece of source taken as it stands, white space normalised.
type Text struct {
	At   Span
	Text string
}
