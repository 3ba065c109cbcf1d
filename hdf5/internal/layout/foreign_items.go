package layout

import (
	"fmt"
	"strings"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// What pypet's classes store in ways of their own.
const (
	pickles     = "Pickle" // in the name of a class, whose values are pickles, but for that of protocol
	protocol    = "__pckl_prtcl__"
	ofSparse    = "__spsp__" // at the end of a name: a sparse matrix, as a text
	pypetLength = "SRVC_INIT_LENGTH"
)

// foreignResult returns a result of pypet's, with a text for what cannot be read.
func foreignResult(l leaf) (res trajectory.Result) {
	res.Path, res.Comment, res.Items = l.path, foreignText(l.Object, pypetComment), foreignItems(l)
	res.Annotations = foreignAnnotations(l)
	return res
}

// foreignItems returns the items of a result of pypet's. Those in groups within each other have dots in their
// names, as pypet has them.
func foreignItems(l leaf) []trajectory.Item {
	g := itemGatherer{class: foreignText(l.Object, pypetClass), seen: map[[16]byte]bool{}, taken: map[string]bool{}}
	g.gather(l.Group, "", l.members)
	return g.items
}

// An itemGatherer has met some items on its way through the groups of a result.
type itemGatherer struct {
	class string
	seen  map[[16]byte]bool // groups
	taken map[string]bool
	items []trajectory.Item
}

func (g *itemGatherer) gather(group h5.Group, prefix string, members []h5.Member) {
	for _, m := range members {
		switch {
		case prefix == "" && m.Name == groupCopies:
		case m.Type == h5.DatasetType:
			g.add(prefix+m.Name, g.valueOf(group, m.Name))
		case m.Type == h5.GroupType && !g.seen[m.Place] && len(g.seen) < maxDepth:
			g.seen[m.Place] = true
			g.descend(group, prefix+m.Name, m.Name)
		default:
			g.add(prefix+m.Name, foreignLink(group, m))
		}
	}
}

// descend gathers what is in a group, unless that is one of the values that pypet makes groups of.
func (g *itemGatherer) descend(parent h5.Group, name, member string) {
	err := Within(parent, member, func(group h5.Group) error {
		if store := foreignText(group.Object, pypetStore); store != "" && store != storeGroup {
			g.add(name, opaque("group: pypet stores a %s in it", store))
			return nil
		}
		members, err := group.Members()
		if err != nil {
			return err
		}
		if len(members) == 0 {
			g.add(name, opaque("group: it is empty"))
		}
		g.gather(group, name+".", members)
		return nil
	})
	if err != nil {
		g.add(name, unread(err))
	}
}

// add adds an item under a name that no other has.
func (g *itemGatherer) add(name string, value any) {
	name = printable(name)
	for g.taken[name] {
		name += "'"
	}
	g.taken[name] = true
	g.items = append(g.items, trajectory.Item{Name: name, Value: value})
}

func (g *itemGatherer) valueOf(group h5.Group, name string) (value any) {
	err := inDataset(group, name, func(d h5.Dataset) error {
		switch value = foreignValue(d); {
		case isOpaque(value):
		case strings.Contains(g.class, pickles) && name != protocol && d.Kind() == h5.String:
			value = opaque("pickle")
		case strings.HasSuffix(name, ofSparse):
			value = opaque("sparse matrix")
		}
		return nil
	})
	if err != nil {
		return unread(err)
	}
	return value
}

// foreignLink is what stands for a member that is neither a group nor a dataset, or a group met before.
func foreignLink(group h5.Group, m h5.Member) string {
	file, path, err := group.Target(m.Name)
	if err != nil {
		return opaque("%v", m.Type)
	}
	if file != "" {
		path += " of " + fmt.Sprintf("%q", file)
	}
	return opaque("%v to %s", m.Type, path)
}
