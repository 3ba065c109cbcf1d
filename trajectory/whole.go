package trajectory

import (
	"errors"
	"maps"
	"slices"
	"strings"
)

// AddResult adds a result of the trajectory as a whole, which is found out when runs have ended, such as a fit over all of them. It may be
// added at any time; one of a path that is there takes its place. A store keeps it with the trajectory ([Store] SaveTrajectory). No run can
// see it, and nothing of it is known anew where runs are added: compute it again then. What is known before the runs is for the pre-run.
func (t *Trajectory) AddResult(res Result) error {
	if t == nil {
		return errNoTrajectory
	}
	stored, err := res.canonical(t.laws)
	t.mu.Lock()
	defer t.mu.Unlock()
	if err == nil && t.laws == ours {
		err = checkWholePath(res.Path)
	}
	if err == nil && !t.results.has(res.Path) {
		err = t.results.admit(res.Path)
	}
	if err != nil {
		return prefixed("trajectory: cannot add result \""+res.Path+"\"", err)
	}
	t.results.put(stored.Path, stored.Clone())
	return nil
}

// checkWholePath refuses what would be among the results of runs.
func checkWholePath(path string) error {
	if first, _, _ := strings.Cut(path, "."); first == "runs" {
		return errors.New("stores have the results of runs below runs; choose another name")
	}
	return nil
}

// Result returns a copy of the result of the trajectory as a whole that path means: its full path, or the unambiguous end of it.
func (t *Trajectory) Result(path string) (Result, error) {
	if t == nil {
		return Result{}, errNoTrajectory
	}
	t.mu.RLock()
	defer t.mu.RUnlock()
	full, err := t.results.find(path)
	if err != nil {
		return Result{}, prefixed("trajectory: "+t.name, err)
	}
	return t.results.leaves[full].Clone(), nil
}

// Results returns copies of the results of the trajectory as a whole, sorted by path.
func (t *Trajectory) Results() []Result {
	if t == nil {
		return nil
	}
	t.mu.RLock()
	defer t.mu.RUnlock()
	results := make([]Result, 0, len(t.results.paths))
	for _, res := range t.results.all {
		results = append(results, res.Clone())
	}
	return results
}

// AddResultLink is [Run.AddLink] for results of the trajectory as a whole.
func (t *Trajectory) AddResultLink(links ...Link) error {
	if t == nil {
		return errNoTrajectory
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.results.addLinks("trajectory", links, func(l Link) error { return errors.Join(t.laws.path(l.Path), checkWholePath(l.Path)) })
}

// ResultLinks returns the links among results of the trajectory as a whole, with the full paths of their targets, sorted.
func (t *Trajectory) ResultLinks() []Link {
	if t == nil {
		return nil
	}
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.results.allLinks()
}

// TakeOver adds what another trajectory has that nobody who makes it anew can know, and t has not: results of it as a whole with the links among them,
// what has post-processed it, and settings. A store that puts t in the place of a stored one keeps these by it.
func (t *Trajectory) TakeOver(stored *Trajectory) error {
	if t == nil || stored == nil {
		return errNoTrajectory
	}
	if was := stored.Provenance.Posts; len(was) > len(t.Provenance.Posts) {
		t.Provenance.Posts = slices.Clone(was)
	}
	t.takeSettings(stored.settings())
	return t.takeResults(stored)
}

// takeSettings adds the settings that t has not, and has room for.
func (t *Trajectory) takeSettings(all map[string]Parameter) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, path := range slices.Sorted(maps.Keys(all)) {
		if !t.config.has(path) && t.config.admit(path) == nil {
			t.config.put(path, all[path])
		}
	}
}

func (t *Trajectory) takeResults(stored *Trajectory) error {
	results, links := stored.Results(), stored.ResultLinks()
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, res := range results {
		if t.results.has(res.Path) {
			continue
		}
		if err := t.results.admit(res.Path); err != nil {
			return faultf(ErrExists, "trajectory: %s has the result %q in the store: %v; give the other one another path", t.name, res.Path, err)
		}
		t.results.put(res.Path, res)
	}
	for _, l := range links {
		if _, there := t.results.links[l.Path]; !there && t.results.admit(l.Path) == nil {
			t.results.link(l.Path, l.Target)
		}
	}
	return nil
}

// sameResults compares the results of the trajectories as a whole.
func (t *Trajectory) sameResults(stored *Trajectory) bool {
	return slices.EqualFunc(t.Results(), stored.Results(), func(a, b Result) bool {
		return a.Path == b.Path && a.Comment == b.Comment && maps.EqualFunc(a.Annotations, b.Annotations, Identical) &&
			slices.EqualFunc(a.Items, b.Items, sameItem)
	}) && slices.Equal(t.ResultLinks(), stored.ResultLinks())
}

func sameItem(a, b Item) bool {
	return a.Name == b.Name && a.Unit == b.Unit && a.Comment == b.Comment && slices.Equal(a.Dims, b.Dims) && Identical(a.Value, b.Value)
}
