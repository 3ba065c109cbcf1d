package trajectory

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A tree keeps leaves under dotted paths. Groups come into being with the leaves below them. The noun is what
// a leaf is called in errors.
type tree[T any] struct {
	noun   string
	leaves map[string]T
	paths  []string // of the leaves, sorted
	groups map[string]bool
}

func newTree[T any](noun string) *tree[T] {
	return &tree[T]{noun: noun, leaves: map[string]T{}, groups: map[string]bool{}}
}

// admit returns why a leaf cannot be added at path, which is one.
func (t *tree[T]) admit(path string) error {
	if _, taken := t.leaves[path]; taken {
		return fmt.Errorf("there is a %s of that path already", t.noun)
	}
	if t.groups[path] {
		return fmt.Errorf("there is a group of that path already")
	}
	for group := range parents(path) {
		if _, leaf := t.leaves[group]; leaf {
			return fmt.Errorf("%s is a %s, and nothing can be below it", group, t.noun)
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

// all yields the leaves sorted by path.
func (t *tree[T]) all(yield func(string, T) bool) {
	for _, path := range t.paths {
		if !yield(path, t.leaves[path]) {
			return
		}
	}
}

// find returns the full path of the leaf that name means: its path, or the unambiguous end of it.
func (t *tree[T]) find(name string) (string, error) {
	if _, ok := t.leaves[name]; ok {
		return name, nil
	}
	switch fits := endingIn(t.paths, name); len(fits) {
	case 1:
		return fits[0], nil
	case 0:
		return "", t.missing(name)
	default:
		return "", ambiguous(t.noun, name, fits)
	}
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
	if t.groups[name] {
		return name, nil
	}
	groups := slices.Sorted(maps.Keys(t.groups))
	switch fits := endingIn(groups, name); len(fits) {
	case 1:
		return fits[0], nil
	case 0:
		return "", t.missingGroup(name, groups)
	default:
		return "", ambiguous("group", name, fits)
	}
}

func (t *tree[T]) missing(name string) error {
	if paths, err := t.below(name); err == nil && name != "" {
		return faultf(ErrNotFound, "%q is a group, not a %s; it has %s", name, t.noun, listed(paths))
	}
	return faultf(ErrNotFound, "there is no %s %q; %s", t.noun, name, hint(name, t.paths))
}

func (t *tree[T]) missingGroup(name string, groups []string) error {
	if fits := endingIn(t.paths, name); len(fits) > 0 {
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

func endingIn(paths []string, end string) []string {
	var fits []string
	for _, path := range paths {
		if end != "" && endsIn(path, end) {
			fits = append(fits, path)
		}
	}
	return fits
}
