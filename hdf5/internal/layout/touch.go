package layout

import (
	"errors"

	"golgi/hdf5/internal/h5"
)

// Touch makes the library parse all that is in a file, ours or not, and returns all that it says.
func Touch(root h5.Group) error { return touch(root, 0, map[[16]byte]bool{}) }

// touch reads a group and all below it.
func touch(group h5.Group, depth int, seen map[[16]byte]bool) error {
	members, err := group.Members()
	faults := []error{err, touchAttributes(group.Object)}
	for _, m := range members {
		switch {
		case seen[m.Place] || depth > maxDepth:
		case m.Type == h5.GroupType:
			seen[m.Place] = true
			faults = append(faults, Within(group, m.Name, func(child h5.Group) error {
				return touch(child, depth+1, seen)
			}))
		case m.Type == h5.DatasetType:
			seen[m.Place] = true
			faults = append(faults, inDataset(group, m.Name, touchDataset))
		}
	}
	return errors.Join(faults...)
}

func touchDataset(d h5.Dataset) error {
	d = d.Wide()
	faults := []error{touchAttributes(d.Object)}
	if d.Kind() != h5.Table {
		_, err := d.Read()
		return errors.Join(append(faults, err)...)
	}
	columns, err := d.Columns()
	faults = append(faults, err)
	for _, c := range columns {
		_, err := d.ReadColumn(c.Name, 0, d.Shape()[0])
		faults = append(faults, err)
	}
	return errors.Join(faults...)
}

func touchAttributes(o h5.Object) error {
	names, err := o.Attributes()
	for _, name := range names {
		_, failed := o.Attribute(name)
		err = errors.Join(err, failed)
	}
	return err
}
