package main

import (
	"bytes"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"golgi/trajectory"
)

// What a cell is in a table, in CSV and in JSON.
func TestCells(t *testing.T) {
	for _, c := range []struct {
		cell             any
		table, csv, json string
	}{
		{nil, "-", "", "null"},
		{math.NaN(), "NaN", "NaN", `"NaN"`},
		{math.Inf(-1), "-Infinity", "-Infinity", `"-Infinity"`},
		{1.0 / 3, "0.333333", "0.3333333333333333", "0.3333333333333333"},
		{float32(0.1), "0.1", "0.1", "0.1"},
		{int64(math.MinInt64), "-9223372036854775808", "-9223372036854775808", "-9223372036854775808"},
		{uint64(math.MaxUint64), "18446744073709551615", "18446744073709551615", "18446744073709551615"},
		{true, "true", "true", "true"},
		{"a <b>\n\"c\"", `a <b>;"c"`, "a <b>\n\"c\"", `"a <b>\n\"c\""`},
		{"\x1b[2J", "\uFFFD[2J", "\x1b[2J", `"\u001b[2J"`},
		{strings.Repeat("ä", 100), strings.Repeat("ä", 59) + "…", strings.Repeat("ä", 100), `"` + strings.Repeat("ä", 100) + `"`},
		{[]float64{1, math.NaN()}, `[1, "NaN"]`, `[1, "NaN"]`, `[1, "NaN"]`},
		{[]string{"a"}, `["a"]`, `["a"]`, `["a"]`},
		{[]uint8{1, 255}, "[1, 255]", "[1, 255]", "[1, 255]"},
		{1 + 2i, "(1+2i)", "(1+2i)", `"(1+2i)"`},
		{time.Date(2026, 11, 21, 9, 30, 59, 5e8, time.UTC), "2026-11-21 09:30:59", "2026-11-21T09:30:59.5Z", `"2026-11-21T09:30:59.5Z"`},
	} {
		if table, csv, json := inTable(c.cell), exactly(c.cell), string(appendJSON(nil, c.cell)); table != c.table || csv != c.csv || json != c.json {
			t.Errorf("%v: %s, %s, %s", c.cell, table, csv, json)
		}
	}
}

// The first rows of a long listing are written before the last are known; wide rows behind them are aligned with each other.
func TestLongListing(t *testing.T) {
	var out bytes.Buffer
	early := 0
	l := listing{[]heading{{name: "n"}, {name: "text"}}, func(yield func([]any, error) bool) {
		for n := range 2500 {
			if early == 0 && out.Len() > 0 {
				early = n
			}
			text := "x"
			if n == 2000 {
				text = "wide"
			}
			if !yield([]any{n, text}, nil) {
				return
			}
		}
		yield(nil, errors.New("oh"))
	}}
	if err := (form{}).write(&out, l); err == nil || err.Error() != "oh" {
		t.Error(err)
	}
	lines := strings.Split(out.String(), "\n")
	if early != rowsAtOnce || len(lines) != 2502 || lines[0] != "  n  text" || lines[1000] != "999  x" || lines[2501] != "" || lines[2500] != "2499  x" {
		t.Errorf("%d, %d lines, %q %q %q", early, len(lines), lines[0], lines[1000], lines[2500])
	}
}

// The largest difference between values.
func TestLargest(t *testing.T) {
	array := func(data ...float64) trajectory.NDArray {
		return trajectory.NDArray{Shape: []int{1, len(data)}, Data: data}
	}
	frame := func(x float64) trajectory.Frame {
		return trajectory.Frame{{Name: "s", Value: []string{"a"}}, {Name: "x", Value: []float64{x}}}
	}
	for _, c := range []struct{ a, b, want any }{
		{1.0, 1.5, 0.5},
		{int64(math.MinInt64), int64(math.MaxInt64), 1.8446744073709552e19},
		{int64(1<<60 + 1), int64(1 << 60), 1.0},
		{uint8(1), uint8(3), 2.0},
		{[]float64{1, 2, math.NaN()}, []float64{1, 5, math.NaN()}, 3.0},
		{[]float64{1, 2}, []float64{1, math.NaN()}, math.NaN()},
		{[]float64{1, math.Inf(1)}, []float64{2, math.Inf(1)}, 1.0},
		{[]float64{1}, []float64{1, 2}, nil},
		{[]int64{1}, []float64{1.5}, 0.5},
		{"a", "b", nil}, {nil, 1.0, nil}, {true, false, nil},
		{3 + 4i, complex128(0), 5.0},
		{array(1, 2), array(1, 4), 2.0},
		{frame(1), frame(1.25), 0.25},
	} {
		got := largest(c.a, c.b)
		x, is := got.(float64)
		y, wanted := c.want.(float64)
		if got != c.want && !(is && wanted && math.IsNaN(x) && math.IsNaN(y)) {
			t.Errorf("%v and %v: %v, wanted %v", c.a, c.b, got, c.want)
		}
	}
}

// The order of cells: what is not there comes last, and NaN before it, also where values fall.
func TestCompare(t *testing.T) {
	for _, c := range []struct {
		a, b    any
		falling bool
		want    int
	}{
		{1.0, 2.0, false, -1}, {1.0, 2.0, true, 1}, {nil, 1.0, false, 1}, {nil, 1.0, true, 1}, {math.NaN(), 1.0, true, 1}, {math.NaN(), nil, false, -1},
		{int64(3), int64(3), false, 0}, {"a", "b", false, -1}, {false, true, false, -1}, {nil, nil, false, 0}, {"a", 1.0, false, 0},
	} {
		if got := compare(c.a, c.b, c.falling); got != c.want {
			t.Errorf("%v and %v: %d", c.a, c.b, got)
		}
	}
}
