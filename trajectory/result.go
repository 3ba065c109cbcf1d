package trajectory

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"golgi/units"
)

// A Result is what a run found out, as items under one path: the statistic of an analyser, or all that a
// monitor has recorded. Its items come sorted by name.
type Result struct {
	Path        string // dotted, below the results of the run, as in "monitors.spikes_e"
	Comment     string
	Items       []Item
	Annotations Annotations

	// Compression asks a store that can to compress the result, from 1 (fast) to 9 (small); -1 asks it not to,
	// and 0 leaves it to the store. It changes no number, and does not come back.
	Compression int

	away bool // it is in the store alone
}

// An Item is a number, a string, a list or an array, with its unit beside it.
//
// On entry Value is an int, int32, int64, float64, bool or string, a list of one of these, a units.Quantity
// or units.Array, or an [NDArray]. It comes back as int64, float64, bool, string, []int32, []int64,
// []float64, []bool, []string or NDArray: an int becomes an int64, and quantities become numbers of the unit in
// which they were written, which is then in Unit; those that were computed become SI numbers. If Unit is given, they become
// numbers of that. Dims names the axes, and is nil or has one name for each of them.
type Item struct {
	Name    string
	Value   any
	Unit    string // a symbol that units.Parse knows, as in "mV"; "" if the numbers have none
	Dims    []string
	Comment string
}

// An NDArray is an array of any rank above 1, in row-major order: the last index varies fastest. Data is an
// []int, []int32, []int64, []float64, []bool or []string with as many elements as Shape says. A rank of 1 is
// allowed on entry, and becomes a list.
type NDArray struct {
	Shape []int
	Data  any
}

// maxRank is HDF5's (H5S_MAX_RANK).
const maxRank = 32

// Item returns the item of that name.
func (r Result) Item(name string) (Item, error) {
	var names []string
	for _, item := range r.Items {
		if item.Name == name {
			return item, nil
		}
		names = append(names, item.Name)
	}
	return Item{}, faultf(ErrNotFound, "trajectory: result %s has no item %q; %s",
		r.Path, name, hint(name, names))
}

// Shape returns the length of the value along each axis; it is empty for a scalar. Value must be of a type
// in which values come back.
func (it Item) Shape() []int {
	if array, ok := it.Value.(NDArray); ok {
		return slices.Clone(array.Shape)
	}
	if n := lengthOf(it.Value); n >= 0 {
		return []int{n}
	}
	return nil
}

// canonical returns the result with values of the stored types and items sorted by name, or all faults. Lists
// may be those of r.
func (r Result) canonical(l laws) (Result, error) {
	faults := []error{l.path(r.Path), prefixed("comment", checkText(r.Comment))}
	annotations, err := r.Annotations.canonical(l)
	faults = append(faults, err)
	items := make([]Item, len(r.Items))
	names := map[string]bool{}
	for i, item := range r.Items {
		items[i], err = item.canonical(l)
		if err == nil && names[item.Name] {
			err = errors.New("there is an item of that name already")
		}
		names[item.Name] = true
		faults = append(faults, prefixed(fmt.Sprintf("item %q", item.Name), err))
	}
	if r.Compression < -1 || r.Compression > 9 {
		faults = append(faults, fmt.Errorf("cannot compress at level %d; levels go from 1 (fast) to 9 (small), "+
			"-1 is off, and 0 is what the store does", r.Compression))
	}
	if len(items) == 0 && l == ours {
		faults = append(faults, errors.New("it has no items; give at least one"))
	}
	slices.SortFunc(items, func(a, b Item) int { return strings.Compare(a.Name, b.Name) })
	r.Items, r.Annotations = items, annotations
	return r, errors.Join(faults...)
}

// Clone returns a copy that shares nothing with r.
func (r Result) Clone() Result {
	items := make([]Item, len(r.Items))
	for i, item := range r.Items {
		items[i] = item.Clone()
	}
	r.Items, r.Annotations = items, maps.Clone(r.Annotations)
	return r
}

// Clone returns a copy that shares nothing with the item. Value must be of a type in which values come back.
func (it Item) Clone() Item {
	it.Dims = slices.Clone(it.Dims)
	if array, ok := it.Value.(NDArray); ok {
		it.Value = NDArray{slices.Clone(array.Shape), cloneValue(array.Data)}
	} else {
		it.Value = cloneValue(it.Value)
	}
	return it
}

// canonical returns the item with a value of the stored types, or all faults. A list may be that of it.
func (it Item) canonical(l laws) (Item, error) {
	stored := Item{Name: it.Name, Unit: it.Unit, Comment: it.Comment}
	if it.Unit == "1" {
		stored.Unit = "" // how units print what has none
	}
	if len(it.Dims) > 0 {
		stored.Dims = slices.Clone(it.Dims)
	}
	value, err := canonicalData(it.Value)
	if err != nil {
		return stored, errors.Join(l.name(it.Name), err)
	}
	stored.Value, err = stored.withoutUnit(value)
	return stored, errors.Join(l.name(it.Name), prefixed("comment", checkText(it.Comment)), err,
		stored.checkUnit(), stored.checkDims())
}

