package equations

import (
	"cmp"
	"fmt"
	"math"

	"golgi/sim/internal/mathlib"
	"golgi/sim/internal/syntax"
	"golgi/units"
)

// Check returns what is known of an expression, and all its faults.
func Check(e syntax.Expr, src *syntax.Source, scope Scope) (Info, syntax.Faults) {
	c := newChecker(src, scope)
	info, _ := c.text(e)
	return info, c.faults
}

// checker walks expressions. Its methods return false where a fault below makes an Info meaningless, so that
// one mistake is one fault.
type checker struct {
	src     *syntax.Source
	scope   Scope
	faults  syntax.Faults
	sizes   sizes
	unknown map[string]bool      // names that were reported: a name that is missing is missing everywhere
	noisy   bool                 // noise may stand here
	all     bool                 // statements run for all elements, and may write what is shared
	tainted map[syntax.Expr]bool // whether a subexpression has noise
}

func newChecker(src *syntax.Source, scope Scope) *checker {
	return &checker{src: src, scope: scope, sizes: make(sizes), unknown: make(map[string]bool),
		tainted: make(map[syntax.Expr]bool)}
}

func (c *checker) fault(at syntax.Span, note, format string, args ...any) {
	c.faults = append(c.faults, syntax.Faultf(c.src, at, format, args...).WithNote(note))
}

// text checks a whole expression. It is the only door to expr, since that one relies on the size.
func (c *checker) text(e syntax.Expr) (Info, bool) {
	if !c.fits(e) {
		return Info{}, false
	}
	return c.expr(e)
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
	switch {
	case !ok && IsNoise(e.Name):
		return c.noise(e)
	case !ok:
		c.unknownName(e)
		return Info{}, false
	case sym.Unusable != "":
		c.unusableName(e, sym)
		return Info{}, false
	case sym.Kind == Callable:
		c.fault(e.At, "write "+sym.Usage, "%q is a function", e.Name)
		return Info{}, false
	}
	return sym.Info, sym.Kind != broken && c.noiseOfFormula(e, sym)
}

func (c *checker) unary(e *syntax.Unary) (Info, bool) {
	x, ok := c.expr(e.X)
	switch {
	case !ok:
		return Info{}, false
	case e.Op == syntax.Not && x.Dim.IsDimensionless():
		return Info{Type: Boolean}, true // of a number whether it is 0, as in Brian 2
	case e.Op == syntax.Not:
		return Info{}, c.mustBeBoolean(e.X, x, e.Op)
	case x.Type == Boolean:
		c.fault(e.X.Span(), fmt.Sprintf("write int(%s)", brief(e.X)), "a sign stands before a number, but %s is a condition", brief(e.X))
		return Info{}, false
	}
	return x, true
}

// number returns the Info of x where arithmetic uses it: a boolean counts as 0 or 1.
func number(x Info) Info {
	if x.Type == Boolean {
		return Info{Type: Integer}
	}
	return x
}

func (c *checker) mustBeBoolean(e syntax.Expr, x Info, op fmt.Stringer) bool {
	if x.Type == Boolean {
		return true
	}
	c.fault(e.Span(), "compare it with something", "%q needs conditions, but %s is %s", op, brief(e), x.Type)
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
		okX, okY = c.mustBeBoolean(e.X, x, e.Op), c.mustBeBoolean(e.Y, y, e.Op)
		return Info{Type: Boolean}, okX && okY
	case syntax.Less, syntax.LessEqual, syntax.Greater, syntax.GreaterEqual, syntax.Equal, syntax.NotEqual:
		return Info{Type: Boolean}, c.comparable(e, x, y)
	case syntax.Pow:
		return c.power(e, number(x), number(y))
	}
	return c.arithmetic(e, number(x), number(y))
}

// comparable reports whether two values can be compared: a boolean counts as 0 or 1. That one is greater than True, or less, is hardly meant.
//
// Source: Brian 2.5.1, where sympy refuses the latter.
func (c *checker) comparable(e *syntax.Binary, x, y Info) bool {
	equality := e.Op == syntax.Equal || e.Op == syntax.NotEqual
	if !equality && (isTruth(e.X) || isTruth(e.Y)) {
		c.fault(e.OpAt, "", "cannot compare %s with %s by %q", x.Type, y.Type, e.Op)
		return false
	}
	if x.Dim != y.Dim {
		return c.mismatch(e, x, y, "compare %s with %s", operand(x.Dim), operand(y.Dim))
	}
	return true
}

// isTruth reports whether an expression is True or False.
func isTruth(e syntax.Expr) bool {
	_, is := e.(*syntax.Bool)
	return is
}

func (c *checker) arithmetic(e *syntax.Binary, x, y Info) (Info, bool) {
	result := Info{Type: Float, Dim: x.Dim}
	if x.Type == Integer && y.Type == Integer && e.Op != syntax.Div {
		result.Type = Integer
	}
	if c.byZero(e) {
		return Info{}, false
	}
	if e.Op == syntax.Mul || e.Op == syntax.Div {
		dim, ok := c.product(e, x.Dim, y.Dim)
		return Info{result.Type, dim}, ok
	}
	if x.Dim != y.Dim {
		return Info{}, c.unequal(e, x, y)
	}
	if e.Op == syntax.FloorDiv {
		result.Dim = units.Dimension{}
	}
	return result, true
}

// byZero reports a division by a constant that is zero.
func (c *checker) byZero(e *syntax.Binary) bool {
	if e.Op != syntax.Div && e.Op != syntax.FloorDiv && e.Op != syntax.Mod {
		return false
	}
	divisor, known := Eval(e.Y, c.scope)
	noteDivisor(e.Y, c.scope)
	if !known || divisor != 0 {
		return false
	}
	note := ""
	if _, literal := e.Y.(*syntax.Number); !literal {
		note = brief(e.Y) + " is 0"
	}
	c.fault(e.Y.Span(), note, "division by zero")
	return true
}

