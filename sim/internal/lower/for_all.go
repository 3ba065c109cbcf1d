package lower

import (
	"slices"

	"golgi/sim/internal/equations"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/syntax"
)

// ForAll are statements that run for all elements of an object, those that write shared variables once.
type ForAll struct {
	Once *Template // for one element; nil: there are none
	Each *Template // for all elements, or those in Selected; nil: there are none
	Kept []Kept    // what Once leaves for Each
}

// Kept is a temporary variable in an array of one element.
type Kept struct {
	Ref
	Elem ir.Elem
}

// StatementsForAll lowers statements that equations.CheckForAll has passed, of which the first write shared variables.
func StatementsForAll(role string, list []*syntax.Assign, shared int, scope equations.Scope, selected bool) ForAll {
	var all ForAll
	first, rest := list[:shared], list[shared:]
	each := newLowerer(role, selected)
	if shared > 0 {
		once := newLowerer(role+" shared", false)
		for _, st := range first {
			once.statement(st, scope, equations.Regularly)
		}
		for _, name := range once.sortedLocals() {
			if uses(rest, name) {
				kept := once.leave(name)
				each.locals[name] = each.b.Load(each.array(kept.Ref, kept.Elem), each.b.Int(0))
				all.Kept = append(all.Kept, kept)
			}
		}
		all.Once = once.template()
	}
	if len(rest) > 0 {
		for _, st := range rest {
			each.statement(st, scope, equations.Regularly)
		}
		all.Each = each.template()
	}
	return all
}

func (l *lowerer) sortedLocals() []string {
	var names []string
	for name := range l.locals {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// uses reports whether statements read a name.
func uses(list []*syntax.Assign, name string) bool {
	return slices.ContainsFunc(list, func(st *syntax.Assign) bool {
		return st.Op != syntax.Set && st.Target.Name == name || slices.ContainsFunc(syntax.Identifiers(st.Value),
			func(id *syntax.Ident) bool { return id.Name == name })
	})
}

// elemOf returns the elements of an array that holds values of a type.
func elemOf(t ir.Type) ir.Elem {
	switch t {
	case ir.Int:
		return ir.Int64
	case ir.Bool:
		return ir.Bool8
	}
	return ir.Float64
}

// leave stores a temporary variable for another kernel.
func (l *lowerer) leave(name string) Kept {
	value := l.locals[name]
	kept := Kept{Ref{equations.Own, "_kept_" + name}, elemOf(l.b.Type(value))}
	l.b.Store(l.array(kept.Ref, kept.Elem), l.b.Int(0), value, ir.None)
	return kept
}
