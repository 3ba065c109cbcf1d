package trajectory

import (
	"errors"
	"fmt"
	"maps"
	"slices"
)

// A Link leads from a path to a parameter or a group elsewhere, or, of results, to one of them: what is looked up at Path is found at Target.
type Link struct{ Path, Target string }

// AddLink adds links, before parameters freeze. A target is a full path, or is found as in any lookup: a parameter or else a group, which may
// be there by another one of the links.
func (t *Trajectory) AddLink(links ...Link) error {
	if t == nil {
		return errNoTrajectory
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.parameters.addLinks("trajectory", links, func(l Link) error {
		if t.frozen {
			return faultf(ErrFrozen, "parameters are frozen since Explore or the first run; add it before")
		}
		return t.laws.path(l.Path)
	})
}

// Links returns the links with the full paths of their targets, sorted.
func (t *Trajectory) Links() []Link {
	if t == nil {
		return nil
	}
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.parameters.allLinks()
}

// AddLink is that of a trajectory for the results of the run, at any time: a target is a result that it has given, or a group of some.
func (r *Run) AddLink(links ...Link) error {
	if r == nil {
		return errNoRun
	}
	links = slices.Clone(links)
	for i := range links {
		for _, path := range []*string{&links[i].Path, &links[i].Target} {
			full, err := r.expand(*path)
			if err != nil {
				return err
			}
			*path = full
		}
	}
	if r.reopened != nil {
		return r.sameLinks(links)
	}
	return r.results.addLinks("trajectory: "+r.Name(), links, func(l Link) error { return r.trajectory.laws.path(l.Path) })
}

// sameLinks refuses links that were not given when the run was executed.
func (r *Run) sameLinks(links []Link) error {
	for _, l := range links {
		to, err := r.results.node(l.Target)
		if was, there := r.results.links[l.Path]; err != nil || !there || was != to {
			return fmt.Errorf("trajectory: %s: cannot add link %q: post-processing adds results, and no links", r.Name(), l.Path)
		}
	}
	return nil
}

// Links returns the links among the results, with the full paths of their targets, sorted.
func (r *Run) Links() []Link {
	if r == nil {
		return nil
	}
	return r.results.allLinks()
}

// addLinks adds links that may be there, and returns all faults, where says of what.
func (t *branches) addLinks(where string, links []Link, may func(Link) error) error {
	var faults []error
	add := func(l Link) bool {
		faults = append(faults, prefixed(fmt.Sprintf("%s: cannot add link %q", where, l.Path), t.addLink(l, may)))
		return true
	}
	left := slices.Clone(links)
	for n := -1; n != len(left); { // full paths first, some of which are there by the links before
		n = len(left)
		left = slices.DeleteFunc(left, func(l Link) bool { return t.there(l.Target) && add(l) })
	}
	for _, l := range left {
		add(l)
	}
	return errors.Join(faults...)
}

func (t *branches) addLink(l Link, may func(Link) error) error {
	to, err := t.node(l.Target)
	if err = errors.Join(may(l), err); err != nil {
		return err
	}
	if err := t.admit(l.Path); err != nil {
		return err
	}
	if round := t.leadsTo(to, l.Path, map[string]bool{}); round != "" {
		return fmt.Errorf("it would be in %s, to which it leads; put it elsewhere", round)
	}
	t.link(l.Path, to)
	return nil
}

func (t *branches) allLinks() []Link {
	all := make([]Link, 0, len(t.links))
	for _, path := range slices.Sorted(maps.Keys(t.links)) {
		all = append(all, Link{path, t.links[path]})
	}
	return all
}
