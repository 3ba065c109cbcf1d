package trajectory

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A tree keeps leaves under dotted paths. Groups come into being with the leaves below them, or with a description; a
// link leads from a path to a leaf or a group elsewhere. The noun is what a leaf is called in errors.
type tree[T any] struct {
	noun      string
	leaves    map[string]T
	paths     []string // of the leaves, sorted
	groups    map[string]bool
	described map[string]Description
	links     map[string]string // where each leads: a full path without links
}

func newTree[T any](noun string) *tree[T] {
	return &tree[T]{noun: noun, leaves: map[string]T{}, groups: map[string]bool{}, described: map[string]Description{},
		links: map[string]string{}}
}

// admit returns why a leaf cannot be added at path, which is one.
func (t *tree[T]) admit(path string) error {
	if t.groups[path] {
		return fmt.Errorf("there is a group of that path already")
	}
	return t.admitGroup(path)
}

// admitGroup is that of a group, which may be there.
func (t *tree[T]) admitGroup(path string) error {
	if _, taken := t.leaves[path]; taken {
		return fmt.Errorf("there is a %s of that path already", t.noun)
	}
	if to, taken := t.links[path]; taken {
		return fmt.Errorf("there is a link of that path already, to %s", to)
	}
	for group := range parents(path) {
		if _, leaf := t.leaves[group]; leaf {
			return fmt.Errorf("%s is a %s, and nothing can be below it", group, t.noun)
		}
		if to, link := t.links[group]; link {
			return fmt.Errorf("%s is a link; write %s", group, to+strings.TrimPrefix(path, group))
		}
	}
	return nil
}

// put sets the leaf at path, which admit must have allowed or which exists.
func (t *tree[T]) put(path string, leaf T) {
	if at, found := slices.BinarySearch(t.paths, path); !found {
		t.paths = slices.Insert(t.paths, at, path)
	}
	t.leaves[path] = leaf
	for group := range parents(path) {
		t.groups[group] = true
	}
}

// describe sets what is said of a group, which admitGroup must have allowed.
func (t *tree[T]) describe(g Description) {
	t.groups[g.Path], t.described[g.Path] = true, g
	for group := range parents(g.Path) {
		t.groups[group] = true
	}
}

// link adds a link at path, which admit must have allowed, to a full path.
func (t *tree[T]) link(path, to string) {
	t.links[path] = to
	for group := range parents(path) {
		t.groups[group] = true
	}
}

// remove removes the leaf or the group of that full path with all below it, and the links that would lead nowhere.
func (t *tree[T]) remove(path string) {
	gone := func(p string) bool { return p == path || strings.HasPrefix(p, path+".") }
	t.paths = slices.DeleteFunc(t.paths, gone)
	maps.DeleteFunc(t.leaves, func(p string, _ T) bool { return gone(p) })
	maps.DeleteFunc(t.described, func(p string, _ Description) bool { return gone(p) })
	links := t.links
	t.groups, t.links = map[string]bool{}, map[string]string{}
	for _, p := range t.paths {
		for group := range parents(p) {
			t.groups[group] = true
		}
	}
	for _, g := range t.described {
		t.describe(g)
	}
	for n := -1; n != len(t.links); { // a group can be there by links alone
		n = len(t.links)
		for p, to := range links {
			if !gone(p) && t.there(to) {
				t.link(p, to)
			}
		}
	}
}

// all yields the leaves sorted by path.
func (t *tree[T]) all(yield func(string, T) bool) {
	for _, path := range t.paths {
		if !yield(path, t.leaves[path]) {
			return
		}
	}
}

// followed returns a name without the link with which it begins, if it does.
func (t *tree[T]) followed(name string) string {
	if to, is := t.links[name]; is {
		return to
	}
	for group := range parents(name) {
		if to, is := t.links[group]; is {
			return t.followed(to + strings.TrimPrefix(name, group))
		}
	}
	return name
}

// find returns the full path of the leaf that name means: its path, or names of it, the last among them, if no other path with these
// has as few names.
func (t *tree[T]) find(name string) (string, error) {
	if full := t.followed(name); t.has(full) {
		return full, nil
	}
	switch fits := nearest(t.leafPaths(), name); len(fits) {
	case 1:
		return t.followed(fits[0]), nil
	case 0:
		return "", t.missing(name)
	default:
		return "", ambiguous(t.noun, name, fits)
	}
}

