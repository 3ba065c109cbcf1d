package view

import (
	"errors"
	"fmt"

	"golgi/hdf5/internal/h5"
	"golgi/hdf5/internal/layout"
)

// A Numbers is an array of numbers of a file, with the text of its attribute "units"; empty where it has none.
type Numbers struct {
	Values []float64
	Shape  []int
	Unit   string
}

// ReadNumbers reads arrays of any HDF5 file, by their paths in it. A file without checksums of ours is read by a child.
func ReadNumbers(path string, names ...string) (arrays []Numbers, err error) {
	if err := CheckSignature(path); err != nil {
		return nil, err
	}
	file, err := h5.OpenSealed(path)
	if errors.Is(err, h5.ErrUnsealed) {
		file, err = openUnsealed(path)
	}
	if err != nil {
		return nil, fmt.Errorf("hdf5: %s: %w", path, err)
	}
	err = file.Do(func(root h5.Group) error {
		for _, name := range names {
			array, err := numbersIn(root, name)
			if err != nil {
				return err
			}
			arrays = append(arrays, array)
		}
		return nil
	})
	if err != nil {
		err = fmt.Errorf("hdf5: %s: %w", path, layout.In(path, err))
	}
	return arrays, errors.Join(err, file.Close())
}

// numbersIn reads an array.
func numbersIn(root h5.Group, name string) (n Numbers, err error) {
	d, err := root.Dataset(name)
	if err != nil {
		return n, err
	}
	defer d.Close()
	a, err := d.Wide().Read()
	if err != nil {
		return n, err
	}
	n.Shape = a.Shape
	switch data := a.Data.(type) {
	case []float64:
		n.Values = data
	case []int64:
		n.Values = floatsOf(data)
	case []int32:
		n.Values = floatsOf(data)
	default:
		return n, fmt.Errorf("%s has no numbers, but %v", name, a.Kind())
	}
	if there, err := d.HasAttribute("units"); err != nil || !there {
		return n, err
	}
	unit, err := d.Attribute("units")
	n.Unit, _ = unit.(string)
	return n, err
}

func floatsOf[T int64 | int32](list []T) []float64 {
	out := make([]float64, len(list))
	for k, x := range list {
		out[k] = float64(x)
	}
	return out
}
