package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golgi/hdf5"
	"golgi/internal/caught"
	"golgi/internal/plain"
	"golgi/query"
	"golgi/trajectory"
)

// showWord makes table and figure of a file.
func (p *program) showWord() word {
	figure, where, provenance := "", "", false
	w := word{name: "show", brief: true, doc: "make the table, and the figure, of a file of results, and say what is missing\n\nWith the name of a run, or its number, it says what there is of that one, " +
		"with what its hooks have logged, if that is stored.", operand: "[FILE] [RUN]",
		options: []option{figureOption(&figure), stringOption("where", "CONDITION", "only of the runs for which it holds, such as \"R_ee > 2 && fano < 1.2\"", &where),
			switchOption("provenance", "say instead what made the file: command, versions, machine, differences from git", &provenance)}, own: flagOptions(p.ReportFlags)}
	w.run = func(_ context.Context, rest []string) error {
		path, run := p.usualFile(), ""
		switch len(rest) {
		case 0:
		case 1:
			if _, err := runNumber(rest[0]); err == nil && !exists(rest[0]) {
				run = rest[0]
			} else {
				path = rest[0]
			}
		case 2:
			path, run = rest[0], rest[1]
		default:
			return p.wrong("show", errors.New("cli: name one file to show"))
		}
		switch {
		case run != "" && (provenance || figure != "" || where != ""):
			return p.wrong("show", fmt.Errorf("cli: what is said of run %s has no figure, no condition and no provenance; leave out the run, or the options", run))
		case provenance && (figure != "" || where != ""):
			return p.wrong("show", errors.New("cli: --provenance is in the place of the results, and has no figure and no condition; leave out one"))
		case run != "":
			return p.showRun(path, run)
		case provenance:
			return p.showProvenance(path)
		}
		if err := p.checkFigure(figure, path); err != nil {
			return p.wrong("show", err)
		}
		return p.show(path, figure, where, false)
	}
	return w
}

func figureOption(to *string) option {
	return stringOption("figure", "FILE", "draw the results into that file, such as x.png or x.svg", to)
}

