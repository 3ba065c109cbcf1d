package trajectory

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// followed returns a name without the link with which it begins, if it does.
func (t *branches) followed(name string) string {
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
func (t *branches) find(name string) (string, error) {
	if full := t.followed(name); t.has(full) {
		return full, nil
	}
	switch fits := different(nearest(t.leafPaths(), name), t.followed); len(fits) {
	case 1:
		return t.followed(fits[0]), nil
	case 0:
		return "", t.missing(name)
	default:
		return "", ambiguous(t.noun, name, fits)
	}
}

func (t *branches) has(path string) bool {
	_, is := slices.BinarySearch(t.paths, path)
	return is
}

// there reports whether a leaf or a group is at path, or at where it leads.
func (t *branches) there(path string) bool {
	full := t.followed(path)
	return t.has(full) || t.groups[full]
}

// leafPaths returns the paths of leaves and of links to some.
func (t *branches) leafPaths() []string {
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
func (t *branches) below(name string) ([]string, error) {
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

func (t *branches) findGroup(name string) (string, error) {
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
	switch fits := different(nearest(groups, name), t.followed); len(fits) {
	case 1:
		return t.followed(fits[0]), nil
	case 0:
		return "", t.missingGroup(name, groups)
	default:
		return "", ambiguous("group", name, fits)
	}
}

// node returns the full path of the leaf or the group that name means: its path, or else a leaf of that name, or else a group.
func (t *branches) node(name string) (string, error) {
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

func (t *branches) missing(name string) error {
	if paths, err := t.below(name); err == nil && name != "" {
		return faultf(ErrNotFound, "%q is a group, not a %s; it has %s", name, t.noun, listed(paths))
	}
	return faultf(ErrNotFound, "there is no %s %q; %s", t.noun, name, hint(name, t.paths))
}

func (t *branches) missingGroup(name string, groups []string) error {
	if fits := nearest(t.leafPaths(), name); len(fits) > 0 {
		return faultf(ErrNotFound, "%q is a %s, not a group", fits[0], t.noun)
	}
	return faultf(ErrNotFound, "there is no group %q of %ss; %s", name, t.noun, hint(name, groups))
}

func ambiguous(noun, name string, fits []string) error {
	return fmt.Errorf("the %s %q is ambiguous; write more of its path: %s",
		noun, name, strings.Join(fits, ", "))
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

// different returns the first of those paths that lead to one place, for each place.
func different(paths []string, leads func(path string) string) []string {
	seen := map[string]bool{}
	return slices.DeleteFunc(paths, func(path string) bool {
		to := leads(path)
		again := seen[to]
		seen[to] = true
		return again
	})
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
