package equations

import (
	"fmt"
	"math"

	"golgi/sim/internal/syntax"
	"golgi/units"
)

// Check checks every expression of the model in a scope. Together with the faults of NewModel these are
// all; a definition that has one there causes none here where it is used.
func (m *Model) Check(scope Scope) syntax.Faults {
	c := newChecker(m.Source, Layers{m.Broken(), scope})
	c.faults = m.plainNoises()
	c.noisy = true
	total := 0
	for _, v := range m.Variables {
		if v.Expr == nil {
			continue
		}
		info, ok := c.text(v.Expr)
		if ok && !m.broken[v.Name] {
			c.definition(v, info)
		}
		if v.Kind == syntax.Differential && ok {
			total = c.add(total, v.Expr)
		}
	}
	return c.faults
}

const notUniform = "%q is shared, but the expression is not the same for all elements"

// definition compares the unit and type of a variable's expression with those declared.
func (c *checker) definition(v *Variable, info Info) {
	if v.Kind == syntax.Differential {
		c.differential(v, info)
		return
	}
	switch {
	case !c.defines(v, info):
	case Draws(v.Expr) && !v.Stored() && !v.Summed():
		c.fault(v.Expr.Span(), "flag it (constant over dt), or draw them where they are used",
			"the subexpression %q would draw other random numbers at every use", v.Name)
	case v.Has("shared") && !sameForAll(v.Expr, c.scope):
		c.fault(v.Expr.Span(), "", notUniform, v.Name)
	}
}

func (c *checker) differential(v *Variable, info Info) {
	rate, err := v.Dim.Div(units.Second.Dim)
	name := "d" + v.Name + "/dt"
	switch {
	case err != nil:
		c.fault(v.At, "", "%s has no unit: %s", name, withoutPrefix(err))
	case info.Dim == v.Dim && info.Type != Boolean:
		c.fault(v.Expr.Span(), "divide it by a time constant", "%s has unit %s, but the expression has %s",
			name, rate, unitOr(info.Dim, "none"))
	default:
		rate := Info{Float, rate}
		if c.sameType(name, rate, v.Expr, info) {
			c.assignable(name, rate, v.Expr, info)
		}
	}
}

// defines reports whether an expression can define a subexpression, and if not, why. What is held over a step, or summed, is stored, so
// that a float is cut off for an integer.
func (c *checker) defines(v *Variable, value Info) bool {
	cutOff := (v.Stored() || v.Summed()) && v.Type == Integer && value.Type == Float
	return (cutOff || c.sameType(v.Name, v.Info, v.Expr, value)) && c.assignable(v.Name, v.Info, v.Expr, value)
}

// sameType reports whether a value has the type of a variable, and if not, how to convert it. An integer is a float as well.
func (c *checker) sameType(name string, variable Info, e syntax.Expr, value Info) bool {
	switch {
	case variable.Type == Boolean && value.Type != Boolean:
		c.fault(e.Span(), "write a condition", "%s is a boolean, but %s is %s", name, brief(e), value.Type)
	case variable.Type != Boolean && value.Type == Boolean:
		c.fault(e.Span(), asInteger(name, e), "%s is %s, but %s is a condition", name, variable.Type, brief(e))
	case variable.Type == Integer && value.Type == Float && value.Dim == variable.Dim:
		c.fault(e.Span(), asInteger(name, e), "%s is an integer, but %s is a float", name, brief(e))
	default:
		return true
	}
	return false
}

// assignable reports whether a value can be given to a variable, and if not, why. It is converted to the type of the variable: a float
// is cut off towards zero for an integer, a condition is 0 or 1 for a number, and a number is true where it is not 0.
//
// Source: Brian 2.5.1, numpy target.
func (c *checker) assignable(name string, variable Info, e syntax.Expr, value Info) bool {
	if value.Dim != variable.Dim {
		c.fault(e.Span(), c.cure(e, value.Dim, variable.Dim), "%s has %s, but the expression has %s",
			name, unitPhrase(variable.Dim), unitOr(value.Dim, "none"))
		return false
	}
	return variable.Type != Integer || c.fitsInteger(name, e)
}

