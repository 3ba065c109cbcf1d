package cli

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"golgi/internal/caught"
	"golgi/internal/listing"
	"golgi/trajectory"
	"golgi/units"
)

// dryRun says what the word run would run, and writes no file. Points are tried as run tries them. Where results are in the way, run would refuse.
func (p *program) dryRun(ctx context.Context, s *study, x *execution, form listing.Form, overwrite bool, settings []string) error {
	if err := errors.Join(checkEngine(x.engine), p.checkFigureName(x.figure, x.out), s.check()); err != nil {
		return p.wrong("run", err)
	}
	a, err := p.assembleStudy("run", s, settings)
	if err != nil {
		return err
	}
	if err = a.begin(); err == nil {
		err = p.grid(ctx, a, x, form)
	}
	if err != nil || x.untried {
		err = errors.Join(err, a.manager.Close())
	} else {
		err = a.tryPoints(ctx)
	}
	if ctx.Err() != nil {
		return fmt.Errorf("cli: the dry run was stopped: %w", ctx.Err())
	}
	if exists(x.out) && !overwrite {
		fmt.Fprintf(p.stderr, "%s: %s exists: --overwrite replaces it, --append adds to it, --out FILE names another\n", p.Name, x.out)
	}
	return err
}

// tryPoints tries points as run does, and closes the manager. Where ctx is done, nobody waits for that: some large group may be under way, and there is
// nothing to keep.
func (a assembled) tryPoints(ctx context.Context) error {
	end := make(chan error, 1)
	go func() {
		err := errors.New("cli: a part of the experiment has ended the goroutine that it was tried in")
		defer func() { end <- err }()
		err = caught.Try(func() error { return errors.Join(tried(a.manager.Try(ctx, a.traj)), a.manager.Close()) })
	}()
	select {
	case err := <-end:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// begin asks a search for its first points, if there are none.
func (a assembled) begin() error {
	if a.search == nil || len(a.traj.ExploredPaths()) > 0 {
		return nil
	}
	_, err := trajectory.ResultsOf(trajectory.NewMemoryStore(), a.traj).Extend(a.search)
	return err
}

// grid lists the points, one a line.
func (p *program) grid(ctx context.Context, a assembled, x *execution, form listing.Form) error {
	if err := x.searchable(a); err != nil {
		return p.wrong("run", err)
	}
	beside := p.stdout
	if form != listing.Table { // which whoever reads it wants alone
		beside = p.stderr
	}
	fmt.Fprintf(beside, "%s: %s\n", p.Name, x.header(a))
	if paths := a.traj.ExploredPaths(); len(paths) > 0 || form != listing.Table {
		l, err := pointsIn(a.traj, paths, x.has)
		if err == nil {
			l.Rows = until(ctx, l.Rows)
			err = form.Write(p.stdout, l)
		}
		if err != nil {
			return err
		}
	}
	if a.search != nil {
		fmt.Fprintln(beside, "the search chooses further points by what these give")
	}
	return nil
}

// until are the rows until ctx is done, and then its error.
func until(ctx context.Context, rows iter.Seq2[[]any, error]) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		for row, err := range rows {
			if ctx.Err() != nil {
				yield(nil, ctx.Err())
				return
			}
			if !yield(row, err) {
				return
			}
		}
	}
}

// pointsIn lists those points of a trajectory that are wanted: values of some parameters, in the units of their defaults.
func pointsIn(traj *trajectory.Trajectory, paths []string, wanted func(run int) bool) (l listing.Listing, err error) {
	columns := make([]trajectory.Column, len(paths))
	defaults := make([]any, len(paths))
	l.Columns = listing.Named("run")
	for k, path := range paths {
		parameter, err := traj.Parameter(path)
		if err != nil {
			return l, err
		}
		defaults[k] = parameter.Value
		columns[k].Path = path
		if q, is := parameter.Value.(units.Quantity); is {
			columns[k].Unit = q.Unit().Name
		}
	}
	for k, short := range columnNames(columns) {
		full := "parameters." + paths[k]
		if unit := columns[k].Unit; unit != "" {
			full += "/" + unit
		}
		l.Columns = append(l.Columns, listing.Heading{Name: full, Short: short})
	}
	l.Rows = func(yield func([]any, error) bool) {
		row := make([]any, 1+len(paths))
		for i := range traj.Len() {
			if !wanted(i) {
				continue
			}
			run, err := traj.Run(i)
			row[0] = i
			for k, path := range paths {
				var parameter *trajectory.Parameter
				if err == nil {
					parameter, err = run.Parameter(path)
				}
				if err == nil {
					row[1+k] = cellLike(parameter.Value, defaults[k])
				}
			}
			if !yield(row, err) {
				return
			}
		}
	}
	return l, nil
}

// has reports whether a run is in the share.
func (x *execution) has(run int) bool { return x.n == 0 || run%x.n == x.i-1 }
