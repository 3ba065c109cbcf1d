package equations

import (
	"golgi/sim/internal/syntax"
)

// Writer says who executes statements.
type Writer uint8

// The writers.
const (
	Reset   Writer = iota + 1 // of the neuron that has just spiked; guarded variables are written
	Pathway                   // of a synapse on a spike
	Setter                    // an assignment from outside
)

// CheckStatements checks statements that run one after another. A plain assignment to a name that the scope
// does not know defines a temporary variable for the statements after it.
func CheckStatements(list []*syntax.Assign, src *syntax.Source, scope Scope) syntax.Faults {
	locals := make(Symbols)
	c := &checker{src: src, scope: Layers{locals, scope}}
	for _, st := range list {
		value, ok := c.expr(st.Value)
		target, known := c.scope.Lookup(st.Target.Name)
		switch {
		case !known && st.Op == syntax.Set:
			if why := refusedName(st.Target.Name, Synapses); why != "" {
				c.fault(st.Target.At, "", "a variable cannot be named %q: %s", st.Target.Name, why)
			} else if ok {
				locals[st.Target.Name] = Symbol{Name: st.Target.Name, Kind: Stored, Info: value}
			}
		case !known:
			c.fault(st.Target.At, c.meant(st.Target.Name), "unknown name %q", st.Target.Name)
		case target.ReadOnly != "" || target.Kind != Stored:
			c.fault(st.Target.At, "", "%q cannot be assigned to: %s", st.Target.Name, readOnly(target))
		case ok:
			c.assignment(st, target, value)
		}
	}
	return c.faults
}

func readOnly(sym Symbol) string {
	switch {
	case sym.ReadOnly != "":
		return sym.ReadOnly
	case sym.Kind == Formula:
		return "it is a subexpression"
	}
	return "it is a constant"
}

// assignment checks target op= value, which means target = target op value.
func (c *checker) assignment(st *syntax.Assign, target Symbol, value Info) {
	if op, ok := operatorOf[st.Op]; ok {
		sum := &syntax.Binary{At: st.Value.Span(), OpAt: st.OpAt, Op: op, X: &st.Target, Y: st.Value}
		before := len(c.faults)
		value, ok = c.expr(sum)
		if !ok || len(c.faults) > before {
			return
		}
	}
	if fault := assignable(value, target.Info); fault != "" {
		c.fault(st.Value.Span(), "", "%s %s", st.Target.Name, fault)
		return
	}
	if target.Shared && !c.uniform(st.Value) {
		c.fault(st.Target.At, "", "%q is shared, but the value is not the same for all elements", st.Target.Name)
	}
}

// operatorOf returns the binary operator of an augmented assignment.
var operatorOf = map[syntax.AssignOp]syntax.BinaryOp{
	syntax.AddTo: syntax.Add, syntax.SubFrom: syntax.Sub, syntax.MulBy: syntax.Mul, syntax.DivBy: syntax.Div,
	syntax.FloorDivBy: syntax.FloorDiv, syntax.ModBy: syntax.Mod, syntax.RaiseBy: syntax.Pow,
}

// Operator returns the binary operator of an augmented assignment; false for a plain one.
func Operator(op syntax.AssignOp) (syntax.BinaryOp, bool) {
	binary, ok := operatorOf[op]
	return binary, ok
}

// uniform reports whether an expression has one value for all elements.
func (c *checker) uniform(e syntax.Expr) bool { return Uniform(e, c.scope) }

// Uniform reports whether an expression has one value for all elements of an object.
func Uniform(e syntax.Expr, scope Scope) bool {
	uniform := true
	syntax.Walk(e, func(e syntax.Expr) bool {
		switch e := e.(type) {
		case *syntax.Ident:
			sym, ok := scope.Lookup(e.Name)
			switch {
			case !ok:
			case sym.Kind == Formula:
				uniform = uniform && Uniform(sym.Expr, sym.Scope)
			case sym.Kind == Element, sym.Kind == Stored && !sym.Shared && sym.Side != Clock:
				uniform = false
			}
		case *syntax.Call:
			if f, ok := functions[e.Func]; ok && f.Random {
				uniform = false
			}
		}
		return uniform
	})
	return uniform
}

// CheckValue checks an expression whose value is given to a variable.
func CheckValue(e syntax.Expr, src *syntax.Source, scope Scope, v *Variable) syntax.Faults {
	info, list := Check(e, src, scope)
	if len(list) > 0 {
		return list
	}
	if fault := assignable(info, v.Info); fault != "" {
		return syntax.Faults{syntax.Faultf(src, e.Span(), "%s %s", v.Name, fault)}
	}
	if v.Has("shared") && !Uniform(e, scope) {
		return syntax.Faults{syntax.Faultf(src, e.Span(), "%q is shared, but the value is not the same for all elements", v.Name)}
	}
	return nil
}
