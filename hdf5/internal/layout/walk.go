package layout

import (
	"errors"
	"fmt"
	"strings"

	"golgi/hdf5/internal/h5"
)

// maxDepth bounds the recursion into groups; a path of a trajectory has at most 500 names.
const maxDepth = 500

// A leaf is the group of a parameter or a result, at a dotted path below the top of a walk.
type leaf struct {
	h5.Group
	path    string
	members []h5.Member
	foreign bool // written by pypet
}

// typeOf returns what a member of the leaf is.
func (l leaf) typeOf(name string) (is h5.Type) {
	for _, m := range l.members {
		if m.Name == name {
			is = m.Type
		}
	}
	return is
}

// walk visits each leaf below top, and returns all their errors. A link, or a group that can be reached twice
// (of which a broken file may have endlessly many), is an error, and so is a dataset outside of all leaves;
// in a file of pypet's they are passed over.
func walk(top h5.Group, foreign bool, visit func(leaf) error) error {
	return walkInto(top, foreign, visit, anywhere)
}

// walkInto is walk that goes only into the members of groups for which into is true.
func walkInto(top h5.Group, foreign bool, visit func(leaf) error,
	into func(names []string, name string) bool) error {
	w := walker{foreign: foreign, seen: map[[16]byte]bool{}, visit: visit, into: into}
	return w.descend(top, nil)
}

// anywhere goes into all groups.
func anywhere([]string, string) bool { return true }

// A walker has seen some groups on its way.
type walker struct {
	foreign bool
	seen    map[[16]byte]bool
	visit   func(leaf) error
	into    func(names []string, name string) bool
	group   func(leaf) error                         // nil: groups are passed over
	link    func(path string, parent h5.Group) error // nil: a soft link is an error
}

// isUnmarked reports whether a group of pypet's is a leaf that was not marked as one: pypet was killed between
// its values and its attributes.
func isUnmarked(group h5.Group, members []h5.Member) bool {
	for _, m := range members {
		if m.Type != h5.DatasetType {
			continue
		}
		marked := false
		err := inDataset(group, m.Name, func(d h5.Dataset) (err error) {
			marked, err = d.HasAttribute(pypetStore)
			return err
		})
		if err == nil && marked {
			return true
		}
	}
	return false
}

func (w walker) descend(group h5.Group, names []string) error {
	if len(names) > maxDepth {
		return fmt.Errorf("hdf5: %s: there are more than %d groups within each other", h5.Short(group.Path()), maxDepth)
	}
	isLeaf, err := group.HasAttribute(pypetLeaf)
	if err != nil {
		return err
	}
	members, err := group.Members()
	if err != nil {
		return err
	}
	if isLeaf || w.foreign && isUnmarked(group, members) {
		return w.visit(leaf{group, strings.Join(names, "."), members, w.foreign})
	}
	var faults []error
	if w.group != nil && len(names) > 0 {
		faults = append(faults, w.group(leaf{group, strings.Join(names, "."), members, w.foreign}))
	}
	for _, m := range members {
		switch {
		case m.Type == h5.SoftLink && w.link != nil:
			faults = append(faults, w.link(strings.Join(append(names, m.Name), "."), group))
		case m.Type == h5.GroupType && !w.seen[m.Place]:
			if !w.into(names, m.Name) {
				continue
			}
			w.seen[m.Place] = true
			faults = append(faults, Within(group, m.Name, func(child h5.Group) error {
				return w.descend(child, append(names, m.Name))
			}))
		case !w.foreign:
			faults = append(faults, fmt.Errorf("hdf5: %s/%s: it is neither a parameter nor a result, nor a "+
				"group of its own with some", h5.Short(group.Path()), m.Name))
		}
	}
	return errors.Join(faults...)
}