// fitsInteger reports whether a value, where it is known, is one that an integer variable holds.
func (c *checker) fitsInteger(name string, e syntax.Expr) bool {
	x, known := Eval(e, c.scope)
	if !known || math.MinInt32 <= math.Trunc(x) && math.Trunc(x) <= math.MaxInt32 {
		return true
	}
	digits := "%.0f"
	if math.Abs(x) >= maxInteger {
		digits = "%g"
	}
	c.fault(e.Span(), fmt.Sprintf("it is "+digits+"; make %s a float, with the unit 1", x, name),
		"%s is an integer of 32 bits, from %d to %d", name, math.MinInt32, math.MaxInt32)
	return false
}

func asInteger(name string, e syntax.Expr) string {
	return fmt.Sprintf("write %s = int(%s)", name, briefOr(e, "..."))
}

// CheckValue checks an expression whose value is given to a variable.
func CheckValue(e syntax.Expr, src *syntax.Source, scope Scope, v *Variable) syntax.Faults {
	c := newChecker(src, scope)
	info, ok := c.text(e)
	if ok && c.assignable(v.Name, v.Info, e, info) && v.Has("shared") && !sameForAll(e, scope) {
		c.fault(e.Span(), "", notUniform, v.Name)
	}
	return c.faults
}

// CheckSummand checks an expression whose value is added to a variable, which leaves that its type.
func CheckSummand(e syntax.Expr, src *syntax.Source, scope Scope, v *Variable) syntax.Faults {
	c := newChecker(src, scope)
	info, ok := c.text(e)
	_ = ok && c.sameType(v.Name, v.Info, e, info) && c.assignable(v.Name, v.Info, e, info)
	return c.faults
}

// CheckFunction checks what can be checked of a function without knowing what it is given: names and functions. Parameters go
// before what the scope knows; a function knows nothing of the element and of the time.
func CheckFunction(f *syntax.Function, scope Scope) syntax.Faults {
	params := make(Symbols)
	for _, name := range f.Params {
		params[name] = Symbol{Name: name, Kind: broken}
	}
	c := newChecker(f.Source, Layers{params, scope})
	c.text(f.Body)
	return c.faults
}

// sameForAll reports whether what an expression reads is the same for all elements of an object. What it draws is, where it
// is computed once.
func sameForAll(e syntax.Expr, scope Scope) bool {
	return !Mentions(e, scope, func(_ string, sym Symbol) bool {
		return sym.Kind == Element || sym.Kind == Stored && !sym.Shared && sym.Side != Clock
	})
}

// Mentions reports whether is holds for a name in an expression, or in a subexpression that it refers to.
func Mentions(e syntax.Expr, scope Scope, is func(name string, sym Symbol) bool) bool {
	w := walker{is: is, seen: make(map[syntax.Expr]bool)}
	return w.mentions(e, scope)
}

// walker looks for names in expressions and the subexpressions that they refer to, in each of these once.
type walker struct {
	is   func(name string, sym Symbol) bool
	seen map[syntax.Expr]bool
	call func(e *syntax.Call, scope Scope) []syntax.Expr // the arguments that count; nil: all of each call
}

func (w *walker) mentions(e syntax.Expr, scope Scope) (found bool) {
	syntax.Walk(e, func(e syntax.Expr) bool {
		switch e := e.(type) {
		case *syntax.Ident:
			found = found || w.mentionsName(e.Name, scope)
		case *syntax.Call:
			if w.call == nil || found {
				break
			}
			for _, arg := range w.call(e, scope) {
				found = found || w.mentions(arg, scope)
			}
			return false
		}
		return !found
	})
	return found
}

func (w *walker) mentionsName(name string, scope Scope) bool {
	sym, _ := scope.Lookup(name)
	if w.is(name, sym) {
		return true
	}
	if sym.Kind != Formula || w.seen[sym.Expr] {
		return false
	}
	w.seen[sym.Expr] = true
	return w.mentions(sym.Expr, sym.Scope)
}
