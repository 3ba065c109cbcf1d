package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"

	"golgi/trajectory"
)

// dryRun says what the word run would run, and writes no file. Points are tried as run tries them. Where results are in the way, run would refuse.
func (p *program) dryRun(ctx context.Context, s *study, x *execution, overwrite bool, settings []string) error {
	if err := errors.Join(checkEngine(x.engine), p.checkFigureName(x.figure, x.out), s.check()); err != nil {
		return p.wrong("run", err)
	}
	a, err := p.assembleStudy("run", s, settings)
	if err != nil {
		return err
	}
	if err = a.begin(); err == nil {
		err = p.grid(a, x)
	}
	if err == nil && !x.untried {
		err = tried(a.manager.Try(ctx, a.traj))
	}
	if exists(x.out) && !overwrite {
		fmt.Fprintf(p.stderr, "%s: %s exists: --overwrite replaces it, --append adds to it, --out FILE names another\n", p.Name, x.out)
	}
	return errors.Join(err, a.manager.Close())
}

// begin asks a search for its first points, if there are none.
func (a assembled) begin() error {
	if a.search == nil || len(a.traj.ExploredPaths()) > 0 {
		return nil
	}
	_, err := trajectory.ResultsOf(trajectory.NewMemoryStore(), a.traj).Extend(a.search)
	return err
}

func columnsNamed(paths []string) (columns []trajectory.Column) {
	for _, path := range paths {
		columns = append(columns, trajectory.Column{Path: path})
	}
	return columns
}

// gridLines is after how many points of a grid their columns are aligned anew, so that the first appear soon.
const gridLines = 1000

// grid writes a line for each point.
func (p *program) grid(a assembled, x *execution) error {
	if err := x.searchable(a); err != nil {
		return p.wrong("run", err)
	}
	fmt.Fprintf(p.stdout, "%s: %s\n", p.Name, x.header(a))
	paths := a.traj.ExploredPaths()
	if len(paths) == 0 {
		return nil
	}
	table := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(table, "run\t%s\t\n", strings.Join(columnNames(columnsNamed(paths)), "\t"))
	lines := 0
	for i := range a.traj.Len() {
		if x.n > 0 && i%x.n != x.i-1 {
			continue
		}
		run, err := a.traj.Run(i)
		if err != nil {
			return err
		}
		fmt.Fprintf(table, "%d\t", i)
		for _, path := range paths {
			parameter, err := run.Parameter(path)
			if err != nil {
				return err
			}
			fmt.Fprintf(table, "%s\t", shown(parameter.Value))
		}
		fmt.Fprintln(table)
		if lines++; lines%gridLines == 0 {
			if err := table.Flush(); err != nil {
				return err
			}
		}
	}
	if a.search != nil {
		fmt.Fprintln(table, "the search chooses further points by what these give")
	}
	return table.Flush()
}
