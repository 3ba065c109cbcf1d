package layout

import (
	"fmt"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// ReadRows returns the rows that are in the group of a trajectory, none if there is no table. They come by
// their indices, that of the pre-run first.
func ReadRows(group h5.Group) ([]Row, error) { return readTables(group, readScalars) }

// ReadRecords is ReadRows without what the runs have found.
func ReadRecords(group h5.Group) ([]Row, error) {
	return readTables(group, func(h5.Group, []Row) error { return nil })
}

func readTables(group h5.Group, more func(h5.Group, []Row) error) ([]Row, error) {
	foreign, err := isForeign(group)
	switch {
	case err != nil:
		return nil, err
	case foreign:
		return foreignRecords(group)
	}
	var rows []Row
	for _, path := range []string{groupPre, groupTable} {
		err := ifThere(group, path, func(table h5.Group) error {
			some, err := readTable(table, nil)
			if err == nil {
				err = more(table, some)
			}
			if rows == nil {
				rows = some
			} else {
				rows = append(rows, some...)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	for i := 1; i < len(rows); i++ {
		if rows[i].Index <= rows[i-1].Index {
			return nil, fmt.Errorf("hdf5: %s/%s: run %d comes after run %d", group.Path(), groupOverview,
				rows[i].Index, rows[i-1].Index)
		}
	}
	return rows, nil
}

// recordsAtOnce is how many records are read of a table that has a row for each run.
const recordsAtOnce = 256

// ReadRecordsNear returns some rows without what the runs have found: that of run i, if there is one, and others.
func ReadRecordsNear(group h5.Group, i int) (rows []Row, err error) {
	foreign, err := isForeign(group)
	if err != nil {
		return nil, err
	}
	whole, err := group.Has(groupParameters)
	switch {
	case err != nil:
		return nil, err
	case foreign || !whole:
		return ReadRecords(group)
	case i == trajectory.PreRun:
		err = ifThere(group, groupPre, func(table h5.Group) (err error) {
			rows, err = readTable(table, nil)
			return err
		})
	default:
		err = ifThere(group, groupTable, func(table h5.Group) (err error) {
			rows, err = readTableNear(table, i)
			return err
		})
	}
	return rows, err
}

// readTableNear returns the records of a table in which row i is that of run i.
func readTableNear(table h5.Group, i int) ([]Row, error) {
	n, err := lengthOfTable(table)
	if err != nil || i < 0 || i >= n {
		return nil, err
	}
	first := i / recordsAtOnce * recordsAtOnce
	rows, err := readTable(table, &span{first, min(recordsAtOnce, n-first)})
	for k, r := range rows {
		if r.Index != first+k {
			return nil, fmt.Errorf("hdf5: %s: row %d is that of run %d", table.Path(), first+k, r.Index)
		}
	}
	return rows, err
}

// lengthOfTable returns how many rows a table has, 0 if it has no list of runs.
func lengthOfTable(table h5.Group) (n int, err error) {
	err = inDataset(table, columnRun, func(d h5.Dataset) error {
		if shape := d.Shape(); len(shape) == 1 {
			n = shape[0]
		}
		return nil
	})
	return n, err
}
