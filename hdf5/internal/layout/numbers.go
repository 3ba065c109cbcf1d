package layout

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// ErrLeftOut says that a table of runs does not have all that the runs gave.
var ErrLeftOut = errors.New("hdf5: the table of runs does not have all numbers")

// Numbers are those of finished runs, which are gathered from the tables of several files.
type Numbers struct {
	runs    []int
	place   []int // of a run among runs, by its number; -1 where it is none of them
	names   []string
	columns map[string]*numberColumn
}

// A numberColumn is gathered by what it has of all runs. It is unsure where it has words, or several units.
type numberColumn struct {
	trajectory.NumberColumn
	given, text, unsure bool
	texts               []string // of the runs
	complex             bool     // such numbers may be among them, which have a unit elsewhere
}

// NewNumbers returns what gathers the numbers of runs, which are sorted and without the pre-run: those that names mean.
func NewNumbers(runs []int, names []string) *Numbers {
	n := &Numbers{runs: runs, names: names, columns: map[string]*numberColumn{}}
	if len(runs) > 0 {
		n.place = slices.Repeat([]int{-1}, runs[len(runs)-1]+1)
	}
	for k, run := range runs {
		n.place[run] = k
	}
	return n
}

// Read takes the numbers of a table in the group of a trajectory, of those runs that count. It returns [ErrLeftOut] where the table has not
// all that they gave, or not the whole name of it.
func (n *Numbers) Read(group h5.Group, counts func(run int) bool) error {
	foreign, err := isForeign(group)
	switch {
	case err != nil:
		return err
	case foreign:
		return ErrLeftOut
	}
	if len(n.runs) == 0 {
		return nil
	}
	return ifThere(group, groupTable, func(table h5.Group) error {
		left, err := table.HasAttribute(attrLeftOut)
		switch {
		case err != nil:
			return err
		case left:
			return ErrLeftOut
		}
		runs, err := readPart[int64](table, columnRun, nil)
		if err != nil {
			return err
		}
		places := make([]int, len(runs))
		for row, run := range runs {
			places[row] = -1
			if run >= 0 && run < int64(len(n.place)) && counts(int(run)) {
				places[row] = n.place[run]
			}
		}
		return n.readTable(table, places)
	})
}

// readTable takes the columns of a table, of which each row has its place among the runs.
func (n *Numbers) readTable(table h5.Group, places []int) error {
	members, err := table.Members()
	if err != nil {
		return err
	}
	for _, m := range members {
		path, found := strings.CutPrefix(m.Name, prefixResults)
		switch {
		case !found:
			continue
		case strings.Contains(path, "~"): // it is cut
			return ErrLeftOut
		case !trajectory.IsNamed(path, n.names...):
			continue
		}
		if err := inDataset(table, m.Name, func(d h5.Dataset) error { return n.readColumn(path, d, places) }); err != nil {
			return err
		}
	}
	return nil
}

// readColumn takes a column.
func (n *Numbers) readColumn(path string, d h5.Dataset, places []int) error {
	if shape := d.Shape(); len(shape) != 1 || shape[0] != len(places) {
		return fmt.Errorf("hdf5: %s: it has the shape %v, and the table %d rows", d.Path(), d.Shape(), len(places))
	}
	unit, err := text(d.Object, attrUnits)
	if err != nil {
		return err
	}
	none, err := fillOf(d)
	if err != nil {
		return err
	}
	c := n.columns[path]
	if c == nil {
		c = &numberColumn{NumberColumn: trajectory.NumberColumn{Path: path, Unit: unit}}
	}
	if d.Kind() == h5.String {
		err = n.takeTexts(c, d, places)
	} else {
		err = n.take(c, unit, none, d, places)
	}
	if err != nil {
		return err
	}
	if c.unsure || c.given || c.text {
		n.columns[path] = c
	}
	return nil
}

// takeTexts looks at a column of words, which are texts or numbers: that is sure where none could be one.
func (n *Numbers) takeTexts(c *numberColumn, d h5.Dataset, places []int) error {
	a, err := d.Read()
	if err != nil {
		return err
	}
	texts, _ := a.Data.([]string)
	if c.text = true; c.texts == nil {
		c.texts = make([]string, len(n.runs))
	}
	for row, text := range texts {
		if place := places[row]; place >= 0 {
			c.texts[place] = text
		}
		c.complex = c.complex || strings.HasPrefix(text, "(")
	}
	c.unsure = c.unsure || slices.ContainsFunc(texts, func(text string) bool {
		return strings.HasPrefix(text, "NaN") || text != "" && strings.ContainsRune("+-.0123456789I", rune(text[0]))
	})
	return nil
}

// take takes the numbers of a column in which none stands where there is no number.
func (n *Numbers) take(c *numberColumn, unit string, none any, d h5.Dataset, places []int) error {
	a, err := d.Read()
	if err != nil {
		return err
	}
	kind := h5.Float64
	if d.Kind() == h5.Int64 || d.Kind() == h5.Bool {
		kind = d.Kind()
	}
	if c.Values == nil {
		c.Kind = kind.String()
		c.Values = slices.Repeat([]float64{trajectory.Missing()}, len(n.runs))
	}
	given := false
	for row, place := range places {
		if place < 0 {
			continue
		}
		if x, there := numberAt(a, row, none); there {
			c.Values[place] = x
			given = true
		}
	}
	if given && c.Kind != kind.String() {
		c.Kind = h5.Float64.String()
	}
	c.unsure = c.unsure || given && unit != c.Unit
	c.given = c.given || given
	return nil
}

// numberAt returns number i of a column, if it is there.
func numberAt(a h5.Array, i int, none any) (float64, bool) {
	switch data := a.Data.(type) { // what nearly all columns are
	case []float64:
		x := data[i]
		return scalar{value: x}.number(), !trajectory.IsMissing(x)
	case []int64:
		fill, has := none.(int64)
		return float64(data[i]), !has || data[i] != fill
	}
	value := element(a, i)
	return scalar{value: value}.number(), value != none
}

// All returns what was gathered.
func (n *Numbers) All() *trajectory.Numbers {
	all := &trajectory.Numbers{Runs: n.runs}
	for path, c := range n.columns {
		switch {
		case c.unsure || c.text && c.given:
			all.Unsure = append(all.Unsure, path)
			continue
		case c.text && c.complex:
			all.Texts = append(all.Texts, trajectory.TextColumn{Path: path})
			continue
		case c.text:
			all.Texts = append(all.Texts, trajectory.TextColumn{Path: path, Values: c.texts})
			continue
		}
		all.Columns = append(all.Columns, c.NumberColumn)
	}
	slices.SortFunc(all.Texts, func(a, b trajectory.TextColumn) int { return cmp.Compare(a.Path, b.Path) })
	slices.Sort(all.Unsure)
	slices.SortFunc(all.Columns, func(a, b trajectory.NumberColumn) int { return cmp.Compare(a.Path, b.Path) })
	return all
}
