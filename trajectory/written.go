package trajectory

import (
	"fmt"

	"golgi/units"
)

// A quantity has the unit in which it was written; package doc, Values.

// checkWritten refuses a unit whose name does not say what it is, which nobody could read again.
func checkWritten(unit units.Unit, written bool) error {
	if !written {
		return nil
	}
	read, err := units.ParseUnit(unit.Name)
	if err == nil && read.Scale == unit.Scale && read.Dim == unit.Dim {
		return nil
	}
	return fmt.Errorf("its unit %q is none that units.ParseUnit reads as such; make it by that", unit.Name)
}

// unitOf returns the unit of a quantity or an array; that of anything else is none.
func unitOf(v any) (unit units.Unit) {
	switch v := v.(type) {
	case units.Quantity:
		unit = v.Unit()
	case units.Array:
		unit = v.Unit()
	}
	return unit
}

// writtenIn returns a quantity or an array as if it had been written in a unit, unless no number of that gives it to the last bit:
// then it stays in its own.
func writtenIn(v any, unit units.Unit) any {
	switch v := v.(type) {
	case units.Quantity:
		if as, err := v.As(unit); err == nil && unit.Has(v.SI()) {
			return as
		}
	case units.Array:
		if as, err := v.As(unit); err == nil && as.Unit() == unit {
			return as
		}
	}
	return v
}
