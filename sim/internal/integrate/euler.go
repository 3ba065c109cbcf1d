package integrate

import "golgi/sim/internal/syntax"

// euler is the forward Euler method,
//
//	x(t+dt) = x(t) + dt·f(x(t), t),
//
// with all right-hand sides taken at the beginning of the step.
//
// Source: Brian 2, method "euler".
func euler(sys *System) (*Update, *syntax.Fault) {
	u := &Update{Method: "euler"}
	for _, v := range sys.Variables {
		change := binary(syntax.Mul, name(stepName), v.Expr)
		u.Values = append(u.Values, Value{Variable: v, Expr: binary(syntax.Add, name(v.Name), change)})
	}
	return u, nil
}
