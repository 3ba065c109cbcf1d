package trajectory

import (
	"maps"
	"reflect"
	"slices"
	"time"
)

// Same reports whether a store that has stored would keep nothing else of t: parameters, points and their generations, comments,
// annotations, provenance and results of it as a whole are the same, but for when they were started.
func (t *Trajectory) Same(stored *Trajectory) bool {
	if t == nil || stored == nil {
		return t == stored
	}
	ours, theirs := t.Provenance, stored.Provenance
	ours.Start, theirs.Start = time.Time{}, time.Time{}
	ours.Environment, theirs.Environment = ours.portable(), theirs.portable()
	ours.Posts, theirs.Posts = timeless(ours.Posts), timeless(theirs.Posts)
	return t.Comment == stored.Comment && reflect.DeepEqual(ours, theirs) && // and what is many comes last
		t.Len() == stored.Len() && slices.Equal(t.Generations(), stored.Generations()) && t.Continues(stored) == nil &&
		maps.EqualFunc(t.leaves(), stored.leaves(), sameDescription) &&
		slices.EqualFunc(t.Descriptions(), stored.Descriptions(), sameGroup) && slices.Equal(t.Links(), stored.Links()) &&
		maps.EqualFunc(t.settings(), stored.settings(), func(a, b Parameter) bool {
			return sameDescription(a, b) && Identical(a.Value, b.Value)
		}) && t.sameResults(stored)
}

// portable returns an environment without what differs between machines that share an exploration.
func (e Environment) portable() Environment {
	e.Platform, e.CPU, e.Compiler = "", "", ""
	return e
}

// timeless returns post-processing without when and where it was started.
func timeless(posts []Post) []Post {
	posts = slices.Clone(posts)
	for k := range posts {
		posts[k].Start, posts[k].Environment = time.Time{}, posts[k].portable()
	}
	return posts
}

func sameGroup(a, b Description) bool {
	return a.Path == b.Path && a.Comment == b.Comment && maps.EqualFunc(a.Annotations, b.Annotations, Identical)
}

// settings returns the config as it is now, by path.
func (t *Trajectory) settings() map[string]Parameter {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return maps.Clone(t.config.leaves)
}

// leaves returns the parameters as they are now, by path.
func (t *Trajectory) leaves() map[string]Parameter {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return maps.Clone(t.parameters.leaves)
}

// sameDescription compares what of a parameter does not bear on runs.
func sameDescription(a, b Parameter) bool {
	return a.Comment == b.Comment && a.Bounds == b.Bounds && maps.EqualFunc(a.Annotations, b.Annotations, Identical)
}
