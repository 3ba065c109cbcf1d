package layout

import (
	"fmt"
	"slices"
	"strings"

	"golgi/hdf5/internal/h5"
)

// written is an item in the file, on its way to its dimension scales.
type written struct {
	h5.Dataset
	name string
	dims []string
}

// isCoordinate reports whether the item has the coordinates along the axis called dim of length n.
func (w written) isCoordinate(dim string, n int) bool {
	shape := w.Shape()
	return w.name == dim && len(shape) == 1 && shape[0] == n && (w.dims == nil || w.dims[0] == dim)
}

// attachScales gives every axis of the items a dimension scale, all of them in the group itself, so that
// xarray opens it alone. The scale of an axis called d is
//
//   - the item d, if it is a list of the same length: the coordinates;
//   - otherwise a dataset d without values, which only says how long the axis is;
//   - but _p_d_<length>, if d is the name of something else in the group.
//
// An axis without a name is called _p_axis_<length>, and the second of that length in one item
// _p_axis_<length>.2, because xarray wants the names of an item to differ.
func attachScales(group h5.Group, items []written) error {
	s := scales{group: group, items: items, made: map[string]h5.Dataset{}}
	named := func(w written) bool { return w.dims != nil }
	if err := s.attach(items, named, s.namedAxes); err != nil {
		return err
	}
	unnamed := func(w written) bool { return w.dims == nil && len(w.Shape()) > 0 }
	return s.attach(items, unnamed, s.unnamedAxes)
}

// scales are the dimension scales of a group, by name.
type scales struct {
	group h5.Group
	items []written
	made  map[string]h5.Dataset
}

// attach attaches the axes of those items that are meant, unless they are coordinates: a scale has no scale.
func (s *scales) attach(items []written, meant func(written) bool,
	axesOf func(written) ([]h5.Dataset, error)) error {
	axes := make([][]h5.Dataset, len(items))
	for i, item := range items {
		if _, scale := s.made[item.name]; scale || !meant(item) {
			continue
		}
		var err error
		if axes[i], err = axesOf(item); err != nil {
			return err
		}
	}
	for i, item := range items {
		if _, scale := s.made[item.name]; scale || axes[i] == nil {
			continue
		}
		if err := item.AttachScales(axes[i]); err != nil {
			return err
		}
	}
	return nil
}

func (s *scales) namedAxes(item written) ([]h5.Dataset, error) {
	var axes []h5.Dataset
	for k, n := range item.Shape() {
		scale, err := s.named(item.dims[k], n)
		if err != nil {
			return nil, err
		}
		axes = append(axes, scale)
	}
	return axes, nil
}

func (s *scales) unnamedAxes(item written) ([]h5.Dataset, error) {
	var axes []h5.Dataset
	seen := map[int]int{} // how many axes of a length
	for _, n := range item.Shape() {
		seen[n]++
		name := fmt.Sprintf(hidden+"axis_%d", n)
		if seen[n] > 1 {
			name = fmt.Sprintf("%s.%d", name, seen[n])
		}
		scale, err := s.bareScale(name, n)
		if err != nil {
			return nil, err
		}
		axes = append(axes, scale)
	}
	return axes, nil
}

func (s *scales) named(dim string, n int) (h5.Dataset, error) {
	i := slices.IndexFunc(s.items, func(w written) bool { return w.name == dim })
	if i >= 0 && s.items[i].isCoordinate(dim, n) {
		return s.coordinate(s.items[i])
	}
	if made, there := s.made[dim]; i >= 0 || there && made.Shape()[0] != n {
		dim = fmt.Sprintf("%s%s_%d", hidden, dim, n)
	}
	return s.bareScale(dim, n)
}

func (s *scales) coordinate(item written) (h5.Dataset, error) {
	if _, there := s.made[item.name]; there {
		return item.Dataset, nil
	}
	s.made[item.name] = item.Dataset
	return item.Dataset, item.MakeScale(item.name)
}

// hidden begins the names of what PyTables keeps to itself, and so pypet does not take for items.
//
// Source: PyTables, User's Guide, "Node, hidden".
const hidden = "_p_"

// barePrefix marks a dimension scale without values.
//
// Source: netCDF-4 file format, "Dimensions Without Coordinate Variables".
const barePrefix = "This is a netCDF dimension but not a netCDF variable."

// bareScale returns the scale of that name without values, which it creates if need be.
func (s *scales) bareScale(name string, n int) (h5.Dataset, error) {
	if made, there := s.made[name]; there {
		return made, nil
	}
	d, err := s.group.Allocate(name, h5.Bool, []int{n}, h5.Layout{})
	if err != nil {
		return d, err
	}
	s.made[name] = d
	if err := d.MakeScale(fmt.Sprintf("%s%10d", barePrefix, n)); err != nil || strings.HasPrefix(name, hidden) {
		return d, err
	}
	return d, markArray(d, collNothing)
}

// isBare reports whether d is a dimension scale without values.
func isBare(d h5.Dataset) (bool, error) {
	name, scale, err := d.ScaleName()
	return scale && strings.HasPrefix(name, barePrefix), err
}
