package layout

import (
	"errors"
	"fmt"
	"slices"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
	"golgi/units"
)

// WriteRows stores the rows of runs, which come by their indices, in the group of the trajectory: in a table
// with only these rows, and one for that of the pre-run. If the trajectory itself is in the group, the table
// has the explored parameters as well, and pypet's table of runs stands beside it; else t may be nil.
func WriteRows(group h5.Group, t *trajectory.Trajectory, rows []Row) error {
	if len(rows) > 0 && rows[0].Index == trajectory.PreRun {
		if err := writeRunTable(group, groupPre, rows[:1], nil); err != nil {
			return err
		}
		rows = rows[1:]
	}
	if len(rows) == 0 {
		return nil
	}
	whole, err := group.Has(groupParameters)
	if err != nil {
		return err
	}
	if !whole {
		return writeRunTable(group, groupTable, rows, nil)
	}
	axes, err := t.Axes()
	if err != nil {
		return err
	}
	points, err := pointColumns(axes, rows)
	if err != nil {
		return fmt.Errorf("hdf5: %s: %w", group.Path(), err)
	}
	err = Within(group, groupOverview, func(overview h5.Group) error {
		return writeRunsOfPypet(overview, t, axes, rows)
	})
	return errors.Join(err, writeRunTable(group, groupTable, rows, points))
}

func writeRunTable(group h5.Group, path string, rows []Row, points []tableColumn) error {
	return WithinNew(group, path, func(table h5.Group) error {
		results, left := resultColumns(rows)
		if slices.ContainsFunc(rows, Row.isDeleted) {
			if err := raise(table, versionOfDeleted); err != nil {
				return err
			}
		}
		if left > 0 {
			if err := table.SetAttribute(attrLeftOut, int64(left)); err != nil {
				return err
			}
		}
		all := append(append(recordColumns(rows), points...), results...)
		run, err := table.Write(columnRun, h5.Vector(indicesOf(rows)), h5.Layout{})
		if err != nil {
			return err
		}
		defer run.Close()
		if err := run.MakeScale(columnRun); err != nil {
			return err
		}
		for _, c := range all {
			if err := writeColumn(table, run, c); err != nil {
				return err
			}
		}
		return nil
	})
}

func writeColumn(table h5.Group, run h5.Dataset, c tableColumn) error {
	d, err := table.Write(c.name, c.a, h5.Layout{})
	if err != nil {
		return err
	}
	defer d.Close()
	if err := errors.Join(describe(d, c.unit, ""), setAttributes(d.Object, c.attrs...)); err != nil {
		return err
	}
	return d.AttachScales([]h5.Dataset{run})
}

// pointColumns returns the columns of the explored parameters. Lists are no column.
func pointColumns(axes []trajectory.Axis, rows []Row) ([]tableColumn, error) {
	var columns []tableColumn
	for _, axis := range axes {
		if _, lists := axis.Values.([]any); lists {
			continue
		}
		a, unit, err := storedAxis(axis.Values)
		if err != nil {
			return nil, err
		}
		columns = append(columns, tableColumn{shortened(prefixParameters+axis.Path, longestName), picked(a, rows), unit, nil})
	}
	return columns, nil
}

// storedAxis is Stored with quantities as numbers of the unit that they have together.
func storedAxis(values any) (a h5.Array, symbol string, err error) {
	array, is := values.(units.Array)
	if !is {
		return Stored(values)
	}
	unit, written := array.Written()
	if !written {
		unit = array.Unit()
	}
	m, err := measure(array, unit)
	return h5.Vector(m.numbers), unit.Name, err
}

// picked returns the elements of a list that belong to rows.
func picked(a h5.Array, rows []Row) h5.Array {
	numbers := make([]int, len(rows))
	for i, r := range rows {
		numbers[i] = r.Index
	}
	return a.Picked(numbers)
}