func (t *tree[T]) has(path string) bool { _, is := t.leaves[path]; return is }

// there reports whether a leaf or a group is at path, or at where it leads.
func (t *tree[T]) there(path string) bool {
	full := t.followed(path)
	return t.has(full) || t.groups[full]
}

// leafPaths returns the paths of leaves and of links to some.
func (t *tree[T]) leafPaths() []string {
	if len(t.links) == 0 {
		return t.paths
	}
	all := slices.Clone(t.paths)
	for path, to := range t.links {
		if t.has(to) {
			all = append(all, path)
		}
	}
	slices.Sort(all)
	return all
}

// below returns the sorted paths below the group that name means; the empty name means all.
func (t *tree[T]) below(name string) ([]string, error) {
	if name == "" {
		return slices.Clone(t.paths), nil
	}
	group, err := t.findGroup(name)
	if err != nil {
		return nil, err
	}
	from, _ := slices.BinarySearch(t.paths, group+".")
	to := from
	for to < len(t.paths) && strings.HasPrefix(t.paths[to], group+".") {
		to++
	}
	return slices.Clone(t.paths[from:to]), nil
}

func (t *tree[T]) findGroup(name string) (string, error) {
	if full := t.followed(name); t.groups[full] {
		return full, nil
	}
	groups := slices.Collect(maps.Keys(t.groups))
	for path, to := range t.links {
		if t.groups[to] {
			groups = append(groups, path)
		}
	}
	slices.Sort(groups)
	switch fits := nearest(groups, name); len(fits) {
	case 1:
		return t.followed(fits[0]), nil
	case 0:
		return "", t.missingGroup(name, groups)
	default:
		return "", ambiguous("group", name, fits)
	}
}

// node returns the full path of the leaf or the group that name means: its path, or else a leaf of that name, or else a group.
func (t *tree[T]) node(name string) (string, error) {
	if t.there(name) {
		return t.followed(name), nil
	}
	leaf, err := t.find(name)
	if !errors.Is(err, ErrNotFound) {
		return leaf, err
	}
	group, noGroup := t.findGroup(name)
	if errors.Is(noGroup, ErrNotFound) {
		return "", err
	}
	return group, noGroup
}

func (t *tree[T]) missing(name string) error {
	if paths, err := t.below(name); err == nil && name != "" {
		return faultf(ErrNotFound, "%q is a group, not a %s; it has %s", name, t.noun, listed(paths))
	}
	return faultf(ErrNotFound, "there is no %s %q; %s", t.noun, name, hint(name, t.paths))
}

func (t *tree[T]) missingGroup(name string, groups []string) error {
	if fits := nearest(t.leafPaths(), name); len(fits) > 0 {
		return faultf(ErrNotFound, "%q is a %s, not a group", fits[0], t.noun)
	}
	return faultf(ErrNotFound, "there is no group %q of %ss; %s", name, t.noun, hint(name, groups))
}

func ambiguous(noun, name string, fits []string) error {
	return fmt.Errorf("the %s %q is ambiguous; write more of its path: %s",
		noun, name, strings.Join(fits, ", "))
}

// parents yields the groups in which path lies, outermost first.
func parents(path string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for i := range path {
			if path[i] == '.' && !yield(path[:i]) {
				return
			}
		}
	}
}

// nearest returns the paths that name shortens, those with the fewest names, as a search through the levels of the tree finds
// them first.
func nearest(paths []string, name string) (fits []string) {
	least := 0
	for _, path := range paths {
		if name == "" || !shortens(name, path) {
			continue
		}
		switch depth := strings.Count(path, "."); {
		case len(fits) == 0 || depth < least:
			fits, least = []string{path}, depth
		case depth == least:
			fits = append(fits, path)
		}
	}
	return fits
}

// shortens reports whether name has names of path, in their order and with the last one.
func shortens(name, path string) bool {
	if endsIn(path, name) {
		return true
	}
	if lastName(name) != lastName(path) || !strings.Contains(name, ".") {
		return false
	}
	rest := strings.Split(name, ".")
	for one := range strings.SplitSeq(path, ".") {
		if len(rest) > 0 && rest[0] == one {
			rest = rest[1:]
		}
	}
	return len(rest) == 0
}
