package trajectory

import (
	"errors"
	"fmt"
	"maps"
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

// An Item is a value with its unit beside it: whatever a parameter can be (package doc, Values).
//
// It comes back as it went in, but an int becomes an int64, and quantities become numbers of the unit in
// which they were written, which is then in Unit; those that were computed become SI numbers. If Unit is given, they become
// numbers of that. Dims names the axes, and is nil or has one name for each of them.
type Item struct {
	Name    string
	Value   any
	Unit    string // a symbol that units.Parse knows, as in "mV"; "" if the numbers have none
	Dims    []string
	Comment string
	Post    int // number of the post-processing that gave it, from 1, as in Provenance.Posts; 0: the run itself
}

// Item returns the item of that name.
func (r Result) Item(name string) (Item, error) {
	return itemNamed(r.Items, name, fmt.Sprintf("trajectory: result %s has no item", r.Path))
}

// itemNamed returns the item of that name, or an error that says where there is none.
func itemNamed(items []Item, name, none string) (Item, error) {
	var names []string
	for _, item := range items {
		if item.Name == name {
			return item, nil
		}
		names = append(names, item.Name)
	}
	return Item{}, faultf(ErrNotFound, "%s %q; %s", none, name, hint(name, names))
}

// Shape returns the length of the value along each axis; it is empty for a scalar, a frame and a sparse matrix. Value must be of a type
// in which values come back.
func (it Item) Shape() []int { return formOf(it.Value).shape() }

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
	it.Value = cloneValue(it.Value)
	return it
}

// canonical returns the item with a value of the stored types, or all faults. A list may be that of it.
func (it Item) canonical(l laws) (Item, error) {
	stored := Item{Name: it.Name, Unit: it.Unit, Comment: it.Comment, Post: it.Post}
	if it.Unit == "1" {
		stored.Unit = "" // how units print what has none
	}
	if len(it.Dims) > 0 {
		stored.Dims = slices.Clone(it.Dims)
	}
	value, err := storedAs(it.Value)
	if err != nil {
		return stored, errors.Join(l.name(it.Name), err)
	}
	stored.Value, err = stored.withoutUnit(value)
	if err == nil {
		err = stored.checkUnit()
	}
	return stored, errors.Join(l.name(it.Name), prefixed("comment", checkText(it.Comment)), err, stored.checkDims())
}

// withoutUnit returns value as plain numbers, and sets the unit if value is a quantity.
func (it *Item) withoutUnit(value any) (any, error) {
	quantities, plain, has := Measured(value)
	if !has {
		return value, nil
	}
	unit, written := quantities.Written()
	if !written {
		unit = units.FromSI(0, quantities.Dimension()).Unit()
	}
	if it.Unit != "" && it.Unit != unit.Name {
		given, err := units.ParseUnit(it.Unit)
		if err != nil || given.Dim != quantities.Dimension() {
			return value, fmt.Errorf("its value is %s and brings its unit; leave out %q", kindOf(value), it.Unit)
		}
		unit = given
	}
	it.Unit = unit.Name
	numbers, err := quantities.In(unit)
	return plain(append([]float64{}, numbers...)), err
}

func (it *Item) checkUnit() error {
	if it.Unit == "" {
		return nil
	}
	of := elementOf(it.Value)
	if m, is := it.Value.(CSR); is {
		of = elementOf(m.Data)
	}
	if !hasUnit(of) {
		return fmt.Errorf("%s has no unit, so leave out %q", kindOf(it.Value), it.Unit)
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
