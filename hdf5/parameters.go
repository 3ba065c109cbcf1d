package hdf5

import (
	"fmt"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
	"golgi/units"
)

// A parameter is a group with its default, and if it is explored with its range: the values in all runs. What
// is in the group depends on what the values are, as it does for pypet:
//
//	a number, a boolean, a text   tables data and explored_data, with the column data
//	a quantity                    tables data__brn2__ and explored_data__brn2__, with the column value
//	a list                        dataset data__rr__, and ranges.go has the rest
//
// The parameter of a list of quantities, or a quantity, has the attribute units.
const (
	nameData     = "data"
	nameRange    = "explored_data"
	columnData   = "data"
	columnValue  = "value"
	columnUnit   = "unit"
	ofQuantities = "__brn2__"
	ofLists      = "__rr__"
)

// writeDefaults stores the parameters of t, with their ranges, in a tree of groups below top.
func writeDefaults(top h5.Group, t *trajectory.Trajectory) error {
	ps, err := t.Parameters("")
	if err != nil {
		return err
	}
	axes, err := t.Axes()
	if err != nil {
		return err
	}
	ranges := map[string]any{}
	for _, axis := range axes {
		ranges[axis.Path] = axis.Values
	}
	for _, p := range ps {
		if err := writeParameter(top, p, ranges[p.Path]); err != nil {
			return err
		}
	}
	return nil
}

// writeParameter stores a parameter below top. Its range is nil if it is not explored.
func writeParameter(top h5.Group, p *trajectory.Parameter, values any) error {
	path, name := splitPath(p.Path)
	return withinNew(top, path, func(parent h5.Group) error {
		fill := func(group h5.Group) error { return writeValues(group, p.Value, values) }
		return newLeaf(parent, name, classOf(p.Value), p.Comment, p.Annotations, fill)
	})
}

func classOf(value any) string {
	switch value.(type) {
	case int64, float64, bool, string:
		return classParameter
	case units.Quantity:
		return classQuantity
	default:
		return classList
	}
}

// writeValues stores the default and the range of a parameter in its group.
func writeValues(group h5.Group, value, values any) error {
	a, unit, err := stored(value)
	if err != nil {
		return fmt.Errorf("hdf5: %s: %w", group.Path(), err)
	}
	if err := setAttributes(group.Object, attr{attrUnits, unit}); err != nil {
		return err
	}
	switch v := value.(type) {
	case units.Quantity:
		err = newTable(group, nameData+ofQuantities, h5.Column{Name: columnValue, Array: row1(a)},
			cell(columnUnit, brianUnit(v.Dimension())))
	case int64, float64, bool, string:
		err = newTable(group, nameData, h5.Column{Name: columnData, Array: row1(a)})
	default:
		err = writeList(group, nameData+ofLists, a)
	}
	if err != nil || values == nil {
		return err
	}
	return writeRange(group, value, values)
}

// row1 returns a single value as a column of one row.
func row1(a h5.Array) h5.Array { return h5.Array{Shape: []int{1}, Data: a.Data} }

// writeList stores a list for pypet, which loads numbers as an array and anything else as a list.
func writeList(group h5.Group, name string, a h5.Array) error {
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
	if kind := a.Kind(); kind == h5.String || kind == h5.Bool {
		return markArray(d, collList)
	}
	return markArray(d, collArray)
}

// readParameters adds the parameters in the group of a trajectory to t, and returns those that are explored,
// in the order of exploration. It returns all that is wrong.
func readParameters(group h5.Group, t *trajectory.Trajectory, foreign bool) ([]ranged, error) {
	all, err := explorations(group)
	if err != nil {
		return nil, err
	}
	places := map[string]int{}
	for i, r := range all {
		places[r.path] = i
	}
	err = within(group, groupParameters, func(top h5.Group) error {
		return walk(top, foreign, func(l leaf) error {
			p, err := readParameter(l)
			if err != nil {
				return err
			}
			if place, explored := places[p.Path]; explored {
				all[place].like = p.Value
			}
			return t.Add(p)
		})
	})
	return all, err
}

// readDerivedFrom hands a derived parameter to add.
func readDerivedFrom(l leaf, add func(trajectory.Parameter) error) error {
	p, err := readParameter(l)
	if err != nil {
		return err
	}
	return add(p)
}

// readParameter reads a parameter with its default.
func readParameter(l leaf) (p trajectory.Parameter, err error) {
	p.Path = l.path
	if p.Value, err = readDefault(l); err != nil {
		return p, err
	}
	if p.Comment, err = text(l.Object, pypetComment); err != nil {
		return p, err
	}
	p.Annotations, err = readAnnotations(l)
	return p, err
}

func readDefault(l leaf) (value any, err error) {
	if l.foreign {
		return foreignDefault(l)
	}
	for _, m := range l.members {
		switch m.Name {
		case nameData:
			value, err = readCell(l, nameData, columnData)
		case nameData + ofQuantities:
			value, err = readCell(l, m.Name, columnValue)
		case nameData + ofLists:
			err = inDataset(l.Group, m.Name, func(d h5.Dataset) error { value, err = readValue(d); return err })
		}
	}
	if err != nil {
		return nil, err
	}
	if value == nil {
		return nil, fmt.Errorf("hdf5: %s: this parameter has no value", l.Path())
	}
	return withUnit(l.Group, value)
}

// readCell returns the first value of a column.
func readCell(l leaf, table, column string) (value any, err error) {
	err = inDataset(l.Group, table, func(d h5.Dataset) error {
		a, err := d.ReadColumn(column, 0, 1)
		if err != nil {
			return err
		}
		if len(a.Shape) != 1 {
			return fmt.Errorf("hdf5: %s: its column %s has rows of shape %v, wanted single values",
				d.Path(), column, a.Shape[1:])
		}
		value = a.First()
		return nil
	})
	return value, err
}

// withUnit makes quantities of numbers, if the parameter has a unit.
func withUnit(group h5.Group, value any) (any, error) {
	symbol, err := text(group.Object, attrUnits)
	if err != nil || symbol == "" {
		return value, err
	}
	value, err = quantity(value, symbol)
	if err != nil {
		return nil, fmt.Errorf("hdf5: %s: %w", group.Path(), err)
	}
	return value, nil
}
