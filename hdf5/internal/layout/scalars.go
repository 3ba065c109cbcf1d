package layout

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// mostColumns is how many columns of results a table has at most. Further ones, by their names, are left out,
// and counted in attrLeftOut: what has a name of its own in every run makes no table.
const (
	mostColumns = 1000
	attrLeftOut = "columns_left_out"
	attrFill    = "_FillValue"
)

// mostExact is the number up to which every integer is a float64.
const mostExact = 1 << 53

// resultColumns returns a column for each name that a scalar of a row has, and how many more there are at least: tables from which rows were read may
// have left out others.
func resultColumns(rows []Row) (columns []tableColumn, left int) {
	names := map[string]bool{}
	for _, r := range rows {
		for _, s := range r.scalars {
			names[s.name] = true
		}
	}
	sorted := slices.Sorted(maps.Keys(names))
	if left = len(sorted) - mostColumns; left > 0 {
		sorted = sorted[:mostColumns]
	}
	before := 0
	for _, r := range rows {
		before = max(before, r.left)
	}
	next := make([]int, len(rows)) // the scalar of each row that comes next
	for _, name := range sorted {
		c := gathered{rows: len(rows)}
		for i, r := range rows {
			if next[i] < len(r.scalars) && r.scalars[next[i]].name == name {
				c.take(i, r.scalars[next[i]])
				next[i]++
			}
		}
		columns = append(columns, c.simplest(prefixResults+name))
	}
	return columns, max(left, 0) + before
}

// gathered is the values of a column, which some rows may not have.
type gathered struct {
	rows            int
	at              []int // the row of each value
	values          []scalar
	unit            string
	ints, reals     int // how many there are of a kind
	bools, texts    int
	unlike, inexact bool // units differ; an int64 beyond mostExact
}

func (c *gathered) take(row int, s scalar) {
	if len(c.values) == 0 {
		c.unit = s.unit
	}
	c.unlike = c.unlike || s.unit != c.unit
	switch v := s.value.(type) {
	case int64:
		c.ints++
		c.inexact = c.inexact || max(v, -v) > mostExact || v == math.MinInt64
	case float64:
		c.reals++
	case bool:
		c.bools++
	case string:
		c.texts++
	}
	c.at, c.values = append(c.at, row), append(c.values, s)
}

// simplest returns the values as a column, in the simplest form that holds them all:
//
//	all int64      int64; where a row has none, a number that no row has, which is the attribute _FillValue
//	bool           one byte, as long as every row has one
//	numbers        float64; where a row has none, the NaN that is called absent
//	string         "" where a row has none
//	anything else  text: also numbers with different units, or with integers beyond mostExact
func (c *gathered) simplest(name string) tableColumn {
	n := len(c.values)
	switch {
	case c.unlike || c.texts > 0 && c.texts < n || c.inexact && c.ints < n:
		return tableColumn{name, h5.Vector(spread(c, "", scalar.inWords)), "", nil}
	case c.texts == n:
		return tableColumn{name, h5.Vector(spread(c, "", as[string])), "", nil}
	case c.ints == n:
		return c.integers(name)
	case c.bools == n && n == c.rows:
		return tableColumn{name, h5.Vector(spread(c, false, as[bool])), "", nil}
	default:
		return tableColumn{name, h5.Vector(spread(c, absent, scalar.number)), c.unit, nil}
	}
}

func (c *gathered) integers(name string) tableColumn {
	if len(c.values) == c.rows {
		return tableColumn{name, h5.Vector(spread(c, 0, as[int64])), c.unit, nil}
	}
	taken := map[int64]bool{}
	for _, s := range c.values {
		taken[s.value.(int64)] = true
	}
	none := int64(math.MinInt64)
	for taken[none] {
		none++
	}
	return tableColumn{name, h5.Vector(spread(c, none, as[int64])), c.unit, []attr{{attrFill, none}}}
}

// absent is the NaN that stands where a row has no number. The NaNs that runs find are all math.NaN(), which is
// another, so that what is put together of several tables is what would have been one.
var absent = trajectory.Missing()

// spread returns a value for each row: none, or what of makes of that of the row.
func spread[T any](c *gathered, none T, of func(scalar) T) []T {
	all := make([]T, c.rows)
	for i := range all {
		all[i] = none
	}
	for k, row := range c.at {
		all[row] = of(c.values[k])
	}
	return all
}

func as[T any](s scalar) T { return s.value.(T) }

// number returns a value that is no text as a float64.
func (s scalar) number() float64 {
	switch v := s.value.(type) {
	case int64:
		return float64(v)
	case bool:
		return float64(byteFrom(v))
	case float64:
		if v == v {
			return v
		}
	}
	return math.NaN()
}

// inWords returns the value in words: a whole number as an integer, and a boolean as the number that it is in a
// column of numbers.
func (s scalar) inWords() string {
	text := fmt.Sprint(s.value)
	switch v := s.value.(type) {
	case bool:
		text = fmt.Sprint(byteFrom(v))
	case float64:
		if v == math.Trunc(v) && math.Abs(v) <= mostExact {
			text = strconv.FormatInt(int64(v), 10)
		}
	}
	if s.unit != "" {
		text += " " + s.unit
	}
	return text
}

// readScalars adds what the runs of a table have found to its rows.
func readScalars(table h5.Group, rows []Row) error {
	members, err := table.Members()
	if err != nil {
		return err
	}
	if there, err := table.HasAttribute(attrLeftOut); err != nil || there {
		left, failed := attribute[int64](table.Object, attrLeftOut)
		if err = errors.Join(err, failed); err != nil {
			return err
		}
		for i := range rows {
			rows[i].left = int(left)
		}
	}
	for _, m := range members {
		name, found := strings.CutPrefix(m.Name, prefixResults)
		if !found {
			continue
		}
		err := inDataset(table, m.Name, func(d h5.Dataset) error { return readScalar(d, name, rows) })
		if err != nil {
			return err
		}
	}
	return nil
}

// readScalar adds the values of a column to rows, to which it must belong.
func readScalar(d h5.Dataset, name string, rows []Row) error {
	a, err := d.Read()
	if err != nil {
		return err
	}
	if len(a.Shape) != 1 || a.Shape[0] != len(rows) {
		return fmt.Errorf("hdf5: %s: it has the shape %v, and the table %d rows", d.Path(), a.Shape, len(rows))
	}
	unit, err := text(d.Object, attrUnits)
	if err != nil {
		return err
	}
	none, err := fillOf(d)
	if err != nil {
		return err
	}
	for i := range rows {
		if value := element(a, i); value != none && !isAbsent(value) {
			rows[i].scalars = append(rows[i].scalars, scalar{name, value, unit})
		}
	}
	return nil
}

func isAbsent(value any) bool {
	f, ok := value.(float64)
	return ok && trajectory.IsMissing(f)
}

// fillOf returns the number that stands where there is none, nil if there is no such number.
func fillOf(d h5.Dataset) (any, error) {
	there, err := d.HasAttribute(attrFill)
	if err != nil || !there {
		return nil, err
	}
	return d.Attribute(attrFill)
}
