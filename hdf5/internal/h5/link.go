package h5

import (
	"strings"
)

// LinkSoft creates a link called name, which must not exist, to what is at a path in the same file: from its root on, if that begins
// with a slash.
func (g Group) LinkSoft(name, path string) error {
	const op = "create link"
	for _, s := range []string{name, path} {
		if fault := nameFault(s); fault != "" {
			return refused(op, g.below(name), "%q: %s", s, fault)
		}
	}
	if !h5LcreateSoft(g.id, name, path) {
		return failed(op, g.below(name))
	}
	return nil
}

// LinkExternal creates a link called name, which must not exist, to the object at path in another file. The
// file is named relative to the folder of the file of this group. The library follows such links, but this
// package does not: see [Group.Target].
func (g Group) LinkExternal(name, file, path string) error {
	const op = "create link"
	for _, s := range []string{name, file, path} {
		if fault := nameFault(s); fault != "" {
			return refused(op, g.below(name), "%q: %s", s, fault)
		}
	}
	if !h5LcreateExternal(g.id, name, file, path) {
		return failed(op, g.below(name))
	}
	return nil
}

// Target returns where the link called name leads: a path, and for an external link the file that has it, ""
// for a soft one. A relative file stands beside the file with the link. Whoever follows the link into the
// other file opens that as any other, with what is to be checked there.
func (g Group) Target(name string) (file, path string, err error) {
	const op = "read link"
	if g.isThere() {
		a, err := g.ask("target", name)
		if err == nil && len(a.Texts) != 2 {
			err = errUnlikely
		}
		if err != nil {
			return "", "", err
		}
		return a.Texts[0], a.Texts[1], nil
	}
	if fault := nameFault(name); fault != "" {
		return "", "", refused(op, g.below(name), "%s", fault)
	}
	size, kind := linkSize(g.id, name)
	switch {
	case size < 0:
		return "", "", failed(op, g.below(name))
	case size == 0 || kind != SoftLink && kind != ExternalLink:
		return "", "", refused(op, g.below(name), "it is neither a soft nor an external link")
	case !g.job.charge(uint64(size)):
		return "", "", refused(op, g.below(name), "its target is longer than the file can hold")
	}
	value := make([]byte, size)
	if !h5Lvalue(g.id, name, value) {
		return "", "", failed(op, g.below(name))
	}
	if kind == SoftLink {
		path, _, _ = strings.Cut(string(value), "\x00")
		return "", path, nil
	}
	return g.unpackExternal(name, value)
}

// unpackExternal takes the value of an external link apart: a byte of flags, then two texts.
//
// Source: HDF5 File Format Specification 3.0, "External Link" (IV.A.2.g).
func (g Group) unpackExternal(name string, value []byte) (file, path string, err error) {
	parts := strings.SplitN(string(value[1:]), "\x00", 3)
	if len(parts) < 3 {
		return "", "", refused("read link", g.below(name), "its target is cut off")
	}
	return parts[0], parts[1], nil
}
