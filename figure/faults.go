package figure

import (
	"fmt"
	"math"

	"golgi/units"
)

// window checks the ends of a time axis, and returns them; both are 0 where they are to be those of the data.
func window(start, stop float64) error {
	if start == 0 && stop == 0 || stop > start && !math.IsInf(start, 0) && !math.IsInf(stop, 0) {
		return nil
	}
	return fmt.Errorf("from Start = %v s to Stop = %v s there is no time; let Stop be larger, or both 0 for that of the data", start, stop)
}

// Numbers are plain numbers, without a unit, for what takes a [units.Array].
func Numbers(xs ...float64) units.Array { return units.One.OfAll(xs...) }

// oneDimension checks that arrays go together on one axis.
func oneDimension(what string, names []string, arrays []units.Array) error {
	first := -1
	for k, a := range arrays {
		if a.Len() == 0 {
			continue
		}
		if first < 0 {
			first = k
		}
		if a.Dimension() != arrays[first].Dimension() {
			return fmt.Errorf("%s of %q are in %s, and those of %q in %s; draw them in panels of their own", what, names[k], dimText(a.Dimension()), names[first],
				dimText(arrays[first].Dimension()))
		}
	}
	return nil
}

func dimText(d units.Dimension) string {
	if d.IsDimensionless() {
		return "plain numbers"
	}
	return d.String()
}

// mostCurves is how many lines a panel has: with more it would be black, and take minutes.
const mostCurves = 1000

// countable refuses more lines than a panel shows.
func countable(n int, what string) error {
	if n <= mostCurves {
		return nil
	}
	return fmt.Errorf("%d %s are too many lines for a panel, which has up to %d; draw some of them, or what they are together", n, what, mostCurves)
}
