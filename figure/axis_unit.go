package figure

import (
	"math"
	"strings"

	"golgi/units"
)

// unit chooses that in which the axis is shown: the one in which its data are written, unless its numbers would be odd in it.
func (a *axis) unit() units.Unit {
	if a.dim.IsDimensionless() {
		return units.One
	}
	largest := max(math.Abs(a.low), math.Abs(a.high))
	if a.dim == units.Second.Dim {
		return timeUnit(a.high-a.low, largest)
	}
	if u := a.written; u.Scale > 0 && u.Dim == a.dim && (!a.any || largest == 0 || largest >= 0.1*u.Scale && largest < 1e4*u.Scale) {
		return u
	}
	if !a.any || largest == 0 {
		return units.FromSI(1, a.dim).Unit()
	}
	u := units.FromSI(units.Rounded(math.Pow10(3*int(math.Floor(math.Log10(largest)/3)))), a.dim).Unit()
	if a.dim == units.Hertz.Dim && u.Scale < 1 {
		return units.Hertz
	}
	return u
}

// timeUnit is ms up to some seconds, as figures of spikes have it.
func timeUnit(span, largest float64) units.Unit {
	switch {
	case span >= 3 || largest >= 30:
		return units.Second
	case largest >= 1e-4 || largest == 0:
		return units.Millisecond
	}
	return units.Microsecond
}

// with is a label with its unit: "time (ms)".
func with(name, unit string) string {
	if unit == "" {
		return name
	}
	return strings.TrimSpace(name + " (" + unit + ")")
}
