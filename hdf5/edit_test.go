package hdf5_test

import (
	"errors"
	"testing"

	"golgi/hdf5/internal/h5"
)

// edit changes a file behind the back of the store.
func edit(t *testing.T, path string, change func(root h5.Group) error) {
	t.Helper()
	file, err := h5.Edit(path)
	must(t, err)
	must(t, file.Do(change))
	must(t, file.Close())
}

// in is a change of the group at a path; "" is the root.
func in(path string, change func(h5.Group) error) func(h5.Group) error {
	return func(root h5.Group) error {
		if path == "" {
			return change(root)
		}
		group, err := root.Open(path)
		if err != nil {
			return err
		}
		return change(group)
	}
}

func add(name string, a h5.Array) func(h5.Group) error {
	return func(group h5.Group) error { _, err := group.Write(name, a, h5.Layout{}); return err }
}

// replace puts another dataset in the place of one.
func replace(name string, a h5.Array) func(h5.Group) error {
	return func(group h5.Group) error { return errors.Join(group.Delete(name), add(name, a)(group)) }
}

func remove(name string) func(h5.Group) error {
	return func(group h5.Group) error { return group.Delete(name) }
}

func makeGroup(path string) func(h5.Group) error {
	return func(group h5.Group) error { _, err := group.Require(path); return err }
}

func attribute(name string, value any) func(h5.Group) error {
	return func(group h5.Group) error { return group.SetAttribute(name, value) }
}

// replaceColumn puts a table with a single column in the place of one.
func replaceColumn(table, column string, a h5.Array) func(h5.Group) error {
	return func(group h5.Group) error {
		if err := group.Delete(table); err != nil {
			return err
		}
		_, err := group.WriteTable(table, []h5.Column{{Name: column, Array: a}}, h5.Layout{})
		return err
	}
}

func list[T h5.Element](values ...T) h5.Array { return h5.Vector(values) }
