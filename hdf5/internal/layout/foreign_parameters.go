package layout

import (
	"fmt"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// foreignDefault returns the default of a parameter of pypet's.
func foreignDefault(l leaf) (any, error) {
	rows, err := foreignValues(l, nameData)
	if err != nil || len(rows) == 0 {
		return foreignKind(l), err
	}
	return rows[0], nil
}

// foreignRange returns the values of a parameter in all runs.
func foreignRange(l leaf) (any, error) {
	rows, err := foreignValues(l, nameRange)
	if err == nil && rows == nil {
		err = fmt.Errorf("hdf5: %s: Golgi does not read the range of this %s", l.Path(), foreignKind(l))
	}
	return rows, err
}

func foreignKind(l leaf) string {
	class, _ := l.Attribute(pypetClass) // whatever it is
	return opaque(fmt.Sprint(class))
}

// foreignValues returns the rows of a table of values, nil if there is none or they are opaque. The name is
// that of the table for plain values.
func foreignValues(l leaf, name string) (rows []any, err error) {
	for _, m := range l.members {
		switch {
		case m.Name == name:
			rows, err = tableValues(l, name, columnData)
		case m.Name == name+ofQuantities:
			rows, err = foreignQuantities(l, m.Name)
		case m.Name == name+ofLists && name == nameData:
			err = inDataset(l.Group, m.Name, func(d h5.Dataset) error {
				value, err := foreignValue(d)
				if isListOrScalar(value) {
					rows = []any{value}
				}
				return err
			})
		case m.Name == name+ofLists:
			rows, err = readLists(l, nil)
		}
	}
	return rows, err
}

// isListOrScalar reports whether a parameter may have the value.
func isListOrScalar(value any) bool {
	_, array := value.(trajectory.NDArray)
	return !array && value != nil
}

// tableValues returns the values of a column, one for each row, nil if they are of a kind that no parameter
// is.
func tableValues(l leaf, table, column string) (rows []any, err error) {
	err = inDataset(l.Group, table, func(d h5.Dataset) error {
		if d.Kind() != h5.Table {
			return nil
		}
		kind, err := text(d.Object, fmt.Sprintf(pypetColumn, column)+pypetScalar)
		if err != nil {
			return err
		}
		if kind != scalarTypes[h5.Bool] {
			d = d.Numbers()
		}
		a, err := wholeColumn(d, column)
		if unreadable(err) {
			return nil
		}
		if err != nil {
			return err
		}
		if texts, ok := a.Data.([]string); ok {
			a.Data = printables(texts)
		}
		rows = rowsOf(a)
		return nil
	})
	return rows, err
}

// rowsOf returns the rows of an array as values of a trajectory, nil if they are none.
func rowsOf(a h5.Array) []any {
	rows := make([]any, a.Shape[0])
	for i := range rows {
		switch len(a.Shape) {
		case 1:
			rows[i] = element(a, i)
		case 2:
			rows[i] = elements(a, i*a.Shape[1], (i+1)*a.Shape[1])
		default:
			return nil
		}
	}
	return rows
}

// elements returns a part of the elements of an array.
func elements(a h5.Array, from, to int) any {
	switch values := a.Data.(type) {
	case []int64:
		return values[from:to]
	case []int32:
		return widened(values[from:to])
	case []float64:
		return values[from:to]
	case []bool:
		return values[from:to]
	case []string:
		return values[from:to]
	}
	panic(fmt.Sprintf("hdf5: an array of %T", a.Data))
}

// foreignQuantities returns the values of a table of quantities, in the unit that the default names.
func foreignQuantities(l leaf, table string) ([]any, error) {
	rows, err := tableValues(l, table, columnValue)
	if err != nil || rows == nil {
		return nil, err
	}
	names, err := tableValues(l, nameData+ofQuantities, columnUnit)
	if err != nil || len(names) == 0 {
		return nil, err
	}
	name, _ := names[0].(string)
	unit, err := unitOfBrian(name)
	if err != nil {
		return nil, fmt.Errorf("hdf5: %s: %w", l.Path(), err)
	}
	for i, v := range rows {
		switch v := v.(type) {
		case float64:
			rows[i] = unit.Of(v)
		case []float64:
			rows[i] = unit.OfAll(v...)
		default:
			return nil, nil
		}
	}
	return rows, nil
}
