package layout

import (
	"fmt"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
	"golgi/units"
)

// plainOf returns a value of a trajectory with quantities as numbers, and their unit: that in which they were written.
func plainOf(value any) (plain any, unit units.Unit, err error) {
	if q, is := value.(units.Quantity); is {
		x, err := q.In(q.Unit())
		return x, q.Unit(), err
	}
	quantities, of, has := trajectory.Measured(value)
	if !has {
		return value, unit, nil
	}
	unit = quantities.Unit()
	numbers, err := quantities.In(unit)
	return of(numbers), unit, err
}

// Stored returns a value of a trajectory as an array of HDF5, and the unit of its numbers. A compound has none: see
// writeCompound.
func Stored(value any) (a h5.Array, unit string, err error) {
	plain, in, err := plainOf(value)
	if err != nil {
		return a, "", err
	}
	if array, is := plain.(trajectory.NDArray); is {
		return h5.Array{Shape: array.Shape, Data: array.Data}, in.Name, nil
	}
	a, is := h5.Of(plain)
	if !is {
		return a, "", fmt.Errorf("a %T has no form in the file", value)
	}
	return a, in.Name, nil
}

// typed returns a dataset of bytes as numbers, if it says that they are.
func typed(d h5.Dataset) (h5.Dataset, error) {
	if d.Kind() != h5.Bool {
		return d, nil
	}
	dtype, err := text(d.Object, attrDtype)
	if err == nil && dtype == h5.Uint8.String() {
		d = d.Bytes()
	}
	return d, err
}

// readValue is the inverse of Stored for what is no quantity.
func readValue(d h5.Dataset) (any, error) {
	if kind := d.Kind(); kind == h5.None || kind == h5.Table {
		return nil, fmt.Errorf("hdf5: %s: it holds what no value of a trajectory is", d.Path())
	}
	d, err := typed(d)
	if err != nil {
		return nil, err
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
	return trajectory.InUnit(value, unit)
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
	if kind := d.Kind(); kind == h5.Bool || kind == h5.Uint8 { // which are the same in the file
		dtype = kind.String()
	}
	return setAttributes(d.Object, attr{attrDtype, dtype}, attr{attrUnits, unit}, attr{attrComment, comment})
}

func byteFrom(b bool) int8 {
	if b {
		return 1
	}
	return 0
}

// element returns an element of a list, of 32 bits as one of 64.
func element(a h5.Array, i int) any {
	v := a.At(i)
	if n, is := v.(int32); is {
		return int64(n)
	}
	return v
}

// BytesOf returns about how much memory a value takes.
func BytesOf(value any) (size int64, err error) {
	c, is := value.(trajectory.Compound)
	if !is {
		a, _, err := Stored(value)
		return a.Bytes(), err
	}
	for _, part := range c.Parts() {
		n, err := BytesOf(part.Value)
		if err != nil {
			return 0, err
		}
		size += n
	}
	return size, nil
}
