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
	"golgi/internal/listing"
	"golgi/trajectory"
)

func diffWord() cli.Word {
	var w which
	var f listing.Form
	quiet := false
	return cli.Word{Name: "diff", Operand: "A B, or FILE RUN RUN", Doc: "say what differs between files or runs\n\n" +
		"Of two files: what was run by what (versions, engine, command), parameters, what is explored, how runs have ended, and what they gave.\n" +
		"Runs are compared that have the same point. Results are compared to the last bit; a line for each item says in how many runs it differs,\n" +
		"and has the largest difference with its run, by its number in A (in B for what only B has). When runs began, and how long they took, is no difference.\n" +
		"The exit code is 0 whether something differs or not.",
		Flags: func(set *flag.FlagSet) {
			w.flags(set)
			f.Flags(set)
			set.BoolVar(&quiet, "quiet", false, "show no progress")
		},
		Run: func(ctx context.Context, args []string, out, errs io.Writer) error {
			if len(args) != 2 && len(args) != 3 {
				return cli.Misuse(errors.New("golgi: name two files, or a file and two runs"))
			}
			line := cli.NewLine(errs, quiet)
			defer line.End()
			d := &differences{ctx: ctx, line: line}
			var err error
			if len(args) == 3 {
				err = d.ofRuns(w, args[0], args[1], args[2])
			} else {
				err = d.ofFiles(w, args[0], args[1])
			}
			line.End()
			if err != nil {
				return err
			}
			if len(d.rows) == 0 && f == listing.Table {
				fmt.Fprintln(out, "nothing differs")
				return nil
			}
			return f.Write(out, listing.Of(differenceColumns, d.rows))
		}}
}

var differenceColumns = listing.Named("what", "name", "a", "b", "difference", "runs", "run")

// Differences are what differs between a and b.
type differences struct {
	ctx  context.Context
	line *cli.Line
	rows [][]any
}

// add adds what differs in a file, or in runs.
func (d *differences) add(what, name string, a, b any) {
	d.rows = append(d.rows, []any{what, name, a, b, largest(a, b), nil, nil})
}

// ofFiles compares trajectories: the only ones, that of a name, or those that have the same name.
func (d *differences) ofFiles(w which, first, second string) (err error) {
	names, err := w.pairs(d.ctx, first, second)
	if err != nil {
		return err
	}
	if are, err := copies(first, second); err != nil || are && len(names) == 1 && names[0][0] == names[0][1] {
		return err
	}
	for _, pair := range names {
		err := d.ofTrajectories(pair, first, second)
		if err != nil {
			return err
		}
	}
	return nil
}

// pairs returns which trajectories of two files are compared. One that only one of them has is "" in the other.
func (w which) pairs(ctx context.Context, first, second string) (pairs [][2]which, err error) {
	if w != "" {
		return [][2]which{{w, w}}, nil
	}
	var names [2][]string
	for k, path := range []string{first, second} {
		if names[k], err = trajectoriesOf(ctx, path); err != nil {
			return nil, err
		}
	}
	if len(names[0]) == 1 && len(names[1]) == 1 {
		return [][2]which{{which(names[0][0]), which(names[1][0])}}, nil
	}
	for _, name := range slices.Compact(slices.Sorted(slices.Values(slices.Concat(names[0], names[1])))) {
		var pair [2]which
		for k := range pair {
			if slices.Contains(names[k], name) {
				pair[k] = which(name)
			}
		}
		pairs = append(pairs, pair)
	}
	return pairs, nil
}

func trajectoriesOf(ctx context.Context, path string) (names []string, err error) {
	rows, err := rowsOf(ctx, path, func(o *opened) ([][]any, error) { return [][]any{{o.traj.Name()}}, nil })
	for _, row := range rows {
		names = append(names, row[0].(string))
	}
	return names, err
}

func (d *differences) ofTrajectories(names [2]which, first, second string) (err error) {
	if names[0] == "" || names[1] == "" {
		d.add("trajectory", string(names[0]+names[1]), there(names[0] != ""), there(names[1] != ""))
		return nil
	}
	a, err := names[0].open(d.ctx, first)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.close()) }()
	b, err := names[1].open(d.ctx, second)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.close()) }()
	d.text("trajectory", "name", a.traj.Name(), b.traj.Name())
	d.text("trajectory", "comment", a.traj.Comment, b.traj.Comment)
	d.provenance(a.traj.Provenance, b.traj.Provenance)
	if err := d.parameters(a.traj, b.traj); err != nil {
		return err
	}
	d.text("explored", "parameters", strings.Join(a.traj.ExploredPaths(), " "), strings.Join(b.traj.ExploredPaths(), " "))
	whole := gaps{}
	whole.between(resultItems("whole ", a.traj.Results()), resultItems("whole ", b.traj.Results()), 0)
	for _, gap := range whole.sorted() {
		d.rows = append(d.rows, []any{gap.what, gap.path, gap.a, gap.b, gap.most, nil, nil})
	}
	return d.runs(a, b)
}

func there(is bool) any {
	if is {
		return "there"
	}
	return nil
}

func (d *differences) text(what, name, a, b string) {
	if a != b {
		d.add(what, name, listing.OrNothing(a), listing.OrNothing(b))
	}
}

