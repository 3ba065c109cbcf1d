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
	compression int
	items       []stream
}

// layout returns how the result is kept in a store that keeps results as l says.
func (r result) layout(l h5.Layout) h5.Layout {
	if r.compression != 0 {
		l.Deflate = max(0, r.compression)
	}
	return l
}

// writeResult stores a result as a group below top, with a dataset for each item.
func writeResult(top h5.Group, r result, l h5.Layout) error {
	path, name := splitPath(r.path)
	return withinNew(top, path, func(parent h5.Group) error {
		return newLeaf(parent, name, classResult, r.comment, r.annotations, func(group h5.Group) error {
			return writeItems(group, r.items, r.layout(l))
		})
	})
}

// writeItems stores items as datasets of group, with dimension scales for all their axes.
func writeItems(group h5.Group, items []stream, l h5.Layout) error {
	var all []written
	for _, s := range items {
		d, err := writeItem(group, s, l)
		if err != nil {
			return err
		}
		defer d.Close()
		all = append(all, written{d, s.item.Name, s.item.Dims})
	}
	if err := attachScales(group, all); err != nil {
		return err
	}
	return writeCopies(group, items)
}

// writeItem stores an item. A single text has a fixed length, since pypet reads no other; an array of texts
// has not, since netCDF writes beyond its memory when it reads one of fixed length.
func writeItem(group h5.Group, s stream, l h5.Layout) (h5.Dataset, error) {
	if _, ok := s.item.Value.(string); ok {
		l.Width = h5.Longest
	}
	d, err := s.write(group, l)
	if err != nil {
		return d, err
	}
	switch {
	case len(d.Shape()) == 0:
		err = markArray(d, collScalar)
	case d.Kind() == h5.String:
		err = setAttributes(d.Object, attr{pypetStore, storeShared}, attr{pypetShared, storeArray})
	default:
		err = markArray(d, collArray)
	}
	return d, errors.Join(err, setAttributes(d.Object, attr{attrDims, strings.Join(s.item.Dims, " ")}))
}

// groupCopies is a group in that of a result, with copies for pypet of what it cannot read: arrays of texts.
// It reads them as items of the result, called _pypet.name.
const groupCopies = "_pypet"

// maxCopy is the largest size of such a copy in bytes. One long text among many short ones has none.
const maxCopy = 1 << 20

func writeCopies(group h5.Group, items []stream) error {
	for _, s := range items {
		a, width := s.texts()
		if a.Data == nil || width*len(a.Data.([]string)) > maxCopy {
			continue
		}
		err := withinNew(group, groupCopies, func(copies h5.Group) error {
			if err := setAttributes(copies.Object, attr{pypetStore, storeGroup}); err != nil {
				return err
			}
			return writeCopy(copies, s.item.Name, a)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func writeCopy(copies h5.Group, name string, a h5.Array) error {
	d, err := copies.Write(name, a, h5.Layout{Width: h5.Longest})
	if err != nil {
		return err
	}
	defer d.Close()
	return markArray(d, collArray)
}

// texts returns all of an item that is an array of texts, and the length of the longest.
func (s stream) texts() (all h5.Array, width int) {
	head, _, err := stored(s.item.Value)
	texts, ok := head.Data.([]string)
	if err != nil || !ok || len(head.Shape) == 0 {
		return h5.Array{}, 0
	}
	shape := append([]int{}, head.Shape...)
	for _, b := range s.blocks {
		texts = append(texts, b.rows.Data.([]string)...)
		shape[0] += b.rows.Shape[0]
	}
	for _, text := range texts {
		width = max(width, len(text))
	}
	return h5.Array{Shape: shape, Data: texts}, width
}

// readResultFrom hands a result to add.
func readResultFrom(l leaf, add func(trajectory.Result) error) error {
	res, err := readResult(l)
	if err != nil || l.foreign && len(res.Items) == 0 {
		return err
	}
	return add(res)
}

func readResult(l leaf) (res trajectory.Result, err error) {
	res.Path = l.path
	if res.Comment, err = text(l.Object, pypetComment); err != nil {
		return res, err
	}
	if res.Annotations, err = readAnnotations(l); err != nil {
		return res, err
	}
	var faults []error
	for _, m := range l.members {
		switch {
		case m.Name == groupCopies:
		case l.foreign:
			item, err := foreignItem(l, m)
			res.Items = append(res.Items, item)
			faults = append(faults, err)
		case m.Type != h5.DatasetType:
			faults = append(faults, fmt.Errorf("hdf5: %s/%s: it is no dataset, and so no item of the result",
				l.Path(), m.Name))
		default:
			faults = append(faults, inDataset(l.Group, m.Name, func(d h5.Dataset) error {
				item, there, err := readItem(d, m.Name)
				if there {
					res.Items = append(res.Items, item)
				}
				return err
			}))
		}
	}
	return res, errors.Join(faults...)
}

// readItem reads the item called name, and reports whether it is one, and not a dimension without values.
func readItem(d h5.Dataset, name string) (item trajectory.Item, there bool, err error) {
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
