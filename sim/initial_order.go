package sim

import (
	"fmt"
	"slices"
	"strings"

	"golgi/sim/internal/equations"
	"golgi/sim/internal/syntax"
)

// Initial values are given in the order in which they are written, but that a text which reads a variable waits for what gives
// this variable its value, where nothing before it does.

// inOrder returns assignments in the order in which they are carried out, or an error where each waits for another.
func inOrder(o modelled, list []*assignment) ([]*assignment, error) {
	waits := make([][]bool, len(list))
	for k := range list {
		waits[k] = waitsOf(k, list)
	}
	var order []*assignment
	done := make([]bool, len(list))
	for len(order) < len(list) {
		next := slices.IndexFunc(list, func(a *assignment) bool {
			k := slices.Index(list, a)
			return !done[k] && !slices.ContainsFunc(numbers(waits[k]), func(j int) bool { return !done[j] })
		})
		if next < 0 {
			return nil, circle(o, list, waits, done)
		}
		done[next], order = true, append(order, list[next])
	}
	return order, nil
}

// waitsOf says for which others assignment k of a list waits: those before it of its own variable and of what it reads; those
// behind it of what it reads, where there is none before; and those before it that read its variable from ones before them.
func waitsOf(k int, list []*assignment) []bool {
	waits := make([]bool, len(list))
	name := list[k].variable.Name
	for j, other := range list {
		set := other.variable.Name
		switch {
		case j < k:
			waits[j] = set == name || list[k].reads[set] || other.reads[name] && sets(list[:j], name)
		case j > k:
			waits[j] = set != name && list[k].reads[set] && !sets(list[:k], set)
		}
	}
	return waits
}

// sets reports whether one of the assignments gives a variable a value.
func sets(list []*assignment, variable string) bool {
	return slices.ContainsFunc(list, func(a *assignment) bool { return a.variable.Name == variable })
}

// numbers lists where a list is true.
func numbers(list []bool) (at []int) {
	for k, is := range list {
		if is {
			at = append(at, k)
		}
	}
	return at
}

// circle names a circle among the assignments that are not done, each of which waits for another.
func circle(o modelled, list []*assignment, waits [][]bool, done []bool) error {
	var path []int
	k := slices.Index(done, false)
	for !slices.Contains(path, k) {
		path = append(path, k)
		k = numbers(waits[k])[slices.IndexFunc(numbers(waits[k]), func(j int) bool { return !done[j] })]
	}
	var names []string
	for _, j := range append(path[slices.Index(path, k):], k) {
		names = append(names, fmt.Sprintf("%q", list[j].variable.Name))
	}
	return fmt.Errorf("sim: %s: Initial: the values of %s wait for each other; give one of them a number first",
		o, strings.Join(names, ", "))
}

// addReads notes which of an object's own variables expressions read, also through subexpressions.
func (a *assignment) addReads(scope equations.Scope, texts ...syntax.Expr) {
	for _, e := range texts {
		if e == nil {
			continue
		}
		equations.Mentions(e, scope, func(_ string, sym equations.Symbol) bool {
			if sym.Kind == equations.Stored && sym.Side == equations.Own {
				if a.reads == nil {
					a.reads = make(map[string]bool)
				}
				a.reads[sym.Name] = true
			}
			return false
		})
	}
}
