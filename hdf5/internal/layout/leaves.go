package layout

import (
	"fmt"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// newLeaf creates the group of a parameter or a result, and fills it in with fill.
func newLeaf(parent h5.Group, name, class, comment string, notes trajectory.Annotations,
	fill func(h5.Group) error) error {
	group, err := parent.Create(name)
	if err != nil {
		return err
	}
	defer group.Close()
	err = setAttributes(group.Object,
		attr{pypetLeaf, int8(1)}, attr{pypetClass, class}, attr{pypetComment, comment})
	if err != nil {
		return err
	}
	if err := writeAnnotations(group.Object, notes); err != nil {
		return err
	}
	return fill(group)
}

// newTable creates a table that pypet loads, as columns of its own types.
func newTable(group h5.Group, name string, columns ...h5.Column) error {
	for _, c := range columns {
		if err := checkRoom(group, c.Array); err != nil {
			return err
		}
	}
	d, err := group.WriteTable(name, columns, h5.Layout{})
	if err != nil {
		return err
	}
	defer d.Close()
	attrs := []attr{{pypetStore, storeTable}}
	for _, c := range columns {
		prefix := fmt.Sprintf(pypetColumn, c.Name)
		attrs = append(attrs, attr{prefix + pypetColl, collScalar},
			attr{prefix + pypetScalar, scalarTypes[c.Array.Kind()]})
	}
	return setAttributes(d.Object, attrs...)
}

// mostFixed is the largest size of texts of fixed length in bytes, where each takes the room of the longest.
const mostFixed = 256 << 20

// checkRoom returns why the texts of a parameter cannot be stored with a fixed length.
func checkRoom(group h5.Group, a h5.Array) error {
	texts, _ := a.Data.([]string)
	longest := 0
	for _, text := range texts {
		longest = max(longest, len(text))
	}
	if longest > 0 && len(texts) > mostFixed/longest {
		return fmt.Errorf("hdf5: %s: %d texts, each in the room of the longest, which has %d bytes, are more "+
			"than %d MiB; shorten it, or put it into a file and explore its name",
			group.Path(), len(texts), longest, mostFixed>>20)
	}
	return nil
}

// markArray says how pypet is to load a dataset: as coll, of its own scalar types if it has none like numpy's.
func markArray(d h5.Dataset, coll string) error {
	kind := ""
	if coll == collScalar || coll == collList || d.Kind() == h5.String {
		kind = scalarTypes[d.Kind()]
	}
	return setAttributes(d.Object,
		attr{pypetStore, storeArray}, attr{pypetData + pypetColl, coll}, attr{pypetData + pypetScalar, kind})
}
