package h5

import (
	"slices"
	"strings"
)

// A Group holds groups and datasets by name. The root group of a file comes from [File.Do]. Paths are names
// joined by slashes.
type Group struct{ Object }

// Type is the type of a member of a group.
type Type int

// The types of members. A SoftLink names a path in the same file, an ExternalLink one in another: see
// [Group.Target].
const (
	GroupType    Type = typeGroup
	DatasetType  Type = typeDataset
	SoftLink     Type = linkSoft
	ExternalLink Type = linkExternal
)

func (t Type) String() string {
	switch t {
	case GroupType:
		return "group"
	case DatasetType:
		return "dataset"
	case SoftLink:
		return "soft link"
	case ExternalLink:
		return "external link"
	case linkOther:
		return "unknown link"
	default:
		return "named type"
	}
}

// A Member is an entry of a group. Two members with one Place are the same object under two names; links that
// are no objects have none.
type Member struct {
	Name  string
	Type  Type
	Place [16]byte
}

func nameFault(name string) string {
	switch {
	case name == "" || name == "." || name == "..":
		return "this is no name"
	case strings.IndexByte(name, 0) >= 0:
		return "the name contains a NUL character"
	}
	return ""
}

// Has reports whether there is something at path.
func (g Group) Has(path string) (bool, error) {
	if g.isThere() {
		a, err := g.ask("has", path)
		return a.Is, err
	}
	for i := range len(path) + 1 {
		if i < len(path) && path[i] != '/' {
			continue
		}
		if there, err := g.hasLink(path[:i]); err != nil || !there {
			return false, err
		}
	}
	return true, nil
}

func (g Group) hasLink(path string) (bool, error) {
	if fault := nameFault(path); fault != "" {
		return false, refused("look up", g.below(path), "%s", fault)
	}
	there := h5Lexists(g.id, path)
	if there < 0 {
		return false, failed("look up", g.below(path))
	}
	return there > 0, nil
}

// Open opens the group at path, following soft links; one into another file is an error.
func (g Group) Open(path string) (Group, error) {
	if g.isThere() {
		a, err := g.ask("group", path)
		return Group{Object{g.job, hid(a.Object), g.below(path)}}, err
	}
	if fault := nameFault(path); fault != "" {
		return Group{}, refused("open group", g.below(path), "%s", fault)
	}
	id := h5Gopen(g.id, path)
	if id < 0 {
		return Group{}, failed("open group", g.below(path))
	}
	return Group{Object{g.job, g.job.keep(id), g.below(path)}}, nil
}

// Create creates a group called name. It must not exist.
func (g Group) Create(name string) (Group, error) {
	if fault := nameFault(name); fault != "" {
		return Group{}, refused("create group", g.below(name), "%s", fault)
	}
	id := h5Gcreate(g.id, name)
	if id < 0 {
		return Group{}, failed("create group", g.below(name))
	}
	return Group{Object{g.job, g.job.keep(id), g.below(name)}}, nil
}

// Require opens the group at path, and creates what of it does not exist.
func (g Group) Require(path string) (Group, error) {
	name, rest, more := strings.Cut(path, "/")
	there, err := g.hasLink(name)
	if err != nil {
		return Group{}, err
	}
	next := g.Create
	if there {
		next = g.Open
	}
	child, err := next(name)
	if err != nil || !more {
		return child, err
	}
	defer child.Close()
	return child.Require(rest)
}

// Members returns what the group holds, sorted by name.
func (g Group) Members() ([]Member, error) {
	if g.isThere() {
		a, err := g.ask("members", "")
		return a.Members, err
	}
	found, ok := members(g.id)
	if !ok {
		return nil, failed("list group", g.path)
	}
	slices.SortFunc(found, func(a, b Member) int { return strings.Compare(a.Name, b.Name) })
	return found, nil
}
