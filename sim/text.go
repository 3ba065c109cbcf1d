package sim

import (
	"fmt"
	"regexp"
	"strings"

	"golgi/internal/suggest"
	"golgi/sim/internal/bind"
	"golgi/sim/internal/equations"
	"golgi/sim/internal/syntax"
	"golgi/units"
)

// Here is how names and short texts of users are read, and what is said of those that are wrong.

var nameRule = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*$`)

// checkName refuses names that would not be names in every place where they are used.
func checkName(kind, name string) error {
	if !nameRule.MatchString(name) {
		return fmt.Errorf("sim: %s %q: a name begins with a letter and has letters, digits and underscores", kind, name)
	}
	return nil
}

// A written quantity is a number with a unit behind it, and no operator between them: "2 ms", "0.2". It can be no
// expression, so that no variable of a user's can be meant.
var writtenQuantity = regexp.MustCompile(
	`^\s*[-+]?((\d+\.?\d*|\.\d+)([eE][-+]?\d+\s*($|[eE]|` + unitBegins + `)|\s*($|[eE]($|[^-+\d])|` + unitBegins + `))|(inf|nan)\s+[A-Za-z])`)

// unitBegins matches what may stand directly behind a number that has a unit, but for an exponent.
const unitBegins = `[^-+*/%<>=!().,\s\deE_]`

// An integer that is not decimal begins as a number with a unit does.
var baseInteger = regexp.MustCompile(`^\s*[-+]?0([xX][\da-fA-F_]+|[oO][0-7_]+|[bB][01_]+)\b`)

// keyword begins what may stand behind a number in an expression.
var keyword = regexp.MustCompile(`^\s*[-+]?\S+\s+(and|or|not|if|in|is)\b`)

// quantityOf returns the quantity that a text is; is is false where it is an expression.
func quantityOf(text string) (q units.Quantity, is bool, err error) {
	if !writtenQuantity.MatchString(text) || keyword.MatchString(text) || baseInteger.MatchString(text) {
		return q, false, nil
	}
	q, err = units.Parse(text)
	return q, true, err
}

// textOf is the inverse of quantityOf, to the bit.
func textOf(q units.Quantity) string { return units.FromSI(q.SI(), q.Dimension()).String() }

// caller is what has texts that may call functions of users.
type caller interface{ callable() *syntax.Functions }

// source is the source of a text that belongs to an object.
func source(o fmt.Stringer, what, text string) *syntax.Source {
	src := &syntax.Source{Name: o.String() + ": " + what, Text: text}
	if c, ok := o.(caller); ok {
		src.Functions = c.callable()
	}
	return src
}

// faults turns a list of faults into an error, nil where there are none.
func faults(list syntax.Faults) error {
	if len(list) == 0 {
		return nil
	}
	return list
}

// condition parses and checks a text that must be a condition.
func condition(src *syntax.Source, scope equations.Scope) (syntax.Expr, error) {
	e, err := syntax.ParseExpr(src)
	if err != nil {
		return nil, err
	}
	info, list := equations.Check(e, src, scope)
	if len(list) == 0 && info.Type != equations.Boolean && info.Type != equations.Nothing {
		list = syntax.Faults{syntax.Faultf(src, e.Span(), "a condition is needed, but this is %s", info.Type).
			WithNote("compare it with something")}
	}
	return e, faults(list)
}

// statements parses and checks a text that must be statements. It may have none.
func statements(src *syntax.Source, scope equations.Scope) ([]*syntax.Assign, error) {
	list, err := syntax.ParseStatements(src)
	return list, faults(append(syntax.FaultsOf(err), equations.CheckStatements(list, src, scope)...))
}

// slotOf returns the slot in which a user wants an object; empty stands for the default.
func slotOf(o fmt.Stringer, when, otherwise string) (bind.Slot, error) {
	if when == "" {
		when = otherwise
	}
	slot, base, found := bind.FindSlot(when)
	if !found {
		return 0, fmt.Errorf("sim: %s: unknown slot %q; before_ and after_ may stand before a slot; %s",
			o, when, thereAre(base, bind.Slots))
	}
	return slot, nil
}

// thereAre lists names for a message, with those that name may have meant.
func thereAre(name string, names []string) string {
	list := "there are " + strings.Join(names, ", ")
	if note := suggest.DidYouMean(name, names); note != "" {
		return list + "; " + note
	}
	return list
}
