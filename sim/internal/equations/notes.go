package equations

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"golgi/internal/suggest"
	"golgi/sim/internal/syntax"
	"golgi/units"
)

// What faults say beside the caret: what a name may have meant, which unit an operand has, what would mend
// it.

// usualUnits are the units that a misspelt name may have meant, or that a number may lack.
var usualUnits = strings.Fields("mV ms nA pA nS uS mS pF nF uF Mohm Hz kHz mM um cm " +
	"volt second amp siemens farad ohm meter")

// spelled are the symbols of units that the language leaves to variables, and the names by which it knows
// them.
//
// Source: Brian 2, equations: units are spelled out or one of the usual short ones.
var spelled = map[string]string{
	"V": "volt", "s": "second", "A": "amp", "S": "siemens", "F": "farad", "m": "meter", "kg": "kilogram",
	"C": "coulomb", "J": "joule", "W": "watt", "K": "kelvin",
}

// unknownName reports a name that is used.
func (c *checker) unknownName(e *syntax.Ident) {
	if !c.unknown[e.Name] {
		c.unknown[e.Name] = true
		c.fault(e.At, c.meant(e.Name), "unknown name %q", e.Name)
	}
}

// unusableName reports a name that is used and has no value.
func (c *checker) unusableName(e *syntax.Ident, sym Symbol) {
	if !c.unknown[e.Name] {
		c.unknown[e.Name] = true
		c.fault(e.At, sym.Unusable, "%q has no value here", e.Name)
	}
}

// unknownTarget reports a name that is assigned to.
func (c *checker) unknownTarget(e *syntax.Ident) {
	if !c.unknown[e.Name] {
		c.unknown[e.Name] = true
		c.fault(e.At, c.meantTarget(e.Name), "unknown variable %q", e.Name)
	}
}

// crowded reports whether there are more faults than a user will read, so that looking for cures is in vain.
func (c *checker) crowded() bool { return len(c.faults) > 20 }

// reasoner is a Scope that may know why it has no symbol of a name; if not, WhyUnknown returns nothing.
type reasoner interface{ WhyUnknown(name string) string }

// meant says what a misspelt name may have meant.
func (c *checker) meant(name string) string {
	if scope, ok := c.scope.(reasoner); ok && scope.WhyUnknown(name) != "" {
		return scope.WhyUnknown(name)
	}
	if note, ok := foreignNames[name]; ok {
		return note
	}
	if _, ok := functions[name]; ok {
		return fmt.Sprintf("it is a function; write %s(...)", name)
	}
	if unit, ok := spelled[name]; ok {
		return "the unit is written " + unit
	}
	note := c.suggest(name, usualUnits, func(sym Symbol) bool { return sym.Kind != broken })
	return cmp.Or(note, "it is no variable here, no constant of the namespace and no unit")
}

// meantTarget says what a misspelt name that is assigned to may have meant.
func (c *checker) meantTarget(name string) string {
	note := c.suggest(name, nil, func(sym Symbol) bool { return sym.Kind == Stored && sym.ReadOnly == "" })
	return cmp.Or(note, "it is no variable here")
}

// suggest suggests names of the scope whose symbols will do, and more.
func (c *checker) suggest(name string, more []string, will func(Symbol) bool) string {
	if c.crowded() {
		return ""
	}
	names := slices.DeleteFunc(c.scope.Names(), func(other string) bool {
		sym, _ := c.scope.Lookup(other)
		return other == "" || other[0] == '_' || !will(sym)
	})
	return didYouMean(name, append(names, more...))
}

// didYouMean suggests the names that differ by case alone, if there are any, and else those that are near.
func didYouMean(name string, names []string) string {
	choose := func(meant func(name, other string) bool) []string {
		return slices.DeleteFunc(slices.Clone(names), func(other string) bool { return !meant(name, other) })
	}
	same := choose(strings.EqualFold)
	if len(same) == 0 {
		same = choose(near)
	}
	return suggest.DidYouMean(name, same)
}

// near reports whether a misspelt name may have meant another. Of x_post, x must be near; and a single
// letter, which is one change away from any other, is near only what begins with it.
func near(name, other string) bool {
	base, end := cutEnd(name)
	otherBase, otherEnd := cutEnd(other)
	switch {
	case end != otherEnd:
		return base == otherBase
	case len(base) == 1:
		return otherBase != "" && strings.EqualFold(base, otherBase[:1])
	}
	return len(suggest.Nearest(base, []string{otherBase})) > 0
}

