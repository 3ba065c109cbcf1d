package trajectory

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// A Rest is what a result gets when it has streamed: further items, and annotations, which are known only then.
type Rest struct {
	Items       []Item
	Annotations Annotations
}

// canonical returns the rest with values of the stored types, or all faults.
func (r Rest) canonical(l laws) (Rest, error) {
	none := len(r.Items) == 0
	if none { // which a Result may not have
		r.Items = []Item{{Name: "none", Value: 0}}
	}
	as, err := Result{Path: "rest", Items: r.Items, Annotations: r.Annotations}.canonical(l)
	if none {
		as.Items = nil
	}
	return Rest{as.Items, as.Annotations}, err
}

// With returns a result with a rest. Its items are sorted by name; lists may be shared by both.
func (r Result) With(rest Rest) Result {
	r.Items = slices.Concat(r.Items, rest.Items)
	slices.SortFunc(r.Items, func(a, b Item) int { return strings.Compare(a.Name, b.Name) })
	all := Annotations{}
	for _, some := range []Annotations{r.Annotations, rest.Annotations} {
		for name, value := range some {
			all[name] = value
		}
	}
	r.Annotations = all
	return r
}

// StreamTo has Append hand blocks to a writer, which the run's store has begun; nil: they stay in the run. Results that went to the
// writer are not among the Results of the run.
func (r *Run) StreamTo(w RunWriter) {
	if r != nil {
		r.writer = w
	}
}

// Append takes one block of a result that streams, as [RunWriter.Append] does: a Result, which declares it with its first rows, an Item with further rows, or a
// Rest. It goes to the store at once, so that results may be larger than memory, and nothing of it can be seen in the run; where the run has no writer, the blocks are joined in the
// run. What comes out is the same.
func (r *Run) Append(path string, block any) error {
	if r == nil {
		return errNoRun
	}
	path, err := r.expand(path)
	if err != nil {
		return err
	}
	_, again := r.streams[path]
	if err := r.results.admit(path); err != nil && !again {
		return prefixed(fmt.Sprintf("trajectory: %s: cannot append to %q", r.Name(), path), err)
	}
	if r.reopened != nil {
		return fmt.Errorf("trajectory: %s: cannot append to %q: post-processing streams nothing; AddResult adds it as a whole", r.Name(), path)
	}
	if _, derived := block.(Parameter); derived {
		return fmt.Errorf("trajectory: %s: cannot append to %q: AddDerived adds a parameter", r.Name(), path)
	}
	if _, link := block.(Link); link {
		return fmt.Errorf("trajectory: %s: cannot append to %q: AddLink adds a link", r.Name(), path)
	}
	if _, said := block.(Description); said {
		return fmt.Errorf("trajectory: %s: cannot append to %q: Describe says something of a group", r.Name(), path)
	}
	next, err := r.appended(path, block)
	if err != nil {
		return err
	}
	if r.streams == nil {
		r.streams = map[string]bool{}
	}
	r.streams[path] = true
	r.results.put(path, next)
	return nil
}

// appended hands a block to the writer, which checks it, and returns what the run has of the result then.
func (r *Run) appended(path string, block any) (Result, error) {
	if r.writer != nil {
		return Result{Path: path, away: true}, r.writer.Append(path, block)
	}
	if r.intake == nil {
		r.intake = NewIntake(r)
	}
	checked, err := r.intake.Check(path, block)
	if err != nil {
		return Result{}, err
	}
	return r.results.leaves[path].extended(checked), nil
}

// Streams reports whether a result of that full path was begun by Append.
func (r *Run) Streams(path string) bool { return r != nil && r.streams[path] }

// extended returns a result with one more block, which an intake has found fitting. Of the block nothing is kept.
func (r Result) extended(block any) Result {
	switch block := block.(type) {
	case Result:
		return block.Clone()
	case Rest:
		return r.With(Rest{Result{Items: block.Items}.Clone().Items, block.Annotations})
	}
	more := block.(Item)
	for i := range r.Items {
		if r.Items[i].Name == more.Name {
			r.Items[i].Value = joined(r.Items[i].Value, more.Value)
		}
	}
	return r
}

var errAway = errors.New("it was streamed to the store, and is there when the run has ended")
