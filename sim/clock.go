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
		return fmt.Errorf("sim: %s: %s %s is not a positive time%s", o, what, dt, inTime(dt))
	}
	return nil
}

// writtenAsTime says of a text that is a number without a unit how it becomes a time; of others it is empty.
func writtenAsTime(q units.Quantity) string {
	if q.Dimension() != (units.Dimension{}) || !finite(q.SI()) {
		return ""
	}
	return fmt.Sprintf("; write \"%v ms\"", q)
}

// inTime says of a number without a unit how it becomes a time; of others it is empty.
func inTime(q units.Quantity) string {
	if q.Dimension() != (units.Dimension{}) || !finite(q.SI()) {
		return ""
	}
	return fmt.Sprintf("; it has no unit: units.MustParse(\"%v ms\") has one", q)
}
