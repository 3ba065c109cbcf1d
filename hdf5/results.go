package hdf5

import (
	"errors"
	"fmt"
	"strings"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// A result is one that is being written.
type result struct {
	path        string
	comment     string
	annotations trajectory.Annotations
	items       []stream
}

// writeResult stores a result as a group below top, with a dataset for each item.
func writeResult(top h5.Group, r result, l h5.Layout) error {
	return withinNew(top, strings.ReplaceAll(r.path, ".", "/"), func(group h5.Group) error {
		if err := setText(group.Object, attrComment, r.comment); err != nil {
			return err
		}
		if err := writeAnnotations(group.Object, r.annotations); err != nil {
			return err
		}
		return writeItems(group, r.items, l)
	})
}

// writeItems stores items as datasets of group, with dimension scales for all their axes.
func writeItems(group h5.Group, items []stream, l h5.Layout) error {
	var all []written
	for _, s := range items {
		d, err := s.write(group, l)
		if err != nil {
			return err
		}
		defer d.Close()
		if err := setText(d.Object, attrDims, strings.Join(s.item.Dims, " ")); err != nil {
			return err
		}
		all = append(all, written{d, s.item.Name, s.item.Dims})
	}
	return attachScales(group, all)
}

// readResults hands the results below top to add, and returns all errors.
func readResults(top h5.Group, add func(trajectory.Result) error) error {
	return walk(top, func(b branch) error {
		if b.path == "" {
			return fmt.Errorf("hdf5: %s: its datasets %q belong to no result", top.Path(), b.datasets)
		}
		res, err := readResult(b)
		if err != nil {
			return err
		}
		return add(res)
	})
}

func readResult(b branch) (trajectory.Result, error) {
	res := trajectory.Result{Path: b.path}
	var err error
	if res.Comment, err = text(b.group.Object, attrComment); err != nil {
		return res, err
	}
	if res.Annotations, err = readAnnotations(b.group.Object); err != nil {
		return res, err
	}
	var faults []error
	for _, name := range b.datasets {
		item, there, err := readItem(b.group, name)
		if there {
			res.Items = append(res.Items, item)
		}
		faults = append(faults, err)
	}
	return res, errors.Join(faults...)
}

// readItem reads the item called name, and reports whether it is one, and not a dimension without values.
func readItem(group h5.Group, name string) (item trajectory.Item, there bool, err error) {
	d, err := group.Dataset(name)
	if err != nil {
		return item, false, err
	}
	defer d.Close()
	if bare, err := isBare(d); err != nil || bare {
		return item, false, err
	}
	item.Name = name
	if item.Value, err = readValue(d); err != nil {
		return item, false, err
	}
	if item.Unit, err = text(d.Object, attrUnits); err != nil {
		return item, false, err
	}
	if item.Comment, err = text(d.Object, attrComment); err != nil {
		return item, false, err
	}
	dims, err := text(d.Object, attrDims)
	item.Dims = strings.Fields(dims)
	return item, true, err
}
