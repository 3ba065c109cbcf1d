package layout

import (
	"cmp"
	"slices"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// A Row is what the table of runs says of one of them.
type Row struct {
	Index   int
	Record  trajectory.Record
	scalars []scalar // sorted by name
}

// RowOf returns the row of a run that has ended so, and gave these results.
func RowOf(index int, record trajectory.Record, results []Result) Row {
	return Row{index, record, scalarsOf(results)}
}

// A scalar is a single value that a run has found: an item without axes of one of its results.
type scalar struct {
	name  string // the path of the result and the name of the item, with a dot between them
	value any    // int64, float64, bool or string
	unit  string
}

// scalarsOf returns the single values among the items of results, sorted by name.
func scalarsOf(results []Result) []scalar {
	var all []scalar
	for _, r := range results {
		for _, s := range r.Items {
			switch s.Value.(type) {
			case int64, float64, bool, string:
				all = append(all, scalar{r.Path + "." + s.Name, s.Value, s.Unit})
			}
		}
	}
	slices.SortFunc(all, byName)
	return all
}

func byName(a, b scalar) int { return cmp.Compare(a.name, b.name) }

func indicesOf(rows []Row) []int64 {
	indices := make([]int64, len(rows))
	for i, r := range rows {
		indices[i] = int64(r.Index)
	}
	return indices
}

// A tableColumn is one of a table of runs, on its way to the file.
type tableColumn struct {
	name  string
	a     h5.Array
	unit  string
	attrs []attr
}

// The columns that every table has. Those of explored parameters and of results have the full path of what
// they hold for a name, which begins with one of the prefixes, so that no name is taken twice.
const (
	columnRun      = "run"
	columnName     = "name"
	columnStatus   = "status"
	columnStart    = "start"
	columnDuration = "duration"
	columnError    = "error"
	columnStack    = "stack"
	columnWarnings = "warnings"

	prefixParameters = groupParameters + "."
	prefixResults    = groupResults + "."
)
