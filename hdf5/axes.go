package hdf5

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
	"golgi/units"
)

// writeTables stores the points of a trajectory and the records of its runs: scalar axes as columns of the
// run table, axes of lists in a group each, since lists of different lengths are no column.
func writeTables(group h5.Group, axes []trajectory.Axis, t *table) error {
	var scalars []column
	for i, axis := range axes {
		if lists, ok := axis.Values.([]any); ok {
			err := writeLists(group, axis.Path, lists, i+1)
			if err != nil {
				return err
			}
			continue
		}
		scalars = append(scalars, column{columnPrefix + axis.Path, axis.Values, i + 1})
	}
	pre := []trajectory.Record{t.pre}
	if err := writeRunTable(group, groupPreTable, trajectory.PreRun, pre, nil); err != nil {
		return err
	}
	return writeRunTable(group, groupRunTable, 0, t.records, scalars)
}

// writeLists stores lists as their lengths, and all their elements one after another.
func writeLists(group h5.Group, path string, lists []any, axis int) error {
	all, lengths := flattened(lists)
	return withinNew(group, groupLists+"/"+path, func(g h5.Group) error {
		if err := g.SetAttribute(attrAxis, int64(axis)); err != nil {
			return err
		}
		return writeItems(g, []stream{
			{item: trajectory.Item{Name: listLengths, Value: lengths, Dims: []string{columnRun}}},
			{item: trajectory.Item{Name: listValues, Value: all, Dims: []string{"element"}}},
		}, h5.Layout{})
	})
}

func flattened(lists []any) (all any, lengths []int64) {
	switch lists[0].(type) {
	case []int64:
		return flat[[]int64](lists)
	case []bool:
		return flat[[]bool](lists)
	case []string:
		return flat[[]string](lists)
	case units.Array:
		return flatArrays(lists)
	default:
		return flat[[]float64](lists)
	}
}

func flat[S ~[]E, E any](lists []any) (S, []int64) {
	var all S
	lengths := make([]int64, len(lists))
	for i, list := range lists {
		elements := list.(S)
		all = append(all, elements...)
		lengths[i] = int64(len(elements))
	}
	return all, lengths
}

func flatArrays(lists []any) (units.Array, []int64) {
	numbers := make([]any, len(lists))
	for i, list := range lists {
		numbers[i] = list.(units.Array).SI()
	}
	all, lengths := flat[[]float64](numbers)
	return units.ArrayFromSI(all, lists[0].(units.Array).Dimension()), lengths
}

// readAxes is the inverse of writeTables for the points.
func readAxes(group h5.Group) ([]trajectory.Axis, error) {
	var axes []placed
	err := within(group, groupRunTable, func(table h5.Group) error { return readScalarAxes(table, &axes) })
	if err != nil {
		return nil, err
	}
	there, err := group.Has(groupLists)
	if err == nil && there {
		err = within(group, groupLists, func(lists h5.Group) error { return readListAxes(lists, &axes) })
	}
	if err != nil {
		return nil, err
	}
	return inOrder(axes, group.Path())
}

// placed is an axis with its place in the order of exploration, from 1.
type placed struct {
	trajectory.Axis
	place int64
}

func inOrder(axes []placed, where string) ([]trajectory.Axis, error) {
	slices.SortFunc(axes, func(a, b placed) int { return cmp.Compare(a.place, b.place) })
	ordered := make([]trajectory.Axis, len(axes))
	for i, a := range axes {
		if a.place != int64(i+1) {
			return nil, fmt.Errorf("hdf5: %s: the explored parameters do not count as axis 1 to %d",
				where, len(axes))
		}
		ordered[i] = a.Axis
	}
	return ordered, nil
}

func readScalarAxes(table h5.Group, axes *[]placed) error {
	members, err := table.Members()
	if err != nil {
		return err
	}
	var faults []error
	for _, m := range members {
		path, found := strings.CutPrefix(m.Name, columnPrefix)
		if !found {
			continue
		}
		axis, err := readAxis(table, m.Name)
		axis.Path = path
		*axes = append(*axes, axis)
		faults = append(faults, err)
	}
	return errors.Join(faults...)
}

func readAxis(table h5.Group, name string) (placed, error) {
	d, err := table.Dataset(name)
	if err != nil {
		return placed{}, err
	}
	defer d.Close()
	if len(d.Shape()) != 1 {
		return placed{}, fmt.Errorf("hdf5: %s: it has the shape %v, and is no column", d.Path(), d.Shape())
	}
	values, err := readQuantity(d)
	if err != nil {
		return placed{}, err
	}
	place, err := attribute[int64](d.Object, attrAxis)
	return placed{trajectory.Axis{Values: values}, place}, err
}

func readListAxes(lists h5.Group, axes *[]placed) error {
	members, err := lists.Members()
	if err != nil {
		return err
	}
	var faults []error
	for _, m := range members {
		faults = append(faults, within(lists, m.Name, func(g h5.Group) error {
			axis, err := readLists(g)
			axis.Path = m.Name
			*axes = append(*axes, axis)
			return err
		}))
	}
	return errors.Join(faults...)
}

func readLists(group h5.Group) (placed, error) {
	place, err := attribute[int64](group.Object, attrAxis)
	if err != nil {
		return placed{}, err
	}
	lengths, err := readList[int64](group, listLengths)
	if err != nil {
		return placed{}, err
	}
	d, err := group.Dataset(listValues)
	if err != nil {
		return placed{}, err
	}
	defer d.Close()
	all, err := readQuantity(d)
	if err != nil {
		return placed{}, err
	}
	lists, err := cut(all, lengths)
	if err != nil {
		err = fmt.Errorf("hdf5: %s: %w", group.Path(), err)
	}
	return placed{trajectory.Axis{Values: lists}, place}, err
}

// cut is the inverse of flattened.
func cut(all any, lengths []int64) ([]any, error) {
	switch v := all.(type) {
	case []int64:
		return cutAll(v, lengths, boxed)
	case []float64:
		return cutAll(v, lengths, boxed)
	case []bool:
		return cutAll(v, lengths, boxed)
	case []string:
		return cutAll(v, lengths, boxed)
	case units.Array:
		return cutAll(v.SI(), lengths, func(si []float64) any { return units.ArrayFromSI(si, v.Dimension()) })
	}
	return nil, fmt.Errorf("a %T is no list of values", all)
}

func boxed[E any](list []E) any { return list }

func cutAll[E any](all []E, lengths []int64, box func([]E) any) ([]any, error) {
	lists := make([]any, len(lengths))
	for i, n := range lengths {
		if n < 0 || n > int64(len(all)) {
			return nil, fmt.Errorf("list %d cannot have the length %d", i, n)
		}
		lists[i] = box(all[:n:n])
		all = all[n:]
	}
	if len(all) > 0 {
		return nil, fmt.Errorf("%d values are in no list", len(all))
	}
	return lists, nil
}
