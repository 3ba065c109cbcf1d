package layout

import (
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
	"golgi/units"
)

// TestResultColumns finds the simplest form for the values of a column, one for each row, nil where there is
// none.
func TestResultColumns(t *testing.T) {
	for _, c := range []struct {
		values []any
		want   string
	}{
		{[]any{int64(1), int64(math.MaxInt64)}, "int64[1 9223372036854775807]"},
		{[]any{int64(1), nil}, "int64[1 -9223372036854775808] but -9223372036854775808"},
		{[]any{int64(math.MinInt64), nil, int64(math.MinInt64 + 1)},
			"int64[-9223372036854775808 -9223372036854775806 -9223372036854775807] but -9223372036854775806"},
		{[]any{true, false}, "bool[true false]"},
		{[]any{true, nil}, "float64[1 NaN]"},
		{[]any{0.5, nil}, "float64[0.5 NaN]"},
		{[]any{0.5, int64(2), true}, "float64[0.5 2 1]"},
		{[]any{0.5, int64(1<<53 + 1)}, "string[0.5 9007199254740993]"},
		{[]any{0.5, int64(math.MaxInt64)}, "string[0.5 9223372036854775807]"},
		{[]any{"a", nil, ""}, "string[a  ]"},
		{[]any{"a", nil, 2.0, 0.1}, "string[a  2 0.1]"},
		{[]any{units.Millivolt.Of(2), 0.5}, "string[0.002 V 0.5]"},
		{[]any{units.Millivolt.Of(2), units.Millivolt.Of(3)}, "float64[0.002 0.003] V"},
	} {
		rows := make([]Row, len(c.values))
		for i, v := range c.values {
			rows[i] = Row{Index: i, scalars: scalarsFrom(v)}
		}
		columns, left := resultColumns(rows)
		if got := shownColumn(columns[0]); len(columns) != 1 || left != 0 || got != c.want {
			t.Errorf("%v make %q, wanted %q", c.values, got, c.want)
		}
	}
}

func scalarsFrom(v any) []scalar {
	switch v := v.(type) {
	case nil:
		return nil
	case units.Quantity:
		return []scalar{{"a.b", v.SI(), v.Dimension().String()}}
	default:
		return []scalar{{"a.b", v, ""}}
	}
}

func shownColumn(c tableColumn) string {
	text := fmt.Sprintf("%v%v", c.a.Kind(), c.a.Data)
	if len(c.attrs) > 0 {
		text += fmt.Sprint(" but ", c.attrs[0].value)
	}
	return strings.TrimSpace(text + " " + c.unit)
}

// TestColumnsLeftOut has more names than a table has columns.
func TestColumnsLeftOut(t *testing.T) {
	rows := make([]Row, 2)
	for i := range mostColumns + 7 {
		rows[i%2].scalars = append(rows[i%2].scalars, scalar{fmt.Sprintf("a.%04d", i), float64(i), ""})
	}
	columns, left := resultColumns(rows)
	if len(columns) != mostColumns || left != 7 || columns[mostColumns-1].name != "results.a.0999" {
		t.Errorf("there are %d columns, and %d left out", len(columns), left)
	}
}

// TestRowsOfSegments stores rows in one table, and in two whose rows are then stored together: the tables are
// the same, whatever the kinds of the values.
func TestRowsOfSegments(t *testing.T) {
	folder := t.TempDir()
	defer h5.Keep()()
	rapid.Check(t, func(rt *rapid.T) {
		rows := make([]Row, rapid.IntRange(1, 6).Draw(rt, "rows"))
		for i := range rows {
			rows[i] = Row{Index: i + trajectory.PreRun, Record: drawRecord(rt), scalars: drawScalars(rt)}
		}
		cut := rapid.IntRange(0, len(rows)).Draw(rt, "cut")
		parts := append(throughFile(rt, folder, rows[:cut]), throughFile(rt, folder, rows[cut:])...)
		want, got := throughFile(rt, folder, rows), throughFile(rt, folder, parts)
		if !slices.EqualFunc(want, got, func(a, b Row) bool { return fmt.Sprint(a) == fmt.Sprint(b) }) {
			rt.Fatalf("through segments, the rows are\n%v\nwanted\n%v", got, want)
		}
		if len(want) != len(rows) || want[0].Record != rows[0].Record {
			rt.Fatalf("the rows came back as\n%v", want)
		}
	})
}

func drawRecord(t *rapid.T) trajectory.Record {
	return rapid.SampledFrom([]trajectory.Record{
		{Status: trajectory.Finished, Start: time.Unix(1e9, 5000).UTC(), Duration: time.Second},
		{Status: trajectory.Failed, Start: time.Unix(1e9, 0).UTC(), Error: "größe", Stack: "main"},
		{Status: trajectory.Pending},
	}).Draw(t, "record")
}

func drawScalars(t *rapid.T) []scalar {
	var all []scalar
	for _, name := range []string{"a.n", "b.n"} {
		value := rapid.SampledFrom([]any{nil, nil, int64(1), int64(math.MinInt64), int64(math.MaxInt64), 0.5, 2.0,
			math.NaN(), math.Inf(1), math.Copysign(0, -1), true, false, "", "x"}).Draw(t, "value")
		unit := rapid.SampledFrom([]string{"", "", "mV"}).Draw(t, "unit")
		switch value.(type) {
		case nil:
		case bool, string:
			all = append(all, scalar{name, value, ""})
		default:
			all = append(all, scalar{name, value, unit})
		}
	}
	return all
}

// throughFile writes rows to a file without a plan, and reads them.
func throughFile(t *rapid.T, folder string, rows []Row) (back []Row) {
	file, err := h5.Create(filepath.Join(folder, "x.hdf5"))
	if err != nil {
		t.Fatal(err)
	}
	err = file.Do(func(root h5.Group) error {
		if err := WriteRows(root, nil, rows); err != nil {
			return err
		}
		back, err = ReadRows(root)
		return err
	})
	if err := errors.Join(err, file.Close(), os.Remove(filepath.Join(folder, "x.hdf5"))); err != nil {
		t.Fatal(err)
	}
	return back
}

// Names of columns are as long as netCDF can read, and differ if the names that they stand for do.
func TestLongNamesAreShortened(t *testing.T) {
	if got := shortened(strings.Repeat("a", 255), longestName); len(got) != 255 || strings.Contains(got, "~") {
		t.Errorf("a name that fits becomes %q", got)
	}
	one, two := shortened(strings.Repeat("ä", 200)+".x", longestName), shortened(strings.Repeat("ä", 200)+".y", longestName)
	if len(one) > longestName || len(one) < 250 || one == two || !utf8.ValidString(one) {
		t.Errorf("%q and %q", one, two)
	}
}
