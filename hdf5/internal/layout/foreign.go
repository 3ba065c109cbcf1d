package layout

import (
	"errors"
	"fmt"
	"strings"

	"golgi/hdf5/internal/h5"
)

// pypet's own files have the same tree, with what FORMAT.md lists for pypet and nothing else. They are read
// as far as a trajectory can hold what is in them: its parameters with their ranges, its runs, and what these
// gave (foreign_parameters.go, foreign_runs.go). What is of another kind (pickles, tables, complex numbers,
// sparse matrices) becomes a text that says so. Nothing is ever unpickled.

// isForeign reports whether the group of a trajectory was written by pypet.
func isForeign(group h5.Group) (bool, error) {
	ours, err := group.HasAttribute(attrSeed)
	if err != nil || ours {
		return false, err
	}
	return group.Has(tableInfo)
}

// HasForeign reports whether a file has a trajectory of pypet's.
func HasForeign(root h5.Group) (found bool, err error) {
	members, err := root.Members()
	for _, m := range members {
		if err != nil || found || m.Type != h5.GroupType {
			continue
		}
		err = Within(root, m.Name, func(group h5.Group) (err error) {
			found, err = isForeign(group)
			return err
		})
	}
	return found, err
}

// opaque is what stands for a value that no trajectory can hold.
func opaque(what string) string { return "opaque: " + what }

// unreadable reports whether err says that values are of a type that package h5 does not read.
func unreadable(err error) bool {
	var other *h5.OpaqueError
	return errors.As(err, &other)
}

// foreignValue reads a dataset of pypet's.
func foreignValue(d h5.Dataset) (any, error) {
	kind, err := text(d.Object, pypetData+pypetScalar)
	if err != nil {
		return nil, err
	}
	if kind != scalarTypes[h5.Bool] {
		d = d.Numbers()
	}
	if d.Kind() == h5.Table {
		return opaque("table"), nil
	}
	value, err := readValue(d)
	switch v := value.(type) {
	case int32:
		return int64(v), nil
	case []int32:
		return widened(v), nil
	case string:
		return printable(v), nil
	case []string:
		return printables(v), nil
	}
	if unreadable(err) || d.Kind() == h5.None {
		return opaque("of a type that Golgi does not read"), nil
	}
	return value, err
}

// foreignAnnotation returns an annotation of pypet's. A pickle is shown as the text that it is.
func foreignAnnotation(o h5.Object, name string) (any, error) {
	value, err := o.Attribute(pypetAnnotation + name)
	switch v := value.(type) {
	case string:
		return printable(v), err
	case []string:
		return opaque(fmt.Sprintf("%q", v)), err
	}
	if unreadable(err) {
		return opaque("attribute"), nil
	}
	return value, err
}

func widened(values []int32) []int64 {
	wide := make([]int64, len(values))
	for i, v := range values {
		wide[i] = int64(v)
	}
	return wide
}

// printable returns a text as one that a trajectory can hold.
func printable(text string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\x00", "\uFFFD")
}

func printables(texts []string) []string {
	all := make([]string, len(texts))
	for i, text := range texts {
		all[i] = printable(text)
	}
	return all
}
