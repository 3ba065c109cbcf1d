package integrate

import (
	"golgi/sim/internal/equations"
	"golgi/sim/internal/syntax"
)

// form is a linear form of the differential variables: sum over v of of[v]·v, plus rest. Nil is zero.
type form struct {
	of   map[string]syntax.Expr
	rest syntax.Expr
}

// linearForm writes e as a linear form; false where e is not linear in the variables.
func linearForm(e syntax.Expr, sys *System) (form, bool) {
	if !sys.dependent(e) {
		return form{rest: e}, true
	}
	switch e := e.(type) {
	case *syntax.Ident:
		if sys.isVariable(e.Name) {
			return form{of: map[string]syntax.Expr{e.Name: integer(1)}}, true
		}
		sym, _ := sys.Scope.Lookup(e.Name)
		return linearForm(sym.Expr, sys)
	case *syntax.Unary:
		x, ok := linearForm(e.X, sys)
		switch e.Op {
		case syntax.Negate:
			return x.each(negate), ok
		case syntax.Plus:
			return x, ok
		}
	case *syntax.Binary:
		return linearBinary(e, sys)
	}
	return form{}, false
}

func linearBinary(e *syntax.Binary, sys *System) (form, bool) {
	x, okX := linearForm(e.X, sys)
	y, okY := linearForm(e.Y, sys)
	if !okX || !okY {
		return form{}, false
	}
	switch e.Op {
	case syntax.Add:
		return combine(x, y, add), true
	case syntax.Sub:
		return combine(x, y, subtract), true
	case syntax.Mul:
		if x.of == nil {
			x, y = y, x
		}
		factor := y.rest
		return x.each(func(c syntax.Expr) syntax.Expr { return multiply(c, factor) }), y.of == nil
	case syntax.Div:
		return x.each(func(c syntax.Expr) syntax.Expr { return divide(c, y.rest) }), y.of == nil
	}
	return form{}, false
}

// each applies f to every coefficient and to the rest.
func (l form) each(f func(syntax.Expr) syntax.Expr) form {
	out := form{of: make(map[string]syntax.Expr)}
	for v, c := range l.of {
		out.of[v] = f(c)
	}
	if l.rest != nil {
		out.rest = f(l.rest)
	}
	return out
}

func combine(x, y form, op func(x, y syntax.Expr) syntax.Expr) form {
	out := form{of: make(map[string]syntax.Expr), rest: op(x.rest, y.rest)}
	for v, c := range x.of {
		out.of[v] = op(c, y.of[v])
	}
	for v, c := range y.of {
		if x.of[v] == nil {
			out.of[v] = op(nil, c)
		}
	}
	return out
}

func (sys *System) isVariable(name string) bool {
	for _, v := range sys.Variables {
		if v.Name == name {
			return true
		}
	}
	return false
}

// dependent reports whether e depends on a differential variable.
func (sys *System) dependent(e syntax.Expr) bool {
	return sys.mentions(e, func(id string, _ equations.Symbol) bool { return sys.isVariable(id) })
}

// timed reports whether e changes during a step: it depends on time or draws random numbers.
func (sys *System) timed(e syntax.Expr) bool {
	random := false
	syntax.Walk(e, func(e syntax.Expr) bool {
		call, ok := e.(*syntax.Call)
		if ok {
			f, known := equations.LookupFunction(call.Func)
			random = random || known && f.Random
		}
		return !random
	})
	return random || sys.mentions(e, func(_ string, sym equations.Symbol) bool {
		return sym.Side == equations.Clock || sym.Kind == equations.Formula && sys.timed(sym.Expr)
	})
}

// varies reports whether e may differ between elements or steps, so that it is no number for the host.
func (sys *System) varies(e syntax.Expr) bool {
	_, ok := equations.Eval(e, sys.Scope)
	return !ok
}

// mentions reports whether a name in e, or in a subexpression that it refers to, satisfies is.
func (sys *System) mentions(e syntax.Expr, is func(string, equations.Symbol) bool) bool {
	for _, id := range syntax.Identifiers(e) {
		sym, _ := sys.Scope.Lookup(id.Name)
		if is(id.Name, sym) || sym.Kind == equations.Formula && sys.mentions(sym.Expr, is) {
			return true
		}
	}
	return false
}
