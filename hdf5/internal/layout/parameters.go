package layout

import (
	"errors"
	"fmt"
	"strings"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
	"golgi/units"
)

// writeDefaults stores the parameters of t, with their ranges, in a tree of groups below top.
func writeDefaults(top h5.Group, t *trajectory.Trajectory) error {
	ps, err := t.Parameters("")
	if err != nil {
		return err
	}
	axes, err := t.Axes()
	if err != nil {
		return err
	}
	ranges := map[string]any{}
	for _, axis := range axes {
		ranges[axis.Path] = axis.Values
	}
	for _, p := range ps {
		if err := writeParameter(top, p, ranges[p.Path]); err != nil {
			return err
		}
	}
	if err := writeGroups(top, t.Descriptions()); err != nil {
		return err
	}
	return writeLinks(top, t.Links())
}

func writeLinks(top h5.Group, all []trajectory.Link) error {
	for _, l := range all {
		if err := writeLink(top, l); err != nil {
			return err
		}
	}
	return nil
}

func writeGroups(top h5.Group, all []trajectory.Description) error {
	for _, g := range all {
		if err := writeGroup(top, g); err != nil {
			return err
		}
	}
	return nil
}

// writeGroup stores what is said of a group.
func writeGroup(top h5.Group, g trajectory.Description) error {
	return WithinNew(top, strings.ReplaceAll(g.Path, ".", "/"), func(group h5.Group) error {
		return errors.Join(setAttributes(group.Object, attr{pypetComment, g.Comment}),
			writeAnnotations(group.Object, g.Annotations))
	})
}

// writeLink stores a link below top, which older versions do not read.
func writeLink(top h5.Group, l trajectory.Link) error {
	path, name := splitPath(l.Path)
	return WithinNew(top, path, func(parent h5.Group) error {
		target := "/" + top.Path() + "/" + strings.ReplaceAll(l.Target, ".", "/")
		return errors.Join(parent.LinkSoft(name, target), raise(top, versionOfKinds))
	})
}

// writeConfig stores the settings of t.
func writeConfig(group h5.Group, t *trajectory.Trajectory) error {
	ps, err := t.Config().Parameters("")
	if err != nil || len(ps) == 0 {
		return err
	}
	return WithinNew(group, groupConfig, func(top h5.Group) error {
		var faults []error
		for _, p := range ps {
			faults = append(faults, writeParameter(top, p, nil))
		}
		return errors.Join(faults...)
	})
}

// readConfig is the inverse of writeConfig.
func readConfig(group h5.Group, t *trajectory.Trajectory) error {
	return ifThere(group, groupConfig, func(top h5.Group) error {
		return walk(top, false, func(l leaf) error {
			return readDerivedFrom(l, func(p trajectory.Parameter) error { return t.AddConfig(p) })
		})
	})
}

// writeParameter stores a parameter below top. Its range is nil if it is not explored.
func writeParameter(top h5.Group, p *trajectory.Parameter, values any) error {
	path, name := splitPath(p.Path)
	return WithinNew(top, path, func(parent h5.Group) error {
		fill := func(group h5.Group) error {
			err := setAttributes(group.Object, attr{attrMin, p.Bounds.Min}, attr{attrMax, p.Bounds.Max})
			return errors.Join(err, writeValues(group, p.Value, values))
		}
		return newLeaf(parent, name, classOf(p.Value), p.Comment, p.Annotations, fill)
	})
}

func classOf(value any) string {
	if _, is := value.(units.Quantity); is {
		return classQuantity
	}
	if isSingle(value) {
		return classParameter
	}
	return classList
}

// isSingle reports whether a value is a number, a truth value or a text.
func isSingle(value any) bool {
	a, is := h5.Of(value)
	return is && len(a.Shape) == 0
}

// writeValues stores the default and the range of a parameter in its group.
func writeValues(group h5.Group, value, values any) error {
	plain, unit, err := plainOf(value)
	if err != nil {
		return fmt.Errorf("hdf5: %s: %w", group.Path(), err)
	}
	if err := setAttributes(group.Object, attr{attrUnits, unit.Name}); err != nil {
		return err
	}
	switch class := classOf(value); class {
	case classQuantity:
		a, _ := h5.Of(plain)
		err = newTable(group, nameData+ofQuantities, h5.Column{Name: columnValue, Array: row1(a)},
			cell(columnUnit, unit.Spelled()))
	case classParameter:
		a, _ := h5.Of(plain)
		err = newTable(group, nameData, h5.Column{Name: columnData, Array: row1(a)})
	default:
		err = writeList(group, nameData+ofLists, plain)
	}
	if err == nil && isNewParameter(plain) {
		err = raise(group, versionOfKinds)
	}
	if err != nil || values == nil {
		return err
	}
	return writeRange(group, unit, values)
}

