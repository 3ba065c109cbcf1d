package hdf5

import (
	"encoding/binary"
	"fmt"
	"strings"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
	"golgi/units"
)

// The values of an explored parameter in all runs. Those of numbers, texts and quantities are a column. Lists
// are stored once for all runs that share them, in explored__rr__, and explored_data__rr__ says which list is
// whose, as in pypet.
const (
	groupLists   = "explored" + ofLists
	columnIndex  = "idx"
	listsPerSet  = 1000
	columnOfPath = "explorations"
)

// setOf returns the path of list k below groupLists.
func setOf(k int) string { return fmt.Sprintf("set_%05d", k/listsPerSet) }

func listName(k int) string { return fmt.Sprintf("xa_%08d", k) }

// writeExplorations stores the paths of the explored parameters, in the order of exploration.
func writeExplorations(overview h5.Group, t *trajectory.Trajectory) error {
	paths := t.ExploredPaths()
	if len(paths) == 0 {
		return nil
	}
	for i, path := range paths {
		paths[i] = groupParameters + "." + path
	}
	return writeTable(overview, "explorations", cells(columnOfPath, paths))
}

// explorations returns axes without values for the explored parameters of a trajectory.
func explorations(group h5.Group) (axes []trajectory.Axis, err error) {
	there, err := group.Has(tableExplorations)
	if err != nil || !there {
		return nil, err
	}
	err = inDataset(group, tableExplorations, func(d h5.Dataset) error {
		paths, err := readColumn[string](d, columnOfPath)
		for _, path := range paths {
			axes = append(axes, trajectory.Axis{Path: strings.TrimPrefix(path, groupParameters+".")})
		}
		return err
	})
	return axes, err
}

// writeRange stores values, which are a list of values like the default.
func writeRange(group h5.Group, like, values any) error {
	if lists, ok := values.([]any); ok {
		return writeLists(group, lists)
	}
	a, _, err := stored(values)
	if err != nil {
		return fmt.Errorf("hdf5: %s: %w", group.Path(), err)
	}
	if _, ok := like.(units.Quantity); ok {
		return newTable(group, nameRange+ofQuantities, h5.Column{Name: columnValue, Array: a})
	}
	return newTable(group, nameRange, h5.Column{Name: columnData, Array: a})
}

func writeLists(group h5.Group, lists []any) error {
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
				return writeSet(set, distinct, first)
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func writeSet(set h5.Group, distinct []h5.Array, first int) error {
	for k := first; k < min(first+listsPerSet, len(distinct)); k++ {
		if err := writeList(set, listName(k), distinct[k]); err != nil {
			return err
		}
	}
	return nil
}

// inNested is within for a new group whose members pypet takes for those of the group around it.
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
func numbered(lists []any) (indices []int64, distinct []h5.Array, err error) {
	seen := map[string]int64{}
	for _, list := range lists {
		a, _, err := stored(list)
		if err != nil {
			return nil, nil, err
		}
		key := bytesOf(a)
		k, again := seen[key]
		if !again {
			k = int64(len(distinct))
			seen[key], distinct = k, append(distinct, a)
		}
		indices = append(indices, k)
	}
	return indices, distinct, nil
}

// bytesOf returns bytes that two arrays of one kind share only if they are equal to the last bit.
func bytesOf(a h5.Array) string {
	if texts, ok := a.Data.([]string); ok {
		return fmt.Sprintf("%q", texts)
	}
	raw, _ := binary.Append(nil, binary.LittleEndian, a.Data) // never fails for numbers and booleans
	return string(raw)
}

// readRange is the inverse of writeRange, for the parameter with the default like.
func readRange(l leaf, like any) (values any, err error) {
	if l.foreign {
		return foreignRange(l)
	}
	switch like.(type) {
	case units.Quantity:
		values, err = readColumnOf(l, nameRange+ofQuantities, columnValue)
	case int64, float64, bool, string:
		values, err = readColumnOf(l, nameRange, columnData)
	default:
		return readLists(l)
	}
	if err != nil {
		return nil, err
	}
	return withUnit(l.Group, values)
}

// readColumnOf returns all values of a column.
func readColumnOf(l leaf, table, column string) (values any, err error) {
	err = inDataset(l.Group, table, func(d h5.Dataset) error {
		a, err := wholeColumn(d, column)
		values = a.Data
		return err
	})
	return values, err
}

func readLists(l leaf) ([]any, error) {
	var indices h5.Array
	err := inDataset(l.Group, nameRange+ofLists, func(d h5.Dataset) (err error) {
		indices, err = wholeColumn(d, columnIndex)
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
	read := readValue
	if l.foreign {
		read = foreignValue
	}
	path := groupLists + "/" + setOf(k) + "/" + listName(k)
	err = inDataset(l.Group, path, func(d h5.Dataset) (err error) {
		list, err = read(d)
		return err
	})
	if err != nil {
		return nil, err
	}
	return withUnit(l.Group, list)
}

// readColumn returns all values of a column, which must be of a kind.
func readColumn[T h5.Element](d h5.Dataset, column string) ([]T, error) {
	a, err := wholeColumn(d, column)
	if err != nil {
		return nil, err
	}
	values, ok := a.Data.([]T)
	if !ok || len(a.Shape) != 1 {
		return nil, fmt.Errorf("hdf5: %s: its column %s is %v, wanted %T", d.Path(), column, a.Kind(), *new(T))
	}
	return values, nil
}

func wholeColumn(d h5.Dataset, column string) (h5.Array, error) {
	if len(d.Shape()) != 1 {
		return h5.Array{}, fmt.Errorf("hdf5: %s: it has the shape %v, and is no table", d.Path(), d.Shape())
	}
	return d.ReadColumn(column, 0, d.Shape()[0])
}
