package layout

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// A compound is a group with a dataset for each of its parts, which are stored as items of a result. So xarray opens a
// frame by itself, and pypet shows the parts of m as the items m.data, m.indices and so on.

// writeCompound stores an item that is a compound.
func writeCompound(parent h5.Group, s Item, l h5.Layout) error {
	c := s.Value.(trajectory.Compound)
	return inNested(parent, s.Name, func(group h5.Group) error {
		var items []Item
		var names []string
		for _, part := range c.Parts() {
			items, names = append(items, Item{Item: part}), append(names, part.Name)
		}
		return errors.Join(
			setAttributes(group.Object, attr{attrForm, c.Form()}, attr{attrColumns, strings.Join(names, " ")},
				attr{attrUnits, s.Unit}, attr{attrComment, s.Comment}),
			raise(group, versionOfKinds), writeItems(group, items, l))
	})
}

// readCompound is the inverse of writeCompound: it reads what is in the group called name.
func readCompound(parent h5.Group, name string, values Values) (value any, err error) {
	err = Within(parent, name, func(group h5.Group) error {
		form, err := text(group.Object, attrForm)
		if err != nil {
			return err
		}
		columns, err := text(group.Object, attrColumns)
		if err != nil {
			return err
		}
		parts, err := readParts(parent, name, group, values.part)
		if err != nil {
			return err
		}
		order := strings.Fields(columns)
		slices.SortStableFunc(parts, func(a, b trajectory.Item) int {
			return slices.Index(order, a.Name) - slices.Index(order, b.Name)
		})
		if value, err = values.compose(form, parts); err != nil {
			return fmt.Errorf("hdf5: %s: %w", group.Path(), err)
		}
		return nil
	})
	return value, err
}

// readParts reads what is in a group, which is called name in its parent. What is read later is found from the parent.
func readParts(parent h5.Group, name string, group h5.Group, read reader) (parts []trajectory.Item, err error) {
	members, err := group.Members()
	if err != nil {
		return nil, err
	}
	for _, m := range members {
		if m.Type != h5.DatasetType {
			continue
		}
		path := name + "/" + m.Name
		err := inDataset(parent, path, func(d h5.Dataset) error {
			part, there, err := readItem(parent, d, path, read)
			part.Name = m.Name
			if there {
				parts = append(parts, part)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return parts, nil
}

// readCompoundItem reads an item that is a compound.
func readCompoundItem(parent h5.Group, name string, values Values) (item trajectory.Item, err error) {
	item.Name = name
	if item.Value, err = readCompound(parent, name, values); err != nil {
		return item, err
	}
	err = Within(parent, name, func(group h5.Group) error {
		if item.Unit, err = text(group.Object, attrUnits); err != nil {
			return err
		}
		item.Comment, err = text(group.Object, attrComment)
		return err
	})
	return item, err
}

// readWhole reads what is at a path below a group: a dataset, or a compound, which is a group.
func readWhole(group h5.Group, path string, is h5.Type) (value any, err error) {
	if is == h5.GroupType {
		return readCompound(group, path, Whole)
	}
	err = inDataset(group, path, func(d h5.Dataset) error { value, err = readValue(d); return err })
	return value, err
}

// oldKinds are those that version 4 had: of parameters as single values and lists, of results with 32-bit integers in lists.
var oldKinds = []h5.Kind{h5.Float64, h5.Int64, h5.Bool, h5.String}

// isNewParameter reports whether no version before versionOfKinds has parameters with such a value.
func isNewParameter(plain any) bool {
	a, is := h5.Of(plain)
	return !is || !slices.Contains(oldKinds, a.Kind())
}

// isNewItem is that of items.
func isNewItem(a h5.Array) bool {
	return !slices.Contains(oldKinds, a.Kind()) && (a.Kind() != h5.Int32 || len(a.Shape) == 0)
}
