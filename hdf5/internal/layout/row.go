package layout

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// A Row is what the table of runs says of one of them.
type Row struct {
	Index   int
	Record  trajectory.Record
	scalars []scalar // sorted by name
	left    int      // how many columns the table from which it was read has left out
}

// isLost reports whether the run has taken its program with it.
func (r Row) isLost() bool { return r.Record.Status == trajectory.Lost }

// isDeleted reports whether what the run gave was deleted.
func (r Row) isDeleted() bool { return r.Record.Status == trajectory.Deleted }

// RowOf returns the row of a run that has ended so, and gave these results.
func RowOf(index int, record trajectory.Record, results []Result) Row {
	return Row{Index: index, Record: record, scalars: scalarsOf(results)}
}

// OfTable returns a result with what a table has of it: its single values.
func OfTable(r Result) Result {
	r.Items = slices.DeleteFunc(slices.Clone(r.Items), func(s Item) bool { return inTable(s.Value) == nil })
	return r
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
			if value := inTable(s.Value); value != nil {
				all = append(all, scalar{shortened(r.Path+"."+s.Name, longestName-len(prefixResults)), value, s.Unit})
			}
		}
	}
	slices.SortFunc(all, byName)
	return all
}

// inTable returns a single value as one of the few types that columns have, nil if it is none: other numbers become
// int64 or float64, and what is neither a text.
func inTable(value any) any {
	a, is := h5.Of(value)
	if !is || len(a.Shape) > 0 {
		return nil
	}
	v := reflect.ValueOf(value)
	switch {
	case v.CanInt():
		return v.Int()
	case v.CanUint() && v.Uint() <= math.MaxInt64:
		return int64(v.Uint())
	case v.CanFloat():
		return v.Float()
	case v.Kind() == reflect.Bool || v.Kind() == reflect.String:
		return value
	}
	return fmt.Sprint(value)
}

// longestName is the longest name of a column, in bytes: netCDF opens no file that has a longer one.
//
// Source: netCDF 4, NC_MAX_NAME.
const longestName = 255

// shortened returns a name of at most so many bytes: a longer one is cut, and ends with a hash of all of it.
func shortened(name string, most int) string {
	if len(name) <= most {
		return name
	}
	sum := sha256.Sum256([]byte(name))
	end := "~" + hex.EncodeToString(sum[:8])
	return strings.ToValidUTF8(name[:most-len(end)], "") + end
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
	columnPosts    = "posts"

	prefixParameters = groupParameters + "."
	prefixResults    = groupResults + "."
)
