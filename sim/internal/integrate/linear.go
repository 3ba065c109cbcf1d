package integrate

import (
	"maps"
	"slices"

	"golgi/sim/internal/equations"
	"golgi/sim/internal/syntax"
)

// form is a linear form of some names, such as the differential variables: sum over v of of[v]·v, plus rest. Nil is
// zero.
type form struct {
	of   map[string]syntax.Expr
	rest syntax.Expr
}

// independent reports whether none of the names occurs in the form.
func (f form) independent() bool { return len(f.of) == 0 }

// names are those in which an expression is written as a linear form. Where what is behind functions is held, a function
// of them counts as a constant.
type names struct {
	is    func(name string) bool
	held  bool
	blame func(e syntax.Expr) // nil, or is told what is not linear
}

// form writes an expression as a linear form; false where it is not linear in the names. What does not depend on
// them stays as it was written.
func (in names) form(e syntax.Expr, scope equations.Scope) (form, bool) {
	switch e := e.(type) {
	case *syntax.Ident:
		return in.formOfName(e, scope)
	case *syntax.Unary:
		return in.formOfUnary(e, scope)
	case *syntax.Binary:
		return in.formOfBinary(e, scope)
	case *syntax.Call:
		if in.held {
			return form{rest: e}, true
		}
		for _, arg := range e.Args {
			switch f, ok := in.form(arg, scope); {
			case !ok:
				return form{}, false
			case !f.independent():
				return in.fails(e)
			}
		}
	}
	return form{rest: e}, true
}

// nonlinear returns the last term of an expression that is not linear in the names, although its parts are.
func (in names) nonlinear(e syntax.Expr, scope equations.Scope) syntax.Expr {
	term := e
	in.blame = func(e syntax.Expr) { term = e }
	in.form(e, scope)
	return term
}

// fails says that an expression is not linear, although its parts are.
func (in names) fails(e syntax.Expr) (form, bool) {
	if in.blame != nil {
		in.blame(e)
	}
	return form{}, false
}

func (in names) formOfName(e *syntax.Ident, scope equations.Scope) (form, bool) {
	if in.is(e.Name) {
		return form{of: map[string]syntax.Expr{e.Name: integer(1)}}, true
	}
	sym, _ := scope.Lookup(e.Name)
	if sym.Kind != equations.Formula {
		return form{rest: e}, true
	}
	f, ok := in.form(sym.Expr, sym.Scope)
	if f.independent() {
		f.rest = e
	}
	return f, ok
}

func (in names) formOfUnary(e *syntax.Unary, scope equations.Scope) (form, bool) {
	f, ok := in.form(e.X, scope)
	switch {
	case f.independent():
		return form{rest: e}, ok
	case e.Op == syntax.Negate:
		return f.each(negate), ok
	case e.Op == syntax.Plus || !ok:
		return f, ok
	}
	return in.fails(e)
}

func (in names) formOfBinary(e *syntax.Binary, scope equations.Scope) (form, bool) {
	x, okX := in.form(e.X, scope)
	y, okY := in.form(e.Y, scope)
	switch {
	case !okX || !okY:
		return form{}, false
	case x.independent() && y.independent():
		return form{rest: e}, true
	case e.Op == syntax.Add:
		return combine(x, y, add), true
	case e.Op == syntax.Sub:
		return combine(x, y, subtract), true
	case e.Op == syntax.Mul && x.independent():
		return y.each(func(c syntax.Expr) syntax.Expr { return multiply(x.rest, c) }), true
	case e.Op == syntax.Mul && y.independent():
		return x.each(func(c syntax.Expr) syntax.Expr { return multiply(c, y.rest) }), true
	case e.Op == syntax.Div && y.independent():
		return x.each(func(c syntax.Expr) syntax.Expr { return divide(c, y.rest) }), true
	}
	return in.fails(e)
}

// each applies f to every coefficient and to the rest.
func (f form) each(op func(syntax.Expr) syntax.Expr) form {
	out := form{of: make(map[string]syntax.Expr, len(f.of))}
	for v, c := range f.of {
		out.of[v] = op(c)
	}
	if f.rest != nil {
		out.rest = op(f.rest)
	}
	return out
}

// combine adds or subtracts two forms.
func combine(x, y form, op func(x, y syntax.Expr) syntax.Expr) form {
	out := form{of: make(map[string]syntax.Expr, len(x.of)), rest: op(x.rest, y.rest)}
	for _, v := range slices.Concat(slices.Collect(maps.Keys(x.of)), slices.Collect(maps.Keys(y.of))) {
		out.of[v] = op(x.of[v], y.of[v])
	}
	return out
}

// has reports whether a name is one of the variables.
func (sys *System) has(name string) bool {
	return slices.ContainsFunc(sys.Variables, func(v *equations.Variable) bool { return v.Name == name })
}

// whyTimed says why an expression that is timed is.
func (sys *System) whyTimed(e syntax.Expr) string {
	always := func(*equations.Timed) bool { return true }
	if equations.Draws(e) || equations.Passes(e, sys.Scope, always) {
		return "it changes within a step"
	}
	return "it changes within a step, since the DT of its timed array is no multiple of the step size"
}

// timed reports whether an expression changes during a step: it depends on time or draws random numbers.
func (sys *System) timed(e syntax.Expr) bool {
	return equations.Draws(e) || equations.Passes(e, sys.Scope, sys.Steady)
}
