package layout

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// With pypet, what belongs to a run is below a group with the name of the run, wherever that is: in
// results/runs unless the user says otherwise, in results/run_set_00003 by "$set.$.z", in results/rates by
// "rates.$". What is below no such group belongs to the trajectory as a whole, and so to the pre-run.
//
// Source: pypet 0.7, User's Guide, "Naming Scheme"; tried with it.

// A home is a group in which runs have groups.
type home struct {
	path string // below the group of its kind
	name string // the same as users say it, dotted: without runs, and without sets of runs
	set  string // all its runs belong to that set; "" is any
}

// Homes are where pypet has runs in a file, as far as that is known, by the path of the group they are in.
// Whoever reads many runs of a file begins with an empty map, and hands it to each call.
type Homes map[string][]home

var (
	nameOfRun = regexp.MustCompile(`^run_([0-9]{8}|ALL)$`)
	nameOfSet = regexp.MustCompile(`^run_set_([0-9]{5}|ALL)$`)
)

// runSetOf returns the set that run i belongs to.
func runSetOf(i int) string {
	if i == trajectory.PreRun {
		return "run_set_ALL"
	}
	return fmt.Sprintf("run_set_%05d", i/1000)
}

// homeOf returns the group that is reached by these names, as a home.
func homeOf(names []string) home {
	h := home{path: strings.Join(names, "/")}
	var said []string
	for i, name := range names {
		switch {
		case nameOfSet.MatchString(name):
			h.set = name
		case i > 0 || name != groupRuns:
			said = append(said, name)
		}
	}
	h.name = strings.Join(said, ".")
	return h
}

// searchIn goes through a group of results or derived parameters. It returns the homes in it, and whether
// there is something that belongs to no run, and visits that. The names of runs go to runs, unless it is nil.
func searchIn(kind h5.Group, visit func(leaf) error, runs map[string]bool) (homes []home, loose bool, err error) {
	err = walkInto(kind, true, func(l leaf) error {
		loose = true
		l.path = homeOf(strings.Split(l.path, ".")).name
		return visit(l)
	}, func(names []string, name string) bool {
		if !nameOfRun.MatchString(name) {
			return !strings.HasPrefix(name, hidden)
		}
		loose = loose || name == runAll
		if runs != nil {
			runs[name] = true
		}
		if h := homeOf(names); !slices.Contains(homes, h) {
			homes = append(homes, h)
		}
		return false
	})
	return homes, loose, err
}

// survey is what can be found of runs in the groups of results and derived parameters. What is wrong there is for
// those to hear who load it.
type survey struct {
	loose bool            // something belongs to no run, or may
	runs  map[string]bool // the names of the groups of runs
}

func surveyOf(group h5.Group) survey {
	s := survey{runs: map[string]bool{}}
	for _, kind := range []string{groupDerived, groupResults} {
		err := ifThere(group, kind, func(top h5.Group) error {
			_, loose, err := searchIn(top, ignored, s.runs)
			s.loose = s.loose || loose
			return err
		})
		s.loose = s.loose || err != nil
	}
	return s
}

func ignored(leaf) error { return nil }

// readForeignRun is ReadRun for a file of pypet's. Where two results would have one path, since runs have groups
// in several places, or one would be below the other, the second is called by its whole path in the file.
func readForeignRun(group h5.Group, i int, homes Homes, derived func(trajectory.Parameter) error,
	result func(trajectory.Result) error) error {
	parameters, results := paths{}, paths{}
	return errors.Join(
		homes.eachLeaf(group, groupDerived, i, func(l leaf) error {
			l.path = parameters.admit(group, l)
			return derived(foreignParameter(l))
		}),
		homes.eachLeaf(group, groupResults, i, func(l leaf) error {
			l.path = results.admit(group, l)
			return result(foreignResult(l))
		}))
}

// paths are those that leaves have (true), and those of groups around them.
type paths map[string]bool

// admit returns a path for a leaf in the group of a trajectory that is neither that of another, nor above or
// below one.
func (known paths) admit(group h5.Group, l leaf) string {
	path := printable(l.path)
	if !known.free(path) {
		path = printable(strings.ReplaceAll(strings.TrimPrefix(l.Path(), group.Path()+"/"), "/", "."))
	}
	for !known.free(path) {
		path += "'"
	}
	known[path] = true
	for i := range path {
		if path[i] == '.' && !known[path[:i]] {
			known[path[:i]] = false
		}
	}
	return path
}

func (known paths) free(path string) bool {
	if _, taken := known[path]; taken {
		return false
	}
	for i := range path {
		if path[i] == '.' && known[path[:i]] {
			return false
		}
	}
	return path != ""
}

// eachLeaf visits what belongs to run i.
func (known Homes) eachLeaf(group h5.Group, kind string, i int, visit func(leaf) error) error {
	return ifThere(group, kind, func(top h5.Group) error {
		homes, err := known.in(top) // all that can be found
		var faults []error
		for _, h := range homes {
			if h.set == "" || h.set == runSetOf(i) {
				faults = append(faults, h.eachLeaf(top, i, visit))
			}
		}
		if i == trajectory.PreRun {
			_, _, err = searchIn(top, visit, nil)
		}
		return errors.Join(append(faults, err)...)
	})
}

// in returns the homes in a group, which it looks for once.
func (known Homes) in(kind h5.Group) ([]home, error) {
	if homes, there := known[kind.Path()]; there {
		return homes, nil
	}
	homes, _, err := searchIn(kind, ignored, nil)
	if err == nil {
		known[kind.Path()] = homes
	}
	return homes, err
}

// eachLeaf visits what is below the group of run i, which need not be there and may be a leaf itself.
func (h home) eachLeaf(top h5.Group, i int, visit func(leaf) error) error {
	path := GroupOf(i)
	if h.path != "" {
		path = h.path + "/" + path
	}
	return ifThere(top, path, func(run h5.Group) error {
		return walk(run, true, func(l leaf) error {
			switch {
			case l.path == "":
				l.path = cmp.Or(h.name, GroupOf(i))
			case h.name != "":
				l.path = h.name + "." + l.path
			}
			return visit(l)
		})
	})
}
