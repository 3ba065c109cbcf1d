package trajectory

import (
	"errors"
	"fmt"
	"reflect"
	"slices"

	"golgi/units"
)

// MaxRuns is the largest number of points that a trajectory may have.
const MaxRuns = 1_000_000

// An Exploration says at which points the runs are: [Axis], [Cartesian], [Zip], [Product], [Explicit], [OneAtATime], [Random],
// [LatinHypercube], [Sobol], [Distinct]. Another one has only to compute the table of its points.
type Exploration interface {
	// Columns returns one axis for each explored parameter, all with as many values as there are points:
	// point i is the i-th value of each. The defaults of the parameters can be read in defaults.
	Columns(defaults Reader) ([]Axis, error)
}

// An Axis is one explored parameter with its values in order. Path means a parameter as any lookup does.
// Values is a list: []int, []int64, []float64, []bool, []string, []units.Quantity, units.Array, what [Range], [Linear] and
// [Logarithmic] return, or []any for values that are lists themselves.
type Axis struct {
	Path   string
	Values any
}

// Cartesian explores all combinations of the values of its axes; the last axis varies fastest.
type Cartesian []Axis

// Zip explores the first values of all its axes together, then the second ones, and so on.
type Zip []Axis

// Columns returns the axis as it is.
func (a Axis) Columns(Reader) ([]Axis, error) {
	values, err := elementsOf([]Axis{a})
	if err != nil {
		return nil, err
	}
	return []Axis{{a.Path, values[0]}}, nil
}

// Columns returns the table of all combinations. It is an error if there are more than MaxRuns.
func (c Cartesian) Columns(defaults Reader) ([]Axis, error) {
	factors := make(Product, len(c))
	for a, axis := range c {
		factors[a] = axis
	}
	return factors.Columns(defaults)
}

// Columns returns the axes as they are. It is an error if their lengths differ.
func (z Zip) Columns(Reader) ([]Axis, error) {
	columns, err := elementsOf(z)
	if err != nil {
		return nil, err
	}
	table := make([]Axis, len(z))
	for a, values := range columns {
		if len(values) != len(columns[0]) {
			return nil, fmt.Errorf("a Zip (with, --zip) needs as many values of each, and there are %d of %s and %d of %s",
				len(columns[0]), z[0].Path, len(values), z[a].Path)
		}
		table[a] = Axis{z[a].Path, values}
	}
	return table, nil
}

// maxValues is how many values the points of a trajectory may have in all: more would fill the memory of usual machines.
const maxValues = 20_000_000

// checkSize refuses a table of too many values before it is made.
func checkSize(points, parameters int) error {
	if points > maxValues/max(1, parameters) {
		return fmt.Errorf("%d points of %d parameters are more than the %d values that a trajectory may have; split it into several",
			points, parameters, maxValues)
	}
	return nil
}

func tooMany(points string) error {
	return fmt.Errorf("%s points are more than the %d that a trajectory may have; split it into several",
		points, MaxRuns)
}

// elementsOf returns the values of each axis, at least one and at most MaxRuns of each.
func elementsOf(axes []Axis) ([][]any, error) {
	columns := make([][]any, len(axes))
	var faults []error
	for a, axis := range axes {
		values, err := elements(axis.Values)
		switch {
		case err != nil:
		case len(values) == 0:
			err = errors.New("it has no values; give at least one")
		case len(values) > MaxRuns:
			err = tooMany(fmt.Sprint(len(values)))
		}
		columns[a] = values
		faults = append(faults, prefixed(axis.Path, err))
	}
	return columns, errors.Join(faults...)
}

// elements returns the elements of a list of values.
func elements(list any) ([]any, error) {
	switch list := list.(type) {
	case Spaced:
		return list.values, list.err
	case units.Array:
		out := make([]any, list.Len())
		for i := range out {
			out[i] = list.At(i)
		}
		return out, nil
	}
	v := reflect.ValueOf(list)
	if v.Kind() != reflect.Slice {
		return nil, fmt.Errorf("cannot explore values given as %T; give a list: []int, []float64, []bool, "+
			"[]string, []units.Quantity, units.Array or []any", list)
	}
	out := make([]any, v.Len())
	for i := range out {
		out[i] = v.Index(i).Interface()
	}
	return out, nil
}

// packed is the inverse of elements: stored values of one kind as a list, []any if they are lists themselves
// or, in what another program wrote, of several kinds. Quantities are in the unit, if it is of their dimension.
func packed(column []any, unit units.Unit) any {
	first := column[0]
	quantity, measured := first.(units.Quantity)
	_, single := kinds[reflect.TypeOf(first)]
	switch {
	case slices.ContainsFunc(column, func(v any) bool { return !alike(v, first) }):
	case measured:
		si := make([]float64, len(column))
		for i, v := range column {
			si[i] = v.(units.Quantity).SI()
		}
		a := units.ArrayFromSI(si, quantity.Dimension())
		if as, err := a.As(unit); err == nil {
			return as
		}
		return a
	case single:
		out := reflect.MakeSlice(reflect.SliceOf(reflect.TypeOf(first)), len(column), len(column))
		for i, v := range column {
			out.Index(i).Set(reflect.ValueOf(v))
		}
		return out.Interface()
	}
	lists := make([]any, len(column))
	for i, v := range column {
		lists[i] = cloneValue(v)
	}
	return lists
}
