package layout

import (
	"errors"
	"fmt"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// A Result is one on its way to the file.
type Result struct {
	Path        string
	Comment     string
	Annotations trajectory.Annotations
	Compression int // as in [trajectory.Result]
	Items       []Item
}

// layout returns how the result is kept in a store that keeps results as l says.
func (r Result) layout(l h5.Layout) h5.Layout {
	if r.Compression != 0 {
		l.Deflate = max(0, r.Compression)
	}
	return l
}

// writeResult stores a result as a group below top, with a dataset for each item.
func writeResult(top h5.Group, r Result, l h5.Layout) error {
	path, name := splitPath(r.Path)
	return WithinNew(top, path, func(parent h5.Group) error {
		return newLeaf(parent, name, classResult, r.Comment, r.Annotations, func(group h5.Group) error {
			return writeItems(group, r.Items, r.layout(l))
		})
	})
}

// writeItems stores items as datasets of group, with dimension scales for all their axes.
func writeItems(group h5.Group, items []Item, l h5.Layout) error {
	var all []written
	for _, s := range items {
		if _, is := s.Value.(trajectory.Compound); is {
			err := writeCompound(group, s, l)
			if err == nil && s.Post > 0 {
				err = Within(group, s.Name, func(of h5.Group) error { return markPost(of.Object, s) })
			}
			if err != nil {
				return err
			}
			all = append(all, written{name: s.Name}) // whose name no axis can have
			continue
		}
		d, err := writeItem(group, s, l)
		if err != nil {
			return err
		}
		defer d.Close()
		if err := markPost(d.Object, s); err != nil {
			return err
		}
		all = append(all, written{d, s.Name, s.Dims})
	}
	if err := attachScales(group, all); err != nil {
		return err
	}
	return writeCopies(group, items)
}

// readResultFrom hands a result to add.
func readResultFrom(l leaf, values Values, posted bool, add func(trajectory.Result) error) error {
	res, err := readResult(l, values)
	if err == nil && posted {
		err = readPostsOf(l, res.Items)
	}
	if err != nil || len(res.Items) == 0 && !values.all() {
		return err
	}
	return add(res)
}

func readResult(l leaf, values Values) (res trajectory.Result, err error) {
	res.Path = l.path
	if res.Comment, err = text(l.Object, pypetComment); err != nil {
		return res, err
	}
	if res.Annotations, err = readAnnotations(l); err != nil {
		return res, err
	}
	var faults []error
	for _, m := range l.members {
		switch {
		case m.Name == groupCopies || !values.of.HasItem(l.path, m.Name):
		case m.Type == h5.GroupType:
			faults = append(faults, Within(l.Group, m.Name, func(group h5.Group) error {
				if is, err := group.HasAttribute(attrForm); err != nil || !is {
					return errors.Join(err, noItem(l, m.Name))
				}
				if fits, err := values.fitsCompound(l.Group, m.Name); err != nil || !fits {
					return err
				}
				item, err := readCompoundItem(l.Group, m.Name, values)
				if err == nil {
					res.Items = append(res.Items, item)
				}
				return err
			}))
		case m.Type != h5.DatasetType:
			faults = append(faults, noItem(l, m.Name))
		default:
			faults = append(faults, inDataset(l.Group, m.Name, func(d h5.Dataset) error {
				if fits, err := values.fitsDataset(l.Group, m.Name, d); err != nil || !fits {
					return err
				}
				item, there, err := readItem(l.Group, d, m.Name, values.item)
				if there {
					res.Items = append(res.Items, item)
				}
				return err
			}))
		}
	}
	return res, errors.Join(faults...)
}

func noItem(l leaf, name string) error {
	return fmt.Errorf("hdf5: %s/%s: it is no dataset, and so no item of the result", l.Path(), name)
}
