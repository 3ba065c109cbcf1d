package layout

import (
	"errors"
	"fmt"

	"golgi/hdf5/internal/h5"
)

// checkForeign checks a file of pypet's by its own laws: that all of it can be read, and that what it says of its
// runs agrees. Values that Golgi cannot hold are no faults.
func checkForeign(root h5.Group) error {
	names, err := Trajectories(root)
	faults := append([]error{err}, readable(Touch(root)))
	for _, name := range names {
		faults = append(faults, Within(root, name, func(group h5.Group) error {
			t, err := readForeignPlan(group, name)
			if err != nil {
				return err
			}
			var notes []error
			for _, note := range t.Notes {
				notes = append(notes, fmt.Errorf("hdf5: %s: %s", name, note))
			}
			return errors.Join(notes...)
		}))
	}
	return errors.Join(faults...)
}

// readable leaves out of faults that values are of a type that Golgi does not read.
func readable(err error) error {
	if joined, is := err.(interface{ Unwrap() []error }); is {
		var left []error
		for _, fault := range joined.Unwrap() {
			left = append(left, readable(fault))
		}
		return errors.Join(left...)
	}
	var other *h5.OpaqueError
	if errors.As(err, &other) {
		return nil
	}
	return err
}
