package layout

import (
	"math"
	"reflect"
	"slices"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// A Values is a way to read the values of items.
type Values struct {
	item    reader // of one that is a dataset
	part    reader // of a part of a compound
	compose func(form string, parts []trajectory.Item) (any, error)
	of      trajectory.Excerpt // of the run
}

// Of returns the values of a part alone.
func (v Values) Of(part trajectory.Excerpt) Values {
	v.of = part
	return v
}

// A reader reads a value: the dataset of that name, which may be a path, in a group.
type reader func(group h5.Group, name string, d h5.Dataset) (any, error)

// The ways to read values.
var (
	Whole    = Values{item: whole, part: whole, compose: trajectory.Compose}    // all of a value
	Thin     = Values{item: thin, part: thin, compose: trajectory.ComposeEmpty} // single values, and of lists, arrays and compounds no rows
	Sound    = Values{item: sound, part: whole, compose: composeSound}          // all, to try it, compounds one at a time; of numbers it returns what Thin does
	InParts  = Values{item: inParts, part: inParts, compose: composeInParts}    // what is large is Large
	Outlined = Values{item: extent, part: extentOfPart, compose: composeExtent} // of what is not single, a trajectory.Extent
)

func whole(_ h5.Group, _ string, d h5.Dataset) (any, error) { return readValue(d) }

func thin(_ h5.Group, _ string, d h5.Dataset) (any, error) {
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

func sound(group h5.Group, name string, d h5.Dataset) (any, error) {
	value, err := inParts(group, name, d)
	if large, is := value.(Large); is && err == nil {
		err = large.each(func(h5.Array) error { return nil })
	}
	if err != nil || d.Kind() == h5.String {
		return value, err
	}
	return thin(group, name, d)
}

// composeSound tries to make a compound of its parts, and returns it without rows.
func composeSound(form string, parts []trajectory.Item) (any, error) {
	if _, err := trajectory.Compose(form, parts); err != nil {
		return nil, err
	}
	for i := range parts {
		parts[i].Value = reflect.MakeSlice(reflect.TypeOf(parts[i].Value), 0, 0).Interface()
	}
	return trajectory.ComposeEmpty(form, parts)
}

// largeCompound is a compound with parts that are Large.
type largeCompound struct {
	form  string
	parts []trajectory.Item
}

func composeInParts(form string, parts []trajectory.Item) (any, error) {
	isLarge := func(part trajectory.Item) bool { _, is := part.Value.(Large); return is }
	if slices.ContainsFunc(parts, isLarge) {
		return largeCompound{form, parts}, nil
	}
	return trajectory.Compose(form, parts)
}

// Large is a value that is read in parts, as long as what it was read for has not returned.
type Large struct {
	kind  h5.Kind
	shape []int
	each  func(do func(h5.Array) error) error // rows in their order
}

// largeBytes is from where on a value is Large, and about how much of it is read at a time.
const largeBytes = 8 << 20

// inParts reads what is large in parts.
func inParts(group h5.Group, name string, d h5.Dataset) (any, error) {
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
