package layout

import (
	"errors"
	"maps"
	"math"
	"slices"
	"strings"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// ErrLeftOut says that a table of runs does not have all that the runs gave.
var ErrLeftOut = errors.New("hdf5: the table of runs does not have all numbers")

// ReadWholeRows is [ReadRows], and returns [ErrLeftOut] where a table has not all that runs gave.
func ReadWholeRows(group h5.Group) ([]Row, error) {
	foreign, err := isForeign(group)
	switch {
	case err != nil:
		return nil, err
	case foreign:
		return nil, ErrLeftOut
	}
	return readTables(group, func(table h5.Group, rows []Row) error {
		left, err := table.HasAttribute(attrLeftOut)
		switch {
		case err != nil:
			return err
		case left:
			return ErrLeftOut
		}
		return readScalars(table, rows)
	})
}

// NumbersOf returns the numbers of the finished runs among rows. Unsure is what the rows have in words, or in several units. It returns [ErrLeftOut] where the path of a number is not there as a whole.
func NumbersOf(rows []Row) (*trajectory.Numbers, error) {
	n := &trajectory.Numbers{}
	columns := map[string]*gathered{}
	for _, r := range rows {
		if r.Index < 0 || r.Record.Status != trajectory.Finished {
			continue
		}
		for _, s := range r.scalars {
			if columns[s.name] == nil {
				if strings.Contains(s.name, "~") { // it is cut
					return nil, ErrLeftOut
				}
				columns[s.name] = &gathered{}
			}
			columns[s.name].take(len(n.Runs), s)
		}
		n.Runs = append(n.Runs, r.Index)
	}
	for _, path := range slices.Sorted(maps.Keys(columns)) {
		c := columns[path]
		if c.rows = len(n.Runs); c.unlike || c.texts > 0 {
			n.Unsure = append(n.Unsure, path)
			continue
		}
		n.Columns = append(n.Columns, trajectory.NumberColumn{Path: path, Unit: c.unit, Values: spread(c, math.NaN(), scalar.number)})
	}
	return n, nil
}
