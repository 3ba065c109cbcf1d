package layout

import (
	"errors"
	"fmt"
	"strings"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// An Item is one of a result on its way to the file: what it was declared with, and further rows of it.
type Item struct {
	trajectory.Item
	Blocks []Block
}

// A Block is rows of an item. Rows that are not in memory are a shape without Data, and Load gets them when
// they are written; texts are always in memory.
type Block struct {
	Rows h5.Array
	Load func() (h5.Array, error) // nil for rows in memory
}

func (b Block) load() (h5.Array, error) {
	if b.Load == nil {
		return b.Rows, nil
	}
	return b.Load()
}

// write creates the dataset of an item, with all its rows.
func (s Item) write(group h5.Group, l h5.Layout) (h5.Dataset, error) {
	head, unit, err := Stored(s.Value)
	if err != nil {
		return h5.Dataset{}, fmt.Errorf("hdf5: %s/%s: %w", group.Path(), s.Name, err)
	}
	if unit == "" {
		unit = s.Unit
	}
	var d h5.Dataset
	if len(s.Blocks) == 0 {
		d, err = group.Write(s.Name, head, l)
	} else {
		d, err = s.writeBlocks(group, head, l)
	}
	if err != nil {
		return h5.Dataset{}, err
	}
	if isNewItem(head) {
		err = raise(group, versionOfKinds)
	}
	return d, errors.Join(err, describe(d, unit, s.Comment))
}

func (s Item) writeBlocks(group h5.Group, head h5.Array, l h5.Layout) (h5.Dataset, error) {
	shape := append([]int{}, head.Shape...)
	for _, b := range s.Blocks {
		shape[0] += b.Rows.Shape[0]
	}
	d, err := group.Allocate(s.Name, head.Kind(), shape, l)
	if err != nil {
		return d, err
	}
	if err := d.WriteRows(0, head); err != nil {
		return d, err
	}
	at := head.Shape[0]
	for _, b := range s.Blocks {
		rows, err := b.load()
		if err != nil {
			return d, err
		}
		if err := d.WriteRows(at, rows); err != nil {
			return d, err
		}
		at += rows.Shape[0]
	}
	return d, nil
}

// writeItem stores an item. A single text has a fixed length, since pypet reads no other; an array of texts
// has not, since netCDF writes beyond its memory when it reads one of fixed length.
func writeItem(group h5.Group, s Item, l h5.Layout) (h5.Dataset, error) {
	if _, ok := s.Value.(string); ok {
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
	return d, errors.Join(err, setAttributes(d.Object, attr{attrDims, strings.Join(s.Dims, " ")}))
}

// readItem reads the item called name, and reports whether it is one, and not a dimension without values.
func readItem(group h5.Group, d h5.Dataset, name string, read reader) (item trajectory.Item, there bool, err error) {
	if bare, err := isBare(d); err != nil || bare {
		return item, false, err
	}
	item.Name = name
	if item.Value, err = read(group, name, d); err != nil {
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
