package trajectory

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
)

// runsPerSet is how many runs there are in a set; as in pypet, a group of more would be slow to list.
const runsPerSet = 1000

// RunSetName returns the name of the set of run i, of a thousand runs each: "run_set_00004"; that of the pre-run is "pre_run_set".
func RunSetName(i int) string {
	if i == PreRun {
		return "pre_run_set"
	}
	return fmt.Sprintf("run_set_%05d", i/runsPerSet)
}

// usualWildcards are those of every run.
var usualWildcards = map[string]func(run int) string{"$": RunName, "$set": RunSetName}

var wildcard = regexp.MustCompile(`\$[A-Za-z0-9]*`)

// AddWildcard adds what stands for another name in each run: in paths that a run is given, to add or to look up, the name is replaced by what of
// returns for the index of the run, PreRun among them. There are "$", the name of the run, and "$set", that of its set of a thousand runs:
//
//	err := traj.AddWildcard("$parity", func(run int) string { return []string{"even", "odd"}[run&1] })
//	err = run.Add("by_parity.$parity", "x", 1.5, "") // by_parity.odd in run 1
func (t *Trajectory) AddWildcard(name string, of func(run int) string) error {
	if t == nil {
		return errNoTrajectory
	}
	_, usual := usualWildcards[name]
	switch {
	case of == nil:
		return fmt.Errorf("trajectory: cannot add wildcard %s: there is no function: it is nil", quoted(name))
	case usual:
		return fmt.Errorf("trajectory: cannot add wildcard %s: every run has it; choose another name", quoted(name))
	case name == "" || wildcard.FindString(name) != name:
		return fmt.Errorf("trajectory: cannot add wildcard %s: it is '$' with letters and digits after it, as in \"$cell\"", quoted(name))
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.wildcards == nil {
		t.wildcards = map[string]func(int) string{}
	}
	t.wildcards[name] = of
	return nil
}

// expand replaces the wildcards in a path.
func (r *Run) expand(path string) (full string, err error) {
	if r.trajectory.laws == theirs || !wildcard.MatchString(path) { // others may have a '$' in their names
		return path, nil
	}
	r.trajectory.mu.RLock()
	all := maps.Clone(r.trajectory.wildcards)
	r.trajectory.mu.RUnlock()
	full = wildcard.ReplaceAllStringFunc(path, func(name string) string {
		of, is := usualWildcards[name]
		if !is {
			of, is = all[name]
		}
		if !is {
			known := slices.Sorted(maps.Keys(all))
			err = faultf(ErrNotFound, "trajectory: %s: there is no wildcard %q in %q; there are $, $set%s", r.Name(), name, path,
				joinedBy(", ", known))
			return name
		}
		return of(r.index)
	})
	return full, err
}

// joinedBy returns texts with a separator before each.
func joinedBy(separator string, texts []string) (all string) {
	for _, text := range texts {
		all += separator + text
	}
	return all
}
