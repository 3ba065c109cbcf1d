package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"golgi/cli"
	"golgi/hdf5"
	"golgi/internal/listing"
	"golgi/internal/plain"
	"golgi/trajectory"
)

func showWord() cli.Word {
	var w which
	var f listing.Form
	all := false
	return cli.Word{Name: "show", Operand: "FILE RUN", Doc: "show a run of a file of results\n\n" +
		"How it has ended, its point, and what it gave: single values, and of lists and arrays what they are; post 1 is what the first\n" +
		"post-processing gave. RUN is a number, or a name as run_00000003; pre_run is what was computed before all runs.",
		Flags: func(set *flag.FlagSet) {
			w.flags(set)
			f.Flags(set)
			set.BoolVar(&all, "all", false, "show all parameters, not only the explored ones")
		},
		Run: func(ctx context.Context, args []string, out, _ io.Writer) (err error) {
			if len(args) != 2 {
				return cli.Misuse(errors.New("golgi: name a file and a run"))
			}
			o, err := w.open(ctx, args[0])
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, o.close()) }()
			i, err := o.run(args[1])
			if err != nil {
				return err
			}
			run, outlines, err := o.outlined(i)
			if err != nil {
				return err
			}
			rows, err := rowsOfRun(run, outlines, all)
			if err != nil {
				return err
			}
			from, err := sourceOf(run)
			if err != nil {
				return err
			}
			if from != "" {
				rows = append(rows, []any{"record", "source", from, nil, nil, nil, nil})
			}
			if f == listing.Table {
				tell(out, o, run, from)
				rows = slices.DeleteFunc(rows, func(row []any) bool { return row[0] == "record" })
				if len(rows) == 0 {
					fmt.Fprintln(out, "it has no explored parameters, and gave nothing")
					return nil
				}
			}
			return f.Write(out, listing.Of(listing.Named("what", "name", "value", "unit", "type", "shape", "comment"), rows))
		}}
}

// outlined returns a run without what it gave but derived parameters, and what it gave without arrays; of one that has not ended, nothing.
func (o *opened) outlined(i int) (*trajectory.Run, []trajectory.Outline, error) {
	run, err := trajectory.LoadPart(o.store, o.traj, i, trajectory.Excerpt{Paths: []string{"derived_parameters"}})
	if isNotFound(err) {
		run, err = o.traj.Run(i)
		return run, nil, err
	}
	if err != nil {
		return nil, nil, err
	}
	outlines, err := trajectory.Outlines(o.store, o.traj, i)
	return run, outlines, err
}

// sourceOf says from which file a run was merged, and which run it was there; of one that was not, nothing.
func sourceOf(run *trajectory.Run) (string, error) {
	files, of, was, err := hdf5.SourcesOf(run.Trajectory())
	if i := run.Index(); err == nil && i >= 0 && i < len(of) && of[i] >= 0 {
		return trajectory.RunName(was[i]) + " of " + files[of[i]].File, nil
	}
	return "", err
}

// tell says in words how a run has ended, and where it is from.
func tell(out io.Writer, o *opened, run *trajectory.Run, from string) {
	r := run.Record()
	fmt.Fprintf(out, "%s of %s in %s: %s", run.Name(), o.traj.Name(), o.path, r.Status)
	if !r.Start.IsZero() {
		fmt.Fprintf(out, " after %s, begun %s", plain.Took(r.Duration), r.Start.Format("2006-01-02 15:04:05 UTC"))
	}
	fmt.Fprintln(out)
	if from != "" {
		fmt.Fprintf(out, "merged from %s\n", from)
	}
	for _, part := range []struct{ title, text string }{{"error", r.Error}, {"stack", r.Stack}, {"warnings", r.Warnings}, {"log", r.Log}} {
		if part.text != "" {
			fmt.Fprintf(out, "%s:\n  %s\n", part.title, strings.ReplaceAll(strings.TrimRight(part.text, "\n"), "\n", "\n  "))
		}
	}
	fmt.Fprintln(out)
}

// rowsOfRun returns the rows of a run.
func rowsOfRun(run *trajectory.Run, outlines []trajectory.Outline, all bool) (rows [][]any, err error) {
	r := run.Record()
	for _, c := range recordColumns {
		if c.name != "run" {
			rows = append(rows, []any{"record", c.name, c.of(run.Index(), r), listing.OrNothing(c.unit), nil, nil, nil})
		}
	}
	parameter := func(what string, p *trajectory.Parameter) {
		value, unit := apart(p.Value)
		rows = append(rows, []any{what, p.Path, value, listing.OrNothing(unit), trajectory.ExtentOf(value).Kind, shapeOf(trajectory.ExtentOf(value).Shape), listing.OrNothing(p.Comment)})
	}
	ps, err := run.Trajectory().Parameters("")
	if err != nil {
		return nil, err
	}
	for _, p := range ps {
		explored := run.Trajectory().Explored(p.Path)
		if explored && run.Index() != trajectory.PreRun {
			if p, err = run.Parameter(p.Path); err != nil {
				return nil, err
			}
			parameter("point", p)
		} else if all {
			parameter("parameter", p)
		}
	}
	for _, p := range run.Derived() {
		parameter("derived", &p)
	}
	for _, o := range outlines {
		what := "result"
		if o.Post > 0 {
			what = fmt.Sprintf("post %d", o.Post)
		}
		rows = append(rows, []any{what, o.Path, basic(o.Value), listing.OrNothing(o.Unit), o.Kind, shapeOf(o.Shape), listing.OrNothing(o.Comment)})
	}
	return rows, nil
}

// apart returns a value as plain numbers, and their unit.
func apart(value any) (any, string) { return trajectory.Apart(value) }
