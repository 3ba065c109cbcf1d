package trajectory

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A tree keeps leaves under dotted paths. Groups come into being with the leaves below them, or with a description; a
// link leads from a path to a leaf or a group elsewhere. The noun is what a leaf is called in errors.
type tree[T any] struct {
	branches
	leaves map[string]T
}

// Branches are a tree but for its leaves. They have no type parameter, for what has one is compiled once more for every package that names a
// Trajectory: half a second each.
type branches struct {
	noun      string
	paths     []string // of the leaves, sorted
	groups    map[string]bool
	described map[string]Description
	links     map[string]string // where each leads: a full path without links
}

func newTree[T any](noun string) *tree[T] {
	return &tree[T]{leaves: map[string]T{}, branches: branches{noun: noun, groups: map[string]bool{}, described: map[string]Description{},
		links: map[string]string{}}}
}

// admit returns why a leaf cannot be added at path, which is one.
func (t *branches) admit(path string) error {
	if t.groups[path] {
		return fmt.Errorf("there is a group of that path already")
	}
	return t.admitGroup(path)
}

// admitGroup is that of a group, which may be there.
func (t *branches) admitGroup(path string) error {
	if t.has(path) {
		return fmt.Errorf("there is a %s of that path already", t.noun)
	}
	if to, taken := t.links[path]; taken {
		return fmt.Errorf("there is a link of that path already, to %s", to)
	}
	for group := range parents(path) {
		if t.has(group) {
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
	t.leaves[path] = leaf
	t.grow(path)
}

// grow adds the path of a leaf, with the groups in which it is.
func (t *branches) grow(path string) {
	if at, found := slices.BinarySearch(t.paths, path); !found {
		t.paths = slices.Insert(t.paths, at, path)
	}
	for group := range parents(path) {
		t.groups[group] = true
	}
}

// describe sets what is said of a group, which admitGroup must have allowed.
func (t *branches) describe(g Description) {
	t.groups[g.Path], t.described[g.Path] = true, g
	for group := range parents(g.Path) {
		t.groups[group] = true
	}
}

// link adds a link at path, which admit must have allowed, to a full path.
func (t *branches) link(path, to string) {
	t.links[path] = to
	for group := range parents(path) {
		t.groups[group] = true
	}
}

// leadsTo returns the group that has path in it, if who goes from a group through all that is below comes there; else "".
func (t *branches) leadsTo(group, path string, seen map[string]bool) string {
	if strings.HasPrefix(path+".", group+".") {
		return group
	}
	seen[group] = true
	for link, to := range t.links {
		if strings.HasPrefix(link, group+".") && !seen[to] {
			if round := t.leadsTo(to, path, seen); round != "" {
				return round
			}
		}
	}
	return ""
}

// remove removes the leaf or the group of that full path with all below it, and the links that would lead nowhere.
func (t *tree[T]) remove(path string) {
	for _, leaf := range t.cut(path) {
		delete(t.leaves, leaf)
	}
}

// cut does so but for the leaves themselves, of which it returns the paths.
func (t *branches) cut(path string) (leaves []string) {
	gone := func(p string) bool { return p == path || strings.HasPrefix(p, path+".") }
	leaves = t.in(path)
	t.paths = slices.DeleteFunc(t.paths, gone)
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
	return leaves
}

// in returns the paths of the leaf of that full path, or of the leaves in the group of it.
func (t *branches) in(full string) (paths []string) {
	for _, p := range t.paths {
		if p == full || strings.HasPrefix(p, full+".") {
			paths = append(paths, p)
		}
	}
	return paths
}

// all yields the leaves sorted by path.
func (t *tree[T]) all(yield func(string, T) bool) {
	for _, path := range t.paths {
		if !yield(path, t.leaves[path]) {
			return
		}
	}
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
