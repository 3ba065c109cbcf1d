package trajectory

import (
	"fmt"
	"maps"
	"slices"

	"golgi/units"
)

// A Compound is a value that consists of lists with names, as which stores keep it: a [Frame], a [CSR].
type Compound interface {
	Form() string  // which kind of compound it is; [Compose] knows all
	Parts() []Item // the lists
}

// compounds make compounds of their parts again.
var compounds = map[string]struct {
	whole, empty func(parts []Item) (any, error)
	shape        func(parts []Item) []int // where some of the parts may be an [Extent]
}{
	"frame": {composeFrame, composeFrame, frameShape},
	"csr":   {composeCSR, emptyCSR, shapeCSR},
}

// Compose makes a compound of its parts again, for stores. It checks them as if a user had given them.
func Compose(form string, parts []Item) (any, error) {
	c, known := compounds[form]
	if !known {
		return nil, unknownCompound(form)
	}
	return c.whole(parts)
}

// ComposeEmpty makes a compound without rows of parts without any, which says the types of what it is without; it is for a [ThinLoader].
func ComposeEmpty(form string, parts []Item) (any, error) {
	c, known := compounds[form]
	if !known {
		return nil, unknownCompound(form)
	}
	return c.empty(parts)
}

func unknownCompound(form string) error {
	return fmt.Errorf("trajectory: there is no compound %q; there are %s", form, listed(slices.Sorted(maps.Keys(compounds))))
}

// Measured returns the quantities that a stored value consists of, and what makes a value of that form of other data: a []float64,
// or a [units.Array]; false where it has no unit. It is for stores, which keep numbers and a unit.
func Measured(stored any) (quantities units.Array, of func(data any) any, has bool) {
	return formOf(stored).measured()
}

// InUnit is the inverse: it makes quantities of the numbers of a value.
func InUnit(stored any, unit units.Unit) (any, error) { return formOf(stored).inUnit(unit) }

func noUnit(v form, unit units.Unit) error {
	return fmt.Errorf("%s has no unit, and this has %q", v.kind(), unit.Name)
}

// Clone returns a copy of a stored value that shares nothing with it.
func Clone(stored any) any { return cloneValue(stored) }