// withoutUnit returns value as plain numbers, and sets the unit if value is a quantity.
func (it *Item) withoutUnit(value any) (any, error) {
	var unit units.Unit
	var dim units.Dimension
	var written bool
	switch v := value.(type) {
	case units.Quantity:
		unit, written = v.Written()
		dim = v.Dimension()
	case units.Array:
		unit, written = v.Written()
		dim = v.Dimension()
	default:
		return value, nil
	}
	if !written {
		unit = units.FromSI(0, dim).Unit()
	}
	if it.Unit != "" && it.Unit != unit.Name {
		given, err := units.ParseUnit(it.Unit)
		if err != nil || given.Dim != dim {
			return value, fmt.Errorf("its value is %s and brings its unit; leave out %q", kind(value), it.Unit)
		}
		unit = given
	}
	it.Unit = unit.Name
	return numbersOfUnit(value, unit)
}

// numbersOfUnit returns a quantity or an array as numbers of a unit.
func numbersOfUnit(value any, unit units.Unit) (any, error) {
	if q, is := value.(units.Quantity); is {
		return q.In(unit)
	}
	numbers, err := value.(units.Array).In(unit)
	return append([]float64{}, numbers...), err
}

func (it *Item) checkUnit() error {
	if it.Unit == "" {
		return nil
	}
	switch data := dataOf(it.Value).(type) {
	case bool, string, []bool, []string:
		return fmt.Errorf("%s has no unit, so leave out %q", kind(data), it.Unit)
	}
	_, err := units.ParseUnit(it.Unit)
	return prefixed(fmt.Sprintf("unit %q", it.Unit), err)
}

func (it *Item) checkDims() error {
	if it.Dims == nil {
		return nil
	}
	if rank := len(it.Shape()); len(it.Dims) != rank {
		return fmt.Errorf("dims %q name %d of the %d axes of its value; name all of them or none",
			it.Dims, len(it.Dims), rank)
	}
	var faults []error
	for i, dim := range it.Dims {
		err := checkName(dim)
		if err == nil && slices.Contains(it.Dims[:i], dim) {
			err = errors.New("it is there twice")
		}
		faults = append(faults, prefixed(fmt.Sprintf("dim %q", dim), err))
	}
	return errors.Join(faults...)
}

// canonicalData is canonical with what results have besides, 32-bit integers and arrays, and without copying.
func canonicalData(v any) (any, error) {
	switch v := v.(type) {
	case int32:
		return int64(v), nil
	case []int32, []int64, []float64, []bool:
		return v, nil
	case []string:
		return v, checkTexts(v)
	case NDArray:
		return v.canonical()
	}
	stored, err := canonical(v)
	if err != nil && stored == nil {
		return nil, fmt.Errorf("cannot store a value of type %T; there are int, float64, bool, string, "+
			"units.Quantity, []int, []int32, []float64, []bool, []string, units.Array and NDArray", v)
	}
	return stored, err
}

func (a NDArray) canonical() (any, error) {
	if len(a.Shape) == 0 || len(a.Shape) > maxRank {
		return nil, fmt.Errorf("an array has 1 to %d axes, and its shape has %d", maxRank, len(a.Shape))
	}
	data, err := canonicalData(a.Data)
	if err != nil {
		return nil, err
	}
	switch data.(type) {
	case []int32, []int64, []float64, []bool, []string:
	default:
		return nil, fmt.Errorf("the data of an array are %s; give []int, []int32, []int64, []float64, []bool "+
			"or []string", kind(data))
	}
	n, err := product(a.Shape)
	if err != nil {
		return nil, err
	}
	if n != lengthOf(data) {
		return nil, fmt.Errorf("an array of shape %v has %d elements, and its data have %d",
			a.Shape, n, lengthOf(data))
	}
	if len(a.Shape) == 1 {
		return data, nil
	}
	return NDArray{slices.Clone(a.Shape), data}, nil
}

// product returns the number of elements of an array of that shape.
func product(shape []int) (int, error) {
	if slices.Contains(shape, 0) {
		return 0, nil
	}
	n := 1
	for _, length := range shape {
		if length < 0 || n > math.MaxInt/length {
			return 0, fmt.Errorf("the shape %v is not one of an array", shape)
		}
		n *= length
	}
	return n, nil
}

// dataOf returns the list of an array, and any other value as it is.
func dataOf(v any) any {
	if array, ok := v.(NDArray); ok {
		return array.Data
	}
	return v
}
