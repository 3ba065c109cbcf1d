package equations

import "golgi/sim/internal/syntax"

// maxOperations bounds the operations of a text with its subexpressions written out: of one expression, of
// a list of statements, of all differential equations of a model. Every later stage takes time and memory
// in proportion.
const maxOperations = 20_000

// tooMany stands for any number above maxOperations.
const tooMany = 1 << 30

// sizes counts the operations of subexpressions, written out.
type sizes map[syntax.Expr]int

// of returns the operations of an expression; at least 1, and tooMany where it goes on for ever.
func (s sizes) of(e syntax.Expr, scope Scope) int {
	total := 1
	syntax.Walk(e, func(e syntax.Expr) bool {
		switch e := e.(type) {
		case *syntax.Ident:
			total += s.formula(e.Name, scope)
		case *syntax.Unary, *syntax.Binary, *syntax.Call:
			total++
		}
		total = min(total, tooMany)
		return total < tooMany
	})
	return total
}

// formula returns the operations of the subexpression that a name refers to, if it refers to one.
func (s sizes) formula(name string, scope Scope) int {
	sym, ok := scope.Lookup(name)
	if !ok || sym.Kind != Formula {
		return 0
	}
	size, known := s[sym.Expr]
	if !known {
		s[sym.Expr] = tooMany // in case that it refers to itself
		size = s.of(sym.Expr, sym.Scope)
		if size > maxOperations {
			size = tooMany
		}
		s[sym.Expr] = size
	}
	return size
}

// fits reports whether an expression is small enough. A subexpression that is too large is a fault where it
// is defined, not where it is used.
func (c *checker) fits(e syntax.Expr) bool {
	size := c.sizes.of(e, c.scope)
	if maxOperations < size && size < tooMany {
		c.tooLarge(e.Span())
	}
	return size <= maxOperations
}

// add adds the size of one of several expressions, and reports the first that makes them too large together.
func (c *checker) add(total int, e syntax.Expr) int {
	size := c.sizes.of(e, c.scope)
	if total <= maxOperations && size <= maxOperations && total+size > maxOperations {
		c.tooLarge(e.Span())
	}
	return total + size
}

func (c *checker) tooLarge(at syntax.Span) {
	c.fault(at, "every use of a subexpression counts",
		"with its subexpressions written out, this has more than %d operations", maxOperations)
}
