package integrate

import (
	"golgi/sim/internal/equations"
	"golgi/sim/internal/syntax"
)

// exponentialEuler integrates equations that are linear in their own variable, dx/dt = a·x + b, where a and b may
// depend on the other variables. They keep their values of the beginning of the step; with the derivative there,
// f = a·x(t) + b,
//
//	x(t+dt) = x(t) + f·dt·exprel(a·dt),   exprel(z) = (e^z - 1)/z, and 1 at 0.
//
// Brian 2 writes (x + b/a)·e^(a·dt) - b/a, which is the same number. This form has no b/a: where a vanishes it
// is Euler's step to the last bit, near there it loses no digits, and where the derivative vanishes x stays as it
// is.
//
// Functions of x count as constants, too: they are held at the beginning of the step. So the membrane is linear in
// itself although a gate in it follows it at once. Brian 2.5.1 takes -v + v**2 as well, and drops the square. Here that is
// refused.
//
// Source: Brian 2, method "exponential_euler".
func exponentialEuler(sys *System) (*Update, *syntax.Fault) {
	u := &Update{Method: "exponential_euler"}
	for _, v := range sys.Variables {
		alone := names{is: func(name string) bool { return name == v.Name }, held: true}
		f, linear := alone.form(v.Expr, sys.Scope)
		if !linear {
			f, linear = alone.multipliedOut(v.Expr, sys.Scope)
		}
		a := f.of[v.Name]
		switch {
		case equations.Noisy(v.Expr, sys.Scope):
			return nil, sys.refusal(u.Method, derivative(v), v.Expr, "it has noise")
		case !linear:
			term := alone.nonlinear(v.Expr, sys.Scope)
			return nil, sys.refusal(u.Method, derivative(v), term, "it is not linear in "+v.Name)
		case a == nil && alone.mentioned(v.Expr, sys.Scope):
			return nil, sys.refusal(u.Method, derivative(v), v.Expr, "it has no term that is linear in "+v.Name)
		case a != nil && equations.Draws(a):
			why := "the coefficient of " + v.Name + " draws random numbers"
			return nil, sys.refusal(u.Method, derivative(v), v.Expr, why)
		}
		u.Values = append(u.Values, Value{Variable: v, Expr: add(name(v.Name), integral(v.Expr, a))})
	}
	return u, nil
}
