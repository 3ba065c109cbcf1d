package search

import (
	"fmt"
	"maps"
	"reflect"

	"golgi/trajectory"
)

// A line is the values of one parameter, by places from 0 to 1, and what runs have given there.
type line struct {
	so    *trajectory.Results
	path  string
	item  string
	value func(place float64) any
	where trajectory.Point // values of other parameters
}

func lineOf(so *trajectory.Results, over trajectory.Interval, item string) (line, error) {
	if so == nil {
		return line{}, fmt.Errorf("search: there are no results: they are nil")
	}
	value, err := over.Scale(so)
	if err != nil {
		return line{}, fmt.Errorf("search: %w", err)
	}
	return line{so: so, path: over.Path, item: item, value: value}, nil
}

// linesOf returns a line for each point of other parameters, or one at their defaults.
func linesOf(so *trajectory.Results, over trajectory.Interval, item string, at trajectory.Exploration) (lines []line, err error) {
	one, err := lineOf(so, over, item)
	if err != nil || at == nil {
		return []line{one}, err
	}
	columns, err := trajectory.Product{at}.Columns(so) // whose values are all lists of any
	if err != nil {
		return nil, fmt.Errorf("search: a Bisection At points: %w", err)
	}
	for a, column := range columns {
		if column.Path == over.Path {
			return nil, fmt.Errorf("search: a Bisection is Over %s, and At points of %[1]s as well; leave one out", over.Path)
		}
		for k, value := range column.Values.([]any) {
			if a == 0 {
				lines = append(lines, one)
				lines[k].where = trajectory.Point{}
			}
			lines[k].where[column.Path] = value
		}
	}
	return lines, nil
}

func (l line) point(place float64) trajectory.Point {
	point := maps.Clone(l.where)
	if point == nil {
		point = trajectory.Point{}
	}
	point[l.path] = l.value(place)
	return point
}

// at returns what runs have given at places; or else the points of those at which there are none yet.
func (l line) at(places []float64) (values []float64, missing trajectory.Explicit, err error) {
	for _, place := range places {
		point := l.point(place)
		k, err := at(l.so, l.item, point)
		switch {
		case err != nil:
			return nil, nil, err
		case len(k.runs) == 0:
			missing = append(missing, point)
			continue
		}
		x, err := k.must(l.so, l.item, point)
		if err != nil {
			return nil, nil, err
		}
		values = append(values, x)
	}
	if missing != nil {
		return nil, missing, nil
	}
	return values, nil, nil
}

// between reports whether there is a value between those at two places.
func (l line) between(low, high float64) bool {
	switch a, b := reflect.ValueOf(l.value(low)), reflect.ValueOf(l.value(high)); {
	case a.CanInt():
		return uint64(b.Int())-uint64(a.Int()) > 1
	case a.CanUint():
		return b.Uint()-a.Uint() > 1
	}
	middle := low + (high-low)/2
	return low < middle && middle < high
}

// exploring returns points as an exploration, which is nil where there are none.
func exploring(points trajectory.Explicit) trajectory.Exploration {
	if points == nil {
		return nil
	}
	return points
}

// or returns what stands for 0.
func or(n, usual int) int {
	if n == 0 {
		return usual
	}
	return n
}
