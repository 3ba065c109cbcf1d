package view

import (
	"maps"
	"slices"

	"golgi/trajectory"
)

// A Holding is the runs of a trajectory that a segment has and that count: no other source has replaced them.
type Holding struct {
	Trajectory string
	Segment    string
	Ended      []int
	Finished   []int // of these
	Partial    []int // likewise: the others
}

// Holdings returns what some segments have, by trajectory. Segments of which nothing counts are left out.
func (v *View) Holdings(segments []string) (all []Holding) {
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, name := range slices.Sorted(maps.Keys(v.indices)) {
		for _, segment := range segments {
			h := Holding{Trajectory: name, Segment: segment}
			h.Finished, h.Partial = v.indices[name].in(v.sourceOf(segment))
			if h.Ended = slices.Concat(h.Finished, h.Partial); len(h.Ended) > 0 {
				all = append(all, h)
			}
		}
	}
	return all
}

// Replace notes that a new segment has all that some others had, which will go.
func (v *View) Replace(segments []string, by string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	var from []int
	for _, segment := range segments {
		from = append(from, v.sourceOf(segment))
	}
	to := v.addSegment(by)
	for _, x := range v.indices {
		x.move(from, to)
	}
	for _, source := range from {
		v.sources[source] = ""
	}
}

// sourceOf returns the source that is a segment.
func (v *View) sourceOf(segment string) int { return slices.Index(v.sources, v.folder.In(segment)) }

// in returns the runs in a source that have finished, and those that have ended otherwise.
func (x *index) in(source int) (finished, partial []int) {
	for place, e := range x.entries {
		switch {
		case !e.isIn(source):
		case isPartial(e.status):
			partial = append(partial, place+trajectory.PreRun)
		default:
			finished = append(finished, place+trajectory.PreRun)
		}
	}
	return finished, partial
}

// move says that the runs of some sources are in another.
func (x *index) move(from []int, to int) {
	for place, e := range x.entries {
		if e.status != "" && slices.Contains(from, e.source) {
			x.entries[place].source = to
		}
		if e.amends && slices.Contains(from, e.was) {
			x.entries[place].was = to
		}
	}
}
