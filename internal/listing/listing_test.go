package listing_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"flag"
	"math"
	"strings"
	"testing"
	"time"

	"golgi/internal/listing"
)

// written returns the only cell of a listing, as a form has it.
func written(t *testing.T, f listing.Form, cell any) string {
	t.Helper()
	var out bytes.Buffer
	if err := f.Write(&out, listing.Of(listing.Named("x"), [][]any{{cell}})); err != nil {
		t.Fatal(err)
	}
	text := out.String()
	switch f {
	case listing.CSV:
		rows, err := csv.NewReader(&out).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		return rows[1][0]
	case listing.JSON:
		return strings.TrimSuffix(strings.TrimPrefix(text, "[\n{\"x\": "), "}\n]\n")
	}
	_, text, _ = strings.Cut(text, "\n")
	return strings.TrimSpace(text)
}

// A frame is a list that says itself what it is.
type frame []int

func (frame) String() string { return "1 row" }

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
		{"a <b>\n\t\"c\"", `a <b>; "c"`, "a <b>\n\t\"c\"", `"a <b>\n\t\"c\""`},
		{"\x1b[2J\u202e\x9b", `\x1b[2J\u202e` + "\uFFFD", "\x1b[2J\u202e\x9b", `"\u001b[2J` + "\u202e" + `\ufffd"`},
		{strings.Repeat("ä", 100), strings.Repeat("ä", 59) + "…", strings.Repeat("ä", 100), `"` + strings.Repeat("ä", 100) + `"`},
		{[]float64{1, math.NaN()}, `[1, "NaN"]`, `[1, "NaN"]`, `[1, "NaN"]`},
		{[]string{"a"}, `["a"]`, `["a"]`, `["a"]`},
		{[]uint8{1, 255}, "[1, 255]", "[1, 255]", "[1, 255]"},
		{frame{1}, "1 row", "1 row", `"1 row"`},
		{1 + 2i, "(1+2i)", "(1+2i)", `"(1+2i)"`},
		{time.Date(2026, 11, 21, 9, 30, 59, 5e8, time.UTC), "2026-11-21 09:30:59", "2026-11-21T09:30:59.5Z", `"2026-11-21T09:30:59.5Z"`},
	} {
		table, csv, json := written(t, listing.Table, c.cell), written(t, listing.CSV, c.cell), written(t, listing.JSON, c.cell)
		if table != c.table || csv != c.csv || json != c.json {
			t.Errorf("%v: %s, %s, %s", c.cell, table, csv, json)
		}
	}
}

// The forms of one listing, as they are written; and a table that has all of each text.
func TestForms(t *testing.T) {
	l := listing.Of([]listing.Heading{{Name: "a.n/ms", Short: "n/ms"}, {Name: "text"}, {Name: "last"}},
		[][]any{{1, "x", nil}, {10, "two\nlines", "b"}, {nil, "", ""}})
	whole := l
	whole.Whole = true
	for _, c := range []struct {
		form listing.Form
		l    listing.Listing
		want string
	}{
		{listing.Table, l, "n/ms  text       last\n   1  x          -\n  10  two;lines  b\n   -\n"},
		{listing.Table, whole, "n/ms  text   last\n   1  x      -\n  10  two    b\n      lines\n   -\n"},
		{listing.CSV, l, "a.n/ms,text,last\n1,x,\n10,\"two\nlines\",b\n,,\n"},
		{listing.JSON, l, "[\n{\"a.n/ms\": 1, \"text\": \"x\", \"last\": null},\n" +
			"{\"a.n/ms\": 10, \"text\": \"two\\nlines\", \"last\": \"b\"},\n{\"a.n/ms\": null, \"text\": \"\", \"last\": \"\"}\n]\n"},
		{listing.Table, listing.Of(listing.Named("x"), nil), "x\n"},
		{listing.CSV, listing.Of(listing.Named("x"), [][]any{{nil}}), "x\n\"\"\n"},
		{listing.JSON, listing.Of(listing.Named("x"), nil), "[]\n"},
	} {
		var out bytes.Buffer
		if err := c.form.Write(&out, c.l); err != nil || out.String() != c.want {
			t.Errorf("%q:\n%s%v\nwanted\n%s", c.form, &out, err, c.want)
		}
	}
}

// The first rows of a long listing are written before the last are known; wide rows behind them are aligned with each other.
func TestLongListing(t *testing.T) {
	var out bytes.Buffer
	early := 0
	l := listing.Listing{Columns: listing.Named("n", "text"), Rows: func(yield func([]any, error) bool) {
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
	if err := listing.Table.Write(&out, l); err == nil || err.Error() != "oh" {
		t.Error(err)
	}
	lines := strings.Split(out.String(), "\n")
	if early != listing.AtOnce || len(lines) != 2502 || lines[0] != "  n  text" || lines[1000] != "999  x" || lines[2501] != "" || lines[2500] != "2499  x" {
		t.Errorf("%d, %d lines, %q %q %q", early, len(lines), lines[0], lines[1000], lines[2500])
	}
	out.Reset()
	if err := listing.JSON.Write(&out, l); err == nil || !strings.HasSuffix(out.String(), "{\"n\": 2499, \"text\": \"x\"}") {
		t.Errorf("a list that ends with an error must have no end: %v", err)
	}
}

// A reader goes away.
type reader struct{ bytes.Buffer }

func (r *reader) Unread() bool { return r.Len() > 0 }

// A writer is full.
type full struct{}

var errFull = errors.New("no space left")

func (full) Write([]byte) (int, error) { return 0, errFull }

// Nobody lists on for who has gone, and what cannot be written is an error.
func TestUnread(t *testing.T) {
	for _, form := range []listing.Form{listing.Table, listing.CSV, listing.JSON} {
		rows := 0
		l := listing.Listing{Columns: listing.Named("n"), Rows: func(yield func([]any, error) bool) {
			for ; rows < 10*listing.AtOnce; rows++ {
				if !yield([]any{nil}, nil) {
					return
				}
			}
		}}
		if err := form.Write(&reader{}, l); err != nil || rows >= 2*listing.AtOnce {
			t.Errorf("%q: %d rows were made for nobody: %v", form, rows, err)
		}
		if rows = 0; !errors.Is(form.Write(full{}, l), errFull) {
			t.Errorf("%q: it says not that nothing could be written", form)
		}
	}
}

// There is one form.
func TestFlags(t *testing.T) {
	for _, c := range []struct {
		args []string
		want listing.Form
		err  string
	}{
		{nil, listing.Table, ""},
		{[]string{"--json"}, listing.JSON, ""},
		{[]string{"--csv", "--csv"}, listing.CSV, ""},
		{[]string{"--csv", "--csv=false", "--json=0"}, listing.Table, ""},
		{[]string{"--csv", "--json"}, listing.CSV, `invalid boolean flag json: a listing has one form, and --csv is another; choose one`},
		{[]string{"--json=x"}, listing.Table, `invalid boolean value "x" for -json: "x" is not true or false`},
	} {
		var form listing.Form
		set := flag.NewFlagSet("", flag.ContinueOnError)
		set.SetOutput(&bytes.Buffer{})
		form.Flags(set)
		text := ""
		if err := set.Parse(c.args); err != nil {
			text = err.Error()
		}
		if form != c.want || text != c.err {
			t.Errorf("%q: %q, %s", c.args, form, text)
		}
	}
}
