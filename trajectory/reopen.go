package trajectory

import (
	"errors"
	"fmt"
	"slices"
)

// Existing says what becomes of a result that post-processing gives, and that is there already.
type Existing int

// What was given before, by the run itself or by other post-processing, stays for ever unless somebody says Replace.
const (
	Refuse  Existing = iota // giving it is an error
	Keep                    // the one that is there stays, and what is given is dropped
	Replace                 // the one that is given takes its place
)

// String is the word for it.
func (e Existing) String() string {
	switch e {
	case Refuse:
		return "refuse"
	case Keep:
		return "keep"
	case Replace:
		return "replace"
	}
	return "nothing"
}

// A reopened run has finished, and gets further results.
type reopened struct {
	post     int
	existing Existing
	added    map[string]bool // results that have changed
}

// Reopen has a run that has finished take further results, which bear the number of a post-processing, from 1. What it has already can be read, and stays: see
// [Existing]. AddResult gives a result as a whole, Add and AddStruct single items. Parameters that it has derived, and how it has ended, do not
// change. [Amender.Amend] stores it.
func (r *Run) Reopen(post int, existing Existing) error {
	switch {
	case r == nil:
		return errNoRun
	case r.record.Status != Finished:
		return fmt.Errorf("trajectory: %s is %s, and only runs that have finished are analysed again", r.Name(), r.record.Status)
	case post < 1 || post < r.record.Posts:
		return fmt.Errorf("trajectory: %s: there is no post-processing %d after number %d; they count from 1", r.Name(), post, r.record.Posts)
	case existing < Refuse || existing > Replace:
		return fmt.Errorf("trajectory: %d says nothing of results that exist; there are Refuse, Keep and Replace", int(existing))
	}
	r.reopened, r.record.Posts = &reopened{post, existing, map[string]bool{}}, post
	return nil
}

// Amended returns the paths of the results that a run was given since it was reopened, sorted.
func (r *Run) Amended() (paths []string) {
	if r == nil || r.reopened == nil {
		return nil
	}
	for _, path := range r.results.paths {
		if r.reopened.added[path] {
			paths = append(paths, path)
		}
	}
	return paths
}

// result returns what a result that is given becomes, beside those that are there.
func (o *reopened) result(given Result, there *tree[Result]) (Result, error) {
	before, is := there.leaves[given.Path]
	if !is {
		if err := there.admit(given.Path); err != nil {
			return given, err
		}
	}
	if is && o.added[given.Path] && slices.ContainsFunc(before.Items, func(it Item) bool { return it.Post == o.post }) && o.existing != Keep {
		return given, errors.New("there is a result of that path already, which this post-processing has given")
	}
	switch {
	case is && o.existing == Refuse:
		return given, o.refused(append(before.Items, Item{})[0], "one of that path") // of pypet's, some have no items
	case is && o.existing == Keep:
		return before, nil
	}
	for k := range given.Items {
		given.Items[k].Post = o.post
	}
	o.added[given.Path] = true
	return given, nil
}

// item returns what an item that is given becomes, and the result that gets it, which has one of that name at a place, or -1.
func (o *reopened) item(to Result, at int, given Item) (Result, Item, error) {
	given.Post = o.post
	if at >= 0 {
		before := to.Items[at]
		switch {
		case before.Post == o.post:
			return to, given, errors.New("there is an item of that name already, which this post-processing has given")
		case o.existing == Refuse:
			return to, given, o.refused(before, "one of that name")
		case o.existing == Keep:
			given = before
		}
		to.Items = slices.Delete(slices.Clone(to.Items), at, at+1)
	}
	if given.Post == o.post {
		o.added[to.Path] = true
	}
	return to, given, nil
}

// refused says from where an item is there.
func (o *reopened) refused(before Item, noun string) error {
	from := "the run itself"
	if before.Post > 0 {
		from = fmt.Sprintf("post-processing %d", before.Post)
	}
	return &ExistingError{fmt.Sprintf("%s is there already, from %s", noun, from)}
}

// An ExistingError says that a result is there already which post-processing gives, and that nobody has said what to do then: see [Existing].
type ExistingError struct{ text string }

func (e *ExistingError) Error() string {
	return e.text + "; keep it (--existing keep), replace it (--existing replace), or give the new one another name"
}

// An Amender is a [Store] that takes what was added to finished runs.
type Amender interface {
	// Amend has a run that was reopened take the place of the one that is stored: as a whole or not at all, and until then the old one is there. It may be put off
	// as Commit may. A run that has not finished in the store is refused with [ErrNotFound].
	Amend(r *Run) error
}
