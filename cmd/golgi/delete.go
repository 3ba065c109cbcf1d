package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"golgi/cli"
	"golgi/hdf5"
	"golgi/internal/memory"
	"golgi/internal/plain"
	"golgi/query"
	"golgi/trajectory"
)

// A deletion is what the word delete is told.
type deletion struct {
	trajectory, runs, where, result string
	again, dry                      bool
}

func deleteWord() cli.Word {
	d := &deletion{}
	return cli.Word{Name: "delete", Operand: "FILE", Doc: "delete runs or results of a finished file, which gets smaller\n\n" +
		"The file is made anew without them, and all else in it stays as it is, bit by bit. Runs keep their numbers. A run that is deleted has the status\n" +
		"deleted, and no resume executes it again, unless --again says so. With --result only those results of the runs are deleted.",
		Flags: func(f *flag.FlagSet) {
			f.StringVar(&d.runs, "runs", "", "the runs `N`: 3,7-9")
			f.StringVar(&d.where, "where", "", "the runs for which a `CONDITION` holds: 'R_ee > 2', 'status == \"failed\"'")
			f.StringVar(&d.result, "result", "", "results by `PATH`, or all in a group: monitors.v,spikes; of all runs, if none are named")
			f.BoolVar(&d.again, "again", false, "have the runs executed again by a resume")
			f.StringVar(&d.trajectory, "trajectory", "", "the `NAME` of the trajectory, if there are several")
			f.BoolVar(&d.dry, "dry-run", false, "only say which runs")
		},
		Run: func(ctx context.Context, args []string, out, _ io.Writer) error { return d.run(ctx, args[0], out) }}
}

func (d *deletion) run(ctx context.Context, path string, out io.Writer) error {
	what := hdf5.Deletion{Trajectory: d.trajectory, Again: d.again}
	for _, result := range strings.Split(d.result, ",") {
		if result = strings.TrimSpace(result); result != "" {
			what.Results = append(what.Results, result)
		}
	}
	named := d.runs != "" || d.where != ""
	switch {
	case d.runs != "" && d.where != "":
		return cli.Misuse(errors.New("golgi: say which runs by --runs or by --where, and not by both"))
	case !named && len(what.Results) == 0:
		return cli.Misuse(errors.New("golgi: say what to delete: --runs, --where or --result"))
	}
	var err error
	if what.Runs, err = d.chosen(path); err != nil {
		return err
	}
	if named && len(what.Runs) == 0 {
		fmt.Fprintf(out, "%s: there are no such runs\n", path)
		return nil
	}
	if d.dry {
		fmt.Fprintf(out, "%s: %s would be deleted\n", path, inWords(what))
		return nil
	}
	deleted, err := hdf5.Delete(ctx, path, what)
	if err != nil {
		return err
	}
	text := plain.Count(deleted.Runs, "run")
	if len(what.Results) > 0 {
		text = plain.Count(deleted.Results, "result") + " of " + text
	}
	fmt.Fprintf(out, "%s: %s deleted; it has %s, and had %s\n", path, text, memory.Text(float64(deleted.After)), memory.Text(float64(deleted.Before)))
	return nil
}

// inWords says what is to be deleted.
func inWords(what hdf5.Deletion) string {
	text := "all runs"
	if what.Runs != nil {
		numbers := fmt.Sprint(what.Runs[:min(len(what.Runs), mostNumbers)])
		text = plain.Count(len(what.Runs), "run") + " " + strings.Trim(numbers, "[]")
		if len(what.Runs) > mostNumbers {
			text += " …"
		}
	}
	if len(what.Results) > 0 {
		text = strings.Join(what.Results, ", ") + " of " + text
	}
	return text
}

// mostNumbers is how many numbers of runs are written out.
const mostNumbers = 20

// chosen returns the runs that are named.
func (d *deletion) chosen(path string) ([]int, error) {
	if d.where == "" {
		return runsOf(d.runs)
	}
	store, err := hdf5.Open(path)
	if err != nil {
		return nil, err
	}
	runs, err := d.found(store)
	return runs, errors.Join(err, store.Close())
}

// found returns the runs for which the condition holds.
func (d *deletion) found(store *hdf5.Store) ([]int, error) {
	names, err := store.Trajectories()
	if err != nil {
		return nil, err
	}
	name := d.trajectory
	if name == "" && len(names) == 1 {
		name = names[0]
	}
	if name == "" {
		return nil, cli.Misuse(fmt.Errorf("golgi: the file has the trajectories %s; name one by --trajectory", strings.Join(names, ", ")))
	}
	traj, err := store.LoadTrajectory(name)
	if err != nil {
		return nil, err
	}
	runs, err := query.Runs(store, traj, d.where)
	return slices.DeleteFunc(runs, func(i int) bool {
		status, failed := store.Status(traj, i)
		err = errors.Join(err, failed)
		return status == trajectory.Pending // of which there is nothing to delete
	}), err
}

// runsOf reads numbers of runs: 3,7-9.
func runsOf(text string) (runs []int, err error) {
	if text == "" {
		return nil, nil
	}
	for _, part := range strings.Split(text, ",") {
		from, to, several := strings.Cut(strings.TrimSpace(part), "-")
		if !several {
			to = from
		}
		first, err := strconv.Atoi(strings.TrimSpace(from))
		last, err2 := strconv.Atoi(strings.TrimSpace(to))
		if err != nil || err2 != nil || first < 0 || last < first || last >= trajectory.MaxRuns {
			return nil, cli.Misuse(fmt.Errorf("golgi: %q names no runs; write numbers and ranges: 3,7-9", part))
		}
		for i := first; i <= last; i++ {
			runs = append(runs, i)
		}
	}
	return runs, nil
}
