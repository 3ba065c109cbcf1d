package layout

import (
	"errors"
	"slices"
	"strings"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// A Copying says how runs are copied into another file: under which numbers, and without which of their results.
type Copying struct {
	As      func(run int) int
	Without func(path string) bool // whether the result, or the description of a group, of that path is left out; nil: all stay
	Posts   []int                  // the numbers there of post-processings 1, 2, …; nil: the same
	Left    int                    // how many results, and links that are named, were left out
	Touched int                    // of how many runs
}

// CopyRuns copies runs of a trajectory into its group in another file. All have finished, or all are partial. Nothing is unpacked.
func (c *Copying) CopyRuns(from, to h5.Group, runs []int, partial bool) error {
	names := map[string]string{}
	for _, i := range runs {
		names[GroupOf(i)] = GroupOf(c.As(i))
	}
	whole := func(from, to h5.Group, name string) error { return h5.Copy(from, name, to, names[name]) }
	results := whole
	if c.Without != nil {
		results = func(from, to h5.Group, name string) error { return c.copyRest(from, name, to, names[name]) }
	}
	if c.Posts != nil {
		copied := results
		results = func(from, to h5.Group, name string) error {
			if err := copied(from, to, name); err != nil {
				return err
			}
			return Within(to, names[name], func(run h5.Group) error { return renumberPosts(run, c.Posts) })
		}
	}
	if err := transferIn(runsIn(groupDerived, partial), from, to, runs, whole); err != nil {
		return err
	}
	if err := transferIn(runsIn(groupResults, partial), from, to, runs, results); err != nil {
		return err
	}
	return transferIn(groupLogs, from, to, runs, whole)
}

// copyRest copies the results of a run, and what is said of groups of them, as far as they stay. Groups with nothing in them go.
func (c *Copying) copyRest(from h5.Group, name string, to h5.Group, as string) error {
	var rest contents
	err := Within(from, name, func(run h5.Group) error {
		w := walker{seen: map[[16]byte]bool{}, into: anywhere, visit: rest.leaf, group: func(l leaf) error { return readGroup(l, &rest) }}
		return w.withLinks(run, rest.AddLink)
	})
	if err != nil {
		return err
	}
	gone := rest.leaveOut(c.Without)
	if gone == 0 {
		return h5.Copy(from, name, to, as)
	}
	c.Left, c.Touched = c.Left+gone, c.Touched+1
	return Within(from, name, func(from h5.Group) error {
		return WithinNew(to, as, func(to h5.Group) error {
			for _, path := range rest.leaves {
				if err := copyLeaf(from, to, path); err != nil {
					return err
				}
			}
			last, err := postOf(from.Object, attrPosts)
			if err == nil && last > 0 {
				err = to.SetAttribute(attrPosts, int64(last))
			}
			return errors.Join(err, writeGroups(to, rest.said), writeLinks(to, rest.links))
		})
	})
}

// copyLeaf copies the leaf at a path into a group at the same path.
func copyLeaf(from, to h5.Group, path string) error {
	parent, name := splitPath(path)
	return WithinNew(to, parent, func(to h5.Group) error {
		if parent == "" {
			return h5.Copy(from, name, to, name)
		}
		return Within(from, parent, func(from h5.Group) error { return h5.Copy(from, name, to, name) })
	})
}

// contents are the paths of results, what is said of groups of them, and links to both.
type contents struct {
	leaves []string
	said   []trajectory.Description
	links  []trajectory.Link
}

func (c *contents) leaf(l leaf) error {
	c.leaves = append(c.leaves, l.path)
	return nil
}

// Describe takes in what is said of groups.
func (c *contents) Describe(groups ...trajectory.Description) error {
	c.said = append(c.said, groups...)
	return nil
}

// AddLink takes in links.
func (c *contents) AddLink(links ...trajectory.Link) error {
	c.links = append(c.links, links...)
	return nil
}

// leaveOut leaves out what goes, and links to it, and returns how many results and links go by their own paths.
func (c *contents) leaveOut(goes func(path string) bool) (n int) {
	stay := contents{}
	for _, path := range c.leaves {
		if goes(path) {
			n++
		} else {
			stay.leaves = append(stay.leaves, path)
		}
	}
	for _, g := range c.said {
		if !goes(g.Path) {
			stay.said = append(stay.said, g)
		}
	}
	stay.links = slices.DeleteFunc(slices.Clone(c.links), func(l trajectory.Link) bool { return goes(l.Path) })
	n += len(c.links) - len(stay.links)
	for before := -1; before != len(stay.links); { // a group can be there by links alone
		before = len(stay.links)
		there := stay
		there.links = slices.Clone(stay.links)
		stay.links = slices.DeleteFunc(stay.links, func(l trajectory.Link) bool { return !there.has(l.Target) })
	}
	*c = stay
	return n
}

// has reports whether there is a result of that path, or something in a group of it.
func (c *contents) has(path string) bool {
	within := func(p string) bool { return p == path || strings.HasPrefix(p, path+".") }
	return slices.ContainsFunc(c.leaves, within) || slices.ContainsFunc(c.said, func(g trajectory.Description) bool { return within(g.Path) }) ||
		slices.ContainsFunc(c.links, func(l trajectory.Link) bool { return within(l.Path) })
}

// Renumbered returns the row as that of another run.
func (r Row) Renumbered(i int) Row {
	r.Index = i
	return r
}

// Without returns the row without the numbers of results that go. What cannot be told, since its name is cut, goes as well, and the table says that
// columns are left out.
func (r Row) Without(goes func(path string) bool) Row {
	var stay []scalar
	for _, s := range r.scalars {
		path := s.name[:strings.LastIndexByte(s.name, '.')+1]
		switch cut := strings.Contains(s.name, "~"); {
		case cut:
			r.left = max(r.left, 1)
		case !goes(strings.TrimSuffix(path, ".")):
			stay = append(stay, s)
		}
	}
	r.scalars = stay
	return r
}
