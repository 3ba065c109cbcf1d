package trajectory

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"

	"golgi/internal/given"
	"golgi/units"
)

// Numbers are the single numbers that runs have given which have finished; of truth values, true is 1 and false 0.
type Numbers struct {
	Runs    []int          // the finished runs, in order
	Columns []NumberColumn // by their paths
	Texts   []TextColumn   // by their paths: single values that are no number in any run
	Unsure  []string       // paths of items that are numbers in some runs and not in others, or numbers of several dimensions, or that a store cannot tell
}

// A NumberColumn has one of these numbers of each run.
type NumberColumn struct {
	Path   string    // result.item
	Unit   string    // that of the first run which gave it
	Kind   string    // "int64" or "bool" where all that gave it gave such (of truth values, some stores have numbers), else "float64"
	Values []float64 // one for each of Runs; [Missing] where the run has not given it

	fault error // a run gave it in another dimension
}

// A TextColumn has one of these texts of each run.
type TextColumn struct {
	Path   string
	Values []string // one for each of Runs; "" where the run has given none, or an empty one. None at all where the store has them not together.
}

// A NumberLoader is a [Loader] that has the numbers of all runs together, so that a table needs no run to be loaded. With names, those are
// enough of which a name is the path, or the end of it. It may return none, and no error, where it cannot tell.
type NumberLoader interface {
	LoadNumbers(t *Trajectory, names ...string) (*Numbers, error)
}

// IsNamed reports whether one of some names is a path, or the end of it; without names, every path is named.
func IsNamed(path string, names ...string) bool {
	return len(names) == 0 || slices.ContainsFunc(names, func(name string) bool { return path == name || name != "" && endsIn(path, name) })
}

// Missing returns the NaN that stands where a run has not given a number; those that runs give are another.
func Missing() float64 { return missing }

// IsMissing reports whether a number of a table is that NaN.
func IsMissing(x float64) bool { return math.Float64bits(x) == math.Float64bits(missing) }

var missing = math.Float64frombits(0x7ff8_0000_0000_0000 | 'n'<<16 | 'o'<<8 | 'n')

// Of leaves the numbers of those runs for which a condition holds, and of the columns those that one of them gave.
func (n *Numbers) Of(holds func(run int) bool) *Numbers {
	if n == nil || holds == nil {
		return n
	}
	some := &Numbers{Unsure: n.Unsure}
	var places []int
	for k, run := range n.Runs {
		if holds(run) {
			places, some.Runs = append(places, k), append(some.Runs, run)
		}
	}
	for _, c := range n.Columns {
		values, given := make([]float64, len(places)), false
		for k, place := range places {
			values[k] = c.Values[place]
			given = given || !IsMissing(values[k])
		}
		if c.Values = values; given {
			some.Columns = append(some.Columns, c)
		}
	}
	for _, c := range n.Texts {
		some.Texts = append(some.Texts, c.at(places))
	}
	return some
}

// at returns what a column has at some places.
func (c TextColumn) at(places []int) TextColumn {
	if c.Values == nil {
		return c
	}
	values := make([]string, len(places))
	for k, place := range places {
		values[k] = c.Values[place]
	}
	return TextColumn{c.Path, values}
}

// NumbersOf returns the numbers of a trajectory, from which the columns that names mean, or all, can be had. Runs are loaded where the store
// has no table of them.
func NumbersOf(from Loader, t *Trajectory, names ...string) (*Numbers, error) {
	if err := given.All("trajectory: NumbersOf", given.Arg{Name: "store", Value: from}, given.Arg{Name: "trajectory", Value: t}); err != nil {
		return nil, err
	}
	return loadNumbers(from, t, names)
}

// loadNumbers is NumbersOf.
func loadNumbers(from Loader, t *Trajectory, names []string) (*Numbers, error) {
	if together, can := from.(NumberLoader); can {
		n, err := together.LoadNumbers(t, names...)
		if err != nil || n != nil && n.answers(t, names) {
			return n, err
		}
	}
	return gatherNumbers(from, t)
}

// answers reports whether these columns are sure to be what loading the runs would give.
func (n *Numbers) answers(t *Trajectory, names []string) bool {
	if len(n.Unsure) == 0 {
		return true
	}
	for _, name := range names {
		_, err := t.find(name)
		unsure := slices.ContainsFunc(n.Unsure, func(path string) bool { return endsIn(path, name) })
		if err != nil && (unsure || len(n.fits(name)) == 0) {
			return false
		}
	}
	return len(names) > 0
}