// show makes the table of a file, and the figure unless that is "", and says what is missing. Both are of the runs for which a condition
// holds; "" holds for all. Which runs have not finished may have been said.
func (p *program) show(path, figure, where string, said bool) (err error) {
	store, err := hdf5.Open(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	begun, err := store.Begun()
	if err = errors.Join(err, p.tellNewer("these are the results of the finished file", store)); err != nil {
		return err
	}
	p.tellBegun(begun)
	traj, err := store.LoadTrajectory(p.Name)
	if err != nil {
		return err
	}
	p.tellNotes(path, traj)
	holds, err := p.holding(store, traj, where)
	if err != nil {
		return err
	}
	c, table, drawn := &census{}, &strings.Builder{}, lookAt(figure)
	if figure != "" {
		if err := os.MkdirAll(filepath.Dir(figure), 0o777); err != nil {
			return fmt.Errorf("cli: cannot draw a figure there: %w", err)
		}
	}
	report := reportOn(store, traj, holds, c)
	report.Out, report.Figure = io.MultiWriter(p.stdout, table), figure
	err = caught.Try(func() error { return p.Report(report) })
	if panicked := (*caught.Panic)(nil); errors.As(err, &panicked) {
		return fmt.Errorf("cli: the report of %s %w", p.Name, err)
	}
	if err != nil {
		return err
	}
	if figure != "" && lookAt(figure) == drawn {
		err = fmt.Errorf("cli: no figure was drawn into %s: the report of %s has drawn none", figure, p.Name)
	}
	for _, res := range traj.Results() { // what was found out about all runs
		fmt.Fprintf(io.MultiWriter(p.stdout, table), "%s\n", res)
	}
	missing, err2 := c.missing(traj, store, begun, said)
	if err2 == nil && missing != "" {
		if table.Len() > 0 {
			missing = "\n" + missing
		}
		fmt.Fprint(p.stdout, missing)
	}
	return errors.Join(err, err2)
}

// reportOn returns what is made of the runs of a file for which a condition holds. Those that it loads are counted.
func reportOn(store *hdf5.Store, traj *trajectory.Trajectory, holds func(run int) bool, c *census) Report {
	counted := func(load func(*trajectory.Trajectory, int) (*trajectory.Run, error)) func(int) (*trajectory.Run, error) {
		return func(i int) (*trajectory.Run, error) {
			if !holds(i) {
				return nil, notFinished{fmt.Errorf("cli: %s is left out: the condition does not hold", trajectory.RunName(i))}
			}
			run, err := load(traj, i)
			if err == nil {
				c.count(run)
				err = unfinishedError(run)
			}
			return run, err
		}
	}
	numbers := func(names ...string) (*trajectory.Numbers, error) {
		n, err := store.LoadNumbers(traj, names...)
		if n = n.Of(holds); err == nil && n != nil && len(names) == 0 {
			err = c.countAll(n, func(i int) (*trajectory.Run, error) { return store.LoadThinRun(traj, i) })
		}
		return n, err
	}
	return Report{Trajectory: traj, Load: counted(store.LoadRun), thin: counted(store.LoadThinRun), numbers: numbers}
}

// holding returns which runs a condition holds for, and says where these are none.
func (p *program) holding(store *hdf5.Store, traj *trajectory.Trajectory, where string) (func(run int) bool, error) {
	if where == "" {
		return func(int) bool { return true }, nil
	}
	runs, err := query.Runs(store, traj, where)
	if err == nil && len(runs) == 0 {
		fmt.Fprintf(p.stdout, "the condition holds for none of %s\n", plain.Count(traj.Len(), "run"))
	}
	return func(run int) bool { _, is := slices.BinarySearch(runs, run); return is }, err
}

// A notFinished is the error of a run that has ended otherwise, for reports that pass over what is not there.
type notFinished struct{ error }

func (e notFinished) Unwrap() error { return e.error }

func (e notFinished) Is(target error) bool { return target == trajectory.ErrNotFound }

// unfinishedError returns nil for a run that has finished.
func unfinishedError(run *trajectory.Run) error {
	status := run.Record().Status
	switch err := run.Err(); {
	case err != nil:
		return notFinished{err}
	case status != trajectory.Finished:
		return notFinished{fmt.Errorf("cli: %s is %s", run.Name(), status)}
	}
	return nil
}

// A look is what tells whether a file has changed.
type look struct {
	there bool
	size  int64
	when  time.Time
}

func lookAt(path string) look {
	info, err := os.Stat(path)
	if err != nil {
		return look{}
	}
	return look{true, info.Size(), info.ModTime()}
}

// tellNotes says what is in doubt about what was loaded, each once.
func (p *program) tellNotes(path string, traj *trajectory.Trajectory) {
	for _, note := range traj.Notes {
		if !slices.Contains(p.noted, note) {
			p.noted = append(p.noted, note)
			fmt.Fprintf(p.stderr, "%s: %s\n", path, note)
		}
	}
}

// mostBegun is how many runs that are under way, or were, are named together.
const mostBegun = 8

// tellBegun says which runs are under way, or were when a program died: a line for each of the last programs.
func (p *program) tellBegun(all []hdf5.Begun) {
	type state struct {
		by   string
		died bool
	}
	var order []state
	runs := map[state][]string{}
	for _, begun := range all {
		if begun.Trajectory != p.Name {
			continue
		}
		s := state{begun.By, begun.Died}
		if runs[s] == nil {
			order = append(order, s)
		}
		runs[s] = append(runs[s], trajectory.RunName(begun.Run))
	}
	if more := len(order) - mostBegun; more > 0 {
		fmt.Fprintf(p.stderr, "%s: %d more programs had runs under way\n", p.Name, more)
		order = order[more:]
	}
	for _, s := range order {
		names, verb := runs[s], "is"
		if s.died {
			verb = "was"
		}
		if len(names) > 1 {
			verb = map[string]string{"is": "are", "was": "were"}[verb]
		}
		if more := len(names) - mostBegun; more > 0 {
			names = append(names[:mostBegun:mostBegun], fmt.Sprintf("and %d more", more))
		}
		where := "in " + s.by
		if s.died {
			where = "when " + s.by + " died"
		}
		fmt.Fprintf(p.stderr, "%s: %s %s under way %s\n", p.Name, strings.Join(names, ", "), verb, where)
	}
}

// tellNewer says so if there is an exploration that will replace the file, and what is done here.
func (p *program) tellNewer(here string, store *hdf5.Store) error {
	newer, err := store.Newer()
	if newer != nil {
		fmt.Fprintf(p.stderr, "%s: %s: %v\n", p.Name, here, newer)
		p.tellBegun(newer.Begun)
	}
	return err
}
