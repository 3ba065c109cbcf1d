package layout

import (
	"slices"
	"strings"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// extent returns that of a dataset, or the value that it has if it is single.
func extent(group h5.Group, name string, d h5.Dataset) (any, error) {
	shape := d.Shape()
	if len(shape) == 0 || d.Kind() == h5.None || d.Kind() == h5.Table {
		return readValue(d)
	}
	empty, err := thin(group, name, d)
	if err != nil {
		return nil, err
	}
	e := trajectory.ExtentOf(empty)
	e.Shape, e.Bytes = shape, h5.Bytes(d.Kind(), shape)
	return e, nil
}

// mostShape is how many elements the list has that is the shape of a matrix.
const mostShape = 2

func extentOfPart(group h5.Group, name string, d h5.Dataset) (any, error) {
	if shape := d.Shape(); len(shape) == 1 && shape[0] <= mostShape {
		return readValue(d)
	}
	return extent(group, name, d)
}

func composeExtent(form string, parts []trajectory.Item) (any, error) {
	return trajectory.ComposeExtent(form, parts)
}

// all reports whether they are those of the whole run.
func (v Values) all() bool { return len(v.of.Paths) == 0 && v.of.Depth == 0 && v.of.Most == 0 }

// fits reports whether the values of an item take no more than a part may have of it.
func (v Values) fits(item trajectory.Item) bool {
	return v.of.Most == 0 || trajectory.OutlineOf("", item).Bytes <= v.of.Most
}

// fitsDataset is that of an item which is a dataset.
func (v Values) fitsDataset(group h5.Group, name string, d h5.Dataset) (bool, error) {
	if v.of.Most == 0 {
		return true, nil
	}
	value, err := extent(group, name, d)
	return err == nil && v.fits(trajectory.Item{Value: value}), err
}

// fitsCompound is that of one which is a group.
func (v Values) fitsCompound(group h5.Group, name string) (bool, error) {
	if v.of.Most == 0 {
		return true, nil
	}
	value, err := readCompound(group, name, Outlined)
	return err == nil && v.fits(trajectory.Item{Value: value}), err
}

// into returns which groups of a branch are gone into.
func (v Values) into(branch string) func(names []string, name string) bool {
	if v.all() {
		return anywhere
	}
	return func(names []string, name string) bool {
		return v.of.Within(branch + "." + strings.Join(append(slices.Clone(names), name), "."))
	}
}

// links returns what adds links, in a part those that lead to what is in it.
func (v Values) links(to Receiver) func(...trajectory.Link) error {
	if v.all() {
		return to.AddLink
	}
	return func(links ...trajectory.Link) error {
		run, is := to.(interface{ Contents() []string })
		if !is {
			return nil
		}
		paths := run.Contents()
		there := func(target string) bool {
			return slices.ContainsFunc(paths, func(path string) bool { return path == target || strings.HasPrefix(path, target+".") })
		}
		var kept []trajectory.Link
		for n := -1; n != len(links); { // a link may lead to another
			n = len(links)
			links = slices.DeleteFunc(slices.Clone(links), func(l trajectory.Link) bool {
				if !there(l.Target) {
					return false
				}
				kept, paths = append(kept, l), append(paths, l.Path)
				return true
			})
		}
		return to.AddLink(kept...)
	}
}

// An excerpt hands on what is in a part.
type excerpt struct {
	Receiver
	of trajectory.Excerpt
}

func (e excerpt) AddDerived(p trajectory.Parameter) error {
	if !e.of.Within(groupDerived + "." + p.Path) {
		return nil
	}
	return e.Receiver.AddDerived(p)
}

func (e excerpt) AddResult(res trajectory.Result) error {
	res, is := e.of.Of(res)
	if !is {
		return nil
	}
	return e.Receiver.AddResult(res)
}
