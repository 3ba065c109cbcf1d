package hdf5

import (
	"errors"
	"slices"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// writeRuns stores what finished runs gave in the group of their trajectory.
func writeRuns(group h5.Group, runs []*ended, l h5.Layout) error {
	err := withinNew(group, runsWithResults, func(all h5.Group) error {
		return eachRun(all, runs, func(run h5.Group, e *ended) error { return writeResults(run, e.results, l) })
	})
	runs = slices.DeleteFunc(slices.Clone(runs), func(e *ended) bool { return len(e.derived) == 0 })
	if err != nil || len(runs) == 0 {
		return err
	}
	return withinNew(group, runsWithDerived, func(all h5.Group) error {
		return eachRun(all, runs, func(run h5.Group, e *ended) error { return writeDerived(run, e.derived) })
	})
}

// eachRun makes a group for each run, even of one that has nothing to put there: it says that the run has
// finished.
func eachRun(all h5.Group, runs []*ended, fill func(h5.Group, *ended) error) error {
	for _, e := range runs {
		run, err := all.Create(groupOf(e.index))
		if err != nil {
			return err
		}
		err = fill(run, e)
		run.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

func writeResults(run h5.Group, results []result, l h5.Layout) error {
	for _, r := range results {
		if err := writeResult(run, r, l); err != nil {
			return err
		}
	}
	return nil
}

func writeDerived(run h5.Group, derived []*trajectory.Parameter) error {
	for _, p := range derived {
		if err := writeParameter(run, p, nil); err != nil {
			return err
		}
	}
	return nil
}

// readRun adds to run what the group of its trajectory has of it. It returns all that is wrong.
func (f *opened) readRun(group h5.Group, run *trajectory.Run) error {
	return f.eachOf(group, run.Index(), run.AddDerived, run.AddResult)
}

// eachOf hands the derived parameters and the results of a run that has finished to functions. It returns all
// that is wrong.
func (f *opened) eachOf(group h5.Group, i int, derived func(trajectory.Parameter) error,
	result func(trajectory.Result) error) error {
	foreign, err := isForeign(group)
	switch {
	case err != nil:
		return err
	case foreign:
		return f.eachForeign(group, i, derived, result)
	}
	return errors.Join(
		ifThere(group, derivedOf(i), func(top h5.Group) error {
			return walk(top, false, func(l leaf) error { return readDerivedFrom(l, derived) })
		}),
		within(group, resultsOf(i), func(top h5.Group) error {
			return walk(top, false, func(l leaf) error { return readResultFrom(l, result) })
		}))
}

// A transfer puts the group of a run, which has that name in a group of runs, into that of another file.
type transfer func(from, to h5.Group, name string) error

// copyRun is a transfer of the group as it is: nothing is unpacked.
func copyRun(from, to h5.Group, name string) error { return h5.Copy(from, name, to, name) }

// linkTo returns a transfer that makes a link to the group. The path of its file begins at the folder of the
// other.
func linkTo(file string) transfer {
	return func(_, to h5.Group, name string) error {
		return to.LinkExternal(name, file, to.Path()+"/"+name)
	}
}

// transferRuns transfers what runs have in the group of their trajectory.
func transferRuns(from, to h5.Group, runs []int, do transfer) error {
	for _, path := range []string{runsWithDerived, runsWithResults} {
		err := ifThere(from, path, func(source h5.Group) error {
			return withinNew(to, path, func(target h5.Group) error {
				return transferGroups(source, target, runs, do)
			})
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func transferGroups(from, to h5.Group, runs []int, do transfer) error {
	for _, i := range runs {
		name := groupOf(i)
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

// linkOf returns the file that a finished run is linked to, "" if it is in the group itself.
func linkOf(group h5.Group, i int) (file string, err error) {
	err = ifThere(group, runsWithResults, func(runs h5.Group) error {
		if target, _, err := runs.Target(groupOf(i)); err == nil {
			file = target
		}
		return nil // what is no link is the run
	})
	return file, err
}
