package main

import (
	"cmp"
	"encoding/csv"
	"errors"
	"flag"
	"io"
	"iter"
	"reflect"
	"slices"
	"strings"

	"golgi/cli"
)

// A form is how a listing is written: an aligned table, unless it is one of these.
type form struct{ json, csv bool }

func (f *form) flags(set *flag.FlagSet) {
	set.BoolVar(&f.json, "json", false, "write a list of JSON objects, one a line")
	set.BoolVar(&f.csv, "csv", false, "write CSV, with a line of names")
}

// A heading is what a column is called.
type heading struct {
	name  string // in CSV and JSON: its full path, with the unit
	short string // in a table; "" for name
}

// A listing is a table of which the rows come one after another. A cell is nil where there is nothing.
type listing struct {
	columns []heading
	rows    iter.Seq2[[]any, error]
}

// write writes a listing, as far as somebody reads it.
func (f form) write(out io.Writer, l listing) error {
	switch {
	case f.json && f.csv:
		return cli.Misuse(errors.New("golgi: --json and --csv are two forms; choose one"))
	case f.json:
		return l.json(out)
	case f.csv:
		return l.csv(out)
	}
	return l.table(out)
}

// rowsAtOnce is how many rows of a table are aligned with each other: the first of them are shown before the last are known.
const rowsAtOnce = 1000

// table writes an aligned table, numbers to the right. What is wider than the rows before it makes only those behind it wider.
func (l listing) table(out io.Writer) error {
	a := aligned{widths: make([]int, len(l.columns)), right: make([]bool, len(l.columns))}
	names := make([]string, len(l.columns))
	for k, c := range l.columns {
		names[k] = cmp.Or(c.short, c.name)
	}
	a.lines = append(a.lines, names)
	for row, err := range l.rows {
		if err != nil {
			return errors.Join(a.flush(out), err)
		}
		if a.add(row); len(a.lines) > rowsAtOnce {
			if err := a.flush(out); err != nil {
				return err
			}
			if cli.Unread(out) {
				return nil
			}
		}
	}
	return a.flush(out)
}

// An aligned is some lines of a table.
type aligned struct {
	lines  [][]string
	widths []int
	right  []bool
}

func (a *aligned) add(row []any) {
	line := make([]string, len(row))
	for k, cell := range row {
		line[k] = inTable(cell)
		if v := reflect.ValueOf(cell); v.CanInt() || v.CanUint() || v.CanFloat() {
			a.right[k] = true
		}
	}
	a.lines = append(a.lines, line)
}

func (a *aligned) flush(out io.Writer) error {
	for _, line := range a.lines {
		for k, cell := range line {
			a.widths[k] = max(a.widths[k], width(cell))
		}
	}
	var text strings.Builder
	for _, line := range a.lines {
		for k, cell := range line {
			if k > 0 {
				line[k-1] += "  "
			}
			if gap := strings.Repeat(" ", a.widths[k]-width(cell)); a.right[k] {
				line[k] = gap + cell
			} else {
				line[k] = cell + gap
			}
		}
		text.WriteString(strings.TrimRight(strings.Join(line, ""), " ") + "\n")
	}
	a.lines = a.lines[:0]
	_, err := io.WriteString(out, text.String())
	return err
}

// csv writes lines as RFC 4180 has them, but for their ends, which are those of Unix, so that no text changes.
func (l listing) csv(out io.Writer) error {
	w := csv.NewWriter(out)
	names := make([]string, len(l.columns))
	for k, c := range l.columns {
		names[k] = c.name
	}
	if err := w.Write(names); err != nil {
		return err
	}
	n := 0
	for row, err := range l.rows {
		if err != nil {
			w.Flush()
			return errors.Join(w.Error(), err)
		}
		cells := make([]string, len(row))
		for k, cell := range row {
			cells[k] = exactly(cell)
		}
		if len(cells) == 1 && cells[0] == "" { // which would be an empty line
			w.Flush()
			if _, err := io.WriteString(out, "\"\"\n"); err != nil {
				return err
			}
			continue
		}
		if err := w.Write(cells); err != nil {
			return err
		}
		if n++; n%rowsAtOnce == 0 && cli.Unread(out) {
			return nil
		}
	}
	w.Flush()
	return w.Error()
}

// json writes a list of objects, each with its names in the order of the columns.
func (l listing) json(out io.Writer) error {
	text := []byte("[")
	n := 0
	flush := func() error {
		_, err := out.Write(text)
		text = text[:0]
		return err
	}
	for row, err := range l.rows {
		if err != nil {
			return errors.Join(flush(), err)
		}
		if n > 0 {
			text = append(text, ',')
		}
		text = append(text, "\n{"...)
		for k, cell := range row {
			if k > 0 {
				text = append(text, ", "...)
			}
			text = appendJSON(append(appendJSON(text, l.columns[k].name), ": "...), cell)
		}
		text = append(text, '}')
		if n++; n%rowsAtOnce == 0 {
			if err := flush(); err != nil {
				return err
			}
			if cli.Unread(out) {
				return nil
			}
		}
	}
	if n > 0 {
		text = append(text, '\n')
	}
	text = append(text, "]\n"...)
	return flush()
}

// whole writes a listing of which no text of a table is cut.
func (f form) whole(out io.Writer, columns []heading, rows [][]any) error {
	if f.json || f.csv {
		return f.write(out, listing{columns, listed(rows)})
	}
	widths := make([]int, len(columns))
	for _, row := range rows {
		for k, cell := range row {
			widths[k] = max(widths[k], width(exactly(cell)))
		}
	}
	for _, row := range rows {
		var line strings.Builder
		for k, cell := range row {
			text := strings.ReplaceAll(exactly(cell), "\n", "\n"+strings.Repeat(" ", width(line.String())))
			line.WriteString(text + strings.Repeat(" ", max(0, widths[k]+2-width(text))))
		}
		if _, err := io.WriteString(out, strings.TrimRight(line.String(), " ")+"\n"); err != nil {
			return err
		}
	}
	return nil
}

// listed yields rows that are there.
func listed(rows [][]any) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		for row := range slices.Values(rows) {
			if !yield(row, nil) {
				return
			}
		}
	}
}
