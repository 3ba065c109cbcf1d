package sim

import (
	"fmt"
	"math"

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
