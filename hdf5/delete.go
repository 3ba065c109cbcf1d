package hdf5

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"golgi/hdf5/internal/layout"
	"golgi/hdf5/internal/write"
	"golgi/internal/given"
	"golgi/trajectory"
)

// A Deletion says what is deleted of a file: runs, results, or results of some runs.
type Deletion struct {
	Trajectory string   // "": the only one
	Runs       []int    // nil: results of all runs, the pre-run among them, and of the trajectory as a whole
	Results    []string // full paths of results, or of groups of them, and of links; nil: all that the runs gave
	Again      bool     // the runs are pending then, as if they had never begun, and a resume executes them
}

// Deleted says what was deleted, and how many bytes the file had before and has now.
type Deleted struct {
	Runs, Results int // Results, and links, where these were named
	Before, After int64
}

// Delete deletes runs or results of a finished file, which is made anew without them, and so takes no more room than the rest. All that stays is
// copied as it is, bit by bit; runs keep their numbers, names and points.
//
// A run that was deleted has the status [trajectory.Deleted], and its record says how it had ended. It is not missing: nothing executes it again,
// unless it is deleted once more with Again. One that has not ended cannot be deleted. A run of which some results were deleted has finished as
// before, and the settings of the trajectory say which (golgi.deleted).
func Delete(ctx context.Context, path string, what Deletion, opts ...Option) (d *Deleted, err error) {
	if err := given.All("hdf5: Delete", given.Arg{Name: "context", Value: ctx}); err != nil {
		return nil, err
	}
	o, err := collect(opts)
	if err != nil {
		return nil, err
	}
	switch {
	case len(what.Runs) == 0 && len(what.Results) == 0:
		return nil, errors.New("hdf5: there is nothing to delete; name runs, or results")
	case len(what.Results) > 0 && what.Again:
		return nil, errors.New("hdf5: results cannot be deleted so that runs are executed again; delete the runs")
	}
	before, err := os.Stat(path)
	if err == nil {
		d = &Deleted{Before: before.Size()}
	}
	err = rewrite(ctx, "delete from", path, o, func(w *write.Whole, pieces map[string]*piece) error {
		p, err := pieceOf(pieces, what.Trajectory)
		if err != nil {
			return err
		}
		if len(what.Results) == 0 {
			return p.deleteRuns(what, w, d)
		}
		return p.deleteResults(what, w, d)
	})
	if err != nil {
		return nil, err
	}
	after, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	d.After = after.Size()
	return d, nil
}

// pieceOf returns the piece of that name, or the only one for "".
func pieceOf(pieces map[string]*piece, name string) (*piece, error) {
	names := slices.Sorted(maps.Keys(pieces))
	switch {
	case name == "" && len(names) == 1:
		name = names[0]
	case name == "" && len(names) > 0:
		return nil, fmt.Errorf("it has several trajectories (%s); name one", strings.Join(names, ", "))
	}
	if p := pieces[name]; p != nil {
		return p, nil
	}
	list := "it has none"
	if len(names) > 0 {
		list = "there are: " + strings.Join(names, ", ")
	}
	return nil, fmt.Errorf("there is no trajectory %q; %s", name, list)
}

// chosen returns the runs of a list, each of which there must be.
func (p *piece) chosen(runs []int) (map[int]bool, error) {
	some := map[int]bool{}
	for _, i := range runs {
		if i < 0 || i >= p.t.Len() {
			return nil, fmt.Errorf("there is no run %d in %s; it has %d, from 0 to %d", i, p.t.Name(), p.t.Len(), p.t.Len()-1)
		}
		some[i] = true
	}
	return some, nil
}