// gatherNumbers loads the runs.
func gatherNumbers(from Loader, t *Trajectory) (*Numbers, error) {
	n := &Numbers{}
	at, texts := map[string]int{}, map[string]bool{}
	err := finishedRuns(from, t, func(run *Run) error {
		for path, res := range run.results.all {
			for _, item := range res.Items {
				x, is := inTable(item.Value)
				full := path + "." + item.Name
				if !is {
					texts[full] = texts[full] || ExtentOf(item.Value).single()
					continue
				}
				k, known := at[full]
				if !known {
					k = len(n.Columns)
					at[full], n.Columns = k, append(n.Columns, NumberColumn{Path: full, Unit: item.Unit, Kind: kindOfNumber(item.Value)})
				}
				n.Columns[k].take(run, len(n.Runs), x, item.Unit)
				if kindOfNumber(item.Value) != n.Columns[k].Kind {
					n.Columns[k].Kind = kindFloat
				}
			}
		}
		n.Runs = append(n.Runs, run.Index())
		return nil
	})
	for k := range n.Columns {
		n.Columns[k].fill(len(n.Runs))
		if c := &n.Columns[k]; c.fault != nil && !texts[c.Path] {
			n.Unsure = append(n.Unsure, c.Path)
		}
	}
	for _, path := range slices.Sorted(maps.Keys(texts)) {
		if _, numbers := at[path]; texts[path] && numbers {
			n.Unsure = append(n.Unsure, path)
		} else if texts[path] {
			n.Texts = append(n.Texts, TextColumn{Path: path})
		}
	}
	slices.Sort(n.Unsure)
	slices.SortFunc(n.Columns, func(a, b NumberColumn) int { return cmp.Compare(a.Path, b.Path) })
	return n, err
}

const kindFloat = "float64"

// kindOfNumber is that of a column which has a number alone.
func kindOfNumber(v any) string {
	switch r := reflect.ValueOf(v); {
	case r.CanInt() || r.CanUint() && r.Uint() <= math.MaxInt64:
		return "int64"
	case r.Kind() == reflect.Bool:
		return "bool"
	}
	return kindFloat
}

// inTable returns a single value as tables have it, if they do.
func inTable(v any) (float64, bool) {
	switch v {
	case true:
		return 1, true
	case false:
		return 0, true
	}
	return number(v)
}

// take appends the number that a run gave, of which there are so many before.
func (c *NumberColumn) take(run *Run, before int, x float64, unit string) {
	c.fill(before)
	x, err := c.convert(x, unit)
	if err != nil && c.fault == nil {
		c.fault = fmt.Errorf("trajectory: %s: %s is in %s, and the first run that gave it has it in %s; give it in one dimension in all runs",
			run.Name(), c.Path, cmp.Or(unit, "1"), cmp.Or(c.Unit, "1"))
	}
	if x != x {
		x = math.NaN()
	}
	c.Values = append(c.Values, x)
}

// fill says that the runs up to n have not given more.
func (c *NumberColumn) fill(n int) {
	for len(c.Values) < n {
		c.Values = append(c.Values, missing)
	}
}

// convert returns a number in the unit of the column: runs may give it in different ones.
func (c *NumberColumn) convert(x float64, unit string) (float64, error) {
	if unit == c.Unit {
		return x, nil
	}
	from, err := itemUnit(unit)
	if err != nil {
		return 0, err
	}
	to, err := itemUnit(c.Unit)
	if err != nil {
		return 0, err
	}
	return from.Of(x).In(to)
}

// itemUnit reads the unit of an item.
func itemUnit(text string) (units.Unit, error) { return units.ParseUnit(cmp.Or(text, "1")) }

// fits returns the columns whose path is name, or else ends in it.
func (n *Numbers) fits(name string) (fits []*NumberColumn) {
	for k := range n.Columns {
		switch c := &n.Columns[k]; {
		case c.Path == name:
			return []*NumberColumn{c}
		case name != "" && endsIn(c.Path, name):
			fits = append(fits, c)
		}
	}
	return fits
}