// row1 returns a single value as a column of one row.
func row1(a h5.Array) h5.Array { return h5.Array{Shape: []int{1}, Data: a.Data} }

// readParameters adds the parameters in the group of a trajectory to t, and returns those that are explored,
// in the order of exploration. It returns all that is wrong.
func readParameters(group h5.Group, t *trajectory.Trajectory) ([]Ranged, error) {
	all, err := explorations(group)
	if err != nil {
		return nil, err
	}
	places := map[string]int{}
	for i, r := range all {
		places[r.path] = i
	}
	err = Within(group, groupParameters, func(top h5.Group) error {
		w := walker{seen: map[[16]byte]bool{}, into: anywhere, group: func(l leaf) error { return readGroup(l, t) }}
		w.visit = func(l leaf) error {
			p, err := readParameter(l)
			if err != nil {
				return err
			}
			if place, explored := places[p.Path]; explored {
				all[place].like = p.Value
			}
			return t.Add(p)
		}
		return w.withLinks(top, t.AddLink)
	})
	return all, err
}

// readLink is the inverse of writeLink, for a link that was found at path in a group below top.
func readLink(top h5.Group, path string, parent h5.Group) (trajectory.Link, error) {
	_, target, err := parent.Target(path[strings.LastIndexByte(path, '.')+1:])
	inside, found := strings.CutPrefix(target, "/"+top.Path()+"/")
	if err == nil && !found {
		err = fmt.Errorf("hdf5: %s: the link %s leads to %s, which is not in it", top.Path(), path, h5.Short(target))
	}
	return trajectory.Link{Path: path, Target: strings.ReplaceAll(inside, "/", ".")}, err
}

// readGroup is the inverse of writeGroup, where something is said of a group.
func readGroup(l leaf, to interface {
	Describe(groups ...trajectory.Description) error
}) error {
	comment, err := text(l.Object, pypetComment)
	if err != nil {
		return err
	}
	notes, err := readAnnotations(l)
	if err != nil || comment == "" && len(notes) == 0 {
		return err
	}
	return to.Describe(trajectory.Description{Path: l.path, Comment: comment, Annotations: notes})
}

// readDerivedFrom hands a derived parameter to add.
func readDerivedFrom(l leaf, add func(trajectory.Parameter) error) error {
	p, err := readParameter(l)
	if err != nil {
		return err
	}
	return add(p)
}

// readParameter reads a parameter with its default.
func readParameter(l leaf) (p trajectory.Parameter, err error) {
	p.Path = l.path
	if p.Value, err = readDefault(l); err != nil {
		return p, err
	}
	if p.Comment, err = text(l.Object, pypetComment); err != nil {
		return p, err
	}
	if p.Bounds.Min, err = text(l.Object, attrMin); err != nil {
		return p, err
	}
	if p.Bounds.Max, err = text(l.Object, attrMax); err != nil {
		return p, err
	}
	p.Annotations, err = readAnnotations(l)
	return p, err
}

func readDefault(l leaf) (value any, err error) {
	for _, m := range l.members {
		switch m.Name {
		case nameData:
			value, err = readCell(l, nameData, columnData)
		case nameData + ofQuantities:
			value, err = readCell(l, m.Name, columnValue)
		case nameData + ofLists:
			value, err = readWhole(l.Group, m.Name, m.Type)
		}
	}
	if err != nil {
		return nil, err
	}
	if value == nil {
		return nil, fmt.Errorf("hdf5: %s: this parameter has no value", l.Path())
	}
	return withUnit(l.Group, value)
}

// readCell returns the first value of a column.
func readCell(l leaf, table, column string) (value any, err error) {
	err = inDataset(l.Group, table, func(d h5.Dataset) error {
		d, err := typedColumn(d, column)
		if err != nil {
			return err
		}
		a, err := d.ReadColumn(column, 0, 1)
		if err != nil {
			return err
		}
		if len(a.Shape) != 1 {
			return fmt.Errorf("hdf5: %s: its column %s has rows of shape %v, wanted single values",
				d.Path(), column, a.Shape[1:])
		}
		value = a.First()
		return nil
	})
	return value, err
}
