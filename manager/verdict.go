package manager

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"golgi/internal/plain"
	"golgi/trajectory"
)

// A RunError says why one run did not finish.
type RunError struct {
	Run    int
	Point  string            // name of the run with its explored values
	Status trajectory.Status // Failed, Stopped or Lost; Pending of a point that was only tried
	Err    error
}

func (e *RunError) Error() string { return e.Point + ": " + e.Err.Error() }

// Unwrap returns the reason.
func (e *RunError) Unwrap() error { return e.Err }

// A RunsError says which runs of an exploration have not finished, though nobody has stopped them.
type RunsError struct {
	Total    int         // number of runs
	Finished int         // of which so many are stored
	Kept     int         // of the others, so many had given something, which is stored with them
	Runs     []*RunError // by index
}

// maxListed is how many different failures of runs a message shows, and maxPoints of points that were tried. The run table
// has all of runs.
const maxListed, maxPoints = 10, 3

func (e *RunsError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "manager: %d of %d runs failed; %d finished and are stored%s:", len(e.Runs), e.Total, e.Finished,
		besides(e.Kept))
	if more := list(&b, e.Runs, "runs"); more > 0 {
		fmt.Fprintf(&b, "\n  and %d more, which the run table shows", more)
	}
	return b.String()
}

// besides says how many runs that have not finished had given something.
func besides(kept int) string {
	switch kept {
	case 0:
		return ""
	case 1:
		return ", and what another one had given is kept with it"
	}
	return fmt.Sprintf(", and what %d others had given is kept with them", kept)
}

// mostSaid is how many bytes of what a run failed of are said with others; its record has all.
const mostSaid = 4096

// list writes what runs failed of, each reason once, and returns how many runs are left out.
func list(b *strings.Builder, runs []*RunError, noun string) (more int) {
	groups, most := alike(runs), maxListed
	if noun == "points" { // where one cannot be built, the others often fail of the same, in other numbers
		most = maxPoints
	}
	more = len(runs)
	for _, alike := range groups[:min(len(groups), most)] {
		text := plain.Brief(alike[0].Error(), mostSaid)
		if len(alike) > 1 {
			text = fmt.Sprintf("%d %s, first %s", len(alike), noun, text)
		}
		b.WriteString("\n  " + strings.ReplaceAll(text, "\n", "\n    "))
		more -= len(alike)
	}
	return more
}

// alike returns runs by what they failed of, in the order of the first of each.
func alike(runs []*RunError) [][]*RunError {
	var groups [][]*RunError
	place := map[string]int{} // of the group of a message
	for _, run := range runs {
		text := strings.ReplaceAll(run.Err.Error(), trajectory.RunName(run.Run), "")
		k, known := place[text]
		if !known {
			k = len(groups)
			place[text], groups = k, append(groups, nil)
		}
		groups[k] = append(groups[k], run)
	}
	return groups
}

// Unwrap returns the errors of all runs.
func (e *RunsError) Unwrap() []error {
	return reasons(e.Runs)
}

func reasons(runs []*RunError) []error {
	errs := make([]error, len(runs))
	for i, run := range runs {
		errs[i] = run
	}
	return errs
}

// verdict returns what is to be said when nothing runs any more; nil if all runs have finished.
func (e *exploration) verdict(ctx context.Context) error {
	t := &e.tally
	t.mu.Lock()
	defer t.mu.Unlock()
	halted := e.halted(ctx)
	failed := t.failed
	if halted != nil { // then runs that were stopped are no news
		failed = slices.DeleteFunc(failed, func(r *RunError) bool { return r.Status == trajectory.Stopped })
	}
	var runs error
	if len(failed) > 0 {
		slices.SortFunc(failed, func(a, b *RunError) int { return cmp.Compare(a.Run, b.Run) })
		all := &RunsError{t.now.Total, t.stored(), len(t.kept), failed}
		if halted != nil && t.fault == nil { // which says it
			all.Kept = 0
		}
		runs = all
	}
	if halted == nil && t.now.Finished > 0 {
		return errors.Join(runs, e.unread())
	}
	return errors.Join(halted, runs)
}

// halted returns what has ended the exploration before its end. It needs the lock of the tally.
func (e *exploration) halted(ctx context.Context) error {
	t := &e.tally
	switch err := ctx.Err(); {
	case t.fault != nil:
		return t.fault
	case err != nil && t.now.Done()-t.now.Stopped < t.now.Total:
		return fmt.Errorf("manager: stopped; %d of %d runs finished and are stored%s: %w", t.stored(), t.now.Total,
			besides(len(t.kept)), err)
	}
	return nil
}

// unread returns an error if a parameter is explored that no run has read, and warns of those that are set. If runs were in the store
// before, it cannot tell. It needs the lock of the tally.
func (e *exploration) unread() error {
	if !e.tally.knowsReads() {
		return nil
	}
	before := e.base.run.ReadPaths()
	for _, path := range e.m.set {
		if !e.tally.read[path] && !slices.Contains(before, path) {
			e.m.log.Warn().Str("set", path).Msg("it is set, and no run has read it: it makes no difference")
		}
	}
	for _, path := range e.traj.ExploredPaths() {
		if !e.tally.read[path] && (path == Seed || path == Trial) {
			e.m.log.Warn().Str("explored", path).Msg("no run has drawn random numbers or read this: all repetitions are the same")
		}
	}
	unread := e.unreadPaths()
	if unread == nil {
		return nil
	}
	return fmt.Errorf("manager: no run has read %s, so that exploring it makes no difference; read it in Build, or do not explore it "+
		"(%d finished runs are stored)", strings.Join(unread, " or "), e.tally.now.Finished)
}

// unreadPaths returns the explored parameters that no run has read. It needs the lock of the tally.
func (e *exploration) unreadPaths() (unread []string) {
	for _, path := range e.traj.ExploredPaths() {
		if !e.tally.read[path] && path != Seed && path != Trial {
			unread = append(unread, path)
		}
	}
	return unread
}

// knowsReads reports whether all runs there are were executed here. It needs the lock.
func (t *tally) knowsReads() bool {
	now := t.now
	return now.Present+now.FailedBefore+now.LostBefore+now.Lost+now.Elsewhere == 0
}
