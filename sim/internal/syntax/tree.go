package syntax

import "slices"

// Walk calls f for e and, where f returns true, for the expressions in it, from left to right.
func Walk(e Expr, f func(Expr) bool) {
	if !f(e) {
		return
	}
	switch e := e.(type) {
	case *Unary:
		Walk(e.X, f)
	case *Binary:
		Walk(e.X, f)
		Walk(e.Y, f)
	case *Call:
		for _, arg := range e.Args {
			Walk(arg, f)
		}
	}
}

// Identifiers returns the names in e, from left to right and as often as they occur. Those of functions are
// not among them.
func Identifiers(e Expr) []*Ident {
	var names []*Ident
	Walk(e, func(e Expr) bool {
		if id, ok := e.(*Ident); ok {
			names = append(names, id)
		}
		return true
	})
	return names
}

// Substitute returns e with every name replaced by what f returns for it; nil keeps the name. What is put in
// is one operand, whatever its operators: x*2 with a + b for x is (a + b)*2. The nodes above names are new.
func Substitute(e Expr, f func(*Ident) Expr) Expr {
	switch e := e.(type) {
	case *Ident:
		if replacement := f(e); replacement != nil {
			return replacement
		}
	case *Unary:
		copied := *e
		copied.X = Substitute(e.X, f)
		return &copied
	case *Binary:
		copied := *e
		copied.X, copied.Y = Substitute(e.X, f), Substitute(e.Y, f)
		return &copied
	case *Call:
		copied := *e
		copied.Args = make([]Expr, len(e.Args))
		for n, arg := range e.Args {
			copied.Args[n] = Substitute(arg, f)
		}
		return &copied
	}
	return e
}

// Same reports whether two expressions are the same tree, wherever they stand. Numbers are the same if value
// and type are: 1.0 and 1. are, 1.0 and 1 are not.
func Same(a, b Expr) bool {
	switch a := a.(type) {
	case *Number:
		b, ok := b.(*Number)
		return ok && a.Value == b.Value && a.Integer == b.Integer
	case *Bool:
		b, ok := b.(*Bool)
		return ok && a.Value == b.Value
	case *Ident:
		b, ok := b.(*Ident)
		return ok && a.Name == b.Name
	case *Unary:
		b, ok := b.(*Unary)
		return ok && a.Op == b.Op && Same(a.X, b.X)
	case *Binary:
		b, ok := b.(*Binary)
		return ok && a.Op == b.Op && Same(a.X, b.X) && Same(a.Y, b.Y)
	case *Call:
		b, ok := b.(*Call)
		return ok && a.Func == b.Func && slices.EqualFunc(a.Args, b.Args, Same)
	}
	return false
}

// Calls returns the names of the functions that an expression calls, from left to right and as often as it does.
func Calls(e Expr) []string {
	var names []string
	Walk(e, func(e Expr) bool {
		if call, ok := e.(*Call); ok {
			names = append(names, call.Func)
		}
		return true
	})
	return names
}