// product returns the unit of a product or quotient.
func (c *checker) product(e *syntax.Binary, x, y units.Dimension) (units.Dimension, bool) {
	combine := units.Dimension.Div
	if e.Op == syntax.Mul {
		combine = units.Dimension.Mul
	}
	dim, err := combine(x, y)
	if err != nil {
		c.fault(e.OpAt, "", "the result has no unit: %s", withoutPrefix(err))
	}
	return dim, err == nil
}

// unequal reports an operation whose operands must have the same unit, but have not.
func (c *checker) unequal(e *syntax.Binary, x, y Info) bool {
	left, right := operand(x.Dim), operand(y.Dim)
	switch e.Op {
	case syntax.Add:
		return c.mismatch(e, x, y, "add %s to %s", left, right)
	case syntax.Sub:
		return c.mismatch(e, x, y, "subtract %s from %s", right, left)
	case syntax.Mod:
		return c.mismatch(e, x, y, "take %s modulo %s", left, right)
	}
	return c.mismatch(e, x, y, "divide %s by %s without a rest", left, right)
}

// mismatch points at the right operand, which should have the unit of the left one.
func (c *checker) mismatch(e *syntax.Binary, x, y Info, what string, args ...any) bool {
	c.fault(e.Y.Span(), c.hasUnit(e.Y, y.Dim, x.Dim), "cannot "+what, args...)
	return false
}

func (c *checker) power(e *syntax.Binary, x, y Info) (Info, bool) {
	if !y.Dim.IsDimensionless() {
		c.fault(e.Y.Span(), c.hasUnit(e.Y, y.Dim, units.Dimension{}), "an exponent cannot have a unit")
		return Info{}, false
	}
	if x.Dim.IsDimensionless() {
		return c.powerOfNumber(e, x)
	}
	dim, why := powerOfUnit(x.Dim, e.Y, c.scope)
	if why != "" {
		c.fault(e.Y.Span(), why, "the unit of %s is not known", brief(e))
		return Info{}, false
	}
	return Info{Type: Float, Dim: dim}, true
}

// maxInteger is where floats begin to miss integers. Source: IEEE 754 double.
const maxInteger = 1 << 53

// powerOfNumber: whole literal powers of integers are integers.
func (c *checker) powerOfNumber(e *syntax.Binary, x Info) (Info, bool) {
	exponent, ok := e.Y.(*syntax.Number)
	if !ok || !exponent.Integer || x.Type != Integer {
		return Info{Type: Float}, true
	}
	base, ok := e.X.(*syntax.Number)
	if ok && !(mathlib.Pow(base.Value, exponent.Value) < maxInteger) {
		note := fmt.Sprintf("write %s.0**%s to compute with floats", base, exponent)
		c.fault(e.Span(), note, "the integer %s is too large", brief(e))
		return Info{}, false
	}
	return Info{Type: Integer}, true
}

// powerOfUnit returns dim raised to a constant exponent, or what is wrong with the exponent.
func powerOfUnit(dim units.Dimension, exponent syntax.Expr, scope Scope) (units.Dimension, string) {
	value, ok := Eval(exponent, scope)
	if !ok {
		return dim, "the exponent of a quantity with a unit must be a constant"
	}
	num, den, ok := fraction(value)
	if !ok {
		return dim, fmt.Sprintf("%v is no fraction with a denominator up to %d", value, maxDenominator)
	}
	noteExponent(exponent, scope)
	result, err := dim.Pow(num, den)
	if err != nil {
		return dim, withoutPrefix(err)
	}
	return result, ""
}

// maxDenominator bounds the fractions that fraction finds.
const maxDenominator = 12

// fraction returns a number as a fraction; false where it is none with a small denominator.
func fraction(x float64) (num, den int, ok bool) {
	const largest, rounding = 1e6, 1e-9
	for den = 1; den <= maxDenominator; den++ {
		scaled := float64(x * float64(den))
		nearest := math.Round(scaled)
		if math.Abs(nearest) <= largest && math.Abs(scaled-nearest) <= rounding {
			return int(nearest), den, true
		}
	}
	return 0, 0, false
}

func (c *checker) call(e *syntax.Call) (Info, bool) {
	f, ok := functionOf(e.Func, c.scope)
	if !ok {
		c.unknownFunction(e)
	}
	args := make([]Info, len(e.Args))
	for n, arg := range e.Args {
		info, okArg := c.expr(arg)
		args[n], ok = info, ok && okArg
	}
	if f != nil && len(args) != f.args {
		c.fault(e.At, c.usage(f.name), "%s takes %s, not %d", f.name, count(f.args, "argument"), len(args))
		return Info{}, false
	}
	if !ok {
		return Info{}, false
	}
	info, wrong := f.result(args)
	if wrong != nil {
		arg := e.Args[wrong.arg]
		c.fault(arg.Span(), cmp.Or(wrong.cure, c.is(arg, args[wrong.arg], wrong.want)), "%s %s", f.name, wrong.message)
	}
	return info, wrong == nil
}

func (c *checker) unknownFunction(e *syntax.Call) {
	if c.unknown[e.Func+"("] {
		return
	}
	c.unknown[e.Func+"("] = true
	at := syntax.Span{From: e.At.From, To: e.At.From + len(e.Func)}
	if message, note := c.notFunction(e); message != "" {
		c.fault(at, note, "%s", message)
		return
	}
	names := append(functionNames(), c.callables()...)
	note := cmp.Or(foreignFunctions[e.Func], didYouMean(e.Func, names), "there are: "+List(names))
	c.fault(at, note, "unknown function %q", e.Func)
}
