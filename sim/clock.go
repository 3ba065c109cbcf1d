package sim

import (
	"fmt"
	"math"

	"golgi/sim/internal/build"
	"golgi/units"
)

func seconds(x float64) units.Quantity { return units.FromSI(x, units.Second.Dim) }

func finite(x float64) bool { return !math.IsInf(x, 0) && !math.IsNaN(x) }

// isDuration reports whether a quantity is a finite time of 0 or more.
func isDuration(q units.Quantity) bool {
	return q.Dimension() == units.Second.Dim && q.SI() >= 0 && finite(q.SI())
}

// checkStep checks a step size, which is called what; the zero Quantity stands for the network's.
func checkStep(o fmt.Stringer, what string, dt units.Quantity) error {
	if dt == (units.Quantity{}) {
		return nil
	}
	if dt.Dimension() != units.Second.Dim || !(dt.SI() > 0) || !finite(dt.SI()) {
		return fmt.Errorf("sim: %s: %s %s is not a positive time", o, what, dt)
	}
	return nil
}

// slotOf returns the slot in which a user wants an object; empty stands for the default.
func slotOf(o fmt.Stringer, when, otherwise string) (build.Slot, error) {
	if when == "" {
		when = otherwise
	}
	slot, base, found := build.FindSlot(when)
	if !found {
		return 0, fmt.Errorf("sim: %s: unknown slot %q; before_ and after_ may stand before a slot; %s",
			o, when, thereAre(base, build.Slots))
	}
	return slot, nil
}
