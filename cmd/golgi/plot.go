package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"golgi/cli"
	"golgi/figure"
	"golgi/internal/files"
	"golgi/trajectory"
	"golgi/units"
)

// A plotting is what a figure is to show, and where.
type plotting struct {
	which
	x, y, by, where  string
	out, title       string
	stored           string
	bin, from, until string
	page             bool
}

func plotWord() cli.Word {
	var p plotting
	return cli.Word{Name: "plot", Operand: "FILE RESULT|RUN ...", Doc: "draw results of all runs against parameters, or what was recorded in a run\n\n" +
		"  golgi plot x.hdf5 fano --x R_ee --by tau --out fano.pdf      means with their standard errors, a line for each tau\n" +
		"  golgi plot x.hdf5 fano --x R_ee --y tau --out fano.png       a map of two parameters\n" +
		"  golgi plot x.hdf5 3 --out run.png                            spikes, rates and traces of run 3\n" +
		"  golgi plot x.hdf5 3 7 --out runs.png                         the same spikes and rates of several runs\n" +
		"  golgi plot x.hdf5 3 --stored raster --out raster.png         a figure that was stored with the run\n\n" +
		"Means are over all runs that differ in no named parameter; without --by and --y, over trials alone. A figure is 8.5 cm wide, a column of a journal; the format is the end of\n" +
		"its name: .png (300 dots per inch), .svg or .pdf.",
		Flags: func(set *flag.FlagSet) {
			p.which.flags(set)
			set.StringVar(&p.out, "out", "", "draw into `FILE`, in place of the one that is there: x.png, x.svg or x.pdf")
			set.StringVar(&p.x, "x", "", "the `PARAMETER` along the x axis; the first explored one that is a number, if it is not given")
			set.StringVar(&p.by, "by", "", "a line for each value of the `PARAMETERS`, with commas between them")
			set.StringVar(&p.y, "y", "", "a map, with this `PARAMETER` along the y axis")
			set.StringVar(&p.where, "where", "", "only the runs for which `CONDITION` holds, such as \"R_ee > 2\"")
			set.StringVar(&p.bin, "bin", "", "count spikes, and average rates, in bins of this `TIME`, such as 10ms")
			set.StringVar(&p.from, "from", "", "of a run, what was recorded from this `TIME` on")
			set.StringVar(&p.until, "until", "", "of a run, what was recorded until this `TIME`")
			set.StringVar(&p.title, "title", "", "write this `TEXT` above the figure")
			set.StringVar(&p.stored, "stored", "", "write out the figure `NAME` that was stored with the run")
			set.BoolVar(&p.page, "page", false, "17.5 cm wide, a page of a journal")
		},
		Run: func(ctx context.Context, args []string, out, errs io.Writer) (err error) {
			if len(args) < 2 {
				return cli.Misuse(errors.New("golgi: name a file, and results or runs of it"))
			}
			if p.by != "" && p.y != "" {
				return cli.Misuse(errors.New("golgi: --by has a line for each value, and --y a map; choose one"))
			}
			o, err := p.which.open(ctx, args[0])
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, o.close()) }()
			data, err := p.bytes(o, args[1:], errs)
			if err != nil {
				return err
			}
			if err := files.Write(p.out, data); err != nil {
				return fmt.Errorf("golgi: %w", err)
			}
			_, err = fmt.Fprintf(out, "figure in %s\n", p.out)
			return err
		}}
}

// place says what is wrong with where the figure is to be. What it is to show is looked at before: of two mistakes, that is the first to mend.
func (p plotting) place(path string) error {
	if p.out == "" {
		return cli.Misuse(fmt.Errorf("golgi: where to? Add --out %s.png, or another name; its end is the format: %s",
			strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)), strings.Join(figure.Formats(), ", ")))
	}
	if format := figure.FormatOf(p.out); p.stored == "" && !slices.Contains(figure.Formats(), format) {
		return cli.Misuse(fmt.Errorf("golgi: cannot draw %q: its end names no format; there are %s", p.out, strings.Join(figure.Formats(), ", ")))
	}
	return nil
}

// bytes draws the figure.
func (p plotting) bytes(o *opened, names []string, errs io.Writer) ([]byte, error) {
	runs := slices.IndexFunc(names, func(name string) bool { return !isRun(name) }) < 0
	if !runs && slices.ContainsFunc(names, isRun) {
		return nil, cli.Misuse(fmt.Errorf("golgi: %s are runs and results; draw them apart", strings.Join(names, ", ")))
	}
	of, other := p.ofResults, map[string]string{"--stored": p.stored, "--bin": p.bin, "--from": p.from, "--until": p.until}
	if runs {
		of, other = p.ofRuns, map[string]string{"--x": p.x, "--y": p.y, "--by": p.by, "--where": p.where}
	}
	for _, option := range []string{"--stored", "--bin", "--from", "--until", "--x", "--y", "--by", "--where"} {
		if other[option] != "" {
			return nil, cli.Misuse(fmt.Errorf("golgi: %s does not go with %s", option, map[bool]string{true: "runs", false: "results, but with runs"}[runs]))
		}
	}
	if p.stored != "" {
		return p.storedFigure(o, names)
	}
	f, err := of(o, names, errs)
	if err == nil {
		err = p.place(o.path)
	}
	if err != nil {
		return nil, err
	}
	if p.title != "" {
		f.Title = p.title
	}
	if p.page {
		f.Width = figure.Page
	}
	data, err := f.Bytes(figure.FormatOf(p.out))
	if err != nil {
		return nil, fmt.Errorf("golgi: %w", err)
	}
	return data, nil
}

// isRun reports whether a word names a run.
func isRun(name string) bool {
	name = strings.TrimPrefix(name, "run_")
	return name == trajectory.RunName(trajectory.PreRun) || name != "" && strings.Trim(strings.TrimPrefix(name, "-"), "0123456789") == ""
}

// seconds reads a time; what is not given is what it is otherwise.
func seconds(option, text string, otherwise float64) (float64, error) {
	if text == "" {
		return otherwise, nil
	}
	q, err := units.Parse(text)
	if err != nil {
		return 0, cli.Misuse(fmt.Errorf("golgi: %s: %w", option, err))
	}
	t, err := q.In(units.Second)
	if err != nil {
		return 0, cli.Misuse(fmt.Errorf("golgi: %s is no time: %w", option, err))
	}
	return t, nil
}
