package hdf5

import (
	"errors"
	"fmt"
	"regexp"

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

// below returns the group of that name in this one, as a home.
func (h home) below(name string) home {
	next := home{path: joined(h.path, "/", name), name: h.name, set: h.set}
	switch {
	case nameOfSet.MatchString(name):
		next.set = name
	case h.path != "" || name != groupRuns:
		next.name = joined(h.name, ".", name)
	}
	return next
}

// joined joins what is not empty.
func joined(a, separator, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + separator + b
}

// A search goes through the groups of a kind that are below no run.
type search struct {
	homes []home
	loose bool             // something belongs to no run
	visit func(leaf) error // of that
	seen  map[[16]byte]bool
}

// searchIn returns what there is in a group of results or derived parameters.
func searchIn(kind h5.Group, visit func(leaf) error) (*search, error) {
	s := &search{visit: visit, seen: map[[16]byte]bool{}}
	return s, s.descend(kind, home{}, 0)
}

func (s *search) descend(group h5.Group, at home, depth int) error {
	if depth > maxDepth {
		return fmt.Errorf("hdf5: %s: there are more than %d groups within each other", group.Path(), maxDepth)
	}
	isLeaf, err := group.HasAttribute(pypetLeaf)
	if err != nil {
		return err
	}
	members, err := group.Members()
	if err != nil {
		return err
	}
	if isLeaf {
		s.loose = true
		return s.visit(leaf{group, at.name, members, true})
	}
	var faults []error
	isHome := false
	for _, m := range members {
		switch {
		case m.Type != h5.GroupType || s.seen[m.Place]:
		case nameOfRun.MatchString(m.Name):
			isHome = true
			s.loose = s.loose || m.Name == runAll
		default:
			s.seen[m.Place] = true
			faults = append(faults, within(group, m.Name, func(child h5.Group) error {
				return s.descend(child, at.below(m.Name), depth+1)
			}))
		}
	}
	if isHome {
		s.homes = append(s.homes, at)
	}
	return errors.Join(faults...)
}

// hasLoose reports whether something in the group of a trajectory belongs to no run.
func hasLoose(group h5.Group) (loose bool, err error) {
	for _, kind := range []string{groupDerived, groupResults} {
		err = errors.Join(err, ifThere(group, kind, func(top h5.Group) error {
			s, err := searchIn(top, func(leaf) error { return nil })
			loose = loose || s.loose
			return err
		}))
	}
	return loose, err
}

// eachForeign is eachOf for a file of pypet's.
func (f *opened) eachForeign(group h5.Group, i int, derived func(trajectory.Parameter) error,
	result func(trajectory.Result) error) error {
	return errors.Join(
		f.eachLeaf(group, groupDerived, i, func(l leaf) error { return readDerivedFrom(l, derived) }),
		f.eachLeaf(group, groupResults, i, func(l leaf) error { return readResultFrom(l, result) }))
}

// eachLeaf visits what belongs to run i.
func (f *opened) eachLeaf(group h5.Group, kind string, i int, visit func(leaf) error) error {
	return ifThere(group, kind, func(top h5.Group) error {
		homes, err := f.homesIn(top)
		if err != nil {
			return err
		}
		var faults []error
		for _, h := range homes {
			if h.set == "" || h.set == runSetOf(i) {
				faults = append(faults, h.eachLeaf(top, i, visit))
			}
		}
		if i == trajectory.PreRun {
			_, err = searchIn(top, visit)
		}
		return errors.Join(append(faults, err)...)
	})
}

// homesIn returns the homes in a group, which it looks for once.
func (f *opened) homesIn(kind h5.Group) ([]home, error) {
	if homes, known := f.homes[kind.Path()]; known {
		return homes, nil
	}
	s, err := searchIn(kind, func(leaf) error { return nil })
	if err != nil {
		return nil, err
	}
	f.homes[kind.Path()] = s.homes
	return s.homes, nil
}

// eachLeaf visits what is below the group of run i, which need not be there.
func (h home) eachLeaf(top h5.Group, i int, visit func(leaf) error) error {
	return ifThere(top, joined(h.path, "/", groupOf(i)), func(run h5.Group) error {
		return walk(run, true, func(l leaf) error {
			if l.path = joined(h.name, ".", l.path); l.path == "" {
				l.path = groupOf(i) // which is a result itself
			}
			return visit(l)
		})
	})
}
