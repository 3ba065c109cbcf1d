package cli

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"golgi/hdf5"
	"golgi/internal/plain"
	"golgi/manager"
	"golgi/trajectory"
)

// Here is what show says of what is not there: runs that have not finished, and why; values at which none has; and what some
// runs gave and others did not.

// mostLines is how many lines each of these takes at most.
const mostLines = 10

// A census counts what the finished runs gave that a report has loaded.
type census struct {
	seen  map[int]bool
	kinds []*kind // in the order in which they came
}

// A kind is all runs that gave the same.
type kind struct {
	contents []string
	n, first int // how many they are, and the number of the first
}

// count takes a run in.
func (c *census) count(run *trajectory.Run) {
	if run.Record().Status == trajectory.Finished {
		c.add(run.Index(), run.Contents())
	}
}

// add says what a run gave.
func (c *census) add(run int, contents []string) {
	if c.seen[run] {
		return
	}
	if c.seen == nil {
		c.seen = map[int]bool{}
	}
	c.seen[run] = true
	for _, k := range c.kinds {
		if slices.Equal(k.contents, contents) {
			k.n++
			k.first = min(k.first, run)
			return
		}
	}
	c.kinds = append(c.kinds, &kind{contents, 1, run})
}

// mostCounted is of how many runs all is looked at that they gave: of more, it is the single numbers.
var mostCounted = 1000

// countAll takes in the runs of which a table has the numbers. It loads them if they are few.
func (c *census) countAll(n *trajectory.Numbers, load func(run int) (*trajectory.Run, error)) error {
	if len(n.Runs) <= mostCounted {
		for _, i := range n.Runs {
			run, err := load(i)
			if err != nil {
				return err
			}
			c.count(run)
		}
		return nil
	}
	contents := map[string][]string{} // by which of the columns they have
	gave := make([]byte, len(n.Columns))
	for k, run := range n.Runs {
		for of, column := range n.Columns {
			gave[of] = '1'
			if trajectory.IsMissing(column.Values[k]) {
				gave[of] = '0'
			}
		}
		list, known := contents[string(gave)]
		if !known {
			list = contentsOf(n.Columns, gave)
			contents[string(gave)] = list
		}
		c.add(run, list)
	}
	return nil
}

// contentsOf returns the paths of results and items, as those of a run come.
func contentsOf(columns []trajectory.NumberColumn, gave []byte) (paths []string) {
	for k, c := range columns {
		if gave[k] == '1' {
			paths = append(paths, c.Path[:strings.LastIndexByte(c.Path, '.')], c.Path)
		}
	}
	return slices.Compact(paths)
}

// lacking says what only some of the runs gave. Of a result that a run lacks, its items are not named.
func (c *census) lacking(traj *trajectory.Trajectory) (lines []string) {
	var all []string
	runs := 0
	for _, k := range c.kinds {
		all, runs = append(all, k.contents...), runs+k.n
	}
	slices.Sort(all)
	var lacked []string
	for _, path := range slices.Compact(all) {
		if slices.ContainsFunc(lacked, func(above string) bool { return strings.HasPrefix(path, above+".") }) {
			continue
		}
		n, first := 0, traj.Len()
		for _, k := range c.kinds {
			if !slices.Contains(k.contents, path) {
				n, first = n+k.n, min(first, k.first)
			}
		}
		if n > 0 {
			lacked = append(lacked, path)
			lines = append(lines, fmt.Sprintf("%d of %s that finished gave no %s, first %s", n, plain.Count(runs, "run"), path, nameOf(traj, first)))
		}
	}
	return shortened(lines)
}

func shortened(lines []string) []string {
	if more := len(lines) - mostLines; more > 0 {
		lines = append(lines[:mostLines], fmt.Sprintf("and %d more", more))
	}
	return lines
}

// nameOf names a run with its point: run_00000001 (connections.R_ee = 1.6).
func nameOf(traj *trajectory.Trajectory, i int) string {
	name := trajectory.RunName(i)
	if values := pointOf(traj, i, traj.ExploredPaths()); values != "" {
		name += " (" + values + ")"
	}
	return name
}

// pointOf returns the values of parameters at a run.
func pointOf(traj *trajectory.Trajectory, i int, paths []string) string {
	run, err := traj.Run(i)
	if err != nil {
		return "" // who reads it hears why
	}
	var values []string
	for _, path := range paths {
		if p, err := run.Parameter(path); err == nil {
			values = append(values, fmt.Sprintf("%s = %v", path, p.Value))
		}
	}
	return strings.Join(values, ", ")
}

