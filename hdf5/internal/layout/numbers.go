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
	columns := map[string]*numbers{}
	for _, r := range rows {
		if r.Index < 0 || r.Record.Status != trajectory.Finished {
			continue
		}
		for _, s := range r.scalars {
			if columns[s.name] == nil {
				if strings.Contains(s.name, "~") { // it is cut
					return nil, ErrLeftOut
				}
				columns[s.name] = &numbers{unit: s.unit}
			}
			columns[s.name].take(len(n.Runs), s)
		}
		n.Runs = append(n.Runs, r.Index)
	}
	for _, path := range slices.Sorted(maps.Keys(columns)) {
		if c := columns[path]; c.unsure {
			n.Unsure = append(n.Unsure, path)
		} else {
			n.Columns = append(n.Columns, trajectory.NumberColumn{Path: path, Unit: c.unit, Values: c.spread(len(n.Runs))})
		}
	}
	return n, nil
}

// numbers are those of a column, with the place of the run of each.
type numbers struct {
	unit   string
	at     []int
	values []float64
	unsure bool
}

func (c *numbers) take(at int, s scalar) {
	if _, is := s.value.(string); is || s.unit != c.unit {
		c.unsure = true
		return
	}
	c.at, c.values = append(c.at, at), append(c.values, s.number())
}

// spread returns a value for each of n runs, NaN where there is none.
func (c *numbers) spread(n int) []float64 {
	all := make([]float64, n)
	for i := range all {
		all[i] = math.NaN()
	}
	for k, at := range c.at {
		all[at] = c.values[k]
	}
	return all
}
