package layout

import (
	"fmt"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
	"golgi/units"
)

// Stored returns a value of a trajectory as an array of HDF5, and for a quantity the unit of its numbers: that in which it was
// written.
func Stored(value any) (a h5.Array, unit string, err error) {
	switch v := value.(type) {
	case int64:
		return h5.Scalar(v), "", nil
	case float64:
		return h5.Scalar(v), "", nil
	case bool:
		return h5.Scalar(v), "", nil
	case string:
		return h5.Scalar(v), "", nil
	case units.Quantity:
		x, err := v.In(v.Unit())
		return h5.Scalar(x), v.Unit().Name, err
	case []int32:
		return h5.Vector(v), "", nil
	case []int64:
		return h5.Vector(v), "", nil
	case []float64:
		return h5.Vector(v), "", nil
	case []bool:
		return h5.Vector(v), "", nil
	case []string:
		return h5.Vector(v), "", nil
	case units.Array:
		xs, err := v.In(v.Unit())
		return h5.Vector(xs), v.Unit().Name, err
	case trajectory.NDArray:
		return h5.Array{Shape: v.Shape, Data: v.Data}, "", nil
	}
	return h5.Array{}, "", fmt.Errorf("a %T has no form in the file", value)
}

// readValue is the inverse of Stored for what is no quantity.
func readValue(d h5.Dataset) (any, error) {
	if kind := d.Kind(); kind == h5.None || kind == h5.Table {
		return nil, fmt.Errorf("hdf5: %s: it holds what no value of a trajectory is", d.Path())
	}
	a, err := d.Read()
	if err != nil {
		return nil, err
	}
	switch len(a.Shape) {
	case 0:
		return a.First(), nil
	case 1:
		return a.Data, nil
	default:
		return trajectory.NDArray{Shape: a.Shape, Data: a.Data}, nil
	}
}

// quantity gives numbers that were loaded their unit.
func quantity(value any, symbol string) (any, error) {
	unit, err := units.ParseUnit(symbol)
	if err != nil {
		return nil, err
	}
	switch v := value.(type) {
	case float64:
		return unit.Of(v), nil
	case []float64:
		return unit.OfAll(v...), nil
	}
	return nil, fmt.Errorf("a %T has no unit, and this has %q", value, symbol)
}

// withUnit makes quantities of numbers, if the parameter has a unit.
func withUnit(group h5.Group, value any) (any, error) {
	symbol, err := text(group.Object, attrUnits)
	if err != nil || symbol == "" {
		return value, err
	}
	value, err = quantity(value, symbol)
	if err != nil {
		return nil, fmt.Errorf("hdf5: %s: %w", group.Path(), err)
	}
	return value, nil
}

// describe writes the attributes that any value has: units, comment, and what marks a boolean.
func describe(d h5.Dataset, unit, comment string) error {
	dtype := ""
	if d.Kind() == h5.Bool {
		dtype = dtypeBool
	}
	return setAttributes(d.Object, attr{attrDtype, dtype}, attr{attrUnits, unit}, attr{attrComment, comment})
}

func byteFrom(b bool) int8 {
	if b {
		return 1
	}
	return 0
}

// element returns an element of a list.
func element(a h5.Array, i int) any {
	switch values := a.Data.(type) {
	case []int64:
		return values[i]
	case []int32:
		return int64(values[i])
	case []float64:
		return values[i]
	case []bool:
		return values[i]
	case []string:
		return values[i]
	}
	panic(fmt.Sprintf("hdf5: an array of %T", a.Data))
}
