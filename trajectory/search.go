package trajectory

import (
	"errors"
	"fmt"
	"slices"

	"golgi/internal/given"
)

// A Search explores in generations: when all runs of one have ended it sees what they gave, and says which points are next. Package
// search has some that are ready-made; [SearchFunc] makes one of a function.
type Search interface {
	// Next returns the points of the next generation; the search is over if that is nil, or has no point that is new. It is first asked
	// before there are any runs, unless the trajectory was explored before. What it returns must depend on nothing but the
	// results, since an exploration that is resumed asks again, and refuses other points than it had.
	Next(so *Results) (Exploration, error)
}

// A SearchFunc is a [Search].
type SearchFunc func(so *Results) (Exploration, error)

// Next calls the function.
func (f SearchFunc) Next(so *Results) (Exploration, error) {
	if f == nil {
		return nil, errors.New("trajectory: the function of a search is nil")
	}
	return f(so)
}

// Extend asks a search for the next points, and appends them. It returns how many are new; with 0, the search is over.
func (r *Results) Extend(s Search) (added int, err error) {
	if err := given.All("trajectory: Extend", given.Arg{Name: "results", Value: r}, given.Arg{Name: "search", Value: s}); err != nil {
		return 0, err
	}
	if r.missing() {
		return 0, errNoResults
	}
	e, err := s.Next(r)
	if err != nil || e == nil {
		return 0, err
	}
	return r.t.Expand(e)
}

// Retrace asks a search for the points of a trajectory that is stored, generation by generation, as it was asked when that was explored. If it
// returns others, that is an error; and so it is if others were explored before the search was asked. Points may be added there as long as no other
// generation has followed.
func (r *Results) Retrace(s Search, stored *Trajectory) error {
	if err := given.All("trajectory: Retrace", given.Arg{Name: "results", Value: r}, given.Arg{Name: "search", Value: s},
		given.Arg{Name: "trajectory", Value: stored}); err != nil {
		return err
	}
	if r.missing() {
		return errNoResults
	}
	if err := r.sameParameters(stored); err != nil {
		return err
	}
	before, generations := len(r.t.Generations()), len(stored.Generations())
	for g := range generations {
		if g < before {
			if err := r.t.sameGeneration(stored, g, g == generations-1); err != nil {
				return fmt.Errorf("trajectory: other points were explored before the search than are stored: %w; explore the same ones, or begin a new "+
					"file", err)
			}
			continue
		}
		if _, err := r.Extend(s); err != nil {
			return err
		}
		if err := r.t.sameGeneration(stored, g, false); err != nil {
			return fmt.Errorf("trajectory: the search gives other points than before, though the results are the same: %w; what Next returns must "+
				"depend on nothing but the results: not on times, maps, or random numbers without a seed, and a search that has changed begins a new file", err)
		}
	}
	return nil
}

// sameParameters returns what is different in the parameters, whatever is explored.
func (r *Results) sameParameters(stored *Trajectory) error {
	ours, err := r.t.Shrink()
	if err != nil {
		return err
	}
	theirs, err := stored.Shrink()
	if err != nil {
		return err
	}
	return ours.Continues(theirs)
}

// sameGeneration compares generation g with that of another trajectory. Those before it are the same. It may have grown if it is the last.
func (t *Trajectory) sameGeneration(stored *Trajectory, g int, last bool) error {
	ours, err := t.table()
	if err != nil {
		return err
	}
	theirs, err := stored.table()
	if err != nil {
		return err
	}
	first, until := stored.generation(g)
	begins, ends := t.generation(g)
	if was, is := until-first, ends-begins; is < was || is > was && !last {
		return fmt.Errorf("generation %d had %d points, and has %d now", g, was, is)
	}
	if now, before := pathsOf(ours), pathsOf(theirs); !slices.Equal(now, before) {
		return fmt.Errorf("explored were %s, and are %s now", listed(before), listed(now))
	}
	for i := first; i < until; i++ {
		for a := range ours {
			if was, is := theirs[a].values[i], ours[a].values[i]; !Identical(is, was) {
				return fmt.Errorf("at point %d of generation %d, %s was %s and is %s now", i-first, g, ours[a].path, show(was), show(is))
			}
		}
	}
	return nil
}
