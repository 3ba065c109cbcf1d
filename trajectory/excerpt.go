package trajectory

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"golgi/internal/given"
)

// An Excerpt says how much of what a run gave is loaded. The zero Excerpt is all of it.
//
//	trajectory.Excerpt{Paths: []string{"monitors"}, Depth: 1, Most: 1 << 20}
type Excerpt struct {
	// Paths are those of groups, results and items, as nodes have them ("results.monitors.v", "derived_parameters") or below results
	// ("monitors.v"); without any, it is everything.
	Paths []string
	// Depth is how many levels below each of the Paths, or below the branches, are loaded: 1 is what is directly in a group. 0 is all.
	Depth int
	// Most is how many bytes the values of an item may take; what is larger is left out. 0 is any number.
	Most int64
}

// A PartLoader is a [Loader] that reads parts of runs without the rest.
type PartLoader interface {
	// LoadParts returns those of some runs that have ended, each with that part of what it gave.
	LoadParts(t *Trajectory, runs []int, part Excerpt) ([]*Run, error)
	// LoadOutline returns what run i gave without values, sorted by path.
	LoadOutline(t *Trajectory, i int) ([]Outline, error)
}

// LoadPart loads a part of what run i gave. A path at which it has nothing is an error that wraps [ErrNotFound].
//
//	run, err := trajectory.LoadPart(store, traj, 3, trajectory.Excerpt{Paths: []string{"monitors.rate"}})
func LoadPart(from Loader, t *Trajectory, i int, part Excerpt) (*Run, error) {
	for run, err := range LoadParts(from, t, part, i) {
		if err == nil {
			err = part.found(from, run)
		}
		return run, err
	}
	if t == nil || from == nil {
		return nil, given.All("trajectory: LoadPart", given.Arg{Name: "store", Value: from}, given.Arg{Name: "trajectory", Value: t})
	}
	return nil, faultf(ErrNotFound, "trajectory: %s of %s has not ended", RunName(i), t.Name())
}

// partsAtOnce is how many runs are loaded together.
const partsAtOnce = 64

// LoadParts yields those of some runs that have ended, or of all runs if none is named, each with a part of what it gave. A few of them are in
// memory at a time. It ends with the first error.
//
//	for run, err := range trajectory.LoadParts(store, traj, trajectory.Excerpt{Paths: []string{"monitors.rate"}}) { … }
func LoadParts(from Loader, t *Trajectory, part Excerpt, runs ...int) iter.Seq2[*Run, error] {
	return func(yield func(*Run, error) bool) {
		err := given.All("trajectory: LoadParts", given.Arg{Name: "store", Value: from}, given.Arg{Name: "trajectory", Value: t})
		if err == nil {
			err = part.check()
		}
		if err != nil {
			yield(nil, err)
			return
		}
		if len(runs) == 0 {
			for i := range t.Len() {
				runs = append(runs, i)
			}
		}
		for some := range slices.Chunk(runs, partsAtOnce) {
			loaded, err := loadParts(from, t, some, part)
			for _, run := range loaded {
				if !yield(run, nil) {
					return
				}
			}
			if err != nil {
				yield(nil, err)
				return
			}
		}
	}
}

func loadParts(from Loader, t *Trajectory, runs []int, part Excerpt) ([]*Run, error) {
	if can, is := from.(PartLoader); is {
		return can.LoadParts(t, runs, part)
	}
	var loaded []*Run
	for _, i := range runs {
		run, err := from.LoadRun(t, i)
		if errors.Is(err, ErrNotFound) && i >= PreRun && i < t.Len() {
			continue
		}
		if err != nil {
			return loaded, err
		}
		part.cut(run)
		loaded = append(loaded, run)
	}
	return loaded, nil
}

func (p Excerpt) check() error {
	if p.Depth < 0 || p.Most < 0 {
		return fmt.Errorf("trajectory: a part of a run cannot have the depth %d, or items of %d bytes at most; 0 is no limit", p.Depth, p.Most)
	}
	if slices.Contains(p.Paths, "") {
		return errors.New("trajectory: a part of a run is at a path that is empty; leave out Paths for all of it")
	}
	return nil
}

