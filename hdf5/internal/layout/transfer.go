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

// TransferRuns transfers what runs have in the group of their trajectory. All have finished, or all are partial.
func TransferRuns(from, to h5.Group, runs []int, partial bool, do Transfer) error {
	if err := transferIn(runsIn(groupDerived, partial), from, to, runs, do); err != nil {
		return err
	}
	if err := transferIn(runsIn(groupResults, partial), from, to, runs, do); err != nil {
		return err
	}
	return transferIn(groupLogs, from, to, runs, CopyRun)
}

// transferIn transfers the groups of runs in the group at path.
func transferIn(path string, from, to h5.Group, runs []int, do Transfer) error {
	return ifThere(from, path, func(source h5.Group) error {
		there, err := those(source, runs)
		if err != nil || len(there) == 0 {
			return err
		}
		return WithinNew(to, path, func(target h5.Group) error {
			err := raiseTo(source, target)
			for _, name := range there {
				if err == nil {
					err = do(source, target, name)
				}
			}
			return err
		})
	})
}

// those returns the names of the groups of runs that are there.
func those(all h5.Group, runs []int) (names []string, err error) {
	for _, i := range runs {
		there, err := all.Has(GroupOf(i))
		if err != nil {
			return nil, err
		}
		if there {
			names = append(names, GroupOf(i))
		}
	}
	return names, nil
}

// LinkOf returns the file that a run is linked to, "" if it is in the group itself, or gave nothing.
func LinkOf(group h5.Group, i int, partial bool) (file string, err error) {
	err = ifThere(group, runsIn(groupResults, partial), func(runs h5.Group) error {
		if target, _, err := runs.Target(GroupOf(i)); err == nil {
			file = target
		}
		return nil // what is no link is the run
	})
	return file, err
}

// HasLinkTo reports whether a run in the group of a trajectory is linked to a file of which is says so.
func HasLinkTo(group h5.Group, is func(file string) bool) (found bool, err error) {
	look := func(runs h5.Group) error {
		members, err := runs.Members()
		for _, m := range members {
			if m.Type == h5.GroupType { // most are: what is no link is the run
				continue
			}
			if file, _, failed := runs.Target(m.Name); failed == nil && is(file) {
				found = true
				break
			}
		}
		return err
	}
	err = ifThere(group, runsIn(groupResults, false), look)
	if err == nil && !found {
		err = ifThere(group, runsIn(groupResults, true), look)
	}
	return found, err
}
