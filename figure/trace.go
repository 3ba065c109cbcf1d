package figure

import (
	"fmt"

	"golgi/units"
)

// A Curve is numbers against others, of one length. Errors are as long as Y, and of its dimension, or there are none; one that is 0 or NaN is not drawn. A name is written
// into the legend.
type Curve struct {
	Name   string
	X, Y   units.Array
	Errors units.Array
}

// A Trace is how quantities of one dimension go over time: a line for each.
//
// X of the curves is time, which does not go back; what is no number leaves a gap. Label names what it is, as in "v"; its unit is added. Of many points, those are drawn
// that can be seen.
type Trace struct {
	Title  string
	Label  string
	Curves []Curve
}

func (t Trace) axes() (*axes, error) {
	a := &axes{title: t.Title, x: timeAxis(0, 0), y: axis{name: t.Label}, height: 56}
	if err := checkCurves(t.Curves); err != nil {
		return nil, err
	}
	for _, c := range t.Curves {
		if c.X.Len() > 0 && c.X.Dimension() != units.Second.Dim {
			return nil, fmt.Errorf("X of %q is in %s, and not a time; use figure.Metric for other parameters", c.Name, dimText(c.X.Dimension()))
		}
	}
	return a, a.curves(t.Curves, false, "no samples")
}

// checkCurves checks lengths and dimensions.
func checkCurves(curves []Curve) error {
	if err := countable(len(curves), "curves"); err != nil {
		return err
	}
	var titles []string
	var xs, ys []units.Array
	for _, c := range curves {
		if c.X.Len() != c.Y.Len() {
			return fmt.Errorf("X of %q has %d numbers, and Y %d; one is needed for each other", c.Name, c.X.Len(), c.Y.Len())
		}
		if n := c.Errors.Len(); n > 0 && n != c.Y.Len() {
			return fmt.Errorf("Errors of %q are %d, and Y has %d numbers; give each one, or none", c.Name, n, c.Y.Len())
		}
		if c.Errors.Len() > 0 && c.Errors.Dimension() != c.Y.Dimension() {
			return fmt.Errorf("Errors of %q are in %s, and Y in %s; both have one unit", c.Name, dimText(c.Errors.Dimension()), dimText(c.Y.Dimension()))
		}
		titles, xs, ys = append(titles, c.Name), append(xs, c.X), append(ys, c.Y)
	}
	if err := oneDimension("X", titles, xs); err != nil {
		return err
	}
	return oneDimension("Y", titles, ys)
}

// curves adds all, with a legend where there are several. With points, each has a marker.
func (a *axes) curves(curves []Curve, points bool, none string) error {
	found := false
	for k, c := range curves {
		if c.X.Len() == 0 {
			continue
		}
		a.x.takes(c.X)
		a.y.takes(c.Y)
		m := curveMark{xs: c.X.SI(), ys: c.Y.SI(), errors: c.Errors.SI(), style: styleOf(k), line: true, points: points}
		if !points {
			m.style.marker, m.style.width = marker{}, 3*dot
			for i := 1; i < len(m.xs); i++ {
				if m.xs[i] < m.xs[i-1] {
					return fmt.Errorf("X of %q goes back at place %d, from %v to %v; sort the points", c.Name, i, c.X.At(i-1), c.X.At(i))
				}
			}
			if len(curves) == 1 {
				m.style.color = black
			}
		}
		for i := range m.xs {
			if shown(m.xs[i], &a.x) && shown(m.ys[i], &a.y) {
				found = true
				a.x.cover(m.xs[i])
				a.y.cover(m.ys[i])
				if len(m.errors) > 0 && m.errors[i] > 0 {
					a.y.cover(m.ys[i]-m.errors[i], m.ys[i]+m.errors[i])
				}
			}
		}
		a.marks = append(a.marks, m)
		if c.Name != "" && (len(curves) > 1 || c.Name != a.y.name && a.title == "") {
			a.legend = append(a.legend, key{name: c.Name, style: m.style, line: true})
		}
	}
	if !found {
		a.note = none
	}
	return nil
}
