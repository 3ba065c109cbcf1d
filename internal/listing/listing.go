// Package listing writes what programs list: as a table for people, as CSV, or as JSON.
//
//	var form listing.Form
//	form.Flags(flags) // --json, --csv
//	...
//	err := form.Write(out, listing.Of(listing.Named("run", "status"), rows))
//
// A cell may have any type. One that is nil is not there: "-" in a table, nothing in CSV, null in JSON. A table has cells in one line, shortened and
// rounded; CSV and JSON have all of them. Rows are written while they come, so that the first of a long listing appear at once, and as long as
// somebody reads them.
package listing

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io"
	"iter"
	"strconv"
)

// A Heading is what a column is called.
type Heading struct {
	Name  string // in CSV and JSON: its full path, with the unit
	Short string // in a table; "" for Name
}

// Named returns headings with these names.
func Named(names ...string) []Heading {
	headings := make([]Heading, len(names))
	for k, name := range names {
		headings[k].Name = name
	}
	return headings
}

// A Listing has rows with a cell for each column. A row may be that of the next one as well.
type Listing struct {
	Columns []Heading
	Rows    iter.Seq2[[]any, error]
	Whole   bool // a table, too, has all of each text, in as many lines as it has
}

// Of returns the listing of rows that are there.
func Of(columns []Heading, rows [][]any) Listing {
	return Listing{Columns: columns, Rows: func(yield func([]any, error) bool) {
		for _, row := range rows {
			if !yield(row, nil) {
				return
			}
		}
	}}
}

// OrNothing is a cell with a text, and nil where that is empty.
func OrNothing(text string) any {
	if text == "" {
		return nil
	}
	return text
}

// A Form is how a listing is written.
type Form string

// The forms. Table is the zero value.
const (
	Table Form = ""
	JSON  Form = "json"
	CSV   Form = "csv"
)

// Flags adds the switches --json and --csv, of which one may be given.
func (f *Form) Flags(set *flag.FlagSet) {
	set.Var(choice{f, JSON}, string(JSON), "write a list of JSON objects, one a line")
	set.Var(choice{f, CSV}, string(CSV), "write CSV, with a line of names")
}

// A choice is the switch for a form.
type choice struct {
	to   *Form
	form Form
}

// String implements [flag.Value]; there is no default to tell.
func (choice) String() string { return "" }

// IsBoolFlag says that it is a switch.
func (choice) IsBoolFlag() bool { return true }

// Set implements [flag.Value].
func (c choice) Set(text string) error {
	on, err := strconv.ParseBool(text)
	switch {
	case err != nil:
		return fmt.Errorf("%q is not true or false", text)
	case on && *c.to != Table && *c.to != c.form:
		return fmt.Errorf("a listing has one form, and --%s is another; choose one", *c.to)
	case on:
		*c.to = c.form
	case *c.to == c.form:
		*c.to = Table
	}
	return nil
}

// Write writes a listing. It ends early, without an error, where out has a method Unread which says that nobody reads any more.
func (f Form) Write(out io.Writer, l Listing) error {
	w := map[Form]writer{Table: newTable(out, l), CSV: newLines(out), JSON: &objects{out: out}}[f]
	if err := w.begin(l.Columns); err != nil {
		return err
	}
	n := 0
	for row, err := range l.Rows {
		if err != nil && n == 0 {
			return err // alone: below a heading it would look as if there were nothing to list
		}
		if err != nil {
			return errors.Join(w.flush(), err) // what is in JSON has no end then
		}
		w.add(row)
		if n++; n%AtOnce == 0 {
			if err := w.flush(); err != nil || unread(out) {
				return err
			}
		}
	}
	return w.end()
}

// AtOnce is how many rows are written together. Those of a table are aligned with each other.
const AtOnce = 1000

// A writer writes rows in a form.
type writer interface {
	begin(columns []Heading) error
	add(row []any)
	flush() error // write what was added
	end() error   // flush, and say that this was all
}

func unread(out io.Writer) bool {
	to, tells := out.(interface{ Unread() bool })
	return tells && to.Unread()
}

func (h Heading) short() string { return cmp.Or(h.Short, h.Name) }
