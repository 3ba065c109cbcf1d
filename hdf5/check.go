package hdf5

import (
	"errors"

	"golgi/hdf5/internal/view"
)

// Check verifies a file, or a folder in which one comes into being, against FORMAT.md, and returns all that
// is wrong with it, and where. It reads everything that is there: of a finished file, also the exploration in
// progress that will replace it (see [Store.Newer]). A file without checksums cannot be verified, nor
// can what a later file has from it, and Check says so. One of pypet's is checked by pypet's laws: that all of it can be
// read, and that what it says of its runs agrees.
func Check(path string) error {
	v, err := view.Open(path)
	if err != nil {
		return err
	}
	newer, err := v.Newer()
	if err == nil && newer != nil && !v.InFolder() {
		err = Check(newer.Folder.Path())
	}
	return errors.Join(checkAll(v), err)
}

// checkAll checks all that a view has, and closes it.
func checkAll(v *view.View) error {
	faults := []error{v.CheckFiles()}
	names, err := v.Names()
	faults = append(faults, err)
	for _, name := range names {
		faults = append(faults, checkRuns(v, name))
	}
	return errors.Join(append(faults, v.Close())...)
}

// checkRuns checks all that the runs of a trajectory gave. What is wrong with its parameters or its table has been found
// before.
func checkRuns(v *view.View, name string) error {
	t, err := v.Load(name)
	if err != nil {
		return nil
	}
	var faults []error
	for _, partial := range []bool{false, true} {
		ended, err := v.Ended(name, partial)
		if err != nil {
			return nil
		}
		for _, i := range ended {
			run, err := t.Run(i)
			if err == nil {
				err = v.CheckRun(run, partial)
			}
			faults = append(faults, err)
		}
	}
	return errors.Join(faults...)
}
