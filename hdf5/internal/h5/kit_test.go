package h5

import (
	"strings"
	"testing"
)

// split takes a path of two names apart.
func split(path string) (parent, name string) {
	parent, name, _ = strings.Cut(path, "/")
	return parent, name
}

// attributeAt reads "group@attribute".
func attributeAt(root Group, path string) (any, error) {
	group, name, _ := strings.Cut(path, "@")
	g, err := root.Open(group)
	if err != nil {
		return nil, err
	}
	return g.Attribute(name)
}

func typeOf(t *testing.T, g Group, name string) Type {
	t.Helper()
	members, err := g.Members()
	must(t, err)
	for _, m := range members {
		if m.Name == name {
			return m.Type
		}
	}
	t.Fatalf("%s has no member %q", g.Path(), name)
	return 0
}
