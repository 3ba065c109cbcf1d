package layout

import (
	"math"
	"slices"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// A Values reads the value of an item: the dataset called name of a group.
type Values func(group h5.Group, name string, d h5.Dataset) (any, error)

// Whole reads all of a value.
func Whole(_ h5.Group, _ string, d h5.Dataset) (any, error) { return readValue(d) }

// Thin reads single values, and of lists and arrays no rows.
func Thin(_ h5.Group, _ string, d h5.Dataset) (any, error) {
	shape := d.Shape()
	if len(shape) == 0 || d.Kind() == h5.None || d.Kind() == h5.Table {
		return readValue(d)
	}
	shape[0] = 0
	d, err := typed(d)
	if err != nil {
		return nil, err
	}
	a, err := h5.Zeros(d.Kind(), shape)
	if err != nil || len(shape) == 1 {
		return a.Data, err
	}
	return trajectory.NDArray{Shape: shape, Data: a.Data}, nil
}

// Sound reads all of a value, what is large in parts, and returns what Thin does of numbers.
func Sound(group h5.Group, name string, d h5.Dataset) (any, error) {
	value, err := InParts(group, name, d)
	if large, is := value.(Large); is && err == nil {
		err = large.each(func(h5.Array) error { return nil })
	}
	if err != nil || d.Kind() == h5.String {
		return value, err
	}
	return Thin(group, name, d)
}

// Large is a value that is read in parts, as long as what it was read for has not returned.
type Large struct {
	kind  h5.Kind
	shape []int
	each  func(do func(h5.Array) error) error // rows in their order
}

// largeBytes is from where on a value is Large, and about how much of it is read at a time.
const largeBytes = 8 << 20

// InParts reads what is large in parts.
func InParts(group h5.Group, name string, d h5.Dataset) (any, error) {
	d, err := typed(d)
	if err != nil {
		return nil, err
	}
	shape, kind := d.Shape(), d.Kind()
	row := 16 // bytes at most
	for _, n := range shape[min(1, len(shape)):] {
		if n > 0 && row > math.MaxInt/n {
			return readValue(d) // which says what is wrong with such a shape
		}
		row *= n
	}
	if len(shape) == 0 || kind == h5.None || kind == h5.Table || kind == h5.String || shape[0] < 2 || row == 0 || shape[0] <= largeBytes/row {
		return readValue(d)
	}
	return Large{kind, slices.Clone(shape), func(do func(h5.Array) error) error {
		return inDataset(group, name, func(d h5.Dataset) error {
			if kind == h5.Uint8 {
				d = d.Bytes()
			}
			for at, step := 0, max(1, largeBytes/row); at < shape[0]; at += step {
				rows, err := d.ReadRows(at, min(step, shape[0]-at))
				if err == nil {
					err = do(rows)
				}
				if err != nil {
					return err
				}
			}
			return nil
		})
	}}, nil
}
