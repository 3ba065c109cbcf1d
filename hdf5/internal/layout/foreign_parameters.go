package layout

import (
	"errors"
	"fmt"
	"strings"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// foreignParameter returns a parameter of pypet's, with a text for what cannot be read.
func foreignParameter(l leaf) (p trajectory.Parameter) {
	p.Path, p.Value, p.Comment = l.path, foreignDefault(l), foreignText(l.Object, pypetComment)
	p.Annotations = foreignAnnotations(l)
	return p
}

// foreignValues are what a dataset holds for a parameter: n values, which are listed, or one text n times. A file may
// say that there are more of these than memory holds.
type foreignValues struct {
	n      int
	listed []any
	text   any
}

func listed(values []any) foreignValues { return foreignValues{len(values), values, nil} }

func repeated(n int, text any) foreignValues { return foreignValues{n, nil, text} }

// first returns the first value of some.
func (v foreignValues) first() any {
	if v.listed == nil {
		return v.text
	}
	return v.listed[0]
}

// all returns all values as a list.
func (v foreignValues) all() []any {
	if v.listed != nil {
		return v.listed
	}
	all := make([]any, v.n)
	for i := range all {
		all[i] = v.text
	}
	return all
}

// foreignDefault returns the default of a parameter of pypet's.
func foreignDefault(l leaf) any {
	for _, m := range l.members {
		if kind, found := strings.CutPrefix(m.Name, nameData); found && m.Type == h5.DatasetType {
			if rows := foreignRows(l, m.Name, kind); rows.n > 0 {
				return rows.first()
			}
		}
	}
	return opaque("%s: it has no value", foreignClass(l))
}

// isExplored returns the name of the table with the range of a parameter, and whether it says that it is
// explored: until 0.1b.9 by an attribute, and since then in overview/explorations, which is read elsewhere.
func isExplored(l leaf) (table string, explored bool) {
	for _, m := range l.members {
		if strings.HasPrefix(m.Name, nameRange) && m.Type == h5.DatasetType {
			table = m.Name
		}
	}
	marked, err := l.HasAttribute(pypetLength)
	return table, table != "" || err == nil && marked
}

// foreignRange returns the values of a parameter in all runs, texts for those that cannot be read. None is a
// range whose length is not known.
func foreignRange(l leaf, table string) foreignValues {
	if table == "" {
		return foreignValues{}
	}
	return foreignRows(l, table, strings.TrimPrefix(table, nameRange))
}

func foreignClass(l leaf) string {
	if class := foreignText(l.Object, pypetClass); class != "" {
		return class
	}
	return "parameter"
}

// foreignRows returns the values in a dataset of a parameter, one for each row, or for all of it if it is no
// table. The kind is what follows on the name of that for plain values.
func foreignRows(l leaf, name, kind string) (rows foreignValues) {
	err := inDataset(l.Group, name, func(d h5.Dataset) error {
		rows = rowsOfDataset(l, d, kind)
		return nil
	})
	if err != nil {
		return repeated(1, unread(err))
	}
	return rows
}

func rowsOfDataset(l leaf, d h5.Dataset, kind string) foreignValues {
	class := foreignClass(l)
	switch {
	case d.Kind() != h5.Table && (strings.Contains(class, pickles) || strings.HasPrefix(kind, ofSparse)):
		return repeated(1, opaque("%s: Golgi reads none of its values", class))
	case d.Kind() != h5.Table:
		return listed([]any{single(class, foreignValue(d))})
	case len(d.Shape()) != 1:
		return repeated(1, opaque("%s: a table of shape %v", class, d.Shape()))
	case kind == ofQuantities:
		return quantitiesOf(l, d)
	}
	if rows, err := columnRows(d, columnData); rows != nil {
		return listed(singles(class, rows))
	} else if has(d, columnData) {
		return repeated(d.Shape()[0], opaque("%s: %s", class, strings.TrimPrefix(reasonOf(d, err), "opaque: ")))
	}
	return indexedRows(l, d, kind)
}

// reasonOf says why a column was not read.
func reasonOf(d h5.Dataset, err error) string {
	if kind := foreignText(d.Object, fmt.Sprintf(pypetColumn, columnData)+pypetScalar); strings.Contains(kind, "complex") {
		return complexNumbers
	}
	return unread(err)
}

// has reports whether a table has a column.
func has(d h5.Dataset, column string) bool {
	columns, err := d.Columns()
	if err != nil {
		return false
	}
	for _, c := range columns {
		if c.Name == column {
			return true
		}
	}
	return false
}

// columnRows returns the values of a column, one for each row.
func columnRows(d h5.Dataset, column string) ([]any, error) {
	if !isBool(foreignText(d.Object, fmt.Sprintf(pypetColumn, column)+pypetScalar)) {
		d = d.Wide()
	}
	a, err := wholeColumn(d, column)
	if err != nil {
		return nil, err
	}
	if texts, ok := a.Data.([]string); ok {
		a.Data = printables(texts)
	}
	return rowsOf(a), nil
}

// rowsOf returns the rows of an array as values of a trajectory.
func rowsOf(a h5.Array) []any {
	rows := make([]any, a.Shape[0])
	for i := range rows {
		switch len(a.Shape) {
		case 1:
			rows[i] = element(a, i)
		case 2:
			rows[i] = elements(a, i*a.Shape[1], (i+1)*a.Shape[1])
		default:
			rows[i] = trajectory.NDArray{Shape: a.Shape[1:]}
		}
	}
	return rows
}

// elements returns a part of the elements of an array.
func elements(a h5.Array, from, to int) any {
	part := a.Part(from, to)
	if values, is := part.([]int32); is {
		return widened(values)
	}
	return part
}

// single returns a value as one that a parameter may have.
func single(class string, value any) any {
	if array, is := value.(trajectory.NDArray); is {
		return opaque("%s: an array of shape %v; a parameter is a single value or a list", class, array.Shape)
	}
	if isOpaque(value) {
		return opaque("%s: %s", class, strings.TrimPrefix(value.(string), "opaque: "))
	}
	return value
}

func singles(class string, rows []any) []any {
	for i, row := range rows {
		rows[i] = single(class, row)
	}
	return rows
}

// indexedRows returns the values that a table names by numbers: arrays (kind ofLists), and pickles and sparse
// matrices, of which only the number is told.
func indexedRows(l leaf, d h5.Dataset, kind string) foreignValues {
	class := foreignClass(l)
	indices, err := columnRows(d, columnIndex)
	if err != nil {
		return repeated(d.Shape()[0], opaque("%s: Golgi knows no such table of values", class))
	}
	distinct := map[any]any{}
	for i, k := range indices {
		value, known := distinct[k]
		if !known {
			value = opaque("%s: Golgi reads none of its values; this is number %v", class, k)
			if n, ok := k.(int64); ok && kind == ofLists {
				value = single(class, foreignList(l, n))
			}
			distinct[k] = value
		}
		indices[i] = value
	}
	return listed(indices)
}

// foreignList returns list k of a range. Until 0.1b.12 it stands in the group of the parameter itself.
func foreignList(l leaf, k int64) (list any) {
	var faults []error
	for _, path := range []string{groupLists + "/" + setOf(int(k)) + "/" + listName(int(k)),
		fmt.Sprintf("xa%s%08d", ofLists, k)} {
		there, err := l.Has(path)
		if err == nil && there {
			err = inDataset(l.Group, path, func(d h5.Dataset) error { list = foreignValue(d); return nil })
		}
		if list != nil {
			return list
		}
		faults = append(faults, err)
	}
	if err := errors.Join(faults...); err != nil {
		return unread(err)
	}
	return opaque("list number %d is missing", k)
}

// quantitiesOf returns the values of a table of quantities, in the unit that the default names.
func quantitiesOf(l leaf, d h5.Dataset) foreignValues {
	n, class := d.Shape()[0], foreignClass(l)
	rows, err := columnRows(d, columnValue)
	if err != nil {
		return repeated(n, opaque("%s: %s", class, strings.TrimPrefix(unread(err), "opaque: ")))
	}
	var names []any
	err = inDataset(l.Group, nameData+ofQuantities, func(d h5.Dataset) (err error) {
		names, err = columnRows(d, columnUnit)
		return err
	})
	if err != nil || len(names) == 0 {
		return repeated(n, opaque("%s: its unit is not said", class))
	}
	unit, err := unitOfBrian(fmt.Sprint(names[0]))
	if err != nil {
		return repeated(n, opaque("%s: %s", class, strings.TrimPrefix(unread(err), "opaque: ")))
	}
	for i, v := range rows {
		switch v := v.(type) {
		case float64:
			rows[i] = unit.Of(v)
		case []float64:
			rows[i] = unit.OfAll(v...)
		default:
			rows[i] = opaque("%s: its values are no numbers with units", class)
		}
	}
	return listed(rows)
}
