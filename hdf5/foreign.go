package hdf5

import (
	"errors"
	"fmt"
	"math"
	"math/big"
	"strings"
	"time"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
	"golgi/units"
)

// pypet's own files have the same tree, with what FORMAT.md lists for pypet and nothing else. They are read
// as far as a trajectory can hold what is in them: its parameters with their ranges, its runs, and what these
// gave (foreign_runs.go). What is of another kind (pickles, tables, complex numbers, sparse matrices) becomes
// a text that says so. Nothing is ever unpickled.

// isForeign reports whether the group of a trajectory was written by pypet.
func isForeign(group h5.Group) (bool, error) {
	ours, err := group.HasAttribute(attrSeed)
	if err != nil || ours {
		return false, err
	}
	return group.Has(tableInfo)
}

// hasForeign reports whether a file has a trajectory of pypet's.
func hasForeign(root h5.Group) (found bool, err error) {
	members, err := root.Members()
	for _, m := range members {
		if err != nil || found || m.Type != h5.GroupType {
			continue
		}
		err = within(root, m.Name, func(group h5.Group) (err error) {
			found, err = isForeign(group)
			return err
		})
	}
	return found, err
}

// continuable returns an error if the finished file was written by pypet: what pypet knows and Golgi does not
// would be lost in a new one.
func (v *view) continuable() error {
	if v.ours || v.sources[base] == "" {
		return nil
	}
	err := v.pool.use(v.sources[base], func(_ *opened, root h5.Group) error {
		foreign, err := hasForeign(root)
		if err == nil && foreign {
			err = fmt.Errorf("hdf5: %s was written by pypet, and Golgi only reads it; choose another name",
				v.path)
		}
		return err
	})
	v.ours = err == nil
	return err
}

// opaque is what stands for a value that no trajectory can hold.
func opaque(what string) string { return "opaque: " + what }

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
		scalar, err := text(d.Object, fmt.Sprintf(pypetColumn, column)+pypetScalar)
		if err != nil {
			return err
		}
		if scalar != scalarTypes[h5.Bool] {
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

// unreadable reports whether err says that values are of a type that package h5 does not read.
func unreadable(err error) bool {
	var other *h5.OpaqueError
	return errors.As(err, &other)
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

func widened(values []int32) []int64 {
	wide := make([]int64, len(values))
	for i, v := range values {
		wide[i] = int64(v)
	}
	return wide
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

// unitOfBrian returns the unit that an expression of Brian 2 means, as in "1. * volt * second ** -0.5".
func unitOfBrian(expression string) (units.Unit, error) {
	words := strings.Fields(strings.TrimPrefix(expression, "1. * "))
	for i, word := range words {
		if len(word) > 9 || strings.Trim(word, "-.0123456789") != "" {
			continue
		}
		if power, ok := new(big.Rat).SetString(word); ok {
			words[i] = "(" + power.RatString() + ")"
		}
	}
	return units.ParseUnit(strings.Join(words, " "))
}

// foreignValue reads a dataset of pypet's.
func foreignValue(d h5.Dataset) (any, error) {
	scalar, err := text(d.Object, pypetData+pypetScalar)
	if err != nil {
		return nil, err
	}
	if scalar != scalarTypes[h5.Bool] {
		d = d.Numbers()
	}
	if d.Kind() == h5.Table {
		return opaque("table"), nil
	}
	value, err := readValue(d)
	switch v := value.(type) {
	case int32:
		return int64(v), nil
	case []int32:
		return widened(v), nil
	case string:
		return printable(v), nil
	case []string:
		return printables(v), nil
	}
	if unreadable(err) || d.Kind() == h5.None {
		return opaque("of a type that Golgi does not read"), nil
	}
	return value, err
}

// foreignRows returns the rows of pypet's table of runs, and one of the pre-run if it gave something.
func foreignRows(group h5.Group) (rows []row, err error) {
	err = inDataset(group, tableRuns, func(d h5.Dataset) error {
		indices, err := wholeColumn(d, "idx")
		if err != nil {
			return err
		}
		completed, err := wholeColumn(d, "completed")
		if err != nil {
			return err
		}
		starts, err := readColumn[float64](d, "timestamp")
		if err != nil {
			return err
		}
		ends, err := readColumn[float64](d, "finish_timestamp")
		if err != nil {
			return err
		}
		for i := range starts {
			if index := element(indices, i); index != int64(i) {
				return fmt.Errorf("hdf5: %s: row %d is that of run %v", d.Path(), i, index)
			}
			r := row{i, trajectory.Record{Status: trajectory.Pending}, nil}
			if element(completed, i) == int64(1) {
				r.record = foreignRecord(starts[i], ends[i])
			}
			rows = append(rows, r)
		}
		return nil
	})
	if err == nil && hasLoose(group) {
		before := row{index: trajectory.PreRun, record: trajectory.Record{Status: trajectory.Finished}}
		rows = append([]row{before}, rows...)
	}
	return rows, err
}

// foreignRecord returns the record of a run that has finished.
func foreignRecord(start, end float64) trajectory.Record {
	r := trajectory.Record{Status: trajectory.Finished}
	if start > 0 && start < latest {
		r.Start = time.UnixMicro(int64(math.Round(start * 1e6))).UTC()
	}
	if took := end - start; took >= 0 && took < latest {
		r.Duration = time.Duration(math.Round(took*1e6)) * time.Microsecond
	}
	return r
}

// foreignItem returns an item of a result of pypet's.
func foreignItem(l leaf, m h5.Member) (trajectory.Item, error) {
	item := trajectory.Item{Name: m.Name, Value: opaque(m.Type.String())}
	if m.Type != h5.DatasetType {
		return item, nil
	}
	err := inDataset(l.Group, m.Name, func(d h5.Dataset) (err error) {
		item.Value, err = foreignValue(d)
		return err
	})
	return item, err
}

// foreignAnnotation returns an annotation of pypet's. A pickle is shown as the text that it is.
func foreignAnnotation(o h5.Object, name string) (any, error) {
	value, err := o.Attribute(pypetAnnotation + name)
	switch v := value.(type) {
	case string:
		return printable(v), err
	case []string:
		return opaque(fmt.Sprintf("%q", v)), err
	}
	if unreadable(err) {
		return opaque("attribute"), nil
	}
	return value, err
}

// printable returns a text as one that a trajectory can hold.
func printable(text string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\x00", "\uFFFD")
}

func printables(texts []string) []string {
	all := make([]string, len(texts))
	for i, text := range texts {
		all[i] = printable(text)
	}
	return all
}
