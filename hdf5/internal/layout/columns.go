package layout

import (
	"fmt"

	"golgi/hdf5/internal/h5"
)

// A span is a part of the rows of a table. None is all of them.
type span struct{ from, count int }

// cells returns a column of a table, and cell one that has a single row.
func cells[T h5.Element](name string, values []T) h5.Column {
	return h5.Column{Name: name, Array: h5.Vector(values)}
}

func cell[T h5.Element](name string, value T) h5.Column { return cells(name, []T{value}) }

func writeTable(group h5.Group, name string, columns ...h5.Column) error {
	d, err := group.WriteTable(name, columns, h5.Layout{})
	if err != nil {
		return err
	}
	d.Close()
	return nil
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

func wholeColumn(d h5.Dataset, column string) (h5.Array, error) { return partOfColumn(d, column, nil) }

func partOfColumn(d h5.Dataset, column string, part *span) (h5.Array, error) {
	if err := checkTable(d); err != nil {
		return h5.Array{}, err
	}
	if part == nil {
		part = &span{0, d.Shape()[0]}
	}
	return d.ReadColumn(column, part.from, part.count)
}

// typedColumn returns a table with a column of bytes as numbers, if it says that they are.
func typedColumn(d h5.Dataset, column string) (h5.Dataset, error) {
	kind, err := text(d.Object, fmt.Sprintf(pypetColumn, column)+pypetScalar)
	if err == nil && kind == scalarTypes[h5.Uint8] {
		d = d.Bytes()
	}
	return d, err
}

func checkTable(d h5.Dataset) error {
	if len(d.Shape()) != 1 {
		return fmt.Errorf("hdf5: %s: it has the shape %v, and is no table", d.Path(), d.Shape())
	}
	return nil
}

// readList reads a dataset of one dimension.
func readList[T h5.Element](group h5.Group, path string) ([]T, error) {
	return readPart[T](group, path, nil)
}

// readPart reads some elements of a dataset of one dimension, nil for all.
func readPart[T h5.Element](group h5.Group, path string, part *span) (values []T, err error) {
	err = inDataset(group, path, func(d h5.Dataset) error {
		var a h5.Array
		if part == nil {
			a, err = d.Read()
		} else {
			a, err = d.ReadRows(part.from, part.count)
		}
		if err != nil {
			return err
		}
		var ok bool
		if values, ok = a.Data.([]T); !ok || len(a.Shape) != 1 {
			return fmt.Errorf("hdf5: %s: it is %v of shape %v, wanted a list of %T",
				d.Path(), d.Kind(), a.Shape, *new(T))
		}
		return nil
	})
	return values, err
}
