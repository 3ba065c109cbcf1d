package manager

import (
	"fmt"
	"math"
	"reflect"
	"slices"

	"golgi/trajectory"
	"golgi/units"
)

// An axis is an explored parameter with a point for each of its values that is to be tried.
type axis struct {
	points []int
	all    bool // all of them are to be tried, and not only the first
}

// thin leaves at most n points, evenly and with the last one, for which things are largest as a rule.
func (a *axis) thin(n int) {
	if have := len(a.points); have > n {
		for k := range n {
			a.points[k] = a.points[(k+1)*have/n-1]
		}
		a.points = a.points[:n]
	}
}

// axes returns the explored parameters among paths that may change what is built, with one missing point for each
// value that the first point does not have.
func (t *trials) axes(first int, paths []string) ([]*axis, error) {
	columns, err := t.traj.Axes()
	if err != nil {
		return nil, err
	}
	var axes []*axis
	for _, column := range columns {
		if column.Path == Seed || column.Path == Trial || !slices.Contains(paths, column.Path) {
			continue
		}
		a, err := t.axis(column, first)
		if err != nil {
			return nil, err
		}
		axes = append(axes, a)
	}
	return axes, nil
}

func (t *trials) axis(column trajectory.Axis, first int) (*axis, error) {
	key, discrete := keysOf(column.Values)
	a := &axis{all: discrete}
	seen := map[any]bool{key(first): true}
	for i := first + 1; i < t.traj.Len(); i++ {
		if seen[key(i)] {
			continue
		}
		is, err := t.isMissing(i)
		if err != nil {
			return nil, err
		}
		if is {
			seen[key(i)] = true
			a.points = append(a.points, i)
		}
	}
	return a, nil
}

// keysOf returns what tells the values of an axis apart, and whether they are texts, truth values or whole numbers.
func keysOf(values any) (key func(i int) any, discrete bool) {
	switch v := values.(type) {
	case []int64:
		return func(i int) any { return v[i] }, true
	case []bool:
		return func(i int) any { return v[i] }, true
	case []string:
		return func(i int) any { return v[i] }, true
	case []float64:
		return func(i int) any { return math.Float64bits(v[i]) }, false
	case units.Array:
		si := v.SI()
		return func(i int) any { return math.Float64bits(units.Rounded(si[i])) }, false
	}
	list := reflect.ValueOf(values)
	return func(i int) any { return listKey(list.Index(i).Interface()) }, false
}

// listKey is a text that only equal lists have in common.
func listKey(list any) string {
	if array, is := list.(units.Array); is {
		list = array.SI()
	}
	return fmt.Sprintf("%#v", list) // with its texts in quotes
}
