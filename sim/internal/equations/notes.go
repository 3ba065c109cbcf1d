package equations

import (
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

func (c *checker) unknownName(e *syntax.Ident) {
	if !c.unknown[e.Name] {
		c.unknown[e.Name] = true
		c.fault(e.At, c.meant(e.Name), "unknown name %q", e.Name)
	}
}

// crowded reports whether there are more faults than a user will read, so that looking for cures is in vain.
func (c *checker) crowded() bool { return len(c.faults) > 20 }

const knownNowhere = "it is no variable here, no constant of the namespace and no unit"

func (c *checker) meant(name string) string {
	if c.crowded() {
		return knownNowhere
	}
	if unit, ok := spelled[name]; ok {
		return "the unit is written " + unit
	}
	names := slices.DeleteFunc(append(c.scope.Names(), usualUnits...), c.hides)
	if note := suggest.DidYouMean(name, candidates(name, names)); note != "" {
		return note
	}
	return knownNowhere
}

// hides reports whether a name of the scope is not to be suggested.
func (c *checker) hides(name string) bool {
	sym, _ := c.scope.Lookup(name)
	return name == "" || name[0] == '_' || sym.Kind == broken
}

// candidates returns the names that a misspelt one may have meant: those that differ by case alone, if there are
// any, and for a single letter, which is near every other, those that begin with it.
func candidates(name string, names []string) []string {
	choose := func(meant func(other string) bool) []string {
		return slices.DeleteFunc(slices.Clone(names), func(other string) bool { return !meant(other) })
	}
	same := choose(func(other string) bool { return strings.EqualFold(name, other) })
	switch {
	case len(same) > 0:
		return same
	case len(name) == 1:
		return choose(func(other string) bool { return strings.EqualFold(name, other[:1]) })
	}
	return names
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
	switch e := e.(type) {
	case *syntax.Number:
		if unit := usualUnit(want); unit != "" && has.IsDimensionless() {
			return fmt.Sprintf("write %s*%s", e, unit)
		}
	case *syntax.Ident:
		return c.factor(e.Name, has, want)
	}
	return ""
}

// factor finds a variable or constant that brings name to the unit wanted.
func (c *checker) factor(name string, has, want units.Dimension) string {
	if c.crowded() {
		return ""
	}
	for _, other := range sortedNames(c.scope) {
		sym, _ := c.scope.Lookup(other)
		if other == name || sym.Dim.IsDimensionless() || sym.Kind == Bound || sym.Side == Clock {
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

func functionNames() []string { return slices.Sorted(maps.Keys(functions)) }
