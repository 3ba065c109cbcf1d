package equations

import (
	"cmp"
	"slices"

	"golgi/sim/internal/syntax"
)

// CheckForAll checks statements that run for all elements of an object. They may also write shared variables: once, from
// what is the same for all elements, and before anything that elements have of their own. shared is the number of
// statements at the beginning that do this, with the temporary variables among them.
//
// Source: Brian 2, codegen.translation: make_statements.
func CheckForAll(list []*syntax.Assign, src *syntax.Source, scope Scope) (shared int, faults syntax.Faults) {
	locals := make(Symbols)
	c := newChecker(src, Layers{locals, scope})
	c.all = true
	broken := slices.ContainsFunc(list, func(st *syntax.Assign) bool { return st.Broken })
	if faults := c.statements(list, locals, scope); broken || len(faults) > 0 {
		return 0, faults
	}
	locals = make(Symbols) // shared, where they are the same for all elements
	each := ""             // what elements have of their own and is written first
	for n, st := range list {
		name := st.Target.Name
		target, known := scope.Lookup(name)
		same := sameForAll(st.Value, Layers{locals, scope})
		if _, augmented := operatorOf[st.Op]; augmented && !known {
			same = same && locals[name].Shared
		}
		switch {
		case !known:
			same = same && !Draws(st.Value)
			locals[name] = Symbol{Name: name, Kind: Stored, Shared: same}
			if !same {
				each = cmp.Or(each, name)
			}
		case !target.Shared:
			each = cmp.Or(each, name)
		case !same:
			c.fault(st.Value.Span(), "", notUniform, name)
		case each != "":
			c.fault(st.Target.At, "move it up", "%q is shared, and is written before what each element has, as %q", name, each)
		default:
			shared = n + 1
		}
	}
	return shared, c.faults
}
