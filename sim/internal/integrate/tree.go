package integrate

import (
	"strconv"

	"golgi/sim/internal/syntax"
)

// stepName is the step size in the expressions of an update; users cannot write it.
const stepName = StepName

// StepName is the step size in the expressions of an update. Of what is integrated when a spike arrives, it is the time since
// the last one.
const StepName = "_dt"

func name(text string) syntax.Expr { return &syntax.Ident{Name: text} }

func integer(n int) syntax.Expr {
	return &syntax.Number{Text: strconv.Itoa(n), Value: float64(n), Integer: true}
}

func call(f string, args ...syntax.Expr) syntax.Expr {
	return &syntax.Call{Func: f, Args: args}
}

func binary(op syntax.BinaryOp, x, y syntax.Expr) syntax.Expr {
	return &syntax.Binary{Op: op, X: x, Y: y}
}

// The functions below keep sums and products small; nil stands for zero.

func add(x, y syntax.Expr) syntax.Expr {
	switch {
	case x == nil:
		return y
	case y == nil:
		return x
	}
	return binary(syntax.Add, x, y)
}

func subtract(x, y syntax.Expr) syntax.Expr {
	switch {
	case y == nil:
		return x
	case x == nil:
		return negate(y)
	}
	return binary(syntax.Sub, x, y)
}

func negate(x syntax.Expr) syntax.Expr {
	if x == nil {
		return nil
	}
	return &syntax.Unary{Op: syntax.Negate, X: x}
}

func multiply(x, y syntax.Expr) syntax.Expr {
	switch {
	case x == nil || y == nil:
		return nil
	case isOne(x):
		return y
	case isOne(y):
		return x
	case isMinusOne(x):
		return negate(y)
	case isMinusOne(y):
		return negate(x)
	}
	return binary(syntax.Mul, x, y)
}

func divide(x, y syntax.Expr) syntax.Expr {
	if x == nil {
		return nil
	}
	return binary(syntax.Div, x, y)
}

func isMinusOne(e syntax.Expr) bool {
	n, ok := e.(*syntax.Unary)
	return ok && n.Op == syntax.Negate && isOne(n.X)
}

func isOne(e syntax.Expr) bool {
	n, ok := e.(*syntax.Number)
	return ok && n.Value == 1
}

// orZero returns 0 for nil.
func orZero(x syntax.Expr) syntax.Expr {
	if x == nil {
		return integer(0)
	}
	return x
}
