package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"

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
	to := ""
	return cli.Word{Name: "export", Operand: "csv|json|parquet FILE", Doc: "write the table of runs for other programs: CSV, JSON or Parquet\n\n" +
		"It has a row for each run, with what is known of it, explored parameters and all single results. In CSV and JSON the unit stands behind\n" +
		"the name and a slash; in Parquet all units are a JSON object in the metadata, under golgi.units. What a run has not given is empty, null\n" +
		"or missing, and no NaN. NaN and infinities are NaN, Infinity, -Infinity: texts in JSON, which has no such numbers.",
		Flags: func(set *flag.FlagSet) {
			c.flags(set)
			set.StringVar(&to, "out", "", "write into `FILE`, which is replaced when it is whole, and not to the standard output")
		},
		Run: func(ctx context.Context, args []string, out, _ io.Writer) (err error) {
			if len(args) != 2 {
				return cli.Misuse(errors.New("golgi: say csv, json or parquet, and name a file"))
			}
			write, err := exportOf(args[0])
			if err != nil {
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
			if to == "" {
				return write(out, t, columns, runs)
			}
			file, err := files.Create(to)
			if err != nil {
				return fmt.Errorf("golgi: %w", err)
			}
			defer file.Drop()
			if err := write(file, t, columns, runs); err != nil {
				return err
			}
			return file.Keep()
		}}
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
