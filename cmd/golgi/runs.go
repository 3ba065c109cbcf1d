package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"io"
	"iter"
	"math"
	"reflect"
	"slices"
	"strings"
	"time"

	"golgi/cli"
	"golgi/internal/listing"
	"golgi/query"
	"golgi/trajectory"
)

// A selection is which runs and which columns are wanted, in which order.
type selection struct {
	which
	where, sort, columns string
}

func (c *selection) flags(f *flag.FlagSet) {
	c.which.flags(f)
	f.StringVar(&c.where, "where", "", "only the runs for which `CONDITION` holds, such as \"R_ee > 2 && fano < 1.2\"; of runs that have not finished, one with status")
	f.StringVar(&c.sort, "sort", "", "sort by the columns `NAMES`, as in \"R_ee,-fano\": a - is for falling values")
	f.StringVar(&c.columns, "columns", "", "these columns, `NAMES` with commas between them: run, name, status, start, duration, error, warnings, stack, log, parameters, single results")
}

func runsWord() cli.Word {
	var c selection
	var f listing.Form
	return cli.Word{Name: "runs", Operand: "FILE", Doc: "list the runs of a file of results: status, explored parameters, single results\n\n" +
		"A table shows short names and rounded numbers, CSV and JSON have full paths and all digits, with the unit behind a slash.",
		Flags: func(set *flag.FlagSet) { c.flags(set); f.Flags(set) },
		Run: func(ctx context.Context, args []string, out, _ io.Writer) (err error) {
			t, err := c.open(ctx, args[0])
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, t.close()) }()
			from := shownFew
			if f != listing.Table {
				from = shownAll
			}
			columns, rows, err := c.rows(t, from)
			if err != nil {
				return err
			}
			return f.Write(out, t.listing(columns, rows))
		}}
}

// A usual is which columns a table has where none are named, beside the explored parameters.
type usual struct {
	records string
	numbers int  // of results, at most
	texts   bool // also those that are no numbers
}

var (
	shownFew = usual{"run,status,duration", 12, false}
	shownAll = usual{"run,status,duration", math.MaxInt, true}
	exported = usual{"run,status,start,duration,error", math.MaxInt, true}
)

// open opens the table of runs of a file.
func (c selection) open(ctx context.Context, path string) (*tabled, error) {
	o, err := c.which.open(ctx, path)
	if err != nil {
		return nil, err
	}
	t, err := o.tabled()
	if err != nil {
		return nil, errors.Join(err, o.close())
	}
	return t, nil
}

// rows returns the columns that are wanted, and the runs in their order.
func (c selection) rows(t *tabled, from usual) (columns []column, runs []int, err error) {
	if c.columns == "" {
		columns, err = t.usual(from)
	} else {
		columns, err = t.named(split(c.columns))
	}
	if err != nil {
		return nil, nil, err
	}
	if c.where != "" {
		runs, err = query.Runs(recorded{t.store, t.records}, t.traj, c.where)
	} else {
		for i := range t.traj.Len() {
			runs = append(runs, i)
		}
	}
	if err == nil && c.sort != "" {
		err = t.sortBy(runs, split(c.sort))
	}
	return columns, runs, err
}

// split returns names with commas between them.
func split(text string) []string {
	names := strings.Split(text, ",")
	for k := range names {
		names[k] = strings.TrimSpace(names[k])
	}
	return names
}

// listing returns the listing of some runs.
func (t *tabled) listing(columns []column, runs []int) listing.Listing {
	var headings []listing.Heading
	for _, c := range columns {
		headings = append(headings, c.Heading)
	}
	return listing.Listing{Columns: headings, Rows: t.cells(columns, runs)}
}

// cells yields the cells of some runs. A row is that of the next one as well.
func (t *tabled) cells(columns []column, runs []int) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		row := make([]any, len(columns))
		for k, i := range runs {
			err := t.ctx.Err()
			if k%listing.AtOnce == 0 {
				err = errors.Join(err, t.fetch(runs[k:min(k+listing.AtOnce, len(runs))]))
			}
			for k, c := range columns {
				if err == nil {
					row[k], err = c.at(i)
				}
			}
			if !yield(row, err) || err != nil {
				return
			}
		}
	}
}

// sortBy sorts runs by columns; of a name that begins with -, by falling values. What is not there comes last.
func (t *tabled) sortBy(runs []int, names []string) error {
	falling := make([]bool, len(names))
	for k, name := range names {
		names[k], falling[k] = strings.CutPrefix(name, "-")
	}
	columns, err := t.named(names)
	if err != nil {
		return err
	}
	if err := t.fetch(runs); err != nil {
		return err
	}
	keys := make([][]any, len(columns))
	for k, c := range columns {
		if keys[k], err = c.of(runs, t.traj.Len()); err != nil {
			return err
		}
	}
	slices.SortStableFunc(runs, func(a, b int) int {
		for k := range names {
			if order := compare(keys[k][a], keys[k][b], falling[k]); order != 0 {
				return order
			}
		}
		return 0
	})
	return nil
}

// compare orders two cells of a column: what is not there comes last, and NaN before that.
func compare(a, b any, falling bool) int {
	rank := func(v any) int {
		switch x, is := v.(float64); {
		case v == nil:
			return 2
		case is && math.IsNaN(x):
			return 1
		}
		return 0
	}
	if order := cmp.Compare(rank(a), rank(b)); order != 0 || rank(a) > 0 {
		return order
	}
	order := 0
	switch x := a.(type) {
	case int64:
		if y, is := b.(int64); is {
			order = cmp.Compare(x, y)
		}
	case float64:
		if y, is := b.(float64); is {
			order = cmp.Compare(x, y)
		}
	case time.Time:
		if y, is := b.(time.Time); is {
			order = x.Compare(y)
		}
	case uint64:
		if y, is := b.(uint64); is {
			order = cmp.Compare(x, y)
		}
	default:
		if reflect.TypeOf(a) == reflect.TypeOf(b) {
			order = strings.Compare(listing.Exactly(a), listing.Exactly(b))
		}
	}
	if falling {
		return -order
	}
	return order
}

func isNotFound(err error) bool { return errors.Is(err, trajectory.ErrNotFound) }
