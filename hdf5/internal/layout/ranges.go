package layout

import (
	"errors"
	"fmt"

	"golgi/hdf5/internal/h5"
	"golgi/units"
)

// writeRange stores values, which are a list of values like the default; quantities are in its unit.
func writeRange(group h5.Group, unit units.Unit, values any) error {
	switch values := values.(type) {
	case []any:
		return writeLists(group, unit, values)
	case units.Array:
		const name = nameRange + ofQuantities
		m, err := measure(values, unit)
		if err != nil {
			return fmt.Errorf("hdf5: %s: %w", group.Path(), err)
		}
		return errors.Join(newTable(group, name, cells(columnValue, m.numbers)), m.writeSI(group, name))
	}
	a, _, err := Stored(values)
	if err != nil {
		return fmt.Errorf("hdf5: %s: %w", group.Path(), err)
	}
	return newTable(group, nameRange, h5.Column{Name: columnData, Array: a})
}

// rangeTable returns where the range of a parameter with the default like is.
func rangeTable(like any) (table, column string) {
	switch classOf(like) {
	case classQuantity:
		return nameRange + ofQuantities, columnValue
	case classParameter:
		return nameRange, columnData
	default:
		return nameRange + ofLists, columnIndex
	}
}

// lengthOf returns how many values the range of a parameter with the default like has.
func lengthOf(l leaf, like any) (n int, err error) {
	table, _ := rangeTable(like)
	err = inDataset(l.Group, table, func(d h5.Dataset) error {
		if err := checkTable(d); err != nil {
			return err
		}
		n = d.Shape()[0]
		return nil
	})
	return n, err
}

// readRange is the inverse of writeRange, for some values of the parameter with the default like.
func readRange(l leaf, like any, part *span) (values any, err error) {
	table, column := rangeTable(like)
	if column == columnIndex {
		return readLists(l, part)
	}
	err = inDataset(l.Group, table, func(d h5.Dataset) error {
		d, err := typedColumn(d, column)
		if err != nil {
			return err
		}
		a, err := partOfColumn(d, column, part)
		values = a.Data
		return err
	})
	if err != nil {
		return nil, err
	}
	return withSI(l, table, values, part)
}
