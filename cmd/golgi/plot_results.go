package main

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"golgi/cli"
	"golgi/figure"
	"golgi/manager"
	"golgi/query"
	"golgi/trajectory"
	"golgi/units"
)

// ofResults draws means of numbers against parameters, a panel for each number.
func (p plotting) ofResults(o *opened, names []string, _ io.Writer) (*figure.Figure, error) {
	by, err := p.parameters(o)
	if err != nil {
		return nil, err
	}
	columns := append(slices.Clone(by), names...)
	var table *trajectory.Table
	if p.where != "" {
		table, err = query.Rows(o.store, o.traj, p.where, columns...)
	} else {
		table, err = trajectory.Rows(o.store, o.traj, columns...)
	}
	if err != nil {
		return nil, err
	}
	means, err := table.Means(by...)
	if err != nil {
		return nil, err
	}
	if len(means.Groups) == 0 {
		return nil, fmt.Errorf("golgi: there is nothing to draw: no run of %s has finished%s", o.path, map[bool]string{true: " for which " + p.where}[p.where != ""])
	}
	x, err := p.along(means, "--x", p.x)
	if err != nil {
		return nil, err
	}
	f := figure.New(o.traj.Name())
	for k, of := range means.Of {
		var panel figure.Panel
		if p.y == "" {
			panel, err = p.lines(means, x, of, called(of, names, k))
		} else {
			panel, err = p.mapOf(means, x, of, called(of, names, k))
		}
		if err != nil {
			return nil, err
		}
		f.Add(panel)
	}
	return f, nil
}

// parameters are those by which runs are told apart. Those that are named get their full paths.
func (p *plotting) parameters(o *opened) (by []string, err error) {
	for _, named := range []struct {
		option string
		names  *string
	}{{"--x", &p.x}, {"--y", &p.y}, {"--by", &p.by}} {
		if *named.names == "" {
			continue
		}
		var paths []string
		for _, name := range split(*named.names) {
			q, err := o.traj.Parameter(strings.TrimPrefix(name, "parameters."))
			if err != nil {
				return nil, cli.Misuse(fmt.Errorf("golgi: %s: %w; explored are %s", named.option, err, strings.Join(o.traj.ExploredPaths(), ", ")))
			}
			if slices.Contains(by, q.Path) {
				return nil, cli.Misuse(fmt.Errorf("golgi: %s is named twice", q.Path))
			}
			by, paths = append(by, q.Path), append(paths, q.Path)
		}
		*named.names = strings.Join(paths, ",")
	}
	alone := p.by == "" && p.y == ""
	for _, path := range o.traj.ExploredPaths() {
		if path == manager.Trial || slices.Contains(by, path) || !alone && p.x != "" {
			continue
		}
		q, err := o.traj.Parameter(path)
		if err != nil {
			return nil, err
		}
		if alone {
			by = append(by, path)
		} else if !math.IsNaN(numberIn(q.Value, unitOfValue(q.Value))) { // along the x axis
			return append(by, path), nil
		}
	}
	return by, nil
}

// along returns the path of the parameter along an axis: the one that is named, or else the first number that is not named otherwise.
func (p plotting) along(m *trajectory.Means, option, path string) (string, error) {
	if path != "" {
		if cli.IsNumber(m, path) {
			return path, nil
		}
		return "", cli.Misuse(fmt.Errorf("golgi: %s %s is no number, and has no place on an axis; use --by for it", option, path))
	}
	for _, c := range m.By {
		if cli.IsNumber(m, c.Path) && !slices.Contains(split(p.y+","+p.by), c.Path) {
			return c.Path, nil
		}
	}
	return "", cli.Misuse(fmt.Errorf("golgi: no explored parameter is a number; name one that is by %s", option))
}

// called is what a figure calls a result: as the command does, who has named it so that nothing else is meant.
func called(of trajectory.Column, names []string, k int) string {
	if k < len(names) && trajectory.IsNamed(of.Path, names[k]) {
		return names[k]
	}
	return of.Path
}

// lines returns a number against a parameter.
func (p plotting) lines(m *trajectory.Means, x string, of trajectory.Column, name string) (figure.Panel, error) {
	panel, err := cli.MetricOf(m, x, of.Path)
	panel.Y = name
	return panel, err
}

// mapOf returns a number against two parameters.
func (p plotting) mapOf(m *trajectory.Means, x string, of trajectory.Column, name string) (figure.Panel, error) {
	y, err := p.along(m, "--y", p.y)
	if err != nil {
		return nil, err
	}
	if x == y || len(m.By) != 2 {
		return nil, cli.Misuse(fmt.Errorf("golgi: a map has two parameters; name them by --x and --y"))
	}
	at := func(path string) int {
		return slices.IndexFunc(m.By, func(c trajectory.Column) bool { return c.Path == path })
	}
	number := slices.IndexFunc(m.Of, func(c trajectory.Column) bool { return c.Path == of.Path })
	xs, xUnit := valuesOf(m, at(x))
	ys, yUnit := valuesOf(m, at(y))
	values := make([]float64, len(xs)*len(ys))
	for k := range values {
		values[k] = math.NaN()
	}
	for _, g := range m.Groups {
		i, _ := slices.BinarySearchFunc(xs, numberIn(g.Values[at(x)], xUnit), cmp.Compare)
		j, _ := slices.BinarySearchFunc(ys, numberIn(g.Values[at(y)], yUnit), cmp.Compare)
		values[j*len(xs)+i] = g.Mean[number]
	}
	return figure.HeatMap{X: cli.AxisName(m.By, x), Y: cli.AxisName(m.By, y), Of: name, XValues: xUnit.OfAll(xs...), YValues: yUnit.OfAll(ys...),
		Values: unitOr(of.Unit).OfAll(values...)}, nil
}

// valuesOf returns the values of a parameter, sorted, in the unit of the first.
func valuesOf(m *trajectory.Means, at int) (xs []float64, unit units.Unit) {
	unit = unitOfValue(m.Groups[0].Values[at])
	for _, g := range m.Groups {
		xs = append(xs, numberIn(g.Values[at], unit))
	}
	slices.Sort(xs)
	return slices.Compact(xs), unit
}

// unitOfValue is that in which a value is written.
func unitOfValue(v any) units.Unit {
	if q, is := v.(units.Quantity); is {
		return q.Unit()
	}
	return units.One
}

// numberIn is a value in a unit.
func numberIn(v any, unit units.Unit) float64 {
	switch v := v.(type) {
	case float64:
		return v
	case int64:
		return float64(v)
	case units.Quantity:
		if x, err := v.In(unit); err == nil {
			return x
		}
	}
	return math.NaN()
}

// lastOf is the last name of a path.
func lastOf(path string) string { return path[strings.LastIndexByte(path, '.')+1:] }

// unitOr returns a unit, or none where a file has one that nobody knows.
func unitOr(name string) units.Unit {
	if u, err := units.ParseUnit(name); err == nil {
		return u
	}
	return units.One
}
