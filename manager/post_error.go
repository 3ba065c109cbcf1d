package manager

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"golgi/component"
	"golgi/internal/suggest"
	"golgi/trajectory"
)

// A PostError says which runs could not be analysed again. They are as they were.
type PostError struct {
	Total int         // number of runs that have finished
	Left  int         // of these, so many were not begun
	Runs  []*RunError // by index
}

func (e *PostError) Error() string {
	var b strings.Builder
	untouched := len(e.Runs) + e.Left
	switch {
	case !e.refused():
		fmt.Fprintf(&b, "manager: post-processing has failed for %d of %d runs, which are as they were:", len(e.Runs), e.Total)
	case untouched == e.Total:
		fmt.Fprintf(&b, "manager: nothing was post-processed, since the runs have results already that an analyser gives:")
	default:
		fmt.Fprintf(&b, "manager: post-processing has ended, since runs have results already that an analyser gives; %d of %d runs are as they were:", untouched, e.Total)
	}
	if more := list(&b, e.Runs, "runs"); more > 0 {
		fmt.Fprintf(&b, "\n  and %d more", more)
	}
	if e.Left > 0 && !e.refused() {
		fmt.Fprintf(&b, "\n(%d others were not begun)", e.Left)
	}
	return b.String()
}

// refused reports whether it ended at a result that is there already, of which nobody has said what becomes.
func (e *PostError) refused() bool {
	var there *trajectory.ExistingError
	return slices.ContainsFunc(e.Runs, func(r *RunError) bool { return errors.As(r, &there) })
}

// Unwrap returns the errors of all runs.
func (e *PostError) Unwrap() []error { return reasons(e.Runs) }

// An AnalyserError is that there is no analyser of a name.
type AnalyserError struct {
	Name  string
	There []string // those that there are
}

func (e *AnalyserError) Error() string {
	return fmt.Sprintf("manager: there is no analyser %q (there are: %s)%s", e.Name, component.Listed(e.There), suggest.Meant(e.Name, e.There))
}
