package layout

import "golgi/hdf5/internal/h5"

// A Transfer puts the group of a run, which has that name in a group of runs, into that of another file.
type Transfer func(from, to h5.Group, name string) error

// CopyRun is a Transfer of the group as it is: nothing is unpacked.
func CopyRun(from, to h5.Group, name string) error { return h5.Copy(from, name, to, name) }

// LinkTo returns a Transfer that makes a link to the group. The path of its file begins at the folder of the
// other.
func LinkTo(file string) Transfer {
	return func(_, to h5.Group, name string) error {
		return to.LinkExternal(name, file, to.Path()+"/"+name)
	}
}

// TransferRuns transfers what runs have in the group of their trajectory.
func TransferRuns(from, to h5.Group, runs []int, do Transfer) error {
	for _, path := range []string{runsWithDerived, runsWithResults} {
		err := ifThere(from, path, func(source h5.Group) error {
			return WithinNew(to, path, func(target h5.Group) error {
				return transferGroups(source, target, runs, do)
			})
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func transferGroups(from, to h5.Group, runs []int, do Transfer) error {
	for _, i := range runs {
		name := GroupOf(i)
		there, err := from.Has(name)
		if err == nil && there {
			err = do(from, to, name)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// LinkOf returns the file that a finished run is linked to, "" if it is in the group itself.
func LinkOf(group h5.Group, i int) (file string, err error) {
	err = ifThere(group, runsWithResults, func(runs h5.Group) error {
		if target, _, err := runs.Target(GroupOf(i)); err == nil {
			file = target
		}
		return nil // what is no link is the run
	})
	return file, err
}

// HasLinkTo reports whether a finished run in the group of a trajectory is linked to a file of which is says so.
func HasLinkTo(group h5.Group, is func(file string) bool) (found bool, err error) {
	err = ifThere(group, runsWithResults, func(runs h5.Group) error {
		members, err := runs.Members()
		for _, m := range members {
			if file, _, failed := runs.Target(m.Name); failed == nil && is(file) { // what is no link is the run
				found = true
				break
			}
		}
		return err
	})
	return found, err
}
