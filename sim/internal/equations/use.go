package equations

import (
	"sync/atomic"

	"golgi/sim/internal/syntax"
)

// A Use notes what checked texts have made of the value of a constant: where it decided something, it cannot become any other. All symbols of
// the constant have the same.
type Use struct {
	Exponent atomic.Bool // of a quantity, whose unit hangs on it
	Divisor  atomic.Bool // it is not 0
}

// noteExponent notes the constants of an exponent.
func noteExponent(exponent syntax.Expr, scope Scope) {
	Mentions(exponent, scope, func(_ string, sym Symbol) bool {
		if sym.Use != nil {
			sym.Use.Exponent.Store(true)
		}
		return false
	})
}

// noteDivisor notes a constant by which is divided.
func noteDivisor(divisor syntax.Expr, scope Scope) {
	id, is := divisor.(*syntax.Ident)
	if !is {
		return
	}
	if sym, known := scope.Lookup(id.Name); known && sym.Use != nil {
		sym.Use.Divisor.Store(true)
	}
}