// missing says all that is not there, a line each; "" if nothing is missing. Some runs have been begun and have not ended. Which have
// not finished may have been said.
func (c *census) missing(traj *trajectory.Trajectory, store *hdf5.Store, begun []hdf5.Begun, said bool) (string, error) {
	records, err := store.LoadRecords(traj)
	if err != nil {
		return "", err
	}
	var lines []string
	if !said {
		if lines, err = unfinished(traj, store, begun, records); err != nil {
			return "", err
		}
	}
	empty, err := emptyPoints(traj, records)
	if err != nil {
		return "", err
	}
	lines = append(lines, empty...)
	if lines = append(lines, c.lacking(traj)...); lines == nil {
		return "", nil
	}
	return strings.Join(lines, "\n") + "\n", nil
}

// preRunFault says why the pre-run has not finished, if it has ended otherwise.
func preRunFault(traj *trajectory.Trajectory, store *hdf5.Store) ([]string, error) {
	status, err := store.Status(traj, trajectory.PreRun)
	if err != nil || status == trajectory.Finished || status == trajectory.Pending {
		return nil, err
	}
	run, err := store.LoadRun(traj, trajectory.PreRun)
	if err != nil {
		return nil, err
	}
	why := strings.ReplaceAll(plain.Brief(run.Record().Error, mostSaid), "\n", "\n  ")
	return []string{fmt.Sprintf("PreBuild or the pre-run, which all runs need, has not finished: %s: %s", status, why)}, nil
}

// mostSaid is how many bytes of the error of a run are said among others; show says all of it of one run.
const mostSaid = 4096

// unfinished says which runs have not finished, those together that have one reason, and the pre-run first.
func unfinished(traj *trajectory.Trajectory, store *hdf5.Store, begun []hdf5.Begun, records []trajectory.Record) ([]string, error) {
	before, err := preRunFault(traj, store)
	if err != nil {
		return nil, err
	}
	var order []string // of reasons
	runs := map[string][]int{}
	missing, working := 0, store.AtWork()
	pending := "not begun, or cut off"
	if working != "" {
		pending = "not ended yet"
	}
	noted := map[int]string{}
	for _, b := range begun {
		if b.Trajectory == traj.Name() && b.Died {
			noted[b.Run] = "cut off when " + b.By + " died"
		} else if b.Trajectory == traj.Name() {
			noted[b.Run] = "under way in " + b.By
		}
	}
	for i, record := range records {
		why := string(record.Status) + ": " + record.Error
		switch record.Status {
		case trajectory.Finished:
			continue
		case trajectory.Pending:
			why = cmp.Or(noted[i], pending)
		}
		missing++
		if runs[why] == nil {
			order = append(order, why)
		}
		runs[why] = append(runs[why], i)
	}
	if missing == 0 {
		return before, nil
	}
	var lines []string
	for _, why := range order {
		text := nameOf(traj, runs[why][0]) + ": " + plain.Brief(why, mostSaid)
		if n := len(runs[why]); n > 1 {
			text = fmt.Sprintf("%d runs, first %s", n, text)
		}
		lines = append(lines, "  "+strings.ReplaceAll(text, "\n", "\n    "))
	}
	head := fmt.Sprintf("%d of %s have not finished:", missing, plain.Count(traj.Len(), "run"))
	if working != "" {
		head = fmt.Sprintf("%d of %s have not finished, and %s is at work:", missing, plain.Count(traj.Len(), "run"), working)
	}
	return slices.Concat(before, []string{head}, shortened(lines)), nil
}

// emptyPoints says at which points no repetition has finished, where there are some at which one has.
func emptyPoints(traj *trajectory.Trajectory, records []trajectory.Record) ([]string, error) {
	paths := slices.DeleteFunc(traj.ExploredPaths(), func(path string) bool { return path == manager.Trial || path == manager.Seed })
	finished := func(r trajectory.Record) bool { return r.Status == trajectory.Finished }
	if len(paths) == 0 || len(paths) == len(traj.ExploredPaths()) || !slices.ContainsFunc(records, finished) {
		return nil, nil // then runs and points are one
	}
	points, err := traj.UniquePoints(paths...)
	if err != nil {
		return nil, err
	}
	all := len(points)
	empty := slices.DeleteFunc(points, func(p trajectory.UniquePoint) bool {
		return slices.ContainsFunc(p.Runs, func(i int) bool { return finished(records[i]) })
	})
	if len(empty) == 0 {
		return nil, nil
	}
	var shown []string
	for _, p := range empty[:min(len(empty), 3)] {
		shown = append(shown, pointOf(traj, p.Runs[0], paths))
	}
	text := fmt.Sprintf("nothing has finished at %d of %d points: %s", len(empty), all, strings.Join(shown, "; "))
	if more := len(empty) - len(shown); more > 0 {
		text += fmt.Sprintf("; and %d more", more)
	}
	return []string{text}, nil
}