// provenance compares what ran the trajectories, but for when.
func (d *differences) provenance(a, b trajectory.Provenance) {
	const what = "provenance"
	d.text(what, "golgi", a.Golgi, b.Golgi)
	d.text(what, "revision", a.Revision, b.Revision)
	d.text(what, "go", a.Go, b.Go)
	d.text(what, "engine", a.Engine, b.Engine)
	d.text(what, "command", strings.Join(a.Command, " "), strings.Join(b.Command, " "))
	d.text(what, "platform", a.Platform, b.Platform)
	d.text(what, "cpu", a.CPU, b.CPU)
	d.text(what, "compiler", a.Compiler, b.Compiler)
	d.text(what, "modules", strings.Join(a.Modules, "\n"), strings.Join(b.Modules, "\n"))
	d.text(what, "sources", sourcesOf(a.Sources), sourcesOf(b.Sources))
	if a.Seed != b.Seed {
		d.add(what, "seed", a.Seed, b.Seed)
	}
	for k := range max(len(a.Posts), len(b.Posts)) {
		d.text(what, fmt.Sprintf("post %d", k+1), postOf(a.Posts, k), postOf(b.Posts, k))
	}
}

// sourcesOf says in words of what a program was built.
func sourcesOf(sources []trajectory.Source) string {
	var lines []string
	for _, s := range sources {
		lines = append(lines, strings.TrimSpace(s.Module+" "+s.Revision+"\n"+s.Diff))
	}
	return strings.Join(lines, "\n")
}

// postOf says in words what has analysed runs again.
func postOf(posts []trajectory.Post, k int) string {
	if k >= len(posts) {
		return ""
	}
	p := posts[k]
	return strings.Join(append([]string{"golgi", p.Golgi, p.Revision, p.Go}, p.Command...), " ")
}

// parameters compares parameters, by their defaults, and the config.
func (d *differences) parameters(a, b *trajectory.Trajectory) error {
	for _, branch := range []struct {
		what string
		of   func(*trajectory.Trajectory) trajectory.Reader
	}{
		{"config", func(t *trajectory.Trajectory) trajectory.Reader { return t.Config() }},
		{"parameter", func(t *trajectory.Trajectory) trajectory.Reader { return t }},
	} {
		ours, err := branch.of(a).Parameters("")
		if err != nil {
			return err
		}
		theirs, err := branch.of(b).Parameters("")
		if err != nil {
			return err
		}
		d.leaves(branch.what, ours, theirs)
	}
	return nil
}

// leaves compares parameters by their paths.
func (d *differences) leaves(what string, ours, theirs []*trajectory.Parameter) {
	all := map[string][2]*trajectory.Parameter{}
	var paths []string
	for k, list := range [][]*trajectory.Parameter{ours, theirs} {
		for _, p := range list {
			pair, known := all[p.Path]
			if !known {
				paths = append(paths, p.Path)
			}
			pair[k] = p
			all[p.Path] = pair
		}
	}
	slices.Sort(paths)
	for _, path := range paths {
		pair := all[path]
		switch {
		case pair[0] == nil:
			d.add(what, path, nil, written(pair[1].Value))
		case pair[1] == nil:
			d.add(what, path, written(pair[0].Value), nil)
		case !trajectory.Identical(pair[0].Value, pair[1].Value):
			d.rows = append(d.rows, []any{what, path, written(pair[0].Value), written(pair[1].Value), differenceOf(pair[0].Value, pair[1].Value), nil, nil})
		}
	}
}

// written is a value with its unit.
func written(value any) any {
	if x, unit := apart(value); unit != "" {
		return listing.Exactly(x) + " " + unit
	}
	return basic(value)
}

// differenceOf is that of values with one unit.
func differenceOf(a, b any) any {
	x, unit := apart(a)
	y, other := apart(b)
	if unit != other {
		return nil
	}
	return largest(x, y)
}

// ofRuns compares two runs of a file.
func (d *differences) ofRuns(w which, path, first, second string) (err error) {
	o, err := w.open(d.ctx, path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.close()) }()
	var runs [2]*trajectory.Run
	for k, name := range []string{first, second} {
		i, err := o.run(name)
		if err != nil {
			return err
		}
		runs[k], err = o.store.LoadRun(o.traj, i)
		if isNotFound(err) {
			runs[k], err = o.traj.Run(i)
		}
		if err != nil {
			return err
		}
	}
	a, b := runs[0].Record(), runs[1].Record()
	d.text("record", "status", string(a.Status), string(b.Status))
	d.text("record", "error", a.Error, b.Error)
	d.text("record", "warnings", a.Warnings, b.Warnings)
	d.text("record", "log", a.Log, b.Log)
	if runs[0].Index() != trajectory.PreRun && runs[1].Index() != trajectory.PreRun {
		var points [2][]*trajectory.Parameter
		for k, run := range runs {
			if points[k], err = run.Parameters(""); err != nil {
				return err
			}
		}
		d.leaves("point", points[0], points[1])
	}
	g := gaps{}
	g.take(runs[0], runs[1])
	for _, gap := range g.sorted() {
		d.rows = append(d.rows, []any{gap.what, gap.path, gap.a, gap.b, gap.most, nil, nil})
	}
	return nil
}