// found returns an error for the paths at which there is nothing.
func (p Excerpt) found(from Loader, run *Run) error {
	if len(p.Paths) == 0 {
		return nil
	}
	there, err := outlineOf(from, run)
	if err != nil {
		return err
	}
	var faults []error
	for _, path := range p.Paths {
		full := nodePath(path)
		if full != branchResults && full != branchDerived && !slices.Contains(there, full) {
			faults = append(faults, faultf(ErrNotFound, "trajectory: %s: there is no result, group or item %q; %s", run.Name(), path,
				hint(path, there)))
		}
	}
	return errors.Join(faults...)
}

// outlineOf returns the full paths, as nodes have them, of what a run gave and of all groups around that.
func outlineOf(from Loader, run *Run) (paths []string, err error) {
	outlines, err := Outlines(from, run.Trajectory(), run.Index())
	for _, o := range outlines {
		paths = append(paths, branchResults+"."+o.Path)
	}
	for path := range run.derived.all {
		paths = append(paths, branchDerived+"."+path)
	}
	for _, d := range run.Descriptions() {
		paths = append(paths, branchResults+"."+d.Path)
	}
	for _, path := range paths {
		for group := range parents(path) {
			paths = append(paths, group)
		}
	}
	slices.Sort(paths)
	return slices.Compact(paths), err
}

// nodePath returns a path from the root.
func nodePath(path string) string {
	for _, branch := range []string{branchResults, branchDerived} {
		if path == branch || strings.HasPrefix(path, branch+".") {
			return path
		}
	}
	return branchResults + "." + path
}

// cut leaves of a run what the part has.
func (p Excerpt) cut(run *Run) {
	for _, path := range slices.Clone(run.derived.paths) {
		if !p.Within(branchDerived + "." + path) {
			run.derived.remove(path)
		}
	}
	for _, path := range slices.Clone(run.results.paths) {
		res, is := p.Of(run.results.leaves[path])
		if !is {
			run.results.remove(path)
			continue
		}
		run.results.put(path, res)
	}
	for _, d := range run.Descriptions() {
		if !p.Within(branchResults + "." + d.Path) {
			delete(run.results.described, d.Path)
		}
	}
	for _, link := range run.Links() {
		if group := groupOf(link.Path); group != "" && !p.Within(branchResults+"."+group) {
			delete(run.results.links, link.Path)
		}
	}
}

// groupOf returns the path of the group that a path is in, "" where it is in none.
func groupOf(path string) string { return path[:max(0, strings.LastIndexByte(path, '.'))] }

// Within reports whether a node, at its full path, is in the part, or may have something in it that is.
func (p Excerpt) Within(node string) bool { return p.has(node) || p.leads(node) }

// HasItem reports whether an item of a result is in the part, if it is not too large.
func (p Excerpt) HasItem(result, item string) bool {
	full := branchResults + "." + result
	return p.has(full) || slices.ContainsFunc(p.Paths, func(path string) bool { return nodePath(path) == full+"."+item })
}

// Of returns a result with those of its items that are in the part, and whether there are some.
func (p Excerpt) Of(res Result) (Result, bool) {
	items := res.Items
	res.Items = nil
	for _, item := range items {
		if p.HasItem(res.Path, item.Name) && (p.Most == 0 || bytesOf(item.Value) <= p.Most) {
			res.Items = append(res.Items, item)
		}
	}
	return res, len(res.Items) > 0 || len(items) == 0 && p.has(branchResults+"."+res.Path)
}

// has reports whether a node is at one of the paths, or in the levels below it.
func (p Excerpt) has(node string) bool {
	if len(p.Paths) == 0 {
		return p.Depth == 0 || strings.Count(node, ".") <= p.Depth
	}
	return slices.ContainsFunc(p.Paths, func(path string) bool {
		rest, below := strings.CutPrefix(node, nodePath(path))
		return below && (rest == "" || rest[0] == '.') && (p.Depth == 0 || strings.Count(rest, ".") <= p.Depth)
	})
}

// leads reports whether one of the paths is below a node.
func (p Excerpt) leads(node string) bool {
	return slices.ContainsFunc(p.Paths, func(path string) bool { return strings.HasPrefix(nodePath(path), node+".") })
}
