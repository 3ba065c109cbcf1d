package hdf5

import (
	"errors"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// writeRun stores what run i gave in the group of its trajectory, all of it or nothing.
func writeRun(group h5.Group, i int, derived []*trajectory.Parameter, results []result, l h5.Layout) error {
	err := fillRun(group, i, derived, results, l)
	if err != nil {
		err = errors.Join(err, forgetRun(group, i))
	}
	return err
}

// fillRun makes the group of results even of a run that has none: it says that the run has finished.
func fillRun(group h5.Group, i int, derived []*trajectory.Parameter, results []result, l h5.Layout) error {
	err := withinNew(group, resultsOf(i), func(run h5.Group) error {
		for _, r := range results {
			if err := writeResult(run, r, l); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil || len(derived) == 0 {
		return err
	}
	return withinNew(group, derivedOf(i), func(run h5.Group) error {
		for _, p := range derived {
			if err := writeParameter(run, p, nil); err != nil {
				return err
			}
		}
		return nil
	})
}

// forgetRun removes what there is of a run.
func forgetRun(group h5.Group, i int) error {
	return eachGroupOf(group, i, func(parent, name string) error {
		return within(group, parent, func(runs h5.Group) error { return runs.Delete(name) })
	})
}

// readRun adds to run what the group of its trajectory has of it. It returns all that is wrong.
func readRun(group h5.Group, run *trajectory.Run) error {
	return eachOf(group, run.Index(), run.AddDerived, run.AddResult)
}

// eachOf hands the derived parameters and the results of a run that has finished to functions. It returns all
// that is wrong.
func eachOf(group h5.Group, i int, derived func(trajectory.Parameter) error,
	result func(trajectory.Result) error) error {
	foreign, err := isForeign(group)
	if err != nil {
		return err
	}
	open := within
	if foreign {
		open = ifThere
	}
	return errors.Join(
		ifThere(group, derivedOf(i), func(top h5.Group) error { return readDerived(top, foreign, derived) }),
		open(group, resultsOf(i), func(top h5.Group) error { return readResults(top, foreign, result) }))
}

// copyRun copies the groups of run i from one trajectory to another, as they are: nothing is unpacked.
func copyRun(from, to h5.Group, i int) error {
	return eachGroupOf(from, i, func(parent, name string) error {
		return within(from, parent, func(source h5.Group) error {
			return withinNew(to, parent, func(target h5.Group) error {
				return h5.Copy(source, name, target, name)
			})
		})
	})
}

// linkRun makes the groups of run i links to those that it has in from, the trajectory of the same name in
// another file. Its path begins at the folder of the file of to.
func linkRun(from, to h5.Group, file string, i int) error {
	return eachGroupOf(from, i, func(parent, name string) error {
		return withinNew(to, parent, func(target h5.Group) error {
			return target.LinkExternal(name, file, to.Path()+"/"+parent+"/"+name)
		})
	})
}

// linkOf returns the file that a finished run is linked to, "" if it is in the group itself.
func linkOf(group h5.Group, i int) (file string, err error) {
	err = within(group, groupResults+"/"+groupRuns, func(runs h5.Group) error {
		if target, _, err := runs.Target(groupOf(i)); err == nil {
			file = target
		}
		return nil // what is no link is the run
	})
	return file, err
}

// eachGroupOf calls do for the groups that run i has, by the path of the group around each and its name.
func eachGroupOf(group h5.Group, i int, do func(parent, name string) error) error {
	for _, kind := range []string{groupDerived, groupResults} {
		parent := kind + "/" + groupRuns
		there, err := group.Has(parent + "/" + groupOf(i))
		if err == nil && there {
			err = do(parent, groupOf(i))
		}
		if err != nil {
			return err
		}
	}
	return nil
}