// cutEnd divides a name before _pre or _post.
func cutEnd(name string) (base, end string) {
	for _, end := range []string{"_pre", "_post"} {
		if base, ok := strings.CutSuffix(name, end); ok {
			return base, end
		}
	}
	return name, ""
}

// is says what an operand is that should be a number of another unit, or is none.
func (c *checker) is(e syntax.Expr, x Info, want units.Dimension) string {
	if x.Type == Boolean {
		return brief(e) + " is " + x.Type.String()
	}
	return c.hasUnit(e, x.Dim, want)
}

// hasUnit says which unit an operand has and, where that is easily mended, how.
func (c *checker) hasUnit(e syntax.Expr, has, want units.Dimension) string {
	note := brief(e) + " has " + unitPhrase(has)
	if cure := c.cure(e, has, want); cure != "" {
		return note + "; " + cure
	}
	return note
}

// cure says what brings an operand to the unit wanted, where that is plain.
func (c *checker) cure(e syntax.Expr, has, want units.Dimension) string {
	if name, ok := e.(*syntax.Ident); ok {
		return c.factor(name.Name, has, want)
	}
	if unit := usualUnit(want); unit != "" && isLiteral(e) {
		return fmt.Sprintf("write %s*%s", e, unit)
	}
	return ""
}

// isLiteral reports whether an expression is a number, with or without a sign.
func isLiteral(e syntax.Expr) bool {
	if signed, ok := e.(*syntax.Unary); ok {
		e = signed.X
	}
	_, ok := e.(*syntax.Number)
	return ok
}

// factor finds a variable or constant that brings name to the unit wanted.
func (c *checker) factor(name string, has, want units.Dimension) string {
	if c.crowded() {
		return ""
	}
	for _, other := range sortedNames(c.scope) {
		sym, _ := c.scope.Lookup(other)
		if other == name || sym.Unit || sym.Dim.IsDimensionless() || sym.Kind == Bound || sym.Kind == Callable || sym.Side == Clock {
			continue
		}
		if dim, err := sym.Dim.Mul(has); err == nil && dim == want {
			return fmt.Sprintf("%s*%s would have %s", other, name, unitOr(want, "no unit"))
		}
		if dim, err := has.Div(sym.Dim); err == nil && dim == want {
			return fmt.Sprintf("%s/%s would have %s", name, other, unitOr(want, "no unit"))
		}
	}
	return ""
}

// usualUnit returns the usual unit of a dimension; empty where there is none.
func usualUnit(dim units.Dimension) string {
	for _, name := range usualUnits {
		if unit, ok := units.Lookup(name); ok && unit.Dim == dim {
			return name
		}
	}
	return ""
}

// unitPhrase names a unit behind "has": "unit V", "no unit".
func unitPhrase(dim units.Dimension) string {
	if dim.IsDimensionless() {
		return "no unit"
	}
	return "unit " + dim.String()
}

// operand names a quantity by its unit: "V", "a number without unit".
func operand(dim units.Dimension) string { return unitOr(dim, "a number without unit") }

// unitOr names a unit, or says what stands for none.
func unitOr(dim units.Dimension, none string) string {
	if dim.IsDimensionless() {
		return none
	}
	return dim.String()
}

// brief is an expression as a message may name it; the caret shows what is longer.
func brief(e syntax.Expr) string { return briefOr(e, "this") }

// briefOr returns the text of an expression, or what stands for a long one.
func briefOr(e syntax.Expr, long string) string {
	const most = 30
	if text := e.String(); len(text) <= most {
		return text
	}
	return long
}

// withoutPrefix is the message of an error that becomes part of another.
func withoutPrefix(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return strings.TrimPrefix(line, "units: ")
}

func count(n int, what string) string {
	switch n {
	case 0:
		return "no " + what
	case 1:
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// List prints names for a message, separated by commas.
func List(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ", ")
}

func sortedNames(scope Scope) []string {
	names := scope.Names()
	slices.Sort(names)
	return slices.Compact(names)
}

// callables lists the functions that a user gave.
func (c *checker) callables() []string {
	return slices.DeleteFunc(sortedNames(c.scope), func(name string) bool {
		sym, _ := c.scope.Lookup(name)
		return sym.Kind != Callable
	})
}

// usage says how a function that a user gave is called; nothing of one of the language.
func (c *checker) usage(name string) string {
	if sym, _ := c.scope.Lookup(name); sym.Kind == Callable {
		return "write " + sym.Usage
	}
	return ""
}

func functionNames() []string { return slices.Sorted(maps.Keys(functions)) }
