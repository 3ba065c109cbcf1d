package layout

import (
	"encoding/binary"
	"errors"
	"fmt"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
	"golgi/units"
)

// writeList stores a list, an array or a compound, of plain numbers, for pypet, which loads numbers as an array and anything
// else as a list.
func writeList(group h5.Group, name string, value any) error {
	if c, is := value.(trajectory.Compound); is {
		return writeCompound(group, Item{Item: trajectory.Item{Name: name, Value: c}}, h5.Layout{})
	}
	a, _, err := Stored(value)
	if err != nil {
		return fmt.Errorf("hdf5: %s: %w", group.Path(), err)
	}
	var l h5.Layout
	if a.Kind() == h5.String {
		l.Width = h5.Longest
	}
	if err := checkRoom(group, a); err != nil {
		return err
	}
	d, err := group.Write(name, a, l)
	if err != nil {
		return err
	}
	defer d.Close()
	coll := collArray
	if kind := a.Kind(); (kind == h5.String || kind == h5.Bool) && len(a.Shape) == 1 {
		coll = collList
	}
	if a.Kind() == h5.Uint8 {
		err = setAttributes(d.Object, attr{attrDtype, h5.Uint8.String()})
	}
	return errors.Join(err, markArray(d, coll))
}

// writeLists stores lists; quantities are in a unit.
func writeLists(group h5.Group, unit units.Unit, lists []any) error {
	indices, distinct, err := numbered(lists)
	if err != nil {
		return fmt.Errorf("hdf5: %s: %w", group.Path(), err)
	}
	err = newTable(group, nameRange+ofLists, cells(columnIndex, indices))
	if err != nil {
		return err
	}
	return inNested(group, groupLists, func(all h5.Group) error {
		for first := 0; first < len(distinct); first += listsPerSet {
			err := inNested(all, setOf(first), func(set h5.Group) error {
				return writeSet(set, unit, distinct, first)
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func writeSet(set h5.Group, unit units.Unit, distinct []any, first int) error {
	for k := first; k < min(first+listsPerSet, len(distinct)); k++ {
		if err := writeDistinct(set, unit, listName(k), distinct[k]); err != nil {
			return err
		}
	}
	return nil
}

func writeDistinct(set h5.Group, unit units.Unit, name string, list any) error {
	quantities, of, has := trajectory.Measured(list)
	if !has {
		return writeList(set, name, list)
	}
	m, err := measure(quantities, unit)
	if err != nil {
		return fmt.Errorf("hdf5: %s: %w", set.Path(), err)
	}
	return errors.Join(writeList(set, name, of(m.numbers)), m.writeSI(set, name))
}

// inNested is Within for a new group whose members pypet takes for those of the group around it.
func inNested(parent h5.Group, name string, job func(h5.Group) error) error {
	group, err := parent.Create(name)
	if err != nil {
		return err
	}
	defer group.Close()
	if err := setAttributes(group.Object, attr{pypetStore, storeGroup}); err != nil {
		return err
	}
	return job(group)
}

// numbered returns the lists that differ, to the last bit, and for each of all lists which of them it is.
func numbered(lists []any) (indices []int64, distinct []any, err error) {
	seen := map[string]int64{}
	for _, list := range lists {
		key, err := bytesOf(list)
		if err != nil {
			return nil, nil, err
		}
		k, again := seen[key]
		if !again {
			k = int64(len(distinct))
			seen[key], distinct = k, append(distinct, list)
		}
		indices = append(indices, k)
	}
	return indices, distinct, nil
}

// bytesOf returns bytes that two values of one kind share only if they are equal to the last bit.
func bytesOf(value any) (string, error) {
	if quantities, of, has := trajectory.Measured(value); has {
		value = of(append([]float64{}, quantities.SI()...))
	}
	if c, is := value.(trajectory.Compound); is {
		all := ""
		for _, part := range c.Parts() {
			text, err := bytesOf(part.Value)
			if err != nil {
				return "", err
			}
			all += fmt.Sprintf("%q", []string{part.Name, part.Unit, text})
		}
		return all, nil
	}
	a, _, err := Stored(value)
	if err != nil {
		return "", err
	}
	if texts, ok := a.Data.([]string); ok {
		return fmt.Sprintf("%v %q", a.Shape, texts), nil
	}
	raw, _ := binary.Append(nil, binary.LittleEndian, a.Data) // never fails for numbers and booleans
	return fmt.Sprint(a.Shape) + string(raw), nil
}

func readLists(l leaf, part *span) ([]any, error) {
	var indices h5.Array
	err := inDataset(l.Group, nameRange+ofLists, func(d h5.Dataset) (err error) {
		indices, err = partOfColumn(d, columnIndex, part)
		return err
	})
	if err != nil {
		return nil, err
	}
	distinct := map[int64]any{}
	lists := make([]any, indices.Shape[0])
	for i := range lists {
		k, ok := element(indices, i).(int64)
		if !ok {
			return nil, fmt.Errorf("hdf5: %s/%s: its column %s is %v, wanted int64", l.Path(),
				nameRange+ofLists, columnIndex, indices.Kind())
		}
		list, known := distinct[k]
		if !known {
			if list, err = readListNumber(l, int(k)); err != nil {
				return nil, err
			}
			distinct[k] = list
		}
		lists[i] = list
	}
	return lists, nil
}

func readListNumber(l leaf, k int) (list any, err error) {
	path := groupLists + "/" + setOf(k) + "/" + listName(k)
	list, err = readWhole(l.Group, path, l.typeOf(nameData+ofLists))
	if err != nil {
		return nil, err
	}
	return withSI(l, path, list, nil)
}
