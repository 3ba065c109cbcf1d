package cli

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"golgi/figure"
	"golgi/internal/given"
	"golgi/trajectory"
	"golgi/units"
)

// mostPanels is how many numbers a figure shows, a panel each.
const mostPanels = 6

// drawMeans draws each number against the first explored parameter that is a number, with bars for the standard errors, and a line
// for each value of the other parameters.
func drawMeans(path, title string, m *trajectory.Means) error {
	x := slices.IndexFunc(m.By, func(c trajectory.Column) bool { return IsNumber(m, c.Path) })
	if x < 0 || len(m.Of) == 0 {
		return fmt.Errorf("cli: cannot draw %s: a figure needs an explored parameter that is a number, and a number that runs gave", path)
	}
	f := figure.New(title)
	for k := range min(len(m.Of), mostPanels) {
		panel, err := MetricOf(m, m.By[x].Path, m.Of[k].Path)
		if err != nil {
			return err
		}
		f.Add(panel)
	}
	if err := f.Save(path); err != nil {
		return fmt.Errorf("cli: cannot draw %s: %w", path, err)
	}
	return nil
}

// IsNumber reports whether a parameter of means, by its path, is a number or a quantity.
func IsNumber(m *trajectory.Means, path string) bool {
	if m == nil || len(m.Groups) == 0 {
		return false
	}
	k := slices.IndexFunc(m.By, func(c trajectory.Column) bool { return c.Path == path })
	if k < 0 {
		return false
	}
	_, is := place(m.Groups[0].Values[k], m.Groups[0].Values[k])
	return is
}

// MetricOf returns means as a panel: a number against a parameter, by their paths, with their standard errors, and a curve for each combination of the other parameters.
func MetricOf(m *trajectory.Means, x, of string) (figure.Metric, error) {
	if err := given.All("cli: MetricOf", given.Arg{Name: "means", Value: m}); err != nil {
		return figure.Metric{}, err
	}
	at := slices.IndexFunc(m.By, func(c trajectory.Column) bool { return c.Path == x })
	number := slices.IndexFunc(m.Of, func(c trajectory.Column) bool { return c.Path == of })
	if at < 0 || number < 0 || !IsNumber(m, x) {
		return figure.Metric{}, fmt.Errorf("cli: cannot draw %s against %s: these means have no such number, or no parameter that is a number", of, x)
	}
	panel := figure.Metric{X: AxisName(m.By, x), Y: AxisName(m.Of, of)}
	unit := unitNamed(m.Of[number].Unit)
	var all []float64
	for _, c := range curves(m, at, number) {
		panel.Curves = append(panel.Curves, figure.Curve{Name: c.name, X: unitOf(m.Groups[0].Values[at]).OfAll(c.xs...), Y: unit.OfAll(c.ys...), Errors: unit.OfAll(c.errors...)})
		all = append(all, c.xs...)
	}
	panel.LogX = geometric(all)
	return panel, nil
}

// AxisName is what an axis calls a column, by its path: the last name of it, or all of it where another column has the same last name.
func AxisName(columns []trajectory.Column, path string) string {
	last := path[strings.LastIndexByte(path, '.')+1:]
	for _, c := range columns {
		if c.Path != path && c.Path[strings.LastIndexByte(c.Path, '.')+1:] == last {
			return path
		}
	}
	return last
}

// unitNamed returns a unit; what is no unit, as files of others may have it, is none.
func unitNamed(name string) units.Unit {
	if unit, err := units.ParseUnit(name); err == nil {
		return unit
	}
	return units.One
}

// unitOf is that in which a parameter is written.
func unitOf(v any) units.Unit {
	if q, is := v.(units.Quantity); is {
		return q.Unit()
	}
	return units.One
}

// place returns where a value is on an axis, in the unit of the first.
func place(v, first any) (float64, bool) {
	switch v := v.(type) {
	case float64:
		return v, true
	case int64:
		return float64(v), true
	case units.Quantity:
		if first, is := first.(units.Quantity); is {
			x, err := v.In(first.Unit())
			return x, err == nil
		}
	}
	return 0, false
}

// A curve has a point for each group that is alike but for x.
type curve struct {
	name           string
	xs, ys, errors []float64
}

// curves returns those of one number.
func curves(m *trajectory.Means, x, of int) (all []*curve) {
	at := map[string]*curve{}
	for _, g := range m.Groups {
		var names []string
		for k, v := range g.Values {
			if k != x {
				names = append(names, fmt.Sprintf("%s = %s", AxisName(m.By, m.By[k].Path), shown(v)))
			}
		}
		name := strings.Join(names, ", ")
		c := at[name]
		if c == nil {
			c = &curve{name: name}
			at[name], all = c, append(all, c)
		}
		px, _ := place(g.Values[x], m.Groups[0].Values[x])
		c.xs, c.ys, c.errors = append(c.xs, px), append(c.ys, g.Mean[of]), append(c.errors, g.SEM[of])
	}
	return all
}

// geometric reports whether numbers have equal ratios, so that an axis of logarithms suits them.
func geometric(xs []float64) bool {
	xs = slices.Clone(xs)
	slices.Sort(xs)
	xs = slices.Compact(xs)
	const few, wide, alike = 4, 20, 1.3
	if len(xs) < few || !(xs[0] > 0) || !(xs[len(xs)-1]/xs[0] >= wide) || math.IsInf(xs[len(xs)-1], 0) {
		return false
	}
	usual := math.Pow(xs[len(xs)-1]/xs[0], 1/float64(len(xs)-1))
	for k := 1; k < len(xs); k++ {
		if ratio := xs[k] / xs[k-1]; ratio > usual*alike || ratio < usual/alike {
			return false
		}
	}
	return true
}
