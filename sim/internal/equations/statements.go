package equations

import (
	"strings"

	"golgi/sim/internal/syntax"
)

// Writer says who executes statements.
type Writer uint8

// The writers.
const (
	Reset     Writer = iota + 1 // of the neuron that has just spiked; guarded variables are written
	Pathway                     // of a synapse on a spike
	Regularly                   // of all elements at regular times
)

// CheckStatements checks statements that run one after another, for some elements of an object. A plain
// assignment to a name that the scope does not know defines a temporary variable for the statements after
// it; one that they do not use is a fault, since a misspelt name looks the same.
func CheckStatements(list []*syntax.Assign, src *syntax.Source, scope Scope) syntax.Faults {
	locals := make(Symbols)
	c := newChecker(src, Layers{locals, scope})
	return c.statements(list, locals, scope)
}

// statements checks statements, whose temporary variables go into locals.
func (c *checker) statements(list []*syntax.Assign, locals Symbols, scope Scope) syntax.Faults {
	lastUse := lastUses(list)
	total := 0
	for n, st := range list {
		if total > maxOperations {
			break
		}
		if st.Broken {
			c.breakLocal(st.Target.Name, locals, scope)
			continue
		}
		value, ok := c.text(st.Value)
		_, isLocal := locals[st.Target.Name]
		target, known := scope.Lookup(st.Target.Name)
		switch {
		case known:
			c.assignment(st, target, value, ok)
		case isLocal:
			c.change(st, locals, value, ok)
		case st.Op != syntax.Set:
			c.unknownTarget(&st.Target)
		default:
			c.define(st, locals, value, ok, lastUse[st.Target.Name] > n)
		}
		total = c.add(total, st.Value)
	}
	return c.faults
}

// breakLocal has nothing said of a name that a faulty statement may define.
func (c *checker) breakLocal(name string, locals Symbols, scope Scope) {
	if _, known := scope.Lookup(name); !known {
		locals[name] = Symbol{Name: name, Kind: broken}
	}
}

// lastUses returns for each name the number of the last statement whose value uses it, or may use it.
func lastUses(list []*syntax.Assign) map[string]int {
	last := make(map[string]int)
	for n, st := range list {
		if st.Broken {
			for _, before := range list[:n] {
				last[before.Target.Name] = n
			}
			continue
		}
		for _, id := range syntax.Identifiers(st.Value) {
			last[id.Name] = n
		}
	}
	return last
}

// define defines a temporary variable.
func (c *checker) define(st *syntax.Assign, locals Symbols, value Info, ok, used bool) {
	name := st.Target.Name
	why := RefusedName(name)
	faults := len(c.faults)
	switch {
	case strings.HasSuffix(name, "_pre"), strings.HasSuffix(name, "_post"):
		c.unknownTarget(&st.Target)
	case why != "":
		c.fault(st.Target.At, why, "a variable cannot be named %q", name)
	case !used:
		c.fault(st.Target.At, c.meantTarget(name), "%q is no variable, and a temporary one is never used", name)
	}
	sym := Symbol{Name: name, Kind: Stored, Info: value}
	if !ok || len(c.faults) > faults {
		sym.Kind = broken
	}
	locals[name] = sym
}

// change changes a temporary variable, which keeps its unit.
func (c *checker) change(st *syntax.Assign, locals Symbols, value Info, ok bool) {
	sym := locals[st.Target.Name]
	if !ok || sym.Kind == broken {
		return
	}
	whole, value, ok := c.result(st, value)
	switch {
	case !ok:
	case value.Dim != sym.Dim:
		c.assignable(sym.Name, sym.Info, whole, value)
	default:
		sym.Info = value
		locals[sym.Name] = sym
	}
}

// assignment checks an assignment to a name of the scope.
func (c *checker) assignment(st *syntax.Assign, target Symbol, value Info, ok bool) {
	name := st.Target.Name
	switch {
	case target.Kind == broken:
	case target.ReadOnly != "" || target.Kind != Stored:
		c.fault(st.Target.At, readOnly(target), "%q cannot be assigned to", name)
	case target.Shared && !c.all:
		c.fault(st.Target.At, "it is one value for all, and these statements run for some elements only",
			"%q is shared and cannot be assigned to here", name)
	case ok:
		if whole, value, ok := c.result(st, value); ok && c.changes(st, target, whole, value) {
			c.assignable(name, target.Info, whole, value)
		}
	}
}

// changes reports whether an augmented assignment leaves a variable its type. That of a neuron's variable by a synapse need not: each
// result is cut off.
//
// Source: Brian 2.5.1, numpy target, which uses numpy's operators in place for the one, and its ufunc.at for the other.
func (c *checker) changes(st *syntax.Assign, target Symbol, whole syntax.Expr, value Info) bool {
	return st.Op == syntax.Set || target.Side == Pre || target.Side == Post || c.sameType(target.Name, target.Info, whole, value)
}

// result returns what a statement assigns, value or target op value, and what is known of it.
func (c *checker) result(st *syntax.Assign, value Info) (syntax.Expr, Info, bool) {
	op, ok := operatorOf[st.Op]
	if !ok {
		return st.Value, value, true
	}
	whole := &syntax.Binary{At: st.Value.Span(), OpAt: st.OpAt, Op: op, X: &st.Target, Y: st.Value}
	value, ok = c.expr(whole)
	return whole, value, ok
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
