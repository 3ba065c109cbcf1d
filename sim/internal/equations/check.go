package equations

import (
	"fmt"
	"strings"

	"golgi/internal/suggest"
	"golgi/sim/internal/syntax"
	"golgi/units"
)

// Check returns what is known of an expression, and all its faults.
func Check(e syntax.Expr, src *syntax.Source, scope Scope) (Info, syntax.Faults) {
	c := &checker{src: src, scope: scope}
	info, _ := c.expr(e)
	return info, c.faults
}

// checker walks expressions. Its methods return false where a fault below makes an Info meaningless, so that
// one mistake is one fault.
type checker struct {
	src    *syntax.Source
	scope  Scope
	faults syntax.Faults
}

func (c *checker) fault(at syntax.Span, note, format string, args ...any) {
	c.faults = append(c.faults, syntax.Faultf(c.src, at, format, args...).WithNote(note))
}

func (c *checker) expr(e syntax.Expr) (Info, bool) {
	switch e := e.(type) {
	case *syntax.Number:
		if e.Integer {
			return Info{Type: Integer}, true
		}
		return Info{Type: Float}, true
	case *syntax.Bool:
		return Info{Type: Boolean}, true
	case *syntax.Ident:
		return c.ident(e)
	case *syntax.Unary:
		return c.unary(e)
	case *syntax.Binary:
		return c.binary(e)
	case *syntax.Call:
		return c.call(e)
	}
	panic(fmt.Sprintf("equations: unknown node %T", e))
}

func (c *checker) ident(e *syntax.Ident) (Info, bool) {
	sym, ok := c.scope.Lookup(e.Name)
	if !ok {
		c.fault(e.At, c.meant(e.Name), "unknown name %q", e.Name)
		return Info{}, false
	}
	return sym.Info, true
}

func (c *checker) meant(name string) string {
	if note := suggest.DidYouMean(name, c.scope.Names()); note != "" {
		return note
	}
	return "it is no variable here, no constant of the namespace and no unit"
}

func (c *checker) unary(e *syntax.Unary) (Info, bool) {
	x, ok := c.expr(e.X)
	if !ok {
		return Info{}, false
	}
	if e.Op == syntax.Not {
		return Info{Type: Boolean}, c.mustBeBoolean(e.X, x, "not")
	}
	return number(x), true
}

// number returns the Info of x where arithmetic uses it: a boolean counts as 0 or 1.
func number(x Info) Info {
	if x.Type == Boolean {
		return Info{Type: Integer}
	}
	return x
}

func (c *checker) mustBeBoolean(e syntax.Expr, x Info, op string) bool {
	if x.Type == Boolean {
		return true
	}
	c.fault(e.Span(), "write a condition, such as "+e.String()+" != 0",
		"%q needs conditions, but %s is %s", op, e, x.Type)
	return false
}

func (c *checker) binary(e *syntax.Binary) (Info, bool) {
	x, okX := c.expr(e.X)
	y, okY := c.expr(e.Y)
	if !okX || !okY {
		return Info{}, false
	}
	switch e.Op {
	case syntax.And, syntax.Or:
		op := map[syntax.BinaryOp]string{syntax.And: "and", syntax.Or: "or"}[e.Op]
		okX = c.mustBeBoolean(e.X, x, op)
		return Info{Type: Boolean}, c.mustBeBoolean(e.Y, y, op) && okX
	case syntax.Less, syntax.LessEqual, syntax.Greater, syntax.GreaterEqual, syntax.Equal, syntax.NotEqual:
		return Info{Type: Boolean}, c.comparable(e, x, y)
	case syntax.Pow:
		return c.power(e, number(x), number(y))
	}
	return c.arithmetic(e, number(x), number(y))
}

func (c *checker) comparable(e *syntax.Binary, x, y Info) bool {
	equality := e.Op == syntax.Equal || e.Op == syntax.NotEqual
	if (x.Type == Boolean || y.Type == Boolean) && !(equality && x.Type == y.Type) {
		c.fault(e.OpAt, "", "cannot compare %s with %s", x.Type, y.Type)
		return false
	}
	if x.Dim != y.Dim {
		c.fault(e.Y.Span(), c.hasUnit(e.Y, y.Dim, x.Dim), "cannot compare %s with %s", x.Dim, y.Dim)
		return false
	}
	return true
}

func (c *checker) arithmetic(e *syntax.Binary, x, y Info) (Info, bool) {
	result := Info{Type: Float}
	if x.Type == Integer && y.Type == Integer && e.Op != syntax.Div {
		result.Type = Integer
	}
	switch e.Op {
	case syntax.Mul, syntax.Div, syntax.FloorDiv:
		dim, ok := c.product(e, x.Dim, y.Dim)
		result.Dim = dim
		if ok && e.Op == syntax.FloorDiv && !result.Dim.IsDimensionless() {
			return Info{}, c.mismatch(e, "divide %s by %s without a rest", x.Dim, y.Dim, y.Dim, x.Dim)
		}
		return result, ok
	}
	result.Dim = x.Dim
	if x.Dim == y.Dim {
		return result, true
	}
	switch e.Op {
	case syntax.Add:
		return Info{}, c.mismatch(e, "add %s to %s", x.Dim, y.Dim, y.Dim, x.Dim)
	case syntax.Sub:
		return Info{}, c.mismatch(e, "subtract %s from %s", y.Dim, x.Dim, y.Dim, x.Dim)
	}
	return Info{}, c.mismatch(e, "take %s modulo %s", x.Dim, y.Dim, y.Dim, x.Dim)
}

