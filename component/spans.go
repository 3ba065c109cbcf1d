package component

import (
	"slices"

	"golgi/trajectory"
	"golgi/units"
)

// A Span is a stretch of simulated time with a name: the plan of a subrun.
type Span struct {
	Name        string         // the last name of the parameter's path
	Path        string         // of the parameter that gives the duration; "" if a hook has made the span
	Duration    units.Quantity // a time
	Annotations trajectory.Annotations
}

// Spans are the subruns to come, in order. A hook may change them by the methods below or as a slice, as
// in slices.Reverse(*s.Remaining).
type Spans []Span

// Clear drops all of them: the current subrun is the last.
func (s *Spans) Clear() { *s = nil }

// Append puts spans at the end.
func (s *Spans) Append(spans ...Span) { *s = slices.Concat(*s, spans) }

// Insert puts spans before all others: they are next.
func (s *Spans) Insert(spans ...Span) { *s = slices.Concat(spans, *s) }
