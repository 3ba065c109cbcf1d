package layout

import (
	"errors"
	"fmt"
	"strings"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// pypet's own files have the same tree, with what FORMAT.md lists for pypet and nothing else. They are judged
// by pypet's laws, those of all its releases: what can be read is read (foreign_parameters.go, foreign_items.go,
// foreign_runs.go), under whatever name. A value that no trajectory can hold (a pickle, a table, complex
// numbers, a sparse matrix), or that cannot be read, becomes a text that says its kind and why, and nothing
// else is lost by it. Nothing is ever unpickled. How many runs there are is said by several parts of a file,
// which must agree (foreign_count.go); what they leave in doubt is in the notes of the trajectory, and where
// nobody can tell, the trajectory is refused.

// isForeign reports whether the group of a trajectory was written by pypet.
func isForeign(group h5.Group) (bool, error) {
	ours, err := group.HasAttribute(attrSeed)
	if err != nil || ours {
		return false, err
	}
	return group.Has(tableInfo)
}

// HasForeign reports whether a file has a trajectory of pypet's. What is wrong with other groups counts only
// where there is none.
func HasForeign(root h5.Group) (bool, error) {
	names, err := foreignNames(root)
	if len(names) > 0 {
		err = nil
	}
	return len(names) > 0, err
}

// foreignNames returns the names of pypet's trajectories in a file.
func foreignNames(root h5.Group) (names []string, err error) {
	members, err := root.Members()
	faults := []error{err}
	for _, m := range members {
		if m.Type != h5.GroupType {
			continue
		}
		faults = append(faults, Within(root, m.Name, func(group h5.Group) error {
			foreign, err := isForeign(group)
			if foreign {
				names = append(names, m.Name)
			}
			return err
		}))
	}
	return names, errors.Join(faults...)
}

// opaque is what stands for a value that no trajectory can hold: its kind, and why.
func opaque(format string, args ...any) string {
	return printable("opaque: " + fmt.Sprintf(format, args...))
}

// complexNumbers stands for what Python has, and Golgi has not.
const complexNumbers = "opaque: complex numbers"

func isOpaque(value any) bool {
	text, ok := value.(string)
	return ok && strings.HasPrefix(text, "opaque: ")
}

// unread is what stands for a value that cannot be read. It keeps to the first line of a text that points.
func unread(err error) string {
	var other *h5.OpaqueError
	var failed *h5.Error
	switch {
	case errors.As(err, &other):
		return opaque("of a type that Golgi does not read: %s", other.Type)
	case errors.As(err, &failed):
		return opaque("unreadable: %s", failed.Reason)
	}
	line, _, _ := strings.Cut(err.Error(), "\n")
	return opaque("unreadable: %s", line)
}

// foreignValue returns what a dataset of pypet's holds, or the text that stands for it.
func foreignValue(d h5.Dataset) any {
	kind := foreignText(d.Object, pypetData+pypetScalar)
	switch {
	case strings.Contains(kind, "complex"):
		return complexNumbers
	case d.Kind() == h5.Table:
		return opaque("table")
	case !isBool(kind):
		d = d.Wide()
	}
	value, err := readValue(d)
	switch v := value.(type) {
	case int32:
		return int64(v)
	case []int32:
		return widened(v)
	case string:
		return printable(v)
	case []string:
		return printables(v)
	case trajectory.NDArray:
		if texts, ok := v.Data.([]string); ok {
			v.Data = printables(texts)
			return v
		}
	}
	if err == nil {
		return value
	}
	if d.Kind() == h5.None {
		_, err = d.Read() // whose error knows the type
		if other := (*h5.OpaqueError)(nil); errors.As(err, &other) && strings.HasPrefix(other.Type, "compound") {
			return complexNumbers // h5 reads all other compounds, as tables
		}
	}
	return unread(err)
}

// isBool reports whether a scalar type of pypet's is a boolean: "bool", "bool_", "<type 'numpy.bool_'>".
func isBool(kind string) bool { return strings.Contains(kind, scalarTypes[h5.Bool]) }

// foreignAnnotations returns the annotations of a leaf, none if it is not said to have some. A pickle is shown as
// the text that it is.
func foreignAnnotations(l leaf) trajectory.Annotations {
	there, err := l.HasAttribute(pypetAnnotated)
	if err == nil && !there {
		return nil
	}
	names, err := l.Attributes()
	if err != nil {
		return trajectory.Annotations{"unreadable": unread(err)}
	}
	annotations := trajectory.Annotations{}
	for _, attr := range names {
		if name, found := strings.CutPrefix(attr, pypetAnnotation); found && name != "" {
			annotations[printable(name)] = foreignAnnotation(l.Object, attr)
		}
	}
	return annotations
}

func foreignAnnotation(o h5.Object, attr string) any {
	value, err := o.Attribute(attr)
	switch v := value.(type) {
	case string:
		return printable(v)
	case []string:
		return opaque("%q", v)
	case nil:
		return unread(err)
	}
	return value
}

// foreignText returns an attribute of pypet's as a text, whatever it is, "" if there is none.
func foreignText(o h5.Object, name string) string {
	if there, err := o.HasAttribute(name); err == nil && !there {
		return ""
	}
	value, err := o.Attribute(name)
	if err != nil {
		return unread(err)
	}
	if texts, ok := value.([]string); ok {
		value = strings.Join(texts, "\n")
	}
	return printable(fmt.Sprint(value))
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