// product returns the unit of a product or quotient.
func (c *checker) product(e *syntax.Binary, x, y units.Dimension) (units.Dimension, bool) {
	combine := units.Dimension.Div
	if e.Op == syntax.Mul {
		combine = units.Dimension.Mul
	}
	dim, err := combine(x, y)
	if err != nil {
		c.fault(e.OpAt, "", "%s", strings.TrimPrefix(err.Error(), "units: "))
	}
	return dim, err == nil
}

// mismatch reports an operation on the units a and b, and points at the right operand, which has the unit
// has where want would do.
func (c *checker) mismatch(e *syntax.Binary, what string, a, b, has, want units.Dimension) bool {
	c.fault(e.Y.Span(), c.hasUnit(e.Y, has, want), "cannot "+what, a, b)
	return false
}

// hasUnit says which unit an operand has and, where a variable at hand would mend it, how.
func (c *checker) hasUnit(e syntax.Expr, has, want units.Dimension) string {
	note := fmt.Sprintf("%s has unit %s", e, has)
	if has.IsDimensionless() {
		note = fmt.Sprintf("%s has no unit", e)
	}
	if _, isName := e.(*syntax.Ident); !isName {
		return note
	}
	for _, name := range sortedNames(c.scope) {
		sym, _ := c.scope.Lookup(name)
		if sym.Dim.IsDimensionless() || sym.Kind == Bound || sym.Side == Clock {
			continue
		}
		if dim, err := sym.Dim.Mul(has); err == nil && dim == want {
			return fmt.Sprintf("%s; %s*%s would have %s", note, name, e, want)
		}
		if dim, err := has.Div(sym.Dim); err == nil && dim == want {
			return fmt.Sprintf("%s; %s/%s would have %s", note, e, name, want)
		}
	}
	return note
}

func (c *checker) power(e *syntax.Binary, x, y Info) (Info, bool) {
	if !y.Dim.IsDimensionless() {
		c.fault(e.Y.Span(), c.hasUnit(e.Y, y.Dim, units.Dimension{}), "an exponent cannot have a unit")
		return Info{}, false
	}
	if x.Dim.IsDimensionless() {
		if n, ok := e.Y.(*syntax.Number); ok && n.Integer && x.Type == Integer {
			return Info{Type: Integer}, true
		}
		return Info{Type: Float}, true
	}
	dim, fault := powerOfUnit(x.Dim, e.Y, c.scope)
	if fault != "" {
		c.fault(e.Y.Span(), fault, "cannot raise %s to %s: the unit of the result is not known", x.Dim, e.Y)
		return Info{}, false
	}
	return Info{Type: Float, Dim: dim}, true
}

// powerOfUnit returns dim raised to a constant exponent, or what is wrong with the exponent.
func powerOfUnit(dim units.Dimension, exponent syntax.Expr, scope Scope) (units.Dimension, string) {
	value, ok := Eval(exponent, scope)
	if !ok {
		return dim, "the exponent of a quantity with unit must be a constant"
	}
	for den := 1; den <= 12; den++ {
		num := float64(value * float64(den))
		if num == float64(int(num)) {
			result, err := dim.Pow(int(num), den)
			if err != nil {
				return dim, err.Error()
			}
			return result, ""
		}
	}
	return dim, "the exponent must be a fraction with a denominator up to 12"
}

func (c *checker) call(e *syntax.Call) (Info, bool) {
	f, ok := LookupFunction(e.Func)
	if !ok {
		c.fault(e.At, suggest.DidYouMean(e.Func, functionNames()), "unknown function %q", e.Func)
		return Info{}, false
	}
	args := make([]Info, len(e.Args))
	for n, arg := range e.Args {
		info, okArg := c.expr(arg)
		args[n], ok = info, ok && okArg
	}
	if len(args) != f.Args {
		c.fault(e.At, "", "%s takes %s, not %d", f.Name, countArguments(f.Args), len(args))
		return Info{}, false
	}
	if !ok {
		return Info{}, false
	}
	info, n, fault := f.Result(args)
	if fault != "" {
		c.fault(e.Args[n].Span(), c.hasUnit(e.Args[n], args[n].Dim, units.Dimension{}), "%s %s", f.Name, fault)
		return Info{}, false
	}
	return info, true
}

func countArguments(n int) string {
	switch n {
	case 0:
		return "no argument"
	case 1:
		return "1 argument"
	}
	return fmt.Sprintf("%d arguments", n)
}

// List prints names for a message: sorted, separated by commas.
func List(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ", ")
}
