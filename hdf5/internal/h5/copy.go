package h5

import (
	"errors"
	"slices"
	"strings"
)

// Both runs job on the library's thread with the root groups of two files, as [File.Do] does with that of
// one.
func Both(a, b *File, job func(rootOfA, rootOfB Group) error) error {
	if a == b {
		return a.Do(func(root Group) error { return job(root, root) })
	}
	defer hold(a, b)()
	for _, f := range []*File{a, b} {
		if f.id == 0 {
			return refused("use file", f.path, "it is closed")
		}
	}
	if a.through != nil { // never b, which is written
		return a.through.run(func(rootOfA Group) error {
			return library.do(func() error {
				return b.run(func(rootOfB Group) error { return job(rootOfA, rootOfB) })
			})
		})
	}
	return library.do(func() error {
		return a.run(func(rootOfA Group) error {
			return b.run(func(rootOfB Group) error { return job(rootOfA, rootOfB) })
		})
	})
}

// hold keeps both files from being closed until release is called. It never waits for one while it holds the
// other: two callers that name the files in different orders, and two that close them, would wait for ever.
func hold(a, b *File) (release func()) {
	for {
		a.mu.RLock()
		if b.mu.TryRLock() {
			return func() {
				a.mu.RUnlock()
				b.mu.RUnlock()
			}
		}
		a.mu.RUnlock()
		a, b = b, a
	}
}

// Copy copies the member called name of a group, with all that is below it, to a member of another group,
// which must not exist. Compressed chunks are copied as they are. The dimension scales of a dataset below a
// group that is copied are the copies of its scales, which must be in one group with it, and soft links into that group lead into the copy.
//
// What is copied must not have been written in the same job: the library takes seconds over compressed texts
// of variable length that are still open.
func Copy(from Group, name string, to Group, as string) error {
	const op = "copy"
	if from.isThere() {
		return copyThrough(from, name, to, as)
	}
	for _, fault := range []string{nameFault(name), nameFault(as)} {
		if fault != "" {
			return refused(op, from.below(name), "%s", fault)
		}
	}
	source := h5Oopen(from.id, name)
	if source < 0 {
		return failed(op, from.below(name))
	}
	defer h5Oclose(source)
	if !h5Ocopy(source, to.id, as) {
		return failed(op, from.below(name))
	}
	if !isGroup(source) {
		return nil
	}
	found := attachments{}
	if err := found.collect(Group{Object{from.job, source, from.below(name)}}, ""); err != nil {
		return err
	}
	if err := found.relink(from.below(name), to, as); err != nil {
		return err
	}
	return found.repeat(to, as)
}

// relink has soft links in a copied group, which lead from the root to something in the one it was copied from, lead into the copy.
func (a *attachments) relink(from string, to Group, as string) error {
	before, now := "/"+from+"/", "/"+to.below(as)+"/"
	if before == now {
		return nil
	}
	for _, path := range a.links {
		name := as + "/" + path
		at := strings.LastIndexByte(name, '/')
		parent, err := to.Open(name[:at])
		if err != nil {
			return err
		}
		err = parent.redirect(name[at+1:], before, now)
		parent.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

// redirect has a soft link that leads below one path lead to the same below another.
func (g Group) redirect(name, before, now string) error {
	_, target, err := g.Target(name)
	if err != nil {
		return err
	}
	inside, is := strings.CutPrefix(target, before)
	if !is {
		return nil
	}
	return errors.Join(g.Delete(name), g.LinkSoft(name, now+inside))
}

// attachments are the scales of the datasets below a group: names in the group where the dataset is.
//
// The library copies the references to scales as they are, so that in another file they lead anywhere. They
// are written again.
type attachments struct {
	of    []attachment
	seen  map[[16]byte]bool // groups
	links []string          // paths of soft links
}

type attachment struct {
	group, dataset string
	scales         []string
}

// collect adds what is attached in the group, which has that path below the top, and in the groups below it.
func (a *attachments) collect(g Group, path string) error {
	members, err := g.Members()
	if err != nil {
		return err
	}
	for _, m := range members {
		switch m.Type {
		case GroupType:
			err = a.descend(g, path, m)
		case DatasetType:
			err = a.inspect(g, path, m.Name, members)
		case SoftLink:
			a.links = append(a.links, path+m.Name)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// descend collects in a group once, though it may have several names.
func (a *attachments) descend(g Group, path string, m Member) error {
	if a.seen[m.Place] {
		return nil
	}
	if a.seen == nil {
		a.seen = map[[16]byte]bool{}
	}
	a.seen[m.Place] = true
	below, err := g.Open(m.Name)
	if err != nil {
		return err
	}
	defer below.Close()
	return a.collect(below, path+m.Name+"/")
}

// inspect adds the scales of a dataset, if it has some.
func (a *attachments) inspect(g Group, path, name string, members []Member) error {
	switch there := h5AexistsBelow(g.id, name, DimensionList); {
	case there < 0:
		return failed("look up attribute", g.below(name)+"@"+DimensionList)
	case there == 0:
		return nil
	}
	d, err := g.object(name)
	if err != nil {
		return err
	}
	defer d.Close()
	places, err := d.scalePlaces()
	if err != nil {
		return err
	}
	scales := make([]string, len(places))
	for i, place := range places {
		k := slices.IndexFunc(members, func(m Member) bool { return m.Place == place })
		if k < 0 {
			return refused("copy", d.path, "the scale of its dimension %d is in another group", i)
		}
		scales[i] = members[k].Name
	}
	a.of = append(a.of, attachment{path, name, scales})
	return nil
}

// repeat attaches the same below the member of a group.
func (a *attachments) repeat(g Group, top string) error {
	for _, one := range a.of {
		if err := one.repeat(g, top+"/"+one.group); err != nil {
			return err
		}
	}
	return nil
}

func (a attachment) repeat(g Group, path string) error {
	d, err := g.object(path + a.dataset)
	if err != nil {
		return err
	}
	defer d.Close()
	scales := make([]Object, len(a.scales))
	for i, name := range a.scales {
		if scales[i], err = g.object(path + name); err != nil {
			return err
		}
		defer scales[i].Close()
	}
	if err := d.deleteAttribute(DimensionList); err != nil {
		return err
	}
	return d.attach(scales)
}

// object opens a member of which nothing but its attributes is of interest.
func (g Group) object(path string) (Object, error) {
	id := h5Oopen(g.id, path)
	if id < 0 {
		return Object{}, failed("open", g.below(path))
	}
	return Object{g.job, g.job.keep(id), g.below(path)}, nil
}