// deleteRuns has nothing of some runs taken into the new file.
func (p *piece) deleteRuns(what Deletion, w *write.Whole, d *Deleted) error {
	some, err := p.chosen(what.Runs)
	if err != nil {
		return err
	}
	var pending []int
	taken := p.Takes[0].As
	before := len(taken)
	for k, row := range p.Rows {
		switch {
		case !some[row.Index]:
		case row.Record.Status == trajectory.Pending:
			pending = append(pending, row.Index)
		case row.Record.Status == trajectory.Deleted && !what.Again: // it has been done
		default:
			d.Runs++
			delete(taken, row.Index)
			p.Rows[k] = layout.RowOf(row.Index, deletedRecord(row.Record, what.Again), nil)
		}
	}
	if len(pending) > 0 {
		return fmt.Errorf("there is nothing to delete of runs that have not ended: %s", runList(pending))
	}
	w.Need = uint64(float64(w.Need) * float64(len(taken)+1) / float64(before+1)) // about
	return nil
}

// deletedRecord returns what the record of a run says after that.
func deletedRecord(r trajectory.Record, again bool) trajectory.Record {
	if again {
		return trajectory.Record{Status: trajectory.Pending}
	}
	if r.Status == trajectory.Deleted {
		return r
	}
	how := map[trajectory.Status]string{trajectory.Finished: "it had finished", trajectory.Failed: "it had failed", trajectory.Stopped: "it was stopped",
		trajectory.Lost: "it was lost"}[r.Status]
	if r.Error != "" {
		how += ": " + r.Error
	}
	return trajectory.Record{Status: trajectory.Deleted, Start: r.Start, Duration: r.Duration, Error: how, Warnings: r.Warnings}
}

// deleteResults has some results of runs left out of the new file.
func (p *piece) deleteResults(what Deletion, w *write.Whole, d *Deleted) error {
	some, err := p.chosen(what.Runs)
	if err != nil {
		return err
	}
	goes := func(path string) bool {
		return slices.ContainsFunc(what.Results, func(r string) bool { return path == r || strings.HasPrefix(path, r+".") })
	}
	all := p.Takes[0]
	part := &write.Take{From: all.From, Open: all.Open, Name: all.Name, As: map[int]int{}, Without: goes}
	for k, row := range p.Rows {
		if i := row.Index; len(some) == 0 || some[i] {
			p.Rows[k] = row.Without(goes)
			if _, is := all.As[i]; is {
				delete(all.As, i)
				part.As[i] = i
			}
		}
	}
	p.Takes = append(p.Takes, part)
	ofWhole := 0
	if len(some) == 0 {
		if ofWhole, err = p.deleteOfWhole(goes); err != nil {
			return err
		}
	}
	w.Need = 0 // nobody knows
	w.Verify = func(string) error {
		if d.Runs, d.Results = part.Touched, part.Left+ofWhole; d.Results == 0 {
			return fmt.Errorf("no run has results or links at %q", strings.Join(what.Results, ", "))
		}
		return nil
	}
	return p.note(what)
}

// deleteOfWhole leaves out results of the trajectory as a whole, and links among them, and returns how many.
func (p *piece) deleteOfWhole(goes func(path string) bool) (n int, err error) {
	for _, res := range p.t.Results() {
		if goes(res.Path) {
			n++
		}
	}
	for _, l := range p.t.ResultLinks() {
		if goes(l.Path) {
			n++
		}
	}
	if n > 0 {
		p.Trajectory, err = remade(p.t, p.t.Name(), func(path string) bool { return !goes(path) })
	}
	return n, err
}

// note says in the settings what was deleted.
func (p *piece) note(what Deletion) error {
	runs := "all runs"
	if len(what.Runs) > 0 {
		runs = "runs " + runList(what.Runs)
	}
	before, err := trajectory.Value[[]string](p.t.Config(), notedDeleted)
	if err != nil && !errors.Is(err, trajectory.ErrNotFound) {
		return err
	}
	return p.Trajectory.AddConfig(trajectory.Parameter{Path: notedDeleted, Value: append(before, strings.Join(what.Results, ", ")+" of "+runs),
		Comment: deletedComment})
}
