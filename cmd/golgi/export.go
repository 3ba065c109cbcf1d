package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"golgi/cli"
	"golgi/internal/files"
	"golgi/internal/listing"
	"golgi/internal/suggest"
)

// exports are the forms of a table of runs, by their names.
var exports = []struct {
	name  string
	write func(out io.Writer, t *tabled, columns []column, runs []int) error
}{
	{"csv", writeForm(listing.CSV)},
	{"json", writeForm(listing.JSON)},
	{"parquet", writeParquet},
}

func writeForm(f listing.Form) func(io.Writer, *tabled, []column, []int) error {
	return func(out io.Writer, t *tabled, columns []column, runs []int) error {
		return f.Write(out, t.listing(columns, runs))
	}
}

func exportWord() cli.Word {
	var c selection
	to := target{}
	return cli.Word{Name: "export", Operand: "csv|json|parquet FILE", Doc: "write the table of runs for other programs: CSV, JSON or Parquet\n\n" +
		"It has a row for each run, with what is known of it, explored parameters and all single results. In CSV and JSON the unit stands behind\n" +
		"the name and a slash; in Parquet all units are a JSON object in the metadata, under golgi.units. What a run has not given is empty, null\n" +
		"or missing, and no NaN. NaN and infinities are NaN, Infinity, -Infinity: texts in JSON, which has no such numbers.",
		Flags: func(set *flag.FlagSet) {
			c.flags(set)
			set.StringVar(&to.path, "out", "", "write into `FILE`, and not to the standard output")
			set.BoolVar(&to.overwrite, "overwrite", false, "replace FILE if it exists")
		},
		Run: func(ctx context.Context, args []string, out, _ io.Writer) (err error) {
			if len(args) != 2 {
				return cli.Misuse(errors.New("golgi: say csv, json or parquet, and name a file"))
			}
			write, err := exportOf(args[0])
			if err != nil {
				return err
			}
			if err := to.check(args[0], args[1], out); err != nil {
				return err
			}
			t, err := c.open(ctx, args[1])
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, t.close()) }()
			columns, runs, err := c.rows(t, exported)
			if err != nil {
				return err
			}
			return to.write(out, func(out io.Writer) error { return write(out, t, columns, runs) })
		}}
}

// A target is where a table is written to: a file, which is there when all of it is written, or the standard output.
type target struct {
	path      string
	overwrite bool
}

// check refuses, before anything is read, what nobody wants: bytes on a screen, and to lose a file.
func (to target) check(form, from string, out io.Writer) error {
	if to.path == "" {
		if form == "parquet" && cli.IsScreen(out) {
			return cli.Misuse(errors.New("golgi: Parquet is no text, and would upset the terminal; name a file: --out runs.parquet"))
		}
		return nil
	}
	there, err := os.Stat(to.path)
	if err != nil {
		return nil // nothing is lost
	}
	if source, err := os.Stat(from); err == nil && os.SameFile(there, source) {
		return fmt.Errorf("golgi: cannot export to %s: that is the file with the runs", to.path)
	}
	if !to.overwrite {
		return fmt.Errorf("golgi: cannot export to %s: it exists; choose another name, or --overwrite it", to.path)
	}
	return nil
}

// write has a table written.
func (to target) write(out io.Writer, table func(io.Writer) error) error {
	if to.path == "" {
		return table(out)
	}
	file, err := files.Create(to.path)
	if err != nil {
		return fmt.Errorf("golgi: %w", err)
	}
	defer file.Drop()
	if err := table(file); err != nil {
		return err
	}
	return file.Keep()
}

func exportOf(name string) (func(io.Writer, *tabled, []column, []int) error, error) {
	var names []string
	for _, e := range exports {
		if e.name == name {
			return e.write, nil
		}
		names = append(names, e.name)
	}
	hint := suggest.DidYouMean(name, names)
	if hint == "" {
		hint = "there are csv, json, parquet"
	}
	return nil, cli.Misuse(fmt.Errorf("golgi: cannot export %q; %s", name, hint))
}
