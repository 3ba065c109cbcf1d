package figure

import (
	"fmt"
	"slices"
	"sort"

	"golgi/units"
)

// A Metric is numbers against a parameter, such as means over trials: a line with markers for each curve, and bars from -Errors to +Errors around its points.
//
// X and Y name the axes, as in "R_ee" and "Fano factor"; their units are added. The points of a curve are sorted by X. Levels are lines through the whole
// panel at known values. With LogX or LogY an axis has logarithms; what is not above 0 is left out of it.
type Metric struct {
	Title      string
	X, Y       string
	Curves     []Curve
	Levels     []Level
	LogX, LogY bool
}

// A Level is a value of Y, with a name for the legend.
type Level struct {
	Name string
	At   units.Quantity
}

func (m Metric) axes() (*axes, error) {
	if err := checkCurves(m.Curves); err != nil {
		return nil, err
	}
	a := &axes{title: m.Title, x: axis{name: m.X, log: m.LogX}, y: axis{name: m.Y, log: m.LogY}}
	curves := make([]Curve, len(m.Curves))
	for k, c := range m.Curves {
		curves[k] = c.sorted()
	}
	if err := a.curves(curves, true, "no numbers"); err != nil {
		return nil, err
	}
	if a.note != "" {
		return a, nil
	}
	for _, l := range m.Levels {
		if l.At.Dimension() != a.y.dim {
			return nil, fmt.Errorf("the level %q is at %v, and Y of the curves is in %s", l.Name, l.At, dimText(a.y.dim))
		}
		if !shown(l.At.SI(), &a.y) {
			return nil, fmt.Errorf("the level %q is at %v, which has no place on the axis", l.Name, l.At)
		}
		a.y.cover(l.At.SI())
		s := style{color: grey, width: 3 * dot, dashes: dashes[2]}
		a.marks = slices.Insert(a.marks, 0, mark(ruleMark{at: l.At.SI(), along: true, style: s}))
		if l.Name != "" {
			a.legend = append(a.legend, key{name: l.Name, style: s, line: true})
		}
	}
	return a, nil
}

// sorted returns the curve with its points in the order of X.
func (c Curve) sorted() Curve {
	xs, ys, errors := c.X.SI(), c.Y.SI(), c.Errors.SI()
	order := make([]int, len(xs))
	for k := range order {
		order[k] = k
	}
	sort.SliceStable(order, func(i, j int) bool { return xs[order[i]] < xs[order[j]] })
	pick := func(of []float64, like units.Array) units.Array {
		list := make([]float64, len(of))
		for k := range list {
			list[k] = of[order[k]]
		}
		picked := units.ArrayFromSI(list, like.Dimension())
		if unit, is := like.Written(); is {
			if as, err := picked.As(unit); err == nil {
				return as
			}
		}
		return picked
	}
	c.X, c.Y = pick(xs, c.X), pick(ys, c.Y)
	if len(errors) > 0 {
		c.Errors = pick(errors, c.Errors)
	}
	return c
}
